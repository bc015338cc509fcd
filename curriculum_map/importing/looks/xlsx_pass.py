"""One pass over the part of an xlsx sheet: hidden rows and columns, and the cells whose style says something."""

from collections.abc import Mapping

from curriculum_map.domain.findings import column_number
from curriculum_map.importing.formats.xml_parts import EnoughError, is_set, local
from curriculum_map.importing.limits import DEFAULT_LIMITS
from curriculum_map.importing.looks.building import CellStyle, LookBuilder
from curriculum_map.importing.looks.rich_text import RunReader, Runs
from curriculum_map.importing.looks.xlsx_styles import Styles

_DIGITS = "0123456789"


class SheetPass:
    """Hears of the elements of a sheet and tells a builder. `rich` asks for texts and ends of elements too."""

    def __init__(self, builder: LookBuilder, styles: Styles, shared: Mapping[str, Runs], rich: bool) -> None:
        self.rich = rich or bool(shared)
        self._builder, self._styles, self._shared = builder, styles, shared
        self._runs = RunReader(styles.palette)
        self._names: tuple[str, str, str] = ("", "", "")
        self._letters: dict[str, int] = {}
        self._row, self._column = -1, -1
        self._column_fills: dict[int, str] = {}
        # The style of a row, and which of its cells have a style of their own; both only where they matter.
        self._row_style: CellStyle | None = None
        self._own: set[int] = set()
        self._cell = CellStyle()
        self._is_shared = False
        self._number: list[str] | None = None

    @property
    def dresses_columns(self) -> bool:
        """Whether a column has a fill, which its cells without a style of their own show."""
        return bool(self._column_fills)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Takes the start of an element, named as written."""
        row, cell, column = self._names
        if tag == cell:
            self._start_cell(attributes)
        elif tag == row:
            self.close_row()
            self._start_row(attributes)
        elif tag == column:
            self._start_columns(attributes)
        elif not cell:
            # The first element is the sheet; those in it have the same prefix.
            prefix = tag.removesuffix("worksheet")
            self._names = f"{prefix}row", f"{prefix}c", f"{prefix}col"
        elif self.rich:
            name = local(tag)
            if name == "v" and self._is_shared:
                self._number = []
            else:
                self._runs.start(name, attributes)

    def text(self, text: str) -> None:
        """Takes text between elements."""
        if self._number is None:
            self._runs.text(text)
        else:
            self._number.append(text)

    def end(self, tag: str) -> None:
        """Takes the end of an element."""
        if tag != self._names[1]:
            self._runs.end(local(tag))
            return
        runs = self._runs.take()
        if self._number is not None:
            runs = self._shared.get("".join(self._number).strip(), ())
            self._number = None
        if runs or not self._cell.plain:
            self._builder.dress(self._row, self._column, self._cell, runs)

    def close_row(self) -> None:
        """Fills the cells of the row that have no style of their own, as its own style or those of the columns say."""
        if not 0 <= self._row < len(self._builder.rows):
            return
        if self._row_style is None:
            fills = self._column_fills
        elif self._row_style.fill:
            fills = dict.fromkeys(range(self._builder.width), self._row_style.fill)
        else:
            return
        for column, colour in fills.items():
            if column not in self._own:
                self._builder.fill(self._row, column, colour)

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._row = int(attributes["r"]) - 1 if "r" in attributes else self._row + 1
        if self._row >= DEFAULT_LIMITS.rows or (self._row >= len(self._builder.rows) and self._builder.overfull):
            self._row_style, self._column_fills = None, {}
            raise EnoughError
        self._column = -1
        self._own = set()
        dressed = "s" in attributes and is_set(attributes, "customFormat")
        self._row_style = self._styles.cell(attributes["s"]) if dressed else None
        if is_set(attributes, "hidden") or _is_nothing(attributes.get("ht")):
            self._builder.hide_rows(self._row, self._row)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        if "r" in attributes:
            letters = attributes["r"].rstrip(_DIGITS)
            column = self._letters.get(letters)
            if column is None:
                column = self._letters[letters] = column_number(letters)
            self._column = column
        else:
            self._column += 1
        if self._column_fills or self._row_style is not None:
            self._own.add(self._column)
        style = self._styles.telling.get(attributes.get("s", "0"))
        if self.rich:
            self._cell = style or CellStyle()
            self._is_shared = attributes.get("t") == "s"
        elif style is not None:
            self._builder.dress(self._row, self._column, style)

    def _start_columns(self, attributes: dict[str, str]) -> None:
        first, last = int(attributes["min"]) - 1, int(attributes["max"]) - 1
        if is_set(attributes, "hidden") or _is_nothing(attributes.get("width")):
            self._builder.hide_columns(first, last)
        fill = self._styles.cell(attributes.get("style", "0")).fill
        if fill:
            self._column_fills.update(dict.fromkeys(range(first, min(last + 1, self._builder.width)), fill))


def _is_nothing(size: str | None) -> bool:
    """Whether a height or width is none at all."""
    return size is not None and float(size) == 0
