"""Names in scripts that have capitals: runs of capitalised words, tied together and weighed.

1. *Mentions.* A run of capitalised words (with the particles that stand inside names) is a mention. Its first word is in
   doubt where a sentence begins. A title that is capitalised throughout shows no names; it only adds to those in the text.
2. *Cleaning.* Words that say what somebody is, stop words, days and months fall off both ends; a place or an acronym between
   an office and a person ("Presiden Rusia Vladimir Putin", "Ketua MPR Dewi Laut") stands for itself.
3. *Evidence.* A word in doubt counts only where the text elsewhere shows it to be a name.
4. *Ties.* "Lavrov" is "Sergey Lavrov" where the text said so before; an acronym in brackets is what stands before it.
5. *Weight.* Mentions count more in the title, the captions and the opening; what is mentioned once in passing is no tag.
"""

from __future__ import annotations

import functools
import math
import re
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from builder.tagging import lists
from builder.tagging.words import Words

_ENOUGH = 2.0
"""Least weight of a tag: two mentions in the body, or one in a place that counts more."""

_FEW = 4
"""With fewer names than this, names of several words count though they weigh less."""

_WEIGHTS = {"title": 2.0, "caption": 1.5, "opening": 1.6, "body": 1.0}
_LONGEST = 6  # words

_UPPER = "".join(chr(code) for code in (*range(0x41, 0x590), *range(0x1E00, 0x1F00)) if chr(code).isupper())
_SENTENCE_END = frozenset('.!?…:;"“”„«»‘(—–•|')
_MONEY = re.compile(r"(?:USD|Rp|EUR|IDR)\d*")
_ROMAN = re.compile(r"(?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3})")
_WORD = re.compile(r"[^\W\d_]+")


class Mention(NamedTuple):
    """A run of capitalised words; `sure` is false where its first word may be one for another reason."""

    words: tuple[str, ...]
    sure: bool
    weight: float
    acronym: str


Name = tuple[str, ...]


def find(title: str, captions: Sequence[str], paragraphs: Sequence[str], words: Words, seen: Container[str]) -> list[str]:
    """Names in the text, the weightiest first; `seen` are the words of its paragraphs."""
    headline = _is_capitalised(title)
    told = [caption for caption in captions if not title.startswith(caption.rstrip(".… "))]  # some repeat it, or its beginning
    mentions = _mentions("" if headline else title, told, paragraphs, words, seen)
    acronyms = _acronyms(mentions)
    weights = _weigh(mentions, acronyms.keys(), words)
    _tie(weights, acronyms, words)
    if headline:
        _add_title(weights, title)
    ranked = sorted(weights, key=lambda name: (-weights[name] * _length_factor(len(name)), name))
    strong = [name for name in ranked if weights[name] >= _ENOUGH]
    weak = [name for name in ranked if weights[name] < _ENOUGH and len(name) > 1]
    return [" ".join(name) for name in (*strong, *weak[: max(_FEW - len(strong), 0)])]


# ---- mentions ----------------------------------------------------------------------------------------------------------


def _mentions(
    title: str, captions: Sequence[str], paragraphs: Sequence[str], words: Words, seen: Container[str]
) -> list[Mention]:
    """All mentions, cleaned, in the order in which a reader meets them."""
    places = (("title", [title]), ("opening", paragraphs[:1]), ("body", paragraphs[1:]), ("caption", captions))
    search = _pattern(words.particles).finditer
    found: list[Mention] = []
    for place, texts in places:
        weight = _WEIGHTS[place]
        for text in texts:
            for match in search(text):
                run, acronym = match.groups("")
                if " " in run or "\xa0" in run:
                    sure = not _begins_sentence(text, match.start())
                    found.extend(_clean(Mention(tuple(run.split()), sure, weight, acronym), words, seen))
                elif not _is_weak(run := _bare(run, words), words, seen):  # most are: words that begin a sentence
                    found.append(Mention((run,), not _begins_sentence(text, match.start()), weight, acronym))
    return found


def _is_capitalised(title: str) -> bool:
    """Whether a title capitalises its words as a habit, so that capitals in it show nothing."""
    found: list[str] = [word for word in _WORD.findall(title) if len(word) > 3]  # noqa: PLR2004 - short words often stay small
    return sum(map(str.istitle, found)) * 3 > len(found) * 2


def _begins_sentence(text: str, start: int) -> bool:
    before = text[start - 3 if start > 3 else 0 : start].rstrip()  # noqa: PLR2004 - the mark, a quotation mark, a space
    return not before or before[-1] in _SENTENCE_END


@functools.lru_cache(maxsize=64)
def _pattern(particles: Sequence[str]) -> re.Pattern[str]:
    rest = rf"(?:\.(?=[ \xa0]?[{_UPPER}])|\w*(?:[-’'&]\w+)*)"  # of a word, behind its capital
    between = rf"[ \xa0](?:(?:{'|'.join(particles)})[ \xa0])?|[ \xa0]&[ \xa0]|(?<=\.)"
    number = r"[ \xa0](?:\d{4}|\d{1,2})(?![\w.:]|[.,:]\d)"
    first = rf"[{_UPPER}](?<![\w@#./].){rest}"  # the capital first: that is what a search can skip to
    return re.compile(
        rf"(?P<run>{first}(?:(?:{between})[{_UPPER}]{rest})*(?:{number})?)(?:[ \xa0]\((?P<acronym>[{_UPPER}][\w-]{{1,9}})\))?"
    )


# ---- cleaning ----------------------------------------------------------------------------------------------------------


def _clean(mention: Mention, words: Words, seen: Container[str]) -> Iterator[Mention]:
    """The names in a run of several words, without what is no part of a name."""
    run, sure = list(mention.words), mention.sure
    while run and (_is_no_name(run[0], words) or not (sure or len(run) == 1 or run[0].lower() not in seen)):
        del run[0]
        sure = True
    while run and run[-1].lower() in words.calendar:
        del run[-1]
    if run:
        run[-1] = _bare(run[-1], words)
    cut = _holder(run, words, office=len(run) < len(mention.words))
    for part, is_sure in ((run[:cut], sure), (run[cut:], sure or cut > 0)):
        if part and len(part) <= _LONGEST and not (len(part) == 1 and _is_weak(part[0], words, seen)):
            acronym = mention.acronym if part[-1] == run[-1] else ""
            yield Mention(tuple(part), is_sure, mention.weight, acronym)


def _holder(run: list[str], words: Words, *, office: bool) -> int:
    """Where the holder of an office begins, after the place or body that the office is in; 0 where all is one name."""
    for size in range(1, len(run)):
        if words.hung_on and words.lang != "en" and words.hung_on.search(run[size - 1]):  # in English it joins: "Devil's Bay"
            run[size - 1] = _bare(run[size - 1], words)
            return size
        if size <= 2 and " ".join(run[:size]) in words.places and len(run) - size >= 2 - office:  # noqa: PLR2004 - a place's words
            return size
        body = _is_acronym(run[size - 1]) and (len(run[size - 1]) > 2 or run[size - 1] in words.places)  # noqa: PLR2004 - initials
        if body and (office or size > 1) and not _is_acronym(run[size]):
            return size
    return 0


def _is_acronym(word: str) -> bool:
    return word.isupper() and word.isalpha() and len(word) > 1 and not _ROMAN.fullmatch(word)


@functools.lru_cache(maxsize=2**14)
def _is_no_name(word: str, words: Words) -> bool:
    """Whether a word at the edge of a run is no part of a name."""
    small = word.lower()
    if small.rstrip(".") in words.roles or small in words.calendar or word.isdigit() or _ROMAN.fullmatch(word):
        return True
    return small in (words.common if _is_acronym(word) else words.stop)


def _bare(word: str, words: Words) -> str:
    """A word without what is hung on it with an apostrophe."""
    return words.hung_on.sub("", word) if words.hung_on else word


def _is_weak(word: str, words: Words, seen: Container[str]) -> bool:
    """Whether a word alone is no name."""
    return (word.lower() in seen and not _stands_alone(word, words)) or _says_nothing(word, words)


@functools.lru_cache(maxsize=2**14)
def _says_nothing(word: str, words: Words) -> bool:
    """… in no text."""
    short = len(word) < 3 or word.endswith(".") or _MONEY.fullmatch(word) is not None  # noqa: PLR2004
    return _is_no_name(word, words) or (short and not _stands_alone(word, words))


def _stands_alone(word: str, words: Words) -> bool:
    return word in words.places or _is_acronym(word)


# ---- evidence and weight -----------------------------------------------------------------------------------------------


def _weigh(mentions: Sequence[Mention], expected: AbstractSet[Name], words: Words) -> dict[Name, float]:
    """How much each name weighs.

    What was only ever seen in doubt weighs nothing, unless it has several words or is `expected`.
    """
    known = {mention.words for mention in mentions if mention.sure or _shows_itself(mention.words, words)} | expected
    known |= {mention.words for mention in mentions} & {mention.words[1:] for mention in mentions if mention.words not in known}
    weights: dict[Name, float] = defaultdict(float)
    for mention in mentions:
        name = mention.words
        if name not in known:
            name = name[1:] if len(name) == 1 or name[1:] in known else name
        if name:
            weights[_canonical(name, words)] += mention.weight
    return dict(weights)


def _shows_itself(name: Name, words: Words) -> bool:
    """Whether a name in doubt is one all the same: an acronym, or a place that is known."""
    joined = " ".join(name)
    return joined in words.places or (len(name) == 1 and name[0].isupper() and len(name[0]) > 1)


def _canonical(name: Name, words: Words) -> Name:
    """One form for one place: "AS" is "Amerika Serikat", "Republik Islam Iran" is "Iran"."""
    if len(name) > 1 and name[-1] in words.places and words.polity.issuperset(word.lower() for word in name[:-1]):
        name = name[-1:]
    joined = " ".join(name)
    place = words.places.get(joined) or (words.places.get(joined.title()) if joined.isupper() else None)
    return tuple(place.split()) if place else name


# ---- ties --------------------------------------------------------------------------------------------------------------


def _acronyms(mentions: Sequence[Mention]) -> dict[Name, Name]:
    """Acronym → what it stands for, where the text says so."""
    return {(mention.acronym,): mention.words for mention in mentions if mention.acronym and len(mention.words) > 1}


def _tie(weights: dict[Name, float], acronyms: dict[Name, Name], words: Words) -> None:
    """Give the weight of short forms to the long ones. Names stand in the order of their first mention."""
    for short, long in acronyms.items():
        if short in weights and long in weights:
            weights[long] += weights.pop(short)
    order = {name: number for number, name in enumerate(weights)}
    edges: dict[str, set[Name]] = {}
    for name in weights:
        if len(name) > 1:
            edges.setdefault(name[0], set()).add(name)
            edges.setdefault(name[-1], set()).add(name)
    for short in sorted(weights, key=lambda name: (len(name), name)):
        if not (short[0] in edges or short[-1] in edges) or _is_acronym(short[-1]) or " ".join(short) in words.places:
            continue
        longer = edges.get(short[0], set()) | edges.get(short[-1], set())
        full = [name for name in longer if order[name] < order[short] and _is_short_for(short, name)]
        if full:
            best = max(full, key=lambda name: (weights[name], name))
            weights[best] += weights.pop(short)


def _add_title(weights: dict[Name, float], title: str) -> None:
    """A name weighs more where the title has it, or the first or last word of a name that the text has in full."""
    said = frozenset(title.split()) | frozenset(_WORD.findall(title))
    for name in weights:
        if name[0] in said or name[-1] in said:
            weights[name] += _WEIGHTS["title"]


def _is_short_for(short: Name, name: Name) -> bool:
    """Whether `short` is the beginning or the end of `name`, and `name` is no body or place that is named after it."""
    if len(short) >= len(name):
        return False
    if name[: len(short)] == short:
        return name[-1].lower() not in lists.HEADS
    return name[-len(short) :] == short and name[0].lower() not in lists.HEADS


@functools.cache
def _length_factor(size: int) -> float:
    return 1 + 0.15 * math.log2(size)
