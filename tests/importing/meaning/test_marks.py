"""Marks as people write them: what is certain, what is proposed, and what is asked without a proposal."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum_map.domain.findings import CellRef, Severity
from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.importing.meaning.answers import Answers
from curriculum_map.importing.meaning.explanations import Explanation
from curriculum_map.importing.meaning.marks import MarkReading, mark_questions, read_marks
from curriculum_map.wording.findings import sentence
from tests.workbooks import upload

LEGEND = load_legend()


def read(
    counts: dict[str, int],
    answers: Answers | None = None,
    file_legend: dict[str, str] | None = None,
    remembered: dict[str, int] | None = None,
) -> dict[str, MarkReading]:
    """The readings of these marks, each first seen in a row of its own; the file explains some in its first rows."""
    refs = {mark: CellRef("Matrix", row, 3) for row, mark in enumerate(counts)}
    explained = enumerate((file_legend or {}).items())
    told = [Explanation(mark, text, CellRef("Legende", row, 1)) for row, (mark, text) in explained]
    readings = read_marks(Counter(counts), refs, answers or Answers(), LEGEND, told, remembered)
    return {reading.written: reading for reading in readings}


def proposals(*marks: str) -> dict[str, int | None]:
    """What is proposed for each of these marks, which stand in one table."""
    return {mark: reading.proposal for mark, reading in read(dict.fromkeys(marks, 1)).items()}


def test_the_words_of_the_legend_and_the_digits_are_certain() -> None:
    written = ["Geoefend.", "GOED GEKADERD", "exemplary", "0", "3", "n.v.t.", "not-covered"]
    readings = read(dict.fromkeys(written, 1))
    states = [3, 2, 1, 0, 3, NOT_APPLICABLE, 0]
    assert [(one.state, one.why, one.proposal) for one in readings.values()] == [(s, "legend", None) for s in states]


@pytest.mark.parametrize(
    "scale",
    [
        *(
            {"E": 1, "GK": 2, "G": 3},
            {"ex.": 1, "gk": 2, "geoef.": 3},
            {"v": 1, "K": 2, "g": 3},
            {"E": 1, "F": 2, "P": 3},
        ),
        *({"x": 1, "xx": 2, "xxx": 3}, {"X": 1, "X X": 2}, {"+": 1, "++": 2, "+++": 3}, {"✓": 1, "✓✓": 2}),
        *({"I": 1, "R": 2, "M": 3}, {"I": 1, "D": 2, "A": 3}, {"Introduced": 1, "Reinforced": 2, "Mastered": 3}),
        *({"B": 1, "G": 2, "S": 3}, {"I": 1, "II": 2, "III": 3}, {"niveau 1": 1, "Niv. 2": 2}, {"★": 1, "★★": 2}),
        *({"1 = exemplarisch": 1, "2 = goed gekaderd": 2},),
        *({"Basis": 1, "Gevorderd": 2, "Expert": 3}, {"B": 1, "G": 2, "E": 3}, {"Vermeld": 1, "gekaderd": 2}),
        *({"Introduced, Reinforced": 2, "Introduced": 1, "Introduced, Reinforced, Applied": 3},),
    ],
    ids=" ".join,
)
def test_a_scale_is_proposed_for_all_marks_together_and_never_assumed(scale: dict[str, int]) -> None:
    readings = read(dict.fromkeys(scale, 5))
    assert {mark: one.proposal for mark, one in readings.items()} == scale
    assert {(one.state, one.why) for one in readings.values()} == {(None, "unknown")}


def test_a_dash_or_a_stroke_is_a_mark_of_its_own_and_proposed_as_not_rated() -> None:
    readings = read({"geoefend": 9, "-": 4, "–": 1, "/": 2, "n.v.t.": 3})
    asked = {one.written: (one.count, one.proposal, one.note) for one in readings.values() if one.state is None}
    assert asked == {"-": (4, NOT_RATED, "dash"), "/": (2, NOT_RATED, "dash"), "–": (1, NOT_RATED, "dash")}
    answered = read({"-": 4, "/": 2}, Answers(marks={"-": 0, "/": NOT_RATED}))
    assert [one.state for one in answered.values()] == [0, NOT_RATED]


def test_a_digit_that_the_file_explains_in_other_words_is_a_question_with_all_of_its_scale() -> None:
    """'1 = sterk aanwezig' is none of our levels, and 0 and 3 seem to be the same one; 2 is what it is with us."""
    legend = {"1": "sterk aanwezig", "2": "goed gekaderd", "3": "Studenten oefenen het zelf.", "0": "geoefend"}
    readings = read({"1": 13, "2": 14, "3": 15, "0": 2}, file_legend=legend)
    assert {mark: (one.state, one.proposal, one.explanation) for mark, one in readings.items()} == {
        "1": (None, None, "sterk aanwezig"),
        "2": (None, 2, "goed gekaderd"),
        "3": (None, None, "Studenten oefenen het zelf."),
        "0": (None, None, "geoefend"),
    }


def test_an_explanation_that_names_one_level_anywhere_gives_a_proposal() -> None:
    legend = {
        "U": "uitgebreid (geoefend)",
        "E": "eigen keuze, komt niet aan bod",
        "W": "wel vermeld, niet geoefend",
        "T": "van exemplarisch tot geoefend",
    }
    readings = read(dict.fromkeys(legend, 5), file_legend=legend)
    assert {mark: one.proposal for mark, one in readings.items()} == {"U": 3, "E": 0, "W": None, "T": None}


def test_letters_of_no_scale_that_we_know_are_asked_without_a_proposal() -> None:
    """B, G and V are no scale of ours, though V and G are steps of one; O, V and G are marks for schoolwork."""
    assert set(proposals("B", "G", "V").values()) == {None}
    assert set(proposals("O", "V", "G").values()) == {None}
    assert set(proposals("A", "B", "C").values()) == {None}
    assert set(proposals("○", "◐", "●").values()) == {None}
    assert proposals("E", "G", "x") == {"E": 1, "G": 3, "x": 1}


def test_three_numbers_equally_far_apart_are_proposed_as_the_three_levels() -> None:
    readings = read({"1": 17, "3": 17, "5": 11})
    assert {mark: (one.state, one.proposal) for mark, one in readings.items()} == {
        "1": (None, 1),
        "3": (None, 2),
        "5": (None, 3),
    }


def test_what_a_letter_means_depends_on_the_letters_beside_it() -> None:
    assert [proposals("V", "K", "G")["G"], proposals("B", "G", "E")["G"]] == [3, 2]
    assert [proposals("E", "GK", "G")["E"], proposals("B", "G", "E")["E"]] == [1, 3]
    assert proposals("I", "R", "M", "A")["A"] is None


@pytest.mark.parametrize(
    ("written", "proposal", "note"),
    [
        *(("x", 1, "tick"), ("✓", 1, "tick"), ("ja", 1, "tick"), ("✗", 0, "no"), ("nee", 0, "no")),
        *(("TRUE", 1, "true-false"), ("FALSE", 0, "true-false")),
        *(("goed gekaderd?", 2, "doubt"), ("(geoefend)", 3, "doubt"), ("geoefend??", 3, "doubt")),
        *(("exemplarisch / geoefend", 3, "two-levels"), ("1-2", 2, "two-levels"), ("1 of 2", 2, "two-levels")),
        *(("geofend", 3, "typing"), ("goed gekadert", 2, "typing"), ("goed gekaderd (2)", 2, "abbreviation")),
        *(("komt niet aan bodd", 0, "typing"), ("komt aan bod", None, ""), ("niet gekaderd", None, "")),
        *(("7", None, "number"), ("2,5", None, "number"), ("2.5", None, "number"), ("-1", None, "number")),
        *(("2026-02-01", 2, "date"), ("2026-03-12T00:00:00", None, "date"), ("01:02:00", None, "date")),
        *(("#REF!", None, "excel-error"), ("#N/A", None, "excel-error"), ("FFC000", None, "colour")),
        *(("NA", NOT_APPLICABLE, "abbreviation"), ("--", NOT_RATED, ""), ("\\", NOT_RATED, ""), ("geen", 0, "no")),
        *(("sterk", None, ""), ("zie stage", None, ""), ("X,2,3", None, ""), ("O/T", None, ""), ("?", None, "")),
    ],
)
def test_a_mark_alone(written: str, proposal: int | None, note: str) -> None:
    reading = read({written: 1})[written]
    assert (reading.state, reading.proposal, reading.note) == (None, proposal, note)


def test_two_levels_in_one_cell_propose_the_higher_since_a_course_counts_with_the_highest() -> None:
    assert proposals("geoefend, exemplarisch", "E / G", "E", "G") == {
        "geoefend, exemplarisch": 3,
        "E / G": 3,
        "E": 1,
        "G": 3,
    }


def test_an_answer_goes_before_everything_and_also_for_other_spellings_of_the_mark() -> None:
    answers = Answers(marks={"G": 2, "g.": 3, "-": 0, "sterk": 3})
    readings = read(dict.fromkeys(("G", "g.", "STERK", "-"), 1), answers)
    assert [(one.written, one.state, one.why) for one in readings.values()] == [
        ("G", 2, "answer"),
        ("g.", 3, "answer"),
        ("STERK", 3, "answer"),
        ("-", 0, "answer"),
    ]


def test_the_legend_in_the_file_and_what_was_answered_before_are_proposed() -> None:
    readings = read(
        dict.fromkeys(("A", "B", "C", "G", "geoefend"), 1),
        file_legend={"a": "geoefend door studenten", "G": "getoetst", "B": "goed gekaderd", "geoefend": "exemplarisch"},
        remembered={"c": 1, "B": 1},
    )
    assert {mark: (one.state, one.proposal, one.why) for mark, one in readings.items()} == {
        "A": (None, 3, "file-legend"),
        "B": (None, 2, "file-legend"),
        "C": (None, 1, "remembered"),
        "G": (None, None, "file-legend"),
        "geoefend": (3, None, "legend"),
    }


def test_a_legend_in_the_file_that_turns_the_digits_round_is_asked_about() -> None:
    turned = read({"1": 3, "3": 2, "2": 1}, file_legend={"1": "geoefend", "2": "goed gekaderd", "3": "exemplarisch"})
    assert {mark: (one.state, one.proposal) for mark, one in turned.items()} == {
        "1": (None, 3),
        "3": (None, 1),
        "2": (None, 2),
    }


def test_the_legend_of_our_template_changes_nothing() -> None:
    ours = {str(int(level.value)): level.meaning.nl for level in LEGEND.levels}
    assert {one.state for one in read({"1": 3, "2": 1}, file_legend=ours).values()} == {1, 2}


def test_numbers_on_another_scale_are_no_levels_but_one_slip_is_a_slip() -> None:
    """0 to 5: 119 of 510 numbers are 4 or 5. One 7 among 20 digits is a slip."""
    weights = read({"0": 123, "1": 114, "2": 90, "3": 64, "5": 64, "4": 55})
    assert {(one.state, one.note) for one in weights.values()} == {(None, "other-scale")}
    slip = read({"1": 10, "2": 9, "7": 1})
    assert {mark: one.state for mark, one in slip.items()} == {"1": 1, "2": 2, "7": None}


def test_four_steps_from_1_are_proposed_as_the_four_levels_each_one_lower() -> None:
    """With a 0 among them there are five steps, and nobody knows which; the file's own legend goes before all."""
    steps = read({"1": 7, "2": 7, "3": 3, "4": 3})
    assert {mark: (one.state, one.proposal) for mark, one in steps.items()} == {
        "1": (None, 0),
        "2": (None, 1),
        "3": (None, 2),
        "4": (None, 3),
    }
    assert {(one.state, one.proposal) for one in read({"0": 4, "1": 7, "2": 7, "3": 3, "4": 3}).values()} == {
        (None, None)
    }
    assert read({"0.5": 5, "1": 5, "0.25": 5})["1"].state is None
    legend = {"1": "exemplarisch", "2": "goed gekaderd", "3": "geoefend", "4": "getoetst"}
    explained = read({"1": 7, "2": 7, "3": 3, "4": 3}, file_legend=legend)
    assert [one.state for one in explained.values()] == [1, 2, 3, None]


def test_nothing_but_ones_and_noughts_says_yes_or_no_and_not_how_far_it_goes() -> None:
    """20 of them are a pattern; three may be the levels of a small table, and so are ones beside other levels."""
    assert [(one.state, one.proposal) for one in read({"1": 12, "0": 8}).values()] == [(None, 1), (0, None)]
    assert read({"1": 3, "0": 2})["1"].state == 1
    assert [(read({"1": count})["1"].state, read({"1": count})["1"].proposal) for count in (9, 10)] == [
        (1, None),
        (None, 1),
    ]
    assert read({"1": 12, "0": 8, "geoefend": 1})["1"].state == 1
    assert read({"1": 12, "0": 8, "-": 9})["1"].state is None


@pytest.mark.parametrize("marks", ["K V A KV KVA", "A B C", "A B C D"])
def test_letters_without_an_order_that_we_know_get_no_proposal(marks: str) -> None:
    """Kennis, vaardigheden, attitudes are parts of a competence; grades may count up or down."""
    assert set(proposals(*marks.split()).values()) == {None}


def test_a_full_circle_is_no_tick_where_others_are_half_full() -> None:
    assert [proposals("●")["●"], proposals("○", "◐", "●")["●"]] == [1, None]


def test_one_question_for_each_mark_names_its_cells_and_what_can_be_answered() -> None:
    """1030 crosses: all are counted, the first thousand named; 25 misread cells: all are named. A word is not asked."""
    cells = [CellRef("Matrix", row, 4) for row in range(1_030)]
    counts = Counter({"x": 1_030, "sterk": 25, "geoefend": 9})
    readings = read_marks(counts, dict.fromkeys(counts, cells[0]), Answers(), LEGEND)
    crosses, strong = mark_questions(readings, {"x": cells, "sterk": cells[5:30]}, LEGEND)
    assert (crosses.code, crosses.severity, str(crosses.ref)) == ("unknown-mark", Severity.QUESTION, "Matrix!E1")
    assert (crosses.facts["count"], crosses.facts["proposal"]) == (1_030, "exemplary")
    assert crosses.facts["refs"] == [f"Matrix!E{row}" for row in range(1, 1_001)]
    levels = ["not-covered", "exemplary", "well-framed", "practised", "not-rated", "not-applicable"]
    assert crosses.facts["choices"] == levels
    assert strong.facts["refs"] == [f"Matrix!E{row}" for row in range(6, 31)]
    assert strong.facts["proposal"] is None


@given(st.dictionaries(st.text(max_size=40), st.integers(1, 9), max_size=12), st.text(max_size=40))
def test_no_mark_makes_it_stumble_and_what_is_not_known_is_asked(counts: dict[str, int], explained: str) -> None:
    readings = read(counts, file_legend=dict.fromkeys(counts, explained))
    assert {mark: one.count for mark, one in readings.items()} == counts
    asked = mark_questions(list(readings.values()), {}, LEGEND)
    written = [mark for one in asked for mark in (one.facts["written"], *one.facts.get("also", ()))]  # type: ignore[misc]
    assert sorted(map(str, written)) == sorted(one.written for one in readings.values() if one.state is None)


def test_a_mark_in_capitals_and_without_is_one_question() -> None:
    """18 + 12 crosses, and the cells of both; one answer is enough."""
    cells = [CellRef("Matrix", row, 4) for row in range(30)]
    counts = Counter({"x": 18, "X": 12, "XX": 2})
    first = {"x": cells[0], "X": cells[18], "XX": cells[5]}
    asked = list(
        mark_questions(read_marks(counts, first, Answers(), LEGEND), {"x": cells[:18], "X": cells[18:]}, LEGEND)
    )
    assert [(one.facts["written"], one.facts["count"], one.facts.get("also")) for one in asked] == [
        ("x", 30, ["X"]),
        ("XX", 2, None),
    ]
    assert asked[0].facts["refs"] == list(map(str, cells))
    assert "“x” / “X” stands in 30 cells" in sentence(asked[0], "en")
    assert {one.state for one in read(counts, Answers(marks={"x": 1, "xx": 2})).values()} == {1, 2}


def test_what_the_file_explains_in_capitals_and_without_is_two_marks() -> None:
    """X is practised here and x exemplary: an answer about the one says nothing of the other."""
    told = {"x": "exemplarisch", "X": "geoefend"}
    readings = read({"x": 3, "X": 2}, file_legend=told)
    assert [one.proposal for one in readings.values()] == [1, 3]
    assert [one.facts["written"] for one in mark_questions(list(readings.values()), {}, LEGEND)] == ["x", "X"]
    answered = read({"x": 3, "X": 2}, Answers(marks={"x": 1}), told)
    assert [one.state for one in answered.values()] == [1, None]


def test_ten_thousand_remarks_stand_for_no_level() -> None:
    """Comparing each with each other one would not come to an end here."""
    readings = read({f"opmerking nummer {number} over dit vak": 1 for number in range(10_000)})
    assert {one.state for one in readings.values()} == {None}


def test_of_a_digit_and_a_word_that_differ_the_word_is_proposed() -> None:
    readings = read({"3: exemplarisch": 4, "2 - goed gekaderd": 3, "1 (geoefend)": 2})
    assert {mark: (one.proposal, one.note) for mark, one in readings.items()} == {
        "3: exemplarisch": (1, "digit-and-word"),
        "2 - goed gekaderd": (2, "abbreviation"),
        "1 (geoefend)": (3, "digit-and-word"),
    }


def test_two_levels_with_nothing_between_them_are_named_as_such_and_none_is_proposed() -> None:
    """One of the two may be struck through within its cell."""
    (reading,) = read({"exemplarisch geoefend": 1}).values()
    assert (reading.proposal, reading.note) == (None, "two-levels")


def test_a_legend_in_one_cell_explains_each_of_its_marks() -> None:
    """With a heading before the first, commas within a meaning and a level between brackets."""
    table = """
    Opleidingsonderdeel | Studiepunten | inclusion | choosing | vision
    Ethiek              | 6            | 1         | U        | E
    Recht               | 4            | 2         | U        | U
    Stage               | 5            | 3         | E        | E
    """
    legend = """
    Legende: 1 = sterk aanwezig, 2 = aanwezig, 3 = niet aanwezig
    U = uitgebreid (geoefend)
    E = eigen keuze, komt niet aan bod
    """
    asked = {
        one.facts["written"]: (one.facts["explanation"], one.facts["proposal"])
        for one in upload(table, Legende=legend).findings
        if one.code == "unknown-mark"
    }
    assert asked == {
        "1": ("sterk aanwezig", None),
        "2": ("aanwezig", None),
        "3": ("niet aanwezig", None),
        "U": ("uitgebreid (geoefend)", "practised"),
        "E": ("eigen keuze, komt niet aan bod", "not-covered"),
    }
