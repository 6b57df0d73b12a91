"""Little words tell the language, or nothing does. All texts are invented: a ferry, a harbour, a school by the sea."""

from __future__ import annotations

import pytest

from builder.common_words import vote

PLAIN = {
    "en": "The ferry that was waiting in the harbour left for the island, and the children of the school waved from the pier.",
    "de": "Die Fähre, die im Hafen lag, fuhr mit den Kindern auf die Insel, und der Lehrer sah ihnen von der Mole nach.",
    "fr": "Les enfants de l'école sont sur le quai et le bateau qui est dans le port part pour les îles avec une fanfare.",
    "es": "El barco salió del puerto hasta las islas y los niños de la escuela también fueron al muelle, pero más tarde.",
    "pt": "As crianças da escola foram ao cais dos barcos e não voltaram até à noite, pelo que o mestre também já foi com elas.",
    "it": "Il traghetto della sera non parte più dal porto, e gli alunni che sono nel molo aspettano anche quello delle isole.",
    "id": "Kapal yang akan berangkat dari pelabuhan itu sudah menunggu anak-anak sekolah, karena mereka bisa naik dengan guru.",
    "ms": "Feri yang akan bertolak dari jeti itu sudah menunggu murid sekolah kerana mereka ialah tetamu, dan juga iaitu kawan.",
    "ar": "قال مدير المدرسة إن الأطفال الذين كانوا على الرصيف عادوا من الميناء بعد الظهر مع هذا المعلم في القارب إلى المدينة.",
    "fa": "این کشتی که در بندر است با کودکان مدرسه به جزیره رفت و از آن برای یک روز خود را آماده می کرد.",
    "ur": "یہ کشتی بندرگاہ میں ہے اور اسکول کے بچوں کو جزیرے پر لے جانے کے لیے استاد نے بھی انتظار کیا۔",
}

# Relatives that share many little words with one of those, and are told by others.
NEAR = {
    "gl": "O porto do pobo abriu ao mencer e a xente foi ao mercado. Os barcos dos pescadores chegaron do mar coas redes cheas, "
    "e foi o mellor día do ano. Mais a chuvia chegou ao final da tarde, e dos barcos que foron lonxe só tres volveron ao porto "
    "do norte.",
    "lb": "De Port vum Duerf huet moies opgemaach an d'Leit sinn op de Maart gaangen. Den Dag war roueg, an der Stad war et nach "
    "méi roueg. Des Woch ass den Daach vum Haus nei gemaach ginn, zu zwee mat dem Noper.",
}

# Relatives of those, and what only looks like them: never taken for what they are not.
OTHERS = {
    "af": "Die veerboot wat in die hawe lê, vaar môre na die eiland, en die kinders van die skool waai vir dit van die kaai af.",
    "bg": "Корабът, който чакаше в пристанището, тръгна за острова, и децата от училището му махаха от кея.",
    "ca": "El vaixell del port surt cap a les illes i els nens de l'escola també hi van amb el mestre, però més tard.",
    "da": "Færgen, der lå i havnen, sejlede til øen med børnene fra skolen, og læreren vinkede til dem fra molen.",
    "gl": "O barco do porto sae para as illas e os nenos da escola tamén foron ao peirao, pero máis tarde, co mestre.",
    "jv": "Prau sing ana ing plabuhan iku arep budhal menyang pulo, lan bocah-bocah sekolah padha ngenteni karo gurune.",
    "lb": "D'Fähr, déi am Hafe louch, ass mat de Kanner op d'Insel gefuer, an de Schoulmeeschter huet hinne gewonk.",
    "nl": "De veerboot die in de haven lag, voer met de kinderen van de school naar het eiland, en de meester zwaaide.",
    "oc": "Lo batèu del pòrt partís cap a las illas e los dròlles de l'escòla tanben i van amb lo mèstre, mas mai tard.",
    "ps": "هغه بېړۍ چې په بندر کې ولاړه وه، د ښوونځي له ماشومانو سره ټاپو ته ولاړه او ښوونکی ورته په تمه و.",
    "ro": "Vaporul care aștepta în port a plecat spre insulă, iar copiii de la școală i-au făcut cu mâna de pe chei.",
    "su": "Parahu nu aya di palabuhan téh rék indit ka pulo, jeung barudak sakola geus nungguan jeung guruna.",
    "sw": "Kivuko kilichokuwa bandarini kiliondoka kwenda kisiwani, na watoto wa shule walikipungia mkono gatini.",
    "tl": "Ang bangka na nasa daungan ay umalis papunta sa isla, at ang mga bata ng paaralan ay kumaway mula sa pantalan.",
    "uk": "Пором, що чекав у гавані, вирушив на острів, і діти зі школи махали йому з причалу разом із учителем.",
}


@pytest.mark.parametrize(("lang", "text"), PLAIN.items(), ids=list(PLAIN))
def test_a_long_sentence_is_plain(lang: str, text: str) -> None:
    """In every language that is listed, whatever the archive is in."""
    assert vote(text, "en") == lang
    assert vote(text, "zz") == lang


@pytest.mark.parametrize(("lang", "text"), NEAR.items(), ids=list(NEAR))
def test_a_near_relative_is_told_by_its_own_words(lang: str, text: str) -> None:
    """Galician is not taken for Portuguese, nor Luxembourgish for German, in an archive of either."""
    assert [vote(text, home) for home in (lang, "pt", "de", "en")] == [lang] * 4


@pytest.mark.parametrize("text", OTHERS.values(), ids=list(OTHERS))
def test_a_relative_is_left_to_the_model(text: str) -> None:
    """A language that is not listed is taken for none, however near, and however long the text."""
    assert vote(text, "id") == ""
    assert vote(" ".join([text] * 12), "es") == ""


def test_relatives_without_a_telling_word_go_to_the_archives_own_language() -> None:
    """Nothing in it is only Indonesian or only Malay; an archive of neither leaves it to the model."""
    text = "Kapal itu sudah tiba di pelabuhan dan akan berangkat lagi pada malam ini dengan para murid dari kota."
    assert [vote(text, home) for home in ("id", "ms", "en")] == ["id", "ms", ""]


def test_the_language_of_the_place_decides_where_the_archives_own_does_not() -> None:
    """Of a text dated in Jakarta, in an English archive; a date in Tehran says nothing of Indonesian."""
    text = "Kapal itu sudah tiba di pelabuhan dan akan berangkat lagi pada malam ini dengan para murid dari kota."
    assert [vote(text, "en", local) for local in ("id", "ms", "fa", "")] == ["id", "ms", "", ""]
    assert vote(text, "ms", "id") == "ms"


def test_the_archives_own_language_needs_less_proof() -> None:
    """Three lines of its own before a foreign song are enough at home; anywhere else the model is asked."""
    text = f"Lagu ini dinyanyikan di tepi sungai oleh para murid dan dapat diputar lagi dari awal. {PLAIN['en'][:40]}"
    assert [vote(text, home) for home in ("id", "sw")] == ["id", ""]


def test_telling_words_of_both_are_not_plain() -> None:
    """A text that quotes the neighbour is left to the model."""
    text = "Kapal itu sudah tiba di pelabuhan dan akan berangkat lagi dengan para murid kerana cuaca, karena angin dari laut itu."
    assert vote(text, "id") == ""


@pytest.mark.parametrize("text", ["", "Ok.", "The harbour", "1 2 3 4 5 6 7", f"Lagu: {PLAIN['en']} Kata dia, {PLAIN['id']}"])
def test_little_text_and_mixed_text_say_nothing(text: str) -> None:
    """A heading, numbers, and a text half in one language and half in another."""
    assert vote(text, "sw") == ""
