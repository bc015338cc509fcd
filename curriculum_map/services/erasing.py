"""Deleting everything of an institution, and doing it once more in a backup that is older than that."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime

from curriculum_map.domain.actors import Action, Actor
from curriculum_map.services.identity import ids_of
from curriculum_map.services.remembered import compared_institution
from curriculum_map.storage.archived import counts_of, files_of
from curriculum_map.storage.audit import PART, Act, list_acts, record
from curriculum_map.storage.database import Connection
from curriculum_map.storage.drafts import drop_drafts_of
from curriculum_map.storage.identity import Institution, list_institutions
from curriculum_map.storage.identity import delete_institution as delete_known
from curriculum_map.storage.originals import drop_unneeded
from curriculum_map.storage.remembered import forget_remembered
from curriculum_map.storage.snapshots import erase_snapshots

# In the log, of an erasure that was done once more: when it was asked for, and how the institution was called then.
_ASKED = ("asked_at", "asked_about")


@dataclass(frozen=True, slots=True)
class Erased:
    """How much of an institution was deleted."""

    grids: int
    versions: int
    snapshots: int


@dataclass(frozen=True, slots=True)
class Replayed:
    """Institutions that were erased once more, and those of which somebody has to say whether that is meant.

    `left` were merged with others at that time; `back` were stored again after they had been erased.
    """

    erased: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    back: tuple[str, ...] = ()


def erase(
    connection: Connection, actor: Actor, known: Institution, now: datetime, asked: Mapping[str, object] | None = None
) -> Erased:
    """Deletes everything of an institution: grids, ambitions, snapshots, files, drafts, what is remembered.

    The log keeps that it was done, what there was, and under which names, so that it can be done in a backup too;
    `asked` says when that was asked for, where it was earlier.
    """
    (grids, versions), files = counts_of(connection, known.id), files_of(connection, known.id)
    names = names_of(connection, known)
    frozen = erase_snapshots(connection, list(ids_of(connection, known.id)), now)
    delete_known(connection, known.id)
    gone = drop_unneeded(connection, files)
    _forget(connection, {known.name, *known.spellings})
    erased = Erased(grids, versions, frozen)
    _write_down(
        connection, Act(now, actor.name, Action.DELETE_INSTITUTION, known.name, asked or {}), erased, gone, names
    )
    return erased


def names_of(connection: Connection, known: Institution) -> set[str]:
    """Every name of an institution: its own, its spellings, and those of the institutions that were merged into it."""
    absorbed = (name for name in ids_of(connection, known.id).values() if name is not None)
    return {known.name, *known.spellings, *absorbed}


def replay_erasures(connection: Connection, actor: Actor, log: Sequence[Act], now: datetime) -> Replayed:
    """Erases what a later log says was erased, in a record that does not know of it, and writes that in its own log.

    An institution that has names here which were not erased is left: it was merged with another one at that time, and
    somebody has to say what is whose. So is one that was stored again since: nobody asked for that to go.
    """
    acts = (act for act in list_acts(connection, limit=None) if act.action == Action.DELETE_INSTITUTION)
    known_here = {_told(act) for act in acts}
    erased: list[str] = []
    left: list[str] = []
    back: list[str] = []
    for place, act in reversed(list(enumerate(log))):
        if act.action != Action.DELETE_INSTITUTION or _told(act) in known_here:
            continue
        names, asked = {act.about, *_names(act)}, dict(zip(_ASKED, _told(act), strict=True))
        found = [one for one in list_institutions(connection) if names & {one.name, *one.spellings}]
        if found and any(_stores(later, names) for later in log[:place]):
            back += [known.name for known in found]
            continue
        for known in found:
            if names_of(connection, known) <= names:
                erase(connection, actor, known, now, asked)
                erased.append(known.name)
            else:
                left.append(known.name)
        _forget(connection, names)
        if not found:
            # A backup that is older still may hold it: it is handed on.
            nothing = Act(now, actor.name, Action.DELETE_INSTITUTION, act.about, asked)
            _write_down(connection, nothing, Erased(0, 0, 0), 0, names)
    return Replayed(*(tuple(dict.fromkeys(names)) for names in (erased, left, back)))


def _stores(act: Act, names: Collection[str]) -> bool:
    """Whether an act stored something of an institution that is called so."""
    return act.action in (Action.IMPORT_GRID, Action.IMPORT_ARCHIVE) and act.about.partition(PART)[0] in names


def _write_down(connection: Connection, act: Act, erased: Erased, files: int, names: Iterable[str]) -> None:
    details = {**asdict(erased), "files": files, "names": sorted(names), **act.details}
    record(connection, replace(act, details=details))


def _names(act: Act) -> Iterable[str]:
    names = act.details.get("names")
    return [str(name) for name in names] if isinstance(names, list) else ()


def _told(act: Act) -> tuple[str, str]:
    """When an erasure was asked for, and of whom: the same wherever it is done once more."""
    at, about = (act.details.get(name) for name in _ASKED)
    return str(at or act.at.astimezone(UTC).isoformat()), str(about or act.about)


def _forget(connection: Connection, names: set[str]) -> None:
    """Removes the drafts about these names, and what is remembered under them unless it is somebody else's too."""
    others = {compared_institution(name) for one in list_institutions(connection) for name in one.spellings}
    drop_drafts_of(connection, names)
    forget_remembered(connection, {compared_institution(name) for name in names} - others)
