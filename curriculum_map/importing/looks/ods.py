"""The look of the sheets of an OpenDocument spreadsheet, read in one pass over its content.

Not resolved: the colours of conditional formats, of which it only tells where they may fill cells, and colours that a
table template gives.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from curriculum_map.importing.asides import asides_of_ods
from curriculum_map.importing.cells import Look, Place
from curriculum_map.importing.formats.number_formats import tells
from curriculum_map.importing.formats.xml_parts import MAX_PASS_BYTES, Parts, Start, stream, understood
from curriculum_map.importing.limits import DEFAULT_LIMITS
from curriculum_map.importing.looks.building import CellStyle, LookBuilder
from curriculum_map.importing.looks.ods_styles import OdsStyles
from curriculum_map.importing.looks.xlsx_comments import without_persons
from curriculum_map.importing.ods_rules import RuledCells
from curriculum_map.importing.places import Area

# More equal cells or rows than this, beyond the values, are a dressed up rest of the sheet.
_MANY = 16
_GROUPED = re.compile(r"-?(?:0|[1-9][0-9.,'\s]*)(?:[.,][0-9]*)?")
_NUMBER = re.compile(r"-?[0-9]+[.,]?[0-9]*")
_COLUMNS = "table:number-columns-repeated"
_WIDE, _HIGH = "table:number-columns-spanned", "table:number-rows-spanned"
_TEXTS = ("text:p", "text:span", "text:s", "text:tab", "text:line-break", "office:annotation")
_GROUPS = ("table:table-row-group", "table:table-column-group")
_CELLS = ("table:table-cell", "table:covered-table-cell")
_ENDS = frozenset(("table:table-row", "office:annotation", "text:span", *_CELLS, *_GROUPS))
# Stands for the text of a cell without a number, where only its place matters.
_SOMETHING = "…"
_HIDDEN = ("collapse", "filter")


def looks_of_ods(data: bytes, sheets: Mapping[str, list[list[object]]]) -> dict[str, Look]:
    """The look of each of these sheets that the file describes."""
    with Parts(data) as parts:
        styles = OdsStyles()
        understood(None, styles.read, parts.read("styles.xml"))
        content = OdsPass(styles, sheets)
        # Half a look would say something untrue about the other half: what cannot be gone over whole raises.
        part = parts.read("content.xml")
        stream(part, content.start, content.end, content.text, MAX_PASS_BYTES)
        no_asides: dict[str, dict[Place, str]] = {}
        for name, asides in understood(no_asides, asides_of_ods, part).items():
            if name in content.builders:
                content.builders[name].asides = asides
        return {name: builder.look() for name, builder in content.builders.items()}


@dataclass(slots=True)
class _Cell:
    """Equal cells beside each other: where, of which style, and what stands in them."""

    first: int
    count: int
    style: str
    texts: list[tuple[str | None, str]] = field(default_factory=list)
    comment: list[str] = field(default_factory=list)


class OdsPass:
    """Hears of the elements of the content, and has a builder for each sheet asked for."""

    def __init__(self, styles: OdsStyles, sheets: Mapping[str, list[list[object]]]) -> None:
        self.builders: dict[str, LookBuilder] = {}
        self._styles, self._sheets = styles, sheets
        self._builder: LookBuilder | None = None
        self._depth = 0
        self._groups: list[bool] = []
        self._row, self._rows, self._row_style = 0, 1, ""
        self._column = 0
        self._column_styles: dict[int, str] = {}
        self._plain_columns = True
        self._cells: list[_Cell] = []
        self._merged: list[Area] = []
        self._ruled = RuledCells()
        # Only a cell that may look different from its value is kept; a plain one may yet turn out to have a comment.
        self._cell: _Cell | None = None
        self._plain: tuple[int, int, str] | None = None
        self._plain_text = False
        self._in_comment = False
        self._paragraphs = 0
        self._spans: list[str | None] = []
        self._starts: dict[str, Start] = {
            "table:table-row": self._start_row,
            "table:table-column": self._start_columns,
            **dict.fromkeys(_CELLS, self._start_cell),
            **dict.fromkeys(_GROUPS, self._start_group),
            **dict.fromkeys(_TEXTS, self._start_text),
        }

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Takes the start of an element."""
        if tag == "table:table":
            self._depth += 1
            if self._depth == 1:
                self._start_table(attributes.get("table:name", ""))
        elif self._depth == 0:
            self._styles.start(tag, attributes)
        elif self._depth == 1 and self._builder is not None:
            handler = self._starts.get(tag)
            if handler is not None:
                handler(tag, attributes)

    def text(self, text: str) -> None:
        """Takes text: of a comment, or of a cell."""
        if self._cell is None:
            self._plain_text = True
        elif not self._in_comment:
            self._cell.texts.append((self._spans[-1] if self._spans else None, text))
        elif self._paragraphs:
            # Before the first paragraph stands who wrote it, and when.
            self._cell.comment.append(text)

    def end(self, tag: str) -> None:
        """Takes the end of an element."""
        if tag == "table:table":
            self._depth -= 1
            if self._depth == 0 and self._builder is not None:
                self._builder.merge(self._merged)
                self._builder.conditional = self._ruled.areas()
        elif tag in _ENDS and self._depth == 1 and self._builder is not None:
            self._end(tag, self._builder)

    def _end(self, tag: str, builder: LookBuilder) -> None:
        if tag in _CELLS:
            self._cell = self._plain = None
        elif tag == "table:table-row":
            self._end_row(builder)
        elif tag == "office:annotation":
            self._in_comment = False
        elif tag == "text:span":
            self._spans.pop()
        else:
            self._groups.pop()

    def _start_table(self, name: str) -> None:
        self._builder = LookBuilder(self._sheets[name]) if name in self._sheets else None
        if self._builder is not None:
            self.builders[name] = self._builder
        self._row, self._rows, self._column = 0, 1, 0
        self._column_styles, self._plain_columns = {}, True
        self._cells, self._merged, self._cell, self._plain = [], [], None, None
        self._ruled = RuledCells()

    def _start_group(self, _tag: str, attributes: dict[str, str]) -> None:
        self._groups.append(attributes.get("table:display") == "false")

    def _start_columns(self, _tag: str, attributes: dict[str, str]) -> None:
        last = self._column + _count(attributes, _COLUMNS) - 1
        if self._builder is not None and self._is_hidden("table-column", attributes):
            self._builder.hide_columns(self._column, last)
        style = attributes.get("table:default-cell-style-name", "")
        self._column_styles.update(dict.fromkeys(range(self._column, min(last + 1, DEFAULT_LIMITS.columns)), style))
        self._plain_columns = self._plain_columns and self._styles.cell(style).plain
        self._column = last + 1

    def _start_row(self, _tag: str, attributes: dict[str, str]) -> None:
        self._rows = _count(attributes, "table:number-rows-repeated")
        self._row_style = attributes.get("table:default-cell-style-name", "")
        self._column, self._cells = 0, []
        if self._builder is not None and self._is_hidden("table-row", attributes):
            self._builder.hide_rows(self._row, self._row + self._rows - 1)

    def _is_hidden(self, family: str, attributes: dict[str, str]) -> bool:
        if any(self._groups) or attributes.get("table:visibility") in _HIDDEN:
            return True
        return bool(self._styles.style(family, attributes.get("table:style-name", "")).no_size)

    def _start_cell(self, _tag: str, attributes: dict[str, str]) -> None:
        column = self._column
        if _WIDE in attributes or _HIGH in attributes:
            right, down = _count(attributes, _WIDE) - 1, _count(attributes, _HIGH) - 1
            self._merged.append((self._row, column, self._row + down, column + right))
        count = _count(attributes, _COLUMNS) if _COLUMNS in attributes else 1
        style = attributes.get("table:style-name") or self._row_style
        self._column += count
        if self._styles.ruled and (style or self._column_styles.get(column, "")) in self._styles.ruled:
            self._ruled.add(column, count)
        self._plain_text = False
        plain = self._styles.cell(style).plain if style else self._plain_columns
        if plain and attributes.get("office:value-type", "string") == "string":
            self._cell, self._plain = None, (column, count, style)
        else:
            self._keep(column, count, style)

    def _keep(self, column: int, count: int, style: str) -> None:
        self._cell = _Cell(column, count, style)
        if self._plain_text:
            self._cell.texts.append((None, _SOMETHING))
        self._cells.append(self._cell)
        self._in_comment, self._spans, self._plain_text = False, [], False

    def _start_text(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in ("text:span", "office:annotation") and self._cell is None and self._plain is not None:
            self._keep(*self._plain)
        if tag == "office:annotation":
            self._in_comment, self._paragraphs = True, 0
        elif tag == "text:p":
            if self._in_comment and self._paragraphs and self._cell is not None:
                self._cell.comment.append("\n")
            self._paragraphs += 1
        elif tag == "text:span":
            self._spans.append(attributes.get("text:style-name"))
        else:
            self.text("\n" if tag == "text:line-break" else " ")

    def _end_row(self, builder: LookBuilder) -> None:
        rows = _span(self._row, self._rows, len(builder.rows), DEFAULT_LIMITS.rows)
        for cell in self._cells:
            for column in _span(cell.first, cell.count, builder.width, DEFAULT_LIMITS.columns):
                style = self._styles.cell(cell.style or self._column_styles.get(column, ""))
                if cell.texts or cell.comment:
                    self._dress(builder, rows, column, cell, style)
                elif style.fill:
                    for row in rows:
                        builder.fill(row, column, style.fill)
        self._ruled.end_row(self._row, self._rows)
        self._row += self._rows
        self._cells = []

    def _dress(self, builder: LookBuilder, rows: range, column: int, cell: _Cell, style: CellStyle) -> None:
        comment = without_persons("".join(cell.comment)) if cell.comment else ""
        seen = "".join(text for _, text in cell.texts).strip()
        runs = [self._styles.within(name, style.font) if name else None for name, text in cell.texts if text.strip()]
        for row in rows:
            if comment:
                builder.comments[row, column] = comment
            number_format = _format(builder.value(row, column), seen)
            if number_format:
                builder.formats[row, column] = number_format
            if any(runs) or not style.plain:
                builder.dress(row, column, style, runs)


def _span(first: int, count: int, size: int, most: int) -> range:
    """Which of these equal rows or columns are looked at: all if they are few, else those among the values."""
    return range(first, min(first + count, most if count <= _MANY else size))


def _count(attributes: Mapping[str, str], name: str) -> int:
    return max(int(attributes.get(name, "1")), 1)


@lru_cache(maxsize=4096, typed=True)
def _format(value: object, seen: str) -> str:
    """What a person sees of a number or date as a format of that text; an empty text where it is just the value."""
    if isinstance(value, (str, bool)) or value is None or not seen:
        return ""
    text = seen
    if isinstance(value, (int, float)) and _GROUPED.fullmatch(seen):
        # With a comma or with points between thousands it is still the number; but 3.1 shown as 3,10 may be a code.
        if abs(value) >= 1000 or not _NUMBER.fullmatch(seen):
            return ""
        text = seen.replace(",", ".")
    return _literal(seen) if tells(value, _literal(text)) else ""


def _literal(text: str) -> str:
    return '"' + text.replace('"', "") + '"'
