"""Numbers and text as bytes, and bytes as a script that a page may load from a server or from a disk.

A number is one to five bytes, and the first says how many: below 0xE0 it is the number; 0xE0 to 0xF7 begin two bytes, 0xF8
to 0xFE three, each counting on from where the shorter ones end, highest byte first; 0xFF is followed by all four. So the
place of a word in an article of usual length takes one byte. A *payload* is bytes, deflated without a header. A file is a
script in UTF-16, little-endian with its mark, that calls ``archive.part(name, stamp, payload…)``; the mark outranks whatever
a server says of the encoding. Each payload is a string literal: ``0`` or ``1``, the number of bytes of padding, then two
bytes a character. What may not stand in a literal is `ESCAPE` and the place of the character in `UNSAFE`, counted from
U+0100.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterable

ESCAPE = "\ue000"
UNSAFE = "".join(map(chr, range(0xD800, 0xE000))) + '\0\n\r"\\\u2028\u2029\ufeff\ufffe\uffff' + ESCAPE
"""Lone surrogates, what ends a line or a literal, what a decoder may swallow, and the escape itself."""

_UNSAFE = re.compile(f"([{re.escape(UNSAFE)}])")
_ESCAPED = {char: ESCAPE + chr(0x100 + place) for place, char in enumerate(UNSAFE)}


def _number(number: int) -> bytes:
    if number < ONE:
        return bytes((number,))
    if number < TWO:
        high, low = divmod(number - ONE, 1 << 8)
        return bytes((ONE + high, low))
    if number < THREE:
        high, low = divmod(number - TWO, 1 << 16)
        return bytes((0xF8 + high,)) + low.to_bytes(2, "big")
    return b"\xff" + number.to_bytes(4, "big")


ONE = 0xE0
TWO = ONE + (0xF8 - ONE << 8)
THREE = TWO + (0xFF - 0xF8 << 16)
"""The first numbers that take more than one byte, two and three."""

SMALL = tuple(map(_number, range(1 << 14)))
"""The numbers that are written most, ready made."""


def number(value: int) -> bytes:
    """A number from 0 to 2³² - 1, in one to five bytes."""
    return SMALL[value] if value < len(SMALL) else _number(value)


def numbers(values: Iterable[int]) -> bytes:
    """Several, one after the other."""
    return b"".join(map(number, values))


def front_coded(words: Iterable[str]) -> str:
    """Words without what each shares with the one before: a character that says how much it shares, then the rest.

    The character is U+0001 for nothing, U+0002 for one letter and so on; words hold no such characters, so they need no
    separator.
    """
    all_of_them = list(words)
    keys = [int.from_bytes(word[:MOST_SHARED].ljust(MOST_SHARED, "\1").encode()[:MOST_SHARED]) for word in all_of_them]
    same = [MOST_SHARED - ((one ^ other).bit_length() + 7) // 8 for one, other in zip(keys, [0, *keys], strict=False)]
    shared = [size if word.isascii() else _letters(word, size) for word, size in zip(all_of_them, same, strict=True)]
    return "".join([_MARKS[size] + word[size:] for word, size in zip(all_of_them, shared, strict=True)])


def _letters(word: str, size: int) -> int:
    """The letters in the first bytes of a word; none from one on that has one length here and another in the browser."""
    letters = word.encode()[:size].decode(errors="ignore")
    return next((at for at, char in enumerate(letters) if char > ASTRAL), len(letters))


MOST_SHARED = 0x1D
"""Bytes that `front_coded` leaves out at most, so that its marks stay below the space."""

_MARKS = [chr(1 + shared) for shared in range(MOST_SHARED + 1)]

ASTRAL = "\uffff"
"""The last character that JavaScript counts as one."""


def squeeze_text(text: str) -> bytes:
    """Text as a payload."""
    return _deflate(text.encode(), 9, zlib.Z_DEFAULT_STRATEGY)


def squeeze_numbers(data: bytes) -> bytes:
    """Numbers as a payload: only single ones repeat, so looking further back would cost time and gain nothing."""
    return _deflate(data, 6, zlib.Z_RLE)


def _deflate(data: bytes, effort: int, strategy: int) -> bytes:
    work = zlib.compressobj(effort, zlib.DEFLATED, -15, 9, strategy)
    return work.compress(data) + work.flush()


def script(name: str, stamp: str, *payloads: bytes) -> bytes:
    """The file that gives the payloads to the page, under a name and with the stamp of the text they were made from."""
    head = ",".join(json.dumps(part) for part in (name, stamp))
    call = f"archive.part({head},{','.join(map(_literal, payloads))})"
    return ("\ufeff" + call).encode("utf-16-le", "surrogatepass")


def _literal(payload: bytes) -> str:
    padding = len(payload) % 2
    parts = _UNSAFE.split((payload + bytes(padding)).decode("utf-16-le", "surrogatepass"))
    parts[1::2] = [_ESCAPED[char] for char in parts[1::2]]
    return f'"{padding}{"".join(parts)}"'
