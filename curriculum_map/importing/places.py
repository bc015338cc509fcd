"""Places and areas as an xlsx workbook writes them: B3, B3:D7."""

import re

from curriculum_map.domain.findings import column_number
from curriculum_map.importing.cells import Place

Area = tuple[int, int, int, int]
"""First row, first column, last row and last column, counted from 0."""

MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s(?:[^<>]*?\s)?ref\s*=\s*[\"']([^\"'<>]*)[\"']")
CONDITIONAL = re.compile(rb"<(?:\w+:)?conditionalFormatting\s(?:[^<>]*?\s)?sqref\s*=\s*[\"']([^\"'<>]*)[\"']")

_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})", re.IGNORECASE)


def place_of(address: str) -> Place | None:
    """The place of an address such as B3; None for anything else."""
    found = _ADDRESS.fullmatch(address)
    return (int(found[2]) - 1, column_number(found[1])) if found else None


def area_of(address: str) -> Area | None:
    """The area of an address such as B3:D7 or B3; None for anything else."""
    first, _, last = address.partition(":")
    start, end = place_of(first), place_of(last or first)
    return None if start is None or end is None else (*start, *end)


def areas(named: re.Pattern[bytes], part: bytes) -> list[Area]:
    """The areas that elements of one kind name."""
    found = (area_of(text) for one in named.finditer(part) for text in one[1].decode().split())
    return [area for area in found if area is not None]
