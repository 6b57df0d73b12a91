"""A static news-archive site generator: raw article texts in, a searchable site out.

Text flows one way: seeds → records → catalog → pages → files. ``docs/architecture.md`` shows the house.
"""

__version__ = "0.1.0"
