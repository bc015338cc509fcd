"""A document described as values: parts with texts and tables. reports/word.py and reports/web_page.py write it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from curriculum_map.domain.levels import LegendLevel
from curriculum_map.domain.text import Language
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.reports.book import Formula, Kind, Link, Over, Sheet, Value
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


def shown_rows(sheet: Sheet, language: Language) -> Iterator[list[Shown | None]]:
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
