"""What a merge does to grids, ambitions, the register and remembered answers, and how it is put back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, and_, delete, func, insert, select, update

from curriculum_map.domain.register import NUMBERED as BY_NUMBER
from curriculum_map.storage.record_tables import ambition_sets, entries, grids, versions
from curriculum_map.storage.tables import remembered_answers

_GRID_KEY = ("programme", "campus", "academic_year", "rater", "perspective")
# Tables of which the row with the highest number counts, and what those rows are about that are numbered together.
_OF_PROGRAMME = ("programme", "campus")
_OF_SUBJECT = (*_OF_PROGRAMME, "subject")
_OF_YEAR = (*_OF_PROGRAMME, "academic_year")
NUMBERED = {ambition_sets: _OF_YEAR, entries: (*_OF_YEAR, "subject", "name")}


@dataclass(frozen=True, slots=True)
class Pair:
    """The institution that stays and the one that goes into it; under which names their answers are remembered."""

    kept: int
    absorbed: int
    absorbed_name: str
    kept_answers: str
    absorbed_answers: str


def join_grids(connection: Connection, pair: Pair) -> dict[str, Any]:
    """Moves the grids. Where both have one, the versions of the one that was stored last come behind."""
    own = _own(connection, pair.kept)
    moved: list[tuple[int, int]] = []
    joined: list[dict[str, Any]] = []
    for row in _rows_of(connection, pair.absorbed):
        other = own.get(_key(row, _GRID_KEY))
        if other is None:
            connection.execute(update(grids).where(grids.c.id == row["id"]).values(institution_id=pair.kept))
            moved.append((row["id"], row["version"]))
        else:
            joined.append(_join(connection, row, other, pair.kept))
    return {"grids": moved, "joined": joined}


def colliding(connection: Connection, kept: int, absorbed: int) -> list[tuple[int, int]]:
    """The grids that both institutions have: the older one, and the younger one, whose current version would count."""
    own = _own(connection, kept)
    pairs = ((own.get(_key(row, _GRID_KEY)), row) for row in _rows_of(connection, absorbed))
    ordered = (_older_first(connection, one, other) for one, other in pairs if one is not None)
    return [(older["id"], younger["id"]) for older, younger in ordered]


def _own(connection: Connection, institution_id: int) -> dict[tuple[str, ...], RowMapping]:
    return {_key(row, _GRID_KEY): row for row in _rows_of(connection, institution_id)}


def _older_first(connection: Connection, one: RowMapping, other: RowMapping) -> list[RowMapping]:
    """By when the current versions were made: the one that was made last is to be current."""
    return sorted((one, other), key=lambda row: _current_made(connection, row))


def _join(connection: Connection, one: RowMapping, other: RowMapping, kept: int) -> dict[str, Any]:
    older, younger = _older_first(connection, other, one)
    of_younger = list(
        connection.execute(select(versions.c.id).where(versions.c.grid_id == younger["id"]).order_by("id")).scalars()
    )
    behind = {"grid_id": older["id"], "number": versions.c.number + older["version"]}
    connection.execute(update(versions).where(versions.c.grid_id == younger["id"]).values(behind))
    connection.execute(delete(grids).where(grids.c.id == younger["id"]))
    values = {
        "institution_id": kept,
        "version": older["version"] + younger["version"],
        "is_sample": younger["is_sample"],
    }
    connection.execute(update(grids).where(grids.c.id == older["id"]).values(values))
    return {
        "older": older["id"],
        "institution_id": older["institution_id"],
        "version": older["version"],
        "is_sample": older["is_sample"],
        "younger": dict(younger),
        "versions": of_younger,
    }


def part_grids(connection: Connection, moved: Mapping[str, Any], pair: Pair) -> None:
    """Puts the grids back."""
    ids = [grid_id for grid_id, _ in moved["grids"]]
    connection.execute(update(grids).where(grids.c.id.in_(ids)).values(institution_id=pair.absorbed))
    for one in moved["joined"]:
        before = {name: one[name] for name in ("institution_id", "version", "is_sample")}
        connection.execute(update(grids).where(grids.c.id == one["older"]).values(before))
        connection.execute(insert(grids).values(one["younger"]))
        back = {"grid_id": one["younger"]["id"], "number": versions.c.number - one["version"]}
        connection.execute(update(versions).where(versions.c.id.in_(one["versions"])).values(back))


def move_numbered(connection: Connection, table: Table, pair: Pair) -> list[list[int]]:
    """Moves the rows of a table of NUMBERED; of those that are about the same the one that was made last counts.

    Comes back: each row that was touched, whose it was, and its number.
    """
    both = [row for of in (pair.kept, pair.absorbed) for row in _numbered_of(connection, table, of)]
    names = NUMBERED[table]
    touched = {_key(row, names) for row in both if row["institution_id"] == pair.absorbed}
    before: list[list[int]] = []
    after: list[list[int]] = []
    for key in sorted(touched):
        group = sorted((row for row in both if _key(row, names) == key), key=lambda row: (row["made_at"], row["id"]))
        before += [[row["id"], row["institution_id"], row["number"]] for row in group]
        after += [[row["id"], pair.kept, number] for number, row in enumerate(group, start=1)]
    return_numbered(connection, table, after)
    return before


def return_numbered(connection: Connection, table: Table, numbered: Sequence[Sequence[int]]) -> None:
    """Gives each of these rows its institution and its number."""
    for row_id, _, _ in numbered:
        # Out of the way first: on their way to their numbers two of them may not have the same.
        connection.execute(update(table).where(table.c.id == row_id).values(number=-row_id))
    for row_id, institution_id, number in numbered:
        values = {"institution_id": institution_id, "number": number}
        connection.execute(update(table).where(table.c.id == row_id).values(values))


def numbered_as_merged(connection: Connection, table: Table, before: Sequence[Sequence[int]]) -> bool:
    """Whether these rows are all there, and no other that is about the same."""
    ids = [row_id for row_id, _, _ in before]
    names = ("institution_id", *NUMBERED[table])
    there = connection.execute(select(table).where(table.c.id.in_(ids))).mappings().all()
    keys = {_key(row, names) for row in there}
    now = {
        row["id"]
        for institution_id in {row["institution_id"] for row in there}
        for row in _numbered_of(connection, table, institution_id)
        if _key(row, names) in keys
    }
    return now == set(ids)


def move_register(connection: Connection, pair: Pair) -> dict[str, Any]:
    """Moves what was written down. What has a number for a name goes behind what the other one has, with new numbers.

    Comes back: the rows as move_numbered says them, the names of those that got another one, the last entry there was,
    and of which programmes and campuses the absorbed one has anything.
    """
    rows = _numbered_of(connection, entries, pair.absorbed)
    of_programmes = {_key(row, _OF_PROGRAMME) for row in (*rows, *_rows_of(connection, pair.absorbed))}
    return {
        "programmes": sorted(map(list, of_programmes)),
        "last_entry": connection.execute(select(func.max(entries.c.id))).scalar() or 0,
        "renamed": _rename(connection, rows, _numbered_of(connection, entries, pair.kept)),
        "entries": move_numbered(connection, entries, pair),
    }


def return_register(connection: Connection, moved: Mapping[str, Any]) -> None:
    """Puts it back, under the names of then."""
    return_numbered(connection, entries, moved["entries"])
    for entry_id, name in moved["renamed"]:
        connection.execute(update(entries).where(entries.c.id == entry_id).values(name=name))


def written_since(connection: Connection, institution_id: int, moved: Mapping[str, Any]) -> bool:
    """Whether anything was written down since about a programme of which the absorbed one has something."""
    later = (entries.c.institution_id == institution_id, entries.c.id > moved["last_entry"])
    columns = [entries.c[name] for name in _OF_PROGRAMME]
    about = [list(row) for row in connection.execute(select(*columns).where(*later).distinct())]
    return any(one in moved["programmes"] for one in about)


def _rename(connection: Connection, rows: Sequence[RowMapping], there: Sequence[RowMapping]) -> list[list[Any]]:
    """Counts these on from the last number that is there; what each that got another name was called, the first first.

    The last number goes first, and so none comes to where another one still is.
    """
    last: dict[tuple[Any, ...], int] = {}
    for row in (row for row in there if row["subject"] in BY_NUMBER):
        of = _key(row, _OF_SUBJECT)
        last[of] = max(last.get(of, 0), int(row["name"]))
    found = [row for row in rows if _key(row, _OF_SUBJECT) in last]
    for row in sorted(found, key=lambda row: int(row["name"]), reverse=True):
        name = str(last[_key(row, _OF_SUBJECT)] + int(row["name"]))
        connection.execute(update(entries).where(entries.c.id == row["id"]).values(name=name))
    return [[row["id"], row["name"]] for row in sorted(found, key=lambda row: int(row["name"]))]


def move_answers(connection: Connection, pair: Pair) -> dict[str, Any]:
    """Moves what is remembered; of two answers to one question the last one stays."""
    if pair.kept_answers == pair.absorbed_answers:
        return {"answers": [], "displaced": []}
    own = {(row["asked"], row["written"]): row for row in _answers_of(connection, pair.kept_answers)}
    answers = _answers_of(connection, pair.absorbed_answers)
    newer = [row for row in answers if _is_newer(row, own.get((row["asked"], row["written"])))]
    displaced = [own[row["asked"], row["written"]] for row in newer if (row["asked"], row["written"]) in own]
    _forget(connection, displaced)
    _forget(connection, answers)
    _remember(connection, [dict(row) | {"institution": pair.kept_answers} for row in newer])
    return {"answers": [_plain(row) for row in answers], "displaced": [_plain(row) for row in displaced]}


def return_answers(connection: Connection, moved: Mapping[str, Any], pair: Pair) -> None:
    """Puts the answers back; what was answered anew since stays with the institution that stays."""
    answers, displaced = [_unplain(row) for row in moved["answers"]], [_unplain(row) for row in moved["displaced"]]
    now = {(row["asked"], row["written"]): row for row in _answers_of(connection, pair.kept_answers)}
    given = {(row["asked"], row["written"]): row["answered_at"] for row in answers}
    came = [row for what, row in now.items() if given.get(what) == row["answered_at"]]
    _forget(connection, came)
    gone = {(row["asked"], row["written"]) for row in came}
    _remember(connection, [row for row in displaced if (row["asked"], row["written"]) in gone])
    _remember(connection, answers)


def _rows_of(connection: Connection, institution_id: int) -> Sequence[RowMapping]:
    statement = select(grids).where(grids.c.institution_id == institution_id).order_by(grids.c.id)
    return connection.execute(statement).mappings().all()


def _numbered_of(connection: Connection, table: Table, institution_id: int) -> Sequence[RowMapping]:
    statement = select(table).where(table.c.institution_id == institution_id)
    return connection.execute(statement).mappings().all()


def _answers_of(connection: Connection, name: str) -> Sequence[RowMapping]:
    statement = select(remembered_answers).where(remembered_answers.c.institution == name)
    return connection.execute(statement.order_by("asked", "written")).mappings().all()


def _current_made(connection: Connection, grid: RowMapping) -> datetime:
    current = (versions.c.grid_id == grid["id"], versions.c.number == grid["version"])
    made: datetime = connection.execute(select(versions.c.made_at).where(*current)).scalar_one()
    return made


def _key(row: RowMapping, names: Sequence[str]) -> tuple[Any, ...]:
    return tuple(row[name] for name in names)


def _is_newer(row: RowMapping, other: RowMapping | None) -> bool:
    return other is None or row["answered_at"] > other["answered_at"]


def _plain(row: RowMapping) -> dict[str, Any]:
    return dict(row) | {"answered_at": row["answered_at"].isoformat()}


def _unplain(row: Mapping[str, Any]) -> dict[str, Any]:
    return dict(row) | {"answered_at": datetime.fromisoformat(row["answered_at"])}


def _forget(connection: Connection, rows: Sequence[RowMapping]) -> None:
    table = remembered_answers
    for row in rows:
        one = and_(*(table.c[name] == row[name] for name in ("institution", "asked", "written")))
        connection.execute(delete(table).where(one))


def _remember(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        connection.execute(insert(remembered_answers), [dict(row) for row in rows])
