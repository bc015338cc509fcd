"""One table value, shown as a table or as its twin, a picture; either way a place can be chosen."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

import streamlit as st

from curriculum_map.charts.heatmap import Label, draw_heatmap
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.ui.components import figure, level_table
from curriculum_map.ui.components.address import place_of
from curriculum_map.ui.components.downloads import offer_table
from curriculum_map.ui.components.figures_note import Basis
from curriculum_map.ui.components.level_table.values import Column, Row, Table
from curriculum_map.ui.session import is_dark, language

Chosen = TypeVar("Chosen")
_MOST_NARROW = 9  # columns of a picture that a narrow screen holds


def show_table(
    table: Table, key: str, view: str, slugs: Mapping[str, str] | None = None, *, basis: Basis | None = None
) -> tuple[str, str] | None:
    """The row and column just chosen, or named by the address; None otherwise. `view` is 'table' or 'picture'.

    `slugs` are what the address calls rows or columns that are numbers here. Below it stands the table as a file;
    below a picture that picture too; the `basis` of its figures goes along.
    """
    chosen = level_table.show(table, key, load_legend(), is_dark()) if view == "table" else _picture(table, key, basis)
    if table.rows:
        offer_table(table, key, basis)
    # A number at the end of a key is that of the grid, which the address names already.
    return place_of(key.rstrip("-0123456789"), chosen, _ids(table.rows), _ids(table.columns), slugs or {})


def _ids(parts: Iterable[Row | Column]) -> list[str]:
    return [one.id for one in parts]


def _picture(table: Table, key: str, basis: Basis | None) -> tuple[str, str] | None:
    rows = list(_row_labels(table))
    columns = [Label(column.id, _numbered(column)) for column in table.columns]
    drawn = draw_heatmap(rows, columns, states(table), load_legend(), language(), dark=is_dark())
    wide = len(columns) > _MOST_NARROW
    return only_once(f"{key}-picture", figure.show(drawn, f"{key}-picture", table.caption, basis, wide=wide))


def _row_labels(table: Table) -> Iterator[Label]:
    """The rows by what tells them apart, each under the heading that stands beside it in the table."""
    said: dict[int, str] = {}
    last = len(table.corners) - 1
    for row in table.rows:
        said |= {head.level: head.text for head in row.heads}
        group = " – ".join(said[level] for level in range(min(1, last - 1), last)) if last > 0 else ""
        yield Label(row.id, row.name, short=said[last], group=group)


def _numbered(column: Column) -> str:
    """A column's heading; one that recurs under each cluster comes with the number of the cluster."""
    number = column.groups[-1].partition(" ")[0] if column.groups else ""
    return f"{number} {column.text}" if number.isdigit() else column.text


def only_once(key: str, chosen: Chosen | None) -> Chosen | None:
    """The chosen place in the run in which it was chosen: a picture keeps its selection in every later run."""
    remembered = f"{key}-remembered"
    new = chosen if chosen != st.session_state.get(remembered) else None
    st.session_state[remembered] = chosen
    return new


def states(table: Table) -> list[list[int | None]]:
    """The states of a table, row by row; a place that spans rows counts in each of them."""
    lines: list[list[int | None]] = []
    for row in table.rows:
        above = lines[-1] if lines else []
        lines.append([above[at] if place is None else place.state for at, place in enumerate(row.places)])
    return lines
