"""The user's own workbook sent back with what was found: cells coloured and commented, and a sheet with a list."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from curriculum_map.domain.findings import Finding
from curriculum_map.domain.text import Language
from curriculum_map.importing.annotation.comments import write_comments
from curriculum_map.importing.annotation.findings_sheet import findings_sheet, free_sheet_name, is_findings_sheet
from curriculum_map.importing.annotation.marks import Mark, with_marks
from curriculum_map.importing.annotation.markup import NotEditableError
from curriculum_map.importing.annotation.package import WORKBOOK, Package
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

__all__ = ["ANNOTATION_FILLS", "annotated", "is_findings_sheet"]

ANNOTATION_FILLS = frozenset(FILLS.values())
"""The colours of our annotations as 'RRGGBB': no mark of the user's, should a program turn them into fills."""

_EDITED = ("xlsx", "xlsm")
_MOST_UNPACKED = 60 * 2**20
_MOST_COPIED = 200_000
_NO_MACROS = mark("The macros of your workbook were left out of this copy.")
_COPIED = mark("This is a copy of the values in your file; its formatting, formulas and pictures are not in it.")


def annotated(
    data: bytes,
    workbook: Workbook,
    findings: Sequence[Finding],
    word: Callable[[Finding], str],
    language: Language,
) -> bytes | None:
    """The workbook as xlsx with these findings in it, each put in words by `word`; None if it is too large for that.

    An xlsx file keeps all that is not about our annotations byte for byte; of any other format this is a copy of its
    values. `workbook` is all that was read of the file, with the list of findings of an earlier time.
    """
    said = remarks(workbook, findings, word, language)
    if workbook.format in _EDITED:
        try:
            package = Package(data)
            return _written(package, workbook.sheets, said, [], language) if package.size <= _MOST_UNPACKED else None
        # One odd part fails in a dozen ways, and none of them is a reason to send nothing back.
        except Exception:
            return _copied(workbook, said, language)
    return _copied(workbook, said, language)


def _copied(workbook: Workbook, said: Sequence[Remark], language: Language) -> bytes | None:
    sheets = [sheet for sheet in workbook.sheets if not is_findings_sheet(sheet)]
    if not sheets or _filled(sheets) > _MOST_COPIED:
        return None
    data, names = plain_copy(sheets)
    renamed = [replace(sheet, name=names[sheet.name]) for sheet in sheets]
    return _written(Package(data), renamed, about_sheets(said, names), [say(_COPIED, language)], language)


def _filled(sheets: Sequence[Sheet]) -> int:
    return sum(value not in ("", None) for sheet in sheets for row in sheet.rows for value in row)


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
