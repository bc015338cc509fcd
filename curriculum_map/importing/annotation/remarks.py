"""What is said about a file, gathered per cell and in words, before anything is written."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from curriculum_map.domain.findings import CellRef, Finding, Severity, blocking, column_letters
from curriculum_map.domain.text import Language
from curriculum_map.importing.cells import Place, Sheet, Workbook
from curriculum_map.importing.places import area_of
from curriculum_map.wording.catalogue import mark, say
from curriculum_map.wording.findings import said_fact
from curriculum_map.wording.labels import label

MOST_REMARKS = 5_000
_LONGEST_SHOWN = 200
_LARGEST_MERGED, _MOST_MERGED = 1_000, 100_000
_LEFT_OUT = ("lines-left-out", "row-without-course")
# A legend is read, and nothing about it has to be said where it stands.
_OF_LEGEND = "legend"


@dataclass(frozen=True, slots=True)
class Remark:
    """One finding in words: what it says, what stands in the cell, what may stand there, what we propose.

    `again` says that it is about one more cell of a finding that has a remark of its own. Not every remark is in the
    list, and not every one is marked in the sheet.
    """

    severity: Severity
    ref: CellRef | None
    sentence: str
    read: str = ""
    choices: str = ""
    proposal: str = ""
    again: bool = False
    in_list: bool = True
    in_sheet: bool = True

    def area(self, cell: Place) -> str:
        """What to mark on its sheet: the range it is about, else this cell."""
        ref = self.ref
        return address(cell) if ref is None or (ref.last_row is None and ref.last_column is None) else area(ref)


def remarks(
    workbook: Workbook, findings: Iterable[Finding], word: Callable[[Finding], str], language: Language
) -> list[Remark]:
    """The findings in words, errors first; within each severity in the order of the sheets.

    After them come the other cells of what has to be answered or mended, and the lines that were left out, in the same
    order.
    """
    sheets = {sheet.name: (number, sheet) for number, sheet in enumerate(workbook.sheets)}
    ranks = list(Severity)

    def order(finding: Finding) -> tuple[int, int, int, int]:
        ref = finding.ref
        if ref is None:
            return ranks.index(finding.severity), -1, 0, 0
        number = sheets[ref.sheet][0] if ref.sheet in sheets else len(sheets)
        return ranks.index(finding.severity), number, ref.row, ref.column

    def read(ref: CellRef | None) -> str:
        return _shown(sheets[ref.sheet][1].text(ref.row, ref.column)) if ref is not None and ref.sheet in sheets else ""

    said, elsewhere = [], []
    for finding in sorted(findings, key=order):
        sentence, ref = word(finding), finding.ref
        choices, proposal = (said_fact(finding, name, language) for name in ("choices", "proposal"))
        # Many sentences name the choices themselves.
        choices = "" if choices in sentence else choices
        left_out = finding.code in _LEFT_OUT
        said.append(Remark(finding.severity, ref, sentence, read(ref), choices, proposal, in_sheet=not left_out))
        for line in _lines_left_out(finding):
            first = _first_filled(sheets[line.sheet][1], line) if line.sheet in sheets else line
            alone = word(replace(finding, facts={**finding.facts, "count": 1, "refs": [str(line)]}))
            elsewhere.append(Remark(finding.severity, first, alone, read(first), again=True, in_list=False))
        for other in _other_cells(finding):
            sentence = say(mark("The same as in {ref}."), language, ref=_seen_from(other, ref))
            elsewhere.append(Remark(finding.severity, other, sentence, read(other), proposal=proposal, again=True))
    return [*said, *elsewhere[: max(0, MOST_REMARKS - len(said))]]


def _lines_left_out(finding: Finding) -> Iterator[CellRef]:
    """The rows and columns that a finding says were rightly left out, but for legends; none for any other finding.

    Only the first cell of each is marked: whoever sees a whole row of colour thinks that all of it is wrong.
    """
    return _named(finding) if finding.code in _LEFT_OUT and finding.facts["why"] != _OF_LEGEND else iter(())


def _first_filled(sheet: Sheet, line: CellRef) -> CellRef:
    last_row, last_column = line.last_row or line.row, line.last_column or line.column
    places = product(range(line.row, last_row + 1), range(line.column, last_column + 1))
    return next(
        (sheet.ref(*place) for place in places if sheet.text(*place)), CellRef(line.sheet, line.row, line.column)
    )


def _other_cells(finding: Finding) -> Iterator[CellRef]:
    """The other cells of a finding, as its facts name them; what needs no answer is marked where it begins."""
    return (ref for ref in _named(finding) if ref != finding.ref) if blocking([finding]) else iter(())


def _named(finding: Finding) -> Iterator[CellRef]:
    """The cells and ranges that the facts of a finding name."""
    refs = finding.facts.get("refs")
    for one in refs if isinstance(refs, list | tuple) else ():
        sheet, _, written = str(one).rpartition("!")
        found = area_of(written)
        if found is not None:
            first, last = found[:2], found[2:]
            yield CellRef(sheet, *first) if first == last else CellRef(sheet, *found)


def _seen_from(cell: CellRef, ref: CellRef | None) -> str:
    """How a comment on this cell names an address: on its own sheet without the sheet."""
    return "" if ref is None else area(ref) if ref.sheet == cell.sheet else str(ref)


def by_cell(said: Sequence[Remark], sheet: Sheet) -> dict[Place, list[Remark]]:
    """The remarks about one sheet by the first cell they are about, the gravest of a cell first."""
    merged = _merged_into(sheet)
    found: dict[Place, list[Remark]] = {}
    for remark in said:
        if remark.in_sheet and remark.ref is not None and remark.ref.sheet == sheet.name:
            cell = remark.ref.row, remark.ref.column
            found.setdefault(merged.get(cell, cell), []).append(remark)
    ranks = list(Severity)
    return {cell: sorted(about, key=lambda one: ranks.index(one.severity)) for cell, about in found.items()}


def _merged_into(sheet: Sheet) -> dict[Place, Place]:
    """The cell in sight for each cell that is merged into it: one out of sight shows neither colour nor comment."""
    into: dict[Place, Place] = {}
    for one in sheet.merged:
        last_row, last_column = one.last_row or one.row, one.last_column or one.column
        rows, columns = range(one.row, last_row + 1), range(one.column, last_column + 1)
        # A file may claim millions of merged cells; those of a heading are few.
        if len(rows) * len(columns) <= _LARGEST_MERGED and len(into) <= _MOST_MERGED:
            into.update(((row, column), (one.row, one.column)) for row in rows for column in columns)
    return into


def comment_lines(about: Sequence[Remark], language: Language) -> list[str]:
    """What a comment says about one cell."""
    lines = [say(mark("Read: {text}"), language, text=about[0].read)] if about[0].read else []
    for one in about:
        lines.append(f"{label(one.severity, language).capitalize()}: {one.sentence}")
        if one.choices:
            lines.append(say(mark("Allowed: {choices}"), language, choices=one.choices))
        if one.proposal and f"“{one.proposal}”" not in one.sentence:
            lines.append(say(mark("Proposal: {proposal}"), language, proposal=one.proposal))
    return lines


def area(ref: CellRef) -> str:
    """The address of a cell or range without its sheet: B3 or B3:D3."""
    return str(ref).removeprefix(f"{ref.sheet}!")


def address(place: Place) -> str:
    """The address of one cell without its sheet."""
    return f"{column_letters(place[1])}{place[0] + 1}"


def about_sheets(said: Sequence[Remark], names: Mapping[str, str]) -> list[Remark]:
    """The same remarks about sheets that have other names."""
    return [one if one.ref is None or one.ref.sheet not in names else _moved(one, names[one.ref.sheet]) for one in said]


def _moved(one: Remark, sheet: str) -> Remark:
    ref = one.ref
    if ref is None:
        return one
    return replace(one, ref=replace(ref, sheet=sheet))


def _shown(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
