"""One module an outlet, tried in the order of this table; the first that knows a page reads it.

An outlet with a mark of its own stands before one whose date line could be anybody's. ``docs/seeds.md`` shows how to add one.
"""

from __future__ import annotations

from builder.seeds.grammars import alalam, dated, irna, kompas, parstoday, peoples_daily, tass, trend, weekday
from builder.seeds.header import Grammar

GRAMMARS: tuple[Grammar, ...] = (
    parstoday.GRAMMAR,
    kompas.GRAMMAR,
    trend.GRAMMAR,
    peoples_daily.GRAMMAR,
    tass.GRAMMAR,
    alalam.GRAMMAR,
    irna.GRAMMAR,
    weekday.GRAMMAR,
    *dated.OUTLETS,
)
