"""The gaps of one programme as a table and as a picture."""

from collections import Counter
from dataclasses import replace
from textwrap import shorten

import streamlit as st

from curriculum_map.charts.gap_picture import GapLine, GapWords, draw_gaps
from curriculum_map.domain.gaps import Gap, GapKind
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.services.columns import GridColumn
from curriculum_map.ui.components import figure
from curriculum_map.ui.components.address import place_of
from curriculum_map.ui.components.figures_note import Basis
from curriculum_map.ui.components.framework_table import PlaceOf, framework_table
from curriculum_map.ui.components.gaps.closing_view import smallest_offer
from curriculum_map.ui.components.gaps.decision_register import decided, decided_place
from curriculum_map.ui.components.grid_choices import begin_several, choose_several
from curriculum_map.ui.components.level_table.values import Column, Place, Table
from curriculum_map.ui.components.shown import only_once
from curriculum_map.ui.session import is_dark, language, t
from curriculum_map.wording.flags import band_words, rule_mark, short_flags
from curriculum_map.wording.labels import label, weight_words

# The column that leads to what is decided about a gap.
DECISION = "decision"
# Of why a programme wants what it wants, in a place of the table; all of it stands behind the place.
_LONGEST_REASON = 60
_KINDS, _FIRST_KINDS = "kinds", [GapKind.ELECTIVE, GapKind.HARD, GapKind.SOFT, GapKind.UNKNOWN]


def choose_kinds(grid: GridColumn) -> list[GapKind]:
    """The kinds of gap to show, each with how many there are; at first those below the ambition and the unknown.

    Behind a button that says how many kinds are chosen: their names would take the room of the table. Without any
    ambition all is of one kind, and what is reached, and how thinly, is shown without a choice.
    """
    if all(gap.ambition is None for gap in grid.gaps.values()):
        return list(GapKind)
    counts = Counter(gap.kind for gap in grid.gaps.values())
    names = {kind: f"{label(kind, language())} ({counts[kind]})" for kind in GapKind}
    options = {str(kind): kind for kind in GapKind}
    count = len(begin_several(_KINDS, options, _FIRST_KINDS))
    with st.popover(t("Kinds of gap: {count} of {all}", count=count, all=len(names)), width="content"):
        return choose_several(_KINDS, t("Show"), options, names, _FIRST_KINDS)


def gaps_table(grid: GridColumn, kinds: list[GapKind]) -> Table:
    """The targets with a gap of these kinds: what there is and was wanted, what would close it, what was decided."""
    gaps, about = grid.gaps, decided(grid)
    columns: list[tuple[Column, PlaceOf]] = [
        (Column("guaranteed", t("guaranteed")), lambda target: _guaranteed(gaps[target])),
        (Column("possible", t("possible")), lambda target: _possible(gaps[target])),
        (Column("ambition", t("ambition")), lambda target: _ambition(gaps[target])),
        (Column("kind", t("gap"), width=2), lambda target: _kind(gaps[target])),
        (Column("closing", t("what would close it"), width=2), lambda target: _closing(grid, target)),
        (Column(DECISION, t("decided")), lambda target: decided_place(about.get(target, []))),
    ]
    only = [gap.target for gap in gaps.values() if gap.kind in kinds]
    table = framework_table(grid.edition, grid.grid.granularity, t("Gaps"), columns, only=only, focuses=False)
    return replace(table, stacks=True)


def show_picture(grid: GridColumn, kinds: list[GapKind], basis: Basis) -> tuple[str, str] | None:
    """Draws what is reached, possible and wanted on the four levels; the target just chosen, or in the address.

    Beside it stands which of the three it was: the column that says the same in the table.
    """
    to = language()
    lines = [GapLine.of(gap, grid.edition, to) for gap in grid.gaps.values() if gap.kind in kinds]
    drawn = draw_gaps(lines, GapWords.spoken(to), load_legend(), to, dark=is_dark())
    title = t("What is reached, what is possible and what was wanted")
    chosen = figure.show(drawn, f"gaps-{grid.info.id}", title, basis)
    columns = [column.id for column in gaps_table(grid, kinds).columns]
    return place_of("gaps", only_once("gaps-picture", chosen), [line.id for line in lines], columns, {})


def _guaranteed(gap: Gap) -> Place:
    return Place(gap.guaranteed, sub=_blanks(gap.guaranteed_band))


def _possible(gap: Gap) -> Place:
    return Place(gap.possible, sub=_blanks(gap.possible_band))


def _blanks(ends: tuple[int, int]) -> str:
    """The missing-data band below a level, where the blanks change something."""
    span = band_words(*ends)
    return t("blanks: {levels}", levels=span) if span else ""


def _ambition(gap: Gap) -> Place:
    words = weight_words(gap, language())
    return Place(text="–", sub=words) if gap.ambition is None else Place(gap.ambition, sub=words)


def _kind(gap: Gap) -> Place:
    aside, said = rule_mark(gap, language())
    reason = shorten(gap.reason or "", _LONGEST_REASON, placeholder="…")
    noted = " · ".join(filter(None, (short_flags(gap, language()), reason)))
    return Place(text=label(gap.kind, language()), sub=noted, aside=aside, mark_text=said, opens=True)


def _closing(grid: GridColumn, target: str) -> Place:
    offer, rest = smallest_offer(grid, target)
    return Place(text=offer or "–", sub=rest, opens=bool(offer))
