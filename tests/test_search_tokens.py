"""What counts as a word, and which spellings are the same word; in Python and in the browser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from playwright.sync_api import Page
from search_site import browser_page, write_site

from builder.search import Doc
from builder.search.stems import rules, stemmer
from builder.search.tokens import MAX_WORD, key, words

VECTORS: list[dict[str, Any]] = json.loads((Path(__file__).parent / "vectors" / "tokens.json").read_text(encoding="utf-8"))
LANGUAGES = ("id", "en", "ar", "fa", "hi", "bn", "ru", "tr", "de", "fr", "es", "ko", "sw")
# Characters that one side may not know yet, its Unicode being older, are left out.
KNOWN = st.characters(exclude_categories=("Cn", "Co", "Cs"))
TEXT = st.text(KNOWN, max_size=60) | st.text(st.sampled_from("aZé ßİıσςا\u064bﻻكकि\u093cกำ東ｶﾞ한1٣\u200c\u0301-'\""), max_size=30)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """The search page, open in a browser from a disk, over an archive with one article in each language that has rules."""
    folder = tmp_path_factory.mktemp("tokens")
    write_site(folder, [Doc(address=f"undated/{code}.html", title=f"Note {code}", lang=code) for code in LANGUAGES])
    with browser_page() as page:
        page.goto((folder / "search.html").as_uri())
        yield page


@pytest.mark.parametrize(
    ("same", "why"),
    [
        ("Straße STRASSE strasse", "ß is ss"),
        ("İZMİR izmir ızmır", "dotted and dotless i are one"),
        ("ΟΔΟΣ οδός οδοσ", "accents and the final sigma fall"),
        ("Ёлка елка", "diacritics fall in Cyrillic"),
        ("أخبار اخبار أَخْبَار أخبـــار", "variants of alef, harakat and tatweel fall"),
        ("کتاب كتاب", "Persian and Arabic letters are one"),
        ("۲۰۲۴ ٢٠٢٤ ２０２４ २०२४ ২০২৪ 2024", "digits of all scripts are one"),
        ("ﾊﾞｽ バス", "half-width and full-width are one"),
        ("क़लम कलम", "the dot below falls in Devanagari"),
        ("می\u200cرود میرود", "joiners inside words fall"),
    ],
)
def test_spellings_of_one_word_are_one(same: str, why: str) -> None:
    """Each rule of folding makes one word of several spellings."""
    assert len({tuple(words(spelling)) for spelling in same.split()}) == 1, why


@pytest.mark.parametrize(("one", "other"), [("कि", "की"), ("কি", "কী"), ("ส้ม", "สม"), ("தமிழ்", "தமிழ")])
def test_vowel_signs_and_tones_are_kept(one: str, other: str) -> None:
    """A vowel sign or a tone tells words apart and is never folded away."""
    assert words(one) != words(other)


def test_scripts_without_spaces_are_cut_into_pairs() -> None:
    """Each letter of a run begins a pair; the last stands alone; Latin words inside stay whole."""
    assert words("新橋とferryの") == ["新橋", "橋と", "と", "ferry", "の"]


def test_the_vectors_cover_scripts_and_rules() -> None:
    """There are enough of them to hold the two tokenizers together."""
    assert len(VECTORS) >= 200
    assert len({vector["script"] for vector in VECTORS}) >= 20


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: f"{vector['script']}-{ascii(vector['text'])[:20]}")
def test_the_words_of_each_vector(vector: dict[str, Any]) -> None:
    """The tokenizer gives what its vectors say."""
    assert words(vector["text"]) == vector["words"]


def test_the_browser_finds_the_same_words(browser: Page) -> None:
    """The browser's tokenizer gives what the vectors say."""
    found = browser.evaluate("texts => texts.map(archive.words)", [vector["text"] for vector in VECTORS])
    wrong = [(v["text"], v["words"], got) for v, got in zip(VECTORS, found, strict=True) if v["words"] != got]
    assert not wrong


@given(texts=st.lists(TEXT, min_size=40, max_size=40))
@example(texts=["İ", "ΑΣ", "\u0130stanbul"])
def test_both_find_the_same_words_in_any_text(browser: Page, texts: list[str]) -> None:
    """Whatever the text, Python and the browser see the same words."""
    found = browser.evaluate("texts => texts.map(archive.words)", texts)
    for text, got in zip(texts, found, strict=True):
        assert words(text) == got, ascii(text)


PLACED = st.text(st.sampled_from("aZé ßİا\u064b\u093cकिกำป่เลมြန်န္မာ東新しｶﾞ한ᄒ\u11611٣７\u200c\u0301-'."), max_size=30)


@given(texts=st.lists(PLACED, min_size=40, max_size=40))
@example(texts=[vector["text"] for vector in VECTORS])
def test_every_word_has_its_place_in_the_text(browser: Page, texts: list[str]) -> None:
    """What snippets mark are the words of the index, one after the other; each is made of the stretch that is marked."""
    found = browser.evaluate("texts => texts.map(archive.snippets.tokens)", texts)
    for text, tokens in zip(texts, found, strict=True):
        assert [token["word"] for token in tokens] == words(text), ascii(text)
        units = text.encode("utf-16-le", "surrogatepass")
        for token in tokens:
            stretch = units[2 * token["start"] : 2 * token["end"]].decode("utf-16-le")
            assert token.get("letter", token["word"]) in "".join(words(stretch)), ascii(text)


@given(text=TEXT)
def test_words_are_folded_once_and_for_all(text: str) -> None:
    """A word is its own folding, never empty, never longer than the limit, and without spaces."""
    for word in words(text):
        assert words(word)[0] == word or len(words(word)) > 1
        assert 0 < len(word) <= MAX_WORD
        assert " " not in word


def test_labels_are_compared_by_their_words() -> None:
    """Tags that differ in case, accents or signs only are the same tag."""
    assert key("  Côte d’Azur ") == key("cote D'AZUR") == "cote d azur"


def test_both_find_the_same_stems(browser: Page) -> None:
    """The rules of families mean the same to Python and to the browser."""
    forms = sorted({word for vector in VECTORS for word in vector["words"]} | set(FORMS.split()))
    script = """async (forms) => {
      const index = await new archive.Index("").open();
      return forms.map((form) => index.stems(form));
    }"""
    for form, got in zip(forms, browser.evaluate(script, forms), strict=True):
        assert set(got) == {stemmer(code)(form) for code in LANGUAGES}, form


FORMS = """membangun pembangunan dibangun menyebarkan penyebaran mengirimkan pengiriman memakai pemakaian menilai
penilaian kebakaran
perampokan perusahaan keterlibatan bersihkan harbours ferries opened opening government walking المدارس والمدارس مدارس بالمدارس
کتابها مردان लड़कों लड़कियाँ নদীগুলি মানুষের мосты мостами корабля gemiler gemilerin hafen brucken bateaux ouvertes barcos abierta
다리가 학교에서 watoto alipika wanafunzi"""


def test_a_language_without_rules_has_no_families() -> None:
    """Its words are their own stems."""
    assert rules("xx") == ()
    assert stemmer("xx")("harbours") == "harbours"
