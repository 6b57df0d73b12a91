"""A page to be: where it goes, which template shows it, and how to make what the template sees."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from builder.pages import views


class Stale(NamedTuple):
    """Which pages of a list to make: those not full before position `since`, and of these one of `shares` equal shares."""

    since: str = ""
    share: int = 0
    shares: int = 1

    def of(self, pages: range) -> range:
        """This share's pages."""
        count = len(pages)
        return pages[count * self.share // self.shares : count * (self.share + 1) // self.shares]

    @property
    def is_first(self) -> bool:
        """Whether what stands before the pages belongs to this share."""
        return self.share == 0

    @property
    def is_last(self) -> bool:
        """Whether what comes behind the pages belongs to this share."""
        return self.share == self.shares - 1


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
