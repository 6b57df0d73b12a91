"""What is kept for the search index from build to build."""

from __future__ import annotations

import io
from pathlib import Path

from builder import kept, search
from builder.search import Doc

MANY = [f"{number:032x}" for number in range(kept.BUNDLE * kept.BUNDLE)]


def words(number: int) -> bytes:
    """The counted words of a chunk with one article."""
    doc = Doc(
        address=f"{number}.html",
        title=f"Harbour {number}",
        opening="",
        day="2024-01-02",
        time="10:00",
        lang="en",
        source="Harbour Office",
        tags=(),
        authors=(),
        captions=(),
        paragraphs=(f"Ship number{number} came in.",),
    )
    return search.count_words([doc], "en")


def test_what_is_kept_is_there_until_it_is_dropped(tmp_path: Path) -> None:
    """Of what is kept, only what is still wanted outlives a build."""
    state = tmp_path / "site.sqlite"
    kept.drop_all_but(state, ())
    assert (kept.has(state, "a"), kept.get(state, "a")) == (False, b"")
    kept.put(state, "a", b"1")
    kept.put(state, "b", b"2")
    kept.put(state, "b", b"3")
    assert [kept.get(state, name) for name in "ab"] == [b"1", b"3"]
    kept.drop_all_but(state, ("b", "c"))
    assert [kept.has(state, name) for name in "abc"] == [False, True, False]


def test_the_chunks_of_a_small_segment_stand_alone() -> None:
    """Joining few would cost more than reading them."""
    assert [(bundle.digest, bundle.chunks) for bundle in kept.bundles(MANY[:3])] == [(name, (name,)) for name in MANY[:3]]


def test_a_changed_chunk_leaves_other_bundles_as_they_are() -> None:
    """Each bundle is named by its own chunks alone, and together they hold all, in order."""
    before = kept.bundles(MANY)
    after = kept.bundles([*MANY[:-1], "f" * 32])
    assert [name for bundle in before for name in bundle.chunks] == MANY
    assert [one == other for one, other in zip(before, after, strict=True)] == [True] * (len(before) - 1) + [False]


def written(*blobs: bytes) -> list[tuple[str, bytes]]:
    """The files of a segment."""
    return [(path, make()) for path, _, make in search.write_segment("a", [io.BytesIO(blob) for blob in blobs])]


def test_a_bundle_is_joined_once(tmp_path: Path) -> None:
    """It says what its chunks say, and is read from then on, also when these are gone."""
    state = tmp_path / "site.sqlite"
    for number, name in enumerate(MANY[: kept.BUNDLE]):
        kept.put(state, name, words(number))
    bundle = kept.bundles(MANY)[0]
    with kept.bundled(state, bundle) as first:
        joined = first.read()
    assert written(joined) == written(*map(words, range(kept.BUNDLE)))
    kept.drop_all_but(state, (bundle.digest,))
    with kept.bundled(state, bundle) as again:
        assert again.read() == joined
