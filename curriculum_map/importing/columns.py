"""The target columns of a table against an edition: which edition fits, what is missing, double or contradictory."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from curriculum_map.domain.findings import CellRef, Finding, Severity
from curriculum_map.domain.framework import Edition, Granularity, granularity_of, split_target
from curriculum_map.frameworks.loader import DEFAULT_EDITION, load_legend
from curriculum_map.importing.layout import Table, heads_totals
from curriculum_map.importing.levels import LevelWords
from curriculum_map.importing.meaning.answers import Answers
from curriculum_map.importing.meaning.asked_headings import without_name
from curriculum_map.importing.meaning.code_in_title import codes_in_titles
from curriculum_map.importing.meaning.course_columns import CourseColumn, field_questions, name_course_columns
from curriculum_map.importing.meaning.level_pairs import is_full_name
from curriculum_map.importing.meaning.persons import is_about_persons
from curriculum_map.importing.meaning.targets import ColumnReading, Outcome
from curriculum_map.importing.names import NamedTarget


@dataclass(frozen=True, slots=True)
class TargetColumn:
    """A column of levels and what its heading names."""

    column: int
    named: NamedTarget


@dataclass(frozen=True, slots=True)
class CourseTable:
    """A map of which at least one column names a target of our editions; columns are those of `map.sheet`."""

    map: Table
    targets: tuple[TargetColumn, ...]

    @property
    def granularity(self) -> Granularity:
        """The finest of what its columns name; coarser ones among them are a finding."""
        return max((granularity_of(column.named.target) for column in self.targets), key=list(Granularity).index)

    def in_edition(self, edition_id: str) -> "CourseTable":
        """The same table with each element's label read as the element of this edition."""
        columns = (TargetColumn(column.column, column.named.in_edition(edition_id)) for column in self.targets)
        return replace(self, targets=tuple(columns))


def with_strayed_outcomes(table: Table) -> Table:
    """The table with every headed column beside its outcomes that holds its own marks and nothing else as one of them.

    Such a column is asked about by its heading; left as a column that is not read, its levels would be lost in silence.
    """
    strayed = [at for at in table.other_columns if _holds_marks(table, at)]
    others = tuple(at for at in table.other_columns if at not in strayed)
    return replace(table, outcomes=tuple(sorted((*table.outcomes, *strayed))), other_columns=others)


def _holds_marks(table: Table, at: int) -> bool:
    heading = table.sheet.text(table.header_row, at)
    filled = set(_texts(table, at))
    return bool(heading and filled) and not heads_totals(heading) and filled <= table.marks.keys()


def _texts(table: Table, at: int) -> list[str]:
    """What stands in this column beside the courses, without empty cells."""
    lines = [table.sheet.texts[row] for row in table.course_rows]
    return [text for texts in lines if at < len(texts) and (text := texts[at])]


def outcomes_of(table: Table) -> list[Outcome]:
    """The outcome columns of a table as they are looked up by name."""
    return [
        Outcome(
            _without_level(table.headings(at)),
            table.sheet.ref(table.header_row, at),
            any(table.sheet.text(row, at) for row in table.course_rows),
        )
        for at in table.outcomes
    ]


def _without_level(headings: tuple[str, ...]) -> tuple[str, ...]:
    """The headings without a level below them: what is aimed for may stand between outcomes and their levels."""
    return headings[:-1] if len(headings) > 1 and is_full_name(headings[-1]) else headings


def course_table(table: Table, readings: Sequence[ColumnReading]) -> CourseTable:
    """The table with the columns that have a target."""
    columns = zip(table.outcomes, readings, strict=True)
    return CourseTable(table, tuple(TargetColumn(at, one.named) for at, one in columns if one.named is not None))


def with_course_fields(table: Table, answers: Answers) -> tuple[Table, list[Finding]]:
    """The table with its course columns as the user answered them, and what is asked about those that are not known.

    Where the titles hold the codes too, code and title are the same column.
    """
    table = _without_answered(table, answers)
    fields = {at: name for name, at in table.fields.items()}
    places = [*fields, *table.other_columns]
    columns = [_course_column(table, at) for at in places]
    changed = dict(table.fields)
    asked = []
    readings = dict(zip(places, name_course_columns(columns, answers), strict=True))
    for at, reading in readings.items():
        if reading.why == "answer" and reading.field is not None:
            changed[reading.field] = at
        elif reading.why == "not-read" and fields.get(at, "title") != "title":
            changed.pop(fields[at])
        elif at not in fields and reading.proposal not in table.fields:
            asked.append(reading)
    title = changed["title"]
    if "code" not in changed and readings[title].why != "answer" and codes_in_titles(_texts(table, title)):
        changed["code"] = title
    others = tuple(at for at in sorted(places) if at not in changed.values())
    return replace(table, fields=changed, other_columns=others), list(field_questions(asked))


def _without_answered(table: Table, answers: Answers) -> Table:
    """The table whose outcomes are none of the columns that the user said hold something of the course."""
    if not answers.course_columns:
        return table
    columns = [_course_column(table, at) for at in table.outcomes]
    readings = zip(table.outcomes, name_course_columns(columns, answers), strict=True)
    told = {at for at, reading in readings if reading.why == "answer" and reading.field is not None}
    if not told or told == set(table.outcomes):
        return table
    outcomes = tuple(at for at in table.outcomes if at not in told)
    return replace(table, outcomes=outcomes, other_columns=(*table.other_columns, *sorted(told)))


def _course_column(table: Table, at: int) -> CourseColumn:
    return CourseColumn(table.heading(at), table.sheet.ref(table.header_row, at), _texts(table, at))


def place_columns(table: CourseTable, targets: tuple[str, ...]) -> tuple[int | None, ...]:
    """The column of each target, in the order of the targets; None where the table has none."""
    columns: dict[str, int] = {}
    for column in table.targets:
        columns.setdefault(column.named.target, column.column)
    return tuple(columns.get(target) for target in targets)


def edition_by_names(columns: Iterable[TargetColumn]) -> str | None:
    """The id of the only edition in which every column is called as it is here; None if there are more, or none."""
    called = [column.named.editions for column in columns]
    fitting = frozenset.intersection(*called) if called else frozenset()
    return next(iter(fitting)) if len(fitting) == 1 else None


def check_columns(
    table: CourseTable, targets: tuple[str, ...], edition: Edition | None, asked: Collection[CellRef | None] = ()
) -> Iterator[Finding]:
    """Targets rated twice, mixed with others or missing; numbers that contradict the name; columns not read.

    `asked` has the headings about which there is a question already.
    """
    # Which edition's names a sentence takes.
    spoken: dict[str, object] = {"edition": edition.id} if edition else {}
    sheet, header = table.map.sheet, table.map.header_row
    seen: dict[str, TargetColumn] = {}
    clusters: set[str] = set()
    for column in table.targets:
        ref, written = sheet.ref(header, column.column), table.map.heading(column.column)
        facts = spoken | {"written": written, "target": column.named.target}
        if granularity_of(column.named.target) is not table.granularity:
            yield Finding("mixed-granularity", Severity.ERROR, ref, facts)
        elif column.named.target not in targets:
            of_edition = {"edition": DEFAULT_EDITION, **spoken, "written": written}
            yield Finding("element-of-other-edition", Severity.ERROR, ref, of_edition)
        elif column.named.target in seen:
            other = sheet.ref(header, seen[column.named.target].column)
            yield Finding("target-twice", Severity.ERROR, ref, facts | {"other": str(other)})
        seen.setdefault(column.named.target, column)
        cluster = split_target(column.named.target)[0]
        if edition is not None and not column.named.elements and cluster not in clusters:
            yield from _contradictions(table, column, edition)
        clusters.add(cluster)
    missing = [target for target in targets if target not in seen]
    if missing:
        where = sheet.ref(header, table.targets[0].column)
        yield Finding("target-missing", Severity.WARNING, where, spoken | {"targets": missing, "count": len(missing)})
    yield from _not_read(table.map, asked)


def _not_read(table: Table, asked: Collection[CellRef | None]) -> Iterator[Finding]:
    """The columns beside the outcomes that hold something; one without a heading of its own may hold strayed levels."""
    unnamed = []
    for at in table.other_columns:
        filled = next((row for row in table.course_rows if table.sheet.text(row, at)), None)
        if filled is None or is_about_persons(table.heading(at)):  # persons have a note of their own
            continue
        written = table.sheet.text(filled, at)
        # Digits just left of the levels may number phases; a word for a level there is one.
        first = min(table.outcomes) - (0 if written.isdigit() else 1)
        among = first <= at <= max(table.outcomes) + 1
        if among and _is_level(written) and not table.sheet.text(table.header_row, at):
            facts = {"written": written}
            yield Finding("column-without-heading", Severity.ERROR, table.sheet.ref(filled, at), facts)
        else:
            ref = table.sheet.ref(table.header_row, at)
            if ref not in asked and table.heading(at):
                yield Finding("column-not-read", Severity.NOTE, ref, {"written": table.heading(at)})
            elif ref not in asked:
                unnamed.append(ref)
    yield from without_name(unnamed)


def _is_level(text: str) -> bool:
    return LevelWords(load_legend()).state(text) is not None


def _contradictions(table: CourseTable, column: TargetColumn, edition: Edition) -> Iterator[Finding]:
    named, ref = column.named, table.map.sheet.ref(table.map.header_row, column.column)
    cluster = edition.cluster(split_target(named.target)[0])
    facts: dict[str, object] = {"target": named.target, "edition": edition.id}
    if edition.id not in named.editions:
        yield Finding("name-of-other-edition", Severity.WARNING, ref, facts | {"other": sorted(named.editions)[0]})
    elif named.number not in (None, cluster.number, cluster.table_number):
        facts |= {"written": named.number, "number": cluster.number}
        yield Finding("number-contradicts-name", Severity.WARNING, ref, facts)
