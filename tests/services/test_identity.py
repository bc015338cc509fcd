"""Two spellings of one institution are made one by somebody who says so, and taken apart again as they were."""

from concurrent.futures import ThreadPoolExecutor, wait
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.canonical import grid_checksum
from curriculum_map.domain.decisions import Decision, DecisionKind
from curriculum_map.domain.gaps import GapKind
from curriculum_map.domain.levels import Level
from curriculum_map.domain.refused import Refused, Why
from curriculum_map.services.decisions import decide, decisions_of
from curriculum_map.services.identity import (
    MergeDone,
    Undone,
    WouldMerge,
    list_institutions,
    merge_institutions,
    preview_merge,
    undo_merge,
)
from curriculum_map.services.remembered import remembered
from curriculum_map.services.snapshots import list_snapshots, make_snapshot
from curriculum_map.storage.ambitions import load_ambitions
from curriculum_map.storage.audit import list_acts
from curriculum_map.storage.database import Database
from curriculum_map.storage.grids import find_grid, list_grids, list_versions, load_grids, load_version
from curriculum_map.storage.identity import institution_of
from curriculum_map.storage.register import entries_of
from curriculum_map.storage.tables import metadata
from curriculum_map.storage.versions import Making, save_version
from tests.databases import writing
from tests.services.record import (
    FAMILY,
    NOW,
    SOCIAL_WORK,
    A,
    B,
    grid,
    keep_ambition,
    keep_answer,
    keep_comment,
    keep_grid,
    key,
)

LOGS = ("audit", "changes", "merge")


def everything(database: Database) -> dict[str, list[Any]]:
    """Every row of every table but those that only grow."""
    with database.read() as connection:
        return {
            table.name: sorted(repr(tuple(row)) for row in connection.execute(select(table)))
            for table in metadata.sorted_tables
            if table.name not in LOGS
        }


def merged(database: Database, keep: str = A, absorb: str = B) -> MergeDone:
    done = merge_institutions(database, LOCAL_ACTOR, keep, absorb, now=NOW)
    assert isinstance(done, MergeDone)
    return done


def undone(database: Database, institution: str = A) -> Undone | Refused:
    return undo_merge(database, LOCAL_ACTOR, institution, now=NOW + timedelta(days=1))


def decided(
    database: Database, institution: str, text: str, programme: str = SOCIAL_WORK, number: int | None = None
) -> None:
    choice = Decision("inclusion", DecisionKind.CHOICE, text, "2026-27", GapKind.SOFT, Level.EXEMPLARY)
    of, seen = key(institution, programme), 0 if number is None else 1
    done = decide(database, LOCAL_ACTOR, of, choice, now=NOW, number=number, seen=seen)
    assert not isinstance(done, Refused)


def decisions(database: Database, institution: str, programme: str = SOCIAL_WORK) -> dict[int, str]:
    found = decisions_of(database, LOCAL_ACTOR, key(institution, programme))
    return {one.number: one.decision.text for one in found}


def fill(database: Database) -> None:
    """Both rated social work: B first, twice, and A after that; only B rated family science."""
    keep_grid(database, grid(1, key(B)), 0)
    keep_grid(database, grid(2, key(A)), 10)
    keep_grid(database, grid(3, key(B), "Jeugdrecht"), 20)
    keep_grid(database, grid(0, key(B, FAMILY)), 30)
    keep_ambition(database, key(A), Level.EXEMPLARY, 1)
    keep_ambition(database, key(B), Level.PRACTISED, 2)
    keep_ambition(database, key(A), Level.WELL_FRAMED, 3)
    keep_comment(database, A, "Stage?", 24)
    keep_comment(database, B, "Zie dossier.", 22)
    keep_comment(database, B, "Zie bijlage.", 26)
    keep_answer(database, A, "x", 1, 0)
    keep_answer(database, B, "x", 2, 5)
    keep_answer(database, B, "o", 3, 0)


@pytest.mark.xdist_group("postgresql")
class TestMerging:
    """On both databases."""

    def test_the_versions_of_the_grid_that_was_stored_last_come_behind(self, database: Database) -> None:
        """B's first version is older than A's only one, and its second one younger: that one counts, as version 3."""
        fill(database)
        with database.read() as connection:
            old = {info.key: info.id for info in list_grids(connection)}
        assert merged(database) == MergeDone(A, B, grids=1, joined=1, ambition_sets=3, answers=2)
        with database.read() as connection:
            infos = list_grids(connection)
            assert [(info.key, info.version) for info in infos] == [(key(A, FAMILY), 1), (key(A), 3)]
            one = infos[1]
            assert one.id == old[key(A)], "the grid that was stored first"
            levels = [load_version(connection, one.id, number) for number in (1, 2, 3)]
            assert [stored.grid.levels[0] for stored in levels if stored] == [2, 1, 3]
            assert all(
                grid_checksum(stored.grid) == info.checksum
                for info in list_versions(connection, one.id)
                if (stored := load_version(connection, one.id, info.version)) is not None
            )

    def test_before_it_one_sees_which_version_would_count_and_what_that_changes(self, database: Database) -> None:
        """B was stored last, with level 3 and another course: it would come behind A's level 2, and it counts."""
        fill(database)
        would = preview_merge(database, LOCAL_ACTOR, A, B)
        assert isinstance(would, WouldMerge)
        assert (would.kept, would.absorbed, would.grids, would.snapshots) == (A, B, 1, 0), "family science only moves"
        (one,) = would.colliding
        assert one.changes is not None
        assert (one.counts.key, one.earlier.key, one.earlier.version) == (key(B), key(A), 1)
        assert [change.ratings for change in one.changes.courses] == [1, 1]
        merged(database)
        with database.read() as connection:
            found = find_grid(connection, key(A))
        assert found is not None
        assert found.checksum == one.counts.checksum
        assert preview_merge(database, LOCAL_ACTOR, A, B) == Refused(
            Why.SAME_INSTITUTION, {"institution": A, "other": B}
        )

    def test_the_ambition_that_was_set_last_counts_and_the_answer_that_was_given_last(self, database: Database) -> None:
        fill(database)
        merged(database)
        with database.read() as connection:
            assert load_ambitions(connection, key(A))["inclusion"].level is Level.WELL_FRAMED
        assert dict(remembered(database, LOCAL_ACTOR, A).marks) == {"x": 2, "o": 3}
        assert remembered(database, LOCAL_ACTOR, B) == remembered(database, LOCAL_ACTOR, A)

    def test_of_the_register_nothing_is_lost_and_what_was_said_last_counts(self, database: Database) -> None:
        fill(database)
        merged(database)
        with database.read() as connection:
            entries = entries_of(connection, institution_of(connection, A))
        said = [(entry.number, entry.body and entry.body["text"]) for entry in entries]
        assert said == [(1, "Zie dossier."), (2, "Stage?"), (3, "Zie bijlage.")]
        keep_comment(database, B, "Toch niet.", 60)
        assert isinstance(undone(database), Refused), "who said that, A or B, nobody knows"

    def test_two_decisions_of_one_number_stay_two(self, database: Database) -> None:
        """A has 1, B has 1 and 2, and says 1 anew: afterwards A has 1, 2 and 3, and undone each has its own again."""
        fill(database)
        decided(database, A, "Uit de gids van A")
        decided(database, B, "Een opdracht erbij")
        decided(database, B, "Een keuzevak erbij")
        decided(database, B, "Toch een stage", number=1)
        before = everything(database)
        merged(database)
        assert decisions(database, A) == {1: "Uit de gids van A", 2: "Toch een stage", 3: "Een keuzevak erbij"}
        (_, of_b, _) = decisions_of(database, LOCAL_ACTOR, key(A))
        assert [entry.number for entry in of_b.said] == [1, 2]
        assert undone(database) == Undone(B, A)
        assert everything(database) == before
        assert decisions(database, B) == {1: "Toch een stage", 2: "Een keuzevak erbij"}

    def test_it_is_not_undone_once_something_new_was_decided_about_what_moved(self, database: Database) -> None:
        """Only B rated family science: whoever decides about it speaks of B's grid, under the name of A."""
        fill(database)
        merged(database)
        decided(database, A, "Een vak erbij", FAMILY)
        assert isinstance(undone(database), Refused)
        assert decisions(database, A, FAMILY) == {1: "Een vak erbij"}

    def test_what_was_decided_since_about_another_programme_does_not_stand_in_the_way(self, database: Database) -> None:
        fill(database)
        keep_grid(database, grid(1, key(A, "applied-psychology")), 40)
        merged(database)
        decided(database, A, "Een vak erbij", "applied-psychology")
        assert undone(database) == Undone(B, A)
        assert decisions(database, A, "applied-psychology") == {1: "Een vak erbij"}

    def test_a_file_with_the_old_spelling_comes_to_the_kept_institution(self, database: Database) -> None:
        fill(database)
        merged(database)
        info = keep_grid(database, grid(3, key(B, year="2027-28")), 60)
        assert info.key == key(A, year="2027-28")
        assert keep_grid(database, grid(0, key(B)), 61).version == 4

    def test_undoing_puts_every_row_back_as_it_was(self, database: Database) -> None:
        fill(database)
        before = everything(database)
        merged(database)
        assert everything(database) != before
        assert undone(database) == Undone(B, A)
        assert everything(database) == before
        merged(database, keep=B, absorb=A)
        assert undone(database, B) == Undone(A, B)
        assert everything(database) == before

    def test_what_was_absorbed_before_goes_back_with_it_in_turn(self, database: Database) -> None:
        fill(database)
        keep_grid(database, grid(2, key("Gent")), 40)
        before = everything(database)
        merged(database, keep=B, absorb="Gent")
        between = everything(database)
        merged(database)
        assert undone(database, "Gent") == Undone(B, A), "found by its spelling: the last merge of A"
        assert everything(database) == between
        assert undone(database, B) == Undone("Gent", B)
        assert everything(database) == before

    def test_it_is_not_undone_once_something_newer_is_stored_on_what_moved(self, database: Database) -> None:
        fill(database)
        merged(database)
        keep_grid(database, grid(1, key(A, FAMILY)), 60)
        after = everything(database)
        facts = {"institution": A, "other": B, "count": 1}
        assert undone(database) == Refused(Why.NEWER_SINCE_MERGE, facts)
        assert everything(database) == after

    def test_it_is_not_undone_once_ambitions_were_set_again(self, database: Database) -> None:
        fill(database)
        merged(database)
        keep_ambition(database, key(B), Level.EXEMPLARY, 60)
        assert isinstance(undone(database), Refused)

    def test_what_is_new_since_stays_with_the_institution_that_stays_and_is_named(self, database: Database) -> None:
        """Whose a grid is that came in under the spelling of B nobody said: it stays, and whoever undoes is told."""
        fill(database)
        merged(database)
        keep_grid(database, grid(1, key(B, year="2028-29")), 60)
        keep_grid(database, grid(1, key(A, year="2027-28")), 61)
        keep_answer(database, A, "x", 0, 70)
        stay = (key(A, year="2027-28"), key(A, year="2028-29"))
        assert undone(database) == Undone(B, A, stay)
        with database.read() as connection:
            assert {info.key for info in list_grids(connection)} >= set(stay)
            of_b, of_a = list_acts(connection)[:2]
            assert (of_b.about, of_b.details) == (B, {"kept": A}), "the log of each of them says it"
            assert of_a.details == {"absorbed": B, "stay": [str(one) for one in stay]}
        assert (dict(remembered(database, LOCAL_ACTOR, A).marks), dict(remembered(database, LOCAL_ACTOR, B).marks)) == (
            {"x": 0},
            {"x": 2, "o": 3},
        )

    def test_snapshots_stay_as_they_are_and_are_listed_with_the_kept_institution(self, database: Database) -> None:
        fill(database)
        made = make_snapshot(database, LOCAL_ACTOR, B, "Visitatie", now=NOW)
        merged(database)
        assert list_snapshots(database, LOCAL_ACTOR, A) == [made]
        assert [
            (one.institution.name, one.grids, one.snapshots, one.last_merged)
            for one in list_institutions(database, LOCAL_ACTOR)
        ] == [(A, 2, 1, B)]
        taken = make_snapshot(database, LOCAL_ACTOR, A, "Visitatie", now=NOW)
        assert taken == Refused(Why.NAME_TAKEN, {"name": "Visitatie", "institution": A})


@pytest.mark.xdist_group("postgresql")
def test_a_merge_waits_for_a_grid_that_is_being_stored_and_takes_it_along(postgresql: str) -> None:
    """One is about to store B's next year when another one merges B into A."""
    database, other = Database(postgresql), Database(postgresql)
    fill(database)
    late = grid(1, key(B, year="2030-31"))
    with ThreadPoolExecutor(1) as pool:
        with writing(other) as connection:
            # The first question of the transaction: from here on it knows B.
            assert find_grid(connection, late.key) is None
            merging = pool.submit(merged, database)
            assert not wait([merging], timeout=0.3).done
            save_version(connection, late, None, Making(NOW, "another"))
        merging.result()
    with database.read() as connection:
        assert key(A, year="2030-31") in [info.key for info in list_grids(connection)]
        assert key(B, year="2030-31") not in [info.key for info in list_grids(connection)]
    database.close()
    other.close()


@pytest.mark.parametrize(
    ("keep", "absorb", "why"),
    [(A, "Nergens", Why.NO_INSTITUTION), ("Nergens", A, Why.NO_INSTITUTION), (A, A, Why.SAME_INSTITUTION)],
)
def test_what_cannot_be_merged_is_said(keep: str, absorb: str, why: Why) -> None:
    database = Database("sqlite://")
    keep_grid(database, grid(1, key(A)))
    done = merge_institutions(database, LOCAL_ACTOR, keep, absorb, now=NOW)
    assert isinstance(done, Refused)
    assert done.why is why


def test_without_a_merge_there_is_nothing_to_undo() -> None:
    database = Database("sqlite://")
    keep_grid(database, grid(1, key(A)))
    assert undone(database) == Refused(Why.NOTHING_TO_UNDO, {"institution": A})
    assert isinstance(undone(database, "Nergens"), Refused)


def test_grids_that_are_loaded_after_a_merge_speak_of_the_kept_institution() -> None:
    database = Database("sqlite://")
    fill(database)
    merged(database)
    with database.read() as connection:
        ids = [info.id for info in list_grids(connection)]
        assert {stored.grid.key.institution for stored in load_grids(connection, ids)} == {A}
