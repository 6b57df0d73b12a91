"""A record's file gives the record back, other generators' keys are understood, and mistakes have a line."""

from __future__ import annotations

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder import records
from builder.model import Moment, Record
from builder.problems import Severity

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40).map(str.strip).filter(bool)
LIST = st.lists(TEXT, max_size=4, unique=True).map(tuple)
NAME = st.text(string.ascii_lowercase + string.digits + "-", min_size=1, max_size=20)
MOMENTS = st.one_of(
    st.none(),
    st.dates().map(Moment),
    st.datetimes().map(lambda stamp: Moment(stamp.date(), stamp.time().replace(microsecond=0))),
    st.sampled_from(["2024-06-30T10:25:00+07:00", "2021-01-05T23:59:00-03:30", "1999-12-31T00:00:00+00:00"]).map(Moment.parse),
)


@settings(max_examples=300, deadline=None)
@given(
    st.builds(
        Record,
        title=TEXT,
        timestamp=MOMENTS,
        captions=LIST,
        tags=LIST,
        authors=LIST,
        slug=NAME,
        lang=st.sampled_from(["id", "no", "en-GB", "zh-Hant"]),
        summary=TEXT,
        sign_off=NAME,
        draft=st.booleans(),
        body=st.just("Words.\n"),
    )
)
def test_what_is_written_is_read_back(record: Record) -> None:
    """Any record survives its file, whatever YAML could take its texts for."""
    text = records.to_text(record)
    assert records.parse(text) == (record, [])


@pytest.mark.parametrize(
    "value", ["NO", "010", "12:30", "2024", "1e3", "~", "null", "yes", "- x", "{a: b}", "a: b", "# no comment", "*x", "&x"]
)
def test_yaml_look_alikes_stay_text(value: str) -> None:
    """What YAML would read as something else is quoted when written and stays text when read."""
    text = records.to_text(Record(title=value, tags=(value,), body="x\n"))
    assert records.parse(text)[0].title == value
    assert records.parse(text)[0].tags == (value,)


def test_keys_of_other_generators() -> None:
    """Content made for Hugo, Zola, Pelican and others builds as it is."""
    head = "title: T\ndate: 2024-06-30 10:25:00 +0700\nlastmod: 2024-07-01\nauthor: A\ndescription: D\ncategories: [News, World]"
    text = f"---\n{head}\n---\nx"
    record, problems = records.parse(text)
    assert problems == []
    assert (record.timestamp, record.updated) == (Moment.parse("2024-06-30T10:25:00+07:00"), "2024-07-01")
    assert (record.authors, record.summary, record.section) == (("A",), "D", "News / World")


def test_an_unknown_key_is_kept_and_its_neighbour_named() -> None:
    """Nothing is lost, and a typo is not silently ignored."""
    record, _ = records.parse("---\ntitle: T\ntimestmap: x\n---\nbody")
    assert record.extra == {"timestmap": "x"}
    assert records.nearest_key("timestmap") == "timestamp"


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("no front matter", 1, "there is no front matter"),
        ("---\ntitle: x\n", 1, "the front matter is not closed"),
        ("---\ntitle: x\ntitle: y\n---\n", 3, "`title` stands twice"),
        ('---\ntitle: "x\nlang: id\n---\n', 4, "the front matter is not valid YAML"),
        ("---\ntitle: x\nkicker: \x80\n---\n", 3, "the front matter is not valid YAML"),
        ("---\ntitle: x\ntimestamp: 2024-02-30\n---\n", 3, "'2024-02-30' is no date that exists"),
        ("---\ntitle:\n  a: b\n---\n", 3, "`title` must be text"),
        ("---\n- x\n---\n", 2, "the front matter holds no `key: value` lines"),
        ("---\ntitle: x\ntimestamp: -0044-03-15\n---\n", 3, "'-0044-03-15' is no date that exists"),
        ("---\ntitle: x\nupdated: yesterday\n---\n", 3, "'yesterday' is no date that exists"),
        ("---\ntitle: x\nlang: in english\n---\n", 3, "'in english' is no language code"),
        ("---\ntitle: x\nlang: xx-yy-zz\n---\n", 3, "'xx-yy-zz' is no language code"),
        ("---\ntitle: x\nsource_url: www.paper.example/a\n---\n", 3, "'www.paper.example/a' is no address on the web"),
        ("---\ntitle: x\ndraft: perhaps\n---\n", 3, "`draft` must be true or false, not 'perhaps'"),
        ("---\ntitle: x\nauthors: [{name: A}]\n---\n", 3, "`authors` must be a list of texts"),
        ("---\ntitle: x\ncategories: {a: b}\n---\n", 3, "`section` must be a list of texts"),
        ("---\ntimestamp: 2024-05-08T10:00:00\ntimezone: Moon/Crater\n---\n", 3, "'Moon/Crater' is no time zone that is known"),
    ],
)
def test_mistakes_have_a_line(text: str, line: int, what: str) -> None:
    """Each mistake is named with its line in the file, and none is an exception."""
    _, problems = records.parse(text)
    assert [(problem.line, problem.what.partition(":")[0]) for problem in problems] == [(line, what.partition(":")[0])]


@pytest.mark.parametrize(
    ("timestamp", "zone"),
    [
        ("0001-01-01T00:00:00+00:00", "America/New_York"),
        ("9999-12-31T23:59:59+00:00", "Asia/Jakarta"),
        ("0001-01-01T00:00:00+07:00", "Asia/Jakarta"),
        ("9999-12-31T23:59:59-07:00", "America/Denver"),
    ],
)
def test_an_instant_beyond_the_calendar_is_no_date(timestamp: str, zone: str) -> None:
    """A time whose year is none in its own zone or in UTC is reported with its line, and kept as it was written."""
    record, problems = records.parse(f'---\ntitle: T\ntimestamp: "{timestamp}"\ntimezone: {zone}\n---\n')
    assert (record.timestamp, record.raw_date) == (None, timestamp)
    assert [(problem.line, problem.field) for problem in problems] == [(3, "timestamp")]


def test_whoever_writes_perhaps_is_not_published() -> None:
    """A draft that cannot be told from a finished article stays a draft."""
    assert [records.parse(f"---\ndraft: {word}\n---\n")[0].draft for word in ("true", "perhaps", "no", "null", '""')] == [
        *(True, True, False, False, True)
    ]


def test_a_key_without_a_value_says_nothing() -> None:
    """Empty values and YAML's null are as if the key was not there."""
    record, problems = records.parse("---\ntitle: T\ntimestamp:\nupdated: null\nlang: ~\ntags:\nauthors: ~\nslug: Null\n---\n")
    assert (record, problems) == (Record(title="T"), [])


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2024-06-30T03:25:09Z", "2024-06-30T03:25:09Z"),
        ("2024-06-30 10:25:09 +0700", "2024-06-30T10:25:09+07:00"),
        ("2024-07-01", "2024-07-01"),
    ],
)
def test_updated_is_iso_8601(written: str, read: str) -> None:
    """However it was written, machines that read the pages get one form."""
    assert records.parse(f"---\nupdated: {written}\n---\n")[0].updated == read


def test_a_language_is_a_code_that_is_known() -> None:
    """What is none is left out, and the code that was perhaps meant is named."""
    record, (problem,) = records.parse("---\ntitle: T\nlang: English\n---\n")
    assert (record.lang, problem.hint) == ("", "left out; did you mean `en`?")
    assert records.parse("---\nlang: pt_BR\n---\n") == (Record(lang="pt-BR"), [])


@pytest.mark.parametrize("address", ["www.paper.example/a/b", "javascript:alert(1)", "/a/b", "https://", "https://a b/c"])
def test_a_source_that_is_no_address_is_left_out(address: str) -> None:
    """No page could lead to it, so none says that it was made from it."""
    record, (problem,) = records.parse(f'---\ntitle: T\nsource_url: "{address}"\n---\n')
    assert (record.source_url, problem.line, problem.field) == ("", 3, "source_url")


def test_a_source_is_percent_encoded() -> None:
    """Whatever was pasted, what is read can stand in a link."""
    record, problems = records.parse("---\nsource_url: https://paper.example/a b<c>\n---\n")
    assert (record.source_url, problems) == ("https://paper.example/a%20b%3Cc%3E", [])


@pytest.mark.parametrize(
    ("head", "remedy"),
    [
        ('title: "Bad one\nlang: id\nslug: a\n', "close the quote that line 2 opens, quote the value, or"),
        ('title: "Bad one\nlang: "id"\nslug: a\n', "close the quote that line 2 opens, quote the value, or"),
        ("title: x\ntags:\n- 'Bad one\n- b\n", "close the quote that line 4 opens, quote the value, or"),
        ('tags: ["a", "b]\nlang: "id"\n', "close the quote that line 2 opens, quote the value, or"),
        ("title: 'It''s \"'\nkicker: a: b\n", "quote the value, or"),
    ],
)
def test_a_quote_that_is_not_closed_is_named_where_it_opens(head: str, remedy: str) -> None:
    """YAML fails lines below, or at the end."""
    _, (problem,) = records.parse(f"---\n{head}---\nx")
    assert problem.hint.startswith(remedy)


@pytest.mark.parametrize("line", ["authors: Ann; Bob", 'tags: "Harbour; Sea"', "tags: Harbour, Sea", "tags: 港、海"])
def test_several_that_are_written_as_one_text_count_as_one(line: str) -> None:
    """They may be one, so that is a warning; a list says what is meant."""
    _, (problem,) = records.parse(f"---\ntitle: T\n{line}\n---\n")
    assert (problem.line, problem.severity, "counts as one" in problem.what) == (3, Severity.WARNING, True)
    name, _, text = line.partition(": ")
    text = text.strip('"')
    assert records.parse(f'---\n{name}: ["{text}"]\n---\n')[1] == []


@pytest.mark.parametrize("line", ["authors: Ann Lark, Harbour Office", "captions: A seal; a ferry", "tags: Lontar Harbour"])
def test_one_text_is_one(line: str) -> None:
    """Where it needs no second look."""
    assert records.parse(f"---\n{line}\n---\n")[1] == []


def test_the_first_of_two_equal_keys_counts() -> None:
    """PyYAML alone would keep the last in silence."""
    assert records.parse("---\ntitle: a\ntitle: b\n---\n")[0].title == "a"


def test_the_local_day_is_that_of_the_zone() -> None:
    """An instant written in UTC falls on the day of the article's own zone."""
    record, _ = records.parse('---\ntimestamp: "2024-06-30T20:00:00Z"\ntimezone: Asia/Jakarta\n---\n')
    assert record.timestamp == Moment.parse("2024-07-01T03:00:00+07:00")


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(["---", "--- ", "---\t", "----", "--", "a: 1", "", " ---", "--- a"]), max_size=8), st.booleans())
def test_front_matter_ends_at_the_first_line_of_three_dashes(lines: list[str], closed: bool) -> None:  # noqa: FBT001 - a strategy
    """White space behind them does not count; everything after them is the body."""
    text = "\n".join(["---", *lines]) + "\n" * closed
    end = next((number for number, line in enumerate(lines) if line.rstrip(" \t") == "---"), None)
    record, problems = records.parse(text)
    if end is None:
        assert [problem.kind for problem in problems] == ["front-matter"]
        assert record.body == text
    else:
        assert record.body == ("\n".join(lines[end + 1 :]) + "\n" * (closed and end + 1 < len(lines))).lstrip("\n")


def test_a_seal_tells_an_edit() -> None:
    """A record that import wrote is known as such until a person changes anything in it."""
    text = records.seal(records.to_text(Record(title="T", body="x\n")))
    assert records.is_untouched(text)
    assert not records.is_untouched(text.replace("x\n", "y\n"))
    assert not records.is_untouched(records.to_text(Record(title="T", body="x\n")))
    assert records.parse(text)[0] == Record(title="T", body="x\n")
