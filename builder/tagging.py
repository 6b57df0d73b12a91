"""Which names and topics an article is about."""

from __future__ import annotations

from dataclasses import dataclass

from builder.config import TagSettings
from builder.model import Article


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
    """Tags for an article that has none."""
    return ()
