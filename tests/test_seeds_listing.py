"""Pages that are no articles are set aside, and articles are not."""

from __future__ import annotations

import pytest

from builder.model import Article, SetAside
from builder.seeds import parse

SUMMARIES = [
    "Perahu dongeng singgah di dermaga dan anak-anak menyambutnya dengan gembira.",
    "Petani garam di utara memulai panen lebih awal karena kemarau panjang.",
    "Sebuah orkestra kaleng bekas tampil di lapangan kota pada malam minggu.",
    "Para perajin layang-layang membuka bengkel gratis untuk pelajar.",
    "Museum lonceng memperbaiki atapnya setelah hujan deras bulan lalu.",
]


def reason(text: str) -> str:
    """Why a text is set aside; empty for an article."""
    read, _ = parse(text)
    return read.reason if isinstance(read, SetAside) else ""


@pytest.mark.parametrize("name", ["Pars Today", "ParsToday", "PARS TODAY ", "پارس‌تودی"])
def test_a_sites_name_and_summaries_are_a_listing(name: str) -> None:
    """One summary is enough."""
    assert reason(f"{name}\n" + "\n".join(SUMMARIES)).startswith("a listing: a site's name")
    assert reason(f"{name}\n{SUMMARIES[0]}").startswith("a listing: a site's name")


def test_a_sites_name_and_a_title_are_an_article() -> None:
    """A short second line without a full stop is a title, as it is without the name; so is one below a kicker."""
    for title in (
        "Perahu Dongeng Singgah",
        "Mengapa Perahu Singgah?",
        "“Perahu ini milik kita”",
        "Cerita danau:\nPerahu Singgah",
    ):
        assert reason(f"Pars Today\n{title}\n{SUMMARIES[0]}") == ""


def test_glued_times_are_a_listing() -> None:
    """In any digits and month names, repeated, or once below a dash."""
    assert reason("-\nPerahu\nMay 14, 2023 13:28Abul bercerita.").startswith("a listing: titles")
    assert reason("Perahu\n9月 29, 2024 12:00物語。\nPenyu\n9月 28, 2024 12:00物語。").startswith("a listing: titles")
    assert reason("Judul\nMay 14, 2023 13:28Abul bercerita tentang perahu itu.") == ""


def test_summaries_alone_are_a_listing() -> None:
    """Whole or cut, where none goes on from another."""
    assert reason("\n".join(SUMMARIES)).startswith("a listing: one summary a line")
    assert reason("\n".join(f"{text[:-1]} ..." for text in SUMMARIES)).startswith("a listing: one summary a line")


def test_paragraphs_that_go_on_from_each_other_are_an_article() -> None:
    """Even without a title, a date or a blank line."""
    text = (
        "Perahu dongeng singgah di dermaga kecil pada hari Selasa yang cerah.\n"
        "Di dermaga itu anak-anak sudah menunggu sejak pagi dengan bekal.\n"
        "Anak-anak membawa tikar dan duduk di bawah pohon kelapa yang rindang.\n"
        "Di bawah pohon kelapa, pendongeng membuka buku tentang penyu tua.\n"
        "Penyu tua dalam buku itu berenang mengelilingi tujuh lautan."
    )
    assert reason(text) == ""


@pytest.mark.parametrize("text", ["", "\n\n", " \u00a0\n\u200b\n\ufeff", "\u200f"])
def test_nothing_is_empty(text: str) -> None:
    """Blank lines of all kinds hold nothing."""
    assert reason(text) == "empty"


@pytest.mark.parametrize(
    "text",
    [
        "Perahu Dongeng",
        "Perahu Dongeng\nMay 04, 2021 09:22 Asia/Jakarta",
        "May 04, 2021 09:22 Asia/Jakarta\n  • Perahu\n\n\n",
        "Perahu\n\nTags",
    ],
)
def test_a_header_without_text_has_no_text(text: str) -> None:
    """It is set aside, not published empty."""
    assert reason(text) == "no text"


def test_a_lede_is_text() -> None:
    """An article that only says what it is about says something."""
    read, _ = parse("Perahu\nhttps://a.example/id/news/x-i12-perahu\nAnak-anak menunggu.\nMay 04, 2021 09:22 Asia/Jakarta\n")
    assert isinstance(read, Article)
    assert len(read.blocks) == 1
