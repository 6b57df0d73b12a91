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
    fuzzy = [form for form in forms if len(form) >= FUZZY and ((form.isascii() and form.isalpha()) or not is_plain(form))]
    turned = dict(zip([form[::-1] for form in fuzzy], map(counts.__getitem__, fuzzy), strict=True))
    for letter, lexicon, count_of in (("w", forms, counts), ("r", sorted(turned), turned)):
        for at in range(0, len(lexicon), LEXICON):
            some = lexicon[at : at + LEXICON]
            yield letter, some, front_coded(some) + "\0" + "".join([_LEVELS[count_of[form].bit_length()] for form in some])


_LEVELS = [chr(ord("a") + level) for level in range(32)]
"""For each magnitude of a count a letter."""
