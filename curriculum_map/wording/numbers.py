"""Numbers as a language writes them: on the screen, in the report and on the command line alike."""

from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from babel.dates import format_datetime
from babel.numbers import format_decimal, format_percent

from curriculum_map.domain.text import Language

DEFAULT_ZONE = "Europe/Brussels"
_DAY = "d MMMM y"
_LOCAL = {"zone": ZoneInfo(DEFAULT_ZONE)}


def number(value: float, language: Language) -> str:
    """A number with at most two decimals."""
    # Of what is just below nothing, rounding leaves "-0".
    return str(format_decimal(round(value, 2) + 0.0, locale=language))


def hundredths(value: float, language: Language) -> str:
    """A number with two decimals, always: figures below each other are then read as quickly."""
    return str(format_decimal(round(value, 2) + 0.0, format="0.00", locale=language)).replace("-", "−")


def percent(share: float, language: Language) -> str:
    """A share (0-1) as a whole percentage; only nothing at all is 0 % and only everything is 100 %."""
    return _percentage(whole_percent(share), language)


@cache
def _percentage(of_a_hundred: int, language: Language) -> str:
    # Babel reads its pattern anew each time, and a page says dozens.
    return str(format_percent(of_a_hundred / 100, locale=language))


def whole_percent(share: float) -> int:
    """A share (0-1) as so many of a hundred; only nothing at all is 0 and only everything is 100."""
    # Half a percent goes up, as in a spreadsheet: 13 of 40 is 33.
    return round(100 * share) if share in (0, 1) else min(max(int(100 * share + 0.5), 1), 99)


def use_zone(name: str) -> None:
    """From here on days and times are those of this time zone: of the installation, the same for everybody."""
    _LOCAL["zone"] = ZoneInfo(name)


def day(at: datetime, language: Language) -> str:
    """A day, written as everywhere."""
    return str(format_datetime(_local(at), _DAY, locale=language))


def short_day(at: datetime) -> str:
    """A day as it stands in the name of a file: 2026-11-03."""
    return _local(at).date().isoformat()


def moment(at: datetime, language: Language) -> str:
    """A day and a time in the time zone of the installation, which is named: 3 November 2026, 13:00 CET."""
    return moment_as_given(_local(at), language)


def moment_as_given(at: datetime, language: Language) -> str:
    """The same in the time zone that the moment comes in: for what must be the same wherever it is made."""
    written = str(format_datetime(at, f"{_DAY}, HH:mm", locale=language))
    # Babel names the zone in the one language and gives an offset in the other.
    return " ".join(filter(None, (written, at.tzname())))


def _local(at: datetime) -> datetime:
    return at.astimezone(_LOCAL["zone"]) if at.tzinfo else at
