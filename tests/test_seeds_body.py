"""The text below the header: paragraphs, captions, sub-headings, lists, sign-offs and datelines."""

from __future__ import annotations

import pytest

from builder.model import Article, Block, Bullets, Caption, Heading, Paragraph
from builder.seeds import parse

ONE = "Perahu dongeng singgah di dermaga pada hari Selasa."
TWO = "Anak-anak dari tiga desa datang sejak pagi."
THREE = "Perahu itu akan berlayar lagi pada akhir pekan."


def article(body: str) -> Article:
    """The article with this text under a title and a date."""
    read, problems = parse(f"Perahu Dongeng\nMay 04, 2021 09:22 Asia/Jakarta\n\n{body}")
    assert isinstance(read, Article)
    assert problems == []
    return read


def blocks(*parts: str) -> list[Block]:
    """The blocks of a text that consists of these parts."""
    return list(article("\n\n".join(parts)).blocks)


def test_paragraphs_are_parted_by_blank_lines() -> None:
    """Lines of spaces and hard spaces are blank; a line break within a paragraph is a space."""
    assert list(article(f"{ONE}\n \u00a0\n{TWO}\n\n\nPerahu itu akan berlayar\nlagi pada akhir pekan.").blocks) == [
        Paragraph(ONE),
        Paragraph(TWO),
        Paragraph(THREE),
    ]


def test_paragraphs_are_lines_where_there_are_hardly_any_blank_ones() -> None:
    """As some extractors write them; one stray blank line does not join the others."""
    assert list(article(f"{ONE}\n{TWO}\n{THREE}\n\n{ONE}\n{TWO}").blocks) == [
        Paragraph(text) for text in (ONE, TWO, THREE, ONE, TWO)
    ]


def test_a_paragraph_wrapped_at_a_width_is_put_together() -> None:
    """Where most of its lines break off amid a sentence."""
    lines = [
        "Perahu dongeng yang membawa dua ratus buku singgah di Dermaga Kelapa pada",
        "hari Selasa, dan anak-anak dari tiga desa datang sejak pagi dengan membawa",
        "bekal dan tikar, lalu mereka menunggu sampai perahu itu merapat di dermaga.",
    ]
    assert list(article("\n".join(lines)).blocks) == [Paragraph(" ".join(lines))]


HEADLINES = [
    "Ferry to the Lighthouse Late Again Because of a Seal",
    "School on the Hill Counts All the Umbrellas in Town",
    "Foghorn Heard for the First Time Since Last Autumn",
    "Library Boat Calls at Coconut Pier Before the Storm",
]
THAI = [
    "เรือนิทานแวะจอดที่ท่ามะพร้าวเมื่อวันอังคารพร้อมหนังสือสองร้อยเล่ม",
    "เด็กๆจากสามหมู่บ้านมารอตั้งแต่เช้าตรู่พร้อมเสื่อและข้าวห่อของตนเอง",
    "เรือจะแล่นต่อไปยังเกาะถัดไปในวันพุธหากคลื่นลมในทะเลสงบลงแล้ว",
    "ไม่มีใครคาดคิดว่าหนังสือจะกลับมาครบทุกเล่มในเวลาอันรวดเร็วเช่นนี้",
]


@pytest.mark.parametrize("lines", [HEADLINES, THAI], ids=["headlines", "Thai"])
def test_a_paragraph_a_line_is_not_put_together(lines: list[str]) -> None:
    """Headlines of about one length have no final mark either, and a script without spaces has none at all."""
    found = article("\n".join(lines)).blocks
    assert [block.text for block in found if not isinstance(block, Bullets)] == lines


def test_lines_of_a_script_without_spaces_are_joined_without() -> None:
    """A word goes on in the next line."""
    text = f"{ONE}\n\n本の船は二百冊の本をのせて火曜日に椰子の桟\n橋に着いた。\n\n{TWO}"
    assert article(text).blocks[1] == Paragraph("本の船は二百冊の本をのせて火曜日に椰子の桟橋に着いた。")


def test_inner_white_space_is_the_authors() -> None:
    """Hard and double spaces and joiners stay; the ends of a paragraph are bare."""
    assert blocks(" \u00a0Satu\u00a0dua  tiga \u200cچهار\u200c. \u00a0") == [Paragraph("Satu\u00a0dua  tiga \u200cچهار\u200c.")]


@pytest.mark.parametrize(
    "caption", ["Bendera di atas dermaga", "Dewan Keamanan PBB", "نقشه دریا", "甲板の本棚", "Rak buku, lantai dua"]
)
def test_a_short_line_between_paragraphs_is_a_caption(caption: str) -> None:
    """It stands where its picture stood."""
    assert blocks(ONE, caption, TWO) == [Paragraph(ONE), Caption(caption), Paragraph(TWO)]


@pytest.mark.parametrize(
    "line",
    [
        "Laras berkata:",
        "Ke mana mereka pergi?",
        "Selesai…",
        "Hari baru।",
        "دن اچھا ہے۔",
        "Արև ելավ։",
        "海は静か。",
        "“Kami senang“",
        "Sampai jumpa»",
        "Peta (ilustrasi)",
        "27 Maret 2019",
        "Satu, dua,",
    ],
)
def test_a_short_line_that_ends_as_text_does_is_a_paragraph(line: str) -> None:
    """Final marks of all scripts, closing quotes and brackets, colons; and dates."""
    assert blocks(ONE, line, TWO) == [Paragraph(ONE), Paragraph(line), Paragraph(TWO)]


def test_a_short_line_is_no_caption_beside_another_one_at_an_end_or_after_a_colon() -> None:
    """Verses, a first or a last line, and a quotation that was announced."""
    for parts in (
        (ONE, "Angin datang", "Layar naik", TWO),
        ("Angin datang", ONE, TWO),
        (ONE, TWO, "Angin datang"),
        ("Kata Laras:", "Angin datang", TWO),
    ):
        assert blocks(*parts) == [Paragraph(part) for part in parts]


def test_the_lone_lines_of_a_round_up_are_sub_headings() -> None:
    """Three or more of them, the first one even before any text."""
    heads = ["Perahu dongeng singgah di tiga pulau kecil minggu ini", "Panen garam", "Layang-layang"]
    assert blocks(heads[0], ONE, heads[1], TWO, heads[2], THREE) == [
        Heading(heads[0]),
        Paragraph(ONE),
        Heading(heads[1]),
        Paragraph(TWO),
        Heading(heads[2]),
        Paragraph(THREE),
    ]


def test_a_full_headline_amid_the_text_is_a_sub_heading() -> None:
    """Captions are short noun phrases."""
    head = "Warga desa menanam seribu bibit bakau di muara sungai"
    assert blocks(ONE, head, TWO) == [Paragraph(ONE), Heading(head), Paragraph(TWO)]


def test_lines_with_bullets_are_a_list() -> None:
    """Apart or together, after an introduction, and with wrapped items."""
    assert blocks(ONE, "• satu\n• dua\n  dan lagi", TWO) == [Paragraph(ONE), Bullets(("satu", "dua dan lagi")), Paragraph(TWO)]
    assert blocks("Mereka membawa:\n• satu", "• dua", TWO) == [
        Paragraph("Mereka membawa:"),
        Bullets(("satu", "dua")),
        Paragraph(TWO),
    ]


@pytest.mark.parametrize(
    "line", ["1. satu.", "# dua.", "- tiga.", "> empat.", "* lima *.", "--- {{ 7*7 }}.", "<b>enam</b>.", "&amp;."]
)
def test_what_looks_like_markup_is_text(line: str) -> None:
    """A seed is plain text."""
    assert blocks(line, ONE) == [Paragraph(line), Paragraph(ONE)]


@pytest.mark.parametrize(
    ("end", "text", "sign_off"),
    [
        (".(sl)", ".", "sl"),
        (". (HS)", ".", "HS"),
        (".\n\n(PH)", ".", "PH"),
        (".\n\n( ph )", ".", "ph"),
        (".”(sl)\n\nTags", ".”", "sl"),
        (".(sl)#", ".", "sl"),
        (" (sl)", "", "sl"),
        ("./", ".", ""),
        (". #", ".", ""),
        (".#", ".", ""),
        (".\n\n#", ".", ""),
        (". wulan/207", ".", "wulan/207"),
        (".\n\nwulan/207", ".", "wulan/207"),
        (". (imk/fjp)", ".", "imk/fjp"),
        (". [ns/ab]", ".", "ns/ab"),
        (". (сл)", ".", "сл"),
        (" Nuh (as)", " Nuh (as)", ""),
        (" Nuh. (saw)", " Nuh. (saw)", ""),
        (" Universitas Xaveria (UX)", " Universitas Xaveria (UX)", ""),
        (" Perserikatan Bangsa-Bangsa (PBB)", " Perserikatan Bangsa-Bangsa (PBB)", ""),
        (" dari sumber daya desa (SDD).", " dari sumber daya desa (SDD).", ""),
        (" menuju bengkel kapal kayu (bkk)", " menuju bengkel kapal kayu (bkk)", ""),
        (" ke Dermaga Timur, Muara (KLP).", " ke Dermaga Timur, Muara (KLP).", ""),
        (" ke bandara di Muara (QVX)", " ke bandara di Muara (QVX)", ""),
        (" naik 8% (yoy).", " naik 8% (yoy).", ""),
        (" lalu, (XKQ).", " lalu, (XKQ).", ""),
        (". (sl).", ".", "sl"),
        (".\n\n(sl).", ".", "sl"),
        (" (sl)#", "", "sl"),
        (". (sl) (HS)", ".", "sl, HS"),
        (".(sl)\n\n(HS)", ".", "sl, HS"),
        (".\n\n(sl)\n\n(HS)", ".", "sl, HS"),
        (" naik 8% (yoy) (sl)", " naik 8% (yoy)", "sl"),
        (" Universitas Xaveria (UX) (sl)", " Universitas Xaveria (UX)", "sl"),
        (" Nuh. (as) (sl)", " Nuh. (as)", "sl"),
        (" nada C#", " nada C#", ""),
        (" tahun 2020/2021.", " tahun 2020/2021.", ""),
        (" dan/atau", " dan/atau", ""),
        (" (lihat peta)", " (lihat peta)", ""),
        (".\n\nTags", ".", ""),
        (".\nٹیگس", ".", ""),
        (" Tags", " Tags", ""),
    ],
)
def test_how_a_text_closes(end: str, text: str, sign_off: str) -> None:
    """Sign-offs and end marks go from the last paragraph; honorifics, initials and names stay."""
    read = article(f"{ONE}\n\n{TWO}\n\nPerahu itu berlayar{end}")
    assert read.blocks[-1] == Paragraph(f"Perahu itu berlayar{text}")
    assert read.sign_off == sign_off


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Penulis: Laras Ombak", ("Laras Ombak",)),
        ("Oleh : Laras dan Bayu", ("Laras", "Bayu")),
        ("Автор: Лиля Волна", ("Лиля Волна",)),
        ("Autor: Jan van der Welle", ("Jan van der Welle",)),
        ("بقلم: ليلى البحر", ("ليلى البحر",)),
    ],
)
def test_a_byline_may_close_a_text(line: str, authors: tuple[str, ...]) -> None:
    """Before a tag label or a sign-off, or behind one; it is no text then."""
    for end, sign_off in ((line, ""), (f"{line}\n\nTags", ""), (f"{line}\n\n(sl)", "sl"), (f"(sl)\n\n{line}", "sl")):
        read = article(f"{ONE}\n\n{TWO}\n\n{end}")
        assert (read.authors, read.sign_off, read.blocks) == (authors, sign_off, (Paragraph(ONE), Paragraph(TWO)))


@pytest.mark.parametrize(
    "line",
    [
        "Penulis Laras Ombak",
        "Reporter: terima kasih",
        "Reporter: Terima kasih banyak, Bu",
        "Penulis: Laras. Editor: Bayu",
        "Penulis: Laras 2021",
        "Kata: Laras",
    ],
)
def test_a_last_line_that_is_no_byline_is_text(line: str) -> None:
    """A by-line has a colon and holds nothing but names."""
    assert blocks(ONE, TWO, line) == [Paragraph(text) for text in (ONE, TWO, line)]


def test_the_last_line_of_an_interview_is_text() -> None:
    """Other paragraphs begin with the same word; and so is one that stands alone, which is all that there is."""
    assert blocks(ONE, "Reporter: Siapa nama Anda?", TWO, "Reporter: Laras")[-1] == Paragraph("Reporter: Laras")
    assert blocks("Penulis: Laras") == [Paragraph("Penulis: Laras")]


def test_a_byline_above_and_below_is_one() -> None:
    """Each name is given once, those above the text first."""
    read, _ = parse(f"Perahu Dongeng\nOleh Laras\nSelasa, 4 Mei 2021\n\n{ONE}\n\n{TWO}\n\nPenulis: Bayu, Laras")
    assert isinstance(read, Article)
    assert read.authors == ("Laras", "Bayu")


def test_a_sign_off_amid_the_text_stays() -> None:
    """Only the very end is looked at."""
    assert blocks(f"{ONE}(sl)", TWO) == [Paragraph(f"{ONE}(sl)"), Paragraph(TWO)]


@pytest.mark.parametrize(
    ("opening", "dateline"),
    [
        ("Tehran, Pars Today- Perahu", "Tehran, Pars Today"),
        ("JAKARTA, KOMPAS.com - Perahu", "JAKARTA, KOMPAS.com"),
        ("Teheran, 22. Mai, IRNA – Das Boot", "Teheran, 22. Mai, IRNA"),
        ("MOSCOW, March 2. /TASS/. The boat", "MOSCOW, March 2. /TASS/"),
        ("Dermaga Kelapa (Warta Pesisir) — Perahu", "Dermaga Kelapa (Warta Pesisir)"),
        ("Sayangnya, kata dia - perahu", ""),
        ("Dalam cerita itu, Abu al-Penyu", ""),
        ("Perahu - dan penyu", ""),
        ("Beruntung, Penyu Biru –julukan perahu itu– tiba lalu", ""),
    ],
)
def test_a_dateline_is_copied_and_stays_in_the_text(opening: str, dateline: str) -> None:
    """In the first paragraph or the second."""
    for read in (article(f"{opening} berlayar.\n\n{ONE}"), article(f"{ONE}\n\n{opening} berlayar.")):
        assert read.dateline == dateline
        assert Paragraph(f"{opening} berlayar.") in read.blocks


@pytest.mark.parametrize(
    "line",
    ["1. Five", "2) Rak buku", "| a | b |", "Bendera di atas \\", "======", "> Dewan", "# Rak buku", "| Kapal", "Rak = buku ="],
)
def test_a_lone_line_that_is_no_phrase_is_text(line: str) -> None:
    """A caption is a short phrase: no line of a table or of a numbered list, and nothing underlined or broken off."""
    assert blocks(ONE, line, TWO) == [Paragraph(ONE), Paragraph(line), Paragraph(TWO)]


def test_two_lines_are_no_caption() -> None:
    """Only a line that stands alone is; what was several lines is text."""
    assert blocks(ONE, "Setext\n======", TWO) == [Paragraph(ONE), Paragraph("Setext ======"), Paragraph(TWO)]
    assert blocks(ONE, "Bendera\ndi atas dermaga", TWO) == [Paragraph(ONE), Paragraph("Bendera di atas dermaga"), Paragraph(TWO)]


def test_numbered_lines_stay_lines() -> None:
    """A list with numbers is not put together to one line, and keeps its numbers."""
    assert blocks(ONE, "1. Lima\n2. Enam", TWO) == [Paragraph(text) for text in (ONE, "1. Lima", "2. Enam", TWO)]


@pytest.mark.parametrize("caption", ["“Rak buku” di geladak", "Rak buku (kiri", "Naik 5%", "किताबों की", "«Perahu» dongeng"])
def test_a_phrase_may_begin_and_end_in_other_marks(caption: str) -> None:
    """Opening quotes and brackets, percent, vowel signs."""
    assert blocks(ONE, caption, TWO) == [Paragraph(ONE), Caption(caption), Paragraph(TWO)]
