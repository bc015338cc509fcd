"""Numbers as a language writes them: on the screen, in the report and on the command line alike."""

from datetime import datetime

from babel.dates import format_datetime
from babel.numbers import format_decimal, format_percent

from curriculum_map.domain.text import Language

_DAY = "d MMMM y"


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


def day(at: datetime, language: Language) -> str:
    """A day, written as everywhere."""
    return str(format_datetime(at, _DAY, locale=language))


def moment(at: datetime, language: Language) -> str:
    """A day and a time, with the time zone where it is known."""
    return str(format_datetime(at, f"{_DAY}, HH:mm z" if at.tzinfo else f"{_DAY}, HH:mm", locale=language))
