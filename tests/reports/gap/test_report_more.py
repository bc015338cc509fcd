"""The later sheets of the gap report: questions, balance, raters, what changed, decisions, and the tidy data."""

from dataclasses import replace
from datetime import UTC, datetime

from curriculum_map.domain.agreed import AgreedLevel, OnRecord, agreed_document
from curriculum_map.domain.comments import Comment
from curriculum_map.domain.curriculum import GridKey, Perspective
from curriculum_map.domain.decisions import (
    Check,
    Decision,
    DecisionKind,
    DecisionState,
    NamedCourse,
    Registered,
    decision_document,
)
from curriculum_map.domain.gaps import GapKind
from curriculum_map.domain.levels import Level
from curriculum_map.domain.register import About, Entry, Subject
from curriculum_map.reports.gap.report import describe_gap_report
from tests.grids import KEY, make_grid, row
from tests.reports.reopened import reopened, report_of, rows_of, texts_of

TARGETS = ["inclusion.knowledge", "inclusion.skills"]
GRID = make_grid(
    [row("Intro", 2, 1, code="A1", phase=1), row("Lab", 0, None, code="B1", phase=2), row("Stage", 2, 2, phase=2)],
    TARGETS,
)
LAST_YEAR = make_grid(
    [row("Intro", 1, 1, code="A1")],
    TARGETS,
    key=GridKey(KEY.institution, KEY.programme, "2025-26", None, KEY.perspective),
)
COLLEAGUE = make_grid(
    [row("Intro", 2, 3, code="A1"), row("Stage", 2, 2)],
    TARGETS,
    key=GridKey(KEY.institution, KEY.programme, KEY.academic_year, "B. Rater", Perspective.LECTURER),
)
AT = datetime(2026, 11, 3, tzinfo=UTC)
REPAIR = Decision(
    "inclusion.skills",
    DecisionKind.REPAIR,
    "An exercise with clients",
    "2026-27",
    GapKind.SOFT,
    Level.PRACTISED,
    level=Level.PRACTISED,
    due="2027-28",
    course=NamedCourse("B1", "Lab"),
    owner="head of programme",
)
REGISTERED = Registered(
    1,
    REPAIR,
    (Entry(About(KEY.programme, None, None, Subject.DECISION, "1"), 1, decision_document(REPAIR), AT, "somebody"),),
    (Check("2027-28", 2, datetime(2027, 10, 1, tzinfo=UTC), DecisionState.OPEN),),
    "2027-28",
)


def test_without_statuses_or_ambitions_the_report_says_so_and_not_that_all_is_well() -> None:
    """Nobody wants anything of these courses yet; in the other grid nobody said who takes them either."""
    assert "No target falls short of its ambition." not in texts_of(reopened(report_of(GRID)))
    assert "The programme has set no ambitions yet, so there is nothing to fall short of." in texts_of(
        reopened(report_of(GRID))
    )
    assert "Courses without a status" not in texts_of(reopened(report_of(GRID)))
    courses = tuple(replace(course, status=None) for course in GRID.courses)
    some, none = replace(GRID, courses=(GRID.courses[0], *courses[1:])), replace(GRID, courses=courses)
    assert "2: they count as possible only" in texts_of(reopened(report_of(some)))
    assert "all of them: nothing counts as guaranteed, whatever was rated" in texts_of(reopened(report_of(none)))


def test_the_questions_name_courses_and_cells() -> None:
    """Skills: talked about (knowledge well framed) and never practised, since the highest is well framed."""
    found = rows_of(report_of(GRID), "questions")
    never = next(line for line in found if "Is practice missing" in str(line["Question"]))
    assert "Knowledge: up to “well framed”" in str(never["Question"])
    assert (never["Courses"], never["Cells in the file"]) == ("A1 Intro; Stage", "Grid!G6, G8")
    nothing = next(line for line in found if line["About"] == "B1 Lab")
    assert nothing["Question"] == "Lab: was rated and covers nothing. Is that so?"
    assert nothing["Cells in the file"] == "Grid!G7:H7"


def test_the_balance_sets_the_components_side_by_side() -> None:
    """Knowledge: 2 guaranteed. Skills: 2, of which nobody says practised. Attitudes: not in this grid."""
    sheet = next(one for one in describe_gap_report(report_of(GRID), "en").sheets if one.name == "Balance")
    (line,) = sheet.rows
    assert line[1:] == (*("well framed", "well framed", "not rated yet") * 2, 0, 0, 0)


def test_raters_are_compared_place_by_place() -> None:
    """Four places both rated: Intro 2-2 and 1-3, Stage 2-2 and 2-2. Three of four are the same level."""
    report = replace(report_of(GRID), raters=(GRID, COLLEAGUE))
    whole = rows_of(report, "agreement")[0]
    assert (whole["places"], whole["the same level"], whole["at most one level apart"]) == (4, 0.75, 0.75)
    (differ,) = rows_of(report, "contested")
    assert differ["Course"] == "A1 Intro"
    assert (differ["A. Rater · coordinator"], differ["B. Rater · lecturer"]) == ("exemplary", "practised")


def test_the_cover_names_everybody_who_rated() -> None:
    alone, together = report_of(GRID), replace(report_of(GRID), raters=(GRID, COLLEAGUE))
    said = [line["In this report"] for line in rows_of(together, "cover") if line["About"] == "Also rated by"]
    assert said == ["B. Rater · lecturer"]
    assert not [line for line in rows_of(alone, "cover") if line["About"] == "Also rated by"]


def test_an_agreed_level_on_a_target_that_the_edition_does_not_have_is_named_by_its_id() -> None:
    agreed = AgreedLevel(GRID.edition, NamedCourse("A1", "Intro"), "elsewhere.skills", Level.PRACTISED, "Besproken")
    about = About(GRID.key.programme, None, GRID.key.academic_year, Subject.AGREED_LEVEL, agreed.name)
    entry = Entry(about, 1, agreed_document(agreed), AT, "local")
    (line,) = rows_of(replace(report_of(GRID), left=(OnRecord(agreed, entry),)), "agreed")
    assert (line["Target"], line["Reason"]) == ("elsewhere.skills", "Besproken")


def test_what_changed_since_last_year_is_said_per_target() -> None:
    """Knowledge 1 -> 2; skills 1 -> 2."""
    found = rows_of(replace(report_of(GRID), before=LAST_YEAR), "changes")
    assert [(line["2025-26"], line["2026-27"], line["Change"]) for line in found] == [
        ("exemplary", "well framed", "higher"),
        ("exemplary", "well framed", "higher"),
    ]


def test_the_register_says_what_was_decided_and_what_became_of_it() -> None:
    (line,) = rows_of(replace(report_of(GRID), decisions=(REGISTERED,)), "decisions")
    assert line["Decision"] == "repair"
    assert (line["Course"], line["To level"]) == ("B1 Lab", "practised")
    assert (line["Who sees to it"], line["By academic year"]) == ("head of programme", "2027-28")
    assert line["State"] == "open, was planned for 2027-28"
    assert line["History"] == "3 November 2026: decided, in 2026-27\n1 October 2027: open, by version 2 of 2027-28"


def test_comments_have_a_sheet_where_there_are_any() -> None:
    """Skills has one; that on knowledge was taken back."""

    def said(target: str, *texts: str | None) -> Comment:
        about = About(KEY.programme, None, KEY.academic_year, Subject.COMMENT, target)
        bodies = [None if text is None else {"text": text} for text in texts]
        return Comment(target, tuple(Entry(about, at, body, AT, "local") for at, body in enumerate(bodies, start=1)))

    report = replace(report_of(GRID), comments={TARGETS[0]: said(TARGETS[0], "No", None)})
    assert "Comments" not in [sheet.name for sheet in describe_gap_report(report, "en").sheets]
    report = replace(report, comments={**report.comments, TARGETS[1]: said(TARGETS[1], "Ask", "Ask the field")})
    (line,) = rows_of(report, "comments")
    assert str(line["Target"]).endswith(" – Skills")
    assert (line["Comment"], str(line["When"])[:15]) == ("Ask the field", "3 November 2026")


def test_the_data_has_a_row_for_every_place_with_its_cell() -> None:
    found = rows_of(report_of(GRID), "data")
    assert len(found) == 6
    assert [line["Digit"] for line in found] == [2, 1, 0, None, 2, 2]
    assert [line["Cell"] for line in found] == [f"Grid!{column}{at}" for at in (6, 7, 8) for column in "GH"]
    assert (found[3]["Level"], found[3]["Code"], found[3]["Target id"]) == ("not rated yet", "B1", "inclusion.skills")
