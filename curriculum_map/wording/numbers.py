"""Numbers as a language writes them: on the screen, in the report and on the command line alike."""

from datetime import datetime

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal, format_percent

from curriculum_map.domain.text import Language


def number(value: float, language: Language) -> str:
    """A number with at most two decimals."""
    return str(format_decimal(round(value, 2), locale=language))


def percent(share: float, language: Language) -> str:
    """A share (0-1) as a whole percentage; only nothing at all is 0 % and only everything is 100 %."""
    return str(format_percent(whole_percent(share) / 100, locale=language))


def whole_percent(share: float) -> int:
    """A share (0-1) as so many of a hundred; only nothing at all is 0 and only everything is 100."""
    # Half a percent goes up, as in a spreadsheet: 13 of 40 is 33.
    return round(100 * share) if share in (0, 1) else min(max(int(100 * share + 0.5), 1), 99)


def short_day(at: datetime, language: Language) -> str:
    """A day with its month cut short, on one line wherever it stands."""
    return str(format_date(at.date(), "medium", locale=language)).replace(" ", "\N{NO-BREAK SPACE}")


def moment(at: datetime, language: Language) -> str:
    """A day and a time, with the time zone where it is known."""
    pattern = "d MMMM y, HH:mm z" if at.tzinfo else "d MMMM y, HH:mm"
    return str(format_datetime(at, pattern, locale=language))
