"""The audit log: who did what to what, when."""

from curriculum_map.domain.actors import Action, Actor, require
from curriculum_map.storage.audit import Act, list_acts
from curriculum_map.storage.database import Database


def list_audit(database: Database, actor: Actor, about: str | None = None, limit: int = 200) -> list[Act]:
    """The last acts, the newest first; only those about something and its parts, as an institution, if it is given."""
    require(actor, Action.VIEW_AUDIT)
    with database.read() as connection:
        return list_acts(connection, () if about is None else (about,), limit)
