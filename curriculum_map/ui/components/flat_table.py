"""A level table as rows of texts, to take along: every heading and every place written out."""

from curriculum_map.domain.levels import Legend
from curriculum_map.domain.text import Language
from curriculum_map.services.tables import FlatTable, Heading
from curriculum_map.ui.components.level_table.values import Column, Place, Row, Table


def flat(table: Table, legend: Legend, noted: str) -> FlatTable:
    """The table with the headings of each row repeated; `noted` heads what is noted beside the levels of a column."""
    places = _filled(table)
    headings = [Heading(text) for text in table.corners]
    columns: list[list[str]] = [list(texts) for texts in zip(*_heads(table), strict=True)]
    for at, column in enumerate(table.columns):
        its = [line[at] for line in places]
        group = column.groups[-1] if column.groups else ""
        headings.append(Heading(_joined(column), group))
        columns.append([_text(place, legend, table.language) for place in its])
        beside = ["; ".join(filter(None, (place.sub, place.mark_text))) if place else "" for place in its]
        if any(beside):
            headings.append(Heading(f"{column.text}: {noted}", group))
            columns.append(beside)
    return FlatTable(table.caption, tuple(headings), tuple(zip(*columns, strict=True)))


def _joined(column: Column) -> str:
    return " · ".join(filter(None, (column.text, column.sub)))


def _filled(table: Table) -> list[list[Place | None]]:
    """The places, row by row; one that spans rows stands in each of them."""
    lines: list[list[Place | None]] = []
    for row in table.rows:
        above = lines[-1] if lines else [None] * len(row.places)
        lines.append([above[at] if place is None else place for at, place in enumerate(row.places)])
    return lines


def _heads(table: Table) -> list[tuple[str, ...]]:
    """The headings of each row, outermost first, those that began further up too."""
    now, lines = [""] * len(table.corners), []
    for row in table.rows:
        _begin(row, now)
        lines.append(tuple(now))
    return lines


def _begin(row: Row, now: list[str]) -> None:
    for head in row.heads:
        now[head.level] = " · ".join(filter(None, (head.text, head.sub)))


def _text(place: Place | None, legend: Legend, language: Language) -> str:
    if place is None or place.offer:
        return ""
    if place.parts:
        return "; ".join(f"{legend.name(part.state)[language]}: {part.text}" for part in place.parts)
    return place.text or ("" if place.state is None else legend.name(place.state)[language])
