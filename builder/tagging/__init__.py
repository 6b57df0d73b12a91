"""Which names, places and topics an article is about: tags for articles that nobody tagged.

What one article gets is a function of its own text, its language, the settings and lists that come with the program (CLDR's
names of countries and cities, stop words): never of what else is in the archive. So one more seed changes no other record, and
the order of an import does not matter. A text is parted once into runs of capitalised words and what stands between them
(`parting`); names are in the runs (`names`, `runs`), topics between them (`topics`). Scripts without capitals have lists and
repetition instead (`uncased`).
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from builder.config import TagSettings
from builder.model import Article, Bullets, Caption
from builder.tagging import names, topics, uncased
from builder.tagging.parting import Parted
from builder.tagging.words import Words, words_of

__all__ = ["Rules", "suggest"]

_TOPICS = 2
"""How many topics an article gets at most, where names leave room: they are less certain."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Rules:
    """The settings that suggestions depend on; unlike `TagSettings` they can be handed to another process."""

    suggest: bool
    maximum: int
    aliases: tuple[tuple[str, str], ...]
    exclude: tuple[str, ...]

    @classmethod
    def of(cls, settings: TagSettings) -> Rules:
        """The rules that the settings give."""
        return cls(
            suggest=settings.suggest,
            maximum=settings.maximum,
            aliases=tuple(sorted(settings.aliases.items())),
            exclude=settings.exclude,
        )


def suggest(article: Article, lang: str, rules: Rules) -> tuple[str, ...]:
    """Tags for `article`, which is in the language `lang`, best first; none that differ only in case or white space."""
    if not rules.suggest:
        return ()
    words = words_of(lang.partition("-")[0])
    return tuple(_settled(_found(Text.of(article), words), article, rules))


def _found(text: Text, words: Words) -> Iterator[str]:
    """What could be a tag, best first; topics are looked for only where there is room for them."""
    if not words.cased:
        yield from uncased.find(text.title, text.captions, text.paragraphs, words)
        return
    parted = Parted.of(text.paragraphs, words)
    between = parted.between()
    found = names.find(text.title, text.captions, parted, words, between)
    yield from found
    yield from topics.find(text.title, between, words, found)[:_TOPICS]


@dataclass(frozen=True, slots=True)
class Text:
    """The parts of an article in which tags are looked for."""

    title: str
    captions: list[str]
    paragraphs: list[str]

    @classmethod
    def of(cls, article: Article) -> Text:
        """The parts of `article`, without the dateline, whose place is where it was written and not what it is about."""
        captions = [*article.lead_captions, *(block.text for block in article.blocks if isinstance(block, Caption))]
        paragraphs: list[str] = []
        for block in article.blocks:
            if isinstance(block, Bullets):
                paragraphs.extend(block.items)
            elif not isinstance(block, Caption):
                paragraphs.append(block.text.removeprefix(article.dateline).lstrip(" -–—") if article.dateline else block.text)
        if article.lede and article.lede not in paragraphs:
            paragraphs.insert(0, article.lede)
        return cls(article.title, captions, paragraphs)


def _settled(found: Iterable[str], article: Article, rules: Rules) -> list[str]:
    """Aliases resolved, what is not wanted left out, each tag once, no more than the settings allow."""
    aliases, excluded = _folded(rules)
    unwanted = {*excluded, fold(article.source), *map(fold, article.authors)}
    tags: dict[str, str] = {}
    for name in found:
        said = fold(name)
        key, tag = aliases.get(said) or (said, " ".join(name.split()))
        if key and said not in unwanted and key not in unwanted:
            tags.setdefault(key, tag)
        if len(tags) == rules.maximum:
            break
    return list(tags.values())


@functools.lru_cache(maxsize=8)
def _folded(rules: Rules) -> tuple[dict[str, tuple[str, str]], frozenset[str]]:
    """Aliases → the folded name and the name that they stand for; names that are not wanted, folded."""
    aliases = {fold(alias): (fold(name), " ".join(name.split())) for alias, name in rules.aliases}
    return aliases, frozenset(map(fold, rules.exclude))


def fold(name: str) -> str:
    """What two spellings of one tag have in common."""
    return " ".join(name.casefold().split())
