"""Headings that are not certain and stand over components: one question for each name, one answer for all columns."""

import pytest

from curriculum_map.domain.findings import CellRef, Finding, Severity
from curriculum_map.frameworks.loader import load_editions
from curriculum_map.importing.meaning.answers import Answers
from curriculum_map.importing.meaning.asked_headings import heading_questions, uncertain_headings
from curriculum_map.importing.meaning.targets import ColumnReading, Outcome, name_outcomes, with_remembered
from curriculum_map.importing.names import names_of
from curriculum_map.wording.findings import sentence
from tests.workbooks import upload

EDITIONS = load_editions()
NAMES = names_of(EDITIONS)
KVA = ("Kennis", "Vaardigheden", "Attitudes")
# As nine columns are headed where they have to be narrow; of "Mediawijs" there are two, so nothing is proposed.
SHORT = (
    *("Dig. inclusie", "Mediawijs", "Alert mediawijsheid", "Bewust kiezen", "Online hulp"),
    *("Cliëntgeg.", "Probleemopl.", "Evalueren", "Toekomst"),
)


def read(*headings: tuple[str, ...], answers: Answers | None = None) -> tuple[ColumnReading, ...]:
    """The readings of columns with these headings, side by side in row 2."""
    outcomes = [Outcome(one, CellRef("Matrix", 1, column)) for column, one in enumerate(headings)]
    return name_outcomes(outcomes, NAMES, EDITIONS, answers or Answers())


def asked(*headings: tuple[str, ...], answers: Answers | None = None) -> list[Finding]:
    """The questions about these columns."""
    return list(heading_questions(read(*headings, answers=answers), EDITIONS))


def targets(readings: tuple[ColumnReading, ...]) -> list[str | None]:
    return [one.named.target if one.named else one.proposal for one in readings]


@pytest.mark.parametrize(
    "headings",
    [
        [(name, component) for name in SHORT for component in KVA],
        [(component, name) for component in KVA for name in SHORT],
        [(f"{name} ({component[0]})",) for name in SHORT for component in KVA],
        [("Competenties", f"{number}. {name}", one) for number, name in enumerate(SHORT, 1) for one in "KVA"],
    ],
    ids=["above", "below", "in one cell", "numbered, below a title"],
)
def test_nine_names_over_three_components_each_are_nine_questions(headings: list[tuple[str, ...]]) -> None:
    """27 columns; for each name the clusters are to choose from, and that it is not to be read."""
    questions = asked(*headings)
    assert len(questions) == 9
    assert [len(str(one.facts["refs"]).split(",")) for one in questions] == [3] * 9
    assert {len(list(map(str, one.facts["choices"]))) for one in questions} == {10}  # type: ignore[call-overload]
    proposed = [one.facts["proposal"] for one in questions]
    assert (proposed[0], proposed[1], proposed[8]) == ("inclusion", None, "future")


def test_one_question_says_for_which_columns_it_is() -> None:
    first, second = asked(*[(number, one) for number in "12" for one in KVA], ("Digitale inclusie bevorderen", "K"))
    assert (first.code, first.facts["written"], str(first.ref)) == ("heading-number", "1", "Matrix!A2")
    assert first.facts["refs"] == ["Matrix!A2", "Matrix!B2", "Matrix!C2"]
    assert second.facts["components"] == ["knowledge", "skills", "attitudes"]
    assert sentence(first, "nl").endswith("Eén antwoord geldt voor al zijn kolommen: Kennis, Vaardigheden, Attitudes.")
    assert sentence(first, "en").endswith("One answer is enough for its columns: Knowledge, Skills, Attitudes.")


@pytest.mark.parametrize(
    "headings",
    [
        [("Mediawijs", one) for one in KVA],
        [(one, "Mediawijs") for one in KVA],
        [(f"Mediawijs - {one}",) for one in KVA],
    ],
    ids=["above", "below", "in one cell"],
)
def test_an_answer_for_the_name_is_for_all_its_columns_and_one_for_a_column_counts_before_it(
    headings: list[tuple[str, ...]],
) -> None:
    columns = {"Mediawijs": "own-literacy"}
    of_name = read(*headings, answers=Answers(columns=columns))
    assert targets(of_name) == ["own-literacy.knowledge", "own-literacy.skills", "own-literacy.attitudes"]
    for of_one in ("Matrix!B2", " > ".join(headings[1])):
        readings = read(*headings, answers=Answers(columns={**columns, of_one: "client-literacy.skills"}))
        assert targets(readings) == ["own-literacy.knowledge", "client-literacy.skills", "own-literacy.attitudes"]
    left_out = read(*headings, answers=Answers(columns={"Mediawijs": None, "Matrix!A2": "own-literacy.knowledge"}))
    assert [one.why for one in left_out] == ["answer", "not-read", "not-read"]


def test_what_one_column_was_answered_is_not_asked_again_with_the_others() -> None:
    said = Answers(columns={"1 > Attitudes": None})
    (question,) = asked(*[("1", one) for one in KVA], ("future",), answers=said)
    assert (question.facts["written"], question.facts["components"]) == ("1", ["knowledge", "skills"])


def test_the_same_name_over_the_same_component_twice_is_asked_column_by_column() -> None:
    """One answer would make two columns of the same cell."""
    readings = read(*[("Blok", one) for one in ("Kennis", "Kennis", "Attitudes")], ("future",))
    assert [one.written for one in uncertain_headings(readings)] == ["Matrix!A2", "Matrix!B2", "Blok > Attitudes"]


def test_what_stands_below_cells_is_asked_column_by_column() -> None:
    """Below a cell it may be an element: three columns called the same are three things."""
    cluster = "Digitale inclusie bevorderen"
    questions = asked(*[(cluster, one, "Aantal") for one in KVA])
    assert [one.facts["proposal"] for one in questions] == [
        f"inclusion.{id_}" for id_ in ("knowledge", "skills", "attitudes")
    ]


def test_what_was_answered_about_a_name_before_is_proposed_for_its_columns() -> None:
    readings = with_remembered(read(*[("Mediawijs", one) for one in KVA], ("future",)), {"mediawijs": "own-literacy"})
    assert {one.why for one in readings[:3]} == {"remembered"}
    assert targets(readings)[:3] == ["own-literacy.knowledge", "own-literacy.skills", "own-literacy.attitudes"]
    (question,) = heading_questions(readings, EDITIONS)
    assert (question.facts["proposal"], question.facts["looks"]) == ("own-literacy", "remembered")


TWICE = """
    Vak    | inclusion |         | choosing |         | vision |
           | docent    | student | docent   | student | docent | student
    Ethiek | 1         | 2       | 3        | 2       | 1      |
    Recht  | 1         | 1       | 3        |         |        | 1
    Zorg   | 2         | 3       | 1        |         | 2      | 3
"""


def test_columns_that_come_back_below_each_cluster_are_one_question() -> None:
    reading = upload(TWICE)
    asked = [one for one in reading.findings if one.severity is Severity.QUESTION]
    assert [(one.code, str(one.ref), one.facts["values"]) for one in asked] == [
        ("columns-below", "Matrix!B2", ["docent", "student"])
    ]
    assert reading.grids == ()


@pytest.mark.parametrize(("left_out", "levels"), [("student", [1, 3, 1]), ("docent", [2, 2, 255])])
def test_the_answer_that_one_is_not_read_settles_what_the_other_is(left_out: str, levels: list[int]) -> None:
    """inclusion, choosing and vision are the first, fourth and seventh of nine clusters."""
    reading = upload(TWICE, answers=Answers(columns={left_out: None}))
    (grid,) = reading.grids
    assert [grid.levels[at] for at in (0, 3, 6)] == levels
    assert reading.exit_status == 0
