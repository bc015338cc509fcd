"""The sheet that lists what was found, with links to the cells; and by what it is known when the file comes back."""

from collections.abc import Iterable, Iterator, Sequence

from curriculum_map.domain.findings import CellRef, Severity
from curriculum_map.domain.text import Language
from curriculum_map.importing.annotation.markup import LINKS, MAIN, as_attribute, as_text, written
from curriculum_map.importing.annotation.remarks import MOST_REMARKS, Remark, address, area
from curriculum_map.importing.annotation.styles import FILLS, Looks
from curriculum_map.importing.cells import Sheet
from curriculum_map.wording.catalogue import mark, say, say_many
from curriculum_map.wording.labels import label
from curriculum_map.workbooks.heights import row_height

# Stands in the sheet in every language and version, so that a reader knows it whatever its name is by then.
_MARKER = "curriculum-map:findings"
_LOOKED_AT = 8
_WIDTHS = (15, 18, 12, 24, 70, 40)
_HEADINGS = (mark("Kind"), mark("Sheet"), mark("Cell"), mark("Read"), mark("Finding"), mark("Proposal"))
_ABOUT = mark("Curriculum Map added this sheet. It is passed over when you upload the workbook again.")


def is_findings_sheet(sheet: Sheet) -> bool:
    """Whether a sheet is one of ours that lists findings: it is left out of what is read."""
    return any(value.__class__ is str and _MARKER in str(value) for row in sheet.rows[:_LOOKED_AT] for value in row)


def free_sheet_name(taken: Iterable[str], language: Language) -> str:
    """The name of the sheet, with a number if the user has one of that name."""
    names = {name.casefold() for name in taken}
    name = say(mark("Findings"), language)
    numbered = (name, *(f"{name} {number}" for number in range(2, len(names) + 3)))
    return next(one for one in numbered if one.casefold() not in names)


def findings_sheet(
    said: Sequence[Remark], notes: Sequence[str], looks: Looks, language: Language, *, linked: bool = True
) -> bytes:
    """The part that holds the list: a title, what this is, notes about the file, one row per remark that goes in it.

    Each row links to its cell, if the sheets are in the workbook too.
    """
    said = [one for one in said if one.in_list]
    lines = [
        [(say(mark("Findings"), language), looks.title)],
        [(_summary(said, language), looks.note)],
        [(f"{say(_ABOUT, language)} ({_MARKER})", looks.note)],
        *[[(note, looks.note)] for note in (*notes, *_cut(said, language))],
        [],
        [(say(heading, language), looks.heading) for heading in _HEADINGS],
    ]
    first = len(lines)
    shown = said[:MOST_REMARKS]
    lines += [_line(one, looks, language, linked=linked) for one in shown]
    rows = "".join(_row(number, cells) for number, cells in enumerate(lines, start=1))
    links = "".join(
        f'<hyperlink ref="C{number}" location={as_attribute(_location(one.ref))}/>'
        for number, one in enumerate(shown, start=first + 1)
        if linked and one.ref is not None
    )
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(_WIDTHS, start=1)
    )
    return written(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="{MAIN}" xmlns:r="{LINKS}">'
        f'<sheetPr><tabColor rgb="FF{FILLS[Severity.QUESTION]}"/><pageSetUpPr fitToPage="1"/></sheetPr>'
        '<sheetViews><sheetView showGridLines="0" workbookViewId="0">'
        f'<pane ySplit="{first}" topLeftCell="A{first + 1}" activePane="bottomLeft" state="frozen"/>'
        f'</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols>'
        f"<sheetData>{rows}</sheetData>{f'<hyperlinks>{links}</hyperlinks>' if links else ''}"
        '<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>'
    )


def _summary(said: Sequence[Remark], language: Language) -> str:
    if not said:
        return say(mark("Nothing to mend was found."), language)
    counts = ((one, sum(remark.severity is one and not remark.again for remark in said)) for one in Severity)
    return " · ".join(f"{label(one, language)}: {count}" for one, count in counts if count)


def _cut(said: Sequence[Remark], language: Language) -> Iterator[str]:
    if len(said) > MOST_REMARKS:
        yield say_many(
            "There is {count} more; mend these first and upload the workbook again.",
            "There are {count} more; mend these first and upload the workbook again.",
            len(said) - MOST_REMARKS,
            language,
        )


def _line(one: Remark, looks: Looks, language: Language, *, linked: bool) -> list[tuple[str, int]]:
    where = ("", "") if one.ref is None else (one.ref.sheet, area(one.ref))
    allowed = say(mark("Allowed: {choices}"), language, choices=one.choices) if one.choices else ""
    return [
        (label(one.severity, language).capitalize(), looks.severities[one.severity]),
        (where[0], looks.text),
        (where[1], looks.link if linked else looks.text),
        (one.read, looks.text),
        (one.sentence, looks.text),
        (one.proposal or allowed, looks.text),
    ]


def _row(number: int, cells: Sequence[tuple[str, int]]) -> str:
    written_cells = (
        f'<c r="{address((number - 1, column))}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{as_text(text)}'
        "</t></is></c>"
        for column, (text, style) in enumerate(cells)
    )
    height = row_height([text for text, _ in cells], _WIDTHS) if len(cells) == len(_WIDTHS) else None
    high = f' ht="{height:g}" customHeight="1"' if height else ""
    return f'<row r="{number}"{high}>{"".join(written_cells)}</row>'


def _location(ref: CellRef) -> str:
    name = ref.sheet.replace("'", "''")
    return f"'{name}'!{area(ref)}"
