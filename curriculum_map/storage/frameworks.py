"""The frameworks of one's own, each whole as one document."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from curriculum_map.domain.own_framework import OwnFramework
from curriculum_map.frameworks.formats.plain import as_plain, from_plain
from curriculum_map.storage.record_tables import versions
from curriculum_map.storage.seals import touch
from curriculum_map.storage.tables import frameworks


@dataclass(frozen=True, slots=True)
class StoredFramework:
    """A framework with the fingerprint of its file and when it was imported."""

    framework: OwnFramework
    sha256: str
    imported_at: datetime


def save_framework(connection: Connection, framework: OwnFramework, *, sha256: str, at: datetime) -> None:
    """Stores a framework in the place of the one with the same id, if there is one."""
    document = json.dumps(as_plain(framework), ensure_ascii=False)
    touch(connection, frameworks, framework.id)
    connection.execute(delete(frameworks).where(frameworks.c.id == framework.id))
    connection.execute(
        insert(frameworks).values(
            id=framework.id, title=framework.title, document=document, sha256=sha256, imported_at=at
        )
    )


def load_framework(connection: Connection, framework_id: str) -> StoredFramework | None:
    """The framework with this id."""
    return next((one for one in list_frameworks(connection) if one.framework.id == framework_id), None)


def list_frameworks(connection: Connection) -> list[StoredFramework]:
    """Every framework of one's own, by title."""
    rows = connection.execute(select(frameworks).order_by(frameworks.c.title, frameworks.c.id)).mappings()
    return [StoredFramework(_framework(row["document"], row["id"]), row["sha256"], row["imported_at"]) for row in rows]


def targets_in_use(connection: Connection, framework_id: str) -> set[str] | None:
    """The targets that stored grids of this framework rate; None while no grid uses it."""
    rated = connection.execute(select(versions.c.targets).where(versions.c.edition == framework_id)).scalars().all()
    return {target for targets in rated for target in targets} if rated else None


def delete_framework(connection: Connection, framework_id: str) -> bool:
    """Removes a framework; False, and it stays, while a stored grid uses it."""
    if targets_in_use(connection, framework_id) is not None:
        return False
    touch(connection, frameworks, framework_id)
    connection.execute(delete(frameworks).where(frameworks.c.id == framework_id))
    return True


def _framework(document: str, framework_id: str) -> OwnFramework:
    framework, _ = from_plain(json.loads(document), framework_id)
    if framework is None:
        raise ValueError(f"the stored framework {framework_id} cannot be read")
    return framework
