"""What an institution answered about marks and headings, to be proposed with its next file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select

from curriculum_map.storage.seals import touch
from curriculum_map.storage.tables import remembered_answers

_MARK, _COLUMN = "mark", "column"


@dataclass(frozen=True, slots=True)
class Remembered:
    """The last answer for each mark (a state) and each heading (a target, None for a column that is not to be read).

    `at` is when something was last answered; None where nothing is remembered.
    """

    marks: Mapping[str, int] = field(default_factory=dict)
    columns: Mapping[str, str | None] = field(default_factory=dict)
    at: datetime | None = None


def save_remembered(connection: Connection, institution: str, said: Remembered, *, by: str) -> None:
    """Remembers these answers in the place of earlier ones about the same marks and headings; all others stay."""
    about: dict[str, object] = {"institution": institution, "answered_at": said.at, "answered_by": by}
    given: list[tuple[str, str, int | None, str | None]] = [
        *((_MARK, mark, state, None) for mark, state in said.marks.items()),
        *((_COLUMN, heading, None, target) for heading, target in said.columns.items()),
    ]
    rows = [
        about | {"asked": asked, "written": written, "state": state, "target": target}
        for asked, written, state, target in given
    ]
    if not rows:
        return
    table = remembered_answers
    earlier = delete(table).where(
        table.c.institution == institution,
        table.c.asked == bindparam("which"),
        table.c.written == bindparam("what"),
    )
    connection.execute(earlier, [{"which": row["asked"], "what": row["written"]} for row in rows])
    connection.execute(insert(table), rows)
    touch(connection, table, institution)


def forget_remembered(connection: Connection, institutions: Iterable[str]) -> int:
    """Forgets what these institutions answered; how many answers there were."""
    table, names = remembered_answers, list(institutions)
    touch(connection, table, *names)
    return connection.execute(delete(table).where(table.c.institution.in_(names))).rowcount


def has_remembered(connection: Connection) -> bool:
    """Whether anything is remembered of any institution."""
    return connection.execute(select(remembered_answers.c.institution).limit(1)).first() is not None


def load_remembered(connection: Connection, institution: str) -> Remembered:
    """Everything that is remembered of an institution."""
    table = remembered_answers
    rows = connection.execute(select(table).where(table.c.institution == institution)).mappings().all()
    return Remembered(
        {row["written"]: row["state"] for row in rows if row["asked"] == _MARK},
        {row["written"]: row["target"] for row in rows if row["asked"] == _COLUMN},
        max((row["answered_at"] for row in rows), default=None),
    )
