"""The file of answers: what a person writes is what is meant, and what is wrong has its line."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import curriculum_map
from curriculum_map.domain.curriculum import BlankMeans, Perspective
from curriculum_map.domain.findings import Severity
from curriculum_map.domain.framework import Granularity
from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED
from curriculum_map.frameworks.loader import EDITION_IDS, load_editions, load_programmes
from curriculum_map.importing.cells import cell_text
from curriculum_map.importing.description import Description
from curriculum_map.importing.meaning.answers import ORIENTATIONS, Answers, SheetAnswer
from curriculum_map.importing.meaning.answers_file import dump_answers, load_answers
from curriculum_map.importing.words import COURSE_FIELDS

DOCUMENT = Path(curriculum_map.__file__).parent.parent / "docs" / "answers.md"
TARGETS = [
    target
    for edition in load_editions().values()
    for granularity in Granularity
    for target in edition.targets(granularity)
]


def found(text: str) -> list[tuple[str, object, object]]:
    """Code, line and path of each finding about this text."""
    return [(one.code, one.facts.get("line"), one.facts.get("path")) for one in load_answers(text)[1]]


def test_the_example_in_the_documents_is_read_as_it_says() -> None:
    example = re.search(r"```yaml\n(.*?)```", DOCUMENT.read_text("utf-8"), re.DOTALL)
    assert example is not None
    answers, findings = load_answers(example[1])
    assert findings == []
    assert answers == Answers(
        description=Description(
            *("Hogeschool Noordzee", "social-work", "2026-27", "sap-2024-nl", "programme team"),
            Perspective.COORDINATOR,
            BlankMeans.NOT_RATED,
            "Campus Noord",
        ),
        sheet="Matrix 2026",
        layouts={"Matrix 2026": SheetAnswer("courses_rows", 4)},
        numbers="sap-2024-nl",
        columns={
            "Digitale inclusie (K)": "inclusion.knowledge",
            "C5 > V": "supporting.skills",
            "Extra competentie": None,
        },
        course_columns={"Omvang": "ects", "Opmerkingen": None},
        codes={"Matrix 2026!A7": "SEP1"},
        tracks={"Jeugd/Zorg": "Jeugd; Zorg"},
        groups={"Media": "1", "Sport": "6 ects", "Talen": "not-known"},
        lines={"Jaar 1": False, "Werkveld": True},
        marks={"E": 1, "x": 2, "?": NOT_RATED, "n.v.t. in 2026": NOT_APPLICABLE},
        duplicates="keep",
        courses={
            "Ethiek": ("Beroepsethiek",),
            "SW12 Methodieken": ("Methodieken 1", "Methodieken 2"),
            "Oud recht": (),
        },
    )


@pytest.mark.parametrize(
    ("written", "state"),
    [
        *(("exemplary", 1), ("goed gekaderd", 2), ("3", 3), ("0", 0), ("not-covered", 0)),
        *(("not-rated", NOT_RATED), ("not-applicable", NOT_APPLICABLE), ("nvt", NOT_APPLICABLE)),
    ],
)
def test_a_mark_is_answered_by_id_word_or_digit(written: str, state: int) -> None:
    assert load_answers(f"marks:\n  no: {written}\n") == (Answers(marks={"no": state}), [])


@pytest.mark.parametrize("text", ["", "\n# nothing yet\n", "marks:\nsheet: ~\n", "marks: {}"])
def test_a_file_that_answers_nothing_is_no_answer(text: str) -> None:
    assert load_answers(text) == (Answers(), [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("colour: blue", [("answers-unknown-key", 1, None)]),
        ("sheet: A\nmarks:\n  x: much\n  y: 1", [("answers-not-a-choice", 3, "marks.x")]),
        ("marks:\n  x:\n", [("answers-not-a-choice", 2, "marks.x")]),
        ("marks: x", [("answers-no-mapping", 1, "marks")]),
        ("- sheet\n", [("answers-no-mapping", 1, "")]),
        ("columns:\n  A: [1, 2]", [("answers-no-text", 2, "columns.A")]),
        ("columns:\n  A: vision.wisdom", [("answers-not-a-choice", 2, "columns.A")]),
        ("course_columns: {A: colour}", [("answers-not-a-choice", 1, "course_columns.A")]),
        ("academic_year: 2026", [("answers-not-a-choice", 1, "academic_year")]),
        ("programme: Cookery", [("answers-not-a-choice", 1, "programme")]),
        ("hidden: maybe", [("answers-not-a-choice", 1, "hidden")]),
        ("duplicates: drop", [("answers-not-a-choice", 1, "duplicates")]),
        ("layouts: {A: {header_row: 0}}", [("answers-not-a-choice", 1, "layouts.A.header_row")]),
        ("layouts: {A: {colour: 1}}", [("answers-unknown-key", 1, None)]),
        ("sheet: A\nsheet: B", [("answers-key-twice", 2, None)]),
        ("sheet: [", [("answers-broken", 2, None)]),
        ("a: b: c", [("answers-broken", 1, None)]),
        ("sheet: \x00", [("answers-broken", 1, None)]),
        ("? [a]\n: b", [("answers-no-mapping", 1, "")]),
        ("sheet: A\n---\nsheet: B", [("answers-broken", 2, None)]),
    ],
)
def test_what_is_wrong_is_named_with_its_line(text: str, expected: list[tuple[str, object, object]]) -> None:
    assert found(text) == expected
    assert {one.severity for one in load_answers(text)[1]} == {Severity.ERROR}


def test_what_is_wrong_leaves_the_other_answers_as_they_are() -> None:
    answers, findings = load_answers("sheet: A\nmarks: {x: much, y: 1}\nhidden: maybe")
    assert answers == Answers(sheet="A", marks={"y": 1})
    assert len(findings) == 2


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("marks: &all {x: 1}", "answers-reference"),
        ("a: &a [x]\nb: *a", "answers-reference"),
        ("!!python/object/apply:os.system ['true']", "answers-reference"),
        ("sheet: !!str A", "answers-reference"),
        ("marks: " + "{a: " * 2_000, "answers-broken"),
        ("marks:\n" + "".join(f"  a{number}: 1\n" for number in range(12_000)), "answers-broken"),
        ("x" * 300_000, "answers-too-large"),
    ],
)
def test_bombs_and_objects_are_refused(text: str, code: str) -> None:
    answers, findings = load_answers(text)
    assert (answers, [one.code for one in findings]) == (Answers(), [code])


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30).map(cell_text).filter(bool)
ANSWERS = st.builds(
    Answers,
    st.builds(
        Description,
        st.none() | TEXTS,
        st.none() | st.sampled_from([one.id for one in load_programmes()]),
        st.sampled_from([None, "2025-26", "2026-27"]),
        st.none() | st.sampled_from(EDITION_IDS),
        st.none() | TEXTS,
        st.none() | st.sampled_from(Perspective),
        st.none() | st.sampled_from(BlankMeans),
    ),
    st.none() | TEXTS,
    st.just(()) | st.lists(TEXTS, min_size=2, max_size=3, unique=True).map(tuple),
    st.booleans(),
    st.dictionaries(
        TEXTS,
        st.builds(SheetAnswer, st.none() | st.sampled_from(ORIENTATIONS), st.none() | st.integers(1, 20_000)),
        max_size=3,
    ),
    st.none() | st.sampled_from(EDITION_IDS),
    st.dictionaries(TEXTS, st.none() | st.sampled_from(TARGETS), max_size=4),
    st.dictionaries(TEXTS, st.none() | st.sampled_from(sorted(COURSE_FIELDS.labels)), max_size=4),
    st.dictionaries(TEXTS, TEXTS, max_size=3),
    st.dictionaries(TEXTS, TEXTS, max_size=3),
    st.dictionaries(TEXTS, st.sampled_from(["1", "2", "6 ects", "4.5 ects", "not-known"]), max_size=3),
    st.dictionaries(TEXTS, st.booleans(), max_size=3),
    st.dictionaries(TEXTS, st.sampled_from([0, 1, 2, 3, NOT_APPLICABLE, NOT_RATED]), max_size=6),
    st.sampled_from([None, "keep"]),
)


@given(ANSWERS)
def test_what_is_written_is_read_back(answers: Answers) -> None:
    assert load_answers(dump_answers(answers)) == (answers, [])


@given(st.text(max_size=200))
def test_no_text_makes_it_stumble(text: str) -> None:
    answers, findings = load_answers(text)
    assert replace(answers) == answers
    assert all(finding.severity is Severity.ERROR for finding in findings)
