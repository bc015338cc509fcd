"""The audit log: who did what to what, when."""

from curriculum_map.domain.actors import Action, Actor, require
from curriculum_map.storage.audit import Act, list_acts
from curriculum_map.storage.database import Database
from curriculum_map.storage.elsewhere import ActElsewhere, load_elsewhere
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
