"""The official wording of elements out of somebody's own file: one row per edition, element and language."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from curriculum_map.domain.findings import CellRef, Finding, Severity, blocking
from curriculum_map.domain.framework import Edition, Element
from curriculum_map.domain.official_wording import LONGEST_WORDING, Wording
from curriculum_map.domain.text import LANGUAGES, Language
from curriculum_map.frameworks.loader import Editions
from curriculum_map.importing.cells import Workbook, same_word
from curriculum_map.importing.description import edition_named
from curriculum_map.importing.element_codes import ElementCodes
from curriculum_map.importing.limits import DEFAULT_LIMITS, Limits
from curriculum_map.importing.official_wording.csv_file import unguarded
from curriculum_map.importing.official_wording.table import WordingRow, find_wording_tables
from curriculum_map.importing.opening import open_workbook

_LANGUAGE_WORDS: Mapping[str, Language] = {
    **dict.fromkeys(("nl", "nl be", "nl nl", "nederlands", "dutch"), "nl"),
    **dict.fromkeys(("en", "en gb", "en us", "engels", "english"), "en"),
}
_NO_TEXT = re.compile(r"#[A-Z0-9/_]+[!?]?|=.*")
_TEXT_FILES = ("csv", "tsv")


@dataclass(frozen=True, slots=True)
class WordingReading:
    """The texts of a file, in its order, and what is wrong with it."""

    workbook: Workbook
    wordings: tuple[Wording, ...] = ()
    findings: tuple[Finding, ...] = ()
    refused: bool = False

    @property
    def exit_status(self) -> int:
        """0 where it can be stored, 1 where something must be mended first, 2 where it is no workbook."""
        return 2 if self.refused else 1 if blocking(self.findings) else 0


def read_wording_file(
    file_name: str, data: bytes, editions: Editions, limits: Limits = DEFAULT_LIMITS
) -> WordingReading:
    """The official wording that stands in the visible sheets of a file, for elements of these editions.

    A file beyond the limits is refused.
    """
    opened = open_workbook(file_name, data, limits)
    if opened.refusal is not None:
        return WordingReading(opened.workbook, findings=(opened.refusal,), refused=True)
    tables = find_wording_tables(opened.workbook)
    rows = [row for table in tables for row in table.rows()]
    findings = [*opened.findings, *(finding for table in tables for finding in table.findings)]
    if not tables:
        findings.append(Finding("no-wording-table", Severity.ERROR))
    elif not rows:
        findings.append(Finding("no-wording", Severity.ERROR, tables[0].ref))
    codes = {edition_id: ElementCodes(edition) for edition_id, edition in editions.items()}
    wordings: dict[tuple[str, str, Language], tuple[Wording, CellRef]] = {}
    for row in rows:
        read = _read_row(row, editions, codes)
        if not isinstance(read, Wording):
            findings.extend(read)
            continue
        _, earlier = wordings.setdefault((read.edition, read.element, read.language), (read, row.code_ref))
        if earlier != row.code_ref:
            findings.append(Finding("wording-twice", Severity.ERROR, row.code_ref, {"other": str(earlier)}))
    if opened.workbook.format in _TEXT_FILES:
        findings.extend(finding for row in rows for finding in _cut_off(row))
    return WordingReading(opened.workbook, tuple(one for one, _ in wordings.values()), tuple(findings))


def _read_row(row: WordingRow, editions: Editions, codes: Mapping[str, ElementCodes]) -> Wording | list[Finding]:
    """The wording of a row, or everything that is wrong with the row."""
    edition = _edition(row, editions)
    if isinstance(edition, Finding):
        return [edition]
    parts = element, language, text = _element(row, edition, codes[edition.id]), _language(row, edition), _text(row)
    if isinstance(element, Finding) or isinstance(language, Finding) or isinstance(text, Finding):
        return [part for part in parts if isinstance(part, Finding)]
    return Wording(edition.id, element.id, language, text)


def _edition(row: WordingRow, editions: Editions) -> Edition | Finding:
    """The edition that the row names, or else the one with which the element's id begins."""
    written = row.text("edition")
    if not written:
        prefixes = [code.partition(":")[0] for code in row.codes]
        found = next((editions[prefix] for prefix in prefixes if prefix in editions), None)
        return found or _missing(row, "edition")
    named = edition_named(written, editions)
    if named is None:
        facts = {"field": "edition", "written": written, "choices": list(editions)}
        return Finding("not-a-choice", Severity.ERROR, row.ref("edition"), facts)
    return editions[named]


def _element(row: WordingRow, edition: Edition, codes: ElementCodes) -> Element | Finding:
    """The one element that the codes and the cell of the row fit."""
    if not row.codes:
        return _missing(row, "code")
    in_cell = row.text("cell")
    cell = codes.cell(in_cell)
    if in_cell and cell is None:
        facts: dict[str, object] = {"written": in_cell, "choices": codes.cells_near(in_cell)}
        return Finding("unknown-cell", Severity.ERROR, row.ref("cell"), facts)
    found = codes.elements(row.codes, cell)
    if len(found) == 1:
        return found[0]
    facts = {"written": " – ".join([*row.codes, in_cell] if in_cell else row.codes), "edition": edition.id}
    if not found:
        facts["choices"] = codes.near(row.codes[0])
        return Finding("unknown-element-code", Severity.ERROR, row.code_ref, facts)
    facts["choices"] = [element.id for element in found]
    return Finding("ambiguous-element-code", Severity.ERROR, row.code_ref, facts)


def _language(row: WordingRow, edition: Edition) -> Language | Finding:
    """The language that the row names, or else that of the publication."""
    written = row.text("language")
    if not written:
        return edition.language
    facts = {"field": "language", "written": written, "choices": list(LANGUAGES)}
    named = _LANGUAGE_WORDS.get(same_word(written))
    return named or Finding("not-a-choice", Severity.ERROR, row.ref("language"), facts)


def _text(row: WordingRow) -> str | Finding:
    """The text without the apostrophe that keeps spreadsheets from running it."""
    written = row.text("text")
    if _NO_TEXT.fullmatch(written):
        return Finding("wording-not-text", Severity.ERROR, row.ref("text"), {"written": written})
    text = unguarded(written).strip()
    if len(text) > LONGEST_WORDING:
        facts = {"written": f"{text[:30]}…", "most": str(LONGEST_WORDING)}
        return Finding("wording-too-long", Severity.ERROR, row.ref("text"), facts)
    return text or _missing(row, "text")


def _cut_off(row: WordingRow) -> Iterator[Finding]:
    """What stands right of the last heading: in a text file, the rest of a text that was cut at a separator."""
    beyond = row.beyond()
    if beyond is not None:
        facts = {"written": row.table.sheet.text(beyond.row, beyond.column)}
        yield Finding("text-beyond-headings", Severity.ERROR, beyond, facts)


def _missing(row: WordingRow, field: str) -> Finding:
    return Finding("wording-incomplete", Severity.ERROR, row.ref(field), {"field": field})
