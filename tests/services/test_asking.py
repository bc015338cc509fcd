"""A programme is named as one to ask only where it agreed; on record, off by default."""

import pytest

from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.refused import Refused, Why
from curriculum_map.services.archive import delete_institution
from curriculum_map.services.asking import Asked, agree_to_be_asked, list_asked_programmes, may_be_asked
from curriculum_map.services.audit import list_audit
from curriculum_map.services.database_care import verify_database
from curriculum_map.services.grids import list_stored
from curriculum_map.services.identity import merge_institutions, undo_merge
from curriculum_map.storage.database import Database
from curriculum_map.wording.record import act_sentence
from tests.services.record import FAMILY, NOW, SOCIAL_WORK, A, B, grid, keep_grid, key


@pytest.fixture
def database(database: Database) -> Database:
    for number, about in enumerate((key(A), key(A, FAMILY), key(B))):
        keep_grid(database, grid(3, about), number)
    return database


def agree(database: Database, institution: str, programme: str, *, agreed: bool = True) -> Asked | Refused:
    return agree_to_be_asked(database, LOCAL_ACTOR, institution, programme, agreed=agreed, now=NOW)


def who_agreed(database: Database) -> list[tuple[str, str]]:
    return [(one.institution, one.programme) for one in list_asked_programmes(database, LOCAL_ACTOR) if one.agreed]


def said(database: Database) -> list[str]:
    acts = [one for one in list_audit(database, LOCAL_ACTOR) if one.action == "agree-to-be-asked"]
    lines = [act_sentence(one.at, one.by, one.action, one.about, one.details, "en") for one in acts]
    return [line.partition("somebody on this computer: ")[2] for line in lines]


def test_nobody_is_asked_until_they_agree_and_only_those_who_did(database: Database) -> None:
    assert who_agreed(database) == []
    assert agree(database, A, FAMILY) == Asked(A, FAMILY, True)
    assert who_agreed(database) == [(A, FAMILY)]
    infos = list_stored(database, LOCAL_ACTOR)
    (asked,) = may_be_asked(database, LOCAL_ACTOR, infos)
    assert [info.key.programme for info in infos if info.id == asked] == [FAMILY]


def test_what_was_agreed_and_taken_back_is_in_the_log_once_each(database: Database) -> None:
    for agreed in (True, True, False, False):
        agree(database, A, SOCIAL_WORK, agreed=agreed)
    assert who_agreed(database) == []
    assert said(database) == [
        f"{A} | Social Work: no longer agreed to be asked by others",
        f"{A} | Social Work: agreed to be asked by others",
    ]
    assert verify_database(database, LOCAL_ACTOR).faults == ()


def test_who_is_merged_into_another_name_agrees_anew_and_after_an_undo_as_before(database: Database) -> None:
    agree(database, B, SOCIAL_WORK)
    merge_institutions(database, LOCAL_ACTOR, A, B, now=NOW)
    assert who_agreed(database) == []
    undo_merge(database, LOCAL_ACTOR, A, now=NOW)
    assert who_agreed(database) == [(B, SOCIAL_WORK)]
    assert verify_database(database, LOCAL_ACTOR).faults == ()


def test_it_goes_with_the_institution(database: Database) -> None:
    agree(database, A, FAMILY)
    delete_institution(database, LOCAL_ACTOR, A, A, now=NOW)
    keep_grid(database, grid(2, key(A, FAMILY)), 9)
    assert who_agreed(database) == []


def test_who_is_not_stored_cannot_agree(database: Database) -> None:
    assert agree(database, "Elders", FAMILY) == Refused(Why.NO_INSTITUTION, {"institution": "Elders"})
    assert agree(database, B, FAMILY) == Refused(Why.NO_GRID_OF_PROGRAMME, {"institution": B, "programme": FAMILY})
