"""The sentences of findings: counts in the right form, numbers without quotation marks, proposals with their place."""

from curriculum_map.domain.findings import Finding, Severity
from curriculum_map.wording.findings import sentence
from curriculum_map.wording.outcomes import outcome_sentence


def said(code: str, **facts: object) -> str:
    return sentence(Finding(code, Severity.QUESTION, None, facts), "nl")


def test_one_cell_is_one_cell_and_two_are_two() -> None:
    asked = {"field": "mark", "written": "x", "note": "tick", "proposal": None}
    assert said("unknown-mark", count=1, **asked).startswith("“x” staat in 1 cel. ")
    assert said("unknown-mark", count=2, **asked).startswith("“x” staat in 2 cellen. ")


def test_numbers_stand_without_quotation_marks_and_as_the_language_writes_them() -> None:
    assert "(rijen: 2, kolommen: 1)" in said("hidden-lines", sheet="Blad1", rows=2, columns=1)
    assert "(rijen: 2)" in said("hidden-lines", sheet="Blad1", rows=2, columns=0)
    beyond = said("sheet-too-large", sheet="Blad1", last="ALM7", rows=20_000, columns=1_000)
    assert "20.000 rijen en 1.000 kolommen" in beyond


def test_what_is_proposed_is_said_with_where_it_was_found() -> None:
    about = {"field": "academic_year", "proposal": "2025-26"}
    year = "Over welk academiejaar gaat dit?"
    assert said("missing-academic-year", **about, where_found="Blad1!A1") == (
        f"{year} Cel Blad1!A1 lijkt “2025-26” te zeggen: zeg of dat klopt."
    )
    assert said("missing-academic-year", **about, where_found="file") == (
        f"{year} De naam van het bestand lijkt “2025-26” te zeggen: zeg of dat klopt."
    )
    assert said("missing-academic-year", field="academic_year", proposal=None) == (
        f"{year} Het staat niet in het bestand."
    )


def test_a_long_text_and_many_addresses_are_cut_short() -> None:
    assert len(said("unknown-status", written="x" * 5_000)) < 400
    refs = [f"Blad1!A{row}" for row in range(1, 12)]
    assert "Blad1!A8 en nog 3" in said("lines-left-out", why="totals", count=11, refs=refs)


def test_how_many_courses_would_go_is_said_with_their_share_rounded_as_in_a_spreadsheet() -> None:
    """13 of 40 is 32.5 %, which is 33 %."""
    assert "13 of 40 courses (33%) would go" in outcome_sentence("many-would-go", "en", gone=13, total=40)
    assert "13 van de 40 opleidingsonderdelen (33%)" in outcome_sentence("many-would-go", "nl", gone=13, total=40)
