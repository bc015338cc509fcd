"""Tracks that stand across, a column with crosses for each: what is ticked for a course is written as its tracks."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from curriculum_map.domain.curriculum import as_track
from curriculum_map.domain.findings import Finding
from curriculum_map.importing.cells import same_word
from curriculum_map.importing.course_fields import is_tick, names_track
from curriculum_map.importing.layout import Table
from curriculum_map.importing.layout.vocabulary import course_field, is_phase, is_remark, is_way_of_teaching
from curriculum_map.importing.meaning.answers import Answers
from curriculum_map.importing.meaning.course_columns import CourseColumn, FieldReading, field_questions

_TRACK = "track"
_SEVERAL, _FEWEST_COURSES = 2, 3


def with_ticked_tracks(table: Table, answers: Answers) -> tuple[Table, list[Finding]]:
    """The table with the tracks of each course in one column, where several columns headed by a track hold crosses.

    Of columns of crosses whose headings say nothing of tracks it is asked whether they are some.
    """
    said = {same_word(heading): name for heading, name in answers.course_columns.items()}
    beside = [table.fields[_TRACK]] if _TRACK in table.fields else []
    ticked = [at for at in sorted({*beside, *table.other_columns}) if _is_ticked(table, at)]
    answered = {at: said[key] for at in ticked if (key := _answered_as(table, at, said)) is not None}
    columns = [at for at in ticked if answered.get(at, _TRACK if _is_headed_by_track(table, at) else "") == _TRACK]
    if len(columns) < _SEVERAL or not set(beside) <= set(columns):
        open_columns = [at for at in ticked if at not in answered and at not in beside]
        return table, [] if beside else list(_questions(table, open_columns))
    rows, into = list(table.sheet.rows), columns[0]
    for row in table.course_rows:
        names = as_track(table.heading(at) for at in columns if is_tick(table.sheet.text(row, at)) is True)
        line = list(rows[row])
        line.extend([""] * (into + 1 - len(line)))
        line[into] = names
        rows[row] = line
    others = tuple(at for at in table.other_columns if at not in columns)
    sheet = replace(table.sheet, rows=rows)
    return replace(table, sheet=sheet, fields={**table.fields, _TRACK: into}, other_columns=others), []


def _answered_as(table: Table, at: int, said: dict[str, str | None]) -> str | None:
    """How an answer names this column: by its heading or by its address; None without one."""
    keys = (same_word(table.heading(at)), same_word(str(table.sheet.ref(table.header_row, at))))
    return next((key for key in keys if key and key in said), None)


def _is_ticked(table: Table, at: int) -> bool:
    """Whether a column has a heading, and only crosses, yes or no stand below it."""
    texts = [text for row in table.course_rows if (text := table.sheet.text(row, at))]
    return bool(texts and table.heading(at)) and all(is_tick(text) is not None for text in texts)


def _is_headed_by_track(table: Table, at: int) -> bool:
    """Whether a heading is the name of a track, or stands below one that says that these are tracks."""
    *above, own = table.headings(at)
    return names_track(own) or any(course_field(text) == _TRACK for text in above)


def _questions(table: Table, columns: Sequence[int]) -> Iterator[Finding]:
    """One question for each of some columns side by side, where each course has a cross in at least one of them."""
    may_be = [at for at in columns if not _is_something_else(table.heading(at))]
    side_by_side = [at for at in may_be if not {at - 1, at + 1}.isdisjoint(may_be)]
    every = all(any(is_tick(table.sheet.text(row, at)) for at in side_by_side) for row in table.course_rows)
    if len(side_by_side) < _SEVERAL or len(table.course_rows) < _FEWEST_COURSES or not every:
        return
    for at in side_by_side:
        texts = [text for row in table.course_rows if (text := table.sheet.text(row, at))]
        column = CourseColumn(table.heading(at), table.sheet.ref(table.header_row, at), texts)
        yield from field_questions([FieldReading(column, None, _TRACK, "values")])


def _is_something_else(heading: str) -> bool:
    """Whether a heading says that crosses below it are no track: a phase, a way of teaching, a remark, a field."""
    return is_phase(heading) or is_way_of_teaching(heading) or is_remark(heading) or course_field(heading) is not None
