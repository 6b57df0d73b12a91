"""Words and the site are put into templates when these are compiled, and nothing else changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import jinja2
import pytest
from conftest import record, run_build, tree

from builder.folding import DirectCodeGenerator, FoldingCodeGenerator

Make = Callable[..., Path]


class Folding(jinja2.Environment):
    """Jinja with folding."""

    code_generator_class = FoldingCodeGenerator


class Direct(jinja2.Environment):
    """… and with attributes looked up at once."""

    code_generator_class = DirectCodeGenerator


WORDS = SimpleNamespace(nav=SimpleNamespace(home="Home & <away>"), by="by {name}")
SITE = SimpleNamespace(title="“Ö” {{ 1 }}", noindex=False)

TEMPLATES = {
    "words": "<a>{{ words.nav.home }}</a>",
    "quotes": '<a title="{{ site.title }}">{{ words.nav.home | e }}{{ words.nav.home | upper }}</a>',
    "format": "{{ words.by.format(name=page.name) }} {{ (words.by | e).format(name=page.name) }}",
    "condition": "{% if site.noindex %}no{% else %}yes{% endif %}{% if words.nav.home and page.name %}!{% endif %}",
    "defined": "{{ words.nothing is defined }} {{ words.nothing | default('x') }}",
    "safe": "{{ '<b>' | safe }}{{ page.name }}{{ none }}{{ 3 }}",
    "set block": "{% set x %}<i>{{ page.name }}</i>{% endset %}{{ x }}",
    "loop": "{% for n in [1, 2] %}{{ loop.index }}{{ n.real }}{{ (n + 1).real }}{{ [n][0].imag }}{% endfor %}{{ 'a'.upper() }}",
    "call": "{% macro box() %}[{{ caller() }}]{% endmacro %}{% call box() %}{{ page.name }}{% endcall %}",
    "arguments": "{% macro m(a, b='<', c=2) %}{{ a }}{{ b }}{{ c }}{% endmacro %}{{ m(c=page.name, a=1) }}{{ m(*[4]) }}",
    "keywords": "{% macro m() %}{{ kwargs['class'] }}{{ varargs | join }}{% endmacro %}{{ m(1, 2, class=page.name) }}",
    "again": "{% for n in [1, [2, [3]]] recursive %}{{ loop(n) if n is iterable else n }}{{ loop.cycle('a', 'b') }}{% endfor %}",
    "blocks": "{% block a %}{{ page.name }}{% endblock %}{{ page.name.replace('A', 'b').strip('<') }}",
}


def rendered(kind: type[jinja2.Environment], source: str) -> str:
    """A template rendered by a kind of Jinja."""
    env = kind(autoescape=True, undefined=jinja2.StrictUndefined)
    env.globals.update(words=WORDS, site=SITE)
    return env.from_string(source).render(page=SimpleNamespace(name="<A> & 'b'"))


@pytest.mark.parametrize("source", TEMPLATES.values(), ids=TEMPLATES)
def test_a_page_is_what_jinja_makes_of_it(source: str) -> None:
    """Folded or not, a template gives the same page; and with attributes looked up at once, unless one is not there."""
    assert rendered(Folding, source) == rendered(jinja2.Environment, source)
    if "nothing" not in source:
        assert rendered(Direct, source) == rendered(jinja2.Environment, source)


@pytest.mark.parametrize(
    "source",
    [
        "{% set words = page %}",
        "{% set a, words = page %}",
        "{% for site in [page] %}{{ site.name }}{% endfor %}",
        "{% with words = page %}{{ words.name }}{% endwith %}",
        "{% macro m(site) %}{{ site.name }}{% endmacro %}",
        "{% macro words() %}{% endmacro %}",
        "{% import 'parts' as words %}",
        "{% from 'parts' import one, two as words %}",
        "{% from 'parts' import words %}",
    ],
)
def test_words_and_site_mean_one_thing(source: str) -> None:
    """What another template that this one extends or includes would see of it, or not, is an error with its line."""
    with pytest.raises(jinja2.TemplateSyntaxError, match="means the same in all templates") as raised:
        rendered(Folding, f"\n{source}")
    assert raised.value.lineno == 2


def test_a_word_costs_nothing_when_a_page_is_made() -> None:
    """The compiled template has the word in its text, escaped."""
    env = Folding(autoescape=True)
    env.globals.update(words=WORDS)
    assert "<a>Home &amp; &lt;away&gt;</a>" in env.compile(TEMPLATES["words"], raw=True)


def test_a_word_that_is_not_there_is_still_an_error() -> None:
    """It is left for rendering, which says where."""
    with pytest.raises(jinja2.UndefinedError, match="nothing"):
        rendered(Folding, "{{ words.nothing }}")


@pytest.mark.parametrize(
    "source", ["{{ words.nothing }}", "{{ page.nothing is defined }}", "{% set own = {'a': page.name} %}{{ own.a }}"]
)
def test_what_has_no_such_attribute_needs_patience(source: str) -> None:
    """Looked up at once it is Python's own error, by which the renderer knows."""
    with pytest.raises(AttributeError):
        rendered(Direct, source)


def test_an_attribute_that_python_could_not_name() -> None:
    """It is looked up as Jinja does."""
    with pytest.raises(jinja2.UndefinedError, match="class"):
        rendered(Direct, "{{ page.class }}")


def test_a_template_may_ask_for_what_is_not_there(archive: Make) -> None:
    """And for the keys of its own dictionaries as for attributes; the other pages come out as they would without it."""
    files = {f"content/{name}.md": record(name.upper()) for name in "ab"}
    about = '{% set own = {"mark": "yes"} %}{{ own.mark }} {{ page.nothing is defined }} {{ page.title }} {{ own["mark"] }}\n'
    plain, patient = archive(files), archive({**files, "templates/about.html": about}, "patient")
    run_build(plain)
    run_build(patient)
    ours, theirs = tree(plain / "site"), tree(patient / "site")
    assert theirs.pop("about.html") == b"yes False About yes\n"
    assert ours.pop("about.html")
    assert ours == theirs
