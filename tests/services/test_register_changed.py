"""What somebody changes in a register in the database: refused with its name, and taken back on record."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.decisions import Decision, DecisionKind
from curriculum_map.domain.gaps import GapKind
from curriculum_map.domain.refused import Refused, Why
from curriculum_map.domain.register import Entry, Subject
from curriculum_map.domain.samples import Marked, Verdict
from curriculum_map.services.archive import export_institution
from curriculum_map.services.audit_samples import draw_sample, mark_place, samples_of
from curriculum_map.services.comments import comments_of, write_comment
from curriculum_map.services.decisions import decide, decisions_of
from curriculum_map.services.narratives import narratives, write_narrative
from curriculum_map.services.register import changed_entries, said_of, texts, withdraw_changed
from curriculum_map.services.snapshots import make_snapshot
from curriculum_map.storage.database import Database
from curriculum_map.storage.record_tables import entries
from curriculum_map.storage.snapshots import SnapshotInfo
from curriculum_map.storage.troubles import NotIntactError
from tests.databases import writing
from tests.services.record import NOW, SOCIAL_WORK, A, grid, keep_grid, key

KEY = key(A)
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def database() -> Database:
    """A grid with a decision, a comment, a text that was written twice, and a sample."""
    database = Database("sqlite://")
    keep_grid(database, grid(2, KEY))
    decision = Decision("inclusion", DecisionKind.CHOICE, "Zie stage", "2026-27", GapKind.SOFT, None)
    decide(database, LOCAL_ACTOR, KEY, decision, now=NOW)
    write_comment(database, LOCAL_ACTOR, KEY, "inclusion", "Waarom?", seen=0, now=NOW)
    for seen, text in enumerate(("Eerst dit.", "Dan dat.")):
        write_narrative(database, LOCAL_ACTOR, KEY, "inclusion", text, seen=seen, now=NOW)
    draw_sample(database, LOCAL_ACTOR, KEY, n=1, seed=1, now=NOW)
    return database


def meddle(database: Database, subject: Subject, number: int = 1) -> None:
    with writing(database) as connection:
        of = (entries.c.subject == subject.value) & (entries.c.number == number)
        connection.execute(update(entries).where(of).values(body={"text": "Anders"}))


def snapshot(database: Database) -> SnapshotInfo | Refused:
    return make_snapshot(database, LOCAL_ACTOR, A, "Visitatie", now=LATER)


SHOWN = {
    Subject.DECISION: lambda database: decisions_of(database, LOCAL_ACTOR, KEY),
    Subject.COMMENT: lambda database: comments_of(database, LOCAL_ACTOR, KEY),
    Subject.NARRATIVE: lambda database: narratives(database, LOCAL_ACTOR, KEY),
    Subject.AUDIT_SAMPLE: lambda database: samples_of(database, LOCAL_ACTOR, KEY),
}


@pytest.mark.parametrize("subject", SHOWN)
def test_what_stands_and_was_changed_is_refused_until_it_is_taken_back(database: Database, subject: Subject) -> None:
    number = 2 if subject is Subject.NARRATIVE else 1
    meddle(database, subject, number)
    with pytest.raises(NotIntactError):
        SHOWN[subject](database)
    for refused in (snapshot(database), export_institution(database, LOCAL_ACTOR, A, now=LATER)):
        assert isinstance(refused, Refused)
        assert refused.why in (Why.NOT_INTACT, Why.EXPORT_NOT_INTACT)
    (one,) = changed_entries(database, LOCAL_ACTOR)
    assert (one[0], one[1].about.subject) == (A, subject)
    assert withdraw_changed(database, LOCAL_ACTOR, [one], now=LATER) == []
    assert changed_entries(database, LOCAL_ACTOR) == []
    said = said_of(database, LOCAL_ACTOR, A, SOCIAL_WORK, None, subject)
    # That it was there stays on record; what somebody put there is not repeated.
    assert [(entry.number, entry.body) for entry in said][-2:] == [(number, None), (number + 1, None)]
    assert isinstance(snapshot(database), SnapshotInfo)
    assert isinstance(export_institution(database, LOCAL_ACTOR, A, now=LATER), bytes)


def test_what_was_changed_and_stands_no_more_is_left_without_its_text(database: Database) -> None:
    meddle(database, Subject.NARRATIVE)
    assert texts(narratives(database, LOCAL_ACTOR, KEY)["inclusion"]) == ["", "Dan dat."]
    assert changed_entries(database, LOCAL_ACTOR) == []
    assert isinstance(snapshot(database), SnapshotInfo)


@pytest.mark.parametrize("clock", [timedelta(0), timedelta(hours=-1)])
def test_a_grid_that_is_stored_after_a_decision_checks_it_whatever_the_clock_says(clock: timedelta) -> None:
    """In the same moment, and by a clock that went back an hour; what was decided after it is not checked by it."""
    database = Database("sqlite://")
    keep_grid(database, grid(1, KEY))
    choice = Decision("inclusion", DecisionKind.CHOICE, "Zie stage", "2026-27", GapKind.SOFT, None)
    decide(database, LOCAL_ACTOR, KEY, choice, now=NOW)
    keep_grid(database, grid(2, KEY), int(clock.total_seconds()) // 60)
    decide(database, LOCAL_ACTOR, KEY, choice, now=NOW + clock)
    found = decisions_of(database, LOCAL_ACTOR, KEY)
    assert [[check.version for check in one.checks] for one in found] == [[2], []]
    assert found[0].checks[0].at > found[0].said[0].made_at


def test_a_mark_of_a_place_is_the_next_entry_of_its_sample(database: Database) -> None:
    done = mark_place(database, LOCAL_ACTOR, KEY, 1, 0, Marked(Verdict.UNCLEAR), seen=1, now=NOW - timedelta(days=1))
    assert isinstance(done, Entry)
    assert (done.number, done.made_at) == (2, NOW)
