"""How high a row must be for its text to fit."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import ceil

_LINE, _HIGHEST = 15.0, 409.0
# Widths are counted in digits: what these signs take less than one, or more. Bold takes a little more.
_BY_SIGN = {" ijlI.,:;'|!": -0.53, "tfr-()[]J": -0.33, "mMW@%—": 0.6, "wABCDGHKNOQRUVXY&": 0.2}
_WITHOUT = [(str.maketrans("", "", signs), more) for signs, more in _BY_SIGN.items()]
_SPACE, _BOLD = 0.47, 1.04
# What a cell keeps free beside its text.
_BESIDE = 1.5


def row_height(values: Sequence[object], widths: Iterable[float]) -> float:
    """The height in points of a row with these values in columns of these widths, as far as a row may go."""
    texts = ((value, width) for value, width in zip(values, widths, strict=True) if isinstance(value, str))
    lines = max((_lines(text, width) for text, width in texts), default=1)
    return min(lines * _LINE, _HIGHEST)


@lru_cache(maxsize=4096)
def _lines(text: str, width: float) -> int:
    """How many lines a text takes: a line ends before the word that does not fit, or within one that is too long."""
    room = max(width - _BESIDE, 1.0)
    return sum(_lines_of(part, room) for part in text.split("\n")) if text else 1


def _lines_of(text: str, room: float) -> int:
    if len(text) * _BOLD <= room / 1.5 or text_width(text) <= room:
        return 1
    lines, filled = 1, 0.0
    for word in text.split(" "):
        wide = text_width(word)
        if filled and filled + _SPACE + wide > room:
            lines, filled = lines + 1, 0.0
        elif filled:
            filled += _SPACE
        whole = max(ceil(wide / room) - 1, 0)
        lines, filled = lines + whole, filled + wide - whole * room
    return lines


def text_width(text: str) -> float:
    """How wide a text is in bold, in digits."""
    length = len(text)
    return (length + sum((length - len(text.translate(without))) * more for without, more in _WITHOUT)) * _BOLD
