"""The small table of elective groups on a sheet beside the map: a name, and so many courses or so many credits."""

from collections.abc import Iterator
from dataclasses import dataclass

from curriculum_map.domain.curriculum import ElectiveGroup
from curriculum_map.domain.findings import Finding, Severity
from curriculum_map.importing.cells import Sheet
from curriculum_map.importing.meaning.group_texts import group_key, rule_named
from curriculum_map.importing.meaning.groups import ListedGroup
from curriculum_map.importing.words import GROUP_FIELDS

_ROWS_TO_SEARCH = 60


@dataclass(frozen=True, slots=True)
class GroupTable:
    """Where the groups stand: the row of headings, the one that they end before, and the column of each field."""

    sheet: Sheet
    header_row: int
    end: int
    fields: dict[str, int]


def find_group_table(sheet: Sheet, above: int | None = None) -> GroupTable | None:
    """The table below the first row that heads a group, a number of courses and credits; None if there is none.

    In the sheet of a map it stands `above` the row of its headings.
    """
    end = len(sheet.rows) if above is None else above
    for row, texts in enumerate(sheet.texts[: min(end, _ROWS_TO_SEARCH)]):
        fields = {name: column for column, text in enumerate(texts) if text and (name := GROUP_FIELDS.named(text))}
        if set(fields) == set(GROUP_FIELDS.labels):
            return GroupTable(sheet, row, end, fields)
    return None


def read_groups(table: GroupTable) -> tuple[list[ListedGroup], list[Finding]]:
    """The groups of this table, each once, and what is wrong in it."""
    groups: dict[str, ListedGroup] = {}
    findings: list[Finding] = []
    for row, name, choose, ects in _lines(table):
        ref = table.sheet.ref(row, table.fields["group"])
        rule = _rule(name, choose, ects)
        one = ListedGroup(name, rule, ref)
        before = groups.setdefault(group_key(name), one)
        if not name or (rule is None and (choose or ects)) or before.rule != rule:
            said = " | ".join(filter(None, (name, choose, ects)))
            findings.append(Finding("group-rule-unclear", Severity.ERROR, ref, {"written": said}))
    return [one for one in groups.values() if one.name], findings


def _lines(table: GroupTable) -> Iterator[tuple[int, str, str, str]]:
    """The lines below the headings that say something: the row, the name, how many courses, how many credits."""
    for row in range(table.header_row + 1, table.end):
        name, choose, ects = (table.sheet.text(row, table.fields[field]) for field in ("group", "choose", "ects"))
        if name or choose or ects:
            yield row, name, choose, ects


def _rule(name: str, choose: str, ects: str) -> ElectiveGroup | None:
    """What a line says that a student takes; None where it says nothing, or both."""
    if bool(choose) == bool(ects):
        return None
    found = rule_named(name, choose) if choose else rule_named(name, ects) or rule_named(name, f"{ects} ects")
    if ects and found is not None and found.choose is not None:
        return ElectiveGroup(name, ects=float(found.choose))
    return found if found is not None and (found.choose is not None) == bool(choose) else None
