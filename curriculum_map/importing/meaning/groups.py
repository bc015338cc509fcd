"""The elective groups of the courses and what a student takes of each: as written, as answered, or else asked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from curriculum_map.domain.curriculum import Course, ElectiveGroup
from curriculum_map.domain.findings import CellRef, Finding, Severity
from curriculum_map.importing.cells import cell_text
from curriculum_map.importing.meaning.group_texts import NOT_KNOWN, GroupWriting, group_key, group_written, rule_named

ASKED, WITHOUT_RULE = "group-unsure", "group-without-rule"
_MOST_REFS = 1_000


@dataclass(frozen=True, slots=True)
class ListedGroup:
    """A group as a table of them has it, or a line above its courses; the rule is None where that says nothing.

    `listed` is how many courses it is said to have, if that is said; `of_table` is false for a line above them. With
    `at_least` a student may take more than the rule says.
    """

    name: str
    rule: ElectiveGroup | None
    ref: CellRef
    listed: int | None = None
    of_table: bool = True
    at_least: bool = False


@dataclass(slots=True)
class _Group:
    """A group with its courses and all that is said of what a student takes."""

    name: str
    refs: list[CellRef] = field(default_factory=list)
    rules: dict[str, ElectiveGroup] = field(default_factory=dict)
    is_doubtful: bool = False
    listed: set[int] = field(default_factory=set)
    in_table: ListedGroup | None = None


def with_groups(
    courses: Sequence[Course], refs: Mapping[int, CellRef], table: Iterable[ListedGroup], answers: Mapping[str, str]
) -> tuple[list[Course], tuple[ElectiveGroup, ...], list[Finding]]:
    """The courses with the names of their groups, what a student takes of each, and what is said or asked about them.

    `refs` has the cell in which the group of a course stands. A group of which nobody says what a student takes has no
    rule: its courses stay free electives.
    """
    found: dict[str, _Group] = {}
    for one in table:
        group = found.setdefault(group_key(one.name), _Group(one.name))
        group.in_table = one
        group.is_doubtful |= one.at_least
        group.listed |= set() if one.listed is None else {one.listed}
        group.rules |= {str(one.rule): one.rule} if one.rule else {}
    named: dict[str, str] = {}
    for place, ref in refs.items():
        written = courses[place].group or ""
        writing = group_written(written) or GroupWriting(written)
        name = writing.name or written
        group = found.setdefault(group_key(name), _Group(name))
        group.refs.append(ref)
        named[written] = group.name
        _take(group, writing)
    told = [replace(one, group=named[one.group]) if one.group else one for one in courses]
    rules, findings = [], []
    for group in found.values():
        rule, finding = _settled(group, answers.get(cell_text(group.name)))
        rules.extend([] if rule is None else [rule])
        findings.extend([] if finding is None else [finding])
    return told, tuple(rules), findings


def _take(group: _Group, writing: GroupWriting) -> None:
    """Keeps what one status says of its group."""
    if writing.rule is None:
        return
    rule = replace(writing.rule, name=group.name)
    group.rules[str(rule)] = rule
    group.listed |= set() if writing.listed is None else {writing.listed}
    # All that say "choose 2" may be several groups, unless it is said how many courses there are.
    group.is_doubtful |= writing.at_least or (not writing.name and writing.listed is None)


def _settled(group: _Group, answer: str | None) -> tuple[ElectiveGroup | None, Finding | None]:
    """What a student takes of a group, and what is said or asked about that."""
    if answer is not None:
        return rule_named(group.name, answer), None
    facts: dict[str, object] = {
        "group": group.name,
        "count": len(group.refs),
        "refs": [str(ref) for ref in group.refs[:_MOST_REFS]],
    }
    ref = group.refs[0] if group.refs else group.in_table.ref if group.in_table else None
    rules = list(group.rules.values())
    is_listed_otherwise = any(count != len(group.refs) for count in group.listed)
    if len(rules) > 1 or group.is_doubtful or is_listed_otherwise:
        # Where all say the same, that is what a student takes, if they are one group.
        proposal = str(rules[0]) if len(rules) == 1 else None
        offered: dict[str, object] = {"field": "group", "choices": [*map(str, rules), NOT_KNOWN], "proposal": proposal}
        return None, Finding(ASKED, Severity.QUESTION, ref, facts | offered)
    if not rules:
        return None, Finding(WITHOUT_RULE, Severity.WARNING, ref, facts) if group.refs else None
    rule = replace(rules[0], name=group.name)
    if not group.refs:
        return rule, Finding("group-without-courses", Severity.WARNING, ref, facts)
    said = Finding("group-rule-read", Severity.NOTE, ref, facts | {"rule": str(rule)})
    is_in_table = group.in_table is not None and group.in_table.of_table and group.in_table.rule is not None
    return rule, None if is_in_table else said
