"""Whoever may not do a thing is refused by the service itself, whatever a page shows."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from curriculum_map.domain.actors import Actor, NotAllowedError
from curriculum_map.domain.framework import Granularity
from curriculum_map.frameworks.loader import DEFAULT_EDITION, load_edition
from curriculum_map.services.columns import load_columns
from curriculum_map.services.editions import shown_editions
from curriculum_map.services.grids import list_stored, preview, read_upload
from curriculum_map.services.history import compare, confirm_carried, roll_back, roll_over, versions
from curriculum_map.services.imports import import_reading
from curriculum_map.services.reports import gap_report
from curriculum_map.services.samples import load_samples, remove_samples
from curriculum_map.services.templates import template
from curriculum_map.storage.database import Database
from tests.workbooks import upload

STRANGER = Actor("somebody else")
NOW = datetime(2026, 9, 1, tzinfo=UTC)
TABLE = "Code | Opleidingsonderdeel | inclusion\n A | Ethiek | 3"

SERVICES: dict[str, Callable[[Database], object]] = {
    "load_columns": lambda database: load_columns(database, STRANGER, [1]),
    "shown_editions": lambda database: shown_editions(database, STRANGER),
    "read_upload": lambda _: read_upload(STRANGER, "grid.csv", b"a;b"),
    "preview": lambda database: preview(database, STRANGER, upload(TABLE)),
    "import_reading": lambda database: import_reading(database, STRANGER, upload(TABLE), now=NOW),
    "list_stored": lambda database: list_stored(database, STRANGER),
    "versions": lambda database: versions(database, STRANGER, 1),
    "compare": lambda database: compare(database, STRANGER, (1, 1), (1, 2)),
    "roll_back": lambda database: roll_back(database, STRANGER, 1, 1, 2, NOW),
    "roll_over": lambda database: roll_over(database, STRANGER, 1, None, NOW),
    "confirm_carried": lambda database: confirm_carried(database, STRANGER, 1, None, 1, NOW),
    "gap_report": lambda database: gap_report(database, STRANGER, 1, "en", NOW),
    "load_samples": lambda database: load_samples(database, STRANGER, NOW),
    "remove_samples": lambda database: remove_samples(database, STRANGER, NOW),
    "template": lambda _: template(STRANGER, load_edition(DEFAULT_EDITION), "nl", Granularity.CELL, NOW.date()),
}


@pytest.mark.parametrize("service", SERVICES.values(), ids=SERVICES)
def test_a_stranger_is_refused(service: Callable[[Database], object]) -> None:
    with pytest.raises(NotAllowedError):
        service(Database("sqlite://"))
