"""Any table of a screen as a file: CSV, or a workbook in the colours of the legend."""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import StringIO

from curriculum_map.domain.text import Language
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.importing.official_wording.csv_file import guarded
from curriculum_map.reports.book import Book, Column, Kind, Sheet, Value
from curriculum_map.reports.workbook import write_workbook
from curriculum_map.workbooks.text import printable

# What separates columns where each language is used.
_SEPARATOR: dict[Language, str] = {"nl": ";", "en": ","}
_NARROWEST, _WIDEST = 10, 46
_LONGEST_NAME = 31
# To a number as every program writes it: a full stop for decimals, a hyphen for what is below nothing.
_PLAIN: dict[Language, dict[int, int]] = {"nl": str.maketrans(",.−", ".,-"), "en": str.maketrans("−", "-")}
# What stands where there is no figure: a column is one of numbers beside it too.
_NO_FIGURE = "–"
_WHOLE = "(?:0|[1-9][0-9]{0,8})"
# How a number is written in a column of each kind, which shows it as it was; a code with a nought before it is none.
_WRITTEN = {
    Kind.COUNT: re.compile(_WHOLE),
    Kind.SHARE: re.compile(f"{_WHOLE}%"),
    Kind.HUNDREDTHS: re.compile(rf"-?{_WHOLE}\.[0-9]{{2}}"),
    Kind.CREDITS: re.compile(rf"-?{_WHOLE}(?:\.[0-9]?[1-9])?"),
}


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of a flat table, and the heading over it and its neighbours."""

    text: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class FlatTable:
    """A table as rows of texts, each as long as there are headings; `notes` say what its figures rest on."""

    title: str
    headings: tuple[Heading, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()


def table_csv(table: FlatTable, language: Language) -> bytes:
    """The bytes of a CSV file that a spreadsheet program opens as it is; no text in it becomes a formula.

    It is the table alone, without its notes: a file for programs that go on with it.
    """
    out = StringIO()
    writer = csv.writer(out, delimiter=_SEPARATOR[language])
    writer.writerow(_still(" – ".join(filter(None, (one.group, one.text)))) for one in table.headings)
    writer.writerows(map(_still, row) for row in table.rows)
    return out.getvalue().encode("utf-8-sig")


def table_workbook(table: FlatTable, language: Language, now: datetime) -> bytes:
    """The bytes of a workbook with this table as its only sheet, levels in the colours of the legend."""
    columns = tuple(_column(table, at, language) for at in range(len(table.headings)))
    name = (
        "".join(" " if sign in "[]:*?/\\" else sign for sign in printable(table.title))[:_LONGEST_NAME].strip("' ")
        or "-"
    )
    kinds = [column.kind for column in columns]
    rows = tuple(
        tuple(_value(text, kind, language) for text, kind in zip(row, kinds, strict=True)) for row in table.rows
    )
    return write_workbook(Book(table.title, now, (Sheet(name, table.title, columns, rows, table.notes),)), language)


def _value(text: str, kind: Kind, language: Language) -> Value:
    """What a cell holds: a number in a column of those, with which a spreadsheet program can go on counting."""
    if kind not in _WRITTEN or text == _NO_FIGURE:
        return text
    plain = text.translate(_PLAIN[language])
    if not plain:
        return None
    if plain.endswith("%"):
        return int(plain.removesuffix("%")) / 100
    return int(plain) if plain.isdecimal() else float(plain)


def _column(table: FlatTable, at: int, language: Language) -> Column:
    texts = [row[at] for row in table.rows]
    heading = table.headings[at]
    longest = max(map(len, (heading.text, *texts)), default=0)
    return Column(heading.text, max(_NARROWEST, min(longest + 2, _WIDEST)), _kind(texts, language), heading.group)


def _kind(texts: Sequence[str], language: Language) -> Kind:
    """What a column holds: numbers where nothing else stands in it."""
    if not {level.name[language] for level in load_legend().levels}.isdisjoint(texts):
        return Kind.LEVEL
    figures = {text.translate(_PLAIN[language]) for text in texts} - {"", _NO_FIGURE}
    fitting = (kind for kind, written in _WRITTEN.items() if figures and all(map(written.fullmatch, figures)))
    return next(fitting, Kind.TEXT)


def _still(text: str) -> str:
    """A text that stays text in a spreadsheet program."""
    return guarded(printable(text))
