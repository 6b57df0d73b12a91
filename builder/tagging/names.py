"""Names in scripts that have capitals: runs of capitalised words, tied together and weighed.

1. *Mentions.* A run of capitalised words (with the particles that stand inside names) is a mention. Its first word is in
   doubt where a sentence begins. A title that is capitalised throughout shows no names; it only adds to those in the text.
2. *Cleaning.* What is no part of a name falls off, and holders of offices are told from bodies and places: see `runs`.
3. *Evidence.* A word in doubt counts only where the text elsewhere shows it to be a name. So does the place at which a body and
   somebody who speaks for it are parted, where no list knows the body.
4. *Ties.* "Lavrov" is "Sergey Lavrov" where the text said so before; an acronym in brackets is what stands before it.
5. *Weight.* Mentions count more in the title, the captions and the opening; what is mentioned once in passing is no tag.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field

from builder.tagging import lists, runs
from builder.tagging.parting import SENTENCE_END, Parted, part
from builder.tagging.parting import runs as runs_of
from builder.tagging.words import Words

_ENOUGH = 2.0
"""Least weight of a tag: two mentions in the body, or one in a place that counts more."""

_FEW = 4
"""With fewer names than this, names of several words count though they weigh less."""

_TITLE, _CAPTION, _OPENING, _BODY = 2.0, 1.5, 1.6, 1.0
_ENDLESS = 300  # letters of a run in which no name is looked for: a line in capitals
_LONG = 20_000  # letters of a text in which words are not looked for by going through it each time
_NEAR = 50  # names, the earliest, that a short form is compared with
_LENGTHS = (1.0, 1.15, 1.24, 1.3, 1.35, 1.39, 1.42)  # by the spaces in a name
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(slots=True)
class Mentions:
    """Names by weight, in the order in which a reader meets them, and what is known of them.

    `sure` are those that were seen where nothing else explains their capital, `held` those that may be a body or a place and
    somebody. `acronyms` leads from what stood in brackets to the name before it.
    """

    weights: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    sure: set[str] = field(default_factory=set)
    held: set[str] = field(default_factory=set)
    acronyms: dict[str, str] = field(default_factory=dict)


def find(title: str, captions: Sequence[str], text: Parted, words: Words, between: str) -> list[str]:
    """Names in the text, the weightiest first; `between` is what stands between its runs."""
    headline = _is_capitalised(title, words)
    told = [caption for caption in captions if not title.startswith(caption.rstrip(".… "))]  # some repeat it, or its beginning
    said: Container[str] = between if len(between) < _LONG else frozenset([f" {word} " for word in between.split()])
    mentions = Mentions()
    _read(text.opening, _OPENING, words, said, mentions)
    _read(text.body, _BODY, words, said, mentions)
    if not headline:  # behind the text, for a title is free to name people in short
        _read(part(title, words), _TITLE, words, said, mentions)
    if told:
        _read(part("\n".join(told), words), _CAPTION, words, said, mentions)
    weights = _weigh(mentions, words)
    ends = {name: (name[: name.index(" ")], name[name.rindex(" ") + 1 :]) for name in weights if " " in name}
    _tie(weights, ends, mentions.acronyms, title, words)
    if headline:
        _add_title(weights, ends, title)
    strong = _ranked({name: weight for name, weight in weights.items() if weight >= _ENOUGH})
    if len(strong) < _FEW:
        weak = {name: weight for name, weight in weights.items() if weight < _ENOUGH and name in ends and name in mentions.sure}
        strong += _ranked(weak)[: _FEW - len(strong)]
    return strong


def _ranked(weights: Mapping[str, float]) -> list[str]:
    """Names, the weightiest first; one of more words says more."""
    return [name for _, name in sorted([(-weight * _LENGTHS[min(name.count(" "), 6)], name) for name, weight in weights.items()])]


def _is_capitalised(title: str, words: Words) -> bool:
    """Whether a title capitalises its words as a habit, so that capitals in it show nothing."""
    found = [word[0].isupper() for word in title.split() if len(word) > 3 and word not in words.stop]  # noqa: PLR2004 - often small
    return sum(found) * 3 > len(found) * 2


# ---- mentions ----------------------------------------------------------------------------------------------------------


def _read(parts: Sequence[str], weight: float, words: Words, said: Container[str], mentions: Mentions) -> None:
    """Add the names in a text that was parted; `said` has its words in small letters, each between two spaces."""
    alone, several = runs.alone_in(words), runs.several_in(words)
    weights, sure = mentions.weights, mentions.sure
    for before, run, acronym in runs_of(parts):
        if len(run) > _ENDLESS:
            continue
        if " " not in run:
            found = alone[run]
            if found and (found.name in weights or not found.unless or f" {found.unless} " not in said):
                weights[found.name] += weight
                if found.proof > (before.rstrip(" ,")[-1:] in SENTENCE_END):
                    sure.add(found.name)
            continue
        if before.rstrip(" ,")[-1:] in SENTENCE_END:
            first = run[: run.index(" ")]
            dropped = f" {first.lower()} " in said and runs.may_fall_off(first, run, words)
            found_parts = several.sure[run[len(first) + 1 :]] if dropped else several.doubtful[run]
        else:
            office = before[before.rfind(" ", 0, -1) + 1 : -1] in words.roles
            found_parts = several.held[run] if office else several.sure[run]
        name = _add(found_parts, weight, said, mentions)
        if acronym and " " in name:
            mentions.acronyms[acronym] = name


def _add(parts: Sequence[runs.Part], weight: float, said: Container[str], mentions: Mentions) -> str:
    """Add the names in a run; the last of them."""
    last = ""
    for last, sure, unless, held in parts:
        if not unless or f" {unless} " not in said:
            mentions.weights[last] += weight
            if sure:
                mentions.sure.add(last)
            if held:
                mentions.held.add(last)
    return last


# ---- evidence ----------------------------------------------------------------------------------------------------------


def _weigh(mentions: Mentions, words: Words) -> dict[str, float]:
    """How much each name weighs, under one form for each place.

    What was only ever seen in doubt weighs nothing, unless it has several words or the text says what it stands for.
    """
    _part_holders(mentions, words)
    known = mentions.sure | mentions.acronyms.keys()
    doubtful = {name: name.partition(" ")[2] for name in mentions.weights if name not in known}
    known.update([rest for rest in doubtful.values() if rest in mentions.weights])
    weights: dict[str, float] = {}
    for name, weight in mentions.weights.items():
        if name in doubtful and name not in known and (" " not in name or doubtful[name] in known):
            name = doubtful[name]  # noqa: PLW2901 - without the word in doubt
        if name:
            name = _canonical(name, words)  # noqa: PLW2901
            weights[name] = weights.get(name, 0.0) + weight
    return weights


def _part_holders(mentions: Mentions, words: Words) -> None:
    """Part holders of offices from their bodies, where either stands elsewhere alone: "Gappri" from "Henry Najoan"."""
    weights, acronyms = mentions.weights, mentions.acronyms
    bodies = tuple(f"{acronym} " for acronym in acronyms)
    spoken_for = [name for name in weights if name.startswith(bodies)] if bodies else ()
    for name in sorted(mentions.held.union(spoken_for)) if mentions.held or spoken_for else ():
        run = name.split()
        cut = _holder(run, weights, acronyms, words)
        if cut:
            body, holder = " ".join(run[:cut]), " ".join(run[cut:])
            weight = weights.pop(name)
            for part in (holder, body) if cut > 1 or body in weights or runs.stands_alone(body, words) else (holder,):
                weights[part] += weight
                mentions.sure.add(part)


def _holder(run: list[str], weights: Container[str], acronyms: Container[str], words: Words) -> int:
    """Where somebody's name begins in a run: where the text has it, its first word or the body alone; 0 for nowhere."""
    for cut in range(len(run) - 2, 1, -1):
        if " ".join(run[:cut]) in weights and _may_be_somebody(run[cut:], words):
            return cut
    if run[0].lower() in lists.HEADS:
        return 0
    place = runs.place_before(run, words)
    if place:
        somebody = run[place:]
        alone = somebody[0] in weights or somebody[-1] in weights or " ".join(somebody) in weights
        return place if alone and _may_be_somebody(somebody, words) else 0
    if (run[0] in acronyms or (run[0] in weights and run[0] not in words.places)) and _may_be_somebody(run[1:], words):
        return 1
    for cut in range(1, len(run) - 1):
        first = run[cut]
        alone = first in weights and not (first in words.places or runs.is_acronym(first))
        if alone or " ".join(run[cut:]) in weights:
            return cut
    last = run[-1]
    return len(run) - 2 if last in weights and not (last in words.places or runs.is_acronym(last)) else 0


def _may_be_somebody(run: Sequence[str], words: Words) -> bool:
    plain = all(word.isalpha() or word.endswith(".") for word in run)
    kind = run[0].lower() in lists.HEADS or run[0] in words.places or " ".join(run[:2]) in words.places
    return plain and not kind and not any(map(runs.is_acronym, run))


def _canonical(name: str, words: Words) -> str:
    """One form for one place: "AS" is "Amerika Serikat", "Republik Islam Iran" is "Iran"."""
    if name in words.places:
        return words.places[name]
    if name.isupper():
        return words.places.get(name.title(), name)
    polity, _, last = name.rpartition(" ")
    is_full = last in words.places and polity and words.polity.issuperset(polity.lower().split())
    return words.places[last] if is_full else name


# ---- ties --------------------------------------------------------------------------------------------------------------


def _tie(
    weights: dict[str, float], ends: Mapping[str, tuple[str, str]], acronyms: Mapping[str, str], title: str, words: Words
) -> None:
    """Give the weight of short forms to the long ones. Names stand in the order of their first mention.

    `ends` are the first and the last word of names of several words.
    """
    for short, long in acronyms.items():
        if short in weights and long in weights:
            weights[long] += weights.pop(short)
    sharing: dict[str, list[str]] = {}
    for name, (first, last) in ends.items():
        sharing.setdefault(first, []).append(name)
        sharing.setdefault(last, []).append(name)
    crowded = {name for names in sharing.values() if len(names) > 1 for name in names}
    shorts = sharing.keys() & weights.keys() | crowded
    if not shorts:
        return
    order = {name: number for number, name in enumerate(weights)}
    for short in sorted(shorts & order.keys(), key=lambda name: (name.count(" "), name)):
        first, last = ends.get(short, (short, short))
        if short in words.places or runs.is_acronym(last):
            continue
        full = [
            name
            for name in {*sharing[first][:_NEAR], *sharing[last][:_NEAR]}
            if name in weights and (order[name] < order[short] or name in title) and _is_short_for(short, name)
        ]
        if full:
            best = max(full, key=lambda name: (weights[name], name))
            weights[best] += weights.pop(short)


def _is_short_for(short: str, name: str) -> bool:
    """Whether `short` is the beginning or the end of `name`, and `name` is no body or place that is named after it."""
    if name.startswith(f"{short} "):
        return name[name.rindex(" ") + 1 :].lower() not in lists.HEADS
    return name.endswith(f" {short}") and name[: name.index(" ")].lower() not in lists.HEADS


def _add_title(weights: dict[str, float], ends: Mapping[str, tuple[str, str]], title: str) -> None:
    """A name weighs more where the title has it, or the first or last word of a name that the text has in full."""
    said = {*title.split(), *_WORD.findall(title)}
    for name in weights:
        if name in said or not said.isdisjoint(ends.get(name, ())):
            weights[name] += _TITLE
