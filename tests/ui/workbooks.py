"""Workbooks as a coordinator fills them in: small enough to count by hand, per cluster, in Dutch."""

from collections.abc import Sequence
from dataclasses import replace

from curriculum_map.domain.ambitions import Ambition, Weight
from curriculum_map.domain.curriculum import BlankMeans, Course, Perspective, Status
from curriculum_map.domain.framework import Granularity
from curriculum_map.domain.levels import Level
from curriculum_map.frameworks.loader import load_edition, load_legend
from curriculum_map.importing.description import Description
from curriculum_map.importing.template.workbook import Filling, write_template
from tests.workbooks import Rows, xlsx

EDITION = load_edition("sap-2024-nl")
TARGETS = EDITION.targets(Granularity.CLUSTER)
WORDS = [level.name.nl for level in load_legend().levels]
ABOUT = Description(
    institution="Hogeschool Voorbeeld",
    programme="social-work",
    academic_year="2026-27",
    edition=EDITION.id,
    rater="opleidingsteam",
    perspective=Perspective.COORDINATOR,
    blank_means=BlankMeans.NOT_RATED,
)
COURSES = (
    Course("A1", "Inleiding sociaal werk", 6, 1, "1", Status.COMPULSORY),
    Course("B1", "Digitaal atelier", 3, 2, "2", Status.ELECTIVE),
)
# Nine clusters across: of the eighteen places two are practised, three well framed, one exemplary, four not covered,
# one does not apply and seven are blank.
PLACES = (
    (WORDS[2], WORDS[1], WORDS[0], WORDS[3], "", "", WORDS[0], "nvt", ""),
    (WORDS[3], WORDS[2], WORDS[0], "", "", "", WORDS[0], WORDS[2], ""),
)
COUNTS = {3: 2, 2: 3, 1: 1, 0: 4}
NOT_APPLICABLE, BLANK = 1, 7


def workbook(
    places: Sequence[Sequence[str]] = PLACES, courses: Sequence[Course] = COURSES, about: Description = ABOUT
) -> bytes:
    """The bytes of a filled template with one ambition: practised in the first cluster."""
    ambitions = {TARGETS[0]: Ambition(TARGETS[0], Weight.ESSENTIAL, Level.PRACTISED)}
    return write_template(EDITION, "nl", Granularity.CLUSTER, Filling(about, courses, places, ambitions))


def with_place(text: str) -> bytes:
    """The workbook with this text in the first place, cell G4."""
    return workbook(((text, *PLACES[0][1:]), PLACES[1]))


def with_credits(ects: float) -> bytes:
    """The workbook with this number of credits for the first course, cell C4."""
    return workbook(courses=(replace(COURSES[0], ects=ects), COURSES[1]))


# Courses across, four clusters and a heading of nobody's framework down. Of the twelve places of the clusters nine
# hold a mark: x 3, xx 3, xxx 2, and one that somebody was not sure of.
UNTIDY_NAME = "leerlijn 2026-27.xlsx"
UNTIDY_UNKNOWN = "Welzijn en technologie"
UNTIDY: Rows = (
    ("Hogeschool Voorbeeld, opleiding sociaal werk",),
    (),
    ("Cluster", "Ethiek en recht", "Digitaal atelier", "Stage"),
    ("Studiepunten", 3, 6, 20),
    (EDITION.cluster(TARGETS[0]).name.nl, "x", "xx", "xxx"),
    (EDITION.cluster(TARGETS[1]).name.nl, "xx", "", "goed gekaderd?"),
    (EDITION.cluster(TARGETS[2]).name.nl, "x", "", "xxx"),
    (EDITION.cluster(TARGETS[3]).name.nl, "", "xx", "x"),
    (UNTIDY_UNKNOWN, "x", "xx", ""),
    ("Totaal", 4, 3, 4),
)


def untidy(rows: Rows = UNTIDY) -> bytes:
    """A workbook as it grows over the years: courses across, marks of its own, last year's sheet hidden behind it."""
    last_year: Rows = (*rows[:6], *rows[7:])
    return xlsx({"Matrix": rows, "Vorig jaar": last_year}, hidden=["Vorig jaar"])


def table_alone() -> bytes:
    """A csv with the courses and nothing about the programme; its headings do not tell the edition either."""
    names = [cluster.name.nl for focus in EDITION.focuses for cluster in focus.clusters]
    lines = [["Code", "Opleidingsonderdeel", "Studiepunten", "Status", *names]]
    lines += [
        [course.code or "", course.title, str(course.ects), "verplicht", *places]
        for course, places in zip(COURSES, PLACES, strict=True)
    ]
    return "\n".join(";".join(line) for line in lines).encode()
