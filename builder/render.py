"""Page → bytes. Owns the Jinja environment, the words of the pages, and where templates are found.

A site owner overrides a template by a file of the same name in `templates/`; all others come from the program. Autoescape is
on, and a name that does not exist is an error rather than a blank.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, MutableMapping
from pathlib import Path
from typing import Any

import jinja2
import markupsafe
import yaml

from builder import locales, wording
from builder.folding import DirectCodeGenerator, FoldingCodeGenerator
from builder.pages.context import Context
from builder.pages.views import Page
from builder.problems import BuildError, Problem

_PACKAGE = Path(__file__).parent


def theme(part: str) -> Path:
    """The program's own `templates` or `static`: inside the package where it is installed, at the top of a checkout."""
    inside = _PACKAGE / "theme" / part
    return inside if inside.is_dir() else _PACKAGE.parent / part


def folders(root: Path, part: str) -> list[Path]:
    """Where files of a part (`templates`, `static`) are looked for: the archive's own folder first."""
    own = root / part
    return list(dict.fromkeys(path.resolve() for path in (own, theme(part)) if path.is_dir()))


def environment(root: Path) -> _Environment:
    """The Jinja environment of an archive."""
    env = _Environment(
        loader=_Loader(root),
        autoescape=True,
        undefined=wording.Missing,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    env.root = root
    return env


class _Loader(jinja2.FileSystemLoader):
    """Finds the templates of an archive, and of the program."""

    def __init__(self, root: Path) -> None:
        super().__init__(folders(root, "templates"))
        self._root = root

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        source = super().get_source(environment, template)
        _expect_inside(self._root, Path(source[1]), template)
        return source


def _expect_inside(root: Path, path: Path, name: str) -> None:
    """Refuse a link that leads out of the archive: whatever it leads to would be published."""
    if not any(path.resolve().is_relative_to(place) for place in (root.resolve(), *folders(root, "templates"))):
        what, hint = "is a link to what is not in the archive, and is not followed", "copy the file itself into the archive"
        raise BuildError(Problem(kind="link", what=what, path=f"templates/{name}", hint=hint))


class _Environment(jinja2.Environment):
    """Jinja for many small pages, of the archive in `root`."""

    root: Path
    code_generator_class: type[FoldingCodeGenerator] = DirectCodeGenerator

    @property
    def is_patient(self) -> bool:
        """Whether its templates may ask for what is not there, and for keys as for attributes."""
        return self.code_generator_class is FoldingCodeGenerator

    def patient(self) -> _Environment:
        """The same templates and globals, for templates that need patience."""
        other = self.overlay()
        other.code_generator_class = FoldingCodeGenerator
        return other

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals of a template in one dictionary, since a chain of them is copied key by key for every page."""
        return {**self.globals, **(d or {})}


def words(root: Path, lang: str) -> dict[str, Any]:
    """The words of the pages around the articles: English ones, over them those of the language, the archive's own on top."""
    merged: dict[str, Any] = {}
    for name in readings(lang):
        for folder in reversed(folders(root, "templates")):
            path = folder / "words" / f"{name}.yaml"
            if path.is_file():
                _expect_inside(root, path, f"words/{name}.yaml")
                merged = _merged(merged, _load(path), path)
    return merged


def readings(lang: str) -> list[str]:
    """The files of words, by their names without `.yaml`, that are read for a language, each over those before it."""
    return list(dict.fromkeys(("en", lang.partition("-")[0], lang)))


def _load(path: Path) -> dict[str, Any]:
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506 - makes nothing but text
    except UnicodeDecodeError as error:
        raise _no_text(f"words/{path.name}", error) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise _no_words(
            path, f"is not valid YAML: {getattr(error, 'problem', None) or error}", mark.line + 1 if mark else 0
        ) from None
    if not isinstance(data, dict | None):
        raise _no_words(path, "holds no words", 1)
    return data or {}


def _no_words(path: Path, what: str, line: int) -> BuildError:
    hint = "write lines like `home: Home`, as the program's own words have them"
    return BuildError(Problem(kind="words", what=what, path=f"templates/words/{path.name}", line=line, hint=hint))


def _merged(below: dict[str, Any], above: dict[str, Any], path: Path, within: str = "") -> dict[str, Any]:
    """Words over others; a text cannot take the place of several, nor several that of a text."""
    merged = dict(below)
    for key, value in above.items():
        name, inside = f"{within}{key}", merged.get(key)
        if isinstance(value, list) or (key in merged and isinstance(inside, dict) != isinstance(value, dict)):
            what = f"has at `{name}` not what the program's own words have there"
            raise _no_words(path, what, wording.line(path, name))
        merged[key] = _merged(inside or {}, value, path, f"{name}.") if isinstance(value, dict) else value
    return merged


class Renderer:
    """Renders the pages of one archive."""

    def __init__(self, env: _Environment, context: Context) -> None:
        """Put what every page sees into the environment."""
        self._env = env
        self._fixed: dict[tuple[object, ...], markupsafe.Markup] = {}
        self._lang = lang = context.config.language
        env.globals.update(
            site=context.site,
            words=wording.Words(context.words),
            fixed=self._fixed_part,
            filled=wording.filled,
            count=context.count,
            number=lambda value: locales.number(value, lang),
            language_name=lambda code: locales.name(code, lang),
        )

    def _fixed_part(self, template: str, **values: str) -> markupsafe.Markup:
        """A part of pages that depends on nothing but `values`, such as a header: made once, then remembered."""
        key = (template, *sorted(values.items()))
        if key not in self._fixed:
            self._fixed[key] = markupsafe.Markup(self._env.get_template(template).render(**values))  # noqa: S704 - rendered with autoescape
        return self._fixed[key]

    def render(self, template: str, view: Page) -> bytes:
        """The bytes of a page; raises BuildError that names the template and its line where that fails."""
        try:
            return self._page(template, view)
        except UnicodeDecodeError as error:
            raise _no_text(template, error) from None
        except BuildError:
            raise
        except Exception as error:  # a template can raise anything
            raise BuildError(self._unfilled(error) or _problem(error, template)) from error

    def _unfilled(self, error: Exception) -> Problem | None:
        """Where the archive's own words are why a template failed."""
        folder = self._env.root / "templates" / "words"
        own = (folder / f"{name}.yaml" for name in reversed(readings(self._lang)))
        return wording.unfilled(error, own, theme("templates") / "words" / "en.yaml")

    def _page(self, template: str, view: Page) -> bytes:
        """The bytes of a page; the first template that asks for what an object has not makes all be rendered with patience."""
        try:
            return self._env.get_template(template).render(page=view).encode()
        except AttributeError:
            if self._env.is_patient:
                raise
        self._env = self._env.patient()
        return self._page(template, view)


def _problem(error: Exception, template: str) -> Problem:
    """What to say of whatever a template raised while a page was made of it."""
    path, line = _place(error, template)
    hint = f"see builder/pages/views.py for what {template} gets"
    if isinstance(error, jinja2.TemplateNotFound):
        what, hint = f"the template {error.name} is not there", ""
    elif isinstance(error, jinja2.TemplateSyntaxError):
        what, hint, path, line = str(error.message), "", f"templates/{error.name or template}", error.lineno
    elif isinstance(error, wording.NoWordError):
        what, hint = str(error), "see templates/words/en.yaml of the program, or write the word into one of that name"
    else:
        what = str(error) if isinstance(error, jinja2.TemplateError) else f"{type(error).__name__}: {error}"
    return Problem(kind="template", what=what, path=path, line=line, hint=hint)


def _no_text(template: str, error: UnicodeDecodeError) -> BuildError:
    what = f"is not UTF-8 text (byte {error.start})"
    return BuildError(Problem(kind="template", what=what, path=f"templates/{template}", hint="save it as UTF-8"))


def _place(error: Exception, template: str) -> tuple[str, int]:
    """The template and line at which rendering failed: the innermost frame that is a template's."""
    place = (f"templates/{template}", 0)
    trace = error.__traceback__
    while trace:
        name = trace.tb_frame.f_code.co_filename
        if name.endswith((".html", ".xml")):
            place = (f"templates/{Path(name).name}", trace.tb_lineno)
        trace = trace.tb_next
    return place


def template_digest(env: jinja2.Environment, names: Iterable[str], words: dict[str, Any]) -> str:
    """A digest of templates, of all that they extend, include and import, and of the words."""
    state = hashlib.blake2b(repr(_sorted(words)).encode() if names else b"", digest_size=16)
    for name, source in sorted(_closure(env, names)):
        state.update(f"{name}\0{source}\0".encode())
    return state.hexdigest()


def used(env: jinja2.Environment, names: Iterable[str]) -> set[str]:
    """The names of templates, and of all that they extend, include and import."""
    return {name for name, _ in _closure(env, names)}


def _closure(env: jinja2.Environment, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    pending, seen = list(names), set(names)
    while pending:
        name = pending.pop()
        source = _source(env, name)
        yield name, source
        found = {match[2] for match in _REFERENCE.finditer(source)}
        if _DYNAMIC_REFERENCE.search(source):  # a name that only rendering knows: any template can be meant
            found |= {other for other in env.list_templates() if other.endswith(".html")}
        pending.extend(found - seen)
        seen |= found


# Found by pattern and not by parsing, which takes longer than a whole build in which nothing changed. Too much is harmless.
_TAG = r"{%[-+]?\s*(?:extends|include|import|from)\s+|\bfixed\(\s*"
_REFERENCE = re.compile(rf"(?:{_TAG})(['\"])(.+?)\1")
_DYNAMIC_REFERENCE = re.compile(rf"(?:{_TAG})(?!['\"\s])")


def _source(env: jinja2.Environment, name: str) -> str:
    try:
        return env.loader.get_source(env, name)[0] if env.loader else ""
    except jinja2.TemplateNotFound:
        return ""  # rendering will say so
    except UnicodeDecodeError as error:
        raise _no_text(name, error) from None


def _sorted(value: Any) -> Any:  # noqa: ANN401 - nested words
    return sorted((key, _sorted(inner)) for key, inner in value.items()) if isinstance(value, dict) else value
