"""A started upload: kept with its answers, resumed, dropped when it is stored or its time is over."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from curriculum_map.domain.actors import LOCAL_ACTOR, Actor, NotAllowedError
from curriculum_map.frameworks.loader import load_editions, load_programmes
from curriculum_map.importing.reading import Reading
from curriculum_map.services.audit import list_audit
from curriculum_map.services.drafts import (
    Choices,
    answered_in_draft,
    choices_of,
    drop_draft,
    list_drafts,
    load_draft,
    purge,
    save_draft,
)
from curriculum_map.services.grids import preview, read_upload
from curriculum_map.services.imports import Outcome, import_reading
from curriculum_map.services.merging import Decisions, Seen
from curriculum_map.services.settings import Settings
from curriculum_map.storage.database import Database
from curriculum_map.storage.engine import sqlite_url
from tests.workbooks import ABOUT, rows_of, xlsx

NOTHING_CHOSEN = Choices()
NOW = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)
TABLE = "Code | Opleidingsonderdeel | Status | inclusion\n A | Ethiek | verplicht | {mark}"


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database(sqlite_url(tmp_path / "drafts.sqlite3"))


def file_with(mark: str) -> bytes:
    return xlsx({"Opleiding": ABOUT, "Matrix": rows_of(TABLE.format(mark=mark))})


def save(
    database: Database, data: bytes, answers: str = "", now: datetime = NOW, choices: Choices = NOTHING_CHOSEN
) -> str | None:
    return save_draft(database, LOCAL_ACTOR, read(data), data, answers, choices, now=now, days=30)


def read(data: bytes) -> Reading:
    return read_upload(LOCAL_ACTOR, "matrix.xlsx", data)


def names(database: Database, now: datetime = NOW) -> list[str]:
    return [info.file_name for info in list_drafts(database, LOCAL_ACTOR, now)]


def test_a_draft_is_resumed_with_its_file_its_answers_and_what_it_is_about(database: Database) -> None:
    data = file_with("sterk")
    sha256 = save(database, data, "marks:\n  sterk: practised\n")
    assert sha256 is not None
    draft = load_draft(database, LOCAL_ACTOR, sha256)
    assert draft is not None
    assert (draft.data, draft.answers) == (data, "marks:\n  sterk: practised\n")
    assert (draft.info.institution, draft.info.kept_until) == ("Hogeschool Voorbeeld", NOW + timedelta(days=30))
    assert names(database) == ["matrix.xlsx"]


@pytest.mark.parametrize(
    ("name", "is_found"),
    [("matrix.xlsx", True), ("matrix-bevindingen.xlsx", True), ("matrix.ods", True), ("matrix 2.xlsx", False)],
)
def test_what_was_answered_about_another_version_of_a_file_is_found_by_its_name(
    database: Database, name: str, is_found: bool
) -> None:
    """Less the code of one cell, which may stand in another now; a later version without answers is passed over."""
    save(database, file_with("sterk"), "marks:\n  sterk: practised\ncodes:\n  Matrix!A2: 1-2\n")
    save(database, file_with("zwak"), now=NOW + timedelta(hours=1))
    known = load_editions(), load_programmes()
    found = answered_in_draft(database, LOCAL_ACTOR, "0" * 64, name, NOW + timedelta(hours=2), *known)
    assert (found is not None) == is_found
    if found is not None:
        assert (found[0].created_at, found[1].marks, found[1].codes) == (NOW, {"sterk": 3}, {})


def test_of_the_same_bytes_no_other_version_is_spoken_of(database: Database) -> None:
    sha256 = save(database, file_with("sterk"), "marks:\n  sterk: practised\n")
    assert sha256 is not None
    known = load_editions(), load_programmes()
    assert answered_in_draft(database, LOCAL_ACTOR, sha256, "matrix.xlsx", NOW, *known) is None


def test_what_was_seen_and_chosen_comes_back_with_the_draft(database: Database) -> None:
    chosen = Choices("Hogeschool Voorbeeld | social-work", Seen(3, 2, 1), ("A Ethiek", "B Recht"))
    data = file_with("sterk")
    sha256 = save(database, data, choices=Choices())
    save(database, data, choices=chosen)
    assert sha256 is not None
    draft = load_draft(database, LOCAL_ACTOR, sha256)
    assert draft is not None
    assert choices_of(draft) == chosen


def test_the_same_bytes_are_one_draft_and_saving_it_unchanged_writes_nothing(database: Database) -> None:
    data = file_with("sterk")
    sha256 = save(database, data)
    changes = database.change_count()
    assert save(database, data, now=NOW + timedelta(days=1)) == sha256
    assert database.change_count() == changes
    save(database, data, "sheet: Matrix\n", now=NOW + timedelta(days=2))
    (info,) = list_drafts(database, LOCAL_ACTOR, NOW)
    assert (info.created_at, info.kept_until) == (NOW, NOW + timedelta(days=32))


def test_what_is_refused_is_not_kept(database: Database) -> None:
    assert save(database, b"%PDF-1.7") is None
    assert names(database) == []


def test_a_draft_goes_when_its_grid_is_stored_and_stays_while_something_is_to_be_confirmed(database: Database) -> None:
    first, second, other = file_with("geoefend"), file_with("exemplarisch"), file_with("sterk")
    for data in (first, second, other):
        save(database, data)
    assert import_reading(database, LOCAL_ACTOR, read(first), now=NOW).outcome is Outcome.STORED
    assert len(names(database)) == 2
    assert import_reading(database, LOCAL_ACTOR, read(second), now=NOW).outcome is Outcome.NEEDS_CONFIRMATION
    assert len(names(database)) == 2
    seen = preview(database, LOCAL_ACTOR, read(second))
    assert seen is not None
    import_reading(database, LOCAL_ACTOR, read(second), now=NOW, decisions=Decisions(seen.replaces.seen))
    assert [info.sha256 for info in list_drafts(database, LOCAL_ACTOR, NOW)] == [read(other).workbook.sha256]


def test_a_draft_of_what_is_already_stored_goes_as_well(database: Database) -> None:
    data = file_with("geoefend")
    import_reading(database, LOCAL_ACTOR, read(data), now=NOW)
    save(database, data)
    assert import_reading(database, LOCAL_ACTOR, read(data), now=NOW).outcome is Outcome.ALREADY_THERE
    assert names(database) == []


def test_old_drafts_go_at_the_start_and_with_each_import(database: Database) -> None:
    data, over = file_with("sterk"), NOW + timedelta(days=30)
    save(database, data)
    changes = database.change_count()
    assert purge(database, LOCAL_ACTOR, over - timedelta(seconds=1)) == 0
    assert database.change_count() == changes
    assert purge(database, LOCAL_ACTOR, over) == 1
    save(database, data)
    assert names(database, over) == []
    import_reading(database, LOCAL_ACTOR, read(file_with("geoefend")), now=over)
    assert load_draft(database, LOCAL_ACTOR, read(data).workbook.sha256) is None


def test_a_draft_whose_time_is_over_is_kept_anew_when_its_file_comes_again(database: Database) -> None:
    data = file_with("sterk")
    save(database, data)
    save(database, data, now=NOW + timedelta(days=40))
    assert names(database, NOW + timedelta(days=41)) == ["matrix.xlsx"]


def test_a_draft_can_be_thrown_away(database: Database) -> None:
    sha256 = save(database, file_with("sterk"))
    assert sha256 is not None
    assert drop_draft(database, LOCAL_ACTOR, sha256, NOW)
    assert not drop_draft(database, LOCAL_ACTOR, sha256, NOW)
    (act,) = list_audit(database, LOCAL_ACTOR)
    assert (act.about, act.details["thrown_away"]) == ("Hogeschool Voorbeeld", "matrix.xlsx")
    assert names(database) == []


def test_how_long_drafts_are_kept_is_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Settings().draft_days == 30
    monkeypatch.setenv("CURRICULUM_MAP_DRAFT_DAYS", "7")
    assert Settings().draft_days == 7


def test_a_stranger_neither_sees_nor_keeps_a_draft(database: Database) -> None:
    stranger, data = Actor("somebody else"), file_with("sterk")
    sha256 = save(database, data) or ""
    for refused in (
        lambda: save_draft(database, stranger, read(data), data, "", Choices(), now=NOW, days=30),
        lambda: list_drafts(database, stranger, NOW),
        lambda: load_draft(database, stranger, sha256),
        lambda: drop_draft(database, stranger, sha256, NOW),
        lambda: purge(database, stranger, NOW),
    ):
        with pytest.raises(NotAllowedError):
            refused()
