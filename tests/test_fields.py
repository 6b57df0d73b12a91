"""One pattern reads plain front matter as YAML does, and leaves all other to YAML."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from builder import config, fields, records

WORDS = st.one_of(
    st.sampled_from(
        ["null", "Null", "~", "yes", "010", "12:30", "2024-06-30T10:25:00+07:00", "a:", "---", "é", "1_0", "a-", "-a"]
    ),
    st.text("aZ0é_-./+:", min_size=1, max_size=6),
    st.text("aZ0 ,#&*!|>%@`'[]{}?", min_size=1, max_size=6),
)
QUOTED = st.one_of(
    st.text("a '#:[]{},&*!|>%@`\xa0é\U0001f30a", max_size=8),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=4),
    st.text('"\\\t\n\x85\u2028\ufeff', max_size=2),
).map(lambda text: f'"{text}"')
ITEMS = st.one_of(WORDS, QUOTED)
LISTS = st.lists(ITEMS, max_size=3)
VALUES = st.one_of(
    ITEMS.map(lambda item: f" {item}"),
    LISTS.map(lambda items: f" [{', '.join(items)}]"),
    LISTS.map(lambda items: "".join(f"\n- {item}" for item in items)),
)
ENTRIES = st.tuples(st.sampled_from(["title", "tags", "b_1", "Z", "c-d"]), VALUES).map(lambda entry: f"{entry[0]}:{entry[1]}\n")
HEADS = st.lists(ENTRIES, min_size=1, max_size=2).map("".join)


@settings(max_examples=3000, deadline=None)
@given(HEADS)
def test_what_the_pattern_takes_it_reads_as_yaml_does(head: str) -> None:
    """The quick way gives what the long one gives: values, their order, and none of them null, or repeated."""
    quick = fields.plain(head)
    if quick is not None:
        read = fields.Fields(head)
        assert list(quick.items()) == list(read.values.items())
        assert not read.repeated
        assert not any(isinstance(value, fields.Null) for value in read.values.values())


def test_the_pattern_takes_what_an_import_writes() -> None:
    """The front matter that most records have goes the quick way."""
    head = 'title: "A: b, c"\ntimestamp: "2021-03-05T10:20:00+07:00"\ntags:\n- "Lontar Harbour"\n- ferry\nslug: a-b\n'
    assert fields.plain(head) == {
        "title": "A: b, c",
        "timestamp": "2021-03-05T10:20:00+07:00",
        "tags": ["Lontar Harbour", "ferry"],
        "slug": "a-b",
    }


@pytest.mark.parametrize(
    "head",
    [
        *(
            'title: "a\\tb"\n',
            "title: two words\n",
            "title: 'a'\n",
            "title:\n",
            "title: null\n",
            "title: a\ntitle: b\n",
            "a:\n  b: c\n",
        ),
        *(
            'title: "a\n  b"\n',
            "# a comment\n",
            "title: a # b\n",
            "- a\n",
            "title: a: b\n",
            'title: "a" b\n',
            "a: [b, [c]]\n",
            "a: b",
        ),
    ],
)
def test_the_pattern_leaves_the_rest_to_yaml(head: str) -> None:
    """Whatever has to be thought about is not guessed."""
    assert fields.plain(head) is None


def test_yaml_reads_all_scalars_as_they_stand() -> None:
    """Also in lists and mappings; what YAML calls nothing is marked, and a key that stands again is named with its line."""
    read = fields.Fields("a: 010\nb: ~\nc: [yes, {d: 1e3}]\na: 2\n")
    assert read.values == {"a": "010", "b": "~", "c": ["yes", {"d": "1e3"}]}
    assert isinstance(read.values["b"], fields.Null)
    assert (read.lines["c"], read.repeated) == (4, [("a", 5)])


def test_a_list_is_as_long_as_it_is_written() -> None:
    """A comment, for which YAML is asked, shortens no list that the pattern would take."""
    head = "tags:\n" + "".join(f"- t{number}\n" for number in range(20_000))
    assert fields.Fields(f"# many\n{head}").values == fields.plain(head)


def test_what_is_no_mapping_raises() -> None:
    """A list, or what is not YAML."""
    with pytest.raises(TypeError):
        fields.Fields("- a\n")
    with pytest.raises(yaml.YAMLError):
        fields.Fields('a: "b\n')
    with pytest.raises(yaml.YAMLError, match="a key is no text"):
        fields.Fields("? &a [*a]\n: b\n")


@pytest.mark.parametrize(
    "head",
    [
        "a: &a [*a]\n",
        "a: &a {b: *a}\n",
        f"a: {'[' * 3000}{']' * 3000}\n",
        "a: &a [x, x, x, x, x, x, x, x, x]\n"
        + "".join(f"k{n}: &k{n} [{', '.join([f'*k{n - 1}' if n else '*a'] * 9)}]\n" for n in range(20)),
    ],
)
def test_what_holds_itself_or_too_much_is_refused(head: str) -> None:
    """Anchors and brackets cannot make the program run out of memory, or fail; of brackets libyaml may say so itself."""
    with pytest.raises(yaml.YAMLError, match=r"it holds too much, or itself|maximum nesting depth"):
        fields.Fields(head)


@pytest.mark.parametrize("word", sorted(fields.TRUE | fields.FALSE))
def test_settings_and_records_hold_the_same_words_for_true(word: str) -> None:
    """Who writes `draft: 1` writes `enabled: 1` too."""
    site, problems = config.parse(f"search: {{enabled: {word.upper()}}}")
    record, more = records.parse(f"---\ndraft: {word.title()}\n---\n")
    assert [*problems, *more] == []
    assert site.search.enabled is record.draft is (word in fields.TRUE)
