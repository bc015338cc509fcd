"""The cells of the binary formats as the file has them: how far a sheet is filled in, and its errors."""

import struct
from collections.abc import Callable, Iterable, Iterator

from curriculum_map.importing.cells import Place
from curriculum_map.importing.formats.binary_records import Record, xls_book, xls_records, xls_sheets, xlsb_sheets
from curriculum_map.importing.formats.table_scan import TableScan
from curriculum_map.importing.limits import Limits
from curriculum_map.importing.refusal import RefusalError

_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
_ANY_ERROR = "#ERROR!"
_XLS_PASSWORD, _XLS_FORMULA, _XLS_ERROR, _XLS_NUMBERS = 0x2F, 0x06, 0x205, 0xBD
# Number, label, number in short, label by its number, formula, truth or error.
_XLS_CELLS = {0x203, 0x204, 0x27E, 0xFD, _XLS_FORMULA, _XLS_ERROR}
_NO_NUMBER, _IS_ERROR = b"\xff\xff", 2
_XLSB_ROW, _XLSB_ERROR, _XLSB_FORMULA_ERROR = 0, 3, 11
# Every kind of value, and of formula with its value; 1 is an empty cell with a style.
_XLSB_CELLS = {*range(2, 12), 62}

_Cell = tuple[Place, str | None]


def scan_xls(data: bytes, limits: Limits) -> dict[str, TableScan]:
    """The sheets of an Excel 97 workbook by name; RefusalError where one is too large, or all are locked."""
    book = xls_book(data)
    if any(kind == _XLS_PASSWORD for kind, _ in xls_records(book, 0)):
        raise RefusalError("password-protected")
    return _scan(xls_sheets(book), _xls_cells, limits)


def scan_xlsb(data: bytes, limits: Limits) -> dict[str, TableScan]:
    """The sheets of a binary workbook by name; RefusalError where one is too large."""
    return _scan(xlsb_sheets(data), _xlsb_cells, limits)


def _scan(
    sheets: Iterable[tuple[str, Iterator[Record]]],
    cells_in: Callable[[Iterator[Record]], Iterator[_Cell]],
    limits: Limits,
) -> dict[str, TableScan]:
    found: dict[str, TableScan] = {}
    for name, records in sheets:
        table = found[name] = TableScan(name, limits)
        for place, error in cells_in(records):
            table.filled(*place)
            if error is not None:
                table.unseen[place] = error
    return found


def _xls_cells(records: Iterator[Record]) -> Iterator[_Cell]:
    """The place of each filled cell, and its error if it holds one."""
    for kind, body in records:
        if kind == _XLS_NUMBERS:
            # Numbers beside each other, six bytes each, between the first place and the last column.
            row, column = struct.unpack_from("<2H", body)
            yield (row, column + max(len(body) - 6, 6) // 6 - 1), None
        elif kind in _XLS_CELLS:
            row, column = struct.unpack_from("<2H", body)
            error = None
            if kind == _XLS_ERROR and body[7]:
                error = _ERRORS.get(body[6], _ANY_ERROR)
            elif kind == _XLS_FORMULA and body[12:14] == _NO_NUMBER and body[6] == _IS_ERROR:
                error = _ERRORS.get(body[8], _ANY_ERROR)
            yield (row, column), error


def _xlsb_cells(records: Iterator[Record]) -> Iterator[_Cell]:
    """The place of each filled cell, and its error if it holds one."""
    row = -1
    for kind, body in records:
        if kind == _XLSB_ROW:
            (row,) = struct.unpack_from("<I", body)
        elif kind in _XLSB_CELLS:
            (column,) = struct.unpack_from("<I", body)
            is_error = kind in (_XLSB_ERROR, _XLSB_FORMULA_ERROR)
            yield (row, column), _ERRORS.get(body[8], _ANY_ERROR) if is_error else None
