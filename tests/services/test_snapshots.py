"""A snapshot says in 2029 what was true in 2026, and anybody who has its hash can check that."""

import hashlib
import json
import zlib
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import text

from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.canonical import canonical_bytes
from curriculum_map.domain.framework import Granularity
from curriculum_map.domain.levels import Level
from curriculum_map.domain.refused import Refused, Why
from curriculum_map.frameworks.own import as_edition
from curriculum_map.services.archive import Moved, delete_institution, export_institution
from curriculum_map.services.database_care import verify_database
from curriculum_map.services.exported import FileIs, check_exported
from curriculum_map.services.reports import snapshot_report
from curriculum_map.services.snapshots import (
    Scope,
    export_snapshot,
    find_snapshot,
    list_snapshots,
    load_snapshot,
    make_snapshot,
    still_intact,
    verify_exported,
    verify_snapshot,
)
from curriculum_map.storage.checking import Fault, Unsound
from curriculum_map.storage.database import Database
from curriculum_map.storage.frameworks import save_framework
from curriculum_map.storage.snapshots import SnapshotInfo
from curriculum_map.wording.record import refusal_sentence
from tests.databases import writing
from tests.frameworks.own_frameworks import SMALL
from tests.grids import make_grid, row
from tests.services.record import FAMILY, NOW, SOCIAL_WORK, A, B, grid, keep_ambition, keep_grid, key


@pytest.fixture
def database() -> Database:
    """Social work rated by two, in two years; family science once; and a grid of another institution."""
    database = Database("sqlite://")
    keep_grid(database, grid(2, key(A)))
    keep_grid(database, grid(3, key(A)), 5)
    keep_grid(database, grid(1, key(A, rater="docenten")), 6)
    keep_grid(database, grid(0, key(A, year="2025-26")), 7)
    keep_grid(database, grid(1, key(A, FAMILY)), 8)
    keep_grid(database, grid(1, key(B)), 9)
    keep_ambition(database, key(A), Level.PRACTISED)
    return database


def frozen(database: Database, name: str = "Visitatie", scope: Scope | None = None) -> SnapshotInfo:
    made = make_snapshot(
        database, LOCAL_ACTOR, A, name, now=NOW + timedelta(hours=1), scope=scope or Scope(), note="Voor het panel."
    )
    assert isinstance(made, SnapshotInfo)
    return made


def test_it_has_every_current_grid_of_all_raters_and_no_other_institution(database: Database) -> None:
    info = frozen(database)
    loaded = load_snapshot(database, LOCAL_ACTOR, info.id)
    assert loaded is not None
    assert [(one.grid.key, one.version, one.grid.levels[0]) for one in loaded.grids] == [
        (key(A, FAMILY), 1, 1),
        (key(A, year="2025-26"), 1, 0),
        (key(A, rater="docenten"), 1, 1),
        (key(A), 2, 3),
    ]
    assert [(one.programme, one.academic_year, one.ambitions[0].level) for one in loaded.ambitions] == [
        (SOCIAL_WORK, "2026-27", Level.PRACTISED)
    ]
    assert (loaded.note, loaded.counting_rule, loaded.made_by) == ("Voor het panel.", "highest", "local")
    assert list(loaded.editions) == ["sap-2024-nl"]
    assert (info.about["name"], info.institution, info.sha256) == ("Visitatie", A, loaded.sha256())


def test_it_can_be_of_one_programme_and_year(database: Database) -> None:
    info = frozen(database, scope=Scope([SOCIAL_WORK], "2026-27"))
    loaded = load_snapshot(database, LOCAL_ACTOR, info.id)
    assert loaded is not None
    assert [one.grid.key.rater for one in loaded.grids] == ["docenten", "team"]
    assert (info.about["programmes"], info.about["academic_year"]) == ([SOCIAL_WORK], "2026-27")


def test_the_exported_file_has_the_hash_that_is_printed(database: Database) -> None:
    """Anybody can check it, with any program that computes a SHA-256."""
    info = frozen(database)
    document = export_snapshot(database, LOCAL_ACTOR, info.id) or b""
    assert hashlib.sha256(document).hexdigest() == info.sha256
    verified = verify_exported(LOCAL_ACTOR, document, f" {info.sha256.upper()}\n")
    assert (verified.is_intact, verified.name, verified.not_stored) == (True, "Visitatie", None)
    assert verify_exported(LOCAL_ACTOR, document).is_intact


def test_a_level_that_somebody_changed_in_the_file_is_found_even_with_a_new_hash(database: Database) -> None:
    document = export_snapshot(database, LOCAL_ACTOR, frozen(database).id) or b""
    plain = json.loads(document)
    plain["grids"][3]["grid"]["levels"] = "02"
    forged = canonical_bytes(plain)
    verified = verify_exported(LOCAL_ACTOR, forged)
    assert (verified.is_intact, verified.altered) == (False, (key(A),))
    assert not verify_exported(LOCAL_ACTOR, document, "0" * 64).is_intact
    for broken in (b"", b"[]", b"{", document[:-1], document + b" ", b"[" * 100_000):
        assert not verify_exported(LOCAL_ACTOR, broken).is_intact


def test_a_later_version_leaves_the_snapshot_as_it_was_and_its_grids_on_record(database: Database) -> None:
    info = frozen(database)
    keep_grid(database, grid(0, key(A)), 90)
    verified = verify_snapshot(database, LOCAL_ACTOR, info)
    assert (verified.is_intact, verified.not_stored) == (True, ())
    ((about, then, now),) = verified.moved_on
    assert (about, now - then) == (key(A), 1)


def test_a_stored_version_that_somebody_changed_behind_our_back_is_named(database: Database) -> None:
    info = frozen(database)
    with writing(database) as connection:
        connection.execute(text("UPDATE grid_version SET levels = x'02' WHERE levels = x'03'"))
        connection.execute(text("DELETE FROM grid WHERE academic_year = '2025-26'"))
    verified = verify_snapshot(database, LOCAL_ACTOR, info)
    assert verified.is_intact
    assert verified.not_stored == (key(A, year="2025-26"), key(A))


def test_a_snapshot_that_was_damaged_in_the_database_is_not_intact(database: Database) -> None:
    info = frozen(database)
    with writing(database) as connection:
        connection.execute(text("DROP TRIGGER snapshot_no_update"))
        connection.execute(text("UPDATE snapshot SET document = x'789c00'"))
    assert not verify_snapshot(database, LOCAL_ACTOR, info).is_intact
    assert load_snapshot(database, LOCAL_ACTOR, info.id) is None


@pytest.mark.parametrize(
    "altered",
    [
        "name = 'Anders'",
        "institution = 'Hogeschool Nergens'",
        "made_at = '2020-01-01 00:00:00.000000'",
        "made_by = 'mallory'",
        "about = '{}'",
        "about = 'no JSON'",
        "made_at = 'yesterday'",
    ],
)
def test_what_the_database_says_beside_the_document_must_be_what_the_document_says(
    database: Database, altered: str
) -> None:
    info = frozen(database)
    with writing(database) as connection:
        connection.execute(text("DROP TRIGGER snapshot_no_update"))
        connection.execute(text(f"UPDATE snapshot SET {altered}"))
    assert not verify_snapshot(database, LOCAL_ACTOR, info).is_intact
    (fault,) = verify_database(database, LOCAL_ACTOR).faults
    assert fault.kind is Unsound.SNAPSHOT


@pytest.mark.parametrize(
    "meddled",
    [
        "DELETE FROM course WHERE version_id = 2",
        "UPDATE grid_version SET targets = '{'",
        "UPDATE grid_version SET elsewhere = '[[1,2,3,4,5]]'",
        "UPDATE grid_version SET made = 'hacked'",
        "UPDATE grid SET perspective = 'hacked'",
    ],
)
def test_a_snapshot_is_verified_also_where_its_grids_cannot_be_read(database: Database, meddled: str) -> None:
    info = frozen(database)
    with writing(database) as connection:
        connection.execute(text(meddled))
    verified = verify_snapshot(database, LOCAL_ACTOR, info)
    assert verified.is_intact
    assert key(A) in (verified.not_stored or ())


def test_one_that_was_deleted_by_saying_that_its_institution_is_erased_is_missed(database: Database) -> None:
    frozen(database)
    with writing(database) as connection:
        connection.execute(text("INSERT INTO erasure SELECT institution_id, made_at FROM snapshot"))
        connection.execute(text("DELETE FROM snapshot"))
    missed = (Fault(Unsound.LOGGED, f"snapshot 1 ({A} | Visitatie)"),)
    assert verify_database(database, LOCAL_ACTOR).faults == missed
    assert isinstance(delete_institution(database, LOCAL_ACTOR, A, A, now=NOW), Moved)
    assert verify_database(database, LOCAL_ACTOR).faults == missed


def test_it_is_found_by_its_name_or_the_beginning_of_its_hash(database: Database) -> None:
    info, other = frozen(database), frozen(database, "Later")
    for called in ("Visitatie", info.sha256, info.sha256[:8].upper()):
        assert find_snapshot(database, LOCAL_ACTOR, A, called) == info
    assert find_snapshot(database, LOCAL_ACTOR, A, info.sha256[:7]) is None
    assert find_snapshot(database, LOCAL_ACTOR, B, "Visitatie") is None
    assert list_snapshots(database, LOCAL_ACTOR) == [other, info]
    assert list_snapshots(database, LOCAL_ACTOR, "Nergens") == []


@pytest.mark.parametrize(
    ("institution", "name", "scope", "why"),
    [
        ("Nergens", "x", Scope(), Why.NO_INSTITUTION),
        (A, " ", Scope(), Why.NAME_NEEDED),
        (A, "x" * 301, Scope(), Why.NAME_NEEDED),
        (A, " Visitatie ", Scope(), Why.NAME_TAKEN),
        (A, "x", Scope(academic_year="2019-20"), Why.NOTHING_TO_FREEZE),
    ],
)
def test_what_cannot_be_frozen_is_said(database: Database, institution: str, name: str, scope: Scope, why: Why) -> None:
    frozen(database)
    made = make_snapshot(database, LOCAL_ACTOR, institution, name, now=NOW, scope=scope)
    assert isinstance(made, Refused)
    assert made.why is why
    assert len(list_snapshots(database, LOCAL_ACTOR)) == 1


def test_the_gap_report_of_a_snapshot_is_of_then_and_bears_its_hash(database: Database) -> None:
    """Two rated it in the last year, 'docenten' last: exemplary, for an ambition of practised; both changed since."""
    info = frozen(database)
    keep_grid(database, grid(3, key(A, rater="docenten")), 90)
    keep_ambition(database, key(A), Level.EXEMPLARY, 91)
    made = snapshot_report(database, LOCAL_ACTOR, info.id, SOCIAL_WORK, "en", now=NOW)
    assert made is not None
    assert made[0] == "gap-report-social-work-hogeschool-gent-2026-27.xlsx"
    book = load_workbook(BytesIO(made[1]))
    cover = {line[0]: line[1] for line in book["Cover"].iter_rows(values_only=True)}
    assert cover["Snapshot"] == f"Visitatie, SHA-256 {info.sha256}"
    assert (cover["Rater"], cover["Uploaded"]) == ("docenten", "3 November 2026, 12:06 UTC, by somebody, as version 1")
    cells = [cell for line in book["Gaps"].iter_rows(values_only=True) for cell in line]
    assert "covered, below the ambition" in cells


def test_a_programme_that_is_not_in_the_snapshot_has_no_report(database: Database) -> None:
    info = frozen(database, scope=Scope([FAMILY]))
    assert snapshot_report(database, LOCAL_ACTOR, info.id, SOCIAL_WORK, "en", now=NOW) is None
    assert snapshot_report(database, LOCAL_ACTOR, 99, FAMILY, "en", now=NOW) is None


def test_a_framework_of_ones_own_is_frozen_with_the_grids_that_use_it(database: Database) -> None:
    """Its title changes the year after; the report of the snapshot still has the old one."""
    target = as_edition(SMALL).targets(Granularity.ELEMENT)[0]
    with writing(database) as connection:
        save_framework(connection, SMALL, sha256="0" * 64, at=NOW)
    keep_grid(database, make_grid([row("A", 2)], [target], edition=SMALL.id, key=key(A, FAMILY, "2027-28")))
    info = frozen(database, scope=Scope(academic_year="2027-28"))
    with writing(database) as connection:
        save_framework(connection, replace(SMALL, title="Anders"), sha256="1" * 64, at=NOW)
    made = snapshot_report(database, LOCAL_ACTOR, info.id, FAMILY, "en", now=NOW)
    assert made is not None
    cover = {line[0]: line[1] for line in load_workbook(BytesIO(made[1]))["Cover"].iter_rows(values_only=True)}
    assert cover["Edition of the framework"] == SMALL.title


def forge(database: Database, info: SnapshotInfo) -> None:
    """Somebody changes a level in the document of a snapshot, past the app: of 2026-27 as 'team' rated it."""
    plain = json.loads(export_snapshot(database, LOCAL_ACTOR, info.id) or b"")
    plain["grids"][3]["grid"]["levels"] = "01"
    with writing(database) as connection:
        connection.execute(text("DROP TRIGGER snapshot_no_update"))
        forged = {"document": zlib.compress(canonical_bytes(plain))}
        connection.execute(text("UPDATE snapshot SET document = :document"), forged)


def test_a_report_of_a_snapshot_that_is_not_intact_says_so_on_each_sheet_with_figures(database: Database) -> None:
    info = frozen(database, scope=Scope())
    assert still_intact(database, LOCAL_ACTOR, info.id)
    forge(database, info)
    assert not still_intact(database, LOCAL_ACTOR, info.id)
    made = snapshot_report(database, LOCAL_ACTOR, info.id, SOCIAL_WORK, "en", now=NOW)
    assert made is not None
    book = load_workbook(BytesIO(made[1]))
    warning = "NOT INTACT: the snapshot “Visitatie” was changed since it was made; this is no proof of what it said."
    said = [sheet.title for sheet in book if warning in [cell.value for line in sheet.iter_rows() for cell in line]]
    more = ["Questions", "Balance", "Agreement", "Contested", "Since last year", "Decisions", "Data"]
    of_figures = ["Cover", "At a glance", "Table", "Gaps", "What would close it", "Courses"]
    assert said == [*of_figures, *more]
    cover = {line[0]: line[1] for line in book["Cover"].iter_rows(values_only=True)}
    now = hashlib.sha256(export_snapshot(database, LOCAL_ACTOR, info.id) or b"").hexdigest()
    assert cover["Snapshot"] == "Visitatie, not intact"
    assert (cover["SHA-256 of what is there"], cover["SHA-256 when it was made"]) == (now, info.sha256)


def test_a_file_is_not_compared_with_a_snapshot_that_is_not_intact(database: Database) -> None:
    info = frozen(database)
    made = snapshot_report(database, LOCAL_ACTOR, info.id, SOCIAL_WORK, "en", now=NOW)
    document = export_snapshot(database, LOCAL_ACTOR, info.id) or b""
    assert made is not None
    forge(database, info)
    assert check_exported(database, LOCAL_ACTOR, *made).outcome is FileIs.SNAPSHOT_NOT_INTACT
    assert check_exported(database, LOCAL_ACTOR, "a.json", document + b" ").outcome is FileIs.SNAPSHOT_NOT_INTACT
    assert check_exported(database, LOCAL_ACTOR, "a.json", document).outcome is FileIs.UNCHANGED, "it has the hash"


def test_a_snapshot_that_is_stopped_is_not_there(database: Database) -> None:
    def stop(share: float) -> None:
        raise KeyboardInterrupt

    before = list_snapshots(database, LOCAL_ACTOR)
    with pytest.raises(KeyboardInterrupt):
        make_snapshot(database, LOCAL_ACTOR, A, "Gestopt", now=NOW, told=stop)
    assert list_snapshots(database, LOCAL_ACTOR) == before


def test_a_check_says_how_far_it_is_and_stops_where_it_is_told_to(database: Database) -> None:
    info = frozen(database)
    heard: list[float] = []
    verified = verify_snapshot(database, LOCAL_ACTOR, info, told=heard.append)
    assert verified == verify_snapshot(database, LOCAL_ACTOR, info)
    assert heard == sorted(heard)
    assert heard[-1] >= 0.4, "the grids of the snapshot are done, those of the database begin"

    def stop(share: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        verify_snapshot(database, LOCAL_ACTOR, info, told=stop)


def test_an_institution_with_a_snapshot_that_is_not_intact_is_not_exported(database: Database) -> None:
    info = frozen(database)
    forge(database, info)
    refused = Refused(Why.SNAPSHOT_NOT_INTACT, {"name": "Visitatie"})
    assert export_institution(database, LOCAL_ACTOR, A, now=NOW) == refused


def test_what_could_not_be_imported_again_is_not_exported(database: Database) -> None:
    """An address that no sheet has: it is found when the archive is read as an import reads it."""
    made = grid(1, key(A, year="2029-30"))
    keep_grid(database, replace(made, provenance=replace(made.provenance, rows=(-5,))))
    refused = export_institution(database, LOCAL_ACTOR, A, now=NOW)
    assert isinstance(refused, Refused)
    assert refused.why is Why.EXPORT_UNSOUND
    assert "could not be imported again" in refusal_sentence(refused, "en")
