"""Bytes to text: whatever the encoding, damaged or not, the text that its readers saw; or a clear word why there is none."""

from __future__ import annotations

import codecs
import re
import unicodedata

from builder.problems import BuildError, Problem, warning
from builder.seeds import legacy, mojibake

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NEWLINES = re.compile("\r\n?|[\x0b\x0c\u2028\u2029]")
_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffd-\uffff]")  # what asks for a step below
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")
_ESCAPED = re.compile("[\udc80-\udcff]")
_HIGH = re.compile(rb"[\x80-\xff]+")
_CONTROL_BYTES = bytes({*range(0x20), 0x7F} - set(b"\t\n\v\f\r\x1a\x1b"))
_LONG = 20_000  # characters; shorter texts are fast whatever they hold
_PILE = re.compile(r"[^\x00-\x7f\w\s]{500,}")  # marks that combine are no word characters
_SLICES = re.compile(".{1,250}")
_JOINER = "\u034f"  # invisible, and no mark is sorted across it
_SAMPLE = 1 << 16  # bytes that are looked at to tell an encoding
_WIDE = 0.05  # share of NUL bytes from which on valid UTF-8 is UTF-16 all the same
_WIDE_AT_LEAST = 0.01  # … and what is not UTF-8: spaces and line ends, in text of another script
_BINARY = 0.05  # share of control bytes from which on a file is no text
_DAMAGED = 0.1  # share of bytes above ASCII that may be wrong in a file that is UTF-8 otherwise


def decode(raw: bytes) -> tuple[str, list[Problem]]:
    """The text in `raw`: line feeds end its lines, it is composed (NFC), mojibake is repaired, control characters are gone.

    Every repair is a warning. Raises BuildError, with one problem, for what is no text or cannot be read.
    """
    problems: list[Problem] = []
    read = _characters(raw, problems)
    odd = _ODD.search(read)
    text = mojibake.repair(_NEWLINES.sub("\n", read) if odd else read, problems)
    if odd or (text is not read and _ODD.search(text)):
        text = _without_controls(_NEWLINES.sub("\n", text), problems)
        _report_lost(text, problems)
    return _composed(text), problems


def _characters(raw: bytes, problems: list[Problem]) -> str:
    """By the byte order mark, as UTF-8, or else by what the bytes look like."""
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return _as(encoding, raw[len(mark) :], problems)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _other(raw, error, problems)
    wide = _wide(raw[:_SAMPLE], _WIDE) if "\0" in text else ""
    return _as(wide, raw, problems) if wide else text


def _other(raw: bytes, error: UnicodeDecodeError, problems: list[Problem]) -> str:
    """What is not UTF-8, at least not all of it."""
    wide = _wide(raw[:_SAMPLE], _WIDE_AT_LEAST)
    if wide:
        return _as(wide, raw, problems)
    _refuse_binary(raw[:_SAMPLE])
    return _cut(raw, error, problems) or _damaged(raw, problems) or _legacy(raw, problems)


def _as(encoding: str, raw: bytes, problems: list[Problem]) -> str:
    """`raw` in an encoding other than UTF-8, which is worth a word."""
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        raise _unreadable(f"starts as {encoding} text but does not go on as such") from None
    problems.append(warning("decoded", f"was read as {encoding}, not UTF-8", hint="compare the record with the seed"))
    return text


def _wide(sample: bytes, share: float) -> str:
    """UTF-16 without a mark: `share` of the bytes or more, of Latin letters and spaces, are NUL, every other one at most."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if len(sample) % 2 or even + odd < len(sample) * share or min(even, odd):
        return ""
    return "utf-16-le" if odd else "utf-16-be"


def _refuse_binary(sample: bytes) -> None:
    controls = len(sample) - len(sample.translate(None, _CONTROL_BYTES))
    if controls > len(sample) * _BINARY:
        raise _unreadable("holds no text but binary data", kind="binary")


def _cut(raw: bytes, error: UnicodeDecodeError, problems: list[Problem]) -> str:
    """UTF-8 that breaks off amid its last character; empty where it is something else."""
    if error.reason != "unexpected end of data" or error.start < len(raw) - 3:
        return ""
    text = raw[: error.start].decode("utf-8-sig")
    what = "the file breaks off amid a character, which was left out"
    problems.append(warning("cut-off", what, line=raw.count(b"\n") + 1, hint="the end of the text may be missing"))
    return text


def _damaged(raw: bytes, problems: list[Problem]) -> str:
    """UTF-8 with a few bytes of Windows' code page 1252 among it; empty where it is something else."""
    text = raw.decode("utf-8", errors="surrogateescape")
    wrong = _ESCAPED.findall(text)
    if len(wrong) > _DAMAGED * sum(map(len, _HIGH.findall(raw))):
        return ""
    line = text[: text.index(wrong[0])].count("\n") + 1
    what = f"{len(wrong)} bytes are not UTF-8 and were read as Windows code page 1252"
    problems.append(warning("repaired-bytes", what, line=line, hint="compare the record with the source"))
    return _ESCAPED.sub(lambda match: bytes([ord(match[0]) - 0xDC00]).decode("cp1252", errors="replace"), text)


def _legacy(raw: bytes, problems: list[Problem]) -> str:
    """A code page from before Unicode, told from the first bytes."""
    name = legacy.encoding(raw)
    if not name:
        raise _unreadable("is in no encoding that is known")
    return _as(name, raw, problems)


def _without_controls(text: str, problems: list[Problem]) -> str:
    """Remove control characters; NUL may be any number, since damaged files are full of it, but much of the others is no text."""
    first = _CONTROLS.search(text)
    if not first:
        return text
    clean, count = _CONTROLS.subn("", text)
    if count - text.count("\0") > len(text) * _BINARY:
        raise _unreadable("holds no text but binary data", kind="binary")
    what = f"{count} control characters were removed" if count > 1 else "a control character was removed"
    problems.append(warning("control-characters", what, line=text.count("\n", 0, first.start()) + 1, hint="nothing to do"))
    return clean


def _composed(text: str) -> str:
    """Normalised to NFC, in linear time: sorting marks piled on one letter is quadratic, so piles are cut as UAX 15 says."""
    if len(text) > _LONG:
        text = _PILE.sub(lambda match: _JOINER.join(_SLICES.findall(match[0])), text)
    return unicodedata.normalize("NFC", text)


def _report_lost(text: str, problems: list[Problem]) -> None:
    """Say where letters were lost before the text came here."""
    at = text.find("\ufffd")
    if at >= 0:
        what = f"{text.count(chr(0xFFFD))} letters were lost before the text came here (�)"
        problems.append(
            warning("lost-letters", what, line=text.count("\n", 0, at) + 1, hint="complete them in the record, from the source")
        )


def _unreadable(what: str, kind: str = "unreadable") -> BuildError:
    return BuildError(Problem(kind=kind, what=what, hint="save it as UTF-8 text, or take it out of the folder"))
