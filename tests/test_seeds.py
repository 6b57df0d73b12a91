"""The whole way from raw text to article, on the given seed and on one invented seed of each shape."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from builder.model import Article, Caption, Paragraph, SetAside
from builder.seeds import decode, parse

GIVEN = Path(__file__).parent.parent / "seeds" / "000_0b9ad2877bc8c180.txt"

DATE = "Mar 03, 2021 08:05 Asia/Jakarta"
MODIFIED = "(last modified Wed, 03 Mar 2021 01:09:30 GMT )"
TITLE = "Perahu Kertas Kembali ke Danau"
CAPTION = "Perahu kertas di tepi danau"
TEXT = "Anak-anak desa melepas perahu kertas di danau pada pagi hari.\n\nMereka menunggu sampai senja."
PARAGRAPHS = ("Anak-anak desa melepas perahu kertas di danau pada pagi hari.", "Mereka menunggu sampai senja.")


def article(text: str) -> Article:
    """The article in a seed that must be one."""
    read, _ = parse(text)
    assert isinstance(read, Article), read
    return read


def paragraphs(read: Article) -> tuple[str, ...]:
    """The texts of an article's paragraphs."""
    return tuple(block.text for block in read.blocks if isinstance(block, Paragraph))


def test_the_given_seed() -> None:
    """It gives the table at the end of the field guide: title, times, captions where they stood, fourteen paragraphs."""
    text, problems = decode(GIVEN.read_bytes())
    read = article(text)
    assert problems == []
    assert read.title == "Tehran-Moskow Menekankan Hubungan Bilateral"
    assert read.title_source == ""
    assert read.moment is not None
    assert read.moment.iso() == "2024-06-30T10:25:00+07:00"
    assert read.timezone == "Asia/Jakarta"
    assert read.updated == dt.datetime(2024, 6, 30, 3, 25, 9, tzinfo=dt.UTC)
    assert read.lead_captions == ("Percakapan via telepon antara Sergei Lavrov dan Ali Bagheri Kani",)
    assert [(at, block.text) for at, block in enumerate(read.blocks) if isinstance(block, Caption)] == [
        (3, "Bendera Rusia dan Iran"),
        (13, "Dewan Keamanan PBB"),
    ]
    assert len(paragraphs(read)) == len(read.blocks) - 2 == 14
    assert read.sign_off == "sl"
    assert paragraphs(read)[-1].endswith("rezim kriminal Zionis.")
    assert paragraphs(read)[4].endswith(":")
    assert text.count("\u00a0") == 3
    assert sum(paragraph.count("\u00a0") for paragraph in paragraphs(read)) == 3


def test_shape_a() -> None:
    """Title, last modified, date, bullet pair: the pair is the caption."""
    read = article(f"{TITLE}\n{MODIFIED}\n{DATE}\n  • {CAPTION}\n    {CAPTION}\n\n{TEXT}\n")
    assert (read.shape, read.title, read.title_source, read.lead_captions) == ("A", TITLE, "", (CAPTION,))
    assert read.updated == dt.datetime(2021, 3, 3, 1, 9, 30, tzinfo=dt.UTC)
    assert paragraphs(read) == PARAGRAPHS


def test_shape_e() -> None:
    """Title, address, lede, last modified after a blank line, date, single bullet, and the lede again as first paragraph."""
    url = "https://berita.example/id/news/danau-i1234-perahu_kertas_kembali"
    lede = PARAGRAPHS[0]
    stamp = "(last modified 2021-03-03T01:09:30+00:00 )"
    read = article(f"{TITLE}\n{url}\n{lede}\n\n{stamp}\n{DATE}\n  • {TITLE}\n\n{TEXT}\n")
    assert (read.shape, read.title, read.source_url, read.lede, read.lang) == ("E", TITLE, url, lede, "id")
    assert read.lead_captions == ()
    assert paragraphs(read) == PARAGRAPHS


def test_shape_b_pair() -> None:
    """A pair of bullets is a caption and never a title."""
    read = article(f"{DATE}\n  • Danau\n    {CAPTION}\n\n{TEXT}\n")
    assert (read.shape, read.title, read.lead_captions) == ("B-pair", "", (CAPTION,))


def test_shape_b_single() -> None:
    """A bullet without a repeat is the title, and the article says where it came from."""
    read = article(f"{DATE}\n  • {TITLE}\n\n{TEXT}\n")
    assert (read.shape, read.title, read.title_source) == ("B-single", TITLE, "bullet")


def test_shape_c() -> None:
    """A date and text: no title is invented."""
    read = article(f"{DATE}\n\n{TEXT}\n")
    assert (read.shape, read.title, read.title_source) == ("C", "", "")
    assert paragraphs(read) == PARAGRAPHS


def test_shape_k() -> None:
    """Kicker, title, date and text without a blank line."""
    read = article(f"Cerita danau:\n{TITLE}\n{DATE}\n" + "\n".join(PARAGRAPHS))
    assert (read.shape, read.kicker, read.title) == ("K", "Cerita danau:", TITLE)
    assert paragraphs(read) == PARAGRAPHS


def test_shape_t() -> None:
    """A title and text, one paragraph a line, under a site's name or not, and no date."""
    body = "\n".join(PARAGRAPHS)
    for site in ("", "Pars Today\n"):
        for kicker in ("", "Cerita danau:\n"):
            read = article(f"{site}{kicker}{TITLE}\n{body}")
            assert (read.shape, read.kicker, read.title, read.moment) == ("T", kicker.strip(), TITLE, None)
            assert paragraphs(read) == PARAGRAPHS


def test_a_first_line_that_introduces_the_text_is_its_title() -> None:
    """And no kicker, since what follows is no title."""
    read = article(f"Kata penjaga danau:\n{TEXT}")
    assert (read.kicker, read.title, paragraphs(read)) == ("", "Kata penjaga danau:", PARAGRAPHS)


def test_shape_d() -> None:
    """An indented first line is a caption, also where it is two: broken, or said twice."""
    for lines in (f"    {CAPTION}", f"    {CAPTION}\n    {CAPTION}", "    Perahu kertas di\n\ttepi danau"):
        read = article(f"{lines}\n\n{TEXT}")
        assert (read.shape, read.title, read.lead_captions) == ("D", "", (CAPTION,))
        assert paragraphs(read) == PARAGRAPHS


def test_indented_lines_that_are_no_caption() -> None:
    """A text may be set in as a whole, or begin with verses."""
    for lines in ("    A\n    B\n    C\n\n", "    A\n\n    B\n\n"):
        assert article(f"{lines}{TEXT}").shape == "T"


def test_no_article() -> None:
    """Nothing, a title alone and listings are set aside, with the reason."""
    summaries = "\n".join(f"Ringkasan nomor {n} dari sebuah cerita yang panjang sekali dan berakhir di sini." for n in range(8))
    glued = "\n".join(f"-\nJudul nomor {n}\nMay 14, 2023 13:28Abul bercerita." for n in range(3))
    reasons = {"": "empty", f"{TITLE}\n": "no text", f"Pars Today\n{summaries}": "a listing", glued: "a listing"}
    for text, reason in reasons.items():
        read, _ = parse(text)
        assert isinstance(read, SetAside)
        assert read.reason.startswith(reason)


def test_a_title_may_end_in_a_full_stop() -> None:
    """Where it stands alone above the date."""
    title = "Kami siap berlayar. Anginnya baik."
    assert article(f"{title}\n{DATE}\n\n{TEXT}\n").title == title


def test_a_title_with_its_double_below() -> None:
    """A single bullet that says the same, in whatever quotes and case, is dropped; one that says something else is a caption."""
    assert article(f"“{TITLE}”\n{DATE}\n  • {TITLE.lower()}\n\n{TEXT}").lead_captions == ()
    assert article(f"{TITLE}\n{DATE}\n  • {CAPTION}\n\n{TEXT}").lead_captions == (CAPTION,)
    assert article(f"কাল\n{DATE}\n  • কলা\n\n{TEXT}").lead_captions == ("কলা",)


def test_bullets_and_repeats_in_all_their_states() -> None:
    """The repeat may have lost its indent, be broken over two lines, or differ from the alt text; there may be several pairs."""
    for bullets in (
        f"• {CAPTION}\n{CAPTION}",
        f"  • foto.jpg\n    {CAPTION}",
        "  • Perahu kertas di\n\tPerahu kertas di\n\ttepi danau",
    ):
        assert article(f"{TITLE}\n{DATE}\n{bullets}\n\n{TEXT}").lead_captions == (CAPTION,)
    assert article(f"{TITLE}\n{DATE}\n• A\n  A\n• B\n  B\n\n{TEXT}").lead_captions == ("A", "B")


def test_single_bullets_keep_their_order() -> None:
    """Under a title that is known they are captions, and so they are under the first, which is the title where none is."""
    bullets = "• A\n• B\n• C\n\n"
    assert article(f"{TITLE}\n{DATE}\n{bullets}{TEXT}").lead_captions == ("A", "B", "C")
    read = article(f"{DATE}\n{bullets}{TEXT}")
    assert (read.title, read.lead_captions) == ("A", ("B", "C"))


def test_an_empty_bullet_is_no_caption() -> None:
    """Nor does the blank line below repeat it."""
    read = article(f"{TITLE}\n{DATE}\n  •\n\n{TEXT}")
    assert (read.lead_captions, paragraphs(read)) == ((), PARAGRAPHS)


def test_a_bullet_below_a_kicker_is_the_title() -> None:
    """With the kicker before it or not; where the title is known, a bullet that says kicker or both says nothing new."""
    for bullet in (TITLE, f"Cerita danau: {TITLE}"):
        read = article(f"Cerita danau:\n{MODIFIED}\n{DATE}\n  • {bullet}\n\n{TEXT}")
        assert (read.kicker, read.title, read.title_source) == ("Cerita danau:", TITLE, "bullet")
    for bullet in ("Cerita danau:", f"Cerita danau: {TITLE}"):
        read = article(f"Cerita danau:\n{TITLE}\n{DATE}\n  • {bullet}\n\n{TEXT}")
        assert (read.kicker, read.title, read.lead_captions) == ("Cerita danau:", TITLE, ())
    read = article(f"{TITLE}\n{DATE}\n  • Cerita danau:\n\n{TEXT}")
    assert (read.kicker, read.title, read.lead_captions) == ("Cerita danau:", TITLE, ())


def test_titles_of_signs_alone_are_told_apart() -> None:
    """They have no words to compare, so they say the same only where they are the same."""
    assert article(f"+++\n{DATE}\n  • !!!\n\n{TEXT}").lead_captions == ("!!!",)


def test_a_bullet_that_is_only_a_kicker() -> None:
    """It is no title; the words in the address are one, where there are any."""
    url = "https://berita.example/id/news/danau-i12-perahu_kertas_kembali"
    read = article(f"{url}\n{DATE}\n  • Cerita danau:\n\n{TEXT}")
    assert (read.kicker, read.title, read.title_source) == ("Cerita danau:", "perahu kertas kembali", "url")
    read = article(f"{DATE}\n  • Cerita danau:\n\n{TEXT}")
    assert (read.kicker, read.title, read.title_source) == ("Cerita danau:", "", "")


def test_a_lede_that_does_not_come_again_is_kept() -> None:
    """And a second line of it opens the text, so that nothing is lost."""
    read = article(f"{TITLE}\nhttps://berita.example/id/news/x-i1-y\nRingkasan.\nLanjutannya.\n{MODIFIED}\n{DATE}\n\n{TEXT}")
    assert (read.lede, paragraphs(read)) == ("Ringkasan.", ("Lanjutannya.", *PARAGRAPHS))


def test_a_lede_that_was_wrapped_is_put_together() -> None:
    """Below an address, up to the line that ends a sentence; with spaces, but not in a script that has none."""
    url = "https://berita.example/id/news/x-i1-y"
    read = article(f"{TITLE}\n{url}\nAnak-anak desa melepas\nperahu kertas.\nPagi itu.\n{MODIFIED}\n{DATE}\n\n{TEXT}")
    assert (read.lede, paragraphs(read)) == ("Anak-anak desa melepas perahu kertas.", ("Pagi itu.", *PARAGRAPHS))
    assert (
        article(f"{TITLE}\n{url}\n子供たちは湖に\n紙の船を浮かべた。\n{DATE}\n\n{TEXT}").lede
        == "子供たちは湖に紙の船を浮かべた。"
    )


def test_a_title_may_stand_below_the_address() -> None:
    """With a kicker or without; a line that the text says again is a lede, and so is one that is not the bullet's double."""
    url = "https://berita.example/id/news/danau-i12-perahu_di_danau"
    for kicker in ("", "Cerita danau:\n"):
        read = article(f"{url}\n{kicker}{TITLE}\nRingkasan.\n{MODIFIED}\n{DATE}\n\n{TEXT}")
        assert (read.kicker, read.title, read.title_source, read.lede) == (kicker.strip(), TITLE, "", "Ringkasan.")
    read = article(f"{url}\nKembali ke danau\n{DATE}\n  • {TITLE}\n\n{TEXT}")
    assert (read.title, read.title_source, read.lede) == (TITLE, "bullet", "Kembali ke danau")
    read = article(f"{url}\nKembali ke danau\n{DATE}\n\nKembali ke danau\n\n{TEXT}")
    assert (read.title, read.title_source, read.lede) == ("perahu di danau", "url", "Kembali ke danau")


@pytest.mark.parametrize("bullet", [TITLE, "Cerita danau:", f"Cerita danau: {TITLE}"])
@pytest.mark.parametrize("lede", ["", "Anak-anak desa melepas perahu kertas di danau pada pagi hari."])
def test_below_the_address_kicker_and_title_may_have_a_bullet_that_says_them_again(bullet: str, lede: str) -> None:
    """Nothing of it stands twice."""
    url = "https://berita.example/id/news/danau-i12-perahu_di_danau"
    read = article(f"{url}\nCerita danau:\n{TITLE}\n{lede}\n{MODIFIED}\n{DATE}\n  • {bullet}\n\n{TEXT}")
    assert (read.kicker, read.title, read.title_source, read.lede) == ("Cerita danau:", TITLE, "", lede)
    assert (read.lead_captions, paragraphs(read)) == ((), PARAGRAPHS)


def test_a_sole_title_may_end_in_a_colon() -> None:
    """It leads up to no other title, be it above a picture's caption or not."""
    for below in ("", f"\n  • Danau\n    {CAPTION}", "\n  • Kata penjaga danau:"):
        read = article(f"Kata penjaga danau:\n{MODIFIED}\n{DATE}{below}\n\n{TEXT}")
        assert (read.kicker, read.title, read.title_source) == ("", "Kata penjaga danau:", "")
        assert read.lead_captions == ((CAPTION,) if "Danau" in below else ())


def test_last_modified_may_stand_below_the_date() -> None:
    """The bullets follow it then; it is no text."""
    read = article(f"{TITLE}\n{DATE}\n{MODIFIED}\n  • Danau\n    {CAPTION}\n\n{TEXT}")
    assert (read.title, read.lead_captions, paragraphs(read)) == (TITLE, (CAPTION,), PARAGRAPHS)
    assert read.updated == dt.datetime(2021, 3, 3, 1, 9, 30, tzinfo=dt.UTC)


def test_a_title_may_have_a_bullet() -> None:
    """It is a title all the same, and the lines below are the header's."""
    read = article(f"• {TITLE}\n{MODIFIED}\n{DATE}\n  • {CAPTION}\n    {CAPTION}\n\n{TEXT}")
    assert (read.shape, read.title, read.lead_captions, paragraphs(read)) == ("A", TITLE, (CAPTION,), PARAGRAPHS)


def test_a_broken_address_is_text() -> None:
    """Nobody could follow it, so it is no source; it is not lost either."""
    for broken in (
        "https://[x/id/news/x-i1-y",
        "https://berita.example:/id/x",
        "https://[::::]/id/x",
        "https://berita|example/x",
    ):
        read = article(f"{TITLE}\n{broken}\n{MODIFIED}\n{DATE}\n\n{TEXT}")
        assert (read.source_url, read.lede) == ("", broken)


def test_a_last_modified_line_without_a_date() -> None:
    """The article is undated, and what is known is kept."""
    read = article(f"{TITLE}\n{MODIFIED}\n\n{TEXT}")
    assert (read.title, read.moment, read.raw_date) == (TITLE, None, "")
    assert read.updated is not None


def test_a_last_modified_line_that_cannot_be_read() -> None:
    """It is reported with its line and remedy."""
    _, (problem,) = parse(f"{TITLE}\n(last modified kemarin )\n{DATE}\n\n{TEXT}")
    assert str(problem.at("seeds/a.txt")) == (
        "seeds/a.txt:2: warning: updated: `kemarin` is no instant (set `updated` in the record by hand)"
    )


def test_spaces_in_a_header_do_not_matter() -> None:
    """Two for one, or a tab, in lines of ASCII too."""
    read = article(f"{TITLE}\n{MODIFIED.replace(' ', '  ')}\n{DATE.replace(' ', chr(9))}\n\n{TEXT}")
    assert (read.title, read.lede, paragraphs(read)) == (TITLE, "", PARAGRAPHS)
    assert read.moment is not None
    assert read.updated is not None
    assert article(f"{DATE.replace(' ', '   ')}\n\n{TEXT}").moment == read.moment


@pytest.mark.parametrize(
    "line",
    [
        "Mar 03, 2021 08:05:30 Asia/Jakarta",
        "Mar 03 2021 08:05 Asia/Jakarta",
        "Mar 03. 2021 08:05 Asia/Jakarta",
        "Mar 03,2021 08:05 Asia/Jakarta",
        "Mar 03, 2021 08:05 WIB",
        "Mar 03, 2021 08:05 wib",
        "Mar 03, 2021 08:05 UTC+07:00",
        "Mar ０３，２０２１ ０８：０５ Asia/Jakarta",
        "3月03, 2021 08:05 Asia/Jakarta",
        "Thg 3 03, 2021 08:05 Asia/Jakarta",
        "มี.ค. 03, 2564 08:05 Asia/Jakarta",
    ],
)
def test_the_date_line_has_variants(line: str) -> None:
    """Whatever the page holds besides: a title, a bullet, or nothing."""
    for above, below in ((f"{TITLE}\n{MODIFIED}\n", ""), (f"{TITLE}\n", ""), ("", f"\n  • {TITLE}"), ("", "")):
        read = article(f"{above}{line}{below}\n\n{TEXT}")
        assert (read.title, paragraphs(read)) == (TITLE if above or below else "", PARAGRAPHS)
        assert read.moment is not None
        assert read.moment.iso() == "2021-03-03T08:05:00+07:00"


@pytest.mark.parametrize("above", [MODIFIED, "https://berita.example/id/news/x-i1-y", f"{MODIFIED}\n"])
@pytest.mark.parametrize("line", ["Mar 03, 2021 08:05", "3 Mar 2021 08:05 UTC", "2021-03-03 08:05", "Rabu, 3 Maret 2021 08.05"])
def test_where_the_page_is_known_a_date_may_have_any_form(above: str, line: str) -> None:
    """Right below a last-modified line, or an address and a lede."""
    lede = "\nAnak-anak desa melepas perahu." if "https" in above else ""
    read = article(f"{TITLE}\n{above}{lede}\n{line}\n  • {CAPTION}\n    {CAPTION}\n\n{TEXT}")
    assert (read.title, read.lead_captions, paragraphs(read)) == (TITLE, (CAPTION,), PARAGRAPHS)
    assert read.moment is not None
    assert read.moment.iso().startswith("2021-03-03T08:05:00+00:00")


@pytest.mark.parametrize("line", ["Mar 03, 2021 08:05 Central European Time", "Mar 03, 21 08:05 Asia/Jakarta", "30/3/21"])
def test_where_the_page_is_known_a_line_that_looks_like_a_date_is_reported(line: str) -> None:
    """It is kept as it stands, and no part of the text."""
    read, (problem,) = parse(f"{TITLE}\n{MODIFIED}\n{line}\n\n{TEXT}")
    assert isinstance(read, Article)
    assert (read.title, read.moment, read.raw_date, paragraphs(read)) == (TITLE, None, line, PARAGRAPHS)
    assert (problem.kind, problem.line, problem.field) == ("unread-date", 3, "timestamp")


def test_a_date_in_the_text_of_a_known_page_is_text() -> None:
    """An undated article is not dated by what it tells."""
    for gap in ("\n", "\n\n"):
        text = gap.join((f"{TITLE}\n{MODIFIED}", PARAGRAPHS[0], "27 Maret 2019", PARAGRAPHS[1]))
        read, problems = parse(text)
        assert isinstance(read, Article)
        assert (read.moment, read.raw_date, problems) == (None, "", [])
        assert "27 Maret 2019" in paragraphs(read)


@pytest.mark.parametrize("line", ["Mar 03, 2021 08:05 Central European Time", "3 Mar 2021 08:05 Asia/Jakarta |"])
def test_a_date_on_top_that_cannot_be_read_is_no_title(line: str) -> None:
    """It is reported and kept; a title may stand below it, as a bullet or as a line of its own."""
    for below, title in (("\n", ""), (f"  • {TITLE}\n\n", TITLE), (f"{TITLE}\n", TITLE)):
        read, (problem,) = parse(f"{line}\n{below}{TEXT}")
        assert isinstance(read, Article)
        assert (read.title, read.moment, read.raw_date, paragraphs(read)) == (title, None, line, PARAGRAPHS)
        assert (problem.kind, problem.line) == ("unread-date", 1)


def test_a_title_may_name_a_day() -> None:
    """With words before it or behind."""
    for title in ("Pesta Danau 28 September 2018", "28 September 2018 di Danau"):
        assert article(f"{title}\n{TEXT}").title == title


def test_an_articles_own_offset_is_kept() -> None:
    """No zone is concluded from it."""
    for zone in ("GMT+7", "UTC +07:00", "+0700"):
        read = article(f"{TITLE}\nMar 3, 2021 08:05 {zone}\n\n{TEXT}")
        assert read.moment is not None
        assert (read.moment.iso(), read.timezone) == ("2021-03-03T08:05:00+07:00", "")
