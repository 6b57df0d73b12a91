"""Bytes as a script that a page may load from a server or from a disk.

A *payload* is bytes, deflated without a header. A file is a script in UTF-16, little-endian with its mark, that calls
``archive.part(name, stamp, payload…)``; the mark outranks whatever a server says of the encoding. Each payload is a string
literal: ``0`` or ``1``, the number of bytes of padding, then two bytes a character. What may not stand in a literal is `ESCAPE`
and the place of the character in `UNSAFE`, counted from U+0100.
"""

from __future__ import annotations

import json
import re
import zlib

ESCAPE = "\ue000"
UNSAFE = "".join(map(chr, range(0xD800, 0xE000))) + '\0\n\r"\\\u2028\u2029\ufeff\ufffe\uffff' + ESCAPE
"""Lone surrogates, what ends a line or a literal, what a decoder may swallow, and the escape itself."""

_UNSAFE = re.compile(f"([{re.escape(UNSAFE)}])")
_ESCAPED = {char: ESCAPE + chr(0x100 + place) for place, char in enumerate(UNSAFE)}


def squeeze_text(text: str) -> bytes:
    """Text as a payload."""
    return _deflate(text.encode(), effort=9)


def squeeze_distances(data: bytes) -> bytes:
    """Numbers as a payload: only single ones repeat, so looking back would gain nothing; beginning anew more often does."""
    return _deflate(data, strategy=zlib.Z_RLE, memory=7)


def squeeze_ranks(data: bytes) -> bytes:
    """Single bytes as a payload: how frequent each is matters, not what stands beside it."""
    return _deflate(data, strategy=zlib.Z_HUFFMAN_ONLY)


def squeeze_places(data: bytes) -> bytes:
    """Places as a payload: words that stand together may have long runs in common, and only those are worth pointing at."""
    return _deflate(data, strategy=zlib.Z_FILTERED)


def _deflate(data: bytes, *, effort: int = 6, memory: int = 9, strategy: int = zlib.Z_DEFAULT_STRATEGY) -> bytes:
    work = zlib.compressobj(effort, zlib.DEFLATED, -15, memory, strategy)
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
