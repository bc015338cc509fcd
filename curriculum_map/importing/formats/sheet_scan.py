"""The cells of an xlsx sheet as the file has them, to see what its reader takes for empty and a person does not."""

import io
import re
from dataclasses import dataclass, field
from functools import lru_cache

from curriculum_map.domain.findings import CellRef, column_number
from curriculum_map.importing.cells import Place
from curriculum_map.importing.formats.guard import Handler, scan
from curriculum_map.importing.formats.plain_sheet import PlainSheet
from curriculum_map.importing.limits import Limits
from curriculum_map.importing.refusal import RefusalError, too_large

_ADDRESS = re.compile(r"([A-Za-z]+)([0-9]+)")
_CONTENTS = {"v", "is", "f"}


@dataclass
class SheetScan(Handler):
    """How far a sheet is filled in, and the texts that stand where its reader finds nothing: errors and formulas."""

    sheet: str
    part: str
    limits: Limits
    row_bytes: list[tuple[int, int]] = field(default_factory=list)
    """Each row that is filled in, and some that are not, and at which byte of the part it begins."""
    unnumbered: bool = False
    """Whether there is a cell of which neither itself nor its row says where it stands."""
    end_byte: int = 0
    """Where the rows end."""
    last_row: int = -1
    last_column: int = -1
    unseen: dict[Place, str] = field(default_factory=dict)
    plain: PlainSheet | None = None
    """Its cells, where they were read already."""
    _offset: int = 0
    _row: int = -1
    _column: int = -1
    _numbered: bool = True
    _type: str | None = None
    _inside: str = ""
    _held: dict[str, str] = field(default_factory=dict)

    @property
    def places(self) -> int:
        """How many places lie between A1 and the last row and column that are filled in."""
        return (self.last_row + 1) * (self.last_column + 1)

    def look_closely(self, row: bytes, offset: int, previous: int) -> None:
        """Takes in one row: its bytes, where they begin in the part, and the number of the row before."""
        self._row, self._offset = previous, offset
        scan(io.BytesIO(row), self)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A row or a cell begins, or what is in a cell."""
        if name == "c":
            self._start_cell(attributes)
        elif name == "row":
            self._start_row(attributes.get("r"))
        elif name in _CONTENTS:
            self._held[name] = ""
            self._inside = name

    def text(self, text: str) -> None:
        """The value or the formula of a cell."""
        if self._inside:
            self._held[self._inside] += text

    def end(self, name: str) -> None:
        """A cell ends, or what is in it."""
        if name == "c":
            if self._held:
                self._filled()
                self._held = {}
        elif name == self._inside:
            self._inside = ""
        elif name == "sheetData":
            self.end_byte = self.parser.CurrentByteIndex

    def _start_row(self, address: str | None) -> None:
        self._numbered = address is not None
        row = self._row + 1 if address is None else _number(address) - 1
        if row <= self._row:
            raise RefusalError("rows-out-of-order", CellRef(self.sheet, max(row, 0), 0))
        self._row, self._column = row, -1
        self.row_bytes.append((row, self._offset + self.parser.CurrentByteIndex))

    def _start_cell(self, attributes: dict[str, str]) -> None:
        address = attributes.get("r")
        self._type = attributes.get("t")
        if address is None:
            self._column += 1
            self.unnumbered |= not self._numbered
            return
        match = _ADDRESS.fullmatch(address)
        if match is None:
            raise RefusalError("damaged-file")
        row, column = _number(match[2]) - 1, _column(match[1])
        if row > self._row and self._column < 0 and not self._numbered:
            self._row = row
            self.row_bytes[-1] = row, self.row_bytes[-1][1]
        if row >= self.limits.rows or column >= self.limits.columns:
            self._row, self._column = row, column
            return
        if row != self._row or column <= self._column:
            raise RefusalError("rows-out-of-order", CellRef(self.sheet, max(row, 0), column))
        self._column = column

    def _filled(self) -> None:
        if self._row >= self.limits.rows or self._column >= self.limits.columns:
            raise too_large(self.sheet, self._row, self._column, self.limits)
        self.last_row = self._row
        self.last_column = max(self.last_column, self._column)
        value, formula = self._held.get("v", ""), self._held.get("f")
        if self._type == "e" and value:
            self.unseen[self._row, self._column] = value
        elif formula is not None and not value and self._type != "str":
            self.unseen[self._row, self._column] = f"={formula}"


def _number(digits: str) -> int:
    # Python refuses to read thousands of digits as one number; ten of them are over every limit.
    try:
        return int(digits[:10])
    except ValueError as fault:
        raise RefusalError("damaged-file") from fault


@lru_cache(maxsize=2048)
def _column(letters: str) -> int:
    return column_number(letters)
