"""The preview: serves the built site, builds it again when something changes, and shows the new pages in open browsers.

Pages are served as they were built, under their own security policy; only here, and never in the output, each is given
livereload's script and, where the last build found errors, a panel that says so. While a build is under way or after it failed,
the last good site is served.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import html
import logging
import re
import signal
import socket
import webbrowser
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from livereload.handlers import LiveReloadHandler
from livereload.handlers import __file__ as livereload_path
from tornado import web
from tornado.httpserver import HTTPServer

from builder import config
from builder.console import Console, tally
from builder.problems import BuildError, Problem, Problems, Severity
from builder.rebuild import Builder, Outcome
from builder.watch import watch

_SCRIPT = Path(livereload_path).parent / "vendors" / "livereload.js"
_STYLE = """\
.builder-preview { position: fixed; inset: auto 0 0; z-index: 9999; max-height: 50vh; overflow: auto; margin: 0;
  border-top: 4px solid #d33; background: #200; color: #fff; font: 14px/1.5 ui-monospace, monospace; text-align: left; }
.builder-preview summary { padding: .5em 1em; color: inherit; cursor: pointer; }
.builder-preview summary:focus-visible { outline: 3px solid; outline-offset: -4px; }
.builder-preview ul { margin: 0; padding: 0 1em 1em 2em; }
.builder-preview li { white-space: pre-wrap; overflow-wrap: anywhere; }
"""
_MOMENT = 0.5  # seconds until the archive is tried again that another command is at work on
_EMPTY = "<!doctype html>\n<html lang=en><meta charset=utf-8><title>{title}</title>\n<body><h1>{title}</h1>\n</body></html>\n"


@dataclass(frozen=True, kw_only=True, slots=True)
class Preview:
    """What to preview, and where: `port` 0 takes any that is free, `open` shows it in the user's browser."""

    root: Path
    output: Path | None = None
    host: str = "127.0.0.1"
    port: int = 8000
    open: bool = False

    @property
    def site(self) -> Path:
        """The folder that is served."""
        return (self.output or self.root / "site").absolute()


@dataclass(slots=True)
class State:
    """What the pages need to know of the builds: the last outcome, and a number that every change of pages raises.

    `changed` is set where anything changed since the last build began; `waiting` are the paths, None where it can be anything.
    `waits` says that another command keeps the next build waiting.
    """

    outcome: Outcome | None = None
    generation: int = 0
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    waiting: set[str] | None = None
    waits: bool = False

    def note(self, paths: Iterable[str]) -> None:
        """Note a change of some paths; of none where it can be anything."""
        known = set(paths)
        if not known or (self.changed.is_set() and self.waiting is None):
            self.waiting = None
        else:
            self.waiting = (self.waiting or set()) | known
        self.changed.set()

    async def next_changes(self) -> frozenset[str]:
        """Wait for changes; gives their paths, none where it can be anything."""
        await self.changed.wait()
        self.changed.clear()
        changed, self.waiting = frozenset(self.waiting or ()), None
        return changed

    def take(self, outcome: Outcome) -> bool:
        """Keep a new outcome; whether open pages now look different."""
        before, self.outcome, self.waits = self.outcome, outcome, False
        if before is None or outcome.changed or (before.failed, before.problems) != (outcome.failed, outcome.problems):
            self.generation += 1
            return True
        return False

    def errors(self) -> list[Problem]:
        """What the panel shows: the errors of the last build."""
        problems = self.outcome.problems if self.outcome else ()
        return [problem for problem in problems if problem.severity is Severity.ERROR]


def serve(preview: Preview, console: Console) -> None:
    """Serve until the user stops it; raises BuildError where the port cannot be had."""
    logging.getLogger("livereload").setLevel(logging.CRITICAL)
    with contextlib.suppress(KeyboardInterrupt, asyncio.CancelledError):
        asyncio.run(_serve(preview, console))
    console.say("stopped")


async def _serve(preview: Preview, console: Console) -> None:
    state = State()
    url = _listen(preview, state)
    console.say(f"serving {url} (press Ctrl-C to stop)")
    builder = Builder(preview.root, preview.output)
    main = asyncio.current_task()
    if main is not None:
        with contextlib.suppress(NotImplementedError):  # Windows has no such handlers
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, main.cancel)
    if preview.open:
        await asyncio.to_thread(webbrowser.open, url)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(watch(preview.root, state.note))
            group.create_task(_build_forever(builder, state, console))
    except ExceptionGroup as group:
        raise _first(group) from None
    finally:
        builder.close()


def _first(error: Exception) -> Exception:
    while isinstance(error, ExceptionGroup):
        error = error.exceptions[0]
    return error


async def _build_forever(builder: Builder, state: State, console: Console) -> None:
    """Build now and after every change; changes during a build lead to one more."""
    state.note(())
    while True:
        changed = await state.next_changes()
        known = state.outcome.problems if state.outcome else ()
        outcome = await builder.build(changed)
        if outcome.busy:
            await _wait_a_moment(state, changed, console)
        elif state.take(outcome):
            console.complain(problem for problem in outcome.problems if problem not in known)
            said = "the build failed; the site is as it was before" if outcome.failed else f"built: {outcome.summary}"
            console.say(f"{said}; {tally(Problems(list(outcome.problems)))}")
            _reload()


async def _wait_a_moment(state: State, changed: Iterable[str], console: Console) -> None:
    """Let another command end that is at work on the archive, and have what changed looked at then."""
    if not state.waits:
        console.say("waiting for another command that is at work on this archive …")
    state.waits = True
    await asyncio.sleep(_MOMENT)
    state.note(changed)


def _reload() -> None:
    """Have all open pages load anew."""
    for page in LiveReloadHandler.waiters.copy():
        page.send_message({"command": "reload", "path": "*", "liveCSS": False})


# ---- the server --------------------------------------------------------------------------------------------------------


def _listen(preview: Preview, state: State) -> str:
    """Take the port; gives the address to open."""
    family = socket.AF_INET6 if ":" in preview.host else socket.AF_INET
    try:
        listener = socket.create_server((preview.host, preview.port), family=family, backlog=128)
    except OSError as error:
        hint = f"choose another: `builder serve --port {preview.port + 1}`" if error.errno == errno.EADDRINUSE else ""
        what = f"cannot listen on {preview.host}, port {preview.port}: {error.strerror or error}"
        raise BuildError(Problem(kind="serve", what=what, hint=hint)) from error
    listener.settimeout(0)
    settings, _ = config.load(preview.root)  # their problems are those of the first build
    HTTPServer(application(preview.site, state, urlsplit(settings.base_url).path)).add_socket(listener)
    host = f"[{preview.host}]" if ":" in preview.host else preview.host
    return f"http://{host}:{listener.getsockname()[1]}/"


def application(site: Path, state: State, prefix: str = "") -> web.Application:
    """The preview as a Tornado application; what will be published below `prefix` is to be had there as well."""
    files = {"path": str(site), "default_filename": "index.html"}
    return web.Application(
        [
            (r"/livereload", LiveReloadHandler),
            (r"/livereload\.js", _Script),
            (r"/\.preview\.css", _Style),
            (rf"{re.escape(prefix.rstrip('/'))}/(.*)", _Page, files),
            (r"/(.*)", _Page, files),
        ],
        state=state,
        log_function=lambda _: None,
    )


class _Style(web.RequestHandler):
    """The panel's style: a file of its own, since the pages' policy allows none inside them."""

    def get(self) -> None:
        self.set_header("Content-Type", "text/css; charset=utf-8")
        self.write(_STYLE)


class _Script(web.RequestHandler):
    """livereload's script; a page that grew old before it could even ask for it is told to load anew instead."""

    def get(self) -> None:
        self.set_header("Content-Type", "text/javascript; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        is_current = self.get_query_argument("made", "") == str(_state(self).generation)
        self.write(_SCRIPT.read_bytes() if is_current else b"location.reload();")


class _Page(web.StaticFileHandler):
    """A file of the site, with the preview's additions if it is a page."""

    async def get(self, path: str, include_body: bool = True) -> None:  # noqa: FBT001, FBT002 - Tornado's signature
        if "\0" in path:
            raise web.HTTPError(404)
        self.path = self.parse_url_path(path)
        file = self.validate_absolute_path(self.root, self.get_absolute_path(self.root, self.path))
        if file is not None and file.endswith(".html"):
            self._page(_read(file))
        elif file is not None:
            await super().get(path, include_body)

    def set_extra_headers(self, path: str) -> None:  # noqa: ARG002 - Tornado's signature
        self.set_header("Cache-Control", "no-store")

    def should_return_304(self) -> bool:
        """Never: the time of a change is compared in whole seconds, and two edits can fall into one."""
        return False

    def compute_etag(self) -> None:
        """None: Tornado remembers a file's digest for as long as it runs, whatever becomes of the file."""

    def write_error(self, status_code: int, **_: object) -> None:
        """The site's own page for what is not there; before the first build, a word that it is under way."""
        not_found = Path(self.root) / "404.html"
        if status_code == 404 and not_found.is_file():  # noqa: PLR2004 - not found
            self._page(not_found.read_bytes())
        elif not (Path(self.root) / "index.html").is_file():
            self._page(_EMPTY.format(title="No site yet" if _state(self).outcome else "The site is being built …").encode())
        else:
            self._page(_EMPTY.format(title=f"{status_code} {self._reason}").encode())

    def _page(self, page: bytes) -> None:
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        before, end, after = page.rpartition(b"</body>") if b"</body>" in page else (page, b"", b"")
        additions = f'<script src="/livereload.js?made={_state(self).generation}"></script>{_panel(_state(self))}'.encode()
        self.finish(before + additions + end + after)


def _state(handler: web.RequestHandler) -> State:
    state = handler.settings["state"]
    if not isinstance(state, State):
        raise TypeError("the preview was made without its state")
    return state


def _read(file: str) -> bytes:
    return Path(file).read_bytes()


def _panel(state: State) -> str:
    """What the last build found wrong, to be seen by whoever has just saved the file."""
    errors = state.errors()
    if not errors:
        return ""
    failed = state.outcome is not None and state.outcome.failed
    title = "The build failed; this is the site as it was before" if failed else f"The build found {tally(Problems(errors))}"
    items = "".join(f"<li>{html.escape(str(problem))}</li>" for problem in errors)
    return (
        '<link rel="stylesheet" href="/.preview.css"><details class="builder-preview" open lang="en" dir="ltr">'
        f"<summary>{html.escape(title)}</summary><ul>{items}</ul></details>"
    )
