"""Search in many languages: what a reader types, and which of a few invented articles it must find."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page
from search_site import browser_page, write_site

from builder.search import Doc
from builder.search.affixes import RULES
from builder.search.stems import rules, stemmer
from builder.search.tokens import words

ARTICLES = {
    "id": (
        "Wali kota meresmikan jembatan baru",
        "Para nelayan menyumbangkan perahu untuk pembangunan dermaga. Anak-anak dibersihkan bajunya.",
    ),
    "en": ("Ferries resume after the storm", "The harbours opened again and the cities celebrated their fishermen."),
    "ar": ("افتتاح المدارس الجديدة قرب الميناء", "قال المعلمون إن الكِتَاب وصل إلى مدينة أحمد."),
    "fa": ("کتاب‌های تازه در کتابخانهٔ بندر", "کارگران می‌گویند پل ایرانی بازسازی شد."),
    "hi": ("बंदरगाह पर नए पुल का उद्घाटन", "लड़कों और लड़कियों ने हिन्दी में गीत गाए। क़लम बाँटे गए।"),
    "bn": ("নদীর উপর নতুন সেতু", "মানুষেরা সেতুটির পাশে চাঁদ দেখলেন।"),
    "ru": ("Открыты новые мосты через залив", "Корабли вошли в порт, а ёлку поставили на площади."),
    "tr": ("İzmir'de yeni köprüler açıldı", "Gemilerin ışığı kıyıda göründü, kitabı okuyan kızlar sevindi."),
    "de": ("Neue Brücken über die Straße", "Die Schiffe lagen im Häfchen, und Müllers Lehrerinnen öffneten die Türen."),
    "fr": ("Les bateaux sont arrivés à l'île", "Des écoles ouvertes et des journaux nationaux ont fêté l'été."),
    "es": ("Los barcos llegaron al muelle", "Las ciudades abiertas celebran la canción de los niños; las luces brillan."),
    "zh": ("新大桥今日开通", "市长在北京大学附近的港口发表讲话。"),
    "ja": ("東京都で新しい橋が開通", "カモメが港のコーヒー店に集まった。"),
    "th": ("สะพานใหม่เปิดใช้แล้ว", "ชาวประมงกลับท่าเรือพร้อมปลา"),
    "ko": ("새로운 다리가 열렸다", "학생들은 학교에서 항구의 노래를 불렀다."),
    "sw": ("Watoto wavuka daraja jipya", "Mwalimu alipika chakula bandarini na wanafunzi waliimba."),
}

FOUND = {
    "id": [
        "peresmian jembatan",
        "diresmikan",
        "sumbangan",
        "menyumbang perahu",
        "membangun",
        "dibangun",
        "anak",
        "bersihkan",
        "membersihkan",
        "jembatannya",
    ],
    "en": ["ferry", "harbour", "city", "opening", "FERRIES", "storms", "celebration", "fisherm*"],
    "ar": ["مدارس", "والمدارس", "المدرسة", "ميناء", "بالميناء", "كتاب", "الكتاب", "احمد", "معلم", "مدينه"],
    "fa": ["كتاب", "کتابها", "كارگر", "ایران", "کتابخانه", "میگویند"],
    "hi": ["पुलों", "लड़का", "लडकी", "हिंदी", "कलम", "गीतों"],
    "bn": ["নদী", "সেতু", "সেতুর", "মানুষ", "মানুষের", "চাদ"],
    "ru": ["мост", "мостами", "корабль", "открытый", "елка", "ЁЛКА", "новый мост"],
    "tr": ["izmir", "IZMIR", "köprü", "kopru", "gemi", "gemiler", "kitap", "isik", "kız"],
    "de": ["brücke", "brucke", "strasse", "STRASSE", "schiff", "lehrer", "neu", "tür"],
    "fr": ["bateau", "ile", "ÉCOLE", "ouvert", "journal national", "arrivées"],
    "es": ["barco", "ciudad", "abierto", "cancion", "nino", "luz"],
    "zh": ["大桥", "大学", "京大", "港", "北京大学", '"新大桥"', "桥今日"],
    "ja": ["東京", "京都", "橋", "コーヒー", "ｺｰﾋｰ", "港の", "開通"],
    "th": ["สะพาน", "ใหม่", "ท่าเรือ", "ปลา", "ประมง"],
    "ko": ["다리", "다리를", "학교", "항구", "학생", "노래"],
    "sw": ["mtoto", "daraja", "walimu", "kupika", "anapika", "mwanafunzi", "bandari"],
}


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """The search page over all the articles together, each beside one of another matter in its language."""
    folder = tmp_path_factory.mktemp("languages")
    docs = [
        Doc(address=f"undated/{code}.html", title=title, lang=code, paragraphs=(text,))
        for code, (title, text) in sorted(ARTICLES.items())
    ]
    write_site(folder, [*docs, *(Doc(address=f"undated/other-{code}.html", title="0 0 0", lang=code) for code in ARTICLES)])
    with browser_page() as found:
        found.goto((folder / "search.html").as_uri())
        yield found


def search(page: Page, query: str) -> Any:  # noqa: ANN401 - JSON
    """Addresses found with nothing replaced, and how many count."""
    script = """async (query) => {
      const index = await new archive.Index("").open();
      const answer = await archive.query.search(index, query, { exact: true });
      const heads = await Promise.all(answer.hits.slice(0, answer.counted).map(({ doc }) => index.head(doc)));
      return { found: heads.map(({ address }) => address), best: answer.best, asked: answer.need.length };
    }"""
    return page.evaluate(script, query)


@pytest.mark.parametrize(("code", "query"), [(code, query) for code, queries in FOUND.items() for query in queries])
def test_a_query_finds_the_article(page: Page, code: str, query: str) -> None:
    """Other inflections, accents typed or not, a part of a run without spaces, an article in front: all find it."""
    answer = search(page, query)
    assert f"undated/{code}.html" in answer["found"]
    assert answer["best"] == answer["asked"]


OPENED = "市政府宣布在2024年秋天让地铁7号线开通"
STATION = "新しいJR東日本の駅が2025年に開業"
HARBOUR = "ป่าชายเลนเปิดในปี2567ที่ท่าเรือ"


@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [
        *((word, OPENED, [word]) for word in ("地铁", "开通", "秋天", "2024", "7", "号线开")),
        *((word, STATION, [word]) for word in ("新し", "JR", "東日本", "2025", "駅")),
        ('"の駅が2025年"', STATION, ["の駅が2025年"]),
        *((word, HARBOUR, [word]) for word in ("ชายเลน", "ป่า", "2567", "ท่าเรือ", "ที่")),
        ("တံတား", "ရန်ကုန်မြို့တွင်တံတားသစ်ဖွင့်သည်", ["တံတား"]),
        ("ភ្នំ", "ក្រុងភ្នំពេញ", ["ភ្នំ"]),
        ("คำ", "เรียนคำใหม่", ["คำ"]),
        ("バス", "市のﾊﾞｽ停", ["ﾊﾞｽ"]),
        ("港", "旧港と新港", ["港", "港"]),
        ("café", "Two cafe\u0301s, a Café.", ["cafe\u0301s", "Café"]),
        ("ferryhouse", "a ferry\u00adhouse", ["ferry\u00adhouse"]),
    ],
)
def test_what_was_asked_is_marked_where_it_stands(page: Page, query: str, text: str, marked: list[str]) -> None:
    """Whatever touches it, in scripts with spaces and without; no letter is parted from its vowel signs and tones."""
    script = """async ([query, text]) => {
      const index = await new archive.Index("").open();
      const match = archive.snippets.matcher(index, archive.query.parse(query));
      const texts = (nodes) => nodes.filter(({ nodeName }) => nodeName === "MARK").map(({ textContent }) => textContent);
      const long = `${"x".repeat(300)}。${text}`;
      return [texts(archive.snippets.marked(text, match(text))), texts(archive.snippets.cut([long], match))];
    }"""
    assert page.evaluate(script, [query, text]) == [marked, marked]


@pytest.mark.parametrize(
    ("language", "family"),
    [
        ("id", "membangun pembangunan dibangun bangunan"),
        ("id", "meresmikan peresmian diresmikan resmi"),
        ("id", "mengirim pengiriman kirim dikirim kiriman"),
        ("id", "memakai pemakaian pakai dipakai"),
        ("id", "menyebarkan penyebaran sebar tersebar"),
        ("id", "menilai penilaian nilai dinilai"),
        ("id", "kebakaran membakar terbakar pembakaran"),
        ("id", "perampokan merampok dirampok perampok"),
        ("id", "perusahaan usaha pengusaha berusaha"),
        ("id", "keterlibatan terlibat melibatkan"),
        ("id", "gerakan bergerak gerak menggerakkan"),
        ("en", "walk walks walked walking"),
        ("en", "city cities"),
        ("ar", "المدارس والمدارس مدارس مدرسه"),
        ("ru", "мост мосты мостами моста"),
        ("tr", "gemi gemiler gemilerin gemisi gemiyi"),
        ("sw", "mwalimu walimu"),
    ],
)
def test_a_family_has_one_stem(language: str, family: str) -> None:
    """Forms that belong together are tied together."""
    assert len({stemmer(language)(form) for form in family.split()}) == 1


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("id", "kota", "kotak"),
        ("id", "masa", "masak"),
        ("id", "makan", "pakan"),
        ("id", "emas", "kemas"),
        ("id", "ini", "kini"),
        ("en", "new", "news"),
        ("ru", "мост", "мот"),
    ],
)
def test_words_that_only_look_alike_stay_apart(language: str, one: str, other: str) -> None:
    """Rules that tie too much together would count wrong."""
    assert stemmer(language)(one) != stemmer(language)(other)


@pytest.mark.parametrize("code", sorted(ARTICLES))
def test_every_word_of_an_article_finds_it(page: Page, code: str) -> None:
    """As typed, each word of title and text is found."""
    for word in dict.fromkeys(words(" ".join(ARTICLES[code]))):
        assert f"undated/{code}.html" in search(page, word)["found"], word


def applied(language: str, word: str) -> str:
    """What the rules make of a word, as docs/search.md says: each applied once, in order, at the first place that matches."""
    for pattern, into in rules(language):
        word = re.sub(pattern, re.sub(r"\$(\d)", r"\\\1", into), word, count=1)
    return word


ALPHABETS = {"ru": "абвеийлмнорстыюья", "ar": "ابتدرسعفكلمنهوي", "fa": "ابتدرسشكلمنهوي", "ur": "ابتدرسكلمنهويںئؤ"}
COMMON = "abdeghiklmnoprstuy"


@given(
    language=st.sampled_from(sorted(RULES)),
    data=st.data(),
)
def test_rules_that_cannot_match_are_rightly_left_out(language: str, data: st.DataObject) -> None:
    """Trying only the rules that fit a word's first and last letter gives what trying all of them gives."""
    word = data.draw(st.text(ALPHABETS.get(language, COMMON), min_size=3, max_size=12))
    assert stemmer(language)(word) == applied(language, word)
