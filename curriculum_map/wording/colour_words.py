"""A colour in words, for those who know it from their sheet and not by its number."""

import colorsys
import re

from curriculum_map.domain.text import Language
from curriculum_map.wording.catalogue import mark, say

_COLOUR = re.compile(r"[0-9A-F]{6}")
# Up to which hue, in degrees, a colour is called so.
_HUES = (
    (15, mark("red")),
    (42, mark("orange")),
    (70, mark("yellow")),
    (165, mark("green")),
    (195, mark("turquoise")),
    (255, mark("blue")),
    (290, mark("purple")),
    (340, mark("pink")),
    (360, mark("red")),
)
_GREY_BELOW, _LIGHT_ABOVE, _DARK_BELOW, _BLACK_BELOW, _WHITE_ABOVE = 0.12, 0.72, 0.35, 0.08, 0.97


def colour_in_words(colour: str, language: Language) -> str:
    """What a colour such as A9D08E is called, with its number behind it; anything else as it is."""
    if _COLOUR.fullmatch(colour) is None:
        return colour
    hue, light, strength = colorsys.rgb_to_hls(*(int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)))
    return f"{_name(hue * 360, light, strength, language)} ({colour})"


def _name(hue: float, light: float, strength: float, language: Language) -> str:
    if light < _BLACK_BELOW:
        return say(mark("black"), language)
    if light > _WHITE_ABOVE:
        return say(mark("white"), language)
    plain = mark("grey") if strength < _GREY_BELOW else next(name for most, name in _HUES if hue <= most)
    name = say(plain, language)
    if light > _LIGHT_ABOVE:
        return say(mark("light {colour}"), language, colour=name)
    return say(mark("dark {colour}"), language, colour=name) if light < _DARK_BELOW else name
