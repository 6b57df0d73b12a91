"""Front matter is, to the byte, what the YAML emitter would write."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from builder.front_matter import Quoted, dump


class Emitter(yaml.CSafeDumper):
    """Writes everything, also what is plain."""


TEXT = "tag:yaml.org,2002:str"
NUMBERS = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|0[oO][0-7]+")
"""Those of the core schema of YAML 1.2."""

Emitter.add_representer(Quoted, lambda dumper, text: dumper.represent_scalar(TEXT, str(text), style='"'))
Emitter.add_representer(
    str, lambda dumper, text: dumper.represent_scalar(TEXT, text, style="'" if NUMBERS.fullmatch(text) else None)
)


def emitted(data: Mapping[str, Any]) -> str:
    """What the emitter alone makes of the same values, told of numbers that its version of YAML has not."""
    return yaml.dump(data, Dumper=Emitter, allow_unicode=True, sort_keys=False, width=2**31 - 1)


LOOK_ALIKES = st.one_of(
    st.from_regex(r"[0-9a-fA-FxXbBoO._+:-]{1,12}", fullmatch=True),
    st.from_regex(r"[0-9a-z./_+-]{1,20}", fullmatch=True),
    st.sampled_from(
        ["y", "N", "yes", "No", "TRUE", "off", "null", "~", "2024-06-30", "1e5", "0x1f", "0b11", ".inf", "1_000", "be"]
    ),
)
TEXTS = st.one_of(st.text(max_size=40), st.text("aé \xa0\x85\u200c\u2028\ufeff\U0001f600\"\\:#-'", max_size=20), LOOK_ALIKES)
VALUES = st.one_of(TEXTS, TEXTS.map(Quoted), st.lists(TEXTS.map(Quoted), max_size=4), st.lists(TEXTS, max_size=3), st.booleans())


@given(st.dictionaries(st.one_of(st.sampled_from(["title", "tags", "seed"]), TEXTS), VALUES, min_size=1, max_size=6))
def test_any_text_is_written_as_the_emitter_writes_it(data: dict[str, Any]) -> None:
    """Whatever the keys and values: control characters, other scripts, and words that look like numbers or truth."""
    assert dump(data) == emitted(data)


@pytest.mark.parametrize("value", ["2024", "0b9ad", "010", "1e5", "12:30", "NO", "y", "null", "0x1f", "be", "5-kapal", "id"])
def test_words_are_read_back_as_text(value: str) -> None:
    """A slug or a digest that could be a number, or a language whose code says no, comes back as it was."""
    assert yaml.safe_load(dump({"slug": value})) == {"slug": value}


@pytest.mark.parametrize("value", ["1e3", "12E03", "0o17", "1.5e3", "+.5"])
def test_no_reader_takes_a_word_for_a_number(value: str) -> None:
    """Readers of YAML 1.2 know numbers that those of 1.1 do not."""
    assert dump({"slug": value}) == f"slug: '{value}'\n"


def test_values_of_unknown_keys_are_written_too() -> None:
    """What another generator keeps in its front matter: numbers, nested values, nothing."""
    data = {"k" * 200: "long", "weight": 3, "menu": {"main": {"weight": 1}}, "none": None, "empty": [], "mixed": ["a", 1]}
    assert dump(data) == emitted(data)
