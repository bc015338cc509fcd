"""When a grid is stored and when something is written down about its programme: in this order, whatever the clock says.

Decisions are checked by the grids that were stored after them, also in a snapshot and in an archive, where only the
times say which came first. So where the clock went back, the one gets the time of the other.
"""

from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, func, select

from curriculum_map.domain.curriculum import GridKey
from curriculum_map.storage.identity import find_institution
from curriculum_map.storage.record_tables import entries, grids, versions

_NEXT = timedelta(microseconds=1)


def when_stored(connection: Connection, key: GridKey, at: datetime) -> datetime:
    """When a version of the grid with this key is stored: after all that its register says."""
    institution_id = find_institution(connection, key.institution)
    if institution_id is None:
        return at
    _, said = _last(connection, institution_id, key.programme, key.campus or "")
    return at if said is None else max(at, said + _NEXT)


def when_said(connection: Connection, institution_id: int, programme: str, campus: str, at: datetime) -> datetime:
    """When something is written down about a programme: not before a grid that is there."""
    return max(filter(None, (at, *_last(connection, institution_id, programme, campus))))


def _last(
    connection: Connection, institution_id: int, programme: str, campus: str
) -> tuple[datetime | None, datetime | None]:
    """When a grid of the programme was stored last, and when something was written down last."""
    of_programme = [
        and_(table.c.institution_id == institution_id, table.c.programme == programme, table.c.campus == campus)
        for table in (grids, entries)
    ]
    joined = select(func.max(versions.c.made_at)).join(grids, grids.c.id == versions.c.grid_id).where(of_programme[0])
    said = select(func.max(entries.c.made_at)).where(of_programme[1])
    return connection.execute(joined).scalar(), connection.execute(said).scalar()
