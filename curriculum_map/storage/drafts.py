"""Uploads that somebody started: the file with the answers so far, until it is stored or its time is over."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, delete, exists, insert, select, update

from curriculum_map.storage.tables import drafts


@dataclass(frozen=True, slots=True)
class DraftInfo:
    """What a draft is about, without its file. The institution is None while nobody said which."""

    sha256: str
    institution: str | None
    file_name: str
    created_at: datetime
    created_by: str
    kept_until: datetime


@dataclass(frozen=True, slots=True)
class Draft:
    """A started upload: the file as it came, the answers so far as YAML, and what was chosen as plain values."""

    info: DraftInfo
    data: bytes
    answers: str
    choices: Mapping[str, Any] = field(default_factory=dict, hash=False)


def save_draft(connection: Connection, draft: Draft) -> None:
    """Stores a draft; where its person has one of the same bytes what is new in it: it stays begun when it was."""
    info = draft.info
    changing = {
        "institution": info.institution,
        "file_name": info.file_name,
        "answers": draft.answers,
        "choices": dict(draft.choices),
        "kept_until": info.kept_until,
    }
    again = update(drafts).where(_of(info.sha256, info.created_by)).values(changing)
    if connection.execute(again).rowcount:
        return
    begun = {
        "sha256": info.sha256,
        "data": draft.data,
        "created_at": info.created_at,
        "created_by": info.created_by,
    }
    connection.execute(insert(drafts).values(changing | begun))


def list_drafts(connection: Connection, by: str, now: datetime) -> list[DraftInfo]:
    """Every draft of a person whose time is not over, the last one first."""
    statement = select(*_INFO_COLUMNS).where(drafts.c.created_by == by, drafts.c.kept_until > now)
    return [_info(row) for row in connection.execute(statement.order_by(drafts.c.created_at.desc())).mappings()]


def load_draft(connection: Connection, by: str, sha256: str) -> Draft | None:
    """A person's draft of these bytes."""
    row = connection.execute(select(drafts).where(_of(sha256, by))).mappings().first()
    return None if row is None else Draft(_info(row), row["data"], row["answers"], row["choices"])


def drop_draft(connection: Connection, by: str, sha256: str) -> bool:
    """Removes a person's draft of these bytes; whether there was one."""
    return connection.execute(delete(drafts).where(_of(sha256, by))).rowcount > 0


def drop_drafts_of(connection: Connection, institutions: Iterable[str]) -> int:
    """Removes the drafts that are about one of these institutions, as the files spell it; how many there were."""
    return connection.execute(delete(drafts).where(drafts.c.institution.in_(list(institutions)))).rowcount


def has_old_drafts(connection: Connection, now: datetime) -> bool:
    """Whether there is a draft whose time is over."""
    return bool(connection.execute(select(exists().where(drafts.c.kept_until <= now))).scalar())


def purge_drafts(connection: Connection, now: datetime) -> int:
    """Removes every draft whose time is over; how many there were."""
    return connection.execute(delete(drafts).where(drafts.c.kept_until <= now)).rowcount


_INFO_COLUMNS = tuple(column for column in drafts.c if column.name not in ("data", "answers", "choices"))


def _of(sha256: str, by: str) -> ColumnElement[bool]:
    return and_(drafts.c.sha256 == sha256, drafts.c.created_by == by)


def _info(row: RowMapping) -> DraftInfo:
    return DraftInfo(
        row["sha256"],
        row["institution"],
        row["file_name"],
        row["created_at"],
        row["created_by"],
        row["kept_until"],
    )
