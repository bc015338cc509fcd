"""The version that each file of a grid was uploaded as: who brought the levels, and when."""

from curriculum_map.domain.actors import Action, Actor, require
from curriculum_map.domain.provenance import Brought
from curriculum_map.services.columns import GridColumn
from curriculum_map.services.lineage import brought_by
from curriculum_map.storage.database import Database
from curriculum_map.storage.grids import StoredGrid


def uploaded_as(database: Database, actor: Actor, column: GridColumn) -> dict[str, Brought]:
    """The version that each file of this grid was uploaded as, by the SHA-256 of the file."""
    require(actor, Action.VIEW)
    with database.read() as connection:
        return brought_by(connection, StoredGrid(column.info, column.grid))
