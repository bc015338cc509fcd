"""The ambitions of a programme in an academic year."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, select

from curriculum_map.domain.ambitions import Ambition, Position, Weight
from curriculum_map.domain.curriculum import GridKey
from curriculum_map.domain.levels import Level
from curriculum_map.storage.tables import ambitions


def replace_ambitions(connection: Connection, key: GridKey, new: Iterable[Ambition]) -> None:
    """Puts these ambitions in the place of the programme's earlier ones of that year."""
    connection.execute(delete(ambitions).where(_of(key)))
    about = {"institution": key.institution, "programme": key.programme, "academic_year": key.academic_year}
    rows = [about | _values(ambition) for ambition in new]
    if rows:
        connection.execute(insert(ambitions), rows)


def load_ambitions(connection: Connection, key: GridKey) -> dict[str, Ambition]:
    """The programme's ambitions of that year, by target."""
    rows = connection.execute(select(ambitions).where(_of(key)).order_by(ambitions.c.target)).mappings()
    return {
        row["target"]: Ambition(
            row["target"],
            None if row["weight"] is None else Weight(row["weight"]),
            None if row["level"] is None else Level(row["level"]),
            row["reason"],
            None if row["position"] is None else Position(row["position"]),
        )
        for row in rows
    }


def _of(key: GridKey) -> ColumnElement[bool]:
    return and_(
        ambitions.c.institution == key.institution,
        ambitions.c.programme == key.programme,
        ambitions.c.academic_year == key.academic_year,
    )


def _values(ambition: Ambition) -> dict[str, object]:
    return {
        "target": ambition.target,
        "weight": None if ambition.weight is None else ambition.weight.value,
        "level": None if ambition.level is None else int(ambition.level),
        "reason": ambition.reason,
        "position": None if ambition.position is None else ambition.position.value,
    }
