"""Which language is it? All texts are invented: the evening train of a harbour town, told in many languages."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import language, locales
from builder.seeds.words import LANGUAGES

TEXTS = {
    "am": "የምሽቱ ባቡር በአምስት ሰዓት ከወደቡ ተነስቶ ከመምሸቱ በፊት ከተማው ይደርሳል።",
    "ar": "ينطلق قطار المساء من الميناء في الساعة الخامسة ويصل إلى المدينة قبل حلول الليل، كما قالت إدارة السكك الحديدية.",
    "az": "Axşam qatarı limandan saat beşdə yola düşür və gecə düşməmiş şəhərə çatır.",
    "bg": "Вечерният влак тръгва от пристанището в пет часа и пристига в града преди нощта, съобщиха от гарата.",
    "bn": "সন্ধ্যার ট্রেন পাঁচটায় বন্দর থেকে ছাড়ে এবং রাতের আগেই শহরে পৌঁছায়।",
    "bs": "Večernji voz polazi iz luke u pet sati i stiže u grad prije noći, kazali su putnici na stanici.",
    "de": "Der Abendzug verlässt den Hafen um fünf Uhr und erreicht die Stadt noch vor der Nacht.",
    "el": "Το βραδινό τρένο φεύγει από το λιμάνι στις πέντε και φτάνει στην πόλη πριν από τη νύχτα.",
    "en": "The evening train leaves the harbour at five and reaches the town before night falls.",
    "es": "El tren de la tarde sale del puerto a las cinco y llega a la ciudad antes de la noche.",
    "fa": "قطار عصر ساعت پنج از بندر حرکت می‌کند و پیش از شب به شهر می‌رسد.",
    "fr": "Le train du soir quitte le port à cinq heures et arrive en ville avant la nuit.",
    "gu": "સાંજની ટ્રેન પાંચ વાગ્યે બંદરેથી ઊપડે છે અને રાત પહેલાં શહેરમાં પહોંચે છે.",
    "ha": "Jirgin ƙasa na yamma yana tashi daga tashar jiragen ruwa da ƙarfe biyar, ya isa birni kafin dare.",
    "he": "רכבת הערב יוצאת מהנמל בשעה חמש ומגיעה לעיר לפני הלילה.",
    "hi": "शाम की रेलगाड़ी पाँच बजे बंदरगाह से चलती है और रात से पहले शहर पहुँचती है।",
    "hy": "Երեկոյան գնացքը ժամը հինգին մեկնում է նավահանգստից և մինչև գիշեր հասնում քաղաք։",
    "id": "Kereta sore berangkat dari pelabuhan pukul lima dan tiba di kota sebelum malam karena cuaca cerah.",
    "it": "Il treno della sera lascia il porto alle cinque e arriva in città prima della notte.",
    "ja": "夕方の列車は五時に港を出て、夜になる前に町に着きます。",
    "ka": "საღამოს მატარებელი ხუთ საათზე გადის ნავსადგურიდან და ღამემდე ჩადის ქალაქში.",
    "ko": "저녁 열차는 다섯 시에 항구를 떠나 밤이 되기 전에 도시에 도착한다.",
    "ms": "Kereta api petang bertolak dari pelabuhan pada pukul lima kerana cuaca baik, kata polis kepada pemberita.",
    "nl": "De avondtrein vertrekt om vijf uur uit de haven en komt voor de nacht aan in de stad.",
    "pl": "Wieczorny pociąg wyjeżdża z portu o piątej i przyjeżdża do miasta przed nocą.",
    "pt": "O comboio da tarde sai do porto às cinco e chega à cidade antes da noite.",
    "ru": "Вечерний поезд отправляется из гавани в пять часов и прибывает в город до наступления ночи.",
    "sw": "Treni ya jioni huondoka bandarini saa kumi na moja na kufika mjini kabla ya usiku.",
    "ta": "மாலை ரயில் ஐந்து மணிக்கு துறைமுகத்திலிருந்து புறப்பட்டு இரவுக்கு முன் நகரத்தை அடைகிறது.",
    "th": "รถไฟเย็นออกจากท่าเรือเวลาห้าโมงและถึงเมืองก่อนค่ำ",
    "tr": "Akşam treni limandan saat beşte kalkıyor ve gece olmadan şehre varıyor.",
    "uk": "Вечірній потяг вирушає з гавані о п'ятій і прибуває до міста ще до настання ночі.",
    "ur": "شام کی ریل گاڑی پانچ بجے بندرگاہ سے چلتی ہے اور رات سے پہلے شہر پہنچ جاتی ہے۔",
    "vi": "Chuyến tàu chiều rời cảng lúc năm giờ và đến thành phố trước khi trời tối.",
    "zh": "傍晚的列车五点从港口出发，天黑之前到达城里。",
}


@pytest.mark.parametrize(("lang", "text"), TEXTS.items(), ids=list(TEXTS))
def test_a_sentence_is_enough(lang: str, text: str) -> None:
    """One sentence tells the language, also in an archive that is mostly English."""
    assert language.detect(text, prior="en") == lang


@pytest.mark.parametrize("lang", sorted(TEXTS.keys() - {"ms", "bs"}))
def test_the_archives_own_language_does_not_swallow_others(lang: str) -> None:
    """A text in another language is not taken for the archive's own, near relatives on short texts apart."""
    assert language.detect(TEXTS[lang], prior="id") == lang


def test_relatives_go_to_the_archives_own_language() -> None:
    """Where a short text could be Indonesian or Malay, the archive's language decides."""
    text = "Kapal tiba di pelabuhan pada pagi hari."
    assert language.detect(text, prior="id") == "id"
    assert language.detect(text, prior="ms") == "ms"


def test_words_that_one_relative_alone_has_decide() -> None:
    """A text full of Malay words is Malay in an Indonesian archive, too, and the other way round."""
    malay = "Polis berkata pejabat itu ditutup kerana wang ialah masalah, manakala bahawa Jumaat ialah hari cuti iaitu rehat."
    assert language.detect(malay, prior="id") == "ms"
    indonesian = "Polisi berkata bahwa kantor itu ditutup pada hari Jumat karena uang dan mobil, sehingga warga tidak bisa masuk."
    assert language.detect(indonesian, prior="ms") == "id"


@pytest.mark.parametrize("text", ["", "12:30 — 2024", "!?", "Ok", "RT 05"])
def test_what_says_nothing_is_in_the_archives_language(text: str) -> None:
    """Numbers, marks and a few letters tell no language."""
    assert language.detect(text, prior="sw") == "sw"


def test_the_prior_keeps_its_region() -> None:
    """`pt-BR` is what a Portuguese text is in, in an archive of that language; other languages have no region."""
    assert language.detect(TEXTS["pt"], prior="pt-BR") == "pt-BR"
    assert language.detect(TEXTS["fr"], prior="pt-BR") == "fr"


def test_names_in_another_script_do_not_decide() -> None:
    """A Russian text stays Russian with a few English names in it."""
    assert language.detect(f"{TEXTS['ru']} Harbour Rail, Evening Express. {TEXTS['ru']}", prior="en") == "ru"


@given(st.text(max_size=400), st.sampled_from(["en", "id", "ar", "ja", "zz"]))
def test_any_text_has_a_language(text: str, prior: str) -> None:
    """No text is an error, and the answer is a short code that depends on nothing but text and prior."""
    found = language.detect(text, prior=prior)
    assert 2 <= len(found) <= 3
    assert found == language.detect(text, prior=prior)


def test_a_language_has_its_shortest_code() -> None:
    """As pages need it, also where the model has a longer one."""
    assert language.detect("Mũthenya ũcio kĩrĩndĩ nĩ gĩathiire nyũmba ya gĩthomo", prior="en") == "ki"


def test_nothing_heavy_is_loaded_before_it_is_needed() -> None:
    """Importing the module loads neither the model nor NumPy, and a text in a script of its own needs neither."""
    code = "import sys; from builder.language import detect; detect('รถไฟเย็น', prior='en'); sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("zone", "lang"), [("Asia/Jakarta", "id"), ("Asia/Kuala_Lumpur", "ms"), ("America/Sao_Paulo", "pt"), ("UTC", "")]
)
def test_the_language_of_a_place(zone: str, lang: str) -> None:
    """What most people speak in the country of a time zone; nothing of zones that are nowhere."""
    assert locales.spoken_in(zone) == lang


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        *(("English", "`en`"), ("indonesia", "`id`"), ("Germn", "`de`"), ("jp", "`ja`"), ("pt_BR", "`pt-BR`")),
        *((text, "such as") for text in ("xx", "xx-yy-zz", "en-YY", "en-Xxxx", "e", "q", "")),
    ],
)
def test_what_is_no_code_of_a_language(text: str, remedy: str) -> None:
    """CLDR decides, for each part of it; where one was perhaps meant, it is named."""
    assert not locales.is_code(text)
    assert remedy in locales.remedy(text)


@pytest.mark.parametrize(
    "code", ["id", "ZH-hant", "es-419", "zh-yue", "de-CH-1996", "sr-Latn-RS", "en-x-old", *TEXTS, *LANGUAGES]
)
def test_what_is_a_code_of_a_language(code: str) -> None:
    """In letters of either case, with script, country and variant."""
    assert locales.is_code(code)
