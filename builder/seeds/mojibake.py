"""Mojibake: UTF-8 that was once read in a code page (``‚Äú`` for ``“``), repaired, and nothing else changed.

A text is looked at line by line, and only where a line holds what UTF-8 looks like in a code page: a character of a lead byte,
followed by as many characters of continuation bytes as that lead asks for. Where nearly all of a text comes out as UTF-8 in one
code page, that cannot be chance, so its lines are read in that one, short ones too. All else is for ftfy, which is slow.

Sound Arabic holds what UTF-8 looks like in its own code page, in nearly every line, so there only the text as a whole can tell.
"""

from __future__ import annotations

import codecs
import itertools
import re
from collections.abc import Iterable, Mapping
from operator import itemgetter

from builder.problems import Problem, warning

_CODE_PAGES = ("cp1252", "latin-1", "cp1251", "cp1250", "cp1253", "cp1254", "cp1257", "iso8859-2", "mac-roman", "cp437")
"""Those that ftfy repairs."""
_WHOLE_ONLY = ("cp1256", "cp850", "koi8-r", "cp866")
"""Those that it does not, or that sound text may look like: only what is garbled in them as a whole is repaired."""


def repair(text: str, problems: list[Problem]) -> str:
    """`text` with mojibake repaired; one warning names the first line and counts the others."""
    if text.isascii():
        return text
    lines = text.split("\n")
    foreign = {index: line for index, line in enumerate(lines) if not line.isascii()}
    suspects = {index: line for index, line in foreign.items() if _COARSE.search(line) and _FINE.search(line)}
    if _OPENING.match(next(iter(foreign.values()))):  # what is garbled as a whole is so from its first letter on
        whole = _in_one_page(foreign, _strange(text), _CODE_PAGES + _WHOLE_ONLY)
    elif suspects:
        whole = _in_one_page(suspects, _strange(text), _CODE_PAGES)
    else:
        return text
    rest = {index: line for index, line in (suspects | whole).items() if index not in whole or _looks_garbled(line)}
    fixed = whole | {index: _repaired(line) for index, line in rest.items()}
    changed = {index: line for index, line in fixed.items() if line != lines[index]}
    if not changed:
        return text
    more = f", here and in {len(changed) - 1} more lines" if len(changed) > 1 else ""
    what = f"letters garbled by a wrong encoding were repaired{more}"
    problems.append(warning("repaired-mojibake", what, line=min(changed) + 1, hint="compare the record with the source"))
    return "\n".join(changed.get(index, line) for index, line in enumerate(lines))


def _in_one_page(suspects: Mapping[int, str], strange: int, pages: Iterable[str]) -> dict[int, str]:
    """The lines that come out as UTF-8 in one code page; none where that may be chance.

    `strange` is how many characters of the whole text are not ASCII: nearly all must come out. Repeated, as below.
    """
    found: dict[int, str] = {}
    for _ in range(_TIMES):
        if strange < 2 * _NO_CHANCE:  # as a lead byte and its continuation are two characters at least
            break
        sound = strange - sum(map(_strange, suspects.values()))
        _, suspects = min((_read_in(page, suspects, sound, strange * _FEW) for page in pages), key=itemgetter(0))
        strange = sum(map(_strange, suspects.values()))
        if strange < _NO_CHANCE:
            break
        found |= suspects
    return found


def _read_in(page: str, suspects: Mapping[int, str], left: int, most: float) -> tuple[int, Mapping[int, str]]:
    """How many characters are left that are not ASCII, and the lines that came out as UTF-8; none if more than `most` are left.

    Most pages are given up after a line or two, which is what keeps this quick.
    """
    fixed: dict[int, str] = {}
    for index, line in suspects.items():
        plain = _decoded(line, page)
        if plain:
            fixed[index] = plain
        else:
            left += _strange(line)
        if left > most:
            return left, {}
    return left, fixed


def _decoded(line: str, page: str) -> str:
    """A line read as UTF-8 instead of in a code page; empty where it is none, or only with control characters."""
    try:
        fixed = line.encode(page, errors=_HANDLERS[page]).decode()
    except UnicodeError:
        return ""
    return "" if _has_more_controls(fixed, line) else fixed


def _has_more_controls(fixed: str, line: str) -> bool:
    return bool(_CONTROLS.search(fixed)) and len(_CONTROLS.findall(fixed)) > len(_CONTROLS.findall(line))


def _strange(line: str) -> int:
    """How many characters of a text are not ASCII."""
    return len(line) - len(line.encode("ascii", errors="ignore"))


def _looks_garbled(line: str) -> bool:
    return bool(_COARSE.search(line)) and bool(_FINE.search(line))


def _repaired(line: str) -> str:
    """A garbled line as ftfy repairs it, and letters as an old Mac read them (``√©``), which ftfy leaves where they stand alone.

    Repeated, since text is garbled twice at times. A repair that gives control characters is none.
    """
    plain = plainly_repaired(line)
    if plain:
        return plain
    from ftfy import fix_encoding  # noqa: PLC0415 - most seeds never need it

    for _ in range(_TIMES):
        fixed = _MAC.sub(lambda match: match[0].encode("mac-roman").decode(errors="ignore") or match[0], fix_encoding(line))
        if fixed == line or _has_more_controls(fixed, line):
            break
        line = fixed
    return line


def plainly_repaired(line: str) -> str:
    """The line, where nothing in it but ASCII was read by an old Mac, and once; empty for ftfy to see to.

    It would come to the same: no other code page that it tries has these characters where UTF-8 has its lead bytes.
    """
    if not _MAC_ONLY.fullmatch(line):
        return ""
    try:
        fixed = line.encode("mac-roman").decode()
    except UnicodeDecodeError:
        return ""
    return "" if _looks_garbled(fixed) or _has_more_controls(fixed, line) else fixed


def _characters(page: str, codes: Iterable[int]) -> str:
    """The characters that bytes stand for in a code page, as the inside of a character class."""
    return "".join(map(re.escape, bytes(codes).decode(page, errors="ignore")))


def _letters(page: str) -> list[str]:
    """Patterns of the letters of UTF-8, of two, three and four bytes, as they look in a code page."""
    follow = _characters(page, range(0x80, 0xC0))
    return [
        f"[{_characters(page, range(first, last + 1))}][{follow}]{{{count}}}"
        for first, last, count in ((0xC2, 0xDF, 1), (0xE0, 0xEF, 2), (0xF0, 0xF4, 3))
    ]


def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A coarse pattern over all code pages at once, and a fine one, exact for each, tried only where the coarse one holds."""
    leads, follows, fine = "", "", ["[ÂÃ] ", "â€"]
    for page in _CODE_PAGES:
        leads += _characters(page, range(0xC2, 0xF5))
        follows += _characters(page, range(0x80, 0xC0))
        fine += _letters(page)
    lead, follow = f"[{_unique(leads)}]", f"[{_unique(follows)}]"
    # one class first: that is what a search can skip to
    coarse = rf"[{_unique(leads)}ÂÃ\x80-\x9f](?:(?<=[\x80-\x9f])|(?<={lead}){follow}|(?<=[ÂÃ]) )"
    return re.compile(coarse), re.compile(f"(?={lead}{follow}|[ÂÃ] )(?:{'|'.join(fine)})|[\x80-\x9f]")


def _as_browsers(page: str) -> str:
    """The name of an error handler: browsers read bytes that a code page has no character for as control characters."""
    controls = frozenset(chr(code) for code in range(0x80, 0xA0) if not bytes([code]).decode(page, errors="ignore"))

    def handler(error: UnicodeError) -> tuple[bytes, int]:
        if isinstance(error, UnicodeEncodeError) and error.object[error.start] in controls:
            return error.object[error.start].encode("latin-1"), error.start + 1
        raise error

    name = f"as browsers read {page}"
    codecs.register_error(name, handler)
    return name


def _unique(characters: str) -> str:
    return "".join(map(re.escape, sorted(set(characters) - {"\\"})))


_TIMES = 4
_NO_CHANCE = 20  # characters that come out as UTF-8 …
_FEW = 0.1  # … and the share of those that are not ASCII that may be left, so that it cannot be chance
_HANDLERS = {page: _as_browsers(page) for page in _CODE_PAGES + _WHOLE_ONLY}
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]")
_MAC_FOLLOW = _characters("mac-roman", range(0x80, 0xC0))
_MAC = re.compile(f"‚[{_MAC_FOLLOW}][{_MAC_FOLLOW}]|¬[{_MAC_FOLLOW}]|√(?![π∑∏∫∞Ω∂])[{_MAC_FOLLOW}]")  # a root of π is one
_MAC_ONLY = re.compile(f"[\x00-\x7f]*(?:(?:‚[{_MAC_FOLLOW}]{{2}}|¬[{_MAC_FOLLOW}])[\x00-\x7f]*)+")
_COARSE, _FINE = _patterns()
_OPENING = re.compile(f"[\x00-\x7f]*+(?:{'|'.join(itertools.chain.from_iterable(map(_letters, _WHOLE_ONLY)))})")
