"""What a person sees of a value under a number format: codes that a spreadsheet turned into dates or numbers."""

import re
from datetime import date, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from curriculum_map.importing.cells import cell_text
from curriculum_map.importing.formats.date_formats import date_shown, serial
from curriculum_map.importing.formats.format_sections import Section, Token, sections

_PLAIN_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@lru_cache(maxsize=4096, typed=True)
def shown(value: object, number_format: str) -> str | None:
    """What a person sees of this value; None where that depends on their settings or we do not know the format."""
    parts = sections(number_format)
    if value is None or isinstance(value, (bool, timedelta)):
        return None
    if isinstance(value, str):
        return _text(value, parts)
    if not isinstance(value, (int, float, date, time)):
        return None
    if parts[0].has("date") or parts[0].unknown:
        return None if parts[0].unknown else date_shown(value, parts[0])
    number = value if isinstance(value, (int, float)) else serial(value)
    section, negative = _section_for(number, parts)
    if section.unknown or section.has("date"):
        return None
    text = _number(Decimal(repr(abs(number))), section) if abs(number) < 1e15 else None
    return f"-{text}" if text is not None and negative else text


@lru_cache(maxsize=4096, typed=True)
def tells(value: object, number_format: str) -> bool:
    """Whether this format changes what a person sees of this value, more than by rounding or grouping digits."""
    if isinstance(value, (bool, timedelta)):
        return False
    seen = shown(value, number_format)
    if seen is None:
        return any(part.has("date", "fraction") or part.unknown for part in sections(number_format))
    if seen == cell_text(value):
        return False
    if isinstance(value, (int, float)) and _PLAIN_NUMBER.fullmatch(seen) and not re.match(r"-?0\d", seen):
        # 3.1 shown as 3.10 may be a code, and 1234 shown as 12.34; 3 shown as 3.00, or 4.6 as 5, is a number made neat.
        return abs(float(seen) - value) > 0.5 or (float(seen) == value and not float(value).is_integer())
    return True


def _section_for(number: float, parts: tuple[Section, ...]) -> tuple[Section, bool]:
    """The part that a number falls under, and whether a minus sign goes before it."""
    numeric = parts[:-1] if len(parts) > 1 and parts[-1].has("at") else parts[:3]
    if number < 0:
        return (numeric[1], False) if len(numeric) > 1 else (numeric[0], True)
    if number == 0 and len(numeric) > 2:
        return numeric[2], False
    return numeric[0], False


def _text(value: str, parts: tuple[Section, ...]) -> str | None:
    if len(parts) < 4 and not parts[-1].has("at"):
        return value
    if parts[-1].unknown:
        return None
    return "".join(value if kind == "at" else text for kind, text in parts[-1].tokens).strip()


def _number(number: Decimal, section: Section) -> str | None:
    tokens = section.tokens
    if section.has("general", "at"):
        plain = cell_text(float(number))
        return "".join(plain if kind in ("general", "at") else text for kind, text in tokens).strip()
    if section.has("fraction"):
        return None
    if section.has("power"):
        return _power(number, tokens)
    number *= 100 ** sum(kind == "percent" for kind, _ in tokens)
    if section.has("comma") and (number >= 1000 or tokens[-1][0] == "comma"):
        return None
    return _digits(number, tokens)


def _digits(number: Decimal, tokens: tuple[Token, ...]) -> str:
    point = next((place for place, (kind, _) in enumerate(tokens) if kind == "point"), len(tokens))
    after = [text for kind, text in tokens[point:] if kind == "digit"]
    rounded = number.quantize(Decimal(1).scaleb(-len(after)), ROUND_HALF_UP)
    whole, _, decimals = f"{rounded:f}".partition(".")
    places = [place for place in range(point) if tokens[place][0] == "digit"]
    digits = whole.lstrip("0").rjust(len(places), " ")
    # A format that starts at its point shows all whole digits before it.
    out = [] if places or not after else [digits]
    for place, (kind, text) in enumerate(tokens[:point]):
        if kind == "digit":
            # Digits beyond the places asked for stand at the first of them.
            take = len(digits) - (len(places) - 1 - places.index(place)) if place == places[0] else 1
            chunk, digits = digits[:take], digits[take:]
            out.append(chunk.replace(" ", "0" if text == "0" else " " if text == "?" else ""))
        elif kind != "comma":
            out.append(text)
    kept = len(decimals)
    while kept and after[kept - 1] == "#" and decimals[kept - 1] == "0":
        kept -= 1
    left = list(decimals[:kept])
    for kind, text in tokens[point:]:
        if kind == "digit":
            out.append(left.pop(0) if left else "")
        elif kind == "point":
            out.append("." if kept or "0" in after else "")
        elif kind != "comma":
            out.append(text)
    return "".join(out).strip()


def _power(number: Decimal, tokens: tuple[Token, ...]) -> str | None:
    """A number in powers of ten, such as 2.00E+04: what becomes of the code 2E4."""
    pattern = "".join(text for kind, text in tokens if kind != "power")
    power = next(text for kind, text in tokens if kind == "power")
    if not re.fullmatch(r"0(?:\.0+)?", pattern):
        return None
    digits, _, exponent = f"{number:.{max(len(pattern) - 2, 0)}E}".partition("E")
    size = int(exponent)
    sign = "-" if size < 0 else "+" if power[1] == "+" else ""
    return f"{digits}E{sign}{abs(size):0{len(power) - 2}d}"
