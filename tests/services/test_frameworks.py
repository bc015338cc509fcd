"""Frameworks of one's own: imported once, replaced on request, kept while a grid uses them; then used as an edition."""

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from curriculum_map.domain.actors import LOCAL_ACTOR, Actor, NotAllowedError
from curriculum_map.domain.framework import Granularity
from curriculum_map.domain.own_framework import Item, OwnFramework
from curriculum_map.frameworks.formats import FrameworkFormat, write_framework
from curriculum_map.frameworks.loader import EDITION_IDS
from curriculum_map.frameworks.own import as_edition
from curriculum_map.services.editions import shown_editions
from curriculum_map.services.frameworks import (
    FrameworkOutcome,
    check,
    export_framework,
    import_framework,
    list_frameworks,
    remove_framework,
    show,
)
from curriculum_map.services.grids import read_upload
from curriculum_map.services.templates import template
from curriculum_map.storage.database import Database
from curriculum_map.storage.engine import sqlite_url
from tests.databases import store as store_grid
from tests.frameworks.own_frameworks import SMALL
from tests.grids import make_grid, row

NOW = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)
SHORTER = replace(SMALL, items=SMALL.items[:-1])


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database(sqlite_url(tmp_path / "grids.sqlite3"))


def store(database: Database, framework: OwnFramework, *, is_replacing: bool = False) -> FrameworkOutcome:
    reading = check(LOCAL_ACTOR, "outcomes.yaml", write_framework(framework, FrameworkFormat.YAML))
    return import_framework(database, LOCAL_ACTOR, reading, now=NOW, replace=is_replacing)


def rate(database: Database) -> None:
    """Stores a grid that rates every element of the small framework."""
    targets = as_edition(SMALL).targets(Granularity.ELEMENT)
    grid = replace(make_grid([row("Ethics", 3, 2, 1, 0)], targets), edition=SMALL.id, granularity=Granularity.ELEMENT)
    store_grid(database, grid)


def test_a_framework_is_stored_once_and_replaced_on_request(database: Database) -> None:
    assert store(database, SMALL) is FrameworkOutcome.STORED
    assert store(database, SMALL) is FrameworkOutcome.ALREADY_THERE
    assert store(database, SHORTER) is FrameworkOutcome.NEEDS_CONFIRMATION
    assert show(database, LOCAL_ACTOR, SMALL.id) == SMALL
    assert store(database, SHORTER, is_replacing=True) is FrameworkOutcome.REPLACED
    assert [one.framework for one in list_frameworks(database, LOCAL_ACTOR)] == [SHORTER]


def test_what_a_grid_rates_stays(database: Database) -> None:
    store(database, SMALL)
    rate(database)
    longer = replace(SMALL, items=(*SMALL.items, Item("2.1.2", "Plans a year", "2.1")))
    assert store(database, SHORTER, is_replacing=True) is FrameworkOutcome.IN_USE
    assert remove_framework(database, LOCAL_ACTOR, SMALL.id, NOW) is FrameworkOutcome.IN_USE
    assert show(database, LOCAL_ACTOR, SMALL.id) == SMALL
    assert store(database, longer, is_replacing=True) is FrameworkOutcome.REPLACED


def test_a_framework_with_errors_is_not_stored(database: Database) -> None:
    doubled = replace(SMALL, items=(*SMALL.items, SMALL.items[0]))
    assert store(database, doubled) is FrameworkOutcome.BLOCKED
    assert list_frameworks(database, LOCAL_ACTOR) == []


def test_what_a_reading_says_is_in_its_exit_status() -> None:
    assert check(LOCAL_ACTOR, "x.yaml", write_framework(SMALL, FrameworkFormat.YAML)).exit_status == 0
    assert check(LOCAL_ACTOR, "x.yaml", b"items: [one]").exit_status == 1
    assert check(LOCAL_ACTOR, "x.yaml", b"").exit_status == 2


@pytest.mark.parametrize(("written_as", "name"), [("yaml", "outcomes.yaml"), ("case", "outcomes.json")])
def test_an_export_can_be_imported_again(database: Database, written_as: str, name: str) -> None:
    store(database, SMALL)
    exported = export_framework(database, LOCAL_ACTOR, SMALL.id, FrameworkFormat(written_as))
    assert exported is not None
    assert exported[0] == name
    assert remove_framework(database, LOCAL_ACTOR, SMALL.id, NOW) is FrameworkOutcome.REMOVED
    assert import_framework(database, LOCAL_ACTOR, check(LOCAL_ACTOR, *exported), now=NOW) is FrameworkOutcome.STORED
    assert show(database, LOCAL_ACTOR, SMALL.id) == SMALL


def test_one_that_is_not_there_is_said_to_be_so(database: Database) -> None:
    assert show(database, LOCAL_ACTOR, "other") is None
    assert export_framework(database, LOCAL_ACTOR, "other", FrameworkFormat.YAML) is None
    assert remove_framework(database, LOCAL_ACTOR, "other", NOW) is FrameworkOutcome.NOT_THERE


def test_it_is_shown_after_the_packaged_editions(database: Database) -> None:
    store(database, SMALL)
    editions = shown_editions(database, LOCAL_ACTOR)
    assert tuple(editions) == (*EDITION_IDS, SMALL.id)
    assert editions[SMALL.id] is as_edition(SMALL)


@pytest.mark.parametrize("granularity", Granularity)
def test_its_template_is_read_with_every_target(database: Database, granularity: Granularity) -> None:
    store(database, SMALL)
    editions = shown_editions(database, LOCAL_ACTOR)
    edition = editions[SMALL.id]
    _, data = template(LOCAL_ACTOR, edition, "en", granularity, date(2026, 11, 3))
    (grid,) = read_upload(LOCAL_ACTOR, "filled.xlsx", _with_a_course(data), editions=editions).grids
    targets = edition.targets(granularity)
    assert (grid.description.edition, grid.granularity, grid.targets) == (SMALL.id, granularity, targets)
    assert list(grid.levels) == [3] * len(targets)


def test_only_who_may_can_change_frameworks(database: Database) -> None:
    stranger = Actor("stranger")
    with pytest.raises(NotAllowedError):
        list_frameworks(database, stranger)
    with pytest.raises(NotAllowedError):
        check(stranger, "x.yaml", b"")
    with pytest.raises(NotAllowedError):
        remove_framework(database, stranger, SMALL.id, NOW)


def _with_a_course(data: bytes) -> bytes:
    """The template with one course below its headings, rated at every target."""
    workbook = load_workbook(BytesIO(data))
    sheet = workbook["Courses"]
    headings = next(row for row in sheet.iter_rows() if row[1].value == "Course")
    for cell in headings[6:]:
        if cell.value:
            sheet.cell(cell.row + 1, cell.column, "practised")
    sheet.cell(headings[0].row + 1, 2, "Ethics")
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()
