"""The gaps of one programme as a table and as a picture."""

from collections import Counter

import streamlit as st

from curriculum_map.charts.gap_picture import GapLine, GapWords, draw_gaps
from curriculum_map.domain.gaps import Gap, GapKind
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.services.columns import GridColumn
from curriculum_map.ui.components import figure
from curriculum_map.ui.components.closing_view import smallest_offer
from curriculum_map.ui.components.figures_note import say_flags
from curriculum_map.ui.components.framework_table import PlaceOf, framework_table, grid_places
from curriculum_map.ui.components.level_table.values import Column, Place, Table
from curriculum_map.ui.session import is_dark, language, t
from curriculum_map.wording.labels import label


def choose_kinds(grid: GridColumn) -> list[GapKind]:
    """The kinds of gap to show, each with how many there are; at first those below the ambition and the unknown."""
    counts = Counter(gap.kind for gap in grid.gaps.values())
    names = {kind: f"{label(kind, language())} ({counts[kind]})" for kind in GapKind}
    return st.multiselect(
        t("Show"),
        list(GapKind),
        default=[GapKind.ELECTIVE, GapKind.HARD, GapKind.SOFT, GapKind.UNKNOWN],
        format_func=lambda kind: names[kind],
        placeholder=t("Choose a kind"),
    )


def gaps_table(grid: GridColumn, kinds: list[GapKind]) -> Table:
    """The targets with a gap of these kinds: what is reached, what is possible, what was wanted, and why it is one."""
    columns: list[tuple[Column, PlaceOf]] = [
        (Column("guaranteed", t("guaranteed")), grid_places(grid, "guaranteed", grid.grid.granularity)),
        (Column("possible", t("possible")), lambda target: Place(grid.gaps[target].possible)),
        (Column("ambition", t("ambition")), lambda target: _ambition(grid.gaps[target])),
        (Column("kind", t("gap")), lambda target: Place(text=label(grid.gaps[target].kind, language()))),
        (Column("closing", t("what would close it")), lambda target: Place(text=smallest_offer(grid, target) or "–")),
        (Column("weight", t("weight")), lambda target: Place(text=_weight(grid.gaps[target]))),
        (Column("flags", t("to note")), lambda target: Place(text=say_flags(grid.gaps[target]) or "–")),
    ]
    only = [gap.target for gap in grid.gaps.values() if gap.kind in kinds]
    return framework_table(grid.edition, grid.grid.granularity, t("Gaps"), columns, only=only)


def show_picture(grid: GridColumn, kinds: list[GapKind]) -> str | None:
    """Draws what is reached, possible and wanted on the four levels; the target just chosen."""
    to = language()
    lines = [GapLine.of(gap, grid.edition, to) for gap in grid.gaps.values() if gap.kind in kinds]
    drawn = draw_gaps(lines, GapWords.spoken(to), load_legend(), to, dark=is_dark())
    chosen = figure.show(drawn, f"gaps-{grid.info.id}", t("What is reached, what is possible and what was wanted"))
    return chosen[0] if chosen else None


def _ambition(gap: Gap) -> Place:
    return Place(text="–") if gap.ambition is None else Place(gap.ambition)


def _weight(gap: Gap) -> str:
    chosen = [one for one in (gap.weight, gap.position) if one is not None]
    words = ", ".join(label(one, language()) for one in chosen) or "–"
    return f"{words}: {gap.reason}" if gap.reason else words
