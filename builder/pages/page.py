"""A page to be: where it goes, which template shows it, and how to make what the template sees."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from builder.pages import views


@dataclass(slots=True)
class Draft:
    """A file of the site before it is made.

    `make` gives the view for `template`, or, where there is no template, the file's bytes themselves. `inputs` gives a digest of
    all that `make` depends on besides templates, settings and program; where it is what it was in the last build, the page is
    not made again. None where finding out would cost as much as making. `standing` says that nothing the page shows changed,
    so that it need not even be looked at if it is there.
    """

    address: str
    template: str
    make: Callable[[], views.Page | bytes]
    inputs: Callable[[], str] | None = None
    standing: bool = False
