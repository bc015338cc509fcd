"""Headings to targets by name: exactly so, nearly so, by number only, or about another framework."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum_map.domain.findings import CellRef
from curriculum_map.frameworks.loader import load_editions
from curriculum_map.importing.description import Description
from curriculum_map.importing.meaning.answers import Answers
from curriculum_map.importing.meaning.answers_file import load_answers
from curriculum_map.importing.meaning.asked_headings import heading_questions
from curriculum_map.importing.meaning.targets import ColumnReading, Outcome, is_other_framework, name_outcomes
from curriculum_map.importing.names import names_of
from tests.workbooks import upload

EDITIONS = load_editions()
NAMES = names_of(EDITIONS)
FOCUS = "Alert zijn voor de digitale kloof en voor mediawijsheid"
CLUSTER = "Digitale inclusie bevorderen"
SHARED = "Providing digital care, help and support"


def read(*headings: str | tuple[str, ...], answers: Answers | None = None) -> tuple[ColumnReading, ...]:
    """The readings of columns with these headings, side by side in row 4."""
    outcomes = [
        Outcome((one,) if isinstance(one, str) else one, CellRef("Matrix", 3, column))
        for column, one in enumerate(headings)
    ]
    return name_outcomes(outcomes, NAMES, EDITIONS, answers or Answers())


def beside(*headings: str, answers: Answers | None = None) -> ColumnReading:
    """The reading of a column beside one that bears the name of a cluster."""
    return read(headings, ("future",), answers=answers)[0]


@pytest.mark.parametrize(
    ("headings", "target"),
    [
        ((CLUSTER,), "inclusion"),
        (("DIGITALE\u00a0INCLU\u00adSIE\nbevorderen",), "inclusion"),
        ((FOCUS, CLUSTER, "K"), "inclusion.knowledge"),
        ((CLUSTER, "Vaardigheden"), "inclusion.skills"),
        (("Kennis", CLUSTER), "inclusion.knowledge"),
        (("K", CLUSTER), "inclusion.knowledge"),
        (("Attitudes", FOCUS, CLUSTER), "inclusion.attitudes"),
        ((CLUSTER, "1.1", "Kennis"), "inclusion.knowledge"),
        ((f"{CLUSTER} - kennis",), "inclusion.knowledge"),
        ((f"Kennis: {CLUSTER}",), "inclusion.knowledge"),
        ((f"{CLUSTER} (A)",), "inclusion.attitudes"),
        ((f"1.2 {CLUSTER}: Vaardigheden",), "inclusion.skills"),
        ((f"{FOCUS} – {CLUSTER} – Kennis",), "inclusion.knowledge"),
        ((SHARED, SHARED, "Knowledge"), "supporting.knowledge"),
        ((SHARED, "Conscious selection of technology", "Skills"), "choosing.skills"),
        # Two languages in one heading, as one reads a line break, or one below the other.
        ((f"{CLUSTER} Promoting digital inclusion",), "inclusion"),
        ((f"1. {CLUSTER} / Promoting digital inclusion",), "inclusion"),
        ((CLUSTER, "Promoting digital inclusion"), "inclusion"),
        ((CLUSTER, "Kennis / Knowledge"), "inclusion.knowledge"),
        (("inclusion.knowledge",), "inclusion.knowledge"),
        (("Digitale breuklijnen tussen leeftijden, burgers en hulpverleners",), "sap-2024-nl:inclusion.knowledge.2"),
    ],
)
def test_a_name_in_one_cell_or_in_several_rows(headings: tuple[str, ...], target: str) -> None:
    reading = beside(*headings)
    assert (reading.named and reading.named.target, reading.why) == (target, "name")


def test_the_number_before_a_name_is_kept_for_a_check() -> None:
    numbers = [beside(heading).named for heading in (f"4. {CLUSTER}", f"1.2 {CLUSTER} - kennis", CLUSTER)]
    assert [named and named.number for named in numbers] == [4, 1, None]


@pytest.mark.parametrize(
    ("headings", "proposal", "why"),
    [
        (("Digitale inclusie - kennis",), "inclusion.knowledge", "short"),
        (("Kennis: digitale inclusie",), "inclusion.knowledge", "short"),
        (("Inclusie (K)",), "inclusion.knowledge", "short"),
        (("Kennis", "Inclusie"), "inclusion.knowledge", "short"),
        (("Dig. incl. bev.", "V"), "inclusion.skills", "short"),
        (("Cliëntgegevens",), "client-data", "short"),
        (("Digitale inclsie bevorderen",), "inclusion", "typing"),
        ((CLUSTER, "Kenis"), "inclusion.knowledge", "typing"),
        (("Digitale inclusie bevordren", "Kennis"), "inclusion.knowledge", "typing"),
        (
            ("Digitale breuklijnen tussen leeftijd, burgers en hulpverleners",),
            "sap-2024-nl:inclusion.knowledge.2",
            "typing",
        ),
        (
            (CLUSTER, "Kennis", "1.1.2 in de woorden van de publicatie"),
            "sap-2024-nl:inclusion.knowledge.2",
            "below-cell",
        ),
        ((CLUSTER, "Kennis", "Aantal"), "inclusion.knowledge", "below-cell"),
    ],
)
def test_what_is_only_nearly_a_name_is_proposed_and_not_assumed(
    headings: tuple[str, ...], proposal: str, why: str
) -> None:
    reading = beside(*headings)
    assert (reading.named, reading.proposal, reading.why) == (None, proposal, why)


@pytest.mark.parametrize(
    "headings",
    [
        *(("Mediawijsheid",), ("Blended hulp",), ("Kennis",), ("Ethisch handelen",), ("Opmerkingen",)),
        (SHARED, "Consious choosing of technology", "Knowledge"),
    ],
)
def test_what_can_be_several_targets_or_none_has_no_proposal(headings: tuple[str, ...]) -> None:
    """In the last one a focus above a misspelt cluster bears the name of another cluster: it is not taken for that."""
    reading = beside(*headings)
    assert (reading.named, reading.proposal, reading.why) == (None, None, "unknown")


def test_only_a_number_is_a_question_and_proposed_where_the_editions_agree() -> None:
    """9 is 'future' in all three. 4 is choosing, choosing, inclusion; in the 2024 draft 7 is two things."""
    kjg = Answers(description=Description(edition="kjg-nl"))
    assert [(beside(text).proposal, beside(text).why) for text in ("9", "4", "7", "C9 K")] == [
        ("future", "number"),
        (None, "number"),
        (None, "number"),
        ("future.knowledge", "number"),
    ]
    assert [beside(*texts, answers=kjg).proposal for texts in (("4",), ("3.2",), ("3", "V"), ("Cluster 7",))] == [
        "inclusion",
        "client-data.skills",
        "client-data.skills",
        "vision",
    ]


def test_columns_with_all_numbers_of_the_framework_may_be_ours_those_with_more_are_not() -> None:
    ours, others = read(*map(str, range(1, 10))), read(*map(str, range(1, 12)))
    assert {reading.why for reading in ours} == {"number"}
    assert [one.code for one in heading_questions(ours, EDITIONS)] == ["headings-numbers"]
    assert is_other_framework(others)


def test_a_table_about_another_framework_is_one_question() -> None:
    """Two of six look like something of ours: not enough to propose anything."""
    readings = read("Visie", "Samenwerken", "Evalueren", "Ethiek", "Kennis", "Onderzoek")
    assert {(one.named, one.proposal, one.why) for one in readings} == {(None, None, "unknown")}
    (question,) = heading_questions(readings, EDITIONS)
    assert (question.code, question.facts["count"]) == ("other-framework", 6)
    assert question.facts["columns"] == ["Visie", "Samenwerken", "Evalueren", "Ethiek", "Kennis", "Onderzoek"]


def test_headings_that_are_all_shortened_are_ours_all_the_same() -> None:
    readings = read("Inclusie (K)", "Inclusie (V)", "Inclusie (A)", "Toekomst (K)", "Toekomst (V)")
    assert not is_other_framework(readings)
    assert [one.proposal for one in readings] == [
        *("inclusion.knowledge", "inclusion.skills", "inclusion.attitudes", "future.knowledge", "future.skills")
    ]


def test_an_answer_names_a_column_by_its_heading_its_path_or_its_address() -> None:
    answers = Answers(
        columns={"extra": None, "Blok 1 > Kennis": "vision.knowledge", "Matrix!C4": "vision.skills", CLUSTER: "future"}
    )
    readings = read("EXTRA.", ("Blok 1", "Kennis"), ("Blok 2", "Kennis"), CLUSTER, answers=answers)
    assert [(one.named and one.named.target, one.why) for one in readings] == [
        (None, "not-read"),
        ("vision.knowledge", "answer"),
        ("vision.skills", "answer"),
        ("future", "answer"),
    ]
    assert list(heading_questions(readings, EDITIONS)) == []


def test_each_heading_that_is_not_certain_is_asked_with_the_targets_of_its_kind() -> None:
    readings = read((CLUSTER, "K"), "Inclusie (V)", "Iets anders", "8")
    unsure, unknown, number = heading_questions(readings, EDITIONS, EDITIONS["kjg-nl"])
    assert [one.code for one in (unsure, unknown, number)] == ["heading-unsure", "heading-unknown", "heading-number"]
    assert (unsure.facts["proposal"], str(unsure.ref)) == ("inclusion.skills", "Matrix!B4")
    choices = unknown.facts["choices"]
    assert isinstance(choices, list)
    # 9 clusters of 3 components, and that it is none of them.
    assert (len(choices), choices[-1]) == (28, "not-read")


HEADINGS = st.text(max_size=30) | st.text("0123456789.kKvVcC -()>", max_size=8)


@given(st.lists(st.lists(HEADINGS, max_size=4).map(tuple), min_size=1, max_size=6))
def test_no_heading_makes_it_stumble(headings: list[tuple[str, ...]]) -> None:
    readings = read(*headings)
    assert len(readings) == len(headings)
    assert all(one.named is None or one.proposal is None for one in readings)
    assert all(one.ref is not None for one in heading_questions(readings, EDITIONS))


def test_columns_without_a_heading_and_without_marks_are_one_note_with_their_addresses() -> None:
    named = Outcome((CLUSTER,), CellRef("Matrix", 3, 0))
    bare = [Outcome((), CellRef("Matrix", 3, column), has_marks=False) for column in (1, 2)]
    (note,) = heading_questions(name_outcomes([named, *bare], NAMES, EDITIONS, Answers()), EDITIONS)
    assert (note.code, dict(note.facts)) == ("columns-without-name", {"count": 2, "refs": ["Matrix!B4", "Matrix!C4"]})


def test_numbers_above_components_are_proposed_as_cells() -> None:
    """1 and C1 are inclusion and 9 is future in this edition, also above the components of each."""
    numbers = [((prefix + str(number)), name) for prefix in ("", "C") for number in range(1, 10) for name in ("K", "V")]
    readings = read(*numbers, answers=Answers(description=Description(edition="sap-2024-nl")))
    proposed = {reading.headings: reading.proposal for reading in readings}
    assert {reading.why for reading in readings} == {"number"}
    assert proposed["1", "K"] == proposed["C1", "K"] == "inclusion.knowledge"
    assert proposed["9", "V"] == proposed["C9", "V"] == "future.skills"
    assert not is_other_framework(readings)


def test_a_number_above_a_component_without_a_proposal_is_asked_with_cells_to_choose_from() -> None:
    """The editions number vision and evaluating the other way round; without a first these are not all clusters."""
    numbers = [(str(number), "Kennis") for number in range(2, 10)] + [(CLUSTER, "Kennis")]
    asked = {one.facts["written"]: one.facts for one in heading_questions(read(*numbers), EDITIONS)}
    assert asked["7 > Kennis"]["proposal"] is None
    assert "vision.knowledge" in asked["7 > Kennis"]["choices"]


def test_the_same_cluster_in_two_languages_below_each_other_is_called_so_in_both_editions() -> None:
    reading, *_ = read((CLUSTER, "Promoting digital inclusion"))
    assert reading.named is not None
    assert {"kjg-nl", "sw-2025-en"} <= reading.named.editions


def test_headings_that_are_nearly_names_are_asked_about_one_by_one_and_not_as_a_layout() -> None:
    reading = upload("""
        Vak | Digitale inclusie | Eigen mediawijsheid | Cliëntgegevens
        Ethiek | geoefend | exemplarisch |
        Recht | | geoefend | geoefend
        Stage 1 | geoefend | | exemplarisch
    """)
    codes = [one.code for one in reading.findings]
    assert codes.count("heading-unsure") == 3
    assert "layout-unsure" not in codes


def test_numbers_as_headings_are_proposed_by_the_edition_that_the_file_names_also_where_nothing_is_filled_in() -> None:
    """Number 1 is inclusion in the edition of the description; nobody filled in the seventh column."""
    reading = upload("""
        Vak     | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9
        Ethiek  | 1 |   | 2 |   |   | 3 |   |   |
        Recht   |   | 1 |   |   | 1 |   |   | 1 | 2
        Agogiek |   | 1 |   |   | 1 |   |   | 1 | 2
        Stage   | 3 | 1 |   | 3 | 1 |   |   | 1 | 2
    """)
    asked = [one for one in reading.findings if one.code.startswith("heading")]
    assert [(one.code, one.facts["proposal"]) for one in asked] == [("headings-numbers", "sap-2024-nl")]


@pytest.mark.parametrize("below", [(), ("K", "V", "A")], ids=["clusters", "cells"])
def test_one_line_of_answers_says_of_which_edition_all_numbers_are_and_one_heading_may_differ(
    below: tuple[str, ...],
) -> None:
    """In the edition for social work 4 is choosing, in the one for youth care inclusion; 7 is said by itself."""
    headings = [(str(number), *part) for number in range(1, 10) for part in ([(one,) for one in below] or [()])]
    (asked,) = heading_questions(read(*headings), EDITIONS, EDITIONS["kjg-nl"])
    assert (asked.code, asked.facts["proposal"], asked.facts["count"]) == ("headings-numbers", "kjg-nl", len(headings))
    for edition, fourth in (("sap-2024-nl", "choosing"), ("kjg-nl", "inclusion")):
        answers, _ = load_answers(f'numbers: {edition}\ncolumns: {{"7": future}}')
        named = [one.named for one in read(*headings, answers=answers)]
        ids = [one.target for one in named if one is not None]
        each = len(below) or 1
        part = ".knowledge" if below else ""
        assert (len(ids), ids[3 * each], ids[6 * each]) == (len(headings), fourth + part, "future" + part)
        assert named[0] is not None
        assert named[0].editions == {edition}


@pytest.mark.parametrize("parts", [("sem 1", "sem 2"), ("S1", "S2"), ("1e sem", "2e sem"), ("fase 1", "fase 2")])
def test_parts_of_the_year_below_each_cluster_are_one_question_and_no_errors(parts: tuple[str, str]) -> None:
    first, second = parts
    reading = upload(f"""
                | inclusion | | choosing | | vision |
        Vak     | {first} | {second} | {first} | {second} | {first} | {second}
        Ethiek  | 1 |   | 2 | 3 |   | 3
        Recht   |   | 1 |   | 2 | 1 |
        Stage   | 3 | 1 |   | 3 | 1 |
    """)
    asked = [one for one in reading.findings if one.severity in ("error", "question")]
    assert [(one.code, one.facts["values"]) for one in asked] == [("columns-below", list(parts))]
