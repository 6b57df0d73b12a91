"""One run of capitalised words: which names are in it, whatever the rest of the text says.

Words that say what somebody is, stop words, days and months fall off both ends. A run is cut where a rank stands in it, and where
the holder of an office begins behind the place or body that the office is in: "Presiden Rusia Vladimir Putin", "Ketua MPR Dewi
Laut", "Kepala Dinas Perhubungan Ari Wijaya". The same words and runs come again and again, in a text and in an archive, so what
is known of them is remembered.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from builder.tagging import lists
from builder.tagging.words import Memo, Words

LONGEST = 7  # words

ROLE, EDGE, FIELD, DOUBT, PLACE, HEAD, LAST, RANK, ACRONYM, HUNG, INITIAL = (1 << bit for bit in range(11))
"""Kinds of words, added up: says what somebody is; no part of a name at its edge; what an office is for; says little by itself;
begins the name of a place; begins that of a body or a place; a day, month or number; a rank; an acronym; has an ending behind an
apostrophe; ends in a full stop."""

IN_FRONT = ROLE | EDGE | FIELD | DOUBT | PLACE | HEAD
"""Kinds that matter only where a run begins; the others matter anywhere, and are greater."""

_MONEY = re.compile(r"(?:USD|Rp|EUR|IDR)\d*")
_ROMAN = re.compile(r"(?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3})")
_NEVER = re.compile(r"(?!)")
_JOINERS = frozenset({"&", "and", "dan", "et", "und", "y"})  # they join two names and begin none


@functools.lru_cache(maxsize=64)
def _plain_in(words: Words) -> Callable[[str, str], bool]:
    """Says whether a run is one name at first sight, as most are; it takes the run as it stands and in small letters."""
    front = frozenset(_listed(words)) | {place.split(" ")[0].lower() for place in words.places}
    inside = words.ranks | words.calendar
    forms = [form.pattern for form in (words.office, words.sure_verb) if form]
    formed = re.compile(rf"(?:{'|'.join(forms)})(?: |$)" if forms else "(?!)").match

    def ask(run: str, small: str) -> bool:
        several = small.split(" ")
        if several[0] in front or not run.istitle() or not inside.isdisjoint(several) or formed(small):
            return False
        return run[-1].isalpha() and "." not in run and not (words.hung_on and words.hung_on.search(run))

    return ask


class Alone(NamedTuple):
    """A name of one word.

    `proof` says what shows that it is one: 2 that it is known, 1 its capital where no sentence begins, 0 only that the text says
    what it stands for. Where `unless` is not empty, it is none if the text has that word in small letters.
    """

    name: str
    proof: int
    unless: str


class Part(NamedTuple):
    """A name in a run.

    `sure` is false where its first word may be capitalised for another reason. `held` says that it may be a body or a place and
    somebody: an office goes before it, or it begins with an acronym or a place. `unless` is as in `Alone`.
    """

    name: str
    sure: bool
    unless: str
    held: bool


@functools.lru_cache(maxsize=64)
def kinds_in(words: Words) -> Memo[int]:
    """The kinds of a word, in a language."""
    listed = _listed(words)
    places = {place.split(" ")[0] for place in words.places}

    def ask(word: str) -> int:
        small = word.lower().rstrip(".")
        kind = listed.get(small, 0) or _formed(small, words)
        if word in places:
            kind |= PLACE
        if word.isupper():
            return kind & ~EDGE | _of_capitals(word, small, words)
        return kind if word.isalpha() else kind | _of_marks(word, words)

    return Memo(ask)


def _listed(words: Words) -> dict[str, int]:
    """The kinds of words, in small letters, that the lists know."""
    groups = (
        (ROLE, words.roles),
        (EDGE | DOUBT, words.stop),
        (FIELD, words.fields),
        (DOUBT, words.generic),
        (HEAD, lists.HEADS),
        (PLACE, words.polity),
        (EDGE | LAST, words.calendar),
        (RANK, words.ranks),
    )
    listed: dict[str, int] = {}
    for kind, group in groups:
        for word in group:
            listed[word] = listed.get(word, 0) | kind
    return listed


def _formed(small: str, words: Words) -> int:
    """The kind of a word that shows it by its form."""
    if words.office and words.office.fullmatch(small):
        return ROLE
    return DOUBT if words.sure_verb and words.sure_verb.fullmatch(small) else 0


def _of_capitals(word: str, small: str, words: Words) -> int:
    """The kinds of a word without small letters."""
    if is_acronym(word):
        return ACRONYM | (EDGE if small in words.common else 0)
    edge = small in words.stop or _ROMAN.fullmatch(word) is not None
    return (EDGE if edge else 0) | (0 if word.isalpha() else _of_marks(word, words))


def _of_marks(word: str, words: Words) -> int:
    """The kinds that digits, full stops and apostrophes in a word show."""
    hung = words.hung_on is not None and words.hung_on.search(word) is not None
    number = word.isdigit() or _MONEY.fullmatch(word) is not None
    return (HUNG if hung else 0) | (EDGE | LAST if number else 0) | (INITIAL if word.endswith(".") else 0)


@functools.lru_cache(maxsize=64)
def alone_in(words: Words) -> Memo[Alone | None]:
    """The name that a word is by itself, if it is one, in a language."""
    kinds = kinds_in(words)
    is_plain = _plain_in(words)

    def ask(word: str) -> Alone | None:
        if len(word) > 2 and is_plain(word, word.lower()):  # noqa: PLR2004 - initials
            return Alone(word, 1, word.lower())
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


class Several(NamedTuple):
    """The names in a run of several words: where no sentence begins with it, where one does, and behind an office."""

    sure: Memo[tuple[Part, ...]]
    doubtful: Memo[tuple[Part, ...]]
    held: Memo[tuple[Part, ...]]


@functools.lru_cache(maxsize=64)
def several_in(words: Words) -> Several:
    """The names in runs, in a language."""
    is_plain = _plain_in(words)

    def ask(run: str, *, sure: bool, office: bool) -> tuple[Part, ...]:
        if not office and 0 < run.count(" ") < LONGEST and is_plain(run, run.lower()):
            return (Part(run, sure, "", held=False),)
        several = run.split(" ")
        found: list[Part] = []
        _parts(several, words, found, sure=sure, office=office)
        return tuple(found)

    return Several(
        Memo(functools.partial(ask, sure=True, office=False)),
        Memo(functools.partial(ask, sure=False, office=False)),
        Memo(functools.partial(ask, sure=True, office=True)),
    )


def may_fall_off(first: str, run: str, words: Words) -> bool:
    """Whether the first word of a run is no part of a name where the text has it in small letters too."""
    kind = kinds_in(words)[first]
    return not (kind & ROLE or (kind & HEAD and run.count(" ") > 1))


def _parts(run: list[str], words: Words, found: list[Part], *, sure: bool, office: bool) -> None:
    """Add the names in a run to those that were found."""
    memo = kinds_in(words)
    kinds = [memo[word] for word in run]
    start, office = _start(run, kinds, sure=sure, office=office)
    if start:
        sure, run, kinds = True, run[start:], kinds[start:]
    if not run:
        return
    if max(kinds) > IN_FRONT:
        for number in range(1, len(run)):
            ranked = kinds[number] & RANK > 0
            if ranked or (kinds[number - 1] & INITIAL and kinds[number] & (EDGE | DOUBT)):  # "Formula E. Rapat itu …"
                _parts(run[:number], words, found, sure=sure, office=office)
                _parts(run[number:], words, found, sure=ranked, office=ranked)
                return
        end = _end(run, kinds)
        run, kinds = run[:end], kinds[:end]
    cut = _holder(run, kinds, words, office=office)
    if cut:
        _whole(run[:cut], words, found, sure=sure, held=False)
        _parts(run[cut:], words, found, sure=True, office=office)
    else:
        _whole(run, words, found, sure=sure, held=office)


def _whole(run: list[str], words: Words, found: list[Part], *, sure: bool, held: bool) -> None:
    """Add what is one name."""
    if len(run) == 1:
        alone = alone_in(words)[run[0]]
        if alone:
            found.append(Part(alone.name, alone.proof > (not sure), alone.unless, held=False))
    elif 1 < len(run) <= LONGEST:
        memo = kinds_in(words)
        name = " ".join([*run[:-1], bare(run[-1], words)])
        if not all(memo[word] & (EDGE | FIELD | DOUBT) for word in run):
            body = len(run) > 2 and (held or (memo[run[0]] & ACRONYM and stands_alone(run[0], words)))  # noqa: PLR2004
            found.append(Part(name, sure, "", name not in words.places and bool(body or memo[run[0]] & PLACE)))


def _start(run: Sequence[str], kinds: Sequence[int], *, sure: bool, office: bool) -> tuple[int, bool]:
    """Where a run begins without what is no part of a name, and whether an office goes before that."""
    for start, kind in enumerate(kinds):
        if kind & ROLE:
            office = True
        elif not (kind & EDGE or run[start] in _JOINERS or (office and kind & FIELD)):
            doubtful = start == 0 and not sure and kind & DOUBT and not kind & ACRONYM and not (kind & HEAD and len(run) > 2)  # noqa: PLR2004
            if not doubtful:
                return start, office
    return len(run), office


def _end(run: Sequence[str], kinds: Sequence[int]) -> int:
    """Where a run ends without days and months, and without what only says more of the word before it: "Pasal 23", "DPR RI"."""
    end = len(run)
    while end and (kinds[end - 1] & LAST or kinds[end - 1] & ACRONYM):
        kind, before = kinds[end - 1], kinds[end - 2] if end > 1 else 0
        if run[end - 1].isdigit() and not before & (EDGE | PLACE):
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
        if (office or run[0].lower() in words.polity) and _is_place(run[:size], words):
            if not _is_place(run[: size + 1], words):
                return size
        elif kind & ACRONYM and not kinds[size] & ACRONYM and (office or size > 1):
            if (len(run[size - 1]) > 2 or run[size - 1] in words.places) and not _is_place(run[: size + 1], words):  # noqa: PLR2004
                return size
        elif office and size > 1 and kind & FIELD and kinds[0] & HEAD and not kinds[size] & (FIELD | EDGE | ACRONYM | HEAD):
            return size
    return 0


def _is_place(run: Sequence[str], words: Words) -> bool:
    """Whether these are the words of a place that is known, or its full name."""
    while len(run) > 1 and run[0].lower() in words.polity:
        run = run[1:]
    return " ".join(run) in words.places


def place_before(run: Sequence[str], words: Words) -> int:
    """How many words of a run are a place that is known, where more words follow."""
    return max((size for size in range(1, min(len(run), 4)) if " ".join(run[:size]) in words.places), default=0)


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
