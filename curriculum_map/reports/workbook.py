"""Writes a described workbook as xlsx, row by row: styles come per column, level colours from conditional formats."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from itertools import accumulate

from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from curriculum_map.domain.text import Language
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.reports.book import Book, Column, Formula, Kind, Link, Over, Sheet, Value
from curriculum_map.reports.column_chart import make_chart
from curriculum_map.reports.looks import HEADING, LINK, NOTE, SHEET_TITLE, WRAPPED_LOOKS, Looks
from curriculum_map.reports.pages import lay_out_pages
from curriculum_map.reports.rows import RowSheet, empty_cell, formula_cell, letters, new_sheet, number_cell, text_cell
from curriculum_map.workbooks.heights import row_height, text_width
from curriculum_map.workbooks.style import colour_levels
from curriculum_map.workbooks.text import printable

# How wide a title or a note is before it goes on in a second line, a table too narrow for that, and any width at all.
_LINE_OF_NOTES, _NARROW, _WIDEST = 120, 60, 10_000
# A title is so much larger than other texts.
_TITLE_SIZE = 1.45
# Before the name of a sheet, so that it never reads as the address of a cell.
_LIST, _NOT_IN_A_NAME = "list", re.compile(r"\W+")


def write_workbook(book: Book, language: Language) -> bytes:
    """The bytes of an xlsx file without macros, outside links or names of persons in its properties."""
    workbook = Workbook(write_only=True)
    workbook.properties = DocumentProperties(
        creator="curriculum-map", title=printable(book.title), language=language, created=_without_zone(book.made_at)
    )
    looks = Looks(workbook)
    for sheet in book.sheets:
        _Writer(new_sheet(workbook, sheet.name), sheet, looks, language).write(book.title)
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


class _Writer:
    """Writes one sheet; what holds for a whole sheet must be said before its first row."""

    def __init__(self, target: RowSheet, sheet: Sheet, looks: Looks, language: Language) -> None:
        self.target, self.sheet, self.looks, self.language = target, sheet, looks, language

    def write(self, title: str) -> None:
        """The sheet from top to bottom; the title of the workbook is printed below."""
        self._set_up(title)
        for line in self._lines():
            self.target.append(line)
        self._format()
        if self.sheet.chart is not None:
            self.target.add_chart(make_chart(self.target, self.sheet, self.sheet.chart))
        if self.sheet.filtered:
            self._name()

    def _set_up(self, title: str) -> None:
        sheet, target = self.sheet, self.target
        for number, column in enumerate(sheet.columns, start=1):
            dimension = target.column_dimensions[get_column_letter(number)]
            dimension.width, dimension.outlineLevel = column.width, int(column.folds)
        target.sheet_view.showGridLines = False
        if sheet.filtered or sheet.frozen_columns:
            target.freeze_panes = f"{get_column_letter(sheet.frozen_columns + 1)}{sheet.first_row}"
        lay_out_pages(target, sheet, title, self._set_heights())

    def _set_heights(self) -> float:
        """A height for every row whose text may wrap: not every program finds it by itself. All of them together."""
        sheet, heights = self.sheet, self.target.row_dimensions
        widths = [column.width for column in sheet.columns]
        for number, (text, size, _) in enumerate(self._above(), start=1):
            wide = self._notes_over()[1] if self._is_wrapped(text, size) else _WIDEST
            heights[number].height = row_height([text], [wide / size]) * size
        if sheet.group_row is not None:
            over = [(text, sum(widths[first - 1 : last])) for text, first, last in sheet.groups()]
            heights[sheet.group_row].height = row_height([text for text, _ in over], [width for _, width in over])
        # A filter's button takes room in the heading.
        heights[sheet.heading_row].height = row_height(
            [column.heading for column in sheet.columns], [width - 2 for width in widths]
        )
        for number, row in enumerate(self._rows(), start=sheet.first_row):
            heights[number].height = row_height(row, widths)
        return float(sum(one.height for one in heights.values()))

    def _above(self) -> Iterator[tuple[str, float, str]]:
        """The title and the notes: the text, how large it is beside other texts, and its look."""
        yield self.sheet.title, _TITLE_SIZE, SHEET_TITLE
        yield from ((note, 1.0, NOTE) for note in self.sheet.notes)

    def _notes_over(self) -> tuple[int, float]:
        """Over how many columns a long title or note stands, and how wide those are."""
        wide = list(accumulate(column.width for column in self.sheet.columns))
        count = next((at for at, one in enumerate(wide, start=1) if one >= _LINE_OF_NOTES), len(wide))
        return count, wide[count - 1]

    def _is_wrapped(self, text: str, size: float) -> bool:
        """Whether a title or a note goes on in a second line; over a narrow table it runs on beside it instead."""
        wide = self._notes_over()[1]
        return wide >= _NARROW and text_width(text) * size > wide

    def _name(self) -> None:
        """Gives the list, with its headings, a name that a formula or another workbook can refer to."""
        last = f"${get_column_letter(len(self.sheet.columns))}${self.sheet.last_row}"
        area = f"{quote_sheetname(self.sheet.name)}!$A${self.sheet.heading_row}:{last}"
        name = _NOT_IN_A_NAME.sub("_", f"{_LIST}_{self.sheet.name}")
        self.target.parent.defined_names[name] = DefinedName(name, attr_text=area)

    def _lines(self) -> Iterator[list[str]]:
        """Every row of the sheet, its cells as XML."""
        names = letters(len(self.sheet.columns))
        for number, line in enumerate(self._values(), start=1):
            places = zip(names, line, strict=False)
            yield [self._cell(f"{name}{number}", value, look) for name, (value, look) in places if look]

    def _values(self) -> Iterator[Iterable[tuple[Value, str]]]:
        """Every row of the sheet: the value and the look of each cell; where there is no cell, the look is empty."""
        sheet = self.sheet
        for text, size, look in self._above():
            yield [(text, WRAPPED_LOOKS[look] if self._is_wrapped(text, size) else look)]
        yield []
        if sheet.group_row is not None:
            yield [(text, "" if text is None else HEADING) for text in self._group_texts()]
        yield [(column.heading, HEADING) for column in sheet.columns]
        looks = [column.kind for column in sheet.columns]
        for row in self._rows():
            yield zip(row, looks, strict=True)
        for number, text in enumerate(sheet.legend):
            if number == 0:
                yield []
            yield [(text, Kind.LEVEL if number else Kind.LABEL)]

    def _rows(self) -> Iterable[tuple[Value, ...]]:
        """The rows as they are written: in a list that can be filtered nothing stands over several of them."""
        return _repeated(self.sheet.rows) if self.sheet.filtered else self.sheet.rows

    def _group_texts(self) -> Iterator[str | None]:
        """The text of each group over its first column and nothing over its others; None where there is no group."""
        for text, first, last in self.sheet.groups():
            yield from (text, *[""] * (last - first)) if text else [None] * (last - first + 1)

    def _cell(self, place: str, value: Value, look: str) -> str:
        """One styled cell; only a Formula becomes a formula."""
        if isinstance(value, Over):
            value = value.text
        if isinstance(value, str):
            return text_cell(place, self.looks.of(look, text=True), value)
        if isinstance(value, Link):
            self.target._hyperlinks.append(Hyperlink(ref=place, location=f"{quote_sheetname(value.sheet)}!A1"))
            return text_cell(place, self.looks.of(LINK, text=True), value.text)
        style = self.looks.of(look, text=False)
        if value is None:
            return empty_cell(place, style)
        if isinstance(value, Formula):
            return formula_cell(place, style, value.text)
        return number_cell(place, style, value)

    def _format(self) -> None:
        """The filter, the headings over several columns, and colours that follow what is written."""
        sheet, target = self.sheet, self.target
        notes_end = get_column_letter(self._notes_over()[0])
        wrapped = (number for number, (text, size, _) in enumerate(self._above(), 1) if self._is_wrapped(text, size))
        for number in wrapped:
            target.merged_cells.add(f"A{number}:{notes_end}{number}")
        if sheet.filtered:
            last = get_column_letter(len(sheet.columns))
            target.auto_filter.ref = f"A{sheet.heading_row}:{last}{sheet.last_row}"
        if sheet.group_row is not None:
            for text, first, last_column in sheet.groups():
                if text and last_column > first:
                    columns = f"{get_column_letter(first)}{sheet.group_row}:{get_column_letter(last_column)}"
                    target.merged_cells.add(f"{columns}{sheet.group_row}")
        for area in () if sheet.filtered else _areas_over(sheet):
            target.merged_cells.add(area)
        if not sheet.rows:
            return
        for first, last_column in _level_runs(sheet.columns):
            colour_levels(target, sheet.area(first, last_column), load_legend(), self.language)
        if sheet.legend:
            first_level = sheet.last_row + 3
            area = f"A{first_level}:A{first_level + len(sheet.legend) - 2}"
            colour_levels(target, area, load_legend(), self.language)
        for number, column in enumerate(sheet.columns, start=1):
            if column.marked:
                _mark(target, sheet.area(number, number), column.marked)


def _repeated(rows: Iterable[tuple[Value, ...]]) -> Iterator[tuple[Value, ...]]:
    """The rows of a list that can be filtered: what stands over several of them stands in each."""
    over: dict[int, Over] = {}
    for row in rows:
        over |= {place: value for place, value in enumerate(row) if isinstance(value, Over)}
        over = {place: value for place, value in over.items() if value.rows > 0}
        yield tuple(over[place].text if place in over else value for place, value in enumerate(row))
        over = {place: Over(value.text, value.rows - 1) for place, value in over.items()}


def _areas_over(sheet: Sheet) -> Iterator[str]:
    """The address of each text that stands over several rows."""
    for number, row in enumerate(sheet.rows, start=sheet.first_row):
        for place, value in enumerate(row, start=1):
            if isinstance(value, Over) and value.rows > 1:
                letter = get_column_letter(place)
                yield f"{letter}{number}:{letter}{number + value.rows - 1}"


def _level_runs(columns: tuple[Column, ...]) -> Iterator[tuple[int, int]]:
    """First and last of the columns of levels that stand next to each other, counted from 1."""
    start = None
    for number, column in enumerate((*columns, None), start=1):
        is_level = column is not None and column.kind is Kind.LEVEL
        if is_level and start is None:
            start = number
        elif not is_level and start is not None:
            yield start, number - 1
            start = None


def _mark(target: Worksheet, area: str, texts: tuple[str, ...]) -> None:
    """Makes these texts stand out in the colour that the legend gives to gaps."""
    first = area.split(":", maxsplit=1)[0]
    tests = ",".join('{}="{}"'.format(first, text.replace('"', '""')) for text in texts)
    font = Font(bold=True, color=load_legend().gap_marker[0].lstrip("#"))
    target.conditional_formatting.add(area, FormulaRule(formula=[f"OR({tests})"], font=font))


def _without_zone(moment: datetime) -> datetime:
    """The moment in UTC without saying so, as the properties of a file want it."""
    return moment if moment.tzinfo is None else moment.astimezone(UTC).replace(tzinfo=None)
