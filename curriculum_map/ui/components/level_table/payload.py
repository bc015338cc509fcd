"""A level table as the plain values that level_table.js draws."""

from typing import Any

from curriculum_map.domain.levels import SIGNS, Legend, Shade
from curriculum_map.domain.text import Language
from curriculum_map.ui.components.level_table.values import Column, Head, Place, Row, Table


def payload(table: Table, legend: Legend, dark: bool) -> dict[str, Any]:
    """All that the browser needs; what a place has by default is left out, since a table has many."""
    return {
        "caption": table.caption,
        "hint": table.hint,
        "language": table.language,
        "dense": table.dense,
        "choosable": table.choosable,
        "stacks": table.stacks,
        "chosen": list(table.chosen) if table.chosen else None,
        "corners": list(table.corners),
        "columns": [_column(column) for column in table.columns],
        "rows": [_row(row) for row in table.rows],
        "states": _states(legend, table.language, dark),
        "dark": dark,
        "border": legend.border[dark],
        "marker": legend.gap_marker[dark],
        # Paper is white, whatever the page is.
        "paper": {"border": legend.border[False], "marker": legend.gap_marker[False]},
    }


def _column(column: Column) -> dict[str, Any]:
    return {
        "id": column.id,
        "text": column.text,
        "sub": column.sub,
        "groups": list(column.groups),
        "name": column.spoken,
        "width": column.width,
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.name,
        "heads": [_head(head) for head in row.heads],
        "places": [None if place is None else _place(place) for place in row.places],
    }


def _head(head: Head) -> dict[str, Any]:
    return {"text": head.text, "sub": head.sub, "rowspan": head.rowspan, "level": head.level}


def _place(place: Place) -> dict[str, Any]:
    values: dict[str, Any] = {} if place.state is None else {"state": place.state}
    if place.text:
        values["text"] = place.text
    if place.sub:
        values["sub"] = place.sub
    signs = {"mark": place.mark, "aside": place.aside, "mark_text": place.mark_text}
    values |= {name: said for name, said in signs.items() if said}
    if place.shade is not None:
        values["shade"] = place.shade
    if place.rowspan > 1:
        values["rowspan"] = place.rowspan
    if place.opens:
        values["opens"] = True
    if place.parts:
        values["parts"] = [[part.text, part.state] for part in place.parts]
    if place.line:
        values["line"] = list(place.line)
    return values


def _states(legend: Legend, language: Language, dark: bool) -> dict[str, dict[str, Any]]:
    states: dict[str, dict[str, Any]] = {
        str(state): {"word": legend.name(state)[language], "sign": sign} for state, sign in SIGNS.items()
    }
    for level in legend.levels:
        shade = level.dark if dark else level.light
        states[str(int(level.value))] = {
            "word": level.name[language],
            "digit": str(int(level.value)),
            "sign": level.letter[language],
            **_look(shade),
            "paper": _look(level.light),
        }
    return states


def _look(shade: Shade) -> dict[str, Any]:
    look: dict[str, Any] = {"fill": shade.fill, "ink": shade.ink}
    if shade.hatch_colour is not None:
        look["hatch"] = {"angle": shade.hatch_angle, "colour": shade.hatch_colour}
    return look
