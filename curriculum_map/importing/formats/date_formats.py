"""Dates and times as a format shows them."""

import re
from datetime import date, datetime, time, timedelta

from curriculum_map.importing.formats.format_sections import Section

_DUTCH = "januari februari maart april mei juni juli augustus september oktober november december"
_ENGLISH = "January February March April May June July August September October November December"
_MONTHS = {0x13: tuple(_DUTCH.split()), 0x09: tuple(_ENGLISH.split())}
_SHORT = {"maart": "mrt"}
_DUTCH_OF_THE_NETHERLANDS = "413"
_FIRST_DAY = datetime.fromisoformat("1899-12-30")

Moment = datetime | date | time


def serial(value: Moment) -> float:
    """The number that a date or time is in a sheet."""
    if isinstance(value, time):
        return (value.hour * 3600 + value.minute * 60 + value.second) / 86400
    moment = value if isinstance(value, datetime) else datetime.combine(value, time.min)
    days = (moment.replace(tzinfo=None) - _FIRST_DAY) / timedelta(days=1)
    return int(days) if days.is_integer() else days


def date_shown(value: float | Moment, section: Section) -> str | None:
    """A date, or the number that is one, under a format; None where that cannot be told."""
    moment = _moment(value)
    out: list[str] = []
    names = [(place, text) for place, (kind, text) in enumerate(section.tokens) if kind == "date"]
    for place, (kind, text) in enumerate(section.tokens):
        if kind == "date":
            seen = _date_part(moment, text, _is_minute(place, names), section.locale)
            if seen is None:
                return None
            out.append(seen)
        elif text == "/" and section.locale == _DUTCH_OF_THE_NETHERLANDS:
            out.append("-")
        elif kind == "digit":
            return None
        elif kind != "at":
            out.append(text)
    return "".join(out).strip()


def _moment(value: float | Moment) -> datetime | time | None:
    if isinstance(value, (datetime, time)):
        return value
    if isinstance(value, date):
        return datetime.combine(value, time.min)
    if not 0 <= value < 2_958_466:
        return None
    # Sheets have a 29th of February 1900, and so count a day too many after it.
    return _FIRST_DAY + timedelta(days=value + (value < 60))


def _is_minute(place: int, names: list[tuple[int, str]]) -> bool:
    position = [at for at, _ in names].index(place)
    before = names[position - 1][1] if position else ""
    after = names[position + 1][1] if position + 1 < len(names) else ""
    return str(before).startswith("h") or str(after).startswith("s")


def _date_part(moment: datetime | time | None, text: str, minute: bool, locale: str) -> str | None:
    letter, width = text[0], len(text)
    if moment is None or "sysdate" in locale or locale.startswith("f"):
        return None
    if letter in "hs" or (letter == "m" and minute):
        part = {"h": moment.hour, "m": moment.minute, "s": moment.second}[letter]
        return f"{part:0{min(width, 2)}d}"
    if isinstance(moment, time):
        return None
    if letter == "y":
        return f"{moment.year:04d}" if width > 2 else f"{moment.year % 100:02d}"
    if width > 2:
        return _month(moment.month, width, locale) if letter == "m" else None
    return f"{moment.day if letter == 'd' else moment.month:0{width}d}"


def _month(month: int, width: int, locale: str) -> str | None:
    """The name of a month where the format says in which language."""
    number = int(locale, 16) & 0x3FF if re.fullmatch(r"[0-9a-f]{3,8}", locale) else 0
    if number not in _MONTHS:
        return None
    name = _MONTHS[number][month - 1]
    return {3: _SHORT.get(name, name[:3]), 4: name}.get(width, name[:1])
