"""The target columns of a table against an edition: which edition fits, what is missing, double or contradictory."""

from collections.abc import Iterable, Iterator

from curriculum_map.domain.findings import Finding, Severity
from curriculum_map.domain.framework import Edition, granularity_of, split_target
from curriculum_map.frameworks.loader import DEFAULT_EDITION
from curriculum_map.importing.layout import CourseTable, TargetColumn


def place_columns(table: CourseTable, targets: tuple[str, ...]) -> tuple[int | None, ...]:
    """The column of each target, in the order of the targets; None where the table has none."""
    columns: dict[str, int] = {}
    for column in table.targets:
        columns.setdefault(column.named.target, column.column)
    return tuple(columns.get(target) for target in targets)


def edition_by_names(columns: Iterable[TargetColumn]) -> str | None:
    """The id of the only edition in which every column is called as it is here; None if there are more, or none."""
    fitting = frozenset.intersection(*(column.named.editions for column in columns))
    return next(iter(fitting)) if len(fitting) == 1 else None


def check_columns(table: CourseTable, targets: tuple[str, ...], edition: Edition | None) -> Iterator[Finding]:
    """Targets rated twice, mixed with others or missing; numbers that contradict the name; columns not read."""
    # Which edition's names a sentence takes.
    spoken: dict[str, object] = {"edition": edition.id} if edition else {}
    seen: dict[str, TargetColumn] = {}
    clusters: set[str] = set()
    for column in table.targets:
        ref = table.sheet.ref(table.header_row, column.column)
        facts = spoken | {"written": table.heading(column.column), "target": column.named.target}
        if granularity_of(column.named.target) is not table.granularity:
            yield Finding("mixed-granularity", Severity.ERROR, ref, facts)
        elif column.named.target not in targets:
            of_edition = {"edition": DEFAULT_EDITION, **spoken, "written": table.heading(column.column)}
            yield Finding("element-of-other-edition", Severity.ERROR, ref, of_edition)
        elif column.named.target in seen:
            other = table.sheet.ref(table.header_row, seen[column.named.target].column)
            yield Finding("target-twice", Severity.ERROR, ref, facts | {"other": str(other)})
        seen.setdefault(column.named.target, column)
        cluster = split_target(column.named.target)[0]
        if edition is not None and not column.named.elements and cluster not in clusters:
            yield from _contradictions(table, column, edition)
        clusters.add(cluster)
    missing = [target for target in targets if target not in seen]
    if missing:
        where = table.sheet.ref(table.header_row, table.targets[0].column)
        yield Finding("target-missing", Severity.WARNING, where, spoken | {"targets": missing, "count": len(missing)})
    yield from _without_heading(table)
    for other_column in table.other_columns:
        ref = table.sheet.ref(table.header_row, other_column)
        yield Finding("column-not-read", Severity.NOTE, ref, {"written": table.heading(other_column)})


def _without_heading(table: CourseTable) -> Iterator[Finding]:
    """Columns among the rated ones that hold something below no heading: a block pasted beside its place looks so."""
    headed = {*table.fields.values(), *table.other_columns, *(column.column for column in table.targets)}
    first, last = table.targets[0].column, max(column.column for column in table.targets)
    for column in range(first, last + 1):
        rows = range(table.header_row + 1, len(table.sheet.rows))
        filled = next((row for row in rows if table.sheet.text(row, column)), None) if column not in headed else None
        if filled is not None:
            written = table.sheet.text(filled, column)
            yield Finding(
                "column-without-heading", Severity.ERROR, table.sheet.ref(filled, column), {"written": written}
            )


def _contradictions(table: CourseTable, column: TargetColumn, edition: Edition) -> Iterator[Finding]:
    named, ref = column.named, table.sheet.ref(table.header_row, column.column)
    cluster = edition.cluster(split_target(named.target)[0])
    facts: dict[str, object] = {"target": named.target, "edition": edition.id}
    if edition.id not in named.editions:
        yield Finding("name-of-other-edition", Severity.WARNING, ref, facts | {"other": sorted(named.editions)[0]})
    elif named.number not in (None, cluster.number, cluster.table_number):
        facts |= {"written": named.number, "number": cluster.number}
        yield Finding("number-contradicts-name", Severity.WARNING, ref, facts)
