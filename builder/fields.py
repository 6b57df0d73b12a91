"""Front matter → its keys and values, all scalars as the text that stands there.

YAML reads it. Most front matter is written by this program or another and holds nothing but plain `key: value` lines, which
one pattern reads, to the same values (a property test holds the two together), at a quarter of the cost.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

Value = str | list[Any] | dict[str, Any]
"""A text, or a list or mapping of values."""

TRUE, FALSE = frozenset({"true", "yes", "on", "1"}), frozenset({"false", "no", "off", "0"})
"""How people write that something holds or not, in lower case."""

_NULL = frozenset({"", "~", "null"})
# Levels and values in front matter: by its anchors YAML can hold itself, or endlessly much. Without them it holds no more values
# than characters, and so many are always taken.
_DEEPEST, _MOST = 50, 10_000


class Null(str):
    """What YAML takes for nothing, as it was written: a title can be `null` after all."""

    __slots__ = ()


# What the pattern takes: texts in double quotes without anything escaped, words, and lists of these.
_QUOTED = r'"[^"\\\n]*"'
_WORD = r"[^\W_][\w./+-]*"
_ITEM = rf"(?:{_QUOTED}|{_WORD})"
_FIELD = re.compile(
    rf"((?P<key>[A-Za-z]\w*):(?: (?:(?P<quoted>{_QUOTED})|(?P<word>{_WORD}(?::[\w./+-]+)*)|\[(?P<flow>{_ITEM}(?:, {_ITEM})*)\])\n"
    rf"|\n(?P<block>(?:- {_ITEM}\n)+)))"
)
_ITEMS = re.compile(rf'"([^"]*)"|({_WORD})')


def plain(head: str) -> dict[str, Value] | None:
    """Keys and values of front matter that holds plain lines only, each key once; None for any other, which `Fields` reads."""
    if _holds_odd(head):
        return None
    values: dict[str, Value] = {}
    length = 0
    for field, key, quoted, word, flow, block in _FIELD.findall(head):
        if key in values or (word and word.lower() in _NULL):
            return None
        length += len(field)
        if quoted:
            values[key] = quoted[1:-1]
        else:
            values[key] = word or [text or name for text, name in _ITEMS.findall(flow or block)]
    return values if length == len(head) else None  # so nothing stood between them


_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_FURTHER = ("\u2028", "\u2029", "\ufeff", "\ufffe", "\uffff")  # a list, since a pattern with them takes milliseconds to compile


def _holds_odd(head: str) -> bool:
    """Whether there is a character that ends a line for YAML, or that it does not take."""
    return bool(_CONTROL.search(head)) or (not head.isascii() and any(char in head for char in _FURTHER))


class _Loader(yaml.CBaseLoader):
    """Scalars as text: the base loader resolves nothing."""


class Fields:
    """Front matter as YAML reads it.

    `values` are those of its keys (of a key that stands twice the first), `lines` the lines of the values in the file,
    `repeated` the keys that stand again, with the line. Raises YAMLError, and TypeError where it is no mapping.
    """

    def __init__(self, head: str) -> None:
        self.values: dict[str, Value] = {}
        self.lines: dict[str, int] = {}
        self.repeated: list[tuple[str, int]] = []
        self._left = max(_MOST, len(head))
        node = yaml.compose(head, Loader=_Loader)
        if node is not None and not isinstance(node, yaml.MappingNode):
            raise TypeError("no mapping")
        for key, value in node.value if node else ():
            name = _name(key)
            if name in self.values:
                self.repeated.append((name, line(key.start_mark)))
            else:
                self.values[name] = Null(value.value) if _is_null(value) else self._value(value, 0)
                self.lines[name] = line(value.start_mark)

    def _value(self, node: yaml.Node, depth: int) -> Value:
        self._left -= 1
        if depth > _DEEPEST or self._left < 0:
            raise yaml.YAMLError("it holds too much, or itself")
        if isinstance(node, yaml.MappingNode):
            return {_name(key): self._value(value, depth + 1) for key, value in node.value}
        if isinstance(node, yaml.SequenceNode):
            return [self._value(item, depth + 1) for item in node.value]
        return str(node.value)


def line(mark: yaml.Mark | None) -> int:
    """The line in the file: front matter starts on its second line, YAML counts from 0."""
    return (int(mark.line) if mark else 0) + 2


def trouble(error: yaml.YAMLError, head: str) -> tuple[int, str]:
    """The line in the file at which some front matter is not YAML, and why."""
    if isinstance(error, yaml.reader.ReaderError):
        what = f"the character U+{error.character:04X} is not allowed"
        return head.count("\n", 0, head.find(chr(error.character))) + 2, what
    return line(getattr(error, "problem_mark", None)), str(getattr(error, "problem", None) or error)


_UNCLOSED = re.compile(r"""(?:^|(?<=[:,-] )|(?<=\[))(?:"(?:[^"\\]|\\.)*|'(?:[^']|'')*)\Z""")


def unclosed(head: str, to: int) -> int:
    """The last line in the file, down to the one at which YAML fails, on which a quote is opened and not closed; 0 for none."""
    lines = head.split("\n")[: to - 1]
    return max((number for number, text in enumerate(lines, 2) if _UNCLOSED.search(text)), default=0)


def _name(key: yaml.Node) -> str:
    if not isinstance(key, yaml.ScalarNode):
        raise yaml.YAMLError("a key is no text")
    return str(key.value)


def _is_null(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and not node.style and node.value.lower() in _NULL
