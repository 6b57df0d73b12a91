"""The lexicons of a segment: its forms in order (``w``), and backwards those that may be misspelt (``r``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from builder.search.fronting import front_coded
from builder.search.stems import is_plain
from builder.search.tokens import is_paired

LEXICON = 6144
"""Forms in one file of a lexicon."""

FUZZY = 4
"""Shorter words are never taken for misspelt ones."""


def lexicons(counts: Mapping[str, int]) -> Iterator[tuple[str, list[str], str]]:
    """The files of both lexicons, given how many articles each form has: the letter, the forms, what the file holds.

    Facets and the pairs of scripts without spaces are left out.
    """
    forms = sorted(form for form in counts if ":" not in form and (form.isascii() or not is_paired(form)))
    ends = sorted(form[::-1] for form in forms if len(form) >= FUZZY and not is_plain(form))
    for letter, lexicon in (("w", forms), ("r", ends)):
        for at in range(0, len(lexicon), LEXICON):
            some = lexicon[at : at + LEXICON]
            yield letter, some, _content(some, counts if letter == "w" else {form: counts[form[::-1]] for form in some})


def _content(forms: Sequence[str], counts: Mapping[str, int]) -> str:
    """The forms, and the magnitude of each one's count."""
    return front_coded(forms) + "\0" + "".join([_LEVELS[counts[form].bit_length()] for form in forms])


_LEVELS = [chr(ord("a") + level) for level in range(32)]
