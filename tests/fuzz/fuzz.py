"""Mutate gold seeds and look for an input that breaks the parser: ``python tests/fuzz/fuzz.py [seconds] [--seed N]``.

What breaks it is written to `tests/fuzz/corpus/`, where a test reads it from then on. The same seed gives the same inputs.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import time
import traceback
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent.parent))

from builder.problems import BuildError  # noqa: E402 - a script finds the program only now
from builder.seeds import decode, parse  # noqa: E402

SLOW = 1.0  # seconds for a few kilobytes; a thousand times what is usual


def mutated(rng: random.Random, pool: list[bytes]) -> bytes:
    """A seed with some of its lines and bytes cut, doubled, swapped with another seed's, or made odd."""
    raw = bytearray(rng.choice(pool))
    for _ in range(rng.randint(1, 8)):
        other = rng.choice(pool)
        at, length = rng.randrange(len(raw) + 1), rng.choice((1, 1, 2, 8, 40, 200))
        cut = rng.randrange(len(other) + 1)
        match rng.randrange(5):
            case 0:
                del raw[at : at + length]
            case 1:
                raw[at:at] = raw[at : at + length] * rng.randint(1, 20)
            case 2:
                raw[at : at + length] = other[cut : cut + length]
            case 3:
                raw[at:at] = rng.randbytes(min(length, 8))
            case _:
                lines = raw.split(b"\n")
                rng.shuffle(lines)
                raw = bytearray(b"\n".join(lines[: rng.randint(1, 30)]))
    return bytes(raw)


def breaks(raw: bytes) -> str:
    """What goes wrong with an input; empty where all is well."""
    start = time.process_time()  # which other work on the machine does not change
    try:
        parse(decode(raw)[0])
    except BuildError:
        pass
    except Exception:  # noqa: BLE001 - any other exception is what is looked for
        return traceback.format_exc()
    return "slow" if time.process_time() - start > SLOW else ""


def main() -> int:
    """Fuzz for some seconds and keep what breaks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seconds", nargs="?", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    breaks("Märchen".encode("cp1252"))  # what is loaded once is loaded now
    rng = random.Random(options.seed)  # noqa: S311 - no secret
    pool = [path.read_bytes() for path in sorted((HERE.parent / "gold" / "seeds").iterdir())]
    end, count, found = time.monotonic() + options.seconds, 0, 0
    while time.monotonic() < end:
        raw = mutated(rng, pool)
        count += 1
        trouble = breaks(raw)
        if trouble:
            found += 1
            (HERE / "corpus" / hashlib.sha256(raw).hexdigest()[:16]).write_bytes(raw)
            print(trouble)  # noqa: T201 - a script for people
    print(f"{count} inputs, {found} broke the parser")  # noqa: T201
    return min(found, 1)


if __name__ == "__main__":
    sys.exit(main())
