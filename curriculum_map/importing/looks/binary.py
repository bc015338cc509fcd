"""The look of the sheets of the binary formats: of xls all but rich texts, of xlsb what is hidden."""

import struct
from collections.abc import Iterator, Mapping

from curriculum_map.importing.cells import Look
from curriculum_map.importing.formats.binary_records import Record, xls_book, xls_records, xls_sheets, xlsb_sheets
from curriculum_map.importing.looks.building import CellStyle, LookBuilder
from curriculum_map.importing.looks.xls_comments import XlsComments
from curriculum_map.importing.looks.xls_styles import xls_cells, xls_styles
from curriculum_map.importing.places import Area
from curriculum_map.importing.xls_rules import XlsRules

_XLS_COLUMNS, _XLS_ROW, _XLS_MERGED = 0x7D, 0x208, 0xE5
_XLSB_COLUMNS, _XLSB_ROW = 60, 0


def looks_of_xls(data: bytes, sheets: Mapping[str, list[list[object]]]) -> dict[str, Look]:
    """The look of each of these sheets of an Excel 97 workbook; of colours, those of its numbered palette."""
    book = xls_book(data)
    styles = xls_styles(xls_records(book, 0))
    return {
        name: _xls_look(LookBuilder(sheets[name]), styles, records)
        for name, records in xls_sheets(book)
        if name in sheets
    }


def looks_of_xlsb(data: bytes, sheets: Mapping[str, list[list[object]]]) -> dict[str, Look]:
    """The hidden rows and columns of each of these sheets of a binary workbook."""
    return {
        name: _xlsb_look(LookBuilder(sheets[name]), records) for name, records in xlsb_sheets(data) if name in sheets
    }


def _xls_look(builder: LookBuilder, styles: Mapping[int, CellStyle], records: Iterator[Record]) -> Look:
    merged: list[Area] = []
    comments, rules = XlsComments(), XlsRules()
    for kind, body in records:
        comments.hear(kind, body)
        rules.hear(kind, body)
        for row, column, number in xls_cells(kind, body):
            if number in styles:
                builder.dress(row, column, styles[number])
        if kind == _XLS_COLUMNS:
            first, last, width, _, says = struct.unpack_from("<5H", body)
            if says & 1 or not width:
                builder.hide_columns(first, last)
        elif kind == _XLS_ROW and body[12] & 0x20:
            (row,) = struct.unpack_from("<H", body)
            builder.hide_rows(row, row)
        elif kind == _XLS_MERGED:
            areas = struct.iter_unpack("<4H", body[2 : 2 + len(body[2:]) // 8 * 8])
            merged += [(first_row, first, last_row, last) for first_row, last_row, first, last in areas]
    builder.merge(merged)
    builder.comments, builder.asides = comments.found(), rules.asides
    builder.conditional = tuple(rules.conditional)
    return builder.look()


def _xlsb_look(builder: LookBuilder, records: Iterator[Record]) -> Look:
    for kind, body in records:
        if kind == _XLSB_COLUMNS:
            first, last, width, _, says = struct.unpack_from("<4IH", body)
            if says & 1 or not width:
                builder.hide_columns(first, last)
        elif kind == _XLSB_ROW and body[11] & 0x10:
            (row,) = struct.unpack_from("<I", body)
            builder.hide_rows(row, row)
    return builder.look()
