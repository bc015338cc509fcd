"""The official wording of elements, per edition and language."""

from collections.abc import Iterable
from dataclasses import asdict

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, select, true

from curriculum_map.domain.official_wording import Wording
from curriculum_map.domain.text import Language
from curriculum_map.storage.seals import touch
from curriculum_map.storage.tables import official_wording


def replace_wording(connection: Connection, edition: str, language: Language, new: Iterable[Wording]) -> None:
    """Puts these texts, all of this edition and language, in the place of the earlier ones."""
    delete_wording(connection, edition, language)
    touch(connection, official_wording, (edition, language))
    rows = [asdict(wording) for wording in new]
    if rows:
        connection.execute(insert(official_wording), rows)


def load_wording(connection: Connection, edition: str | None = None) -> list[Wording]:
    """The texts of an edition, or of all of them, by edition, language and element id."""
    order = (official_wording.c.edition, official_wording.c.language, official_wording.c.element)
    rows = connection.execute(select(official_wording).where(_of(edition, None)).order_by(*order)).mappings()
    return [Wording(row["edition"], row["element"], row["language"], row["text"]) for row in rows]


def delete_wording(connection: Connection, edition: str, language: Language | None = None) -> int:
    """Removes the texts of an edition, in one language or in all; how many there were."""
    there = select(official_wording.c.edition, official_wording.c.language).where(_of(edition, language)).distinct()
    touch(connection, official_wording, *(tuple(row) for row in connection.execute(there)))
    return connection.execute(delete(official_wording).where(_of(edition, language))).rowcount


def _of(edition: str | None, language: Language | None) -> ColumnElement[bool]:
    return and_(
        true() if edition is None else official_wording.c.edition == edition,
        true() if language is None else official_wording.c.language == language,
    )
