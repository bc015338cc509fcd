"""The addresses of places that do not follow their row and column, short enough to be kept with each grid."""

from collections.abc import Iterable, Mapping, Sequence

Place = tuple[int, int]


def packed(elsewhere: Mapping[Place, Place]) -> list[list[int]]:
    """The rows and columns of these (course, target), as runs of targets that follow each other in even steps.

    A run is course, first target, its row and column, the step in rows and in columns, and how many targets.
    """
    runs: list[list[int]] = []
    for (course, target), (row, column) in sorted(elsewhere.items()):
        if runs and _continues(runs[-1], course, target, row, column):
            run = runs[-1]
            run[4:] = [row - run[2], column - run[3], 2] if run[6] == 1 else [run[4], run[5], run[6] + 1]
        else:
            runs.append([course, target, row, column, 0, 0, 1])
    return runs


def unpacked(runs: Iterable[Sequence[int]]) -> dict[Place, Place]:
    """The row and column of each (course, target) in these runs."""
    return {
        (course, target + step): (row + step * down, column + step * across)
        for course, target, row, column, down, across, count in runs
        for step in range(count)
    }


def _continues(run: Sequence[int], course: int, target: int, row: int, column: int) -> bool:
    """Whether a place is the next one of a run; any place of the next target is the second one of a run of one."""
    first_course, first_target, first_row, first_column, down, across, count = run
    if (course, target) != (first_course, first_target + count):
        return False
    return count == 1 or (row, column) == (first_row + count * down, first_column + count * across)
