"""Comments on the targets of a programme: one text per year, said over only by who saw the last one."""

from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.refused import Refused, Why
from curriculum_map.domain.register import Entry
from curriculum_map.services.comments import comments_of, take_comment_back, write_comment
from curriculum_map.storage.database import Database
from tests.services.record import NOW, A, grid, keep_grid, key

KEY = key(A)


def stored() -> Database:
    database = Database("sqlite://")
    keep_grid(database, grid(1, KEY))
    return database


def write(database: Database, text: str, seen: int) -> Entry | Refused:
    return write_comment(database, LOCAL_ACTOR, KEY, "inclusion", text, seen=seen, now=NOW)


def test_a_comment_is_written_changed_and_taken_back_and_every_text_stays() -> None:
    database = stored()
    assert comments_of(database, LOCAL_ACTOR, KEY) == {}
    write(database, " Ask the field ", 0)
    write(database, "The field said yes", 1)
    assert comments_of(database, LOCAL_ACTOR, KEY)["inclusion"].text == "The field said yes"
    take_comment_back(database, LOCAL_ACTOR, KEY, "inclusion", seen=2, now=NOW)
    comment = comments_of(database, LOCAL_ACTOR, KEY)["inclusion"]
    assert (comment.text, [entry.body for entry in comment.said]) == (
        "",
        [{"text": "Ask the field"}, {"text": "The field said yes"}, None],
    )
    assert isinstance(write(database, "Again", 3), Entry)


def test_what_somebody_else_wrote_is_not_written_over() -> None:
    database = stored()
    write(database, "Ask the field", 0)
    assert write(database, "Mine", 0) == Refused(Why.SAID_SINCE)
    assert comments_of(database, LOCAL_ACTOR, KEY)["inclusion"].text == "Ask the field"


def test_a_comment_is_a_text_of_one_year() -> None:
    database = stored()
    for text in (" ", "x" * 4001):
        refused = write(database, text, 0)
        assert isinstance(refused, Refused)
        assert refused.why is Why.TEXT_NEEDED
    write(database, "Ask the field", 0)
    assert comments_of(database, LOCAL_ACTOR, key(A, year="2027-28")) == {}
