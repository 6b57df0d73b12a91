"""The language of a text by its commonest words, where these leave no doubt.

A text of a few sentences holds so many of its language's own little words, and so few of any other's, that counting them is
enough. That is many times faster than the model that `language` asks else, and mostly spares loading it. Only languages are
listed whose words here no relative shares, or one that is told by words of its own; what is not plain is left to the model.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_LOOKS = (500, 2000)  # characters; a longer look is for texts of which a short one does not make sure
_AHEAD = 4  # how many times as many words one of two relatives must have that the other has not
_MARKERS = 2  # … and how many there must be


@dataclass(frozen=True, slots=True)
class _Proof:
    """What words must show of a language: how many, how many different ones, their share, how many times those of any other."""

    hits: int
    different: int
    share: float
    ahead: float

    def holds(self, hits: int, different: int, words: int, others: int) -> bool:
        return hits >= max(self.hits, self.share * words, self.ahead * others) and different >= self.different


_STRANGE = _Proof(hits=6, different=5, share=0.1, ahead=2.5)
"""A relative that is not listed may share two or three words, or a text quote another language."""
_AT_HOME = _Proof(hits=5, different=4, share=0.05, ahead=1)
"""A likely language needs less: most texts that quote a song, or hold many names, are in it all the same."""

WORD = re.compile(r"[^\W\d_]+")


def listed(text: str) -> frozenset[str]:
    """The words of a list, as they stand in its text."""
    return frozenset(text.split())


# Words of a language that no other has, its listed relatives apart; what another might have (`die`, `per`, `um`) is left out.
_COMMON: Mapping[str, frozenset[str]] = {
    "id ms": listed(
        """yang dan di untuk dengan dari pada ini itu dalam tidak akan oleh juga ada sudah mereka atau ke telah kepada saya adalah
        sebagai dia ia kita kami seperti para namun tersebut lebih menjadi hal bagi satu agar merupakan atas saat serta hanya jika
        tetapi sehingga secara masih belum setiap antara beberapa sangat sering apa kalau meskipun"""
    ),
    "en": listed("the of and to that was for with by from his has have were been which their this"),
    "de lb": listed("der und das von den mit ist im für auf sich nicht dem ein eine auch wird nach zu des"),
    "fr": listed("les et est dans du pour qui sur pas plus au aux par avec cette sont une ont ces"),
    "es": listed("el los las y del pero también más muy según fue hasta cuando había sus"),
    "gl pt": listed("não em são pelo pela também já até do dos ao uma com foi mais"),
    "it": listed("il che della non sono nel alla gli anche più dei delle degli dal nella"),
    "ar": listed("في من على إلى أن التي الذي عن مع هذا هذه كما بعد قال خلال"),
    "fa": listed("و در به از که این را با است برای آن یک خود های شد شده می"),
    "ur": listed("کے کی میں ہے سے کو اور کا نے پر ہیں یہ کہ بھی"),
}
MARKERS: Mapping[str, frozenset[str]] = {
    "id": listed(
        """karena bahwa bisa setelah terkait polisi kantor uang mobil coba mulai usai butuh kebutuhan kabupaten provinsi nomor
        senin selasa kamis jumat maret juni juli agustus desember wib rp dilansir dikutip kesehatan berbeda kualitas aktivitas
        universitas komunitas fasilitas istri putra resmi tim kasus direktur jadwal situs posisi pekan korban pria ujar meski
        yaitu komisi korupsi musik film publik bisnis informasi kondisi inggris sukses partai laga perusahaan listrik bikin nggak
        enggak banget sosok unggahan warganet resep bandara wisata ponsel fitur miliar triliun persen pajak kebijakan bumbu
        pernikahan bakal lantaran kini sih kok deh gubernur bupati kecamatan rapat merek gratis sepeda lalin timnas"""
    ),
    "ms": listed(
        """kerana bahawa iaitu manakala polis rasmi kes kesihatan aktiviti universiti jadual isteri
        cuba sukan pengerusi syarikat maklumat muzik filem isnin jumaat khamis julai ogos disember berkenaan bilion peratus
        gabenor perkahwinan resipi percuma jenama pelancongan"""
    ),
    "de": listed("und das von mit ist für auf sich nicht auch wird eine"),
    "lb": listed("vun mat ass fir sech och gëtt eng hunn sinn huet dës"),
    "gl": listed("unha dunha coa xa tamén ata moito foron pola polo xente"),
    "pt": listed("não em são pelo pela também já até uma foram muito"),
}
"""Words that one of two near relatives has and the other has not, in lower case."""

_WORDS = {family: words.union(*(MARKERS.get(lang, frozenset()) for lang in family.split())) for family, words in _COMMON.items()}
_FAMILY = {word: family for family, words in _WORDS.items() for word in words}


def vote(text: str, home: str, local: str = "") -> str:
    """The language that the words of `text` plainly are of, or empty.

    Of `home`, the archive's own, and `local`, that of the place of the text's date, less proof is asked; and of two relatives the
    one of them is likelier.
    """
    may_be = ""
    for length in _LOOKS:
        words = _words(text[:length].lower())
        different = set(words)
        family = _family(words, different, (home, local))
        likely = home if home in family else local
        found, may_be = _member(family, different, likely) if len(family) > 1 else ("".join(family), "")
        if found or len(text) <= length:
            return found or may_be
    return may_be


def _words(text: str) -> list[str]:
    """The words of a text in small letters; bytes are parted five times as fast."""
    return text.encode().translate(_LETTERS).decode().split() if text.isascii() else WORD.findall(text)


_LETTERS = bytes(code if bytes([code]).isalpha() else 0x20 for code in range(256))


def _family(words: list[str], different: set[str], likely: Iterable[str]) -> list[str]:
    """The languages of which most words are, if these prove it."""
    counts = Counter(map(_FAMILY.get, words))
    del counts[None]
    (first, count), (_, next_count) = (*counts.most_common(2), ("", 0), ("", 0))[:2]
    if not first:
        return []
    family = first.split()
    proof = _STRANGE if set(family).isdisjoint(likely) else _AT_HOME
    return family if proof.holds(count, len(_WORDS[first] & different), len(words), next_count) else []


def _member(family: list[str], words: set[str], likely: str) -> tuple[str, str]:
    """Which relative it is, by markers enough, fewer for the `likely` one; or which it may be: of the only marker, or likely."""
    marks = {lang: len(MARKERS[lang] & words) for lang in family}
    second, first = sorted(family, key=lambda lang: (marks[lang], lang == likely, lang))[-2:]
    if marks[first] >= max(_MARKERS, _AHEAD * marks[second]) or (first == likely and marks[first] > marks[second]):
        return first, ""
    return "", first if not marks[second] and (marks[first] or first == likely) else ""
