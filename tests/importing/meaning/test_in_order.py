"""Short forms that nobody knows: one question for all of them, by their place in the order of an edition."""

import pytest

from curriculum_map.importing.meaning.answers import Answers
from curriculum_map.importing.reading import Reading
from tests.workbooks import ABOUT, upload

UNKNOWN = ("DIV", "ALL", "DIG", "SAM", "ETH", "KWA", "INN", "ORG", "ONL")
# Most of these are short forms of one cluster only; three could be anything.
NEARLY = ("Dig. incl.", "Zelf mw", "Alert mw", "Blended kiezen", "Online hulp", "Gegevens", "Probl.", "Eval.", "Toek.")
CLUSTERS = ["inclusion", "own-literacy", "client-literacy", "choosing", "supporting", "client-data", "vision"]
CLUSTERS += ["evaluating", "future"]
NO_EDITION = [line for line in ABOUT if line[0] != "Editie van het kader"]


def read(headings: tuple[str, ...], answers: Answers | None = None, *, named: bool = True) -> Reading:
    """Three courses below these headings; `named` where the file says which edition it uses."""
    levels = "1 | 2 | 3 | 1 | 2 | 3 | 1 | 2 | 3"
    width = len(headings) // 9
    rows = [f"{title} | 6 | {' | '.join([levels] * width)}" for title in ("Ethiek en recht", "Zorg", "Stage")]
    table = "\n".join([f"Vak | SP | {' | '.join(headings)}", *rows])
    return upload(table, answers=answers, about=ABOUT if named else NO_EDITION)


def asked(reading: Reading) -> list[str]:
    codes = [one.code for one in reading.findings if one.severity == "question"]
    return [code for code in codes if code != "missing-edition"]


@pytest.mark.parametrize(("headings", "named"), [(UNKNOWN, True), (NEARLY, True), (NEARLY, False)])
def test_as_many_short_forms_as_clusters_are_one_question_with_a_proposal_by_their_place(
    headings: tuple[str, ...], named: bool
) -> None:
    reading = read(headings, named=named)
    assert asked(reading) == ["headings-in-order"]
    (finding,) = (one for one in reading.findings if one.code == "headings-in-order")
    assert (finding.facts["headings"], finding.facts["targets"]) == (list(headings), CLUSTERS)
    # A proposal is in no rating.
    assert [one.proposal for one in reading.columns] == CLUSTERS
    assert not reading.grids
    answered = read(headings, Answers(numbers="sap-2024-nl"), named=named)
    assert asked(answered) == []
    assert [one.named.target for one in answered.columns if one.named] == CLUSTERS
    assert list(answered.grids[0].levels[:9]) == [1, 2, 3] * 3


def test_over_components_each_name_is_asked_once() -> None:
    headings = tuple(f"{name} {part}" for name in UNKNOWN for part in "KVA")
    reading = read(headings)
    (finding,) = (one for one in reading.findings if one.code == "headings-in-order")
    assert (finding.facts["headings"], finding.facts["targets"]) == (list(UNKNOWN), CLUSTERS)
    answered = read(headings, Answers(numbers="sap-2024-nl"))
    cells = [f"{cluster}.{part}" for cluster in CLUSTERS for part in ("knowledge", "skills", "attitudes")]
    assert [one.named.target for one in answered.columns if one.named] == cells


def test_what_is_said_of_one_heading_counts_before_its_place() -> None:
    """Two of nine are answered otherwise: the places of the others are no proposal any more, or are answered so."""
    swapped: dict[str, str | None] = {"DIV": "future", "ONL": "inclusion"}
    assert set(asked(read(UNKNOWN, Answers(columns=swapped)))) == {"heading-unknown"}
    agreeing: dict[str, str | None] = {"DIV": "inclusion"}
    assert asked(read(UNKNOWN, Answers(columns=agreeing))) == ["headings-in-order"]


def test_without_a_sign_that_it_is_ours_or_in_another_order_nothing_is_proposed_by_place() -> None:
    """Nine outcomes of somebody else's are nine too; the order of the short forms turned round is not the edition's."""
    assert "other-framework" in asked(read(UNKNOWN, named=False))
    assert "headings-in-order" not in asked(read(tuple(reversed(NEARLY))))
    assert {one.proposal for one in read(UNKNOWN, named=False).columns} == {None}
