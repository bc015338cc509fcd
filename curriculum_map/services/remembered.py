"""What was answered: about marks and headings proposed with an institution's next file, about the same file kept."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from curriculum_map.domain.actors import Action, Actor, require
from curriculum_map.domain.curriculum import Programme
from curriculum_map.frameworks.loader import Editions
from curriculum_map.importing.cells import cell_text, same_word
from curriculum_map.importing.meaning.answers import Answers
from curriculum_map.importing.meaning.answers_file import dump_answers, load_answers
from curriculum_map.storage.database import Database
from curriculum_map.storage.identity import institution_called
from curriculum_map.storage.remembered import Remembered, has_remembered, load_remembered
from curriculum_map.storage.versions import answers_about

# As long as the database keeps them; what is longer is a sentence, and hardly stands in two files.
_LONGEST = 300
_Answer = TypeVar("_Answer")


def remembered(database: Database, actor: Actor, institution: str) -> Remembered:
    """The last answers of an institution, whatever the capitals of its name: to be proposed, never taken in silence.

    Under a spelling that was merged into another institution, those of that one.

    A mark is there without capitals (`compared_mark`), a heading as `same_word` gives it.
    """
    require(actor, Action.READ_FILE)
    with database.read() as connection:
        known = institution_called(connection, institution)
        return load_remembered(connection, compared_institution(institution if known is None else known.name))


def answered_before(
    database: Database, actor: Actor, sha256: str, editions: Editions, programmes: Sequence[Programme]
) -> tuple[Answers, datetime] | None:
    """What was answered about a file of the same bytes when it was stored, and when: to be taken as given, visibly.

    None if it was not, or nothing was answered. What was said about the courses of a grid that was there is left out:
    that was about the version before.
    """
    require(actor, Action.READ_FILE)
    with database.read() as connection:
        found = answers_about(connection, sha256)
    answers = Answers() if found is None else load_answers(found[0], editions, programmes)[0]
    return None if found is None or answers == Answers() else (answers, found[1])


def to_keep(answers: Answers) -> str:
    """The answers about a file as they are stored with what was read from it."""
    return dump_answers(replace(answers, courses={}))


def remembers_anything(database: Database, actor: Actor) -> bool:
    """Whether any institution answered something, so that it helps to know early which one a file is of."""
    require(actor, Action.READ_FILE)
    with database.read() as connection:
        return has_remembered(connection)


def to_remember(marks: Mapping[str, int], columns: Mapping[str, str | None], at: datetime) -> Remembered:
    """These answers in the form in which they are compared.

    Where two spellings of one mark or heading have different answers, as X and x in one file, neither is remembered.
    """
    return Remembered(_compared(marks, compared_mark), _compared(columns, same_word), at)


def compared_mark(mark: str) -> str:
    """The form in which marks are compared."""
    return cell_text(mark).casefold()


def compared_institution(institution: str) -> str:
    """The form in which names of institutions are compared: the same name in other capitals is the same institution."""
    return " ".join(institution.split()).casefold()


def _compared(answers: Mapping[str, _Answer], compare: Callable[[str], str]) -> dict[str, _Answer]:
    found: dict[str, set[_Answer]] = {}
    for written, answer in answers.items():
        found.setdefault(compare(written), set()).add(answer)
    return {
        written: next(iter(said)) for written, said in found.items() if len(said) == 1 and 0 < len(written) <= _LONGEST
    }
