"""What the audit log says was written, compared with what is there; and whether the log is whole."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, select

from curriculum_map.storage.audit import chained
from curriculum_map.storage.checking import Fault, Unsound
from curriculum_map.storage.record_tables import audit, changes
from curriculum_map.storage.seals import KINDS, Key, Kind, Seal, keys_of, seals_of
from curriculum_map.storage.troubles import UNREADABLE

_LINES = 500


@dataclass(frozen=True, slots=True)
class Written:
    """The last seal of an object, and what the act was about that wrote it."""

    seal: Seal
    about: str


# By the name of its table and its key.
Log = Mapping[tuple[str, Key], Written]


def read_log(connection: Connection) -> tuple[Log | None, list[Fault]]:
    """What was written last of each object, None if the log cannot be read whole; and what is wrong with it."""
    log: dict[tuple[str, Key], Written] = {}
    faults: list[Fault] = []
    count, chain, is_whole = 0, "", True
    for number, line in _lines(connection):
        if line is None:
            faults.append(Fault(Unsound.LINE, str(number)))
            is_whole = False
            continue
        try:
            if line["chain"] != chained(chain, {**line}):
                faults.append(Fault(Unsound.LINE, _called(line)))
            for table, key, seal in line["sealed"]:
                log[table, tuple(key)] = Written(seal, line["about"])
        except UNREADABLE:
            faults.append(Fault(Unsound.LINE, _called(line)))
            is_whole = False
        count, chain = line["id"], line["chain"]
    said = [tuple(row) for row in connection.execute(select(changes.c.id, changes.c.count, changes.c.chain))]
    if said != [(1, count, chain)]:
        faults.append(Fault(Unsound.LOG_END, str(count)))
    return (log if is_whole else None), faults


def unlike_log(connection: Connection, log: Log) -> Iterator[tuple[Fault, str, Key]]:
    """Each object that is gone, is not as it was written, or that nobody wrote; its table and its key."""
    for table, kind in KINDS.items():
        now = _now(connection, kind)
        of_table = {key: written for (name, key), written in log.items() if name == table}
        for key, written in of_table.items():
            if key not in now and written.seal is not None:
                yield Fault(Unsound.LOGGED, named(table, key, written.about)), table, key
        for key, seal in now.items():
            known = of_table.get(key)
            if known is None or known.seal is None:
                yield Fault(Unsound.UNLOGGED, named(table, key)), table, key
            elif known.seal != seal:
                yield Fault(Unsound.CHANGED, named(table, key, known.about)), table, key


def named(table: str, key: Key, about: str = "") -> str:
    """An object that may not be there any more: its table, its key, and what the act was about that wrote it."""
    which = " ".join((table, *map(str, key)))
    return f"{which} ({about})" if about and about != key[0] else which


def _lines(connection: Connection) -> Iterator[tuple[int, RowMapping | None]]:
    """The lines of the log in their order with their number; None for one that cannot be read."""
    ids = list(connection.execute(select(audit.c.id).order_by(audit.c.id)).scalars())
    for first in range(0, len(ids), _LINES):
        some = ids[first : first + _LINES]
        try:
            yield from [(line["id"], line) for line in connection.execute(_of(some)).mappings()]
        except UNREADABLE:
            yield from ((one, _line(connection, one)) for one in some)


def _line(connection: Connection, number: int) -> RowMapping | None:
    try:
        return connection.execute(_of([number])).mappings().one()
    except UNREADABLE:
        return None


def _of(ids: list[int]) -> Select[Any]:
    return select(audit).where(audit.c.id.in_(ids)).order_by(audit.c.id)


def _called(line: RowMapping) -> str:
    return f"{line['id']} ({line['about']})"


def _now(connection: Connection, kind: Kind) -> dict[Key, Seal]:
    """The seal of every object; None for one that cannot be read."""
    try:
        return dict(seals_of(connection, kind))
    except UNREADABLE:
        return {key: _seal(connection, kind, key) for key in keys_of(connection, kind)}


def _seal(connection: Connection, kind: Kind, key: Key) -> Seal:
    try:
        return seals_of(connection, kind, [key]).get(key)
    except UNREADABLE:
        return None
