"""Colours of cells by their plain names: a code such as C6EFCE says nothing to anybody."""

import colorsys
import re

from curriculum_map.domain.text import Language
from curriculum_map.wording.catalogue import mark, say

_CODE = re.compile(r"[0-9A-F]{6}")
# The last hue, in degrees, that has each name; beyond the last one it is red again.
_HUES = (
    (15, "red"),
    (42, "orange"),
    (68, "yellow"),
    (165, "green"),
    (195, "turquoise"),
    (255, "blue"),
    (290, "purple"),
)
_PINK_TO = 345
_GREY = 0.12
_BLACK, _DARK, _LIGHT, _WHITE = 0.12, 0.35, 0.72, 0.97
_NAMES = {
    "black": mark("black"),
    "white": mark("white"),
    "grey": mark("grey"),
    "light grey": mark("light grey"),
    "dark grey": mark("dark grey"),
    "red": mark("red"),
    "light red": mark("light red"),
    "dark red": mark("dark red"),
    "orange": mark("orange"),
    "light orange": mark("light orange"),
    "dark orange": mark("brown"),
    "yellow": mark("yellow"),
    "light yellow": mark("light yellow"),
    "dark yellow": mark("olive"),
    "green": mark("green"),
    "light green": mark("light green"),
    "dark green": mark("dark green"),
    "turquoise": mark("turquoise"),
    "light turquoise": mark("light turquoise"),
    "dark turquoise": mark("dark turquoise"),
    "blue": mark("blue"),
    "light blue": mark("light blue"),
    "dark blue": mark("dark blue"),
    "purple": mark("purple"),
    "light purple": mark("light purple"),
    "dark purple": mark("dark purple"),
    "pink": mark("pink"),
    "light pink": mark("light pink"),
    "dark pink": mark("dark pink"),
}


def mark_in_words(written: str, note: str, language: Language) -> str:
    """A mark as written; where it is but the colour of its cells, the name of that colour with its code."""
    if note != "colour" or _CODE.fullmatch(written) is None:
        return written
    return say(mark("{colour} (colour {code})"), language, colour=say(_NAMES[_name(written)], language), code=written)


def _name(code: str) -> str:
    red, green, blue = (int(code[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    if lightness <= _BLACK or lightness >= _WHITE:
        return "black" if lightness <= _BLACK else "white"
    shade = "dark " if lightness < _DARK else "light " if lightness > _LIGHT else ""
    if saturation < _GREY:
        return f"{shade}grey"
    degrees = hue * 360
    name = next((name for last, name in _HUES if degrees <= last), "pink" if degrees <= _PINK_TO else "red")
    return f"{shade}{name}"
