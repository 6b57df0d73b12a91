"""Bytes to text: encodings, damage, and what is no text."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.problems import BuildError, Severity
from builder.seeds import decode, legacy, mojibake

RUSSIAN = "Лодка сказок пришла\n\nДети ждали её у причала. «Мы рады», — сказала Лиля.\nВечером лодка ушла дальше, к острову.\n"
ARABIC = "قارب الحكايات يرسو عند الرصيف\n\nوجاء الأطفال من ثلاث قرى منذ الصباح الباكر، وسيبحر القارب إلى الجزيرة التالية.\n"
GERMAN = "Das Märchenboot legt an\n\n„Wir möchten die Geschichte hören“, sagte Lea – für alle schönen Kinder über zwölf.\n"
POLISH = "Łódź z baśniami przypłynęła\n\nDzieci z trzech wsi przyszły wcześnie rano, żeby posłuchać opowieści o żółwiu.\n"
FRENCH = "Le bateau des contes accoste\n\nLes élèves sont venus dès l’aube… « Quelle fête ! » s’écria l’institutrice, déjà là.\n"


def kinds(raw: bytes) -> list[str]:
    """The kinds of problems that decoding reports."""
    return [problem.kind for problem in decode(raw)[1]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_utf_8_is_read_without_a_word(encoding: str) -> None:
    """With and without a mark, in any script."""
    for text in (RUSSIAN, ARABIC, GERMAN):
        assert decode(text.encode(encoding)) == (text, [])


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_wide_encodings_are_read_and_reported(encoding: str) -> None:
    """With a mark, and UTF-16 without one too."""
    for text in (RUSSIAN, ARABIC, GERMAN):
        raw = text.encode(encoding)
        assert decode(raw)[0] == text
        assert kinds(raw) == ["decoded"]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "cp1251"),
        (RUSSIAN.translate(str.maketrans("", "", "«»—")), "koi8_r"),
        (ARABIC, "cp1256"),
        (GERMAN, "cp1252"),
        (GERMAN, "mac_roman"),
        (POLISH, "cp1250"),
        (FRENCH, "cp1252"),
    ],
)
def test_code_pages_are_told_and_reported(text: str, encoding: str) -> None:
    """The language decides between code pages that differ in a few letters."""
    raw = text.encode(encoding)
    assert decode(raw)[0] == text
    assert kinds(raw) == ["decoded"]


PERSIAN = "قايق\nMay 04, 2021 09:22 Asia/Tehran\n\nپسرك‌ها كتاب مي‌خوانند و چاي مي‌نوشند.\n\nگربه روي ديوار است."
URDU = "كشتي كنارے پر آ گئي ہے\n\nبچے صبح سے انتظار كر رہے تھے. لڑكا ٹوپي پہنے ہوئے تھا."
UKRAINIAN = "Човен казок прийшов\n\nДіти чекали його на березі зранку. Ми дуже раді, сказала їхня вчителька."
GREEK = "Η βάρκα των παραμυθιών έφτασε\n\nΤα παιδιά την περίμεναν από το πρωί στην αποβάθρα."
HEBREW = "סירת הסיפורים הגיעה\n\nהילדים חיכו לה מהבוקר על המזח."
TURKISH = "Masal kayığı iskeleye yanaştı\n\nÇocuklar sabahtan beri bekliyordu, şimdi adaya gidiyorlar."
CROATIAN = "Brod s pričama je stigao\n\nDjeca su ga čekala od jutra na pristaništu. Sviđa nam se žuta boja."
LATVIAN = "Pasaku laiva ir klāt\n\nBērni to gaidīja kopš rīta pie piestātnes. Mēs ļoti priecājamies."
ENGLISH = "Boat\n\nThe ticket costs €5 and the children’s books are free.\n\nThe boat’s back on Monday – or so…"
SWEDISH = "Sagobåten är här\n\nBarnen väntade på den från morgonen vid bryggan, sade läraren på ön."


@pytest.mark.parametrize("part", ["head and body", "body", "title", "three words"])
@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ARABIC, "cp1256"),
        (PERSIAN, "cp1256"),
        (URDU, "cp1256"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN.translate(str.maketrans("", "", "«»—")), "koi8_r"),
        (UKRAINIAN, "cp1251"),
        (GREEK, "cp1253"),
        (HEBREW, "cp1255"),
        (TURKISH, "cp1254"),
        (POLISH, "cp1250"),
        (CROATIAN, "cp1250"),
        (LATVIAN, "cp1257"),
        (GERMAN, "cp1252"),
        (FRENCH, "cp1252"),
        (ENGLISH, "cp1252"),
        (SWEDISH, "cp1252"),
        (SWEDISH, "mac_roman"),
    ],
)
def test_code_pages_are_told_from_little_text_too(text: str, encoding: str, part: str) -> None:
    """With a head in Latin letters, which says nothing about the rest, and without."""
    title, _, body = text.partition("\n")
    short = {
        "head and body": f"{title}\nMay 04, 2021 09:22 Europe/Paris\n{body}",
        "body": body,
        "title": title,
        "three words": " ".join(text.split()[:3]),
    }[part]
    assert decode(short.encode(encoding))[0] == short


@pytest.mark.parametrize("times", [1, 5, 50])
def test_a_few_french_words_are_no_baltic_ones(times: int) -> None:
    """However often they come."""
    text = "été déjà. " * times
    raw = text.encode("cp1252")
    assert decode(raw)[0] == text
    assert legacy.encoding(raw) == "cp1252"


def test_an_old_mac_is_not_thought_of_where_windows_quotes_are() -> None:
    """An apostrophe of Windows is an í of the Mac, and a euro sign an Ä."""
    for text in ("Rina’s boat", "It costs €5", "“Kami menunggu,” kata Laras", "dan – seperti kemarin –", "Lalu… pulang"):
        assert decode(text.encode("cp1252"))[0] == text


MARKS_OF_DIRECTION = dict.fromkeys(map(ord, "\u200e\u200f"))  # letters in other pages, and nothing tells one alone
AS_WINDOWS_WROTE = str.maketrans("یک۔۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "يك." + "0123456789" * 2)
PAGES = ("cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256")


def gold() -> Iterator[str]:
    """The gold seeds that are text beyond ASCII."""
    for path in sorted((Path(__file__).parent / "gold" / "seeds").iterdir()):
        try:
            text, problems = decode(path.read_bytes())
        except BuildError:
            continue
        if not problems and not text.isascii():
            yield text.translate(MARKS_OF_DIRECTION)


@pytest.mark.parametrize("page", PAGES)
def test_gold_seeds_come_back_from_each_code_page_that_holds_them(page: str) -> None:
    """Persian and Urdu as Windows wrote them: with Arabic letters, full stop and digits where the page has none of their own."""
    wrong, count = [], 0
    for text in gold():
        written = text.translate(AS_WINDOWS_WROTE) if page == "cp1256" else text
        try:
            raw = written.encode(page)
        except UnicodeEncodeError:
            continue
        count += 1
        if decode(raw)[0] != written:
            wrong.append(written)
    assert count > 50
    assert wrong == []


@pytest.mark.parametrize("page", ["cp866", "cp850", "iso8859_5", "mac_cyrillic"])
def test_the_detector_knows_pages_that_are_seldom_seen(page: str) -> None:
    """Where words are torn in all the usual ones."""
    text = FRENCH if page == "cp850" else RUSSIAN
    text = text.translate(str.maketrans("«»—’…", '""-\'.'))
    assert decode(text.encode(page))[0] == text


def test_high_bytes_at_random_are_no_text() -> None:
    """In whatever code page, words would be torn."""
    raw = bytes(byte | 0x80 if byte % 3 else 0x20 for byte in random.Random(2).randbytes(600))  # noqa: S311 - no secret
    with pytest.raises(BuildError, match="in no encoding that is known"):
        decode(raw)


@pytest.mark.parametrize(
    ("garbled", "meant"),
    [
        ("‚ÄúKami menunggu,‚Äù kata Laras", "“Kami menunggu,” kata Laras"),
        ("pukul¬†10", "pukul\u00a010"),
        ("Perahu‚Ñ¢ baru ‚ù§", "Perahu™ baru ❤"),
        ("Nestl√© dan ¬Ω gelas", "Nestlé dan ½ gelas"),
        ("CafÃ© di tepi", "Café di tepi"),
        ("РџСЂРёРІРµС‚ РјРёСЂ", "Привет мир"),
        ("l\x93ok\x94", "l“ok”"),
    ],
)
def test_mojibake_is_repaired_and_reported_with_its_line(garbled: str, meant: str) -> None:
    """Each line is repaired by itself, and the first one is named."""
    text, problems = decode(f"Satu\n{garbled}\nTiga\n".encode())
    assert text == f"Satu\n{meant}\nTiga\n"
    assert [(problem.kind, problem.line, problem.severity) for problem in problems] == [
        ("repaired-mojibake", 2, Severity.WARNING)
    ]


def test_only_mojibake_is_repaired() -> None:
    """Quotes, ligatures, widths, joiners, hard spaces, entities and case are the author's."""
    text = "“Mismatched' ‘quotes’, ﬁne ＷＩＤＥ, می‌خواهیم, क्‍ष, 10\u00a0km, &amp; &eacute; İ ı ß, Ã, « Été ».\n"
    assert decode(text.encode()) == (text, [])
    text = "„Menü“ – 2½… ‚Äpfel‘ √π\n"
    assert decode(text.encode()) == (text, [])


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(["‚Äú", "‚Äù", "¬†", "¬©", "‚Ä", "¬", "‚", "√©", "√", "Ã©", "é", "“", "kata ", "."]), max_size=8))
def test_the_short_way_round_ftfy_leads_to_the_same_place(parts: list[str]) -> None:
    """Most garbled lines hold one kind of mojibake, which is repaired without it; to the letter as it would be with it."""
    line = "".join(parts)
    short = mojibake.plainly_repaired(line)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mojibake, "plainly_repaired", lambda _: "")
        long = mojibake.repair(line, [])
    assert short in {"", long}


WHOLE = {
    "Persian": "دریاچه دوباره پر از آب شد\nApr ۰۴, ۲۰۲۴ ۰۹:۲۲ Asia/Tehran\n\nکودکان از بامداد کنار آب ایستاده بودند.\n",
    "Armenian": "Լիճը կրկին լի է\nՄարտ 04, 2021 09:22 Asia/Yerevan\n\nԵրեխաները առավոտից կանգնած էին ափին։\n",
    "Turkish": "Göl yeniden doldu\nAğu 04, 2021 09:22 Europe/Istanbul\n\nÇocuklar günlerdir göldeki kuğuları gözlüyor.\n\n"
    "Üç yıl boş kalan gölün çevresinde ağaçlar çiçek açtı.\n",
    "Japanese": "湖がまた満ちた\n3月 04, 2021 09:22 Asia/Tokyo\n\n子どもたちは朝から岸に立って舟を数えていた。\n",
    "Russian": "Озеро снова полно\nАпрель 04, 2021 09:22 Europe/Moscow\n\nДети с утра стояли на берегу и считали лодки.\n",
    "Arabic": "البحيرة ممتلئة من جديد\nمارس 04, 2021 09:22 Asia/Riyadh\n\nكان الأطفال يقفون على الشاطئ منذ الصباح.\n",
}


@pytest.mark.parametrize("text", WHOLE.values(), ids=WHOLE.keys())
@pytest.mark.parametrize(
    ("page", "times"),
    [
        ("latin-1", 1),
        ("iso8859-2", 1),
        *itertools.product(["cp1252", "mac-roman", "cp437", "cp1251", "cp1250", "cp1254"], [1, 2]),
        *itertools.product(["cp1256", "cp850", "koi8-r", "cp866"], [1, 2]),
    ],
)
def test_a_text_that_is_garbled_as_a_whole_is_repaired_as_a_whole(text: str, page: str, times: int) -> None:
    """The short lines of its head too, which alone would be too little to tell, and also where it happened twice."""
    garbled = text
    for _ in range(times):
        garbled = "".join(bytes([byte]).decode(page, errors="ignore") or chr(byte) for byte in garbled.encode())
    repaired, problems = decode(garbled.encode())
    assert repaired == text
    assert [problem.kind for problem in problems] == ["repaired-mojibake"]


@pytest.mark.parametrize("pair", ["ك،", "ف؛", "غ»", "ط…", "ق“", "моё", "её", "стал", "ß", "já", "Þ»"])
def test_sound_texts_are_not_taken_for_mojibake_of_other_pages(pair: str) -> None:
    """Not even where they open with what a letter of UTF-8 looks like in one, and each of their lines does."""
    for text in (ARABIC, PERSIAN, URDU, RUSSIAN, UKRAINIAN, FRENCH, SWEDISH, *WHOLE.values()):
        sound = "\n".join(f"{pair} {line}" for line in text.split("\n"))
        assert decode(sound.encode()) == (sound, [])


def test_gold_seeds_come_back_from_mojibake_of_arabic_windows() -> None:
    """Long ones in Arabic script, to the letter."""
    texts = [text for text in gold() if sum("\u0600" <= char <= "\u06ff" for char in text) > 100]
    for text in texts:
        assert decode(text.encode().decode("cp1256").encode())[0] == text
        assert decode(text.encode()) == (text, [])
    assert len(texts) >= 10


def test_what_could_be_mojibake_in_some_lines_of_a_sound_text_is_left() -> None:
    """An apostrophe before an accent is a letter of UTF-8 that an old Mac read, if a text holds hardly anything else."""
    lines = [f"Fermeture de l’école {number}" for number in range(30)] + ["Élèves et maîtres fêtent déjà l’été à Nîmes."] * 6
    text = "\n".join(lines)
    assert decode(text.encode()) == (text, [])


def test_many_near_misses_of_mojibake_take_no_time() -> None:
    """A line that is almost all of one kind is told apart in one pass: this would not end otherwise."""
    line = "a ‚Äúb " * 2000 + "é"
    assert mojibake.plainly_repaired(line) == ""


def test_text_is_composed() -> None:
    """Letters and their marks come out as one character where there is one."""
    assert decode("Cafe\u0301".encode()) == ("Café", [])


def test_line_ends_become_line_feeds() -> None:
    """Those of Windows, of old Macs, and Unicode's."""
    assert decode("a\r\nb\rc\u2028d\u2029e\x0bf\x0cg".encode()) == ("a\nb\nc\nd\ne\nf\ng", [])


def test_control_characters_are_removed_and_reported() -> None:
    """NUL too, however many there are."""
    text, problems = decode(b"one\ntw\x00o and a fairly long line of ordinary text\x08\n")
    assert text == "one\ntwo and a fairly long line of ordinary text\n"
    assert [(problem.kind, problem.line) for problem in problems] == [("control-characters", 2)]
    assert decode(b"\x00" * 99)[0] == ""


def test_a_file_that_breaks_off_amid_a_character_keeps_the_rest() -> None:
    """The end is named."""
    text, problems = decode(RUSSIAN.rstrip("\n").encode() + b"\xd0")
    assert text == RUSSIAN.rstrip("\n")
    assert [(problem.kind, problem.line) for problem in problems] == [("cut-off", 4)]


def test_a_few_windows_bytes_in_utf_8_are_read_as_such() -> None:
    """One program pasted what another one wrote."""
    raw = RUSSIAN.encode().replace("«".encode(), b"\x93").replace("»".encode(), b"\x94")
    text, problems = decode(raw)
    assert text == RUSSIAN.replace("«", "“").replace("»", "”")
    assert [(problem.kind, problem.line) for problem in problems] == [("repaired-bytes", 3)]


def test_letters_that_were_lost_before_are_reported() -> None:
    """Nobody can bring them back, but somebody can look them up."""
    assert kinds("Peny\ufffd".encode()) == ["lost-letters"]


NOISE = random.Random(1)  # noqa: S311 - no secret


@pytest.mark.parametrize(
    "raw", [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + NOISE.randbytes(900), NOISE.randbytes(500), b"\x01\x02\x03" * 40]
)
def test_binary_files_are_refused(raw: bytes) -> None:
    """With one problem that says so."""
    with pytest.raises(BuildError) as caught:
        decode(raw)
    assert str(caught.value) == "error: holds no text but binary data (save it as UTF-8 text, or take it out of the folder)"


def test_a_broken_wide_file_is_refused() -> None:
    """A mark that the rest does not keep to."""
    with pytest.raises(BuildError, match="starts as utf-16-le text but does not go on as such"):
        decode(b"\xff\xfea")


CHARACTERS = st.characters(
    codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn", "Zl", "Zp"), exclude_characters="\ufeff\ufffd"
)


@settings(deadline=None)
@given(st.text(CHARACTERS))
def test_decoding_what_was_decoded_changes_nothing(text: str) -> None:
    """Repairs are complete: the text is ready to be parsed."""
    once, _ = decode(text.encode())
    assert decode(once.encode())[0] == once
