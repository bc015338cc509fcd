"""The cover of the gap report: what is reported, from which file, by whom, under which rule."""

from curriculum_map.analytics.arrays import track_names
from curriculum_map.domain.curriculum import Grid
from curriculum_map.domain.text import Language
from curriculum_map.frameworks.loader import programme_name
from curriculum_map.reports.book import Column, Kind, Link, Sheet, Value
from curriculum_map.reports.gap.input import GapReport
from curriculum_map.reports.gap.raters import rater_words
from curriculum_map.reports.gap.words import INSTRUMENT, SHEET_NAMES, counted_so, meddled, uploaded_words, when, when_by
from curriculum_map.wording.agreed_words import agreed_words
from curriculum_map.wording.carried_words import carried_words
from curriculum_map.wording.catalogue import mark, mark_many, say, say_many
from curriculum_map.wording.groups import group_words
from curriculum_map.wording.labels import label
from curriculum_map.wording.numbers import number, percent

_SAMPLE = mark("This is a fictitious sample: it says nothing about a real institution or programme.")

_COURSES = mark_many(
    "{count} course, {credits} ECTS credits, electives and all tracks included",
    "{count} courses, {credits} ECTS credits, electives and all tracks included",
)


def report_title(report: GapReport, language: Language) -> str:
    """The title of the report: programme, institution and year."""
    key = report.grid.key
    return say(
        mark("Gap report: {programme}, {institution}, {year}"),
        language,
        programme=" – ".join(filter(None, (programme_name(key.programme)[language], key.campus))),
        institution=key.institution,
        year=key.academic_year,
    )


def cover(report: GapReport, language: Language, others: tuple[Sheet, ...]) -> Sheet:
    """The first sheet; it ends in a list of the other sheets."""
    return Sheet(
        name=say(SHEET_NAMES["cover"], language),
        title=report_title(report, language),
        notes=(
            *meddled(report, language),
            *(say(note, language) for note in (INSTRUMENT, *([_SAMPLE] if report.is_sample else ()))),
        ),
        columns=(
            Column(say(mark("About"), language), 30, Kind.LABEL),
            Column(say(mark("In this report"), language), 105),
        ),
        rows=(*facts(report, language), *contents(others, language)),
        filtered=False,
    )


def contents(others: tuple[Sheet, ...], language: Language) -> tuple[tuple[Value, ...], ...]:
    """A list of the other sheets, each with a link to it, under its heading."""
    heading = (say(mark("Sheets in this workbook"), language), None)
    return heading, *((Link(sheet.name, sheet.name), sheet.title) for sheet in others)


def facts(report: GapReport, language: Language, *, is_public: bool = False) -> list[tuple[str, str]]:
    """What was rated, where the levels come from and how they are counted: each heading with its text.

    For the public without raters and files.
    """
    about, counted = _about(report, language), _counted(report, language)
    source = _snapshot(report, language) if is_public else _source(report, language)
    found = (*about[: -3 if is_public else None], *source, *counted)
    return [(say(heading, language), text) for heading, text in found if text]


def _about(report: GapReport, language: Language) -> list[tuple[str, str]]:
    """What was rated: each heading with its text."""
    key, edition = report.grid.key, report.edition
    return [
        (mark("Institution"), key.institution),
        (mark("Programme"), programme_name(key.programme)[language]),
        (mark("Campus"), key.campus or ""),
        (mark("Academic year"), key.academic_year),
        (mark("Edition of the framework"), edition.title[language]),
        (mark("Source of the edition"), edition.citation),
        (mark("Rated"), label(report.grid.granularity, language)),
        (mark("Rater"), key.rater or say(mark("not named"), language)),
        (mark("Perspective"), label(key.perspective, language)),
        (mark("Also rated by"), "; ".join(rater_words(grid, language) for grid in report.raters[1:])),
    ]


def _source(report: GapReport, language: Language) -> list[tuple[str, str]]:
    """Where the levels come from: each file with the version that it was uploaded as."""
    stored = when_by(report, report.stored_at, report.stored_by, language)
    return [
        *(fact for sha256 in report.grid.provenance.files for fact in _file(report, sha256, language)),
        (mark("Version"), say(mark("{version}, stored {when}"), language, version=report.version, when=stored)),
        (mark("Report made"), when(report, report.made_at, language)),
        *_snapshot(report, language),
    ]


def _file(report: GapReport, sha256: str, language: Language) -> list[tuple[str, str]]:
    """One file; of several also how many courses are from it."""
    grid, provenance = report.grid, report.grid.provenance
    its = sum(provenance.source(course).sha256 == sha256 for course in range(len(grid.courses)))
    share = say(mark("{count} of {all_courses}"), language, count=its, all_courses=len(grid.courses))
    return [
        (mark("File"), provenance.files[sha256]),
        (mark("Courses from it"), share if len(provenance.files) > 1 else ""),
        (mark("Sheet in the file"), ", ".join(provenance.sheets_of(sha256))),
        (mark("SHA-256 of the file"), sha256),
        (mark("Uploaded"), uploaded_words(report, sha256, language)),
    ]


def _snapshot(report: GapReport, language: Language) -> list[tuple[str, str]]:
    """The snapshot that is reported, with the hash that it can be checked by; nothing where it is none."""
    if report.snapshot is None:
        return []
    one = report.snapshot
    if one.is_intact:
        said = say(mark("{name}, SHA-256 {sha256}"), language, name=one.name, sha256=one.sha256)
        return [(mark("Snapshot"), said)]
    return [
        (mark("Snapshot"), say(mark("{name}, not intact"), language, name=one.name)),
        (mark("SHA-256 of what is there"), one.sha256),
        (mark("SHA-256 when it was made"), one.expected),
    ]


def _counted(report: GapReport, language: Language) -> list[tuple[str, str]]:
    """What was counted, and how."""
    grid = report.grid
    courses = say_many(
        *_COURSES,
        len(grid.courses),
        language,
        credits=number(sum(course.ects or 0 for course in grid.courses), language),
    )
    tracks = "; ".join(track_names(grid)) or say(mark("none"), language)
    return [
        (mark("Courses"), courses),
        (mark("Courses without a status"), _without_status(grid, language)),
        (mark("Carried over"), carried_words([grid], language)),
        (mark("Agreed levels"), agreed_words(report.agreed, report.left, language)),
        (mark("Tracks"), tracks),
        (mark("Elective groups"), "; ".join(group_words(group, language) for group in grid.groups)),
        (mark("An empty place means"), label(grid.blank_means, language)),
        (mark("Share rated"), _share(report, language)),
        (mark("How it is counted"), counted_so(report.rule, language)),
    ]


def _without_status(grid: Grid, language: Language) -> str:
    """How many courses do not say who takes them, and what that does; empty where all do."""
    if grid.is_without_status:
        return say(mark("all of them: nothing counts as guaranteed, whatever was rated"), language)
    count = sum(course.status is None for course in grid.courses)
    return say(mark("{count}: they count as possible only"), language, count=count) if count else ""


def _share(report: GapReport, language: Language) -> str:
    """The share of the grid that holds a level, and of what."""
    if report.rated_share is None:
        return say(mark("no places to rate"), language)
    return say(
        mark("{share}: {rated} of {places} places (a course by a target) hold a level; not applicable is left out"),
        language,
        share=percent(report.rated_share, language),
        rated=sum(gap.rated for gap in report.gaps.values()),
        places=sum(gap.courses for gap in report.gaps.values()),
    )
