"""Figures below marks: how many there are in each column, what they add up to, or their mean."""

from collections.abc import Callable, Sequence

from curriculum_map.importing.layout.marks import is_filled

_FEWEST, _MANY = 2, 3
_ROUNDED = 0.006


def number_in(text: str) -> float | None:
    """The number that is all of a text, without a sign for percents; None if it is anything else."""
    digits = text.replace(",", ".").removesuffix("%").strip()
    return float(digits) if digits.isascii() and digits.replace(".", "", 1).isdecimal() else None


def _filled(column: Sequence[str]) -> float:
    return float(sum(map(is_filled, column)))


def _empty(column: Sequence[str]) -> float:
    return len(column) - _filled(column)


def _sum(column: Sequence[str]) -> float:
    return sum(filter(None, map(number_in, column)))


def _mean(column: Sequence[str]) -> float:
    return _sum(column) / (_filled(column) or 1)


def _mean_of_all(column: Sequence[str]) -> float:
    return _sum(column) / len(column)


def _share(column: Sequence[str]) -> float:
    return 100 * _filled(column) / len(column)


_WAYS: tuple[Callable[[Sequence[str]], float], ...] = (_filled, _sum, _mean, _mean_of_all, _share, _empty)


def count_others(own: Sequence[str], lines: Sequence[Sequence[str]]) -> bool:
    """Whether the numbers of a line are those of other lines, column by column and all worked out in the same way."""
    columns = list(zip(*lines, strict=True))
    if any(text and number_in(text) is None for text in own):
        return False
    numbers = [number_in(text) or 0.0 for text in own]
    return any(_are_worked_out(numbers, columns, way) for way in _WAYS)


def _are_worked_out(
    numbers: Sequence[float], columns: Sequence[Sequence[str]], way: Callable[[Sequence[str]], float]
) -> bool:
    """Whether each number is what this way makes of its column, and several columns could have made something else."""
    if any(abs(way(column) - number) > _ROUNDED for number, column in zip(numbers, columns, strict=True)):
        return False
    telling = [
        number
        for number, column in zip(numbers, columns, strict=True)
        if sum(map(is_filled, column)) >= _FEWEST and number
    ]
    # Where all courses have the same level a last one that has it too is as high as their mean.
    return len(telling) >= _MANY and (len(set(numbers)) > 1 or way not in (_mean, _mean_of_all))
