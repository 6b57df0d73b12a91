"""Names and topics in scripts without capitals: known places, foreign words, and what the title says and the text repeats.

Nothing in the writing shows a name here, so this is more careful than `names`: it takes places that CLDR knows, words in
another script (``BRICS`` in a Persian text), Japanese words in katakana, and groups of words of the title, or in quotation
marks, that the text repeats. Words run together in Chinese, Japanese, Thai, Lao, Khmer and Burmese, so there places are looked
for inside the text; elsewhere a place is a word, with the endings and prefixes that its language hangs on it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from builder.tagging.words import Words

_UNSPACED = frozenset({"ja", "zh", "th", "lo", "km", "my"})
_PREFIXES = {"ar": "وفبلك", "he": "ובלמהכש"}
_ENDING = 3  # characters at most that an inflected name may have behind it
_SHORTEST = 3  # characters of a name that may be inflected
_WORD = re.compile(r"[^\W\d_][\w\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0dff\u0e31-\u0e4e\u200c\u200d]*")
_QUOTED = re.compile(r"[«「『“\"]([^«»「」『』“”\"\n]{3,30})[»」』”\"]")
_HAN = re.compile(r"[\u4e00-\u9fff]{2,}")
_KATAKANA = re.compile(r"[ァ-ヴー]{3,}(?:[・＝][ァ-ヴー]{2,})*")
_LATIN = re.compile(r"(?<![\w.@/])[A-Z][\w&]+(?:[ -][A-Z][\w&]+)*(?![\w.@/])")
_ENOUGH = 2
_IN_TITLE = 2
_REPEATED = 2


def find(title: str, captions: Sequence[str], paragraphs: Sequence[str], words: Words) -> list[str]:
    """Names and topics in the text, the weightiest first."""
    body = "\n".join((*captions, *paragraphs))
    weights: Counter[str] = Counter()
    for text, weight in ((title, _IN_TITLE), (body, 1)):
        for name in _names(text, words):
            weights[name] += weight
    for term in _terms(title, body, words):
        if not any(term in name or name in term for name in weights):
            weights[term] = body.count(term) + _IN_TITLE * (term in title)
    return sorted((name for name in weights if weights[name] >= _ENOUGH), key=lambda name: (-weights[name], name))


def _terms(title: str, body: str, words: Words) -> Iterator[str]:
    """Groups of words in the title that the text repeats, the longest first, and what stands in quotation marks."""
    groups = _han_groups(title) if words.lang in _UNSPACED else _word_groups(title, words)
    yield from (quoted for quoted, count in Counter(_QUOTED.findall(f"{title}\n{body}")).items() if count > 1)
    yield from sorted((group for group in groups if body.count(group) >= _REPEATED), key=lambda group: (-len(group), group))


def _word_groups(title: str, words: Words) -> Iterator[str]:
    tokens = [token if len(token) > 2 and token not in words.stop else "" for token in _WORD.findall(title)]  # noqa: PLR2004
    for length in (3, 2, 1):
        for start in range(len(tokens) - length + 1):
            if all(tokens[start : start + length]):
                yield " ".join(tokens[start : start + length])


def _han_groups(title: str) -> Iterator[str]:
    for run in _HAN.findall(title):
        for length in range(2, min(len(run), 6) + 1):
            yield from (run[start : start + length] for start in range(len(run) - length + 1))


def _names(text: str, words: Words) -> Iterator[str]:
    yield from _LATIN.findall(text)
    yield from _KATAKANA.findall(text)
    if words.lang in _UNSPACED:
        for place, name in words.places.items():
            yield from [name] * (text.count(place) if len(place) > 1 else 0)
    else:
        yield from _places(text, words)


def _places(text: str, words: Words) -> Iterator[str]:
    """Places of one word or two; a longer one first."""
    tokens = _WORD.findall(text)
    number = 0
    while number < len(tokens):
        pair = _place(" ".join(tokens[number : number + 2]), words) if number + 1 < len(tokens) else None
        single = None if pair else _place(tokens[number], words)
        if pair or single:
            yield pair or single or ""
        number += 2 if pair else 1


def _place(token: str, words: Words) -> str | None:
    """The place that a word is, as it stands or inflected."""
    for form in (token, token[1:] if token[:1] in _PREFIXES.get(words.lang, "") else ""):
        for ending in range(min(_ENDING, len(form) - _SHORTEST) + 1):
            name = words.places.get(form[: len(form) - ending])
            if name:
                return name
    return None
