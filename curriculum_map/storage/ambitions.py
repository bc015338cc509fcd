"""The ambitions of a programme in an academic year, each time they were set; the last time counts."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, and_, delete, func, select

from curriculum_map.domain.ambitions import Ambition
from curriculum_map.domain.curriculum import GridKey
from curriculum_map.domain.frozen import ambition_document, ambition_from_document, ambitions_checksum
from curriculum_map.storage.batches import batched
from curriculum_map.storage.bulk import insert_many, new_ids
from curriculum_map.storage.identity import find_institution, institutions_of
from curriculum_map.storage.record_tables import ambition_sets, ambitions, institutions
from curriculum_map.storage.seals import touch
from curriculum_map.storage.troubles import UNREADABLE, NotIntactError

# A programme, its campus, empty without one, and an academic year.
ProgrammeYear = tuple[str, str, str]

_OF_YEAR = ("institution_id", "programme", "campus", "academic_year")
_OF_TARGET = ("target", "weight", "level", "reason", "position")


@dataclass(frozen=True, slots=True)
class AmbitionSet:
    """Ambitions that were set together: when, by whom, and in which file; None for one that was set on the screen.

    `is_intact`: whether what is stored is what its checksum was made of; where it cannot even be read there are none.
    """

    ambitions: tuple[Ambition, ...]
    made_at: datetime
    made_by: str
    file_name: str | None = None
    sha256: str | None = None
    is_intact: bool = True


def save_ambitions(connection: Connection, key: GridKey, new: AmbitionSet) -> None:
    """Sets the ambitions of the programme in that year; what was set earlier stays on record."""
    save_ambition_sets(connection, [(key, new)])


def save_ambition_sets(connection: Connection, new: Sequence[tuple[GridKey, AmbitionSet]]) -> None:
    """The same for several programmes and years, one after the other, in a few statements."""
    known = institutions_of(connection, [key.institution for key, _ in new])
    last = _last_numbers(connection, known.values())
    sets: list[dict[str, Any]] = []
    of_sets: list[dict[str, Any]] = []
    for set_id, (key, one) in zip(new_ids(connection, ambition_sets, len(new)), new, strict=True):
        of = (known[key.institution], key.programme, key.campus or "", key.academic_year)
        last[of] += 1
        values = dict(zip(_OF_YEAR, of, strict=True)) | {
            "id": set_id,
            "number": last[of],
            "made_at": one.made_at,
            "made_by": one.made_by,
            "file_name": one.file_name or "",
            "sha256": one.sha256 or "",
        }
        of_targets = [ambition_document(ambition) for ambition in one.ambitions]
        sets.append(values | {"checksum": set_checksum(values, of_targets)})
        of_sets += [{"set_id": set_id} | of_target for of_target in of_targets]
    for table, rows in ((ambition_sets, sets), (ambitions, of_sets)):
        names = [column.name for column in table.c]
        insert_many(connection, table, names, [[row[name] for name in names] for row in rows])
    touch(connection, ambition_sets, *(row["id"] for row in sets))


def load_ambitions(connection: Connection, key: GridKey) -> dict[str, Ambition]:
    """The programme's ambitions of that year, by target, whether they are intact or not."""
    sets = list_ambition_sets(connection, key, newest_only=True)
    return {ambition.target: ambition for ambition in sets[0].ambitions} if sets else {}


def load_intact_ambitions(connection: Connection, key: GridKey, grid_id: int | None = None) -> dict[str, Ambition]:
    """The same, for this grid if one is named; NotIntactError where they are not what was set."""
    sets = list_ambition_sets(connection, key, newest_only=True)
    if not all(one.is_intact for one in sets):
        about = (key.institution, key.programme, key.campus, key.academic_year)
        raise NotIntactError([" | ".join(filter(None, about))], [] if grid_id is None else [grid_id])
    return {ambition.target: ambition for one in sets for ambition in one.ambitions}


def last_set(connection: Connection, key: GridKey) -> int:
    """The number of the set that counts for the programme in that year; 0 where none was set."""
    of_key = _of(key, find_institution(connection, key.institution))
    return int(connection.execute(select(func.max(ambition_sets.c.number)).where(of_key)).scalar() or 0)


def list_ambition_sets(connection: Connection, key: GridKey, *, newest_only: bool = False) -> list[AmbitionSet]:
    """Each time ambitions were set for the programme in that year, the last one first."""
    institution_id = find_institution(connection, key.institution)
    statement = select(ambition_sets).where(_of(key, institution_id)).order_by(ambition_sets.c.number.desc())
    return [one for _, one in _sets(connection, statement.limit(1) if newest_only else statement)]


def set_elsewhere(connection: Connection, programme: str) -> list[tuple[str, str, str]]:
    """Who set ambitions for this programme: institution, campus (empty without one) and year, sorted."""
    columns = (institutions.c.name, ambition_sets.c.campus, ambition_sets.c.academic_year)
    statement = select(*columns).join(institutions, institutions.c.id == ambition_sets.c.institution_id)
    found = connection.execute(statement.where(ambition_sets.c.programme == programme).distinct())
    return sorted((row[0], row[1], row[2]) for row in found)


def ambition_sets_of(connection: Connection, institution_id: int) -> dict[ProgrammeYear, list[AmbitionSet]]:
    """Each time ambitions were set for each programme, campus (empty without one) and year of an institution.

    By these, sorted the same on every database, and the first time first.
    """
    statement = select(ambition_sets).where(ambition_sets.c.institution_id == institution_id)
    found: dict[ProgrammeYear, list[AmbitionSet]] = {}
    for row, one in _sets(connection, statement.order_by(ambition_sets.c.number)):
        found.setdefault((row["programme"], row["campus"], row["academic_year"]), []).append(one)
    return dict(sorted(found.items()))


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


def _last_numbers(connection: Connection, institution_ids: Iterable[int]) -> Counter[tuple[Any, ...]]:
    """How often ambitions were set for each programme, campus and year of these institutions."""
    key = [ambition_sets.c[name] for name in _OF_YEAR]
    statement = select(*key, func.max(ambition_sets.c.number)).group_by(*key)
    rows = connection.execute(statement.where(ambition_sets.c.institution_id.in_(list(institution_ids))))
    return Counter({tuple(row[:-1]): row[-1] for row in rows})


def _of(key: GridKey, institution_id: int | None) -> ColumnElement[bool]:
    return and_(
        ambition_sets.c.institution_id == institution_id,
        ambition_sets.c.programme == key.programme,
        ambition_sets.c.campus == (key.campus or ""),
        ambition_sets.c.academic_year == key.academic_year,
    )


def _sets(connection: Connection, statement: Select[Any]) -> list[tuple[RowMapping, AmbitionSet]]:
    """These sets with their rows."""
    sets = connection.execute(statement).mappings().all()
    of_set: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    for some in batched([row["id"] for row in sets]):
        rows = select(ambitions).where(ambitions.c.set_id.in_(some)).order_by(ambitions.c.target)
        for row in connection.execute(rows).mappings():
            of_set[row["set_id"]].append({**row})
    return [(row, _set(row, of_set[row["id"]])) for row in sets]


def _set(row: RowMapping, of_set: list[dict[str, Any]]) -> AmbitionSet:
    is_intact = set_checksum(dict(row), of_set) == row["checksum"]
    try:
        found = tuple(map(ambition_from_document, of_set))
    except UNREADABLE:
        found, is_intact = (), False
    file_name, sha256 = row["file_name"] or None, row["sha256"] or None
    return AmbitionSet(found, row["made_at"], row["made_by"], file_name, sha256, is_intact)
