"""The lexicons of a segment: its forms in order (``w``), and backwards those that may be misspelt (``r``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

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
    levels = {form: _LEVELS[counts[form].bit_length()] for form in forms}
    for letter, lexicon, turn in (("w", forms, 1), ("r", ends, -1)):
        for at in range(0, len(lexicon), LEXICON):
            some = lexicon[at : at + LEXICON]
            yield letter, some, front_coded(some) + "\0" + "".join([levels[form[::turn]] for form in some])


_LEVELS = [chr(ord("a") + level) for level in range(32)]
"""For each magnitude of a count a letter."""
