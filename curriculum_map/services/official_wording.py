"""The official wording of elements, which stays in this database: loaded from a file, exported, removed."""

from dataclasses import dataclass
from datetime import datetime

from curriculum_map.domain.actors import Action, Actor, require
from curriculum_map.domain.findings import blocking
from curriculum_map.domain.official_wording import Wording
from curriculum_map.domain.text import Language
from curriculum_map.frameworks.loader import load_editions
from curriculum_map.importing.limits import DEFAULT_LIMITS, Limits
from curriculum_map.importing.official_wording.csv_file import wording_csv
from curriculum_map.importing.official_wording.reading import WordingReading, read_wording_file
from curriculum_map.services.imports import Outcome
from curriculum_map.storage.audit import Act, record
from curriculum_map.storage.database import Database
from curriculum_map.storage.official_wording import delete_wording, load_wording, replace_wording


@dataclass(frozen=True, slots=True)
class WordingStored:
    """What became of a file: how many texts it holds, and which stored texts it leaves out and so removes."""

    outcome: Outcome
    texts: int = 0
    left_out: tuple[Wording, ...] = ()


def read_wording(actor: Actor, file_name: str, data: bytes, limits: Limits = DEFAULT_LIMITS) -> WordingReading:
    """What a file within these limits says about the elements of the packaged editions; nothing is stored."""
    require(actor, Action.MANAGE_WORDING)
    return read_wording_file(file_name, data, load_editions(), limits)


def store_wording(
    database: Database, actor: Actor, reading: WordingReading, *, now: datetime, replace: bool = False
) -> WordingStored:
    """Stores the texts in the place of all earlier ones of their editions and languages, or says why not.

    Where earlier texts would be gone without a new one in their place, it needs `replace`.
    """
    require(actor, Action.MANAGE_WORDING)
    if reading.exit_status != 0 or blocking(reading.findings):
        return WordingStored(Outcome.BLOCKED)
    about = dict.fromkeys((one.edition, one.language) for one in reading.wordings)
    given = {(one.element, one.language) for one in reading.wordings}
    with database.write() as connection:
        earlier = [one for one in load_wording(connection) if (one.edition, one.language) in about]
        left_out = tuple(one for one in earlier if (one.element, one.language) not in given)
        if left_out and not replace:
            return WordingStored(Outcome.NEEDS_CONFIRMATION, len(reading.wordings), left_out)
        for edition, language in about:
            new = [one for one in reading.wordings if (one.edition, one.language) == (edition, language)]
            replace_wording(connection, edition, language, new)
        editions = ", ".join(sorted({edition for edition, _ in about}))
        record(connection, Act(now, actor.name, Action.MANAGE_WORDING, editions, {"texts": len(reading.wordings)}))
    outcome = Outcome.REPLACED if earlier else Outcome.STORED
    return WordingStored(outcome, len(reading.wordings), left_out)


def export_wording(database: Database, actor: Actor, edition: str) -> tuple[str, bytes] | None:
    """A file name and the bytes of a csv file with the texts of an edition, in its order; None if there are none.

    The file can be loaded again.
    """
    require(actor, Action.MANAGE_WORDING)
    with database.read() as connection:
        stored = load_wording(connection, edition)
    if not stored:
        return None
    known = load_editions().get(edition)
    order = {element.id: place for place, element in enumerate(known.elements if known else ())}
    stored.sort(key=lambda wording: (wording.language, order.get(wording.element, len(order))))
    return f"curriculum-map-wording-{edition}.csv", wording_csv(stored)


def remove_wording(
    database: Database, actor: Actor, edition: str, language: Language | None = None, *, now: datetime
) -> int:
    """Removes the texts of an edition, in one language or in all; how many there were. Our own labels come back."""
    require(actor, Action.MANAGE_WORDING)
    with database.write() as connection:
        removed = delete_wording(connection, edition, language)
        if removed:
            record(connection, Act(now, actor.name, Action.MANAGE_WORDING, edition, {"removed": removed}))
    return removed
