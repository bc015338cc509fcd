"""Bytes to sheets of cells, inside the child process: whatever goes wrong here becomes a finding or ends the child."""

import io
import math
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from xml.parsers import expat

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from curriculum_map.domain.findings import CellRef, Finding, Severity, column_letters
from curriculum_map.importing.bands import read_in_bands
from curriculum_map.importing.cells import Look, Place, Sheet
from curriculum_map.importing.formats.binary_scan import scan_xls, scan_xlsb
from curriculum_map.importing.formats.csv_text import QuoteError, decode, split_cells
from curriculum_map.importing.formats.number_formats import shown
from curriculum_map.importing.formats.ods_scan import scan_ods
from curriculum_map.importing.formats.plain_sheet import PlainSheet
from curriculum_map.importing.formats.seen import not_a_workbook
from curriculum_map.importing.formats.sheet_scan import SheetScan
from curriculum_map.importing.formats.table_scan import TableScan
from curriculum_map.importing.formats.xlsx_scan import scan_xlsx
from curriculum_map.importing.limits import Limits
from curriculum_map.importing.looks.look import looks_of
from curriculum_map.importing.process.time_limit import within
from curriculum_map.importing.process.wire import Parsed
from curriculum_map.importing.refusal import RefusalError, too_large

_Range = tuple[Place, Place]
_CONTROL = re.compile("[\0-\x08\x0e-\x1b]")
_BIDIRECTIONAL = re.compile("[\u202a-\u202e\u2066-\u2069]")
_ENCODING_NAMES = {"cp1252": "Windows-1252", "mac_roman": "Mac Roman", "cp850": "code page 850 (DOS)"}
_FEWEST_OVER_ALL = 2
_ODD_CELLS_NAMED = 20


def parse(kind: str, data: bytes, limits: Limits) -> Parsed:
    """The sheets of a file of this kind, or its refusal; MemoryError leaves it to the caller to say so."""
    try:
        parsed = _parse_text(data, limits) if kind == "csv" else _parse_workbook(kind, data, limits)
        for sheet in parsed.sheets:
            _check_cells(sheet, limits)
        return parsed
    except RefusalError as refused:
        return Parsed(kind, refusal=refused.finding)
    except PasswordError:
        return Parsed(kind, refusal=RefusalError("password-protected").finding)
    except (MemoryError, KeyboardInterrupt, SystemExit):
        raise
    except BaseException:
        # The parser is no Python: where it gives up on a file, what it raises need not be an Exception.
        return Parsed(kind, refusal=RefusalError("damaged-file").finding)


def _parse_text(data: bytes, limits: Limits) -> Parsed:
    decoded = decode(data)
    if decoded is None:
        raise not_a_workbook("")
    if not decoded.text.strip("\0 \t\r\n\ufeff"):
        raise RefusalError("empty-file")
    try:
        split = split_cells(decoded.text, limits)
    except QuoteError as fault:
        raise RefusalError("unclosed-quote" if fault.unclosed else "text-after-quote", line=fault.line) from fault
    kind = "tsv" if split.separator == "\t" else "csv"
    findings: tuple[Finding, ...] = ()
    if decoded.guessed:
        facts = {"encoding": _ENCODING_NAMES[decoded.encoding]}
        findings = (Finding("encoding-guessed", Severity.NOTE, None, facts),)
    return Parsed(kind, (Sheet("csv", split.rows),), findings)


def _parse_workbook(kind: str, data: bytes, limits: Limits) -> Parsed:
    scans = _scans(kind, data, limits)
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    found = [meta for meta in book.sheets_metadata if meta.typ == SheetTypeEnum.WorkSheet]
    if len(found) > limits.sheets:
        raise RefusalError("too-many-sheets", most=limits.sheets)
    if not {meta.name for meta in found} <= scans.keys():
        raise RefusalError("contradictory-file")
    rows, merged = {}, {}
    formulas: dict[str, frozenset[Place]] = {}
    findings: list[Finding] = []
    plain: dict[str, PlainSheet] = {}
    for name in (meta.name for meta in found):
        scan = scans[name]
        if isinstance(scan, SheetScan) and scan.plain is not None:
            plain[name] = scan.plain
            rows[name], ranges = scan.plain.values(), scan.plain.merged
        elif isinstance(scan, SheetScan) and scan.places > limits.block:
            rows[name], ranges = read_in_bands(data, scan, limits)
        else:
            rows[name], ranges = _read(book.get_sheet_by_name(name), limits)
        merged[name] = _merged(name, ranges, rows[name], limits)
        over_all = [ref for ref in merged[name] if _is_over_all(ref, rows[name])]
        if over_all:
            # Merged over everything, nothing but its first cell would be seen, and that is not what the file holds.
            merged[name] = tuple(ref for ref in merged[name] if ref not in over_all)
            findings.append(Finding("merged-over-all", Severity.WARNING, over_all[0], {"sheet": name}))
        _fill_in(rows[name], scan.unseen)
        formulas[name] = frozenset(place for place, text in scan.unseen.items() if text.startswith("="))
    looks = within(limits.look_seconds, lambda: looks_of(data, kind, rows, plain))
    for name, look in (looks or {}).items():
        _fill_in_percentages(rows[name], look)
    sheets = (
        Sheet(
            meta.name,
            rows[meta.name],
            meta.visible == SheetVisibleEnum.Visible,
            merged[meta.name],
            replace(looks[meta.name] if looks else Look(), formulas=formulas.get(meta.name, frozenset())),
        )
        for meta in found
    )
    findings.extend([] if looks is not None else [Finding("look-not-read", Severity.WARNING)])
    return Parsed(kind, tuple(sheets), tuple(findings))


def _scans(kind: str, data: bytes, limits: Limits) -> Mapping[str, SheetScan | TableScan]:
    """What a look at the cells beforehand tells of each sheet."""
    if kind == "xls":
        return scan_xls(data, limits)
    if kind == "xlsb":
        return scan_xlsb(data, limits)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return scan_ods(archive, limits) if kind == "ods" else scan_xlsx(archive, limits)
    except expat.ExpatError as fault:
        raise RefusalError("damaged-file") from fault


def _read(sheet: CalamineSheet, limits: Limits) -> tuple[list[list[Any]], list[_Range]]:
    """The rows of a sheet and its merged ranges."""
    if sheet.end is not None and (sheet.end[0] >= limits.rows or sheet.end[1] >= limits.columns):
        raise too_large(sheet.name, *sheet.end, limits)
    # Without skip_empty_area=False the rows above the data vanish and every address is wrong.
    return sheet.to_python(skip_empty_area=False), sheet.merged_cell_ranges or []


def _fill_in(rows: list[list[Any]], texts: Mapping[Place, str]) -> None:
    """Puts the texts in their places; the sheet grows where it is too small for them."""
    if not texts:
        return
    widths = set(map(len, rows))
    all_alike = max((*widths, *(column + 1 for _, column in texts))) if len(widths) <= 1 else 0
    rows.extend([] for _ in range(max(row for row, _ in texts) + 1 - len(rows)))
    for row in rows:
        row.extend([""] * (all_alike - len(row)))
    for (row_number, column), text in texts.items():
        row = rows[row_number]
        row.extend([""] * (column + 1 - len(row)))
        row[column] = text


def _fill_in_percentages(rows: list[list[Any]], look: Look) -> None:
    """Puts what a person sees in place of a share: 25% for 0.25, and 100% for a 1 that is no level."""
    for (row, column), number_format in look.formats.items():
        if "%" in number_format and row < len(rows) and column < len(rows[row]):
            value = rows[row][column]
            if isinstance(value, float):
                rows[row][column] = shown(value, number_format) or value


def _merged(name: str, ranges: Iterable[_Range], rows: Sequence[object], limits: Limits) -> tuple[CellRef, ...]:
    """The merged cells as far as something is filled in: a title may be merged over the whole width of the sheet."""
    height = len(rows)
    width = max((len(row) for row in rows if isinstance(row, list)), default=0)
    cut = (
        CellRef(name, *first, last_row=min(last[0], height - 1), last_column=min(last[1], width - 1))
        for first, last in ranges
        if first[0] < height and first[1] < width
    )
    merged = tuple(ref for ref in cut if (ref.row, ref.column) != (ref.last_row, ref.last_column))
    if len(merged) > limits.merged:
        raise RefusalError("too-many-merged", sheet=name, most=limits.merged)
    return merged


def _is_over_all(ref: CellRef, rows: Sequence[Sequence[object]]) -> bool:
    """Whether a merged range covers every row and column in which something is filled in, and several of each."""
    last_row, last_column = ref.last_row or ref.row, ref.last_column or ref.column
    if last_row - ref.row < _FEWEST_OVER_ALL or last_column - ref.column < _FEWEST_OVER_ALL:
        return False
    filled = [(row, column) for row, values in enumerate(rows) for column, value in enumerate(values) if value != ""]
    inside = sum(1 for row, column in filled if ref.row <= row <= last_row and ref.column <= column <= last_column)
    return inside == len(filled) > 1


def _check_cells(sheet: Sheet, limits: Limits) -> None:
    """RefusalError where a cell holds what no person typed there and no one can see."""
    # The same few values stand in most cells: each is looked at once.
    different: set[object] = set().union(*sheet.rows)
    codes = {value: code for value in different if (code := _code(value, limits)) is not None}
    odd: dict[str, list[CellRef]] = {}
    for row, values in enumerate(sheet.rows) if codes else ():
        for column, value in enumerate(values):
            if value in codes:
                odd.setdefault(codes[value], []).append(sheet.ref(row, column))
    for code, refs in odd.items():
        named = ", ".join(f"{column_letters(ref.column)}{ref.row + 1}" for ref in refs[:_ODD_CELLS_NAMED])
        raise RefusalError(code, refs[0], cells=named, count=len(refs), most=limits.cell_characters)


def _code(value: object, limits: Limits) -> str | None:
    if isinstance(value, str):
        return _oddity(value, limits)
    return "number-without-value" if isinstance(value, float) and not math.isfinite(value) else None


def _oddity(text: str, limits: Limits) -> str | None:
    if len(text) > limits.cell_characters:
        return "cell-too-long"
    if text.isprintable():
        return None
    if _CONTROL.search(text):
        return "control-character"
    return "bidirectional-character" if _BIDIRECTIONAL.search(text) else None
