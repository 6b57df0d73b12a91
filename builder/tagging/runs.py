"""One run of capitalised words: which names are in it, whatever the rest of the text says.

Words that say what somebody is, stop words, days and months fall off both ends. A run is cut where a rank stands in it, and where
the holder of an office begins behind the place or body that the office is in: "Presiden Rusia Vladimir Putin", "Ketua MPR Dewi
Laut", "Kepala Dinas Perhubungan Ari Wijaya". The same words and runs come again and again, in a text and in an archive, so what
is known of them is remembered.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from builder.tagging import lists
from builder.tagging.words import Memo, Words

LONGEST = 7  # words

ROLE, EDGE, FIELD, DOUBT, LAST, RANK, ACRONYM, HUNG = 1, 2, 4, 8, 16, 32, 64, 128
"""Kinds of words, added up: says what somebody is; no part of a name at its edge; what an office is for; says little by itself;
a day, month or number; a rank; an acronym; has an ending behind an apostrophe."""

IN_FRONT = ROLE | EDGE | FIELD | DOUBT
"""Kinds that matter only where a run begins; the others matter anywhere, and are greater."""

_MONEY = re.compile(r"(?:USD|Rp|EUR|IDR)\d*")
_ROMAN = re.compile(r"(?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3})")
_NEVER = re.compile(r"(?!)")


class Alone(NamedTuple):
    """A name of one word.

    `proof` says what shows that it is one: 2 that it is known, 1 its capital where no sentence begins, 0 only that the text says
    what it stands for. Where `unless` is not empty, it is none if the text has that word in small letters.
    """

    name: str
    proof: int
    unless: str


class Part(NamedTuple):
    """A name in a run: `sure` unless its first word may be capitalised for another reason, `held` if an office goes before it."""

    name: str
    sure: bool
    unless: str
    held: bool


@functools.lru_cache(maxsize=64)
def kinds_in(words: Words) -> Memo[int]:
    """The kinds of a word, in a language."""
    office, verb, hung_on = (form or _NEVER for form in (words.office, words.sure_verb, words.hung_on))

    def ask(word: str) -> int:
        small = word.lower().rstrip(".")
        acronym = is_acronym(word)
        edge = small in (words.common if acronym else words.stop) or _ROMAN.fullmatch(word)
        kind = ROLE if small in words.roles or office.fullmatch(small) else 0
        kind |= FIELD if small in words.fields else 0
        kind |= DOUBT if small in words.generic or small in words.stop or verb.fullmatch(small) else 0
        kind |= LAST | EDGE if small in words.calendar or word.isdigit() else EDGE if edge else 0
        kind |= RANK if small in words.ranks else 0
        return kind | (ACRONYM if acronym else 0) | (HUNG if hung_on.search(word) else 0)

    return Memo(ask)


@functools.lru_cache(maxsize=64)
def alone_in(words: Words) -> Memo[Alone | None]:
    """The name that a word is by itself, if it is one, in a language."""
    kinds = kinds_in(words)

    def ask(word: str) -> Alone | None:
        name = bare(word, words)
        kind, known = kinds[name], name in words.places
        if kind & (ROLE | EDGE) or (name.lower() in words.generic and not known):
            return None
        if stands_alone(name, words):
            return Alone(name, 2, "")
        if kind & ACRONYM:
            return Alone(name, 0, "")
        nothing = len(name) < 3 or name.endswith(".") or _MONEY.fullmatch(name)  # noqa: PLR2004
        return None if nothing else Alone(name, 1, name.lower())

    return Memo(ask)


@functools.lru_cache(maxsize=2**15)
def parts(run: str, words: Words, begins: int, office: int) -> tuple[Part, ...]:
    """The names in a run. `begins` says that a sentence begins with it, `office` that a word before it names an office."""
    several = run.split()
    kinds = kinds_in(words)
    return tuple(_parts(several, [kinds[word] for word in several], words, sure=not begins, office=bool(office)))


def _parts(run: list[str], kinds: list[int], words: Words, *, sure: bool, office: bool) -> Iterator[Part]:
    start, office = _start(run, kinds, words, sure=sure, office=office)
    sure = sure or start > 0
    for cut in range(start + 1, len(run)):
        if kinds[cut] & RANK:
            yield from _parts(run[start:cut], kinds[start:cut], words, sure=sure, office=office)
            yield from _parts(run[cut:], kinds[cut:], words, sure=True, office=True)
            return
    end = _end(run, kinds)
    run, kinds = run[start:end], kinds[start:end]
    cut = _holder(run, kinds, words, office=office)
    yield from _whole([*run[: cut or None]], kinds[: cut or None], words, sure=sure, held=office and not cut)
    if cut:
        yield from _parts(run[cut:], kinds[cut:], words, sure=True, office=office)


def _whole(run: list[str], kinds: list[int], words: Words, *, sure: bool, held: bool) -> Iterator[Part]:
    if len(run) > 1:
        run[-1] = bare(run[-1], words)
        if len(run) <= LONGEST and not all(kind & (EDGE | FIELD | DOUBT) for kind in kinds):
            spoken_for = held or (kinds[0] & ACRONYM and stands_alone(run[0], words))
            yield Part(" ".join(run), sure, "", bool(spoken_for) and len(run) > 2)  # noqa: PLR2004 - a body and somebody, at least
    elif run:
        alone = alone_in(words)[run[0]]
        if alone:
            yield Part(alone.name, alone.proof > (not sure), alone.unless, held=False)


def _start(run: Sequence[str], kinds: Sequence[int], words: Words, *, sure: bool, office: bool) -> tuple[int, bool]:
    """Where a run begins without what is no part of a name, and whether an office goes before that."""
    for start, kind in enumerate(kinds):
        if kind & ROLE:
            office = True
        elif not kind & EDGE and not (office and (kind & FIELD or run[start] == lists.AND.get(words.lang))):
            doubtful = start == 0 and not sure and kind & DOUBT and not kind & ACRONYM and not is_head(run)
            if not doubtful:
                return start, office
    return len(run), office


def _end(run: Sequence[str], kinds: Sequence[int]) -> int:
    """Where a run ends without days and months, and without what only says more of the word before it: "Pasal 23", "DPR RI"."""
    end = len(run)
    while end and (kinds[end - 1] & LAST or kinds[end - 1] & ACRONYM):
        kind, before = kinds[end - 1], kinds[end - 2] if end > 1 else 0
        if run[end - 1].isdigit() and not before & EDGE:
            break
        if kind & ACRONYM and not kind & EDGE and not (before & ACRONYM and run[end - 1] in lists.OF_STATE):
            break
        end -= 1
    return end


def _holder(run: Sequence[str], kinds: Sequence[int], words: Words, *, office: bool) -> int:
    """Where the holder of an office begins, after the place or body that the office is in; 0 where all is one name."""
    for size in range(1, len(run)):
        kind = kinds[size - 1]
        if kind & HUNG and words.lang != "en":  # in English it joins: "Devil's Bay"
            return size
        if office and _is_place(run[:size], words):
            if not _is_place(run[: size + 1], words):
                return size
        elif kind & ACRONYM and not kinds[size] & ACRONYM and (office or size > 1):
            if (len(run[size - 1]) > 2 or run[size - 1] in words.places) and not _is_place(run[: size + 1], words):  # noqa: PLR2004
                return size
        elif office and size > 1 and kind & FIELD and run[0].lower() in lists.HEADS and _goes_on(run[size], kinds[size]):
            return size
    return 0


def _goes_on(word: str, kind: int) -> bool:
    """Whether a word behind a body and its field is no more of its name: "Dinas Perhubungan" before "Ari"."""
    return not (kind & (FIELD | EDGE | ACRONYM) or word.lower() in lists.HEADS)


def _is_place(run: Sequence[str], words: Words) -> bool:
    """Whether these are the words of a place that is known, or its full name."""
    while len(run) > 1 and run[0].lower() in words.polity:
        run = run[1:]
    return " ".join(run) in words.places


def is_head(run: Sequence[str]) -> bool:
    """Whether a run begins with the kind of a body or a place, and says more of it than one word."""
    return len(run) > 2 and run[0].lower() in lists.HEADS  # noqa: PLR2004


# ---- words -------------------------------------------------------------------------------------------------------------


def is_acronym(word: str) -> bool:
    """Whether a word is in capitals throughout, and no number."""
    return word.isupper() and word.isalpha() and len(word) > 1 and not _ROMAN.fullmatch(word)


def stands_alone(word: str, words: Words) -> bool:
    """Whether a word is a name though the text has it in small letters too."""
    return word in words.places or (is_acronym(word) and (len(word) > 2 or word in lists.SHORT_ACRONYMS))  # noqa: PLR2004


def bare(word: str, words: Words) -> str:
    """A word without what is hung on it with an apostrophe."""
    return words.hung_on.sub("", word) if words.hung_on else word
