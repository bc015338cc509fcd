"""Drafts: an upload that somebody started can be resumed, on this machine or another, until it is stored."""

from datetime import datetime, timedelta

from curriculum_map.domain.actors import Action, Actor, require
from curriculum_map.importing.reading import Reading
from curriculum_map.storage import drafts
from curriculum_map.storage.database import Database
from curriculum_map.storage.drafts import Draft, DraftInfo
from curriculum_map.storage.originals import has_old_originals, purge_originals


def save_draft(
    database: Database, actor: Actor, reading: Reading, data: bytes, answers: str, *, now: datetime, days: int
) -> str | None:
    """Keeps a file, as it was read from these bytes, with the answers so far (YAML) for so many days; its SHA-256.

    The same bytes are one draft: saving it again puts the new answers in it. None for a file that was refused, as one
    that is too large: that is not kept.
    """
    require(actor, Action.IMPORT_GRID)
    if reading.refused:
        return None
    institution = next((grid.description.institution for grid in reading.grids), None)
    workbook = reading.workbook
    until = now + timedelta(days=days)
    draft = Draft(DraftInfo(workbook.sha256, institution, workbook.file_name, now, actor.name, until), data, answers)
    with database.read() as connection:
        known = drafts.load_draft(connection, workbook.sha256)
    if known is None or known.info.kept_until <= now or _said(known) != _said(draft):
        with database.note() as connection:
            drafts.save_draft(connection, draft)
    return workbook.sha256


def list_drafts(database: Database, actor: Actor, now: datetime) -> list[DraftInfo]:
    """Every draft whose time is not over, the last one first."""
    require(actor, Action.READ_FILE)
    with database.read() as connection:
        return drafts.list_drafts(connection, now)


def load_draft(database: Database, actor: Actor, sha256: str) -> Draft | None:
    """The draft of these bytes, to be read again with its answers."""
    require(actor, Action.READ_FILE)
    with database.read() as connection:
        return drafts.load_draft(connection, sha256)


def drop_draft(database: Database, actor: Actor, sha256: str) -> bool:
    """Removes the draft of these bytes; whether there was one."""
    require(actor, Action.IMPORT_GRID)
    with database.note() as connection:
        return drafts.drop_draft(connection, sha256)


def purge(database: Database, actor: Actor, now: datetime) -> int:
    """Removes every draft and every file whose time is over; how many there were."""
    require(actor, Action.IMPORT_GRID)
    with database.read() as connection:
        if not drafts.has_old_drafts(connection, now) and not has_old_originals(connection, now):
            return 0
    with database.note() as connection:
        return drafts.purge_drafts(connection, now) + purge_originals(connection, now)


def _said(draft: Draft) -> tuple[str | None, str, str]:
    """What saving a draft again can change about it."""
    return draft.info.institution, draft.info.file_name, draft.answers
