"""What the parser makes of the gold seeds, compared field by field with the records that people say they must give.

``python tests/gold/score.py`` prints the score of each field and every difference; ``--pin`` writes the floors of `floors.json`,
and refuses to lower one.
"""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent.parent))

from builder.model import Article, Bullets, SetAside  # noqa: E402 - a script finds the program only now
from builder.problems import BuildError  # noqa: E402
from builder.seeds import decode, parse  # noqa: E402

FIELDS = (
    "kind",
    "problems",
    "timestamp",
    "updated",
    *(field.name for field in dataclasses.fields(Article) if field.name != "moment"),
)
Record = Mapping[str, Any]


@functools.cache
def expected() -> dict[str, Record]:
    """The records that the seeds must give, by name of the seed."""
    records: dict[str, Record] = yaml.safe_load((HERE / "records.yaml").read_text(encoding="utf-8"))
    return records


def actual(name: str) -> Record:
    """What the parser makes of a seed, in the form of `records.yaml`; absent fields are empty."""
    raw = (HERE / "seeds" / f"{name}.txt").read_bytes()
    try:
        text, repairs = decode(raw)
    except BuildError as error:
        return {"unreadable": error.problems[0].kind}
    read, problems = parse(text)
    if isinstance(read, SetAside):
        return {"set_aside": read.reason.partition(":")[0]}
    kinds = {"problems": [problem.kind for problem in (*repairs, *problems)]}
    return {field: value for field, value in (_plain(read) | kinds).items() if value}


def kind(record: Record) -> str:
    """Whether a record is an article, or else what."""
    return next((f"{key}: {record[key]}" for key in ("set_aside", "unreadable") if key in record), "article")


def value(record: Record, field: str) -> object:
    """One field of a record, for comparison."""
    return kind(record) if field == "kind" else record.get(field) or ""


def scores(records: Mapping[str, Record], made: Mapping[str, Record]) -> dict[str, float]:
    """The share of seeds for which each field is exactly right, in percent."""
    return {
        field: round(100 * sum(value(records[name], field) == value(made[name], field) for name in records) / len(records), 2)
        for field in FIELDS
    }


def differences(records: Mapping[str, Record], made: Mapping[str, Record]) -> Iterator[str]:
    """Every wrong field, for people."""
    for name in records:
        for field in FIELDS:
            wanted, got = value(records[name], field), value(made[name], field)
            if wanted != got:
                yield f"{name}: {field}\n  wanted {wanted!r}\n  got    {got!r}"


def digest() -> str:
    """A checksum of the whole set, seeds and records."""
    total = hashlib.sha256()
    for path in [*sorted((HERE / "seeds").iterdir()), HERE / "records.yaml"]:
        total.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def pinned() -> dict[str, Any]:
    """The digest and the floors that hold."""
    pins: dict[str, Any] = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))
    return pins


def _plain(read: Article) -> dict[str, Any]:
    """An article as plain values."""
    fields = {field.name: getattr(read, field.name) for field in dataclasses.fields(read)}
    moment = fields.pop("moment")
    return fields | {
        "timestamp": moment.iso() if moment else "",
        "updated": f"{read.updated:%Y-%m-%dT%H:%M:%SZ}" if read.updated else "",
        "lead_captions": list(read.lead_captions),
        "authors": list(read.authors),
        "blocks": [
            {type(block).__name__.lower(): list(block.items) if isinstance(block, Bullets) else block.text}
            for block in read.blocks
        ],
    }


def main() -> int:
    """Print the scores; with `--pin`, keep them as floors."""
    records = expected()
    made = {name: actual(name) for name in records}
    found = scores(records, made)
    print(*differences(records, made), sep="\n")  # noqa: T201 - a script for people
    print(json.dumps(found, indent=2))  # noqa: T201
    if "--pin" not in sys.argv:
        return 0
    old = pinned()["floors"] if (HERE / "floors.json").exists() else {}
    lower = [field for field in found if found[field] < old.get(field, 0)]
    if lower:
        print(f"not pinned: {', '.join(lower)} would be lower than before")  # noqa: T201
        return 1
    pins = {"digest": digest(), "seeds": len(records), "floors": found}
    (HERE / "floors.json").write_text(json.dumps(pins, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
