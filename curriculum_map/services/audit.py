"""The audit log: who did what to what, when."""

from collections.abc import Iterable

from curriculum_map.domain.actors import Action, Actor, require
from curriculum_map.domain.framework import Edition
from curriculum_map.frameworks.loader import Editions
from curriculum_map.services.columns import rank
from curriculum_map.storage.audit import PART, Act, list_acts
from curriculum_map.storage.database import Database
from curriculum_map.storage.elsewhere import ActElsewhere, load_elsewhere
from curriculum_map.storage.grids import GridInfo
from curriculum_map.storage.identity import institution_called


def list_audit(database: Database, actor: Actor, about: str | None = None, limit: int = 200) -> list[Act]:
    """The last acts, the newest first; only those about something and its parts, as an institution, if it is given."""
    require(actor, Action.VIEW_AUDIT)
    with database.read() as connection:
        return list_acts(connection, () if about is None else (about,), limit)


def list_elsewhere(database: Database, actor: Actor, institution: str) -> list[ActElsewhere]:
    """What happened to an institution elsewhere, before an archive brought it here, the newest act first."""
    require(actor, Action.VIEW_AUDIT)
    with database.read() as connection:
        known = institution_called(connection, institution)
        return [] if known is None else load_elsewhere(connection, [known.id])[::-1]


def editions_in_log(infos: Iterable[GridInfo], editions: Editions) -> dict[str, Edition]:
    """The edition of each grid by what the log calls its programme, with its year and without: that of the latest."""
    found: dict[str, Edition] = {}
    for info in sorted(infos, key=lambda one: rank(one.key, one.imported_at)):
        key = info.key
        programme = PART.join(filter(None, (key.institution, key.programme, key.campus)))
        found |= dict.fromkeys((programme, f"{programme}{PART}{key.academic_year}"), editions[info.edition])
    return found
