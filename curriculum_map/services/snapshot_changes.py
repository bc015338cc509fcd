"""Two snapshots of an institution laid beside each other: what became of each programme between them."""

from collections.abc import Mapping
from dataclasses import dataclass

from curriculum_map.analytics.changes import Changes, find_changes
from curriculum_map.domain.actors import Action, Actor, require
from curriculum_map.domain.frozen import Frozen, FrozenGrid
from curriculum_map.frameworks.loader import family
from curriculum_map.services.columns import rank
from curriculum_map.services.snapshots import load_snapshot
from curriculum_map.storage.database import Database
from curriculum_map.storage.snapshots import SnapshotInfo


@dataclass(frozen=True, slots=True)
class Between:
    """A programme in both snapshots or in one of them: the grid that counts in each; what changed, if anything did."""

    programme: str
    campus: str
    before: FrozenGrid | None
    after: FrozenGrid | None
    changes: Changes | None


def compare_snapshots(
    database: Database, actor: Actor, before: SnapshotInfo, after: SnapshotInfo
) -> tuple[Between, ...] | None:
    """Each programme of either, by its id and campus; None where one of the two cannot be read any more.

    Of each programme the grid counts that counts in reports from the snapshot, in its last academic year there.
    """
    require(actor, Action.VIEW)
    earlier, later = (load_snapshot(database, actor, info.id) for info in (before, after))
    if earlier is None or later is None:
        return None
    was, now = _counting(earlier), _counting(later)
    places = sorted(was.keys() | now.keys())
    return tuple(Between(*place, *(pair := (was.get(place), now.get(place))), _changes(*pair)) for place in places)


def _counting(frozen: Frozen) -> Mapping[tuple[str, str], FrozenGrid]:
    """By programme and campus the grid that counts."""
    ordered = sorted(frozen.grids, key=lambda one: rank(one.grid.key, one.made_at))
    return {(one.grid.key.programme, one.grid.key.campus or ""): one for one in ordered}


def _changes(was: FrozenGrid | None, now: FrozenGrid | None) -> Changes | None:
    if was is None or now is None or was.grid == now.grid:
        return None
    same_framework = family(was.grid.edition) == family(now.grid.edition)
    return find_changes(was.grid, now.grid, same_framework=same_framework)
