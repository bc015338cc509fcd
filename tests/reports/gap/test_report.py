"""The gap report says what the analytics say, in either language, for any grid."""

from dataclasses import replace

import pytest

from curriculum_map.analytics.gaps import find_gaps
from curriculum_map.domain.ambitions import Ambition, Weight
from curriculum_map.domain.curriculum import BlankMeans, ElectiveGroup, Status
from curriculum_map.domain.framework import Granularity
from curriculum_map.domain.levels import Level
from curriculum_map.domain.text import LANGUAGES, Language
from curriculum_map.frameworks.loader import load_edition, load_legend
from curriculum_map.reports.gap.report import describe_gap_report
from curriculum_map.wording.labels import label
from tests.grids import grid_from_table, make_grid, row
from tests.reports.reopened import reopened, report_of, rows_of, texts_of

FIRST, SECOND, THIRD = load_edition("sap-2024-nl").targets(Granularity.CLUSTER)[:3]
GRID = grid_from_table(f"""
    course | code | status     | ects | {FIRST} | {SECOND} | {THIRD}
    Intro  | A1   | compulsory | 6    | well framed | exemplary |
    Lab    | B1   | elective   | 3    | exemplary | practised |
    Law    | C1   |            |      | not covered | n/a |
""")
UPLOADED = "uploaded on 1 September 2026, 12:00 CEST, as version 1"
AMBITIONS = (
    Ambition(FIRST, Weight.ESSENTIAL, Level.WELL_FRAMED),
    Ambition(SECOND, Weight.NICE_TO_HAVE, Level.PRACTISED, "asked for by the field"),
    Ambition(THIRD, Weight.ESSENTIAL, Level.EXEMPLARY),
)


def test_the_table_says_what_was_worked_out_by_hand() -> None:
    """
    target | guaranteed  | possible      | ambition    | outcome
    first  | well framed | well framed   | well framed | reached; one compulsory course carries it
    second | exemplary   | practised     | practised   | only in an elective
    third  | not rated   | not rated     | exemplary   | not rated yet
    """
    found = rows_of(report_of(GRID, AMBITIONS), "table")
    assert [(line["Guaranteed"], line["Possible"], line["Ambition"], line["Outcome"]) for line in found] == [
        ("well framed", "well framed", "well framed", "ambition reached"),
        ("exemplary", "practised", "practised", "reached only in an elective or in some tracks"),
        ("not rated yet", "not rated yet", "exemplary", "not rated yet"),
    ]
    assert [line["Flags"].split("; ")[0] for line in found[:2]] == ["thin: one course carries it"] * 2
    assert [(line["Rated"], line["Of"], line["Share"]) for line in found] == [(3, 3, 1), (2, 2, 1), (0, 3, 0)]
    assert [(line["exemplary"], line["practised"]) for line in found] == [(1, 0), (1, 1), (0, 0)]


def test_the_gaps_name_the_courses_behind_them_with_their_addresses() -> None:
    found = rows_of(report_of(GRID, AMBITIONS), "gaps")
    assert [line["Gap"] for line in found] == ["reached only in an elective or in some tracks", "not rated yet"]
    behind = found[0]["Courses behind it: level, status, place in the file"]
    elective, compulsory = label(Status.ELECTIVE, "en"), label(Status.COMPULSORY, "en")
    assert behind == f"B1 Lab (practised, {elective}, Grid!H7); A1 Intro (exemplary, {compulsory}, Grid!H6)"
    assert (found[0]["Weight"], found[0]["Reason given"]) == ("nice to have", "asked for by the field")


def test_a_gap_that_nothing_covers_names_who_says_so_in_few_words() -> None:
    """Of three courses two say that it is not covered, one of them without a code; the third says nothing."""
    table = f"""
        course | code | status     | ects | {FIRST}
        Intro  | A1   | compulsory | 6    | not covered
        Stage  |      | compulsory | 9    | not covered
        Lab    | B1   | elective   | 3    |
    """
    (found,) = rows_of(report_of(grid_from_table(table), AMBITIONS[:1]), "gaps")
    assert found["Gap"] == "not covered anywhere"
    behind = found["Courses behind it: level, status, place in the file"]
    assert behind == "Not covered, say 2 courses: A1 (Grid!G6); Stage (Grid!G7)"


def test_the_courses_keep_blanks_empty_and_name_their_cells() -> None:
    found = rows_of(report_of(GRID, AMBITIONS), "courses")
    headings = list(reversed(found[0]))[-3:]
    assert [[line[heading] for heading in headings] for line in found] == [
        ["well framed", "exemplary", None],
        ["exemplary", "practised", None],
        ["not covered", "n/a", None],
    ]
    places = [f"example.xlsx!Grid!G{row}:I{row}; {UPLOADED}" for row in (6, 7, 8)]
    assert [line["Provenance"] for line in found] == places


def test_a_course_that_was_carried_over_says_so_beside_its_place() -> None:
    report = replace(report_of(replace(GRID, carried=frozenset({1})), AMBITIONS), version=4)
    said = [line["Provenance"] for line in rows_of(report, "courses")]
    assert said[0] == f"example.xlsx!Grid!G6:I6; {UPLOADED}"
    assert said[1] == f"example.xlsx!Grid!G7:I7; {UPLOADED}; carried over and not confirmed yet"
    behind = rows_of(report, "gaps")[0]["Courses behind it: level, status, place in the file"]
    assert "Grid!H7, carried over); A1 Intro" in behind
    assert "Places are in the file example.xlsx." in texts_of(reopened(report))
    book = reopened(report)
    counted = "1 of 3 courses carried over, not confirmed"
    assert counted in texts_of(book), "on the cover"
    for sheet in book.worksheets[1:6]:
        texts = [cell.value for line in sheet.iter_rows() for cell in line]
        assert (f"{counted}." in texts) == (sheet.title != "Unknowns"), sheet.title


def test_the_unknowns_tell_blank_from_not_applicable_and_name_incomplete_courses() -> None:
    found = rows_of(report_of(GRID, AMBITIONS), "unknowns")
    assert [(line["What"].split(";")[0], line["Courses"], line["Of"], line["Which courses"]) for line in found] == [
        ("not rated for this target", 3, 3, "all courses"),
        ("not applicable", 1, 3, "C1"),
        ("status not known", 1, 3, "C1"),
        ("no ECTS credits", 1, 3, "C1"),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("granularity", [Granularity.CLUSTER, Granularity.CELL])
def test_every_figure_equals_that_of_the_analytics(granularity: Granularity, language: Language) -> None:
    targets = load_edition("sap-2024-nl").targets(granularity)
    states = [(0, 1, 2, 3, None, "n/a")[place % 6] for place in range(len(targets) + 4)]
    grid = make_grid(
        [
            row("A", *states[: len(targets)], track="one"),
            row("B", *states[2 : len(targets) + 2], track="two"),
            row("C", *states[3 : len(targets) + 3], status=Status.ELECTIVE),
            row("D", *states[4 : len(targets) + 4], ects=None),
        ],
        targets,
    )
    ambitions = [Ambition(target, None, Level(1 + place % 3)) for place, target in enumerate(targets) if place % 4]
    gaps = find_gaps(grid, {ambition.target: ambition for ambition in ambitions})
    report = report_of(grid, ambitions)
    sheet = next(sheet for sheet in describe_gap_report(report, language).sheets if sheet.frozen_columns > 1)
    first = sheet.frozen_columns
    found = list(reopened(report, language)[sheet.name].iter_rows(sheet.first_row, values_only=True))
    legend = load_legend()
    assert [line[first : first + 2] for line in found] == [
        (legend.name(one.guaranteed)[language], legend.name(one.possible)[language]) for one in report.in_sections()
    ]
    assert [line[first + 5] for line in found] == [label(kind, language) for kind in gaps["kind"]]
    ends = [f"{side}_{end}" for end in ("low", "high") for side in ("guaranteed", "possible")]
    assert [line[first + 7 : first + 11] for line in found] == [
        tuple(legend.name(state)[language] for state in one) for one in gaps[ends].itertuples(index=False)
    ]
    assert [line[first + 11 : first + 15] for line in found] == [
        tuple(one) for one in gaps[[f"courses_{level}" for level in range(4)]].itertuples(index=False)
    ]
    assert [line[first + 15 : first + 19] for line in found] == [
        tuple(one) for one in gaps[[f"credits_{level}" for level in range(4)]].itertuples(index=False)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_cover_says_what_is_reported_and_under_which_rule(language: Language) -> None:
    report = report_of(GRID, AMBITIONS, is_sample=True)
    texts = [cell.value for line in reopened(report, language).worksheets[0].iter_rows() for cell in line]
    edition = load_edition(GRID.edition)
    for expected in ("Example College", "2026-27", edition.citation, "example.xlsx", "0" * 64, "A. Rater", "Grid"):
        assert expected in texts
    assert any("2026" in str(text) and "12:00" in str(text) for text in texts), "when it was uploaded"
    assert not any("local" in str(text) for text in texts), "on one machine it goes without saying by whom"


def test_the_report_shows_elective_groups_and_counts_by_them() -> None:
    """Who takes one of Film (3) and Radio (2) meets well framed; without the rule nobody has to take either."""
    grid = grid_from_table(f"""
        course | status         | ects | {FIRST}
        Film   | elective Media | 3    | practised
        Radio  | elective Media | 3    | well framed
    """)
    ruled = replace(grid, groups=(ElectiveGroup("Media", 1), ElectiveGroup("Sport", ects=4.5)))
    assert [rows_of(report_of(one), "table")[0]["Guaranteed"] for one in (grid, ruled)] == [
        "not rated yet",
        "well framed",
    ]
    assert "Media: 1 course; Sport: at least 4.5 ECTS credits" in texts_of(reopened(report_of(ruled)))
    assert [line["Status"] for line in rows_of(report_of(ruled), "courses")] == ["elective: Media"] * 2


def test_the_cover_of_a_real_grid_does_not_call_it_fictitious() -> None:
    assert any("fictitious" in text for text in texts_of(reopened(report_of(GRID, is_sample=True))))
    assert not any("fictitious" in text for text in texts_of(reopened(report_of(GRID))))


def test_the_cover_names_the_campus_only_of_a_programme_that_has_one() -> None:
    north = replace(GRID, key=replace(GRID.key, campus="Campus North"))
    texts = texts_of(reopened(report_of(north)))
    assert "Campus North" in texts
    assert any(text.startswith("Gap report: Social Work – Campus North, ") for text in texts)
    assert not any("Campus" in text for text in texts_of(reopened(report_of(GRID))))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_grid_without_courses_still_makes_a_report(language: Language) -> None:
    grid = make_grid([], load_edition("sap-2024-nl").targets(Granularity.CELL))
    report = report_of(grid, [Ambition(grid.targets[0], None, Level.EXEMPLARY)])
    assert len(rows_of(report, "table", language)) == 27
    assert len(rows_of(report, "gaps", language)) == 1
    assert rows_of(report, "courses", language) == []


def test_blanks_that_mean_not_covered_are_no_unknowns() -> None:
    grid = make_grid([row("A", None)], blank_means=BlankMeans.NOT_COVERED)
    report = report_of(grid)
    assert rows_of(report, "unknowns") == []
    assert rows_of(report, "table")[0]["Guaranteed"] == "not covered"


def test_the_table_follows_the_edition_where_the_grid_does_not() -> None:
    second, first = reversed(load_edition("sap-2024-nl").targets(Granularity.CLUSTER)[:2])
    found = rows_of(report_of(make_grid([row("A", 1, 2)], [second, first])), "table")
    assert [line["Guaranteed"] for line in found] == ["well framed", "exemplary"]
