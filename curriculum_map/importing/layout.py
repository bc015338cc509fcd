"""Where the course table of a sheet is: its header rows, its course fields, its target columns."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from curriculum_map.domain.framework import Granularity, granularity_of
from curriculum_map.importing.cells import Sheet, cell_text
from curriculum_map.importing.names import NamedTarget, Names
from curriculum_map.importing.words import COURSE_FIELDS

_ROWS_TO_SEARCH = 60
_HEADER_ROWS_ABOVE = 4


@dataclass(frozen=True, slots=True)
class TargetColumn:
    """A column of levels and what its heading names."""

    column: int
    named: NamedTarget


@dataclass(frozen=True, slots=True)
class CourseTable:
    """A table with courses down and targets across. The data begin below `header_row`."""

    sheet: Sheet
    header_row: int
    fields: dict[str, int]
    targets: tuple[TargetColumn, ...]
    other_columns: tuple[int, ...]

    @property
    def granularity(self) -> Granularity:
        """The finest of what its columns name; coarser ones among them are a finding."""
        return max((granularity_of(column.named.target) for column in self.targets), key=list(Granularity).index)

    def in_edition(self, edition_id: str) -> "CourseTable":
        """The same table with each element's label read as the element of this edition."""
        columns = (TargetColumn(column.column, column.named.in_edition(edition_id)) for column in self.targets)
        return replace(self, targets=tuple(columns))

    def heading(self, column: int) -> str:
        """The lowest heading of a column, as written."""
        return self.sheet.text(self.header_row, column)


def find_course_table(sheet: Sheet, names: Names) -> CourseTable | None:
    """The table below the first row that names a course title and at least one target; None if there is none."""
    for row in range(min(len(sheet.rows), _ROWS_TO_SEARCH)):
        fields = _fields(sheet, row)
        if "title" not in fields:
            continue
        targets = tuple(_targets(sheet, row, set(fields.values()), names))
        if targets:
            taken = {*fields.values(), *(column.column for column in targets)}
            return CourseTable(sheet, row, fields, targets, tuple(_others(sheet, row, taken)))
    return None


def _fields(sheet: Sheet, row: int) -> dict[str, int]:
    fields: dict[str, int] = {}
    for column, value in enumerate(sheet.rows[row]):
        if value != "" and (name := COURSE_FIELDS.named(cell_text(value))):
            fields.setdefault(name, column)
    return fields


def _targets(sheet: Sheet, row: int, taken: set[int], names: Names) -> Iterator[TargetColumn]:
    clusters = _cluster_row(sheet, row, names)
    for column in range(len(sheet.rows[row])):
        text = sheet.text(row, column)
        if column in taken or not text:
            continue
        named = names.target(text, clusters[column])
        if named is not None:
            yield TargetColumn(column, named)


def _cluster_row(sheet: Sheet, row: int, names: Names) -> list[str]:
    """The nearest row of headings above that names a cluster, and no other: a focus can bear the name of a cluster."""
    for over in range(row - 1, max(row - 1 - _HEADER_ROWS_ABOVE, -1), -1):
        texts = _filled_right(sheet, over)
        if any(map(names.cluster, set(texts))):
            return texts
    return [""] * len(sheet.rows[row])


def _filled_right(sheet: Sheet, row: int) -> list[str]:
    """The texts of a heading row, each carried on over the empty cells to its right: merged cells look like that."""
    texts: list[str] = []
    for column in range(max(map(len, sheet.rows))):
        text = sheet.text(row, column)
        texts.append(text or (texts[-1] if texts else ""))
    return texts


def _others(sheet: Sheet, row: int, taken: set[int]) -> Iterator[int]:
    return (column for column in range(len(sheet.rows[row])) if column not in taken and sheet.text(row, column))
