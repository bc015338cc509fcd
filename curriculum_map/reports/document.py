"""A document described as values: parts with texts and tables. reports/word.py and reports/web_page.py write it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from curriculum_map.domain.levels import LegendLevel
from curriculum_map.domain.text import Language
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.reports.book import Column, Formula, Kind, Link, Over, Sheet, Value
from curriculum_map.wording.numbers import number, percent


@dataclass(frozen=True, slots=True)
class Part:
    """A heading of a depth from 1 on, the texts below it, and a table, which is a sheet of a workbook as well."""

    title: str
    depth: int = 1
    texts: tuple[str, ...] = ()
    table: Sheet | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A title with the facts of the title page, each a heading and a text, and the parts."""

    title: str
    facts: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    made_at: datetime
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell as it is read: its text, the level that it holds, whether it marks a gap; over how many rows it stands."""

    text: str
    level: LegendLevel | None = None
    is_marked: bool = False
    rows: int = 1


@dataclass(frozen=True, slots=True)
class ShownSection:
    """Rows of a table under a heading of their own, which stands over the whole width; without one it is empty.

    A cell of a row is None where the one above stands over this row too.
    """

    heading: str
    rows: tuple[tuple[Shown | None, ...], ...]


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A sheet as a document shows it: its columns, and its rows in sections."""

    columns: tuple[Column, ...]
    sections: tuple[ShownSection, ...]

    @property
    def groups(self) -> tuple[tuple[str, int], ...]:
        """The headings over several columns, each with how many; none where no column has one."""
        if not any(column.group for column in self.columns):
            return ()
        runs = groupby(self.columns, key=lambda column: column.group)
        return tuple((text, len(list(run))) for text, run in runs)

    @property
    def rows(self) -> Iterator[tuple[Shown | None, ...]]:
        """All rows, without the headings of their sections."""
        return (row for section in self.sections for row in section.rows)


def shown_table(sheet: Sheet, language: Language) -> ShownTable:
    """The table of a sheet as it is read: what it repeats stands once, above.

    A list, which one can filter, is read without the columns in which nothing stands.
    """
    lines = list(_shown_rows(sheet, language))
    first = int(sheet.sectioned)
    kept = [
        place
        for place in range(first, len(sheet.columns))
        if not sheet.filtered or any((one := line[place]) is not None and one.text for line in lines)
    ]
    sections: list[tuple[str, list[tuple[Shown | None, ...]]]] = []
    for line in lines:
        heading = "" if not first else sections[-1][0] if line[0] is None else line[0].text
        if not sections or sections[-1][0] != heading:
            sections.append((heading, []))
        sections[-1][1].append(tuple(line[place] for place in kept))
    columns = tuple(sheet.columns[place] for place in kept)
    return ShownTable(
        columns,
        tuple(ShownSection(heading, tuple(_joined(rows, columns))) for heading, rows in sections),
    )


def _joined(rows: Sequence[tuple[Shown | None, ...]], columns: Sequence[Column]) -> Iterator[tuple[Shown | None, ...]]:
    """The rows of a section; a label that they repeat, but for the last one of each row, stands once over them all."""
    labels = [place for place, column in enumerate(columns) if column.kind is Kind.LABEL][:-1]
    joined = [list(row) for row in rows]
    for place in labels:
        first = 0
        for at in range(1, len(rows) + 1):
            if at < len(rows) and rows[at][: place + 1] == rows[first][: place + 1]:
                joined[at][place] = None
                continue
            over = joined[first][place]
            if over is not None and at - first > 1:
                joined[first][place] = replace(over, rows=at - first)
            first = at
    return map(tuple, joined)


def _shown_rows(sheet: Sheet, language: Language) -> Iterator[list[Shown | None]]:
    """The rows of a table as they are read; None where a cell above stands over this row too."""
    words = {level.name[language]: level for level in load_legend().levels}
    below = [0] * len(sheet.columns)
    for row in sheet.rows:
        line: list[Shown | None] = []
        for place, (value, column) in enumerate(zip(row, sheet.columns, strict=True)):
            if below[place]:
                below[place] -= 1
                line.append(None)
                continue
            text = text_of(value, column.kind, language)
            level = words.get(text) if column.kind is Kind.LEVEL else None
            rows = value.rows if isinstance(value, Over) else 1
            below[place] = rows - 1
            line.append(Shown(text, level, text in column.marked, rows))
        yield line


def text_of(value: Value, kind: Kind, language: Language) -> str:
    """A value as a text, numbers as the language writes them; TypeError for a formula, which no document can hold."""
    if isinstance(value, Formula):
        raise TypeError("a document has no formulas")
    if isinstance(value, Link | Over):
        return value.text or ""
    if value is None or isinstance(value, str):
        return value or ""
    return percent(value, language) if kind is Kind.SHARE else number(value, language)
