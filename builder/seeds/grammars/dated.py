"""Text that somebody pasted: a title, a date in whatever form, the text.

::

    title / [byline] / [``Published:``] [weekday ``,``] date [[``at``] time [``PM``] [zone]] / text
    date = ``May 4, 2021`` | ``4 May 2021`` | ``4 de mayo de 2021`` | ``2021-05-04`` | ``04.05.2021`` | ``04/05/2021``
         | ``2021年5月4日``

Months may be of any language. With dots the day comes first. With slashes it may be either: ``30/06/2024`` can only be one day,
``06/07/2024`` is two different ones and therefore none. A line without a zone is in the archive's own.
"""

from __future__ import annotations

from builder.seeds import dates, words
from builder.seeds.outlet import Outlet

_WEEKDAY = r"(?:{word}['’]?{word}?[,،] ?)?"
_AT = rf"(?:(?i:{'|'.join(words.AT)}) )?"
_TIME = (
    r"(?: ?[（(][^\W\d_]{1,3}[)）])?"  # a weekday behind the date
    r"(?:(?:[,،]?(?: [-–|])? " + _AT + r"|T){clock}{seconds}(?: ?{half}|{hours})(?: ?{place})?)?"
)
_FORMS = {
    "month-first": r"{month} {day}(?:st|nd|rd|th)?(?:[.,،，] ?| ){year}",
    "day-first": r"{day}(?:\.|º|st|nd|rd|th|er)? (?:de |of )?{month}[,،]? (?:del? |พ\.ศ\. ?)?{year}(?: ?(?:г\.?|года))?",
    "iso": r"{year}(?P<mark>[-/.]){number}(?P=mark){day}",
    "dotted": r"{day}\. ?{number}\. ?{year}",
    "slashed": r"{first}(?P<mark>[/-]){second}(?P=mark){year}",
    "ideographs": r"{year} ?[年년] ?{number} ?[月월] ?{day} ?[日일]",
}

OUTLETS = tuple(Outlet(name=name, date=dates.pattern("{label}?" + _WEEKDAY + form + _TIME)) for name, form in _FORMS.items())
