"""Decisions about gaps: written down, checked by every grid that is stored after them, changed and taken back.

On both databases, since what is said is compared and set. The ambition for inclusion is level 1 unless said otherwise.
"""

from dataclasses import replace
from datetime import timedelta

import pytest

from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.agreed import AgreedLevel
from curriculum_map.domain.decisions import (
    Decision,
    DecisionKind,
    DecisionState,
    NamedCourse,
    Registered,
    Seen,
    state_of,
)
from curriculum_map.domain.gaps import GapKind
from curriculum_map.domain.levels import Level
from curriculum_map.domain.refused import Refused, Why
from curriculum_map.domain.register import Entry, Subject
from curriculum_map.services.agreed import agree
from curriculum_map.services.agreed import take_back as unagree
from curriculum_map.services.audit import list_audit
from curriculum_map.services.columns import load_columns
from curriculum_map.services.decisions import decide, decided_about, decisions_of, take_back
from curriculum_map.services.register import said_of
from curriculum_map.storage.database import Database
from curriculum_map.storage.grids import find_grid
from curriculum_map.storage.versions import StoredLink, save_links
from tests.databases import writing
from tests.services.record import NOW, A, grid, keep_ambition, keep_grid, key

KEY = key(A)
REPAIR = Decision(
    "inclusion",
    DecisionKind.REPAIR,
    "Een opdracht over drempels erbij",
    "2026-27",
    GapKind.SOFT,
    Level.WELL_FRAMED,
    level=Level.WELL_FRAMED,
    due="2027-28",
    owner="opleidingshoofd",
)
CHOICE = Decision(
    "inclusion", DecisionKind.CHOICE, "Niet de kern van ons beroep", "2026-27", GapKind.HARD, Level.EXEMPLARY
)
LATER = NOW + timedelta(hours=1)


def decided(database: Database, decision: Decision, **said: int) -> Entry:
    entry = decide(database, LOCAL_ACTOR, KEY, decision, now=NOW + timedelta(minutes=1), **said)
    assert isinstance(entry, Entry)
    return entry


def only(database: Database) -> Registered:
    (one,) = decisions_of(database, LOCAL_ACTOR, KEY)
    return one


def history(database: Database) -> list[tuple[int, DecisionState]]:
    """The number of each version with which it came to another state."""
    return [(check.version, check.state) for check in only(database).checks]


@pytest.mark.xdist_group("postgresql")
class TestOnBothDatabases:
    """What a committee does with the register."""

    def test_the_next_uploads_check_a_repair_open_then_done_then_reopened(self, database: Database) -> None:
        """To level 2: version 2 still has 1, version 3 has 2, version 4 has 3, version 5 has 1 again."""
        keep_grid(database, grid(1, KEY))
        decided(database, REPAIR)
        assert (only(database).state, history(database)) == (DecisionState.OPEN, [])
        for minutes, level in enumerate((1, 2, 3, 1), start=10):
            keep_grid(database, grid(level, KEY), minutes)
        assert history(database) == [
            (2, DecisionState.OPEN),
            (3, DecisionState.DONE),
            (5, DecisionState.REOPENED),
        ], "with version 4 nothing became of it"
        assert only(database).state is DecisionState.REOPENED

    def test_the_level_that_the_raters_agreed_on_decides_as_it_does_in_every_figure(self, database: Database) -> None:
        """To level 2: the new grid has 1 and its raters agree on 2, which guarantees 2; then they take that back."""
        keep_grid(database, grid(1, KEY))
        decided(database, REPAIR)
        one = keep_grid(database, grid(1, KEY), 10)
        assert only(database).state is DecisionState.OPEN
        level = AgreedLevel(
            "sap-2024-nl", NamedCourse(None, "Ethiek"), "inclusion", Level.WELL_FRAMED, "De opdracht kadert"
        )
        agree(database, LOCAL_ACTOR, KEY, level, now=LATER)
        assert load_columns(database, LOCAL_ACTOR, [one.id])[0].gap("inclusion").guaranteed == 2
        assert (only(database).state, history(database)) == (DecisionState.DONE, [(2, DecisionState.DONE)])
        unagree(database, LOCAL_ACTOR, KEY, level, seen=1, now=LATER)
        assert only(database).state is DecisionState.OPEN

    def test_it_is_late_once_a_grid_of_the_year_shows_that_it_is_not_done(self, database: Database) -> None:
        keep_grid(database, grid(1, KEY))
        decided(database, REPAIR)
        keep_grid(database, grid(1, KEY), 10)
        assert not only(database).is_late, "2026-27 is before 2027-28"
        keep_grid(database, grid(1, key(A, year="2027-28")), 20)
        assert only(database).is_late
        keep_grid(database, grid(2, key(A, year="2027-28")), 30)
        assert (only(database).is_late, only(database).state) == (False, DecisionState.DONE)

    def test_a_repair_in_a_course_follows_the_course_to_its_new_name(self, database: Database) -> None:
        """Another course with level 2 does not do it; the one that Ethiek became does."""
        keep_grid(database, grid(1, KEY, "Ethiek"))
        decided(database, replace(REPAIR, course=NamedCourse(None, "Ethiek")))
        keep_grid(database, grid(2, KEY, "Recht"), 10)
        assert history(database) == [(2, DecisionState.OPEN)]
        keep_grid(database, grid(2, KEY, "Waarden en normen"), 20)
        with writing(database) as connection:
            now = find_grid(connection, KEY)
            assert now is not None
            versions = [now.version_id - 1, now.version_id - 2]
            save_links(connection, {now.version_id: [StoredLink(0, versions[0], 0)]})
            save_links(connection, {versions[0]: [StoredLink(0, versions[1], 0)]})
        assert only(database).state is DecisionState.DONE, "Ethiek became Recht, and that Waarden en normen"

    def test_a_choice_stands_until_the_gap_is_gone_or_the_ambition_outgrows_it(self, database: Database) -> None:
        keep_ambition(database, KEY, Level.EXEMPLARY)
        keep_grid(database, grid(0, KEY))
        decided(database, CHOICE)
        keep_grid(database, grid(0, KEY), 10)
        assert only(database).state is DecisionState.STANDS
        keep_ambition(database, KEY, Level.WELL_FRAMED, 20)
        assert only(database).state is DecisionState.REOPENED, "level 2 is more than the level 1 it was decided about"
        keep_grid(database, grid(2, KEY), 30)
        assert only(database).state is DecisionState.DONE

    def test_who_says_it_second_is_told_and_nothing_is_lost(self, database: Database) -> None:
        keep_grid(database, grid(1, KEY))
        first = decided(database, REPAIR)
        assert (first.about.name, first.number) == ("1", 1)
        decided(database, replace(REPAIR, due="2028-29"), number=1, seen=1)
        late = decide(database, LOCAL_ACTOR, KEY, replace(REPAIR, due="2030-31"), now=LATER, number=1, seen=1)
        assert late == Refused(Why.SAID_SINCE)
        assert only(database).decision.due == "2028-29"
        assert [entry.number for entry in only(database).said] == [1, 2]

    def test_what_was_taken_back_is_gone_from_the_list_and_stays_on_record(self, database: Database) -> None:
        keep_grid(database, grid(1, KEY))
        decided(database, REPAIR)
        decided(database, CHOICE)
        assert isinstance(take_back(database, LOCAL_ACTOR, KEY, 1, seen=1, now=LATER), Entry)
        assert only(database).number == 2
        said = said_of(database, LOCAL_ACTOR, A, KEY.programme, None, Subject.DECISION)
        assert [(entry.about.name, entry.number, entry.body is None) for entry in said] == [
            ("1", 1, False),
            ("1", 2, True),
            ("2", 1, False),
        ]
        assert decided(database, REPAIR).about.name == "3", "a number is never given twice"
        acts = [act.details for act in list_audit(database, LOCAL_ACTOR) if act.action == "decide"]
        assert acts == [{"said": 1}, {"taken_back": 2}, {"said": 1}, {"said": 1}]


@pytest.mark.parametrize(
    ("decision", "why"),
    [
        (replace(CHOICE, text="  "), Why.TEXT_NEEDED),
        (replace(CHOICE, text="x" * 4001), Why.TEXT_NEEDED),
        (replace(REPAIR, level=None), Why.LEVEL_NEEDED),
        (replace(REPAIR, level=Level.NOT_COVERED), Why.LEVEL_NEEDED),
        (replace(REPAIR, due=None), Why.YEAR_NEEDED),
        (replace(REPAIR, due="2027"), Why.YEAR_NEEDED),
    ],
)
def test_what_a_decision_needs_is_asked_for(decision: Decision, why: Why) -> None:
    database = Database("sqlite://")
    keep_grid(database, grid(1, KEY))
    refused = decide(database, LOCAL_ACTOR, KEY, decision, now=LATER)
    assert isinstance(refused, Refused)
    assert refused.why is why
    assert decisions_of(database, LOCAL_ACTOR, KEY) == []


def test_of_an_institution_that_nobody_knows_nothing_is_written_down() -> None:
    refused = decide(Database("sqlite://"), LOCAL_ACTOR, KEY, CHOICE, now=LATER)
    assert refused == Refused(Why.NO_INSTITUTION, {"institution": A})


def test_decisions_are_found_by_the_target_they_are_about() -> None:
    database = Database("sqlite://")
    keep_grid(database, grid(1, KEY))
    for decision in (REPAIR, CHOICE, replace(CHOICE, target="choosing")):
        decided(database, decision)
    found = decided_about(decisions_of(database, LOCAL_ACTOR, KEY))
    assert {target: [one.number for one in several] for target, several in found.items()} == {
        "inclusion": [1, 2],
        "choosing": [3],
    }


def test_a_grid_that_says_nothing_about_the_target_changes_nothing() -> None:
    """Done, then two grids without a word about it: done still; then a grid in which it is not."""
    silent, done = Seen(None, None), Seen(is_done=True, ambition=None)
    assert state_of(REPAIR, [silent]) is DecisionState.OPEN
    assert state_of(REPAIR, [done, silent, silent]) is DecisionState.DONE
    assert state_of(REPAIR, [done, silent, Seen(is_done=False, ambition=None)]) is DecisionState.REOPENED
