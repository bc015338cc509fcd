"""Colours of a workbook as a person sees them: theme colours, tints and numbered colours to 'RRGGBB'."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from xml.etree.ElementTree import Element

from curriculum_map.importing.formats.xml_parts import local

WHITE, BLACK = "FFFFFF", "000000"

# In the theme part the colours are in this order; the number of a theme colour counts the first four pairwise swapped.
_SLOTS = ("lt1", "dk1", "lt2", "dk2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink")
# Pale grey (F2F2F2) has 1.12 with white, the next grey of the palette (D9D9D9) 1.4.
_LEAST_CONTRAST = 1.2


def _colours(signs: str) -> tuple[str, ...]:
    """Colours written one after another."""
    return tuple(signs[start : start + 6] for start in range(0, len(signs), 6))


# What Excel takes when a workbook has no theme of its own: that of Excel 2007.
_OFFICE = _colours("FFFFFF000000EEECE11F497D4F81BDC0504D9BBB598064A24BACC6F796460000FF800080")
_EIGHT = "000000FFFFFFFF000000FF000000FFFFFF00FF00FF00FFFF"
INDEXED = _colours(
    _EIGHT
    + _EIGHT
    + "800000008000000080808000800080008080C0C0C08080809999FF993366FFFFCCCCFFFF660066FF8080"
    + "0066CCCCCCFF000080FF00FFFFFF0000FFFF8000808000000080800000FF00CCFFCCFFFFCCFFCCFFFF99"
    + "99CCFFFF99CCCC99FFFFCC993366FF33CCCC99CC00FFCC00FF9900FF6600666699969696003366339966"
    + "003300333300993300993366333399333333"
)
_RGB = re.compile(r"(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})")
# Excel counts hue, lightness and saturation in whole numbers up to this; with decimals most tints come out a shade off.
_FULL = 240


@dataclass(frozen=True, slots=True)
class Palette:
    """The theme colours and numbered colours of one workbook."""

    theme: tuple[str, ...] = _OFFICE
    indexed: tuple[str, ...] = INDEXED

    def colour(self, element: Mapping[str, str]) -> str | None:
        """The colour that the attributes of an element name; None if automatic or unknown."""
        try:
            tint = float(element.get("tint", "0"))
            base = self._base(element)
        except (ValueError, IndexError):
            return None
        return tinted(base, tint) if base and -1 <= tint <= 1 else base

    def _base(self, element: Mapping[str, str]) -> str | None:
        if "rgb" in element:
            # How far a colour lets through what lies behind it is written, but not drawn.
            found = _RGB.fullmatch(element["rgb"])
            return found[1].upper() if found else None
        names, number = (self.theme, element["theme"]) if "theme" in element else (self.indexed, element.get("indexed"))
        # Numbers from 64 on stand for the colours of the reader's own screen.
        return names[int(number)] if number is not None and int(number) >= 0 else None


def theme_of(root: Element | None) -> tuple[str, ...]:
    """The twelve theme colours by number; those of Excel 2007 where the workbook names none."""
    named: dict[str, str] = {}
    scheme = next(
        (element for element in (() if root is None else root.iter()) if local(element.tag) == "clrScheme"), ()
    )
    for slot in scheme:
        for colour in slot:
            found = _RGB.fullmatch(colour.get("lastClr") or colour.get("val") or "")
            if found:
                named[local(slot.tag)] = found[1].upper()
    return tuple(named.get(slot, standard) for slot, standard in zip(_SLOTS, _OFFICE, strict=True))


def tinted(rgb: str, tint: float) -> str:
    """A colour made lighter (tint above 0) or darker (below 0), as Excel does it."""
    if not tint:
        return rgb
    red, green, blue = channels(rgb)
    high, low = max(red, green, blue), min(red, green, blue)
    if high == low:
        grey = high * (1 + tint) if tint < 0 else high * (1 - tint) + 255 * tint
        return f"{int(grey + 0.5):02X}" * 3
    light = ((high + low) * _FULL + 255) // 510
    after = int(light * (1 + tint)) if tint < 0 else int(light * (1 - tint) + _FULL * tint)
    hue, saturation = _hue(red, green, blue), _saturation(high, low, light)
    if after <= _FULL // 2:
        strong = (after * (_FULL + saturation) + _FULL // 2) // _FULL
    else:
        strong = after + saturation - (after * saturation + _FULL // 2) // _FULL
    weak = 2 * after - strong
    thirds = (hue + _FULL // 3, hue, hue - _FULL // 3)
    return "".join(f"{_channel(weak, strong, third % _FULL):02X}" for third in thirds)


def channels(rgb: str) -> tuple[int, int, int]:
    """Red, green and blue, each up to 255."""
    return int(rgb[:2], 16), int(rgb[2:4], 16), int(rgb[4:], 16)


@lru_cache(maxsize=4096)
def alike(one: str, other: str) -> bool:
    """Whether a text in one of two colours can hardly be seen on the other: white on white, or on a pale grey."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05) < _LEAST_CONTRAST


def _luminance(rgb: str) -> float:
    """How light a colour is to the eye, as the guidelines for accessible web pages have it: 0 black, 1 white."""
    shares = (part / 255 for part in channels(rgb))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _hue(red: int, green: int, blue: int) -> int:
    high = max(red, green, blue)
    spread = high - min(red, green, blue)
    from_red, from_green, from_blue = (
        ((high - part) * (_FULL // 6) + spread // 2) // spread for part in (red, green, blue)
    )
    if red == high:
        return (from_blue - from_green) % _FULL
    if green == high:
        return (_FULL // 3 + from_red - from_blue) % _FULL
    return (2 * _FULL // 3 + from_green - from_red) % _FULL


def _saturation(high: int, low: int, light: int) -> int:
    whole = high + low if light <= _FULL // 2 else 510 - high - low
    return ((high - low) * _FULL + whole // 2) // whole


def _channel(weak: int, strong: int, hue: int) -> int:
    if hue < _FULL // 6:
        level = weak + ((strong - weak) * hue + _FULL // 12) // (_FULL // 6)
    elif hue < _FULL // 2:
        level = strong
    elif hue < _FULL * 2 // 3:
        level = weak + ((strong - weak) * (_FULL * 2 // 3 - hue) + _FULL // 12) // (_FULL // 6)
    else:
        level = weak
    return min(255, max(0, (level * 255 + _FULL // 2) // _FULL))
