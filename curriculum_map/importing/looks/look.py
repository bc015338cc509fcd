"""What the sheets of a file show apart from their values: hidden rows and columns, colours, comments, formats."""

from collections.abc import Mapping

from curriculum_map.importing.cells import Look
from curriculum_map.importing.formats.plain_sheet import PlainSheet
from curriculum_map.importing.formats.xml_parts import understood
from curriculum_map.importing.looks.binary import looks_of_xls, looks_of_xlsb
from curriculum_map.importing.looks.ods import looks_of_ods
from curriculum_map.importing.looks.xlsx import looks_of_xlsx

_READERS = {
    "xlsx": looks_of_xlsx,
    "xlsm": looks_of_xlsx,
    "xlsb": looks_of_xlsb,
    "xls": looks_of_xls,
    "ods": looks_of_ods,
}


def looks_of(
    data: bytes, kind: str, sheets: Mapping[str, list[list[object]]], plain: Mapping[str, PlainSheet] | None = None
) -> dict[str, Look]:
    """The look of each sheet by name, given its rows; empty where the format has none or the file is not understood.

    `plain` has the sheets of an xlsx workbook of which the cells were read with their styles.

    An ods file says itself what a person sees of a number or date: its formats are that text between quotation marks.
    """
    found: dict[str, Look] = {}
    reader = _READERS.get(kind)
    if reader is not None:
        found = understood(found, reader, data, sheets, *([plain] if plain else []))
    return {name: found.get(name, Look()) for name in sheets}
