"""Which of the stored versions are what was stored: of the others no figure is made and nothing is exported."""

from collections.abc import Iterable

from curriculum_map.domain.actors import Action, Actor, require
from curriculum_map.storage.ambitions import load_intact_ambitions
from curriculum_map.storage.database import Connection, Database
from curriculum_map.storage.grids import GridInfo, current_infos
from curriculum_map.storage.troubles import NotIntactError
from curriculum_map.storage.verifying import checksums_now


def changed_versions(database: Database, actor: Actor, infos: Iterable[GridInfo]) -> set[int]:
    """The ids of those of these versions that somebody changed in the database."""
    require(actor, Action.VIEW)
    with database.read() as connection:
        return {info.version_id for info in _changed(connection, list(infos))}


def changed_grids(database: Database, actor: Actor, grid_ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """By its number each of these grids whose current version or ambitions were changed; what the log calls these."""
    require(actor, Action.VIEW)
    found: dict[int, tuple[str, ...]] = {}
    with database.read() as connection:
        infos = current_infos(connection, grid_ids)
        found |= {info.id: (f"{info.key} | {info.version}",) for info in _changed(connection, infos)}
        for info in infos:
            try:
                load_intact_ambitions(connection, info.key, info.id)
            except NotIntactError as fault:
                found[info.id] = (*found.get(info.id, ()), *fault.about)
    return found


def _changed(connection: Connection, infos: list[GridInfo]) -> list[GridInfo]:
    now = dict(checksums_now(connection, {info.version_id: info.key for info in infos}))
    return [info for info in infos if now[info.version_id] != (info.checksum, info.courses)]
