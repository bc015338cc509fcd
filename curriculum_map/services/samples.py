"""The fictitious sample curricula: loaded beside a user's own grids on request, and removed again."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import yaml

import curriculum_map
from curriculum_map.domain.actors import Action, Actor, require
from curriculum_map.importing.formats.seen import READABLE
from curriculum_map.importing.reading import Reading, read_file
from curriculum_map.services.grids import preview
from curriculum_map.services.imports import Outcome, import_reading
from curriculum_map.services.merging import Decisions
from curriculum_map.services.progress import Part, Told, untold
from curriculum_map.services.settings import Settings
from curriculum_map.services.year_links import link_years
from curriculum_map.storage.ambitions import delete_ambitions
from curriculum_map.storage.audit import Act, record
from curriculum_map.storage.backups import put_aside
from curriculum_map.storage.database import Database, DatabaseUnavailableError
from curriculum_map.storage.engine import database_file
from curriculum_map.storage.grids import GridInfo, delete_grids, list_grids
from curriculum_map.storage.identity import forget_unused
from curriculum_map.storage.troubles import Obstacle, Trouble

# What waiting or another address does not mend.
_UNUSABLE = frozenset((Obstacle.UNLIKE, Obstacle.FOREIGN, Obstacle.NEWER, Trouble.DAMAGED))


def sample_files() -> list[Path]:
    """The files of the samples: beside the package, in a checkout and in an installation alike."""
    return sorted(path for path in _folder().glob("*.*") if path.suffix.lstrip(".") in READABLE)


def put_unusable_demo_aside(settings: Settings, actor: Actor) -> Path | None:
    """Where the database of the demonstration now stands, if this version cannot use it: a new one is made then.

    None where it can, and where no demonstration is given. Of any other database nobody takes the place unasked.
    """
    require(actor, Action.MANAGE_SAMPLES)
    file = database_file(settings.database())
    if not settings.demo or file is None or not file.exists():
        return None
    try:
        Database(settings.database()).close()
    except DatabaseUnavailableError as fault:
        return put_aside(file, "unusable") if fault.kind in _UNUSABLE else None
    return None


def load_samples(database: Database, actor: Actor, now: datetime, told: Told = untold) -> int:
    """Stores every sample that is not there yet; how many were. RuntimeError for a sample that cannot be read.

    An older version of a sample gives way to the new one; a user's own grid of that programme, year and rater stays.
    `told` hears how far it is; whatever it raises ends the loading between two samples.
    """
    require(actor, Action.MANAGE_SAMPLES)
    count = 0
    readings: list[Reading] = []
    part = Part(told)
    for path in part.between(0, 0.5).each(sample_files()):
        reading = read_file(path.name, path.read_bytes())
        if reading.exit_status != 0:
            raise RuntimeError(f"the sample {reading.workbook.file_name} cannot be read")
        readings.append(reading)
    for reading in part.between(0.5, 1).each(readings):
        shown = preview(database, actor, reading)
        if shown is None:
            continue
        replaces = shown.replaces
        own = replaces.grid is not None and not replaces.grid.is_sample
        if own:
            continue
        decisions = Decisions(replaces.seen, removed=len(shown.merged.gone), sure=True, renamed=True)
        imported = import_reading(database, actor, reading, now=now, decisions=decisions, is_sample=True)
        if imported.outcome in (Outcome.STORED, Outcome.REPLACED):
            count += 1
            _link_courses(database, actor, reading.workbook.file_name, now)
    return count


def missing_samples(stored: Iterable[GridInfo]) -> int:
    """How many samples are not among these stored grids, by the names of their files: loading stopped halfway."""
    return len({path.name for path in sample_files()} - {info.file_name for info in stored})


def remove_samples(database: Database, actor: Actor, now: datetime) -> int:
    """Removes every sample; how many there were. Ambitions go with it where no other grid is left that they are for."""
    require(actor, Action.MANAGE_SAMPLES)
    with database.write() as connection:
        stored = list_grids(connection)
        samples = [info for info in stored if info.is_sample]
        kept = {_programme_year(info) for info in stored if not info.is_sample}
        delete_grids(connection, [info.id for info in samples])
        for info in samples:
            if _programme_year(info) not in kept:
                delete_ambitions(connection, info.key)
        forget_unused(connection, {info.key.institution for info in samples})
        if samples:
            record(connection, Act(now, actor.name, Action.MANAGE_SAMPLES, "samples", {"removed": len(samples)}))
    return len(samples)


def _link_courses(database: Database, actor: Actor, stored: str, now: datetime) -> None:
    """Says of the sample stored now which courses took the place of which in the years beside it that are there."""
    with database.read() as connection:
        samples = {info.file_name: (info.id, info.version) for info in list_grids(connection) if info.is_sample}
    for said in yaml.safe_load((_folder() / "became.yaml").read_text(encoding="utf-8")):
        before, after = said["before"], said["after"]
        if stored in (before, after) and {before, after} <= samples.keys():
            link_years(database, actor, samples[before], samples[after], said["courses"], now=now)


def _folder() -> Path:
    return Path(curriculum_map.__file__).parent.parent / "sample_curricula"


def _programme_year(info: GridInfo) -> tuple[str, str, str | None, str]:
    return info.key.institution, info.key.programme, info.key.campus, info.key.academic_year
