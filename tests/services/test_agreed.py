"""Levels that raters agree on: written down, changed, taken back, and counted where the grid stands for its year.

On both databases, since what is said is compared and set.
"""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import Engine, event

from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.agreed import AgreedLevel
from curriculum_map.domain.curriculum import Perspective
from curriculum_map.domain.decisions import NamedCourse
from curriculum_map.domain.levels import Level
from curriculum_map.domain.refused import Refused, Why
from curriculum_map.domain.register import Entry
from curriculum_map.services.agreed import agree, agreed_of, take_back, times_said
from curriculum_map.services.audit import list_audit
from curriculum_map.services.columns import load_columns
from curriculum_map.services.reports import frozen_report, gap_report
from curriculum_map.services.snapshots import load_snapshot, make_snapshot
from curriculum_map.storage.database import Database
from tests.services.record import NOW, A, grid, keep_grid, key

TEAM = key(A)
LECTURERS = replace(TEAM, rater="docenten", perspective=Perspective.LECTURER)
AGREED = AgreedLevel(
    "sap-2024-nl",
    NamedCourse(None, "Ethiek"),
    "inclusion",
    Level.WELL_FRAMED,
    "De opdracht kadert",
    "Student: 3, stage",
)
LATER = NOW + timedelta(hours=1)


def write(database: Database, agreed: AgreedLevel = AGREED, seen: int = 0) -> Entry | Refused:
    return agree(database, LOCAL_ACTOR, TEAM, agreed, seen=seen, now=LATER)


@pytest.mark.xdist_group("postgresql")
class TestOnBothDatabases:
    """What a session does with the register."""

    def test_an_agreed_level_counts_in_the_grid_that_stands_for_the_year(self, database: Database) -> None:
        """The team wrote 3, the lecturers 1; they agree on 2. The lecturers' own grid still says 1."""
        ids = [keep_grid(database, grid(3, TEAM)).id, keep_grid(database, grid(1, LECTURERS)).id]
        write(database)
        team, lecturers = load_columns(database, LOCAL_ACTOR, ids)
        assert [one.gap("inclusion").guaranteed for one in (team, lecturers)] == [2, 1]
        assert [one.agreed.level for one in team.agreed] == [Level.WELL_FRAMED]
        assert (lecturers.agreed, lecturers.left) == ((), ())
        as_rated = load_columns(database, LOCAL_ACTOR, ids, as_rated=True)
        assert [one.gap("inclusion").guaranteed for one in as_rated] == [3, 1]

    def test_another_year_campus_or_institution_is_not_touched(self, database: Database) -> None:
        others = [key(A, year="2025-26"), replace(TEAM, campus="Noord"), key("Odisee"), key(A, "family-science")]
        ids = [keep_grid(database, grid(3, one)).id for one in (TEAM, *others)]
        write(database)
        columns = load_columns(database, LOCAL_ACTOR, ids)
        assert [one.gap("inclusion").guaranteed for one in columns] == [2, 3, 3, 3, 3]

    def test_who_agrees_second_is_told_and_what_is_taken_back_stays_on_record(self, database: Database) -> None:
        one = keep_grid(database, grid(3, TEAM)).id
        write(database)
        assert write(database, replace(AGREED, level=Level.EXEMPLARY)) == Refused(Why.SAID_SINCE)
        write(database, replace(AGREED, level=Level.EXEMPLARY), seen=1)
        (standing,) = agreed_of(database, LOCAL_ACTOR, TEAM)
        assert (standing.agreed.level, standing.entry.number) == (Level.EXEMPLARY, 2)
        assert isinstance(take_back(database, LOCAL_ACTOR, TEAM, AGREED, seen=2, now=LATER), Entry)
        assert agreed_of(database, LOCAL_ACTOR, TEAM) == []
        assert times_said(database, LOCAL_ACTOR, TEAM, AGREED) == 3
        assert load_columns(database, LOCAL_ACTOR, [one])[0].gap("inclusion").guaranteed == 3
        acts = [act.details for act in list_audit(database, LOCAL_ACTOR) if act.action == "agree-level"]
        assert sorted(map(str, acts)) == ["{'said': 1}", "{'said': 2}", "{'taken_back': 3}"]


@pytest.mark.parametrize(
    ("agreed", "why"),
    [
        (replace(AGREED, reason="  "), Why.TEXT_NEEDED),
        (replace(AGREED, reason="x" * 4001), Why.TEXT_NEEDED),
        (replace(AGREED, dissent="x" * 4001), Why.TEXT_TOO_LONG),
    ],
)
def test_a_reason_is_asked_for_and_texts_have_an_end(agreed: AgreedLevel, why: Why) -> None:
    database = Database("sqlite://")
    keep_grid(database, grid(3, TEAM))
    refused = write(database, agreed)
    assert isinstance(refused, Refused)
    assert refused.why is why


def test_all_grids_together_ask_the_register_once() -> None:
    """Four grids of three programmes: one statement on the entries."""
    database = Database("sqlite://")
    keys = [TEAM, LECTURERS, key(A, "family-science"), key("Odisee")]
    ids = [keep_grid(database, grid(3, one)).id for one in keys]
    write(database)
    asked: list[str] = []

    def hear(*said: object) -> None:
        asked.append(str(said[2]))

    event.listen(Engine, "before_cursor_execute", hear)
    load_columns(database, LOCAL_ACTOR, ids)
    event.remove(Engine, "before_cursor_execute", hear)
    assert sum("FROM entry" in one for one in asked) == 1


def test_the_report_and_the_snapshot_count_them_too_and_the_raters_keep_what_they_wrote() -> None:
    """Guaranteed 2; the raters stand beside each other with 3 and 1; the snapshot keeps 2 when it is taken back."""
    database = Database("sqlite://")
    one = keep_grid(database, grid(3, TEAM)).id
    keep_grid(database, grid(1, LECTURERS))
    write(database)
    frozen_info = make_snapshot(database, LOCAL_ACTOR, A, "zelfevaluatie", now=LATER)
    assert not isinstance(frozen_info, Refused)
    written = gap_report(database, LOCAL_ACTOR, one, "en", LATER)
    assert written is not None
    book = load_workbook(BytesIO(written[1]))
    assert {"Contested", "Agreed levels"} <= set(book.sheetnames)
    found = [[cell.value for cell in line] for line in book["Agreed levels"].iter_rows()][-1]
    assert found[2:5] == ["well framed", "De opdracht kadert", "Student: 3, stage"]
    contested = [[cell.value for cell in line] for line in book["Contested"].iter_rows()][-1]
    assert contested[2:] == ["practised", "exemplary", "decides what is guaranteed", "well framed"]
    take_back(database, LOCAL_ACTOR, TEAM, AGREED, seen=1, now=LATER)
    frozen = load_snapshot(database, LOCAL_ACTOR, frozen_info.id)
    assert frozen is not None
    team = next(each for each in frozen.grids if each.grid.key == TEAM)
    report = frozen_report(database, LOCAL_ACTOR, frozen_info.id, frozen, team, now=LATER)
    assert report.gaps["inclusion"].guaranteed == 2
    assert [each.levels[0] for each in report.raters] == [3, 1]
