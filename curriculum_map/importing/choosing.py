"""Which map of a file is read: that of one sheet, or of several together; what nobody said is asked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from curriculum_map.domain.findings import Finding, Severity
from curriculum_map.importing.cells import cell_text
from curriculum_map.importing.meaning.answers import Answers
from curriculum_map.importing.together import Apart, SheetMap, Whole, read_together, wholes_of


@dataclass(frozen=True, slots=True)
class Chosen:
    """The map that is read and what is said of the choice; `joinable` has the sheets that can be read together."""

    whole: Whole
    findings: tuple[Finding, ...] = ()
    joinable: tuple[tuple[str, ...], ...] = ()


def choose(maps: Sequence[SheetMap], answers: Answers) -> Chosen:
    """The map in the sheet that the user names, in those that hold one map between them, or the only one."""
    names = list(dict.fromkeys(one.name for one in maps))
    wholes, near = wholes_of(maps) if len(names) > 1 else ([], [])
    several = [whole for whole in wholes if len(whole.parts) > 1]
    proposed = next((one for one in several if one.is_evident and names[0] in one.sheets), None)
    proposal = names[0] if proposed is None else list(proposed.sheets)
    said = [answers.sheet] if answers.sheet else list(answers.together)
    unknown = [name for name in said if not _in_sheets(maps, [name])]
    facts: dict[str, object] = {"field": "sheet", "choices": names, "proposal": proposal}
    if unknown:
        asked = Finding("sheet-without-map", Severity.QUESTION, None, facts | {"written": unknown[0]})
        chosen = _of(proposed, maps, [asked])
    elif said:
        chosen = _said(_in_sheets(maps, said))
    elif proposed is not None and len(proposed.parts) == len(names):
        facts |= {"field": "together", "sheets": ", ".join(names)}
        chosen = _of(proposed, maps, [Finding("sheets-together", Severity.QUESTION, None, facts)])
    elif len(names) > 1:
        facts |= {"sheets": ", ".join(names), "together": [list(one.sheets) for one in several]}
        asked = Finding("several-grids", Severity.QUESTION, None, facts)
        chosen = _of(proposed, maps, [asked, *(_apart(one, Severity.WARNING) for one in near)])
    else:
        chosen = _of(None, maps, [])
    return Chosen(chosen.whole, chosen.findings, tuple(one.sheets for one in several))


def _in_sheets(maps: Sequence[SheetMap], names: Sequence[str]) -> list[SheetMap]:
    said = set(map(cell_text, names))
    return [one for one in maps if cell_text(one.name) in said]


def _said(maps: Sequence[SheetMap]) -> Chosen:
    """The map in the sheets that the user named."""
    if len({one.name for one in maps}) == 1:
        return _of(None, maps, [])
    together = read_together(maps)
    if isinstance(together, Apart):
        return _of(None, maps, [_apart(together, Severity.ERROR)])
    sheets = ", ".join(together.sheets)
    return _of(together, maps, [Finding("sheets-read-together", Severity.NOTE, None, {"sheets": sheets})])


def _of(whole: Whole | None, maps: Sequence[SheetMap], findings: Sequence[Finding]) -> Chosen:
    """This map with what is said of it; without one that of the first sheet."""
    if whole is None:
        first = [one for one in maps if one.name == maps[0].name]
        return Chosen(Whole((first[0],), first[0].table), (*findings, *_too_many(first)))
    return Chosen(whole, (*findings, *_from_names(whole)))


def _too_many(maps: Sequence[SheetMap]) -> Iterator[Finding]:
    if len(maps) > 1:
        refs = [str(one.table.sheet.ref(one.table.header_row, one.table.fields["title"])) for one in maps]
        yield Finding("several-tables", Severity.ERROR, None, {"sheet": maps[0].name, "refs": refs})


def _from_names(whole: Whole) -> Iterator[Finding]:
    for name, sheets in whole.from_names.items():
        yield Finding("field-from-sheet", Severity.NOTE, None, {"field": name, "sheets": ", ".join(sheets)})


def _apart(apart: Apart, severity: Severity) -> Finding:
    facts: dict[str, object] = {"sheet": apart.sheets[0], "second": apart.sheets[1], "apart": apart.why}
    facts |= {"written": apart.written, "first": apart.first, "other": str(apart.other or "")}
    return Finding("sheets-apart", severity, apart.ref, facts)
