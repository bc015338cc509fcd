"""Grids with their numbers: what one column of a table stands for, and which grids a table takes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from curriculum_map.analytics.agreed import WithAgreed, with_agreed
from curriculum_map.analytics.gaps import find_gaps, gap_values
from curriculum_map.analytics.rated import rated_share
from curriculum_map.analytics.rollup import coarser_than, reached
from curriculum_map.domain.actors import Action, Actor, require
from curriculum_map.domain.agreed import OnRecord, agreed_in
from curriculum_map.domain.ambitions import Ambition
from curriculum_map.domain.curriculum import Grid, GridKey, Perspective
from curriculum_map.domain.framework import Edition, Granularity, granularity_of, parent
from curriculum_map.domain.gaps import Gap
from curriculum_map.domain.register import Entry, Subject, standing
from curriculum_map.domain.rules import HIGHEST, CountingRule
from curriculum_map.frameworks.loader import family, load_programmes
from curriculum_map.services.editions import shown_editions
from curriculum_map.services.progress import UNTOLD, Part
from curriculum_map.services.raters import programme_year
from curriculum_map.storage.ambitions import load_intact_ambitions
from curriculum_map.storage.database import Connection, Database
from curriculum_map.storage.grids import GridInfo, StoredGrid, list_grids, load_grids, require_intact
from curriculum_map.storage.register import entries_of_institutions, require_said

# An institution, a programme of a campus, and what is said of it in an academic year.
_OfYear = tuple[str, str, str | None, str | None]
_FIGURES_KEPT = 1024


@dataclass(frozen=True, slots=True)
class GridColumn:
    """One grid with the ambitions for it, and its coverage and gaps under a counting rule, at each granularity it has.

    `reached`: per coarser target how many of its parts are guaranteed at level 1 or higher, of how many that apply.

    The agreed levels of its programme-year count in the `grid`: those that are `agreed`, not those that were `left`.
    """

    info: GridInfo
    grid: Grid
    edition: Edition
    gaps_at: Mapping[Granularity, dict[str, Gap]]
    reached: Mapping[str, tuple[int, int]]
    rated_share: float | None
    ambitions: Mapping[str, Ambition]
    rule: CountingRule
    agreed: tuple[OnRecord, ...] = ()
    left: tuple[OnRecord, ...] = ()

    @property
    def gaps(self) -> dict[str, Gap]:
        """The gaps by target, as the grid was rated."""
        return self.gaps_at[self.grid.granularity]

    @property
    def key(self) -> GridKey:
        """Which institution, programme, year and rater this is."""
        return self.info.key

    @property
    def credits(self) -> float:
        """ECTS credits of all courses together, electives and every track included."""
        return sum(course.ects or 0 for course in self.grid.courses)

    def gap(self, target: str) -> Gap:
        """What this grid says of a target: of the target itself, or of the cell or cluster that holds it as rated.

        An element of another edition is held by its cell.
        """
        held: str | None = target
        while held is not None:
            gaps = self.gaps_at.get(granularity_of(held), {})
            if held in gaps:
                return gaps[held]
            held = parent(held)
        raise KeyError(target)

    def states(self, side: str, granularity: Granularity | None = None) -> dict[str, int]:
        """The state of each target, 'guaranteed' or 'possible'; as rated, or rolled up to a coarser granularity."""
        gaps = self.gaps_at[granularity or self.grid.granularity]
        return {target: gap.guaranteed if side == "guaranteed" else gap.possible for target, gap in gaps.items()}


def load_columns(
    database: Database,
    actor: Actor,
    grid_ids: Sequence[int],
    rule: CountingRule = HIGHEST,
    *,
    as_rated: bool = False,
    part: Part = UNTOLD,
) -> list[GridColumn]:
    """These grids with their numbers under a counting rule, in the order asked for; told how far that is.

    With several raters the agreed levels count in the grid that stands for their programme-year, unless these are
    wanted `as_rated`: the grid of any other rater is what that rater says.

    NotIntactError where one of them, its ambitions or an agreed level is not what was stored: no figure is made of it.
    """
    require(actor, Action.VIEW)
    with database.read() as connection:
        stored = load_grids(connection, grid_ids)
        require_intact(stored)
        ambitions = [load_intact_ambitions(connection, one.info.key, one.info.id) for one in stored]
        counted = [WithAgreed(one.grid) for one in stored] if as_rated else _with_agreed(connection, stored)
    editions = shown_editions(database, actor)
    return [
        _column(one.info, grid, editions[one.grid.edition], aims, rule)
        for one, grid, aims in part.each(list(zip(stored, counted, ambitions, strict=True)))
    ]


def _with_agreed(connection: Connection, stored: Sequence[StoredGrid]) -> list[WithAgreed]:
    """The grids as they count."""
    names = {one.info.key.institution for one in stored}
    said = entries_of_institutions(connection, names, Subject.AGREED_LEVEL)
    if not said:
        return [WithAgreed(one.grid) for one in stored]
    last: dict[_OfYear, list[Entry]] = {}
    for name, entries in said.items():
        for about, entry in standing(entries).items():
            last.setdefault((name, about.programme, about.campus, about.academic_year), []).append(entry)
    on_record: dict[_OfYear, list[OnRecord]] = {}
    for of_year in {_of_year(one.info.key) for one in stored}:
        found = last.get(of_year, [])
        require_said(found, of_year[0])
        on_record[of_year] = agreed_in(found)
    counting = {programme_year(info): info.id for info in sorted(list_grids(connection), key=_rank)}
    return [
        with_agreed(one.grid, on_record[_of_year(one.info.key)])
        if counting[programme_year(one.info)] == one.info.id
        else WithAgreed(one.grid)
        for one in stored
    ]


def _of_year(key: GridKey) -> _OfYear:
    return key.institution, key.programme, key.campus, key.academic_year


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers of a grid, as GridColumn has them."""

    gaps_at: Mapping[Granularity, dict[str, Gap]]
    reached: Mapping[str, tuple[int, int]]
    rated_share: float | None


def figures(grid: Grid, aims: Mapping[str, Ambition], rule: CountingRule = HIGHEST) -> Figures:
    """What a grid and the ambitions for it come to under a counting rule."""
    granularities = (grid.granularity, *coarser_than(grid.granularity))
    gaps_at = {granularity: gap_values(find_gaps(grid, aims, granularity, rule)) for granularity in granularities}
    guaranteed = {target: gap.guaranteed for target, gap in gaps_at[grid.granularity].items()}
    shares: dict[str, tuple[int, int]] = {}
    for granularity in coarser_than(grid.granularity):
        shares |= reached(guaranteed, granularity)
    return Figures(gaps_at, shares, rated_share(grid))


@lru_cache(maxsize=_FIGURES_KEPT)
def _figures(grid: Grid, aims: tuple[tuple[str, Ambition], ...], rule: CountingRule) -> Figures:
    """The same, kept for grids that are the same: what somebody stores changes the figures of one grid, not of all."""
    return figures(grid, dict(aims), rule)


def _column(
    info: GridInfo, counted: WithAgreed, edition: Edition, aims: Mapping[str, Ambition], rule: CountingRule
) -> GridColumn:
    found, grid = _figures(counted.grid, tuple(aims.items()), rule), counted.grid
    shown = (found.gaps_at, found.reached, found.rated_share, aims, rule)
    return GridColumn(info, grid, edition, *shown, counted.counted, counted.left)


def one_per_programme(infos: Iterable[GridInfo], academic_year: str | None = None) -> list[GridInfo]:
    """For each institution, programme, campus and framework the grid that counts: coordinator's view, latest year.

    With a year the one of that year. Where nobody rated as coordinator another view stands in; of several raters the
    one who uploaded last. In the order of the printed programme table.
    """
    chosen: dict[tuple[str, str, str, str], GridInfo] = {}
    for info in infos:
        if academic_year is not None and info.key.academic_year != academic_year:
            continue
        place = (info.key.institution, info.key.programme, info.key.campus or "", family(info.edition))
        if place not in chosen or _rank(info) > _rank(chosen[place]):
            chosen[place] = info
    order = [programme.id for programme in load_programmes()]
    return sorted(
        chosen.values(),
        key=lambda info: (
            info.key.institution,
            _position(order, info.key.programme),
            info.key.programme,
            info.key.campus or "",
            info.edition,
        ),
    )


def _rank(info: GridInfo) -> tuple[str, bool, str]:
    return rank(info.key, info.imported_at)


def rank(key: GridKey, made_at: datetime) -> tuple[str, bool, str]:
    """Of several grids of a programme the one with the highest rank counts."""
    return key.academic_year, key.perspective is Perspective.COORDINATOR, made_at.isoformat()


def _position(order: list[str], programme: str) -> int:
    return order.index(programme) if programme in order else len(order)
