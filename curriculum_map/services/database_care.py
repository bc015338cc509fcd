"""Looking after the database: brought up to date, checked, verified, copied, and put back from a copy."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from curriculum_map.domain.actors import Action, Actor, require
from curriculum_map.services.erasing import Replayed, replay_erasures
from curriculum_map.storage.audit import Act, record
from curriculum_map.storage.checking import Fault, Unsound, find_faults
from curriculum_map.storage.database import Connection, Database, DatabaseUnavailableError, opening
from curriculum_map.storage.preparing import Upgraded, upgrade_database
from curriculum_map.storage.restoring import back_up, restore
from curriculum_map.storage.verifying import Verified, verify_record


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back, and where the state before that is kept; None where there was none.

    `erasures`: what was erased after the backup was made, and is erased in it too.
    """

    verified: Verified
    former: Path | None
    erasures: Replayed


def bring_up_to_date(actor: Actor, url: str) -> Upgraded:
    """Upgrades the tables of the database at this address, also of one on a server; a file is copied first."""
    require(actor, Action.CARE_FOR_DATABASE)
    with opening(url):
        return upgrade_database(url)


def check_database(actor: Actor, url: str) -> list[Fault]:
    """What is wrong with the database at this address; nothing is changed. DatabaseUnavailableError without one."""
    require(actor, Action.CARE_FOR_DATABASE)
    with opening(url):
        return find_faults(url)


def verify_database(database: Database, actor: Actor) -> Verified:
    """Every version and snapshot of the record, compared with its checksum."""
    require(actor, Action.CARE_FOR_DATABASE)
    with database.read() as connection:
        return verify_record(connection)


def back_up_database(actor: Actor, url: str, file: Path, tools: Path | None = None) -> list[Fault]:
    """Copies the database, while it is in use, to a new file; what is wrong with the database, and so with the copy.

    The copy is made all the same: of what is damaged there may be no other. BackupError if that cannot be.
    """
    require(actor, Action.CARE_FOR_DATABASE)
    with opening(url):
        back_up(url, file, tools)
        return _everything_wrong(url)


def _everything_wrong(url: str) -> list[Fault]:
    """What is wrong with the database and the record in it; the record only where it can be read."""
    found = find_faults(url)
    if any(fault.kind in (Unsound.DAMAGED, Unsound.OLDER) for fault in found):
        return found
    try:
        database = Database(url)
    except DatabaseUnavailableError as fault:
        # It says that its tables are those of this version, and they are not.
        return [*found, Fault(Unsound.DAMAGED, fault.why)]
    try:
        with database.read() as connection:
            return [*found, *verify_record(connection).faults]
    finally:
        database.close()


def restore_database(
    actor: Actor, url: str, file: Path, *, now: datetime, replace: bool = False, tools: Path | None = None
) -> Restored:
    """Puts a backup back, once it is verified; over a database with data only to `replace` it, which is kept.

    What was erased since it was made does not come back with it, as far as the log of the database says so.
    BackupError, and nothing is changed, if that cannot be.
    """
    require(actor, Action.CARE_FOR_DATABASE)
    replayed = Replayed()

    def settle(connection: Connection, log: Sequence[Act]) -> None:
        nonlocal replayed
        replayed = replay_erasures(connection, actor, log, now)
        record(connection, Act(now, actor.name, Action.CARE_FOR_DATABASE, "database", {"restored": file.name}))

    with opening(url):
        verified, former = restore(url, file, settle, replace=replace, tools=tools)
    return Restored(verified, former, replayed)
