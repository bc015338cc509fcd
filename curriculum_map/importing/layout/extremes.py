"""Lines whose marks are the highest, or the lowest, of other lines; in whatever order of the marks."""

from collections.abc import Iterable, Sequence
from graphlib import CycleError, TopologicalSorter

_FEW, _MANY = 3, 7


def are_extremes(parts: Iterable[tuple[Sequence[str], Iterable[Sequence[str]]]]) -> bool:
    """Whether one order of the marks makes those of each line the last of its own lines, column by column."""
    follows: dict[str, set[str]] = {}
    told, count, different = 0, 0, set[str]()
    for own, lines in parts:
        count += 1
        different.update(own)
        for mark, *column in zip(own, *lines, strict=True):
            others = set(column) - {""}
            if (mark not in others) if mark else bool(others):
                return False
            follows.setdefault(mark, set()).update(others - {mark})
            told += len(others) > 1
    try:
        TopologicalSorter(follows).prepare()
    except CycleError:
        return False
    # One mark everywhere may be that of a last course in which all comes together; of many columns less so. That it
    # holds for several lines tells more.
    return told >= (max(_FEW - count + 1, 2) if len(different - {""}) > 1 else _MANY)
