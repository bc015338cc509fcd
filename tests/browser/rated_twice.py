"""The demo app as people leave it: one programme that two rated, and something said on every page that has a form."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.agreed import AgreedLevel
from curriculum_map.domain.curriculum import Perspective
from curriculum_map.domain.decisions import Decision, DecisionKind, NamedCourse
from curriculum_map.domain.gaps import GapKind
from curriculum_map.domain.levels import Level
from curriculum_map.domain.refused import Refused
from curriculum_map.services.agreed import agree
from curriculum_map.services.columns import GridColumn, load_columns
from curriculum_map.services.decisions import decide
from curriculum_map.services.grids import list_stored
from curriculum_map.services.narratives import write_narrative
from curriculum_map.services.samples import load_samples
from curriculum_map.services.settings import Settings
from curriculum_map.services.snapshots import make_snapshot
from curriculum_map.storage.database import Database
from tests.browser.server import AppServer
from tests.databases import NOW, store

TARGET = "inclusion.knowledge"


@contextmanager
def app_rated_twice(folder: Path) -> Iterator[AppServer]:
    """The app with its data in this folder: the samples, and one of them as lecturers would have rated it."""
    data = folder / "data"
    data.mkdir(parents=True)
    database = Database(Settings(data_dir=data, demo=True).database())
    load_samples(database, LOCAL_ACTOR, NOW)
    first = list_stored(database, LOCAL_ACTOR)[0]
    (column,) = load_columns(database, LOCAL_ACTOR, (first.id,))
    key = replace(first.key, perspective=Perspective.LECTURER, rater="docenten")
    levels = column.grid.levels
    # The same courses, each with the levels of the one before it.
    width = len(column.grid.targets)
    store(database, replace(column.grid, key=key, levels=levels[-width:] + levels[:-width]), is_sample=True)
    say_something(database, column)
    database.close()
    with AppServer(data, folder / "server.log") as server:
        yield server


def say_something(database: Database, column: GridColumn) -> None:
    """A decision, an agreed level and a text about this grid, and a snapshot of its institution."""
    key, course = column.key, column.grid.courses[0]
    repair = Decision(
        target=TARGET,
        kind=DecisionKind.REPAIR,
        text="Een les over digitale uitsluiting, met een oefening in de bibliotheek.",
        decided_in=key.academic_year,
        gap=GapKind.SOFT,
        ambition=Level.PRACTISED,
        level=Level.PRACTISED,
        due="2027-28",
        owner="opleidingshoofd",
    )
    agreed = AgreedLevel(
        column.edition.id,
        NamedCourse(course.code, course.title),
        TARGET,
        Level.WELL_FRAMED,
        "De ECTS-fiche noemt het, de oefening staat er niet bij.",
        "De docenten blijven bij geoefend.",
    )
    said = (
        decide(database, LOCAL_ACTOR, key, repair, now=NOW),
        agree(database, LOCAL_ACTOR, key, agreed, now=NOW),
        write_narrative(database, LOCAL_ACTOR, key, "inclusion", "Wat we doen, en waarom.", seen=0, now=NOW),
        make_snapshot(database, LOCAL_ACTOR, key.institution, "visitatie", now=NOW),
    )
    refused = [one for one in said if isinstance(one, Refused)]
    if refused:
        raise ValueError(refused)
