"""What somebody changed in the database itself: no figure, report, snapshot or next version is made of it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import text

from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.agreed import AgreedLevel, agreed_document
from curriculum_map.domain.decisions import Decision, DecisionKind, DecisionState, NamedCourse
from curriculum_map.domain.gaps import GapKind
from curriculum_map.domain.levels import Level
from curriculum_map.domain.refused import Refused, Why
from curriculum_map.domain.register import About, Subject
from curriculum_map.importing.reading import Reading
from curriculum_map.services.ambitions import ambitions_elsewhere
from curriculum_map.services.archive import export_institution
from curriculum_map.services.columns import load_columns
from curriculum_map.services.decisions import decide, decisions_of
from curriculum_map.services.faults import fault_sentence
from curriculum_map.services.grids import Preview, preview
from curriculum_map.services.history import HistoryOutcome, compare, confirm_carried, roll_back, roll_over
from curriculum_map.services.identity import WouldMerge, preview_merge
from curriculum_map.services.imports import Outcome, import_reading
from curriculum_map.services.intact import changed_grids, changed_versions
from curriculum_map.services.merging import Decisions
from curriculum_map.services.register import write_down
from curriculum_map.services.reports import gap_report
from curriculum_map.services.snapshots import make_snapshot
from curriculum_map.storage.database import Database
from curriculum_map.storage.grids import GridInfo, list_grids, list_versions
from curriculum_map.storage.troubles import NotIntactError
from tests.databases import writing
from tests.services.record import FAMILY, NOW, A, B, grid, keep_ambition, keep_grid, key
from tests.workbooks import upload

NAMED = f"{A} | social-work | 2026-27 | team | coordinator | 2"
LATER = NOW + timedelta(days=1)
REPAIR = Decision(
    "inclusion",
    DecisionKind.REPAIR,
    "Een opdracht erbij",
    "2026-27",
    GapKind.SOFT,
    Level.PRACTISED,
    level=Level.PRACTISED,
    due="2027-28",
)
TABLE = """
    Code | Opleidingsonderdeel | Studiepunten | Status    | inclusion
    A    | Ethiek              | 6            | verplicht | geoefend
    B    | Recht               | 3            | keuze     | 1
"""
PART = TABLE[: TABLE.index("    B ")]


@pytest.fixture
def database() -> Database:
    """Two versions of one grid, a grid of another programme; somebody made level 2 of the last version a 3."""
    opened = Database("sqlite://")
    keep_grid(opened, grid(1, key(A)))
    keep_grid(opened, grid(2, key(A)), 5)
    keep_grid(opened, grid(1, key(A, FAMILY)), 6)
    meddle(opened, "UPDATE grid_version SET levels = X'03' WHERE grid_id = 1 AND number = 2")
    return opened


def meddle(database: Database, statement: str) -> None:
    with writing(database) as connection:
        connection.execute(text(statement))


REFUSED: dict[str, Callable[[Database], object]] = {
    "figures": lambda one: load_columns(one, LOCAL_ACTOR, [2, 1]),
    "report": lambda one: gap_report(one, LOCAL_ACTOR, 1, "en", NOW),
    "comparison": lambda one: compare(one, LOCAL_ACTOR, (1, 1), (1, 2)),
    "next year": lambda one: roll_over(one, LOCAL_ACTOR, 1, "2027-28", LATER),
    "confirmation": lambda one: confirm_carried(one, LOCAL_ACTOR, 1, None, 2, LATER),
    "back to it": lambda one: roll_back(one, LOCAL_ACTOR, 1, 2, 1, LATER),
}


@pytest.mark.parametrize("asked", REFUSED)
def test_a_changed_version_is_refused_by_name_and_what_to_do(database: Database, asked: str) -> None:
    with pytest.raises(NotIntactError) as refused:
        REFUSED[asked](database)
    assert (refused.value.about, refused.value.grids) == ((NAMED,), {1})
    assert fault_sentence(refused.value, "en") == (
        f"This is not what was stored, as its checksum is another one: {A} | Social Work | 2026-27 | team | "
        "coordinator, version 2. Somebody changed it in the database, so nothing is shown or made of it. Go back to "
        "an earlier version of it or upload its file again (page Data, page Upload); what was written down, such as a "
        "decision or a comment, you take back on the page Data or with “curriculum-map db take-back”; or put a backup "
        "back with “curriculum-map db restore FILE --replace”. All that is wrong: “curriculum-map db verify”."
    )


def test_nothing_is_frozen_or_taken_elsewhere_of_it(database: Database) -> None:
    refused = make_snapshot(database, LOCAL_ACTOR, A, "Visitatie", now=NOW)
    assert refused == Refused(Why.NOT_INTACT, {"about": [NAMED]})
    not_exported = Refused(Why.EXPORT_NOT_INTACT, {"about": [NAMED]})
    assert export_institution(database, LOCAL_ACTOR, A, now=NOW) == not_exported


def test_what_is_not_changed_is_shown_and_which_is_changed_is_known(database: Database) -> None:
    assert [one.info.id for one in load_columns(database, LOCAL_ACTOR, [2])] == [2]
    assert changed_grids(database, LOCAL_ACTOR, [1, 2]) == {1: (NAMED,)}
    with database.read() as connection:
        infos = list_versions(connection, 1)
    assert changed_versions(database, LOCAL_ACTOR, infos) == {infos[0].version_id}


def test_going_back_to_an_earlier_version_is_a_way_out(database: Database) -> None:
    assert roll_back(database, LOCAL_ACTOR, 1, 1, 2, LATER).outcome is HistoryOutcome.ROLLED_BACK
    (column,) = load_columns(database, LOCAL_ACTOR, [1])
    assert (column.info.version, column.grid.levels) == (3, b"\x01")


def test_what_cannot_even_be_read_is_refused_by_name_too(database: Database) -> None:
    meddle(database, "UPDATE course SET status = 'hacked' WHERE version_id = 2")
    with pytest.raises(NotIntactError) as refused:
        load_columns(database, LOCAL_ACTOR, [1, 2])
    assert (refused.value.about, refused.value.grids) == ((NAMED,), {1})
    assert roll_back(database, LOCAL_ACTOR, 1, 1, 2, LATER).outcome is HistoryOutcome.ROLLED_BACK
    meddle(database, "UPDATE grid SET perspective = 'hacked' WHERE id = 2")
    with pytest.raises(NotIntactError) as unknown, database.read() as connection:
        list_grids(connection)
    assert unknown.value.about == (f"{A} | family-science | 2026-27 | team | hacked | 1",)


def test_no_gap_is_computed_against_ambitions_that_somebody_changed(database: Database) -> None:
    keep_ambition(database, key(A, FAMILY), Level.EXEMPLARY)
    assert changed_grids(database, LOCAL_ACTOR, [2]) == {}
    meddle(database, "UPDATE ambition SET level = 3")
    named = f"{A} | family-science | 2026-27"
    assert changed_grids(database, LOCAL_ACTOR, [2]) == {2: (named,)}
    with pytest.raises(NotIntactError) as refused:
        load_columns(database, LOCAL_ACTOR, [2])
    assert (refused.value.about, refused.value.grids) == ((named,), {2})
    meddle(database, "UPDATE ambition SET position = 'hacked'")
    assert changed_grids(database, LOCAL_ACTOR, [2]) == {2: (named,)}, "not even an ambition any more"
    meddle(database, "UPDATE grid_version SET levels = X'02' WHERE grid_id = 1 AND number = 2")
    assert make_snapshot(database, LOCAL_ACTOR, A, "Visitatie", now=NOW) == Refused(Why.NOT_INTACT, {"about": [named]})


def test_a_merge_says_that_it_cannot_compare_a_changed_version(database: Database) -> None:
    keep_grid(database, grid(0, key(B)), 9)
    would = preview_merge(database, LOCAL_ACTOR, A, B)
    assert isinstance(would, WouldMerge)
    (one,) = would.colliding
    assert (one.earlier.version, one.changes) == (2, None)


def test_an_upload_takes_nothing_over_from_a_changed_version() -> None:
    """The second file has only Ethiek: Recht stays until somebody changes the stored version; then it is asked.

    The first file once more is not there already then: stored, it is a sound version again.
    """
    database, first, second = Database("sqlite://"), upload(TABLE), upload(PART)
    import_reading(database, LOCAL_ACTOR, first, now=NOW)
    assert stays(database, second) == (True, ["Ethiek", "Recht"])
    assert previewed(database, first).same_as_existing
    meddle(database, "UPDATE course SET ects = 30 WHERE position = 0")
    assert stays(database, second) == (False, ["Ethiek"])
    seen = previewed(database, first)
    assert not seen.same_as_existing
    over = Decisions(seen.replaces.seen)
    part = import_reading(database, LOCAL_ACTOR, second, now=NOW, decisions=over)
    assert (part.outcome, part.gone) == (Outcome.COURSES_WOULD_GO, 1)
    whole = import_reading(database, LOCAL_ACTOR, first, now=NOW, decisions=over)
    assert whole.outcome is Outcome.REPLACED
    assert [one.version for one in changed_free(database)] == [2]


def stays(database: Database, reading: Reading) -> tuple[bool, list[str]]:
    merged = previewed(database, reading).merged
    return merged.stays, [course.title for course in merged.grid.courses]


def previewed(database: Database, reading: Reading) -> Preview:
    shown = preview(database, LOCAL_ACTOR, reading)
    assert shown is not None
    return shown


def changed_free(database: Database) -> list[GridInfo]:
    with database.read() as connection:
        infos = list_grids(connection)
    changed = changed_versions(database, LOCAL_ACTOR, infos)
    return [info for info in infos if info.version_id not in changed]


def test_no_report_is_made_beside_a_changed_year_before_or_another_rater() -> None:
    """The report of 2026-27 shows what is new since 2025-26, and how two raters differ: both are what was stored."""
    database = Database("sqlite://")
    keep_grid(database, grid(2, key(A)))
    keep_grid(database, grid(1, key(A, year="2025-26")), 5)
    keep_grid(database, grid(3, key(A, rater="lectoren")), 6)
    assert gap_report(database, LOCAL_ACTOR, 1, "en", NOW) is not None
    for grid_id, level in ((2, 1), (3, 3)):
        meddle(database, f"UPDATE grid_version SET levels = X'00' WHERE grid_id = {grid_id}")
        with pytest.raises(NotIntactError) as refused:
            gap_report(database, LOCAL_ACTOR, 1, "en", NOW)
        assert refused.value.grids == {grid_id}
        meddle(database, f"UPDATE grid_version SET levels = X'0{level}' WHERE grid_id = {grid_id}")


def test_a_changed_version_says_nothing_about_a_decision() -> None:
    """A repair to level 3 is open at level 2. Somebody makes it a 3 in the database: it is not done by that."""
    database = Database("sqlite://")
    keep_grid(database, grid(1, key(A)))
    decide(database, LOCAL_ACTOR, key(A), REPAIR, now=NOW + timedelta(minutes=1))
    keep_grid(database, grid(2, key(A)), 5)
    (before,) = decisions_of(database, LOCAL_ACTOR, key(A))
    assert [(one.version, one.state) for one in before.checks] == [(2, DecisionState.OPEN)]
    meddle(database, "UPDATE grid_version SET levels = X'03' WHERE grid_id = 1 AND number = 2")
    (after,) = decisions_of(database, LOCAL_ACTOR, key(A))
    assert (after.state, after.checks) == (DecisionState.OPEN, ())


def test_what_somebody_changed_in_the_register_is_refused_by_name_until_it_is_said_anew() -> None:
    database = Database("sqlite://")
    keep_grid(database, grid(1, key(A)))
    decide(database, LOCAL_ACTOR, key(A), REPAIR, now=NOW)
    meddle(database, "UPDATE entry SET body = replace(body, 'Een opdracht', 'Geen opdracht')")
    named = f"{A} | social-work | 1"
    with pytest.raises(NotIntactError) as refused:
        gap_report(database, LOCAL_ACTOR, 1, "en", NOW)
    assert refused.value.about == (named,)
    assert make_snapshot(database, LOCAL_ACTOR, A, "X", now=LATER) == Refused(Why.NOT_INTACT, {"about": [named]})
    not_exported = Refused(Why.EXPORT_NOT_INTACT, {"about": [named]})
    assert export_institution(database, LOCAL_ACTOR, A, now=LATER) == not_exported
    decide(database, LOCAL_ACTOR, key(A), REPAIR, now=LATER, number=1, seen=1)
    (anew,) = decisions_of(database, LOCAL_ACTOR, key(A))
    assert (anew.decision.text, len(anew.said)) == ("Een opdracht erbij", 1), "what was changed is no part of it"
    assert gap_report(database, LOCAL_ACTOR, 1, "en", NOW) is not None


def test_ambitions_that_somebody_changed_are_not_taken_over_by_another_year() -> None:
    database = Database("sqlite://")
    keep_grid(database, grid(1, key(A)))
    keep_ambition(database, key(A), Level.PRACTISED)
    meddle(database, "UPDATE ambition SET level = 1")
    with pytest.raises(NotIntactError):
        ambitions_elsewhere(database, LOCAL_ACTOR, key(A))


def test_no_figure_is_made_of_an_agreed_level_that_somebody_changed() -> None:
    """The coordinator wrote 1, and 2 was agreed; somebody makes that a 3 in the database. Family science is shown."""
    database = Database("sqlite://")
    keep_grid(database, grid(1, key(A)))
    keep_grid(database, grid(1, key(A, FAMILY)), 1)
    course = NamedCourse(None, "Ethiek")
    body = agreed_document(AgreedLevel("kjg-nl", course, "inclusion", Level.WELL_FRAMED, "Samen bekeken"))
    about = About("social-work", None, "2026-27", Subject.AGREED_LEVEL, "inclusion:1")
    write_down(database, LOCAL_ACTOR, A, about, body, seen=0, now=NOW)
    assert len(load_columns(database, LOCAL_ACTOR, [1, 2])) == 2
    meddle(database, """UPDATE entry SET body = replace(body, '"level": 2', '"level": 3')""")
    with pytest.raises(NotIntactError) as refused:
        load_columns(database, LOCAL_ACTOR, [1, 2])
    assert refused.value.about == (f"{A} | social-work | 2026-27 | inclusion:1",)
    assert len(load_columns(database, LOCAL_ACTOR, [2])) == 1
