"""The whole way from raw text to article, on the given seed and on one invented seed of each shape."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

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
    for text in (f"{TITLE}\n{body}", f"Pars Today\n{TITLE}\n{body}"):
        read = article(text)
        assert (read.shape, read.title, read.moment) == ("T", TITLE, None)
        assert paragraphs(read) == PARAGRAPHS


def test_shape_d() -> None:
    """An indented first line is a caption."""
    read = article(f"    {CAPTION}\n\n{TEXT}")
    assert (read.shape, read.title, read.lead_captions) == ("D", "", (CAPTION,))
    assert paragraphs(read) == PARAGRAPHS


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


def test_a_broken_address_is_text() -> None:
    """Nobody could follow it, so it is no source; it is not lost either."""
    read = article(f"{TITLE}\nhttps://[x/id/news/x-i1-y\n{MODIFIED}\n{DATE}\n\n{TEXT}")
    assert (read.source_url, read.lede) == ("", "https://[x/id/news/x-i1-y")


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


def test_an_articles_own_offset_is_kept() -> None:
    """No zone is concluded from it."""
    for zone in ("GMT+7", "UTC +07:00", "+0700"):
        read = article(f"{TITLE}\nMar 3, 2021 08:05 {zone}\n\n{TEXT}")
        assert read.moment is not None
        assert (read.moment.iso(), read.timezone) == ("2021-03-03T08:05:00+07:00", "")
