"""Where conditional formats may fill the cells of an OpenDocument sheet: a style of theirs says so, cell by cell."""

from dataclasses import dataclass, field

from curriculum_map.importing.places import Area

# More areas than this nobody makes by hand.
_MOST = 1_000


@dataclass(slots=True)
class RuledCells:
    """The cells that a rule may fill, gathered row by row into areas."""

    _done: list[Area] = field(default_factory=list)
    _growing: dict[tuple[int, int], Area] = field(default_factory=dict)
    _row: list[tuple[int, int]] = field(default_factory=list)

    def add(self, column: int, count: int) -> None:
        """Takes up so many cells beside each other, of the row that is gone through."""
        if self._row and self._row[-1][1] == column - 1:
            column, count = self._row[-1][0], column + count - self._row.pop()[0]
        self._row.append((column, column + count - 1))

    def end_row(self, row: int, rows: int) -> None:
        """Closes a row, or so many equal ones: an area grows as long as the next row has the same columns."""
        if not self._row and not self._growing:
            return
        now = {}
        for first, last in self._row:
            above = self._growing.pop((first, last), None)
            now[first, last] = (row if above is None else above[0], first, row + rows - 1, last)
        self._done.extend(list(self._growing.values())[: _MOST - len(self._done)])
        self._growing, self._row = now, []

    def areas(self) -> tuple[Area, ...]:
        """All areas, the first row first."""
        return tuple(sorted((*self._done, *self._growing.values())))[:_MOST]
