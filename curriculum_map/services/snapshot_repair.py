"""A snapshot that somebody changed in the database, put back from a file that was exported of it when it was sound."""

import hashlib
from datetime import datetime

from curriculum_map.domain.actors import Action, Actor, require
from curriculum_map.domain.refused import Refused, Why
from curriculum_map.services.snapshots import is_intact, read_document
from curriculum_map.storage import snapshots
from curriculum_map.storage.audit import PART, Act, record
from curriculum_map.storage.database import Connection, Database
from curriculum_map.storage.logged import read_log
from curriculum_map.storage.record_tables import snapshots as table
from curriculum_map.storage.seals import Seal
from curriculum_map.storage.snapshots import SnapshotInfo


def put_back(
    database: Database, actor: Actor, info: SnapshotInfo, document: bytes, *, now: datetime
) -> SnapshotInfo | Refused:
    """Has a snapshot say again what it said when it was made, from the document that was exported of it.

    Only what the log has the seal of is put back: nothing else can come in the place of what was frozen.
    """
    require(actor, Action.MAKE_SNAPSHOT)
    facts = {"name": info.name, "institution": info.institution}
    frozen = read_document(document)
    with database.write() as connection:
        if is_intact(connection, info.id):
            return Refused(Why.SNAPSHOT_IS_INTACT, facts)
        sealed = _sealed(connection, info.id)
        if frozen is None or sealed is None:
            return Refused(Why.NOT_WHAT_WAS_FROZEN, facts)
        sha256 = hashlib.sha256(document).hexdigest()
        others = snapshots.list_snapshots(connection, [info.institution_id])
        taken = {one.name for one in others if one.id != info.id}
        # One that came in an archive may be called otherwise than in its document.
        for name in dict.fromkeys(name for name in (frozen.name, info.name) if name not in taken):
            then = SnapshotInfo(
                info.id,
                info.institution_id,
                frozen.institution,
                name,
                frozen.about(),
                frozen.made_at,
                frozen.made_by,
                sha256,
            )
            if snapshots.put_back(connection, then, document, now) == sealed:
                about = f"{frozen.institution}{PART}{name}"
                record(connection, Act(now, actor.name, Action.MAKE_SNAPSHOT, about, {"put_back": sha256}))
                return then
    return Refused(Why.NOT_WHAT_WAS_FROZEN, facts)


def _sealed(connection: Connection, snapshot_id: int) -> Seal:
    """The seal that a snapshot had when it was made; None where the log does not say, or is not whole itself."""
    log, faults = read_log(connection)
    written = None if log is None or faults else log.get((table.name, (snapshot_id,)))
    return None if written is None else written.seal
