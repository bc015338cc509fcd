"""A workbook described as values: sheets with columns and rows. reports/workbook.py writes it, once, at the end."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from itertools import groupby

from openpyxl.utils import get_column_letter, quote_sheetname


class Kind(StrEnum):
    """What a column holds; it decides how its cells look."""

    LABEL = "label"
    TEXT = "text"
    LEVEL = "level"
    GAP = "gap"
    COUNT = "count"
    CREDITS = "credits"
    SHARE = "share"
    HUNDREDTHS = "hundredths"


@dataclass(frozen=True, slots=True)
class Formula:
    """The only value that becomes a formula; any other text stays text."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to a sheet of the same workbook."""

    text: str
    sheet: str


@dataclass(frozen=True, slots=True)
class Over:
    """A text that stands over so many rows, its own the first of them; the cells below it are None.

    In a sheet that can be filtered it stands in each of those rows.
    """

    text: str | None
    rows: int


Value = str | int | float | Formula | Link | Over | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column; columns with the same `group`, one after the other, stand together under that heading.

    `marked` are the texts in a GAP column that say a gap. Columns that are `folds` can be folded away, up to the next
    one that is not.
    """

    heading: str
    width: float
    kind: Kind = Kind.TEXT
    group: str = ""
    marked: tuple[str, ...] = ()
    folds: bool = False


@dataclass(frozen=True, slots=True)
class ColumnChart:
    """A chart of columns over the rows of its own sheet: the first column names them, each other one is a series."""

    title: str
    rows_title: str
    counts_title: str
    described: str
    colours: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its title and notes, then one row of headings and the rows. Rows count from 1, as on the screen.

    Of one that is `sectioned` a document writes the first column as headings over the rows that have it in common.
    `legend` stands below the rows of a workbook, in the first column: a heading and the words of the levels.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    notes: tuple[str, ...] = ()
    frozen_columns: int = 0
    filtered: bool = True
    sectioned: bool = False
    legend: tuple[str, ...] = ()
    chart: ColumnChart | None = None

    @property
    def group_row(self) -> int | None:
        """The row of the headings over several columns, if any column has one."""
        return self.heading_row - 1 if any(column.group for column in self.columns) else None

    @property
    def heading_row(self) -> int:
        """The row of the column headings, below the title, the notes and an empty row."""
        return len(self.notes) + 3 + any(column.group for column in self.columns)

    @property
    def first_row(self) -> int:
        """The first row below the headings."""
        return self.heading_row + 1

    @property
    def last_row(self) -> int:
        """The last row, or the row of the headings where there is none."""
        return self.heading_row + len(self.rows)

    def groups(self) -> Iterator[tuple[str, int, int]]:
        """Each run of columns with the same group: its text, first and last column, counted from 1."""
        numbered = enumerate((column.group for column in self.columns), start=1)
        for group, run in groupby(numbered, key=lambda pair: pair[1]):
            places = [place for place, _ in run]
            yield group, places[0], places[-1]

    def area(self, first: int, last: int) -> str:
        """The address of these columns, counted from 1, from the first row to the last."""
        return f"{get_column_letter(first)}{self.first_row}:{get_column_letter(last)}{self.last_row}"

    def absolute(self, column: int) -> str:
        """The address of one column's rows as a formula on another sheet writes it."""
        letter = get_column_letter(column)
        return f"{quote_sheetname(self.name)}!${letter}${self.first_row}:${letter}${self.last_row}"


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook: its title and when it was made are properties of the file."""

    title: str
    made_at: datetime
    sheets: tuple[Sheet, ...] = field(default=())
