"""Drafts: an upload that somebody started can be resumed, on this machine or another, until it is stored."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta

from curriculum_map.domain.actors import Action, Actor, require
from curriculum_map.domain.curriculum import Programme
from curriculum_map.frameworks.loader import Editions
from curriculum_map.importing.meaning.answers import Answers
from curriculum_map.importing.meaning.answers_file import load_answers
from curriculum_map.importing.reading import Reading
from curriculum_map.services.annotated import stem_of_original
from curriculum_map.services.merging import Seen
from curriculum_map.storage import drafts
from curriculum_map.storage.audit import Act, record
from curriculum_map.storage.database import Database
from curriculum_map.storage.drafts import Draft, DraftInfo
from curriculum_map.storage.originals import has_old_originals, purge_originals


@dataclass(frozen=True, slots=True)
class Choices:
    """What somebody chose about what is stored, beside the answers about their file.

    `seen` is what was there when they first looked at the grid that is called `about`; None, and they did not look yet.
    `going` are the courses, by their names, of which they said that they go because the file does not have them.
    """

    about: str = ""
    seen: Seen | None = None
    going: tuple[str, ...] = ()


def save_draft(
    database: Database,
    actor: Actor,
    reading: Reading,
    data: bytes,
    answers: str,
    choices: Choices,
    *,
    now: datetime,
    days: int,
) -> str | None:
    """Keeps a file, as it was read from these bytes, with answers (YAML) and choices for so many days; its SHA-256.

    The same bytes are one draft of the actor: saving it again puts in it what is new. None for a file that was refused,
    as one that is too large: that is not kept.
    """
    require(actor, Action.IMPORT_GRID)
    if reading.refused:
        return None
    institution = next((grid.description.institution for grid in reading.grids), None)
    workbook = reading.workbook
    info = DraftInfo(workbook.sha256, institution, workbook.file_name, now, actor.name, now + timedelta(days=days))
    plain = asdict(choices) | {"going": list(choices.going)}
    draft = Draft(info, data, answers, plain)
    with database.read() as connection:
        known = drafts.load_draft(connection, actor.name, workbook.sha256)
    if known is None or known.info.kept_until <= now or _said(known) != _said(draft):
        with database.note() as connection:
            drafts.save_draft(connection, draft)
    return workbook.sha256


def choices_of(draft: Draft) -> Choices:
    """What was chosen in a draft; nothing in one of an earlier version."""
    seen = draft.choices.get("seen")
    about, going = draft.choices.get("about", ""), draft.choices.get("going", ())
    return Choices(about, None if seen is None else Seen(**seen), tuple(going))


def list_drafts(database: Database, actor: Actor, now: datetime) -> list[DraftInfo]:
    """Every draft of the actor whose time is not over, the last one first."""
    require(actor, Action.READ_FILE)
    with database.read() as connection:
        return drafts.list_drafts(connection, actor.name, now)


def load_draft(database: Database, actor: Actor, sha256: str) -> Draft | None:
    """The actor's draft of these bytes, to be read again with its answers."""
    require(actor, Action.READ_FILE)
    with database.read() as connection:
        return drafts.load_draft(connection, actor.name, sha256)


def answered_in_draft(
    database: Database,
    actor: Actor,
    sha256: str,
    file_name: str,
    now: datetime,
    editions: Editions,
    programmes: Sequence[Programme],
) -> tuple[DraftInfo, Answers] | None:
    """What the actor answered last about another version of this file, by its name: the same, or that of our copy.

    None if nothing. What was said about single cells and about the stored grid is left out: it may not hold any more.
    """
    stem = stem_of_original(file_name)
    for info in list_drafts(database, actor, now):
        draft = load_draft(database, actor, info.sha256) if stem_of_original(info.file_name) == stem else None
        if draft is None or info.sha256 == sha256:
            continue
        said = load_answers(draft.answers, editions, programmes)[0]
        answers = replace(said, codes={}, courses={}, duplicates=None)
        if answers != Answers():
            return info, answers
    return None


def drop_draft(database: Database, actor: Actor, sha256: str, now: datetime) -> bool:
    """Throws the actor's draft of these bytes away, which the log keeps; whether there was one."""
    require(actor, Action.IMPORT_GRID)
    with database.write() as connection:
        draft = drafts.load_draft(connection, actor.name, sha256)
        if draft is None:
            return False
        drafts.drop_draft(connection, actor.name, sha256)
        about = draft.info.institution or draft.info.file_name
        details = {"thrown_away": draft.info.file_name, "sha256": sha256}
        record(connection, Act(now, actor.name, Action.IMPORT_GRID, about, details))
    return True


def purge(database: Database, actor: Actor, now: datetime) -> int:
    """Removes every draft and every file whose time is over; how many there were."""
    require(actor, Action.IMPORT_GRID)
    with database.read() as connection:
        if not drafts.has_old_drafts(connection, now) and not has_old_originals(connection, now):
            return 0
    with database.note() as connection:
        return drafts.purge_drafts(connection, now) + purge_originals(connection, now)


def _said(draft: Draft) -> tuple[object, ...]:
    """What saving a draft again can change about it."""
    return draft.info.institution, draft.info.file_name, draft.answers, choices_of(draft)
