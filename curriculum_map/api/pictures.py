"""The pictures of the screens, for a notebook; each has its table in one of the frames."""

from typing import Any

from curriculum_map.analytics.gaps import find_gaps, gap_values
from curriculum_map.api.grids import RatedGrid
from curriculum_map.api.several import Grids, common_granularity, states_of
from curriculum_map.charts.gap_picture import GapLine, GapWords
from curriculum_map.charts.gap_picture import draw_gaps as draw_lines
from curriculum_map.charts.heatmap import Label, draw_heatmap, state_looks
from curriculum_map.domain.text import Language
from curriculum_map.frameworks.loader import load_legend


def draw_gaps(grid: RatedGrid, *, only_below: bool = False) -> Any:
    """A plotly figure with a line per target: guaranteed, possible and wanted; `gaps(grid)` is its table."""
    found = gap_values(find_gaps(grid.grid, grid.ambitions)).values()
    shown = [gap for gap in found if gap.is_below_ambition or not only_below]
    lines = [GapLine.of(gap, grid.edition, grid.language) for gap in shown]
    return draw_lines(lines, GapWords.spoken(grid.language), load_legend(), grid.language)


def draw_comparison(grids: Grids, side: str = "guaranteed") -> Any:
    """A plotly figure with a square per target and grid, by level; `compare(grids, side)` is its table."""
    ordered, to, at = sorted(grids, key=lambda one: one.name), grids[0].language, common_granularity(grids)
    targets = grids[0].edition.targets(at)
    columns = states_of(ordered, targets, side, at)
    about = [one.about for one in ordered]
    # What all grids share need not be said in each heading.
    names = [name for name in ("programme", "institution", "academic_year") if len({one[name] for one in about}) > 1]
    return draw_heatmap(
        [Label(target, grids[0].edition.name(target, to)) for target in targets],
        [
            Label(one.name, " · ".join(str(said[name]) for name in names) or one.name)
            for one, said in zip(ordered, about, strict=True)
        ],
        [[column[target] for column in columns] for target in targets],
        load_legend(),
        to,
    )


def level_colours(language: Language = "en") -> dict[str, str]:
    """The fill of each level by its word, lowest first, then of "not rated yet" and "not applicable"."""
    return {look.word: look.fill for look in state_looks(load_legend(), language, dark=False).values()}
