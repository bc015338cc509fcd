"""The ambitions of a programme in an academic year, each time they were set; the last time counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, delete, func, insert, select

from curriculum_map.domain.ambitions import Ambition
from curriculum_map.domain.curriculum import GridKey
from curriculum_map.domain.frozen import ambition_document, ambition_from_document, ambitions_checksum
from curriculum_map.storage.identity import find_institution, institution_of
from curriculum_map.storage.record_tables import ambition_sets, ambitions
from curriculum_map.storage.seals import touch

_OF_TARGET = ("target", "weight", "level", "reason", "position")


@dataclass(frozen=True, slots=True)
class AmbitionSet:
    """Ambitions that were set together: when, by whom, and in which file; None for one that was set on the screen."""

    ambitions: tuple[Ambition, ...]
    made_at: datetime
    made_by: str
    file_name: str | None = None
    sha256: str | None = None


def save_ambitions(connection: Connection, key: GridKey, new: AmbitionSet) -> None:
    """Sets the ambitions of the programme in that year; what was set earlier stays on record."""
    institution_id = institution_of(connection, key.institution)
    last = connection.execute(select(func.max(ambition_sets.c.number)).where(_of(key, institution_id))).scalar()
    values: dict[str, Any] = {
        "institution_id": institution_id,
        "programme": key.programme,
        "campus": key.campus or "",
        "academic_year": key.academic_year,
        "number": (last or 0) + 1,
        "made_at": new.made_at,
        "made_by": new.made_by,
        "file_name": new.file_name or "",
        "sha256": new.sha256 or "",
    }
    of_targets = [ambition_document(ambition) for ambition in new.ambitions]
    values["checksum"] = set_checksum(values, of_targets)
    set_id = connection.execute(insert(ambition_sets).values(values).returning(ambition_sets.c.id)).scalar_one()
    touch(connection, ambition_sets, set_id)
    rows = [{"set_id": set_id} | of_target for of_target in of_targets]
    if rows:
        connection.execute(insert(ambitions), rows)


def load_ambitions(connection: Connection, key: GridKey) -> dict[str, Ambition]:
    """The programme's ambitions of that year, by target."""
    sets = list_ambition_sets(connection, key, newest_only=True)
    return {ambition.target: ambition for ambition in sets[0].ambitions} if sets else {}


def list_ambition_sets(connection: Connection, key: GridKey, *, newest_only: bool = False) -> list[AmbitionSet]:
    """Each time ambitions were set for the programme in that year, the last one first."""
    institution_id = find_institution(connection, key.institution)
    statement = select(ambition_sets).where(_of(key, institution_id)).order_by(ambition_sets.c.number.desc())
    sets = connection.execute(statement.limit(1) if newest_only else statement).mappings().all()
    of_set = select(ambitions).where(ambitions.c.set_id.in_([row["id"] for row in sets])).order_by(ambitions.c.target)
    rows = [{**row} for row in connection.execute(of_set).mappings()]
    return [_set(one, [ambition_from_document(row) for row in rows if row["set_id"] == one["id"]]) for one in sets]


def delete_ambitions(connection: Connection, key: GridKey) -> None:
    """Removes every set of ambitions of the programme in that year."""
    of_it = _of(key, find_institution(connection, key.institution))
    touch(connection, ambition_sets, *connection.execute(select(ambition_sets.c.id).where(of_it)).scalars())
    connection.execute(delete(ambition_sets).where(of_it))


def set_checksum(of_set: Mapping[str, Any], of_targets: Iterable[Mapping[str, Any]]) -> str:
    """The SHA-256 of what the rows of a set say: of which programme and year it is, and the ambition of each target."""
    return ambitions_checksum(
        of_set["programme"],
        of_set["campus"],
        of_set["academic_year"],
        [{name: row[name] for name in _OF_TARGET} for row in of_targets],
    )


def _of(key: GridKey, institution_id: int | None) -> ColumnElement[bool]:
    return and_(
        ambition_sets.c.institution_id == institution_id,
        ambition_sets.c.programme == key.programme,
        ambition_sets.c.campus == (key.campus or ""),
        ambition_sets.c.academic_year == key.academic_year,
    )


def _set(row: RowMapping, of_set: list[Ambition]) -> AmbitionSet:
    return AmbitionSet(tuple(of_set), row["made_at"], row["made_by"], row["file_name"] or None, row["sha256"] or None)
