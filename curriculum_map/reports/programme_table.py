"""The framework's own empty table, filled: clusters and components down in its printed order, programmes across."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from curriculum_map.domain.framework import Edition, Granularity, cell_id
from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED, Level
from curriculum_map.domain.rules import CountingRule
from curriculum_map.domain.text import Language
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.reports.book import Book, Column, Kind, Over, Sheet, Value
from curriculum_map.reports.document import Document, Part
from curriculum_map.reports.gap.words import state_word
from curriculum_map.wording.catalogue import mark, say, say_many
from curriculum_map.wording.rules import rule_in_full, side_sentence

_LEGEND = mark("Legend")
_NAME = mark("Programme table")
_LEFT_OPEN = mark("A programme of which no grid is stored is left open: that says nothing about what it covers.")
_PER_CLUSTER = mark("Rated per cluster: its level stands over the three components and is not spread out.")
_ACROSS = mark(
    "Each place says how many grids stand at each level; the levels of several institutions are never merged into one."
)


@dataclass(frozen=True, slots=True)
class TableGrid:
    """A grid in a programme's column: its states by target, per cell or per cluster, and what is said beneath it.

    `more` is what else is to be known of it, and not said in the heading of its column.
    """

    institution: str
    about: str
    granularity: Granularity
    states: Mapping[str, int]
    more: str = ""


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A programme and its grids; of one institution at most one, unless it has several campuses."""

    name: str
    grids: tuple[TableGrid, ...] = ()


@dataclass(frozen=True, slots=True)
class ProgrammeTable:
    """What the table is made from; without an institution it is that of all of them together."""

    edition: Edition
    institution: str | None
    side: str
    rule: CountingRule
    columns: tuple[TableColumn, ...]
    made_at: datetime
    notes: tuple[str, ...] = ()


def describe_table_book(table: ProgrammeTable, language: Language) -> Book:
    """The table as a workbook: the table, what its words mean, and which grids stand in it."""
    sheets = (describe_table(table, language), words_sheet(language), _behind(table, language))
    return Book(_title(table, language), table.made_at, sheets)


def describe_table_document(table: ProgrammeTable, language: Language) -> Document:
    """The same as a document."""
    sheet, words, behind = describe_table(table, language), words_sheet(language), _behind(table, language)
    side = mark("Guaranteed coverage") if table.side == "guaranteed" else mark("Possible coverage")
    parts = (Part(say(side, language), table=sheet), *(Part(one.title, table=one) for one in (words, behind)))
    return Document(sheet.title, (), (), table.made_at, parts)


def describe_table(table: ProgrammeTable, language: Language) -> Sheet:
    """The table itself: a row for each cell of the framework, a column for each programme, or campus of one."""
    columns = list(_columns(table, language))
    return Sheet(
        name=say(_NAME, language),
        title=_title(table, language),
        notes=(*_notes(table, language), *table.notes),
        columns=(
            Column(say(mark("Focus"), language), 24, Kind.LABEL),
            Column(say(mark("Cluster"), language), 34, Kind.LABEL),
            Column(say(mark("Component"), language), 18, Kind.LABEL),
            *(Column(heading, 24, kind) for heading, kind, _ in columns),
        ),
        rows=tuple(_rows(table.edition, [places for _, _, places in columns], language)),
        frozen_columns=3,
        filtered=False,
        # On the several pages of this one the names of the focuses, beside their rows, would be lost.
        sectioned=table.institution is None,
        legend=(say(_LEGEND, language), *(level.name[language] for level in load_legend().levels)),
    )


def words_sheet(language: Language) -> Sheet:
    """What the four levels mean, and a place that is empty."""
    legend = load_legend()
    levels: list[tuple[Value, ...]] = [
        (int(one.value), one.name[language], one.meaning[language]) for one in legend.levels
    ]
    empty = say(mark("Nobody rated this yet. That is not the same as not covered."), language)
    return Sheet(
        name=say(_LEGEND, language),
        title=say(mark("What the words mean"), language),
        columns=(
            Column(say(mark("Digit"), language), 10, Kind.COUNT),
            Column(say(mark("Word"), language), 30, Kind.LEVEL),
            Column(say(mark("Meaning"), language), 95),
        ),
        rows=(*levels, (None, legend.not_rated[language], empty)),
        filtered=False,
    )


def _title(table: ProgrammeTable, language: Language) -> str:
    if table.institution is None:
        return say(mark("Programme table across institutions"), language)
    return say(mark("Programme table: {institution}"), language, institution=table.institution)


def _notes(table: ProgrammeTable, language: Language) -> Iterator[str]:
    yield rule_in_full(table.rule, load_legend(), language) + " " + side_sentence(table.side, language)
    grids = [grid for column in table.columns for grid in column.grids]
    if table.institution is None:
        yield say(_ACROSS, language)
    elif any(grid.granularity is Granularity.CLUSTER for grid in grids):
        yield say(_PER_CLUSTER, language)
    if any(not column.grids for column in table.columns):
        yield say(_LEFT_OPEN, language)


def _behind(table: ProgrammeTable, language: Language) -> Sheet:
    """Which grids stand in the table, and whose names its rows have."""
    grids: list[tuple[Value, ...]] = [
        (column.name, grid.institution, " · ".join(filter(None, (grid.about, grid.more))))
        for column in table.columns
        for grid in column.grids
    ]
    return Sheet(
        name=say(mark("Which grids"), language),
        title=say(mark("Which grids stand in the table"), language),
        notes=(f"{table.edition.title[language]}. {table.edition.citation}",),
        columns=(
            Column(say(mark("Programme"), language), 40, Kind.LABEL),
            Column(say(mark("Institution"), language), 40),
            Column(say(mark("Grid"), language), 55),
        ),
        rows=tuple(grids),
        filtered=False,
    )


def _columns(table: ProgrammeTable, language: Language) -> Iterator[tuple[str, Kind, dict[str, Value]]]:
    """The heading of each column, its kind, and its places by cell."""
    for column in table.columns:
        if table.institution is None:
            yield _counted_column(table, column, language)
        elif not column.grids:
            yield column.name, Kind.LEVEL, {}
        for grid in column.grids if table.institution is not None else ():
            yield f"{column.name}\n{grid.about}", Kind.LEVEL, _places(table.edition, grid, language)


def _places(edition: Edition, grid: TableGrid, language: Language) -> dict[str, Value]:
    """The level of each cell as a word; of a grid rated per cluster one word over its three components."""
    first, *others = [component.id for component in edition.components]
    if grid.granularity is not Granularity.CLUSTER:
        return {target: state_word(state, language) for target, state in grid.states.items()}
    return {
        cell_id(cluster.id, first): Over(state_word(grid.states.get(cluster.id, NOT_RATED), language), 1 + len(others))
        for cluster in edition.clusters
    }


def _counted_column(
    table: ProgrammeTable, column: TableColumn, language: Language
) -> tuple[str, Kind, dict[str, Value]]:
    """How many grids of a programme stand at each level; those rated per cluster are named and not counted."""
    counted = [grid for grid in column.grids if grid.granularity is not Granularity.CLUSTER]
    left = len(column.grids) - len(counted)
    said = [say_many("{count} grid", "{count} grids", len(counted), language)] if counted else []
    said += [say(mark("{count} more rated per cluster"), language, count=left)] if left else []
    heading = "\n".join((column.name, *said))
    places: dict[str, Value] = {
        target: _counts([grid.states.get(target, NOT_RATED) for grid in counted], language)
        for target in table.edition.targets(Granularity.CELL)
        if counted
    }
    return heading, Kind.TEXT, places


def _counts(states: Sequence[int], language: Language) -> str:
    """'2 × practised, 1 × exemplary': the highest level first, which is the order of the legend turned round."""
    found = [(state, states.count(state)) for state in (*reversed(Level), NOT_APPLICABLE, NOT_RATED)]
    return "\n".join(f"{count} × {state_word(state, language)}" for state, count in found if count)


def _rows(edition: Edition, columns: Sequence[Mapping[str, Value]], language: Language) -> Iterator[tuple[Value, ...]]:
    """A row per cell in the order of the printed table; focus and cluster stand over their rows."""
    components = edition.components
    for _, run in groupby(edition.table_order, key=lambda cluster: edition.focus_of(cluster).id):
        clusters = list(run)
        for place, cluster in enumerate(clusters):
            for row, component in enumerate(components):
                focus = edition.focus_of(cluster).name[language] if place == row == 0 else None
                named = (
                    Over(focus, len(clusters) * len(components)) if focus is not None else None,
                    Over(edition.cluster(cluster).name[language], len(components)) if row == 0 else None,
                    component.name[language],
                )
                target = cell_id(cluster, component.id)
                yield *named, *(places.get(target) for places in columns)
