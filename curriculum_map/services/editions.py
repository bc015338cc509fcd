"""The editions as this installation shows them: the packaged ones, then the frameworks of one's own."""

from curriculum_map.domain.actors import Action, Actor, require
from curriculum_map.domain.official_wording import wording_by_element
from curriculum_map.frameworks.loader import Editions, load_editions
from curriculum_map.frameworks.own import as_edition
from curriculum_map.storage.database import Database
from curriculum_map.storage.frameworks import list_frameworks
from curriculum_map.storage.official_wording import load_wording


def shown_editions(database: Database, actor: Actor) -> Editions:
    """Every edition by id, in the order in which screens offer them."""
    require(actor, Action.VIEW)
    packaged, own = _worded(database), _own(database)
    # With nothing added it is the packaged ones themselves, of which the names are looked up in a table made once.
    return {**packaged, **own} if own else packaged


def _own(database: Database) -> Editions:
    """The frameworks of one's own as editions."""
    with database.read() as connection:
        stored = list_frameworks(connection)
    return {one.framework.id: as_edition(one.framework) for one in stored}


def _worded(database: Database) -> Editions:
    """The packaged editions, with the official wording that is stored here in the place of our own labels."""
    with database.read() as connection:
        stored = load_wording(connection)
    if not stored:
        return load_editions()
    texts = wording_by_element(stored)
    return {edition_id: edition.with_wording(texts) for edition_id, edition in load_editions().items()}
