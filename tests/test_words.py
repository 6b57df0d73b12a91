"""The words of the pages: every language says everything, with the same blanks to fill in, in all plural forms that it has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from babel import Locale
from conftest import PROJECT

FOLDER = PROJECT / "templates" / "words"
LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.yaml"))
PLURALS = {"zero", "one", "two", "few", "many", "other"}
BLANK = re.compile(r"\{\w+\}")


def loaded(lang: str) -> dict[str, Any]:
    """The words of a language, as nothing but text."""
    data: dict[str, Any] = yaml.load((FOLDER / f"{lang}.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    return data


def leaves(words: dict[str, Any], path: str = "") -> Iterator[tuple[str, Any]]:
    """Every text by its full key; plural forms stay together."""
    for key, value in words.items():
        if isinstance(value, dict) and not (value and value.keys() <= PLURALS):
            yield from leaves(value, f"{path}{key}.")
        else:
            yield f"{path}{key}", value


def texts(lang: str) -> dict[str, Any]:
    """The words of a language, by full key; plural forms as one."""
    return dict(leaves(loaded(lang)))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_language_has_every_word(lang: str) -> None:
    """No key is missing, and none is there that English does not have."""
    assert texts(lang).keys() == texts("en").keys()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_words_have_the_blanks_that_are_filled_in(lang: str) -> None:
    """`{count}`, `{tags}` and the like stand in each translation as in English."""
    for key, text in texts(lang).items():
        if isinstance(text, str):
            assert sorted(BLANK.findall(text)) == sorted(BLANK.findall(texts("en")[key])), key


@pytest.mark.parametrize("lang", LANGUAGES)
def test_counts_have_every_plural_form(lang: str) -> None:
    """Each count has exactly the forms that CLDR gives the language; `other` is always among them, with the number."""
    for key, forms in texts(lang).items():
        if isinstance(forms, dict):
            assert forms.keys() == {*Locale.parse(lang).plural_form.tags, "other"}, key
            assert "{n}" in forms["other"], key


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_word_is_empty_or_in_english_by_mistake(lang: str) -> None:
    """A sentence that is word for word the English one was forgotten."""
    for key, text in texts(lang).items():
        assert text, key
        sentence = isinstance(text, str) and len(re.findall(r"[^\W\d_]+", BLANK.sub("", text))) > 2
        assert lang == "en" or not sentence or text != texts("en")[key], key


def test_every_word_is_used() -> None:
    """What no template and no module names has no place in the files."""
    templates = (path.read_text(encoding="utf-8") for path in Path(PROJECT, "templates").glob("*.html"))
    modules = (path.read_text(encoding="utf-8") for path in Path(PROJECT, "builder").rglob("*.py"))
    source = "\n".join((*templates, *modules))
    asked = set(re.findall(r"words\.(\w+\.\w+)", source)) | {
        f"{a}.{b}" for a, b in re.findall(r'words(?:\.|\[")(\w+)(?:"\])?\["(\w+)"\]', source)
    }
    varying = ("search", "pager", "undated", "counts", "nav", "day", "month", "year")  # groups that are asked for by a variable
    assert [key for key in texts("en") if key not in asked and key.split(".")[0] not in varying] == []
