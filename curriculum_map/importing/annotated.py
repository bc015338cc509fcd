"""The user's own workbook sent back with what was found: cells coloured and commented, and a sheet with a list."""

import logging
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from curriculum_map.domain.findings import Finding
from curriculum_map.domain.text import Language
from curriculum_map.importing.annotation.comments import write_comments
from curriculum_map.importing.annotation.findings_sheet import findings_sheet, free_sheet_name, is_findings_sheet
from curriculum_map.importing.annotation.marks import Mark, with_marks
from curriculum_map.importing.annotation.markup import NotEditableError
from curriculum_map.importing.annotation.package import WORKBOOK, Package, unpacked_size
from curriculum_map.importing.annotation.plain import plain_copy
from curriculum_map.importing.annotation.remarks import (
    MOST_REMARKS,
    Remark,
    about_sheets,
    by_cell,
    comment_lines,
    remarks,
)
from curriculum_map.importing.annotation.styles import FILLS, Looks, add_looks
from curriculum_map.importing.cells import Place, Sheet, Workbook
from curriculum_map.wording.catalogue import mark, say

__all__ = ["ANNOTATION_FILLS", "annotated", "comes_back_whole", "is_findings_sheet"]

_LOG = logging.getLogger(__name__)

ANNOTATION_FILLS = frozenset(FILLS.values())
"""The colours of our annotations as 'RRGGBB': no mark of the user's, should a program turn them into fills."""

_EDITED = ("xlsx", "xlsm")
_MOST_UNPACKED = 60 * 2**20
_MOST_COPIED = 200_000
_NO_MACROS = mark("The macros of your workbook were left out of this copy.")
_COPIED = mark("This is a copy of the values in your file; its formatting, formulas and pictures are not in it.")
_LISTED = mark("Your file is too large to be sent back with the findings in it; this is the list of them.")


def comes_back_whole(data: bytes, workbook: Workbook) -> bool:
    """Whether a file, as it was read from these bytes, is not too large to be sent back with the findings in it."""
    if workbook.format not in _EDITED:
        return _can_be_copied(_own(workbook))
    try:
        return unpacked_size(data) <= _MOST_UNPACKED
    except zipfile.BadZipFile:
        return False


def annotated(
    data: bytes,
    workbook: Workbook,
    findings: Sequence[Finding],
    word: Callable[[Finding], str],
    language: Language,
) -> bytes:
    """The workbook as xlsx with these findings in it, each put in words by `word`; the list alone if it is too large.

    An xlsx file keeps all that is not about our annotations byte for byte; of any other format this is a copy of its
    values. `workbook` is all that was read of the file, with the list of findings of an earlier time.
    """
    said = remarks(workbook, findings, word, language)
    if not comes_back_whole(data, workbook):
        return _listed(said, language)
    if workbook.format in _EDITED:
        try:
            return _written(Package(data), workbook.sheets, said, [], language)
        # One odd part fails in a dozen ways, and none of them is a reason to send nothing back.
        except Exception:
            _LOG.info("a workbook comes back as a copy of its values", exc_info=True)
    sheets = _own(workbook)
    if not sheets or not _can_be_copied(sheets):
        return _listed(said, language)
    return _copied(sheets, said, language)


def _own(workbook: Workbook) -> list[Sheet]:
    return [sheet for sheet in workbook.sheets if not is_findings_sheet(sheet)]


def _copied(sheets: Sequence[Sheet], said: Sequence[Remark], language: Language) -> bytes:
    data, names = plain_copy(sheets)
    renamed = [replace(sheet, name=names[sheet.name]) for sheet in sheets]
    return _written(Package(data), renamed, about_sheets(said, names), [say(_COPIED, language)], language)


def _listed(said: Sequence[Remark], language: Language) -> bytes:
    """A workbook of the list alone: it names the cells and leads to none."""
    data, _ = plain_copy([Sheet(free_sheet_name((), language), [])])
    package = Package(data)
    looks = _looks(package)
    (part,) = package.sheets().values()
    package.write(part, findings_sheet(said, [say(_LISTED, language)], looks, language, linked=False))
    return package.save()


def _can_be_copied(sheets: Sequence[Sheet]) -> bool:
    filled = (value for sheet in sheets for row in sheet.rows for value in row if value not in ("", None))
    return next(islice(filled, _MOST_COPIED, None), None) is None


def _written(
    package: Package, sheets: Sequence[Sheet], said: Sequence[Remark], notes: Sequence[str], language: Language
) -> bytes:
    if package.without_macros():
        notes = [*notes, say(_NO_MACROS, language)]
    looks = _looks(package)
    parts = package.sheets()
    for sheet in sheets:
        if sheet.name in parts and not is_findings_sheet(sheet):
            cells = by_cell(said[:MOST_REMARKS], sheet)
            part = parts[sheet.name]
            before = package.read(part)
            after = with_marks(before, _marks(sheet, cells, looks))
            if after is not before:
                package.write(part, after)
            texts = {cell: "\n".join(comment_lines(about, language)) for cell, about in cells.items()}
            write_comments(package, part, texts)
    earlier = next((parts[one.name] for one in sheets if is_findings_sheet(one) and one.name in parts), None)
    package.write(earlier or _new_sheet(package, language), findings_sheet(said, notes, looks, language))
    if earlier is not None:
        package.unlink_all(earlier)
    return package.save()


def _looks(package: Package) -> Looks:
    part = package.linked(WORKBOOK, "styles")
    if part is None:
        raise NotEditableError("a workbook without styles")
    styles, looks = add_looks(package.read(part))
    package.write(part, styles)
    return looks


def _new_sheet(package: Package, language: Language) -> str:
    part = package.free_name("xl/worksheets/sheet{}.xml")
    package.add_sheet(free_sheet_name(package.sheet_names(), language), part)
    return part


def _marks(sheet: Sheet, cells: Mapping[Place, Sequence[Remark]], looks: Looks) -> Iterator[Mark]:
    """The cells of each severity, the gravest first: where two say something about a cell, that one is seen."""
    for severity, (filled, outlined) in looks.marks.items():
        areas: dict[int, dict[str, None]] = {filled: {}, outlined: {}}
        for cell, about in cells.items():
            # In a cell that holds a colour and no text, the colour is what was read: it stays in sight.
            look = outlined if cell in sheet.look.fills and not sheet.text(*cell) else filled
            areas[look].update((one.area(cell), None) for one in about if one.severity is severity)
        yield from (Mark(list(marked), look) for look, marked in areas.items() if marked)
