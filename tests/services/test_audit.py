"""The log says in a sentence who did what to what; and the files that grids were read from, while they are kept."""

from dataclasses import replace
from datetime import timedelta

import pytest

from curriculum_map.domain.actors import LOCAL_ACTOR, Action
from curriculum_map.domain.refused import Refused, Why
from curriculum_map.domain.text import LANGUAGES
from curriculum_map.frameworks.loader import load_edition
from curriculum_map.services.archive import delete_institution
from curriculum_map.services.audit import editions_in_log, list_audit
from curriculum_map.services.editions import shown_editions
from curriculum_map.services.grids import list_stored
from curriculum_map.services.identity import merge_institutions, undo_merge
from curriculum_map.services.originals import original
from curriculum_map.services.programmes import add_programme
from curriculum_map.services.samples import load_samples, remove_samples
from curriculum_map.services.snapshots import make_snapshot
from curriculum_map.storage.audit import Act
from curriculum_map.storage.database import Database
from curriculum_map.wording.record import REFUSALS, about_in_words, act_sentence, refusal_sentence
from tests.databases import store
from tests.grids import make_grid, row
from tests.services.record import NOW, A, B, grid, keep_grid, keep_original, key


def said(act: Act) -> str:
    return act_sentence(act.at, act.by, act.action, act.about, act.details, "nl")


def test_each_act_is_a_sentence_the_last_one_first() -> None:
    database = Database("sqlite://")
    keep_grid(database, grid(1, key(A)))
    keep_grid(database, grid(1, key(B)))
    merge_institutions(database, LOCAL_ACTOR, A, B, now=NOW)
    undo_merge(database, LOCAL_ACTOR, A, now=NOW)
    made = make_snapshot(database, LOCAL_ACTOR, A, "Visitatie", now=NOW)
    add_programme(database, LOCAL_ACTOR, "Graduaat", now=NOW)
    delete_institution(database, LOCAL_ACTOR, B, B, now=NOW)
    lines = [said(act) for act in list_audit(database, LOCAL_ACTOR)][:7]
    assert lines == [
        "3 november 2026, 13:00 CET, iemand op deze computer: HoGent: verwijderde alles "
        "(matrices: 1, versies: 1, momentopnames: 0, bestanden: 0)",
        "3 november 2026, 13:00 CET, iemand op deze computer: Graduaat: voegde de opleiding toe",
        "3 november 2026, 13:00 CET, iemand op deze computer: Hogeschool Gent | Visitatie: "
        "maakte een momentopname (matrices: 1), "
        f"SHA-256 {getattr(made, 'sha256', '')}",
        "3 november 2026, 13:00 CET, iemand op deze computer: HoGent: werd opnieuw losgemaakt van “Hogeschool Gent”",
        "3 november 2026, 13:00 CET, iemand op deze computer: Hogeschool Gent: haalde “HoGent” er weer uit",
        "3 november 2026, 13:00 CET, iemand op deze computer: HoGent: ging op in “Hogeschool Gent”",
        "3 november 2026, 13:00 CET, iemand op deze computer: Hogeschool Gent: "
        "voegde “HoGent” erin samen (matrices: 1)",
    ]


def test_what_an_act_is_about_is_called_as_people_call_it() -> None:
    """An agreed level is on record under its target and the checksum of its course."""
    inclusion = "Aandacht hebben voor en bevorderen van digitale inclusie"
    assert (
        about_in_words(f"{A} | social-work | 2026-27 | inclusion", "nl")
        == f"{A} | Sociaal werk | 2026-27 | {inclusion}"
    )
    agreed = f"{A} | inclusion.knowledge:ccd742fc14583771"
    assert about_in_words(agreed, "nl") == f"{A} | {inclusion} – Kennis"
    assert about_in_words(f"{A} | Visitatie:1", "nl") == f"{A} | Visitatie:1"
    assert about_in_words(f"{A} | social-work | 1", "nl") == f"{A} | Sociaal werk | nr. 1"
    assert about_in_words(f"{A} | 2026", "nl") == f"{A} | 2026", "a snapshot may be called so"


def test_a_target_has_its_name_in_the_edition_of_the_grid() -> None:
    """The later grid follows the English edition; what nobody stored anything of has the names of the first edition."""
    database = Database("sqlite://")
    store(database, make_grid([row("A", 3)], key=key(A), edition="sap-2024-nl"))
    later = replace(key(A), academic_year="2030-31")
    store(database, make_grid([row("A", 3)], key=later, edition="sw-2025-en"))
    editions = editions_in_log(list_stored(database, LOCAL_ACTOR), shown_editions(database, LOCAL_ACTOR))
    about = " | ".join((A, later.programme, "{}", "{}"))
    first, second = (load_edition(one) for one in ("sap-2024-nl", "sw-2025-en"))
    for year, edition in ((key(A).academic_year, first), (later.academic_year, second), ("", second)):
        for target in ("own-literacy", "own-literacy.skills", edition.elements[0].id):
            said = about_in_words(about.format(year, target).replace(" |  |", " |"), "nl", editions)
            assert said.endswith(f" | {edition.name(target, 'nl')}")
    elsewhere = about_in_words(f"{B} | social-work | 2026-27 | own-literacy", "nl", editions)
    assert elsewhere.endswith(first.name("own-literacy", "nl"))


def test_it_can_be_asked_about_one_institution_with_its_parts_and_up_to_a_number() -> None:
    """'Hogeschool Gentbrugge' only begins with the same letters."""
    database = Database("sqlite://")
    for name in (A, f"{A}brugge"):
        keep_grid(database, grid(1, key(name)))
        make_snapshot(database, LOCAL_ACTOR, name, "Visitatie", now=NOW)
    assert [act.about for act in list_audit(database, LOCAL_ACTOR, A)] == [f"{A} | Visitatie"]
    assert len(list_audit(database, LOCAL_ACTOR, limit=3)) == 3


def test_an_import_is_a_sentence_too_and_samples_that_are_removed() -> None:
    database = Database("sqlite://")
    load_samples(database, LOCAL_ACTOR, NOW)
    remove_samples(database, LOCAL_ACTOR, NOW)
    removed, *_links, stored = list_audit(database, LOCAL_ACTOR, limit=5)
    assert ": verwijderde voorbeelden (" in said(removed)
    assert ": bewaarde versie 1 uit “" in said(stored)


def test_an_act_that_has_no_sentence_yet_is_named_as_it_is() -> None:
    assert said(Act(NOW, "local", "something-else", "A")) == (
        "3 november 2026, 13:00 CET, iemand op deze computer: A: something-else"
    )
    assert said(Act(NOW, "local", Action.IMPORT_GRID, "A")).endswith(": import-grid")


FACTS = {
    "institution": A,
    "other": B,
    "name": "x",
    "spelling": B,
    "member": "m",
    "megabytes": 1,
    "most": 300,
    "programme": "social-work",
    "version": 2,
    "known": 1,
    "about": ["x | social-work"],
}


@pytest.mark.parametrize("why", Why)
def test_every_refusal_has_a_sentence_in_both_languages(why: Why) -> None:
    sentences = {refusal_sentence(Refused(why, FACTS), language) for language in LANGUAGES}
    assert len(sentences) == 2
    assert why in REFUSALS


def test_a_file_is_there_with_its_name_until_its_time_is_over() -> None:
    database = Database("sqlite://")
    keep_original(database, "a" * 64, b"bytes", days=30)
    kept = original(database, LOCAL_ACTOR, "a" * 64, NOW + timedelta(days=29))
    assert kept is not None
    assert (kept.file_name, kept.data, kept.kept_until) == ("map.xlsx", b"bytes", NOW + timedelta(days=30))
    assert original(database, LOCAL_ACTOR, "a" * 64, NOW + timedelta(days=30)) is None
    assert original(database, LOCAL_ACTOR, "b" * 64, NOW) is None
