"""Front matter as a YAML emitter writes it; the emitter itself is asked only for what is not plain.

Free text is always quoted, so that no reader of YAML, of any version, takes it for something else. Most of it holds nothing that
is not printed as it is, and most short words cannot be taken for a number or a truth value: those are written as they stand.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import Any

import yaml

_PRINTED = re.compile(r"[ -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]*")
_WORD = re.compile(
    r"(?!0[xo]|(?:y|n|yes|no|true|false|on|off|null)\Z)"  # numbers and what YAML has words for
    r"(?=[0-9be./_+-]*[acdf-z])"  # a number has no other letters than `b` and `e`
    r"[0-9a-z][0-9a-z./_+-]*",
    re.ASCII | re.IGNORECASE,
)
_NUMBER = re.compile(r"[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:e[-+]?\d+)?|0o[0-7]+", re.ASCII | re.IGNORECASE)
"""Numbers of YAML 1.2, some of which the emitter, whose version is 1.1, takes for text."""

_SIMPLE_KEY = 100  # characters; the emitter writes long keys in another way


class Quoted(str):
    """Text that is always written in double quotes."""

    __slots__ = ()


class _Dumper(yaml.CSafeDumper):
    """Knows `Quoted`, and what is a number elsewhere."""


def _represented(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    style = '"' if isinstance(text, Quoted) else "'" if _NUMBER.fullmatch(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style=style)


_Dumper.add_representer(Quoted, _represented)
_Dumper.add_representer(str, _represented)


def dump(data: Mapping[str, Any]) -> str:
    """The lines of some keys and their values, in their order."""
    return "".join(_entry(key, value) for key, value in data.items())


def _entry(key: str, value: Any) -> str:  # noqa: ANN401 - a key that we do not know can hold anything
    if _is_simple(key):
        if isinstance(value, str) and (written := _scalar(value)):
            return f"{key}: {written}\n"
        if isinstance(value, list) and value and all(items := [_scalar(item) for item in value]):
            return "\n- ".join((f"{key}:", *items)) + "\n"
    return yaml.dump({key: value}, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=2**31 - 1)


@functools.lru_cache(maxsize=256)
def _is_simple(key: str) -> bool:
    return len(key) <= _SIMPLE_KEY and _WORD.fullmatch(key) is not None


def _scalar(value: Any) -> str:  # noqa: ANN401
    """A text as it is written; empty for what has to be thought about, and what is no text."""
    if isinstance(value, Quoted):
        return '"{}"'.format(value.replace("\\", r"\\").replace('"', r"\"")) if _PRINTED.fullmatch(value) else ""
    return value if isinstance(value, str) and _WORD.fullmatch(value) else ""
