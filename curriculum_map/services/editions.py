"""The editions as this installation shows them: the packaged ones, first of all."""

from curriculum_map.domain.actors import Action, Actor, require
from curriculum_map.frameworks.loader import Editions, load_editions
from curriculum_map.storage.database import Database


def shown_editions(database: Database, actor: Actor) -> Editions:
    """Every edition by id, in the order in which screens offer them."""
    require(actor, Action.VIEW)
    return load_editions()
