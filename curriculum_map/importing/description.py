"""Who rated which programme, when and against which edition: as the file says it and as the user answered."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import lru_cache
from types import MappingProxyType

from curriculum_map.domain.curriculum import BlankMeans, Perspective, Programme
from curriculum_map.domain.findings import CellRef, Finding, Severity
from curriculum_map.frameworks.loader import EDITION_IDS, Editions, load_programmes
from curriculum_map.importing.cells import Sheet, same_word
from curriculum_map.importing.group_table import find_group_table
from curriculum_map.importing.words import DESCRIPTION_FIELDS, choice_named

_YEAR = re.compile(r"(?:20)?(\d\d)\s*[-–/]\s*(?:20)?(\d\d)", re.ASCII)
_ROWS_TO_SEARCH = 60


@dataclass(frozen=True, slots=True)
class Description:
    """What a grid is about; None where nobody said it."""

    institution: str | None = None
    programme: str | None = None
    academic_year: str | None = None
    edition: str | None = None
    rater: str | None = None
    perspective: Perspective | None = None
    blank_means: BlankMeans | None = None
    campus: str | None = None

    @property
    def is_enough(self) -> bool:
        """Whether everything is said without which no grid can be stored."""
        return None not in (self.institution, self.programme, self.academic_year, self.edition)


@dataclass(frozen=True, slots=True)
class Described:
    """A description, where each part of it was read, and what was wrong with it."""

    description: Description = field(default_factory=Description)
    refs: dict[str, CellRef] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    text: str
    ref: CellRef


def read_description(
    sheet: Sheet, editions: Editions, above: int = _ROWS_TO_SEARCH, programmes: Sequence[Programme] = ()
) -> Described:
    """What the lines 'label | value' of a sheet say, down to the row `above`; without programmes, of the six."""
    found: dict[str, str] = {}
    refs: dict[str, CellRef] = {}
    findings: list[Finding] = []
    for entry in _entries(sheet, above):
        value = _meaning(entry.name, entry.text, editions, programmes)
        if isinstance(value, str):
            if found.setdefault(entry.name, value) != value:
                code = "two-programmes" if entry.name == "programme" else "said-twice"
                facts = {"written": entry.text, "other": sheet.text(refs[entry.name].row, refs[entry.name].column)}
                findings.append(Finding(code, Severity.ERROR, entry.ref, {"field": entry.name, **facts}))
            refs.setdefault(entry.name, entry.ref)
        else:
            findings.append(replace(value, ref=entry.ref))
    return Described(_as_description(found), refs, tuple(findings))


def merge_answers(described: Described, answers: Description) -> Described:
    """The description with the user's answers: they fill what the file leaves open and overrule what it says.

    A programme that differs is an error, since then it is probably the wrong file. What the file says and nobody
    understands is an error as long as there is no answer.
    """
    said, findings = described.description, [_answered(finding, answers) for finding in described.findings]
    changes: dict[str, object] = {}
    for name in (part.name for part in fields(Description)):
        answer, in_file = getattr(answers, name), getattr(said, name)
        if answer is None or answer == in_file:
            continue
        changes[name] = answer
        if in_file is not None:
            facts = {"field": name, "written": in_file, "other": answer}
            wrong = name == "programme"
            code, severity = ("two-programmes", Severity.ERROR) if wrong else ("answered-otherwise", Severity.WARNING)
            findings.append(Finding(code, severity, described.refs.get(name), facts))
    return Described(replace(said, **changes), described.refs, tuple(findings))  # type: ignore[arg-type]


def with_edition_of_headings(described: Described, edition: str) -> Described:
    """The description with the edition that all headings are of; what the file calls it instead becomes a warning."""
    findings = tuple(
        Finding("edition-by-headings", Severity.WARNING, one.ref, {"written": one.facts["written"], "other": edition})
        if one.code == "not-a-choice" and one.facts.get("field") == "edition"
        else one
        for one in described.findings
    )
    return Described(replace(described.description, edition=edition), described.refs, findings)


def combined(described: Iterable[Described]) -> Described:
    """One description of sheets that hold one map between them: what the first leaves open the next may say."""
    first, *others = described
    for other in others:
        said, more = first.description, other.description
        new = {part.name: getattr(more, part.name) for part in fields(Description) if getattr(said, part.name) is None}
        refs = {name: ref for name, ref in other.refs.items() if name in new}
        first = Described(replace(said, **new), refs | first.refs, first.findings + other.findings)
    return first


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a part of a description probably is, and where that was read: 'file', 'sheet' or the address of a cell."""

    value: str
    where: str


def open_questions(
    description: Description,
    findings: Iterable[Finding] = (),
    editions: Iterable[str] = EDITION_IDS,
    proposed: Mapping[str, Proposed] = MappingProxyType({}),
    programmes: Sequence[Programme] = (),
) -> Iterator[Finding]:
    """One question for each thing that must be known before a grid can be stored; what has a finding is not asked.

    `proposed` has what the file seems to say, by part of the description.
    """
    misread = {finding.facts.get("field") for finding in findings}
    choices = {"programme": [one.id for one in programmes or load_programmes()], "edition": list(editions)}
    for name in ("institution", "programme", "academic_year", "edition"):
        if getattr(description, name) is None and name not in misread:
            offered = proposed.get(name)
            facts = {"field": name, "choices": choices.get(name, []), "proposal": offered and offered.value}
            facts |= {"where_found": offered.where} if offered else {}
            yield Finding(f"missing-{name.replace('_', '-')}", Severity.QUESTION, None, facts)


def blank_question(description: Description, blanks: int, ref: CellRef | None = None) -> Finding | None:
    """The question what a blank means, if there are blanks and nobody said it; it is asked once per file."""
    if not blanks or description.blank_means is not None:
        return None
    facts: dict[str, object] = {"field": "blank_means", "count": blanks, "choices": [one.value for one in BlankMeans]}
    return Finding("blank-meaning", Severity.QUESTION, ref, facts | {"proposal": BlankMeans.NOT_RATED.value})


def academic_year(text: str) -> str | None:
    """The academic year in its one spelling, '2026-27'; None if the text is not two years in a row."""
    match = _YEAR.fullmatch(text.strip())
    if match is None or (int(match[1]) + 1) % 100 != int(match[2]):
        return None
    return f"20{match[1]}-{match[2]}"


def edition_named(text: str, editions: Editions) -> str | None:
    """The id of the edition that goes by this id or title."""
    called = {same_word(form): e.id for e in editions.values() for form in (e.id, e.title.nl, e.title.en)}
    return called.get(same_word(text))


def programmes_named(text: str, programmes: Sequence[Programme] = ()) -> list[str]:
    """The ids of the programmes, without any given of the six, whose name, short name or id occurs in a text.

    A programme whose whole name the text is goes before one whose name is only a part of it.
    """
    word, known = f" {same_word(text)} ", programmes or load_programmes()
    whole = [one.id for one in known if word.strip() in programme_forms(one)]
    return whole or [one.id for one in known if any(f" {form} " in word for form in programme_forms(one))]


@lru_cache(maxsize=256)
def programme_forms(programme: Programme) -> tuple[str, ...]:
    """The names by which a text can mean a programme, in the form in which names are compared."""
    names = (programme.id, programme.name.nl, programme.name.en, programme.short.nl, programme.short.en)
    return tuple(same_word(form) for form in (*names, *programme.also))


def _answered(finding: Finding, answers: Description) -> Finding:
    """The finding itself, or a warning where it is about a value that the user's answer takes the place of."""
    answer = getattr(answers, str(finding.facts.get("field")), None)
    if answer is None or finding.code not in ("not-a-choice", "bad-academic-year", "two-programmes"):
        return finding
    facts = {"field": finding.facts["field"], "written": finding.facts["written"], "other": answer}
    return Finding("answered-otherwise", Severity.WARNING, finding.ref, facts)


def _entries(sheet: Sheet, above: int) -> Iterator[_Entry]:
    """The labels that are known, each with the value beside it; what stands further right is explanation.

    Names of elective groups are no labels.
    """
    groups = find_group_table(sheet)
    for row in range(min(above, len(sheet.rows) if groups is None else groups.header_row)):
        label = next((column for column in range(len(sheet.rows[row])) if sheet.text(row, column)), 0)
        name = DESCRIPTION_FIELDS.named(sheet.text(row, label).rstrip(":"))
        value = sheet.text(row, label + 1)
        if name and value:
            yield _Entry(name, value, sheet.ref(row, label + 1))


def _meaning(name: str, text: str, editions: Editions, programmes: Sequence[Programme]) -> str | Finding:
    """What a value means, as an id; a finding without address if it means nothing or too much."""
    if name == "programme":
        return _programme(text, programmes)
    if name == "academic_year":
        return academic_year(text) or Finding(
            "bad-academic-year", Severity.ERROR, None, {"field": name, "written": text}
        )
    if name == "edition":
        return edition_named(text, editions) or _not_a_choice(name, text, editions)
    if name == "perspective":
        return choice_named(text, Perspective) or _not_a_choice(name, text, Perspective)
    if name == "blank_means":
        return choice_named(text, BlankMeans) or _not_a_choice(name, text, BlankMeans)
    return text


def _programme(text: str, programmes: Sequence[Programme]) -> str | Finding:
    named = programmes_named(text, programmes)
    if len(named) > 1:
        return Finding("two-programmes", Severity.ERROR, None, {"field": "programme", "written": text, "other": ""})
    return named[0] if named else _not_a_choice("programme", text, [one.id for one in programmes or load_programmes()])


def _not_a_choice(name: str, text: str, choices: Iterable[str]) -> Finding:
    return Finding("not-a-choice", Severity.ERROR, None, {"field": name, "written": text, "choices": list(choices)})


def _as_description(found: dict[str, str]) -> Description:
    perspective, blank = found.get("perspective"), found.get("blank_means")
    return Description(
        institution=found.get("institution"),
        programme=found.get("programme"),
        academic_year=found.get("academic_year"),
        edition=found.get("edition"),
        rater=found.get("rater"),
        perspective=Perspective(perspective) if perspective else None,
        blank_means=BlankMeans(blank) if blank else None,
        campus=found.get("campus"),
    )
