"""Tracks that stand across, a column with crosses for each: what is ticked for a course is written as its tracks."""

from dataclasses import replace

from curriculum_map.domain.curriculum import as_track
from curriculum_map.importing.course_fields import is_tick, names_track
from curriculum_map.importing.layout import Table


def with_ticked_tracks(table: Table) -> Table:
    """The table with the tracks of each course in one column, where several columns headed by a track hold crosses."""
    beside = [table.fields["track"]] if "track" in table.fields else []
    columns = sorted(at for at in (*beside, *table.other_columns) if _is_ticked(table, at))
    if len(columns) < 2 or not set(beside) <= set(columns):
        return table
    rows, into = list(table.sheet.rows), columns[0]
    for row in table.course_rows:
        ticked = as_track(table.heading(at) for at in columns if is_tick(table.sheet.text(row, at)) is True)
        line = list(rows[row])
        line.extend([""] * (into + 1 - len(line)))
        line[into] = ticked
        rows[row] = line
    others = tuple(at for at in table.other_columns if at not in columns)
    sheet = replace(table.sheet, rows=rows)
    return replace(table, sheet=sheet, fields={**table.fields, "track": into}, other_columns=others)


def _is_ticked(table: Table, at: int) -> bool:
    """Whether the heading of a column is the name of a track, and only crosses, yes or no stand below it."""
    texts = [text for row in table.course_rows if (text := table.sheet.text(row, at))]
    return bool(texts) and names_track(table.heading(at)) and all(is_tick(text) is not None for text in texts)
