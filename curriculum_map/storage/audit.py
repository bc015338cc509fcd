"""Who did what to what, when: written in the transaction of the act itself, and never changed.

Each line has the seals of what the act wrote (seals.py) and a hash over itself and the hash of the line before it; the
hash of the last one stands with the count of changes. So a line that is changed, put in or taken out shows.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, func, insert, or_, select, update

from curriculum_map.domain.canonical import checksum
from curriculum_map.storage.record_tables import audit, changes
from curriculum_map.storage.seals import sealed

RECORDED = "recorded"
# Between an institution and what of it an act is about: a grid, a snapshot.
PART = " | "
# Of what an act is about, so many signs are written down.
LONGEST_ABOUT = 300


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody did: an action of domain/actors.py, what it was about in words, and what else is worth knowing."""

    at: datetime
    by: str
    action: str
    about: str
    details: Mapping[str, object] = field(default_factory=dict)


def record(connection: Connection, act: Act) -> None:
    """Writes an act down with the seals of what was touched, and counts it as a change.

    A transaction that writes and records nothing is not kept.
    """
    count, chain = connection.execute(select(changes.c.count, changes.c.chain)).one()
    row: dict[str, Any] = {
        "id": count + 1,
        "at": act.at,
        "by": act.by,
        "action": act.action,
        "about": act.about[:LONGEST_ABOUT],
        # As it comes out of the database again.
        "details": json.loads(json.dumps(dict(act.details))),
        "sealed": sealed(connection),
    }
    row["chain"] = chained(chain, row)
    connection.execute(insert(audit).values(row))
    connection.execute(update(changes).values(count=row["id"], chain=row["chain"]))
    connection.info[RECORDED] = True


def chained(before: str, row: Mapping[str, Any]) -> str:
    """The hash of a line of the log that comes after the line with the hash `before`, which is empty for the first."""
    said = [row[name] for name in ("id", "by", "action", "about", "details", "sealed")]
    return checksum([before, row["at"].astimezone(UTC).isoformat(), *said])


def list_acts(connection: Connection, about: Sequence[str] = (), limit: int | None = 200) -> list[Act]:
    """The last acts, the newest first; only those about one of these, as an institution, and its parts if any are."""
    statement = select(audit).order_by(audit.c.id.desc()).limit(limit)
    if about:
        parts = ((one, f"{one}{PART}") for one in about)
        statement = statement.where(
            or_(
                *(
                    or_(audit.c.about == whole, func.substr(audit.c.about, 1, len(part)) == part)
                    for whole, part in parts
                )
            )
        )
    return [
        Act(row["at"], row["by"], row["action"], row["about"], row["details"])
        for row in connection.execute(statement).mappings()
    ]
