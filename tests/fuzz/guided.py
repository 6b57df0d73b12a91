"""Look for an input that breaks the parser, led by what of the program each input reaches.

::

    pip install atheris
    python tests/fuzz/guided.py FOLDER -max_total_time=3600 -max_len=6000 -artifact_prefix=tests/fuzz/corpus/

`FOLDER` is where inputs are kept that reach something new: start it with copies of the gold seeds and of `tests/fuzz/corpus/`.
Options are libFuzzer's. What breaks the parser is written to `tests/fuzz/corpus/`, where a test reads it from then on.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris  # type: ignore[import-not-found, import-untyped, unused-ignore]

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

with atheris.instrument_imports(include=["builder"]):
    from builder.problems import BuildError
    from builder.seeds import decode, parse


def answers(raw: bytes) -> None:
    """Any bytes give an article, a word why there is none, or a refusal; any other exception ends the search."""
    try:
        parse(decode(raw)[0])
    except BuildError:
        return


if __name__ == "__main__":
    answers("Märchen".encode("cp1252"))  # what is loaded once is loaded now
    atheris.Setup(sys.argv, answers)
    atheris.Fuzz()
