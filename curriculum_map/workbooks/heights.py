"""How high a row must be for its text to fit."""

from collections.abc import Iterable, Sequence
from math import ceil

_LINE, _HIGHEST = 15.0, 409.0


def row_height(values: Sequence[object], widths: Iterable[float]) -> float:
    """The height in points of a row with these values in columns of these widths, as far as a row may go."""
    lines = max(_lines(value, width) for value, width in zip(values, widths, strict=True))
    return min(lines * _LINE, _HIGHEST)


def _lines(value: object, width: float) -> int:
    """How many lines a value takes."""
    if not isinstance(value, str) or len(value) <= width:
        return 1
    # Most letters are narrower than the digit in which widths are counted, but words do not break at the very edge.
    in_a_line = max(1.1 * width - 3, 1)
    return sum(max(1, ceil(len(part) / in_a_line)) for part in value.split("\n"))
