"""Whoever may not do a thing is refused by the service itself, whatever a page shows."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from curriculum_map.domain.actors import Actor, NotAllowedError
from curriculum_map.domain.framework import Granularity
from curriculum_map.frameworks.loader import DEFAULT_EDITION, load_edition
from curriculum_map.services.ambitions import (
    ambition_record,
    ambition_sources,
    ambitions_elsewhere,
    set_ambitions,
)
from curriculum_map.services.archive import (
    delete_institution,
    export_institution,
    import_institution,
    preview_archive,
)
from curriculum_map.services.asking import agree_to_be_asked, list_asked_programmes, may_be_asked
from curriculum_map.services.audit import list_audit, list_elsewhere
from curriculum_map.services.columns import load_columns
from curriculum_map.services.database_care import (
    back_up_database,
    bring_up_to_date,
    check_database,
    restore_database,
    verify_database,
)
from curriculum_map.services.editions import shown_editions
from curriculum_map.services.exported import check_exported
from curriculum_map.services.grids import list_stored, preview, read_upload
from curriculum_map.services.history import compare, confirm_carried, count_carried, roll_back, roll_over, versions
from curriculum_map.services.identity import list_institutions, merge_institutions, preview_merge, undo_merge
from curriculum_map.services.imports import import_reading
from curriculum_map.services.intact import changed_grids, changed_versions
from curriculum_map.services.originals import kept_until, original
from curriculum_map.services.programmes import add_programme, own_programmes, remove_programme
from curriculum_map.services.reports import gap_report, snapshot_report
from curriculum_map.services.samples import load_samples, remove_samples
from curriculum_map.services.snapshots import (
    export_snapshot,
    find_snapshot,
    list_snapshots,
    load_snapshot,
    make_snapshot,
    still_intact,
    verify_exported,
)
from curriculum_map.services.templates import template
from curriculum_map.services.year_links import courses_known_by, link_years
from curriculum_map.storage.database import Database
from tests.grids import KEY
from tests.workbooks import upload

STRANGER = Actor("somebody else")
NOW = datetime(2026, 9, 1, tzinfo=UTC)
TABLE = "Code | Opleidingsonderdeel | inclusion\n A | Ethiek | 3"

SERVICES: dict[str, Callable[[Database], object]] = {
    "load_columns": lambda database: load_columns(database, STRANGER, [1]),
    "ambition_record": lambda database: ambition_record(database, STRANGER, KEY),
    "ambition_sources": lambda database: ambition_sources(database, STRANGER, KEY),
    "ambitions_elsewhere": lambda database: ambitions_elsewhere(database, STRANGER, KEY),
    "set_ambitions": lambda database: set_ambitions(database, STRANGER, KEY, (), 0, now=NOW),
    "shown_editions": lambda database: shown_editions(database, STRANGER),
    "read_upload": lambda _: read_upload(STRANGER, "grid.csv", b"a;b"),
    "preview": lambda database: preview(database, STRANGER, upload(TABLE)),
    "import_reading": lambda database: import_reading(database, STRANGER, upload(TABLE), now=NOW),
    "list_stored": lambda database: list_stored(database, STRANGER),
    "versions": lambda database: versions(database, STRANGER, 1),
    "compare": lambda database: compare(database, STRANGER, (1, 1), (1, 2)),
    "changed_versions": lambda database: changed_versions(database, STRANGER, []),
    "changed_grids": lambda database: changed_grids(database, STRANGER, [1]),
    "count_carried": lambda database: count_carried(database, STRANGER, [1]),
    "roll_back": lambda database: roll_back(database, STRANGER, 1, 1, 2, NOW),
    "roll_over": lambda database: roll_over(database, STRANGER, 1, None, NOW),
    "confirm_carried": lambda database: confirm_carried(database, STRANGER, 1, None, 1, NOW),
    "gap_report": lambda database: gap_report(database, STRANGER, 1, "en", NOW),
    "snapshot_report": lambda database: snapshot_report(database, STRANGER, 1, "social-work", "en", now=NOW),
    "make_snapshot": lambda database: make_snapshot(database, STRANGER, "A", "x", now=NOW),
    "list_snapshots": lambda database: list_snapshots(database, STRANGER),
    "find_snapshot": lambda database: find_snapshot(database, STRANGER, "A", "x"),
    "load_snapshot": lambda database: load_snapshot(database, STRANGER, 1),
    "still_intact": lambda database: still_intact(database, STRANGER, 1),
    "export_snapshot": lambda database: export_snapshot(database, STRANGER, 1),
    "verify_exported": lambda _: verify_exported(STRANGER, b""),
    "list_institutions": lambda database: list_institutions(database, STRANGER),
    "preview_merge": lambda database: preview_merge(database, STRANGER, "A", "B"),
    "merge_institutions": lambda database: merge_institutions(database, STRANGER, "A", "B", now=NOW),
    "undo_merge": lambda database: undo_merge(database, STRANGER, "A", now=NOW),
    "export_institution": lambda database: export_institution(database, STRANGER, "A", now=NOW),
    "preview_archive": lambda _: preview_archive(STRANGER, b""),
    "import_institution": lambda database: import_institution(database, STRANGER, b"", now=NOW),
    "delete_institution": lambda database: delete_institution(database, STRANGER, "A", "A", now=NOW),
    "own_programmes": lambda database: own_programmes(database, STRANGER),
    "add_programme": lambda database: add_programme(database, STRANGER, "x", now=NOW),
    "remove_programme": lambda database: remove_programme(database, STRANGER, "x", now=NOW),
    "list_asked_programmes": lambda database: list_asked_programmes(database, STRANGER),
    "may_be_asked": lambda database: may_be_asked(database, STRANGER, ()),
    "agree_to_be_asked": lambda database: agree_to_be_asked(database, STRANGER, "A", "x", agreed=True, now=NOW),
    "list_audit": lambda database: list_audit(database, STRANGER),
    "check_exported": lambda database: check_exported(database, STRANGER, "a.json", b"{}"),
    "courses_known_by": lambda database: courses_known_by(database, STRANGER, (1, 1), (2, 1)),
    "link_years": lambda database: link_years(database, STRANGER, (1, 1), (2, 1), {}, now=NOW),
    "list_elsewhere": lambda database: list_elsewhere(database, STRANGER, "x"),
    "original": lambda database: original(database, STRANGER, "0" * 64, NOW),
    "kept_until": lambda database: kept_until(database, STRANGER, ["0"], NOW),
    "load_samples": lambda database: load_samples(database, STRANGER, NOW),
    "remove_samples": lambda database: remove_samples(database, STRANGER, NOW),
    "bring_up_to_date": lambda _: bring_up_to_date(STRANGER, "sqlite://"),
    "check_database": lambda _: check_database(STRANGER, "sqlite://"),
    "verify_database": lambda database: verify_database(database, STRANGER),
    "back_up_database": lambda _: back_up_database(STRANGER, "sqlite://", Path("backup")),
    "restore_database": lambda _: restore_database(STRANGER, "sqlite://", Path("backup"), now=NOW),
    "template": lambda _: template(STRANGER, load_edition(DEFAULT_EDITION), "nl", Granularity.CELL, NOW.date()),
}


@pytest.mark.parametrize("service", SERVICES.values(), ids=SERVICES)
def test_a_stranger_is_refused(service: Callable[[Database], object]) -> None:
    with pytest.raises(NotAllowedError):
        service(Database("sqlite://"))
