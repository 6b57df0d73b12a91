"""What stands around articles is the same whether they are asked about one by one or many at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import catalog
from builder.catalog import RELATED_REACH, Catalog, Row
from builder.config import Config
from builder.content import Entry
from builder.follow import Follower
from builder.pages.around import RELATED, Around, around

TAGS = st.lists(st.lists(st.sampled_from(["ferry", "harbour", "lamp", "rain"]), unique=True), min_size=1, max_size=14)


def filled(tags: Sequence[Sequence[str]]) -> Catalog:
    """A catalog of articles, one a day, with such tags."""
    db = sqlite3.connect(":memory:")
    db.executescript(catalog.SCHEMA)
    entries = [
        Entry(
            path=f"content/{number:02}.md",
            sha="",
            wanted=f"2024/01/{number:02}/a.html",
            day=f"2024-01-{number:02}",
            tags=tuple((tag, tag.title()) for tag in some),
            aliases=(f"old/{number:02}.html",),
        )
        for number, some in enumerate(tags, 1)
    ]
    follow = Follower(db, Config(), precise=False)
    follow.replace(entries, drafts=False)
    follow.finish()
    return Catalog(db)


def related_one_by_one(rows: list[Row], place: int) -> list[tuple[Row, tuple[str, ...]]]:
    """The articles within reach in any tag, neighbours apart: of most shared tags first, then nearest, then earliest."""
    shared: dict[int, list[str]] = {}
    steps: dict[int, tuple[int, str]] = {}
    for tag in rows[place].tags.splitlines():
        same = [at for at, row in enumerate(rows) if tag in row.tags.splitlines()]
        here = same.index(place)
        for at, other in enumerate(same):
            step = abs(at - here)
            if 0 < step <= RELATED_REACH and abs(other - place) > 1:
                shared.setdefault(other, []).append(tag)
                steps[other] = min(steps.get(other, (step, rows[other].position)), (step, rows[other].position))
    best = sorted(shared, key=lambda other: (-len(shared[other]), steps[other]))[:RELATED]
    return [(rows[other], tuple(shared[other])) for other in best]


@pytest.mark.parametrize("whole", [True, False])
@given(tags=TAGS, data=st.data())
def test_each_article_among_its_own(tags: list[list[str]], data: st.DataObject, *, whole: bool) -> None:
    """Neighbours, tags, old addresses and related articles, for a whole chunk and for some articles out of a part of it."""
    known = filled(tags)
    rows = list(known.rows())
    start = 0 if whole else data.draw(st.integers(0, len(rows) - 1))
    stop = len(rows) if whole else data.draw(st.integers(start + 1, len(rows)))
    wanted = rows[start:stop] if whole else data.draw(st.lists(st.sampled_from(rows[start:stop]), unique=True))
    wanted.sort(key=lambda row: row.position)
    found = around(known, rows[start:stop], wanted)
    assert found.keys() == {row.id for row in wanted}
    for row in wanted:
        place = rows.index(row)
        assert found[row.id] == Around(
            older=rows[place - 1] if place else None,
            newer=rows[place + 1] if place + 1 < len(rows) else None,
            tags=known.tags_of([row.id])[row.id],
            related=related_one_by_one(rows, place),
            aliases=[f"old/{place + 1:02}.html"],
        )
        assert [name for _, name in found[row.id].tags] == row.tags.splitlines()
