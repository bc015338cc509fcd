"""Two snapshots beside each other: what became of each programme, by the grid that counts in each."""

from datetime import timedelta

from curriculum_map.analytics.changes import Move
from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.services.snapshot_changes import compare_snapshots
from curriculum_map.services.snapshots import make_snapshot
from curriculum_map.storage.database import Database
from curriculum_map.storage.snapshots import SnapshotInfo
from tests.services.record import FAMILY, NOW, SOCIAL_WORK, A, grid, keep_grid, key

OTHER = "early-childhood-education"


def freeze(database: Database, name: str, minutes: int) -> SnapshotInfo:
    made = make_snapshot(database, LOCAL_ACTOR, A, name, now=NOW + timedelta(minutes=minutes))
    assert isinstance(made, SnapshotInfo)
    return made


def test_each_programme_is_compared_by_the_grid_that_counts_in_each_snapshot() -> None:
    """Social work went from 1 to 2 in another year, family science stayed, and a third programme came."""
    database = Database("sqlite://")
    keep_grid(database, grid(1, key(A, year="2025-26")))
    keep_grid(database, grid(3, key(A, FAMILY)))
    before = freeze(database, "Before", 1)
    keep_grid(database, grid(2, key(A)), 2)
    keep_grid(database, grid(0, key(A, OTHER)), 2)
    found = compare_snapshots(database, LOCAL_ACTOR, before, freeze(database, "After", 3))
    assert found is not None
    by_programme = {one.programme: one for one in found}
    assert list(by_programme) == sorted((OTHER, FAMILY, SOCIAL_WORK))
    assert (by_programme[OTHER].before, by_programme[OTHER].changes) == (None, None)
    assert by_programme[FAMILY].changes is None
    social_work = by_programme[SOCIAL_WORK]
    sides = [one and one.grid.key.academic_year for one in (social_work.before, social_work.after)]
    assert sides == ["2025-26", "2026-27"]
    assert social_work.changes is not None
    assert social_work.changes.rating_counts()[Move.UP] == 1
