"""Mojibake: UTF-8 that was once read in a code page (``‚Äú`` for ``“``), repaired by ftfy line by line, and nothing else changed.

ftfy is slow, so a line is shown to it only where it holds what UTF-8 looks like in one of those code pages: a character of a lead
byte, followed by as many characters of continuation bytes as that lead asks for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from builder.problems import Problem, warning

_CODE_PAGES = ("cp1252", "latin-1", "cp1251", "cp1250", "cp1253", "cp1254", "cp1257", "iso8859-2", "mac-roman", "cp437")
"""Those that ftfy repairs."""


def repair(text: str, problems: list[Problem]) -> str:
    """`text` with mojibake repaired; one warning names the first line and counts the others."""
    if text.isascii():
        return text
    lines = text.split("\n")
    suspects = [index for index, line in enumerate(lines) if _looks_garbled(line)]
    changed = {index: fixed for index in suspects if (fixed := _repaired(lines[index])) != lines[index]}
    if not changed:
        return text
    more = f", here and in {len(changed) - 1} more lines" if len(changed) > 1 else ""
    what = f"letters garbled by a wrong encoding were repaired{more}"
    problems.append(warning("repaired-mojibake", what, line=min(changed) + 1, hint="compare the record with the source"))
    return "\n".join(changed.get(index, line) for index, line in enumerate(lines))


def _looks_garbled(line: str) -> bool:
    return not line.isascii() and bool(_COARSE.search(line)) and bool(_FINE.search(line))


def _repaired(line: str) -> str:
    """A line as ftfy repairs it, and letters as an old Mac read them (``√©``), which ftfy leaves where they stand alone.

    Repeated, since text is garbled twice at times. A repair that gives control characters is none.
    """
    plain = plainly_repaired(line)
    if plain:
        return plain
    from ftfy import fix_encoding  # noqa: PLC0415 - most seeds never need it

    for _ in range(_TIMES):
        fixed = _MAC.sub(lambda match: match[0].encode("mac-roman").decode(errors="ignore") or match[0], fix_encoding(line))
        if fixed == line or len(_CONTROLS.findall(fixed)) > len(_CONTROLS.findall(line)):
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
    return "" if _looks_garbled(fixed) or len(_CONTROLS.findall(fixed)) > len(_CONTROLS.findall(line)) else fixed


def _characters(page: str, codes: Iterable[int]) -> str:
    """The characters that bytes stand for in a code page, as the inside of a character class."""
    return "".join(map(re.escape, bytes(codes).decode(page, errors="ignore")))


def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A coarse pattern over all code pages at once, and a fine one, exact for each, tried only where the coarse one holds."""
    leads, follows, fine = "", "", ["[ÂÃ] ", "â€"]
    for page in _CODE_PAGES:
        follow = _characters(page, range(0x80, 0xC0))
        leads += _characters(page, range(0xC2, 0xF5))
        follows += follow
        for first, last, count in ((0xC2, 0xDF, 1), (0xE0, 0xEF, 2), (0xF0, 0xF4, 3)):
            fine.append(f"[{_characters(page, range(first, last + 1))}][{follow}]{{{count}}}")
    coarse = f"[{_unique(leads)}][{_unique(follows)}]|[ÂÃ] "
    return re.compile(f"{coarse}|[\x80-\x9f]"), re.compile(f"(?={coarse})(?:{'|'.join(fine)})|[\x80-\x9f]")


def _unique(characters: str) -> str:
    return "".join(map(re.escape, sorted(set(characters) - {"\\"})))


_TIMES = 4
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]")
_MAC_FOLLOW = _characters("mac-roman", range(0x80, 0xC0))
_MAC = re.compile(f"‚[{_MAC_FOLLOW}][{_MAC_FOLLOW}]|¬[{_MAC_FOLLOW}]|√(?![π∑∏∫∞Ω∂])[{_MAC_FOLLOW}]")  # a root of π is one
_MAC_ONLY = re.compile(f"[\x00-\x7f]*(?:(?:‚[{_MAC_FOLLOW}]{{2}}|¬[{_MAC_FOLLOW}])[\x00-\x7f]*)+")
_COARSE, _FINE = _patterns()
