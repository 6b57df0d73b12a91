"""Which names and topics is it about? All articles are invented."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.config import TagSettings
from builder.model import Article, Block, Bullets, Caption, Heading, Paragraph
from builder.tagging import Rules, fold, suggest

RULES = Rules.of(TagSettings())


def tags(title: str, *paragraphs: str, lang: str = "en", captions: tuple[str, ...] = (), rules: Rules = RULES) -> tuple[str, ...]:
    """The tags of an article."""
    article = Article(title=title, lead_captions=captions, blocks=tuple(map(Paragraph, paragraphs)))
    return suggest(article, lang, rules)


FERRY = (
    "Kapal feri baru berangkat dari Pelabuhan Lontar, kata Kepala Dinas Laut, Rakai Samudra, kepada wartawan pada Senin.",
    "Menurut Rakai, feri itu melayani warga Pulau Kemiri. Presiden Klub Layar Dewi Arum ikut berlayar. Kemudian Samudra pulang.",
    "Pelabuhan Lontar ramai. Komisi Pengawas Bandar (KPB) memeriksa feri. Menteri Luar Negeri Islandia dan KPB memuji Dewi Arum.",
)


def test_names_of_people_places_and_bodies_are_found() -> None:
    """Without the offices that people hold, and without words that merely begin a sentence."""
    found = tags("Feri Baru untuk Pulau Kemiri", *FERRY, lang="id")
    assert {"Rakai Samudra", "Pelabuhan Lontar", "Pulau Kemiri", "Komisi Pengawas Bandar", "feri"} <= set(found)
    assert not {"Menurut", "Kemudian", "Senin", "Kepala", "Presiden", "Kapal"} & set(found)


def test_no_tag_begins_with_what_joins_two_names() -> None:
    """An office falls off, and so does what joined it to the next; inside a name it stays."""
    text = ("President & CEO Lara Kelp spoke. The President & CEO Lara Kelp left.", "The Canoe & Kayak Marathon ended.")
    found = tags("News", *text)
    assert {"Lara Kelp", "Canoe & Kayak Marathon"} <= set(found)
    other = "Kata President & CEO Bank Kelapa kemarin. Kemudian President and Communication Department Bank Kelapa pulang."
    for tag in (*found, *tags("Kabar hari ini", other, lang="id")):
        assert not tag.startswith(("&", "and "))


def test_a_short_form_counts_for_the_full_name() -> None:
    """A surname alone, a first name alone and an acronym in brackets are no tags of their own."""
    found = tags("Feri Baru untuk Pulau Kemiri", *FERRY, lang="id")
    assert not {"Rakai", "Samudra", "KPB"} & set(found)


def test_what_a_body_is_named_after_stays_a_name() -> None:
    """The university does not swallow its town."""
    found = tags("News", "Lontar University opened. All of Lontar came, and the band of Lontar played at Lontar University.")
    assert set(found) == {"Lontar", "Lontar University"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Wakil Presiden Republik Islandia tiba. Warga Islandia senang.", "Islandia"),
        ("Delegasi AS datang, dan AS memuji.", "Amerika Serikat"),
        ("Tim dari JAKARTA menang atas tim Jakarta lain.", "Jakarta"),
    ],
    ids=["full name of a country", "short form", "capitals"],
)
def test_a_place_has_one_name(text: str, wanted: str) -> None:
    """However it is written: CLDR's name in the language of the article."""
    assert wanted in tags("Kabar", text, lang="id")


def test_the_holder_of_an_office_is_told_from_the_body_that_it_is_in() -> None:
    """`Ketua MPL Sari Bulan` is a body and a person; `Presiden Islandia Jon Birk` a country and a person."""
    found = tags(
        "Kabar",
        "Ketua MPL Sari Bulan bertemu Presiden Islandia Jon Birk.",
        "Sari Bulan dan Jon Birk bicara di Islandia, kata MPL.",
        lang="id",
    )
    assert set(found) == {"MPL", "Sari Bulan", "Islandia", "Jon Birk"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Menurut anggota MPL Sari Ayu Bulan, hujan turun. Sari Ayu Bulan pulang dari MPL.", {"MPL", "Sari Ayu Bulan"}),
        ("Kepala Dinas Perhubungan Sari Bulan tiba. Sari Bulan pulang.", {"Dinas Perhubungan", "Sari Bulan"}),
        ("Menteri Kelautan dan Perikanan Sari Bulan tiba. Sari Bulan pulang.", {"Sari Bulan"}),
        ("Kapolres Lontar AKBP Sari Bulan tiba di Lontar. Sari Bulan pulang.", {"Lontar", "Sari Bulan"}),
        ("Direktur Selaras Sari Bulan tiba. Di Selaras, Bulan bicara. Bulan pulang.", {"Selaras", "Sari Bulan"}),
        (
            "Kata Kementerian Kelautan dan Perikanan, Kementerian Kelautan dan Perikanan buka.",
            {"Kementerian Kelautan dan Perikanan"},
        ),
    ],
    ids=["office in small letters", "body with a field", "office with a field", "rank", "one half stands alone", "no office"],
)
def test_offices_bodies_and_persons_are_told_apart(text: str, wanted: set[str]) -> None:
    """By words for offices and ranks, by what an office is for, and by what the text says of one of them alone."""
    assert set(tags("Kabar", text, lang="id")) == wanted


def test_initials_and_scores_and_common_nouns_are_no_names() -> None:
    """Two letters are one only where the text says what they stand for; "Camar Biru 0" is half a score."""
    text = "Di Lontar, AR bertemu SK. AR dan SK menonton Camar Biru 0-2 Kemiri Jaya. Kata Dewan Laut (DL), DL senang."
    found = set(tags("Kabar", text, text, lang="id"))
    assert {"Lontar", "Camar Biru", "Dewan Laut"} <= found
    assert not {"AR", "SK", "DL", "Camar Biru 0"} & found


def test_a_title_in_capitals_throughout_shows_no_names() -> None:
    """It only adds to those in the text."""
    found = tags("Storm Closes Big Harbour Near Lontar", "The storm came at night. In Lontar, boats were tied twice.")
    assert "Lontar" in found
    assert not any("Storm" in tag or "Big" in tag for tag in found)


def test_the_place_where_it_was_written_is_no_tag() -> None:
    """The dateline is left out."""
    article = Article(
        title="Boats tied twice",
        dateline="Reykjavík, Harbour Herald",
        blocks=(Paragraph("Reykjavík, Harbour Herald- The boats were tied twice, said Ana Birk, and Ana Birk was right."),),
    )
    assert suggest(article, "en", RULES) == ("Ana Birk",)


def test_captions_and_headings_and_lists_are_read() -> None:
    """All that the reader sees can name what it is about."""
    blocks: tuple[Block, ...] = (
        Caption("A boat of the Lontar Sailing Club"),
        Heading("What Ana Birk says"),
        Bullets(("Ask Ana Birk", "Ask the Lontar Sailing Club")),
    )
    assert suggest(Article(title="Boats", blocks=blocks), "en", RULES) == ("Lontar Sailing Club", "Ana Birk")


def test_a_caption_that_repeats_the_title_tells_nothing_new() -> None:
    """Sites that have no caption write the beginning of the title there, cut amid a word."""
    text = ("The seal of Lontar Harbour slept.", "Mira Solange saw the seal. Mira Solange sang.")
    title = "Seal Sleeps Soundly On The Landing Stage Of Lontar Harbour"
    cut = "Seal Sleeps Soundly On The Landing Stage Of Lontar Harb."
    assert tags(title, *text, captions=(cut,)) == tags(title, *text)


def test_roman_numerals_are_no_names() -> None:
    """An acronym is a name; the number of a hut or a king is none."""
    assert "III" not in tags("Walkers found", "They slept in hut III.", "Near hut III they sang, and hut III was cold.")
    assert "XKV" in tags("Walkers found", "They sang for XKV.", "Near XKV they sang, and XKV was cold.")


def test_what_the_text_keeps_coming_back_to_is_a_topic() -> None:
    """Words and pairs of words that the text repeats; not verbs, nor words that say little."""
    text = "Hutan bakau tumbuh. Warga menanam bakau lagi, sebab hutan bakau menahan ombak, dan ombak merusak tambak warga."
    found = tags("Hutan bakau kembali", text, text, lang="id")
    assert "hutan bakau" in found
    assert not {"menanam", "warga", "sebab", "lagi"} & set(found)


def test_a_word_that_fits_any_news_is_no_topic_alone() -> None:
    """However often it is there; with another word it is. Nor is a word that the title does not have."""
    text = "Total harga bakau naik. Total itu besar, sebab harga bakau naik; total ombak pun naik, ombak besar, ombak."
    found = tags("Total harga bakau naik", text, text, lang="id")
    assert "harga bakau" in found
    assert not {"total", "harga", "ombak"} & set(found)


UNCASED = {
    "fa": ("شمارش درختان حرا", "گروهی در تهران درختان حرا را شمردند. در تهران حرا کاشتند، و حرا زیاد شد.", {"تهران", "حرا"}),
    "ar": ("مكتبة عائمة", "وصلت المكتبة إلى تونس. وقالت تونس إن مكتبة عائمة أخرى في تونس قادمة. مكتبة عائمة جميلة.", {"تونس"}),
    "bn": ("ঢাকায় নৌকা", "ঢাকার নদীতে নৌকা চলে। ঢাকায় নৌকা অনেক, আর নৌকা সুন্দর।", {"ঢাকা", "নৌকা"}),
    "ja": (
        "「波の鐘」が鳴る日",
        "セリンドラ湾で「波の鐘」が鳴った。セリンドラの人は「波の鐘」を聞いた。東京からセリンドラへ。",
        {"セリンドラ", "波の鐘"},
    ),
    "zh": ("潮汐钟敲响", "潮汐钟在冰岛敲响。冰岛的潮汐钟很大，潮汐钟在冰岛。", {"潮汐钟", "冰岛"}),
    "th": ("ข่าวจากไอซ์แลนด์", "เรือจากไอซ์แลนด์มาถึงแล้ว ชาวไอซ์แลนด์ดีใจ", {"ไอซ์แลนด์"}),
}


@pytest.mark.parametrize("lang", sorted(UNCASED))
def test_scripts_without_capitals_have_tags_too(lang: str) -> None:
    """Places that CLDR knows, inflected or run together with other words, what is quoted, what the title says again and again."""
    title, text, wanted = UNCASED[lang]
    assert wanted <= set(tags(title, text, lang=lang))


def test_turkish_endings_fall_off() -> None:
    """What an apostrophe hangs on a name is no part of it."""
    assert tags("Haber", "Dün Lontar'da Ana Birk'i gördük. Lontar'ın halkı Ana Birk'e teşekkür etti.", lang="tr") == (
        "Ana Birk",
        "Lontar",
    )


# ---- the settings ------------------------------------------------------------------------------------------------------


def test_settings_decide() -> None:
    """No tags at all, fewer, other names for them, and some never."""
    title, text = "Boats", "The Lontar Sailing Club met Ana Birk in Iceland. Iceland and Ana Birk like the Lontar Sailing Club."
    assert tags(title, text, rules=replace(RULES, suggest=False)) == ()
    assert tags(title, text, rules=replace(RULES, maximum=1)) == ("Lontar Sailing Club",)
    settings = TagSettings(aliases={"lontar  sailing club": "LSC"}, exclude=("iceland",))
    assert tags(title, text, rules=Rules.of(settings)) == ("LSC", "Ana Birk")


def test_two_names_with_one_alias_are_one_tag() -> None:
    """… and so are names that differ in case or white space."""
    settings = TagSettings(aliases={"Ana Birk": "Iceland"})
    assert tags("Boats", "Ana Birk is in Iceland. In Iceland, Ana Birk sails.", rules=Rules.of(settings)) == ("Iceland",)


# ---- what always holds -------------------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    ["Lontar", "lontar", "LONTAR", "the", "Ana", "Birk", "of", "Iceland", "boat", "U-16", "H.", "(LSC)", "“", "—", "."]
)
TEXT = st.lists(WORDS, max_size=30).map(" ".join) | st.text(max_size=80)


@given(TEXT, st.lists(TEXT, max_size=4), st.sampled_from(["en", "id", "de", "tr", "ar", "ja", "th", "xx", "pt-BR"]))
def test_tags_are_few_distinct_and_always_the_same(title: str, paragraphs: list[str], lang: str) -> None:
    """For any text in any language: no more than the settings allow, none twice, none blank, nothing raised."""
    found = tags(title, *paragraphs, lang=lang)
    assert len(found) <= RULES.maximum
    assert len({fold(tag) for tag in found}) == len(found)
    assert all(tag == " ".join(tag.split()) and tag for tag in found)
    assert found == tags(title, *paragraphs, lang=lang)


@pytest.mark.parametrize(
    "text",
    [
        "A " * 100_000,
        "A. " * 100_000,
        "Dr Birk " * 50_000,
        "Aa(" * 100_000,
        "«" * 200_000,
        "Lontar's " * 50_000,
        "ア" * 200_000,
        " and ".join(f"Ana B{number:b}".translate({48: "o", 49: "i"}) for number in range(5_000)),
        " and ".join(f"B{number:b} b{number:b}".translate({48: "o", 49: "i"}) for number in range(15_000)),
    ],
    ids=["A", "A.", "Dr", "Aa(", "«", "Lontar's", "ア", "Ana", "B"],
)
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_long_texts_end(text: str, lang: str) -> None:
    """A seed of a million letters, of whatever kind, is no trap."""
    assert len(tags("Title", text, text, lang=lang)) <= RULES.maximum
    assert len(tags(text, "Title", text, lang=lang)) <= RULES.maximum
