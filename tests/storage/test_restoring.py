"""A backup that is put back: written down in the same step, and without what was erased since it was made."""

import pytest
from sqlalchemy import text

from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.services import database_care
from curriculum_map.services.archive import Moved, delete_institution, export_institution, import_institution
from curriculum_map.services.database_care import verify_database
from curriculum_map.services.erasing import Replayed
from curriculum_map.services.identity import MergeDone, Undone, merge_institutions, undo_merge
from curriculum_map.services.snapshots import keep
from curriculum_map.storage.database import Database
from tests.databases import KINDS, store, writing
from tests.storage.places import ETHICS, FROZEN, NOW, OTHER, AtAPlace, Place, checksums, fill


@pytest.mark.parametrize("place", KINDS, indirect=True)
class TestRestore(AtAPlace):
    """On both databases."""

    def test_what_was_erased_since_does_not_come_back_with_a_backup(self, place: Place) -> None:
        """Nor with one that is put back after another that never held it; the former state comes back as it was."""
        database = Database(place.url)
        without = place.back_up("without")
        store(database, ETHICS)
        with writing(database) as connection:
            keep(connection, FROZEN, 1, "2026")
        store(database, OTHER)
        holding = place.back_up("holding")
        name = OTHER.key.institution
        assert isinstance(delete_institution(database, LOCAL_ACTOR, name, name, now=NOW), Moved)
        assert place.restored(without).erasures == Replayed()
        assert place.restored(holding).erasures == Replayed((name,))
        assert [one[0] for one in checksums(database)] == ["Example College", "2026"]
        assert verify_database(database, LOCAL_ACTOR).faults == ()
        # Stored anew it is another one: what was erased before does not touch it, whichever state comes back.
        store(database, OTHER)
        former = place.restored(holding).former
        assert former is not None
        assert place.restored(former).erasures == Replayed()
        assert [one[0] for one in checksums(database)] == ["Example College", name, "2026"]
        database.close()

    def test_what_was_erased_and_brought_back_since_is_not_erased_again(self, place: Place) -> None:
        """Taken along, deleted and imported again; then the backup of before comes back, with the institution in it."""
        database = fill(place.url)
        file, name = place.back_up(), OTHER.key.institution
        taken = export_institution(database, LOCAL_ACTOR, name, now=NOW)
        assert isinstance(taken, bytes)
        assert isinstance(delete_institution(database, LOCAL_ACTOR, name, name, now=NOW), Moved)
        assert isinstance(import_institution(database, LOCAL_ACTOR, taken, now=NOW), Moved)
        before = checksums(database)
        assert place.restored(file).erasures == Replayed(back=(name,))
        assert checksums(database) == before
        database.close()

    def test_of_two_that_were_one_when_the_backup_was_made_neither_is_erased_unasked(self, place: Place) -> None:
        database = fill(place.url)
        one, other = ETHICS.key.institution, OTHER.key.institution
        assert isinstance(merge_institutions(database, LOCAL_ACTOR, one, other, now=NOW), MergeDone)
        file = place.back_up()
        assert undo_merge(database, LOCAL_ACTOR, one, now=NOW) == Undone(other, one)
        assert isinstance(delete_institution(database, LOCAL_ACTOR, other, other, now=NOW), Moved)
        assert place.restored(file).erasures == Replayed(left=(one,))
        database.close()

    def test_what_is_put_back_is_written_down_in_the_same_step_or_not_put_back(
        self, place: Place, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        database = fill(place.url)
        file, before = place.back_up(), checksums(database)
        store(database, ETHICS)
        after = checksums(database)

        def fails(*_about: object) -> None:
            raise RuntimeError("stopped before it was written down")

        with monkeypatch.context() as patched:
            patched.setattr(database_care, "record", fails)
            with pytest.raises(RuntimeError):
                place.restore(file, replace=True)
        assert checksums(database) == after
        place.restore(file, replace=True)
        assert checksums(database) == before
        if place.is_server:
            with database.read() as connection:
                made_in = [
                    connection.execute(text(f"SELECT max(xmin::text) FROM {one}")).scalar() for one in ("grid", "audit")
                ]
            assert len(set(made_in)) == 1
        database.close()
