"""Which language a text is in: by its script, by its commonest words, else by `py3langid`, weighed.

A script that one language alone uses, and words that leave no doubt (`common_words`), are quick to see, and most texts have them.

The model knows 139 languages, some of which no newspaper is written in, and cannot tell near relatives apart on short texts.
So its scores are weighed: languages of books of prayer and of dictionaries are left out, a few words that one of two relatives
never uses count for that one, and where it stays close the language that the archive is mostly in (`prior`) wins.

The model takes half a second to load, so it is loaded by the first text that needs it.
"""

from __future__ import annotations

import bisect
import functools
import heapq
import math
import os
import re
from collections import Counter
from collections.abc import Callable, Mapping

from builder import common_words, locales
from builder.common_words import listed

_SAMPLES = (200, 1000)  # characters; a longer look is for texts of which a short one does not make sure
_SURE = 1.5  # log-odds
_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
"""NumPy would share each tiny product out to all cores, and the threads of several workers would fight over them."""
_TOP = 12  # languages that are looked at, of those the model ranks
_ENOUGH = 12  # letters; fewer say nothing
_PRIOR = 0.7  # what the archive's own language is ahead by, in the model's log-odds, scaled to the length of the text
_KIN = 0.8  # … and by how much more where the other candidate is a near relative
_MARKER = 0.35  # what a word counts that one relative has and the other has not

# First code point of a run of letters → its script, or the one language that is written in it. Between runs: "" (no letter).
_RUNS = (
    (0x41, "Latn"),
    (0x370, "el"),
    (0x400, "Cyrl"),
    (0x530, "hy"),
    (0x590, "he"),
    (0x600, "Arab"),
    (0x700, ""),
    (0x750, "Arab"),
    (0x780, "dv"),
    (0x7C0, ""),
    (0x8A0, "Arab"),
    (0x900, "Deva"),
    (0x980, "Beng"),
    (0xA00, "pa"),
    (0xA80, "gu"),
    (0xB00, "or"),
    (0xB80, "ta"),
    (0xC00, "te"),
    (0xC80, "kn"),
    (0xD00, "ml"),
    (0xD80, "si"),
    (0xE00, "th"),
    (0xE80, "lo"),
    (0xF00, "bo"),
    (0x1000, "my"),
    (0x10A0, "ka"),
    (0x1100, "ko"),
    (0x1200, "am"),
    (0x13A0, ""),
    (0x1780, "km"),
    (0x1800, ""),
    (0x1E00, "Latn"),
    (0x1F00, "el"),
    (0x2000, ""),
    (0x3040, "ja"),
    (0x3100, ""),
    (0x3400, "zh"),
    (0xA000, ""),
    (0xAC00, "ko"),
    (0xD7B0, ""),
    (0xFB50, "Arab"),
    (0xFE00, ""),
)
_STARTS = [start for start, _ in _RUNS]
_LATIN = re.compile(r"[\x00-\u036f\u1e00-\u1eff\u2000-\u2bff]*")


_FOLD = {"arz": "ar", "ary": "ar", "wuu": "zh", "yue": "zh", "uzs": "uz", "sdh": "ckb", "pcm": "en", "kik": "ki"}
_LEFT_OUT = listed("zxx la vo hbo grc sa ext lij vec gcf gcr wa an ace ltg guw gug fuv se bcl")
_KINDRED = (frozenset({"id", "ms"}), frozenset({"hr", "bs", "sr"}), frozenset({"da", "no", "nn"}))
_MARKERS: Mapping[str, frozenset[str]] = {
    **common_words.MARKERS,
    "da": listed("af efter mellem noget også nogle blev hvad"),
    "no": listed("av etter mellom noe også noen ble hva"),
    "nn": listed("av etter mellom noko også nokre vart kva ikkje frå"),
    "sr": listed("voz pre posle gde reka deo vreme lepo posle"),
    "hr": listed("vlak tjedan kolovoza srpnja lipnja tko općina tijekom glazba"),
    "bs": listed("voz sedmica augusta jula juna općina prije poslije muzika"),
}


def detect(text: str, *, prior: str, zone: str = "") -> str:
    """The language of `text` as a code such as `id`; `prior`, the archive's own, where the text does not say.

    `prior` may name a region (`pt-BR`); so does then the answer where the language is the same. `zone` is the time zone of the
    text's date, as far as it is known: the language that is spoken there is likelier than others, if less so than the archive's.
    """
    home = re.split("[-_]", prior)[0]
    found = _by_script(text[: _SAMPLES[0]]) or common_words.vote(text, home, locales.spoken_in(zone)) or _by_model(text, home)
    return prior if found in {home, ""} else found


def _by_script(sample: str) -> str:
    """The language that alone is written in the text's script; empty where the script has several."""
    if _LATIN.fullmatch(sample):
        return ""
    scripts = Counter(_script(char) for char in sample if char.isalpha())
    if scripts["ja"] * 10 > scripts["zh"] and scripts["ja"]:
        scripts["ja"] += scripts.pop("zh", 0)  # kana between the Han
    script, count = max(scripts.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    return script if count >= 2 and script.islower() else ""  # noqa: PLR2004 - one letter is no text


@functools.lru_cache(maxsize=4096)
def _script(char: str) -> str:
    return _RUNS[max(bisect.bisect_right(_STARTS, ord(char)) - 1, 0)][1]


def _by_model(text: str, home: str) -> str:
    best = ""
    for length in _SAMPLES:
        sample = text[:length]
        if sum(map(str.isalpha, sample)) < _ENOUGH:
            return ""
        scores = _scores(sample, home)
        best, ahead = _best(scores, home)
        if ahead > _SURE:
            break
    return best


def _best(scores: dict[str, float], home: str) -> tuple[str, float]:
    """The language that wins, and how far it is ahead of the next."""
    for lang in scores.keys() & {home}:
        scores[lang] += _PRIOR
    first, second = heapq.nlargest(2, scores, key=lambda lang: (scores[lang], lang))
    if home in {first, second} and any({first, second} <= family for family in _KINDRED):
        scores[home] += _KIN
        first, second = sorted((first, second), key=lambda lang: -scores[lang])
    return first, scores[first] - scores[second]


def _scores(sample: str, home: str) -> dict[str, float]:
    """Log-odds by language, scaled so that they mean the same for texts of any length."""
    scale = math.sqrt(len(sample.encode()))
    scores: dict[str, float] = {}
    ranked = _model()(sample)
    for label, score in (*ranked[:_TOP], *(entry for entry in ranked[_TOP:] if entry[0] == home)):
        lang = label if label == home else _FOLD.get(label, label)
        if lang not in _LEFT_OUT or lang == home:
            scores[lang] = max(scores.get(lang, -math.inf), score / scale)
    words = set(common_words.WORD.findall(sample.lower()))
    for lang in scores.keys() & _MARKERS.keys():
        scores[lang] += _MARKER * len(_MARKERS[lang] & words)
    return scores


@functools.cache
def _model() -> Callable[[str], list[tuple[str, float]]]:
    before = dict(os.environ)
    os.environ.update(dict.fromkeys(_THREADS, "1"))  # read once, when NumPy is loaded
    try:
        from py3langid import rank  # noqa: PLC0415 - it and NumPy take long to load, and most runs need neither

        rank("")
    finally:
        for name in _THREADS:
            os.environ.pop(name)
        os.environ.update({name: before[name] for name in _THREADS if name in before})
    return rank  # type: ignore[no-any-return]
