"""Which programmes agreed to be asked by others how they do what they are strong in. Off until somebody says so."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from curriculum_map.domain.actors import Action, Actor, require
from curriculum_map.domain.refused import Refused, Why
from curriculum_map.storage.asking import forget_asked, list_asked, save_asked
from curriculum_map.storage.audit import PART, Act, record
from curriculum_map.storage.database import Database
from curriculum_map.storage.grids import GridInfo, list_grids
from curriculum_map.storage.identity import institution_called, list_institutions


@dataclass(frozen=True, slots=True)
class Asked:
    """A programme of an institution, and whether it agreed to be asked."""

    institution: str
    programme: str
    agreed: bool


def list_asked_programmes(database: Database, actor: Actor) -> list[Asked]:
    """Every programme of which a grid is stored, by institution and programme, with whether it agreed."""
    require(actor, Action.VIEW)
    with database.read() as connection:
        ids = {one.name: one.id for one in list_institutions(connection)}
        agreed, stored = list_asked(connection), list_grids(connection)
    offered = sorted({(info.key.institution, info.key.programme) for info in stored})
    return [Asked(name, programme, (ids[name], programme) in agreed) for name, programme in offered]


def may_be_asked(database: Database, actor: Actor, infos: Iterable[GridInfo]) -> set[int]:
    """The ids of those of these grids whose programme agreed."""
    agreed = {(one.institution, one.programme) for one in list_asked_programmes(database, actor) if one.agreed}
    return {info.id for info in infos if (info.key.institution, info.key.programme) in agreed}


def agree_to_be_asked(
    database: Database, actor: Actor, institution: str, programme: str, *, agreed: bool, now: datetime
) -> Asked | Refused:
    """Keeps that a programme of an institution agrees, or no longer does; what holds from now on."""
    require(actor, Action.AGREE_TO_BE_ASKED)
    with database.write() as connection:
        known = institution_called(connection, institution)
        if known is None:
            return Refused(Why.NO_INSTITUTION, {"institution": institution})
        if not any(
            (info.key.institution, info.key.programme) == (known.name, programme) for info in list_grids(connection)
        ):
            return Refused(Why.NO_GRID_OF_PROGRAMME, {"institution": known.name, "programme": programme})
        if agreed == ((known.id, programme) in list_asked(connection)):
            return Asked(known.name, programme, agreed)
        if agreed:
            save_asked(connection, known.id, [programme])
        else:
            forget_asked(connection, known.id, programme)
        details = {"agreed" if agreed else "withdrawn": True}
        record(connection, Act(now, actor.name, Action.AGREE_TO_BE_ASKED, f"{known.name}{PART}{programme}", details))
    return Asked(known.name, programme, agreed)
