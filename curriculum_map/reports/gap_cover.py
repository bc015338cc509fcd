"""The cover of the gap report: what is reported, from which file, by whom, under which rule."""

from curriculum_map.analytics.arrays import track_names
from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.text import Language
from curriculum_map.frameworks.loader import programme_name
from curriculum_map.reports.book import Column, Kind, Link, Sheet, Value
from curriculum_map.reports.gap_input import GapReport
from curriculum_map.reports.gap_words import SHEET_NAMES, counted_so
from curriculum_map.wording.catalogue import mark, say
from curriculum_map.wording.labels import label
from curriculum_map.wording.numbers import moment, number, percent

_INSTRUMENT = mark(
    "An instrument for growth: a gap is a gap against the programme’s own ambition, not a verdict and not a ranking."
)
_SAMPLE = mark("This is a fictitious sample: it says nothing about a real institution or programme.")


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
    facts = (*_about(report, language), *_source(report, language), *_counted(report, language))
    rows: list[tuple[Value, ...]] = [(say(heading, language), text) for heading, text in facts if text]
    contents: list[tuple[Value, ...]] = [(Link(sheet.name, sheet.name), sheet.title) for sheet in others]
    return Sheet(
        name=say(SHEET_NAMES["cover"], language),
        title=report_title(report, language),
        notes=tuple(say(note, language) for note in (_INSTRUMENT, *([_SAMPLE] if report.is_sample else ()))),
        columns=(
            Column(say(mark("About"), language), 30, Kind.LABEL),
            Column(say(mark("In this report"), language), 105),
        ),
        rows=(*rows, (say(mark("Sheets in this workbook"), language), None), *contents),
        filtered=False,
    )


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
    ]


def _source(report: GapReport, language: Language) -> list[tuple[str, str]]:
    """Where the levels come from."""
    source = report.grid.provenance.uploaded
    uploaded = moment(report.imported_at, language)
    if report.imported_by != LOCAL_ACTOR.name:
        uploaded = say(mark("{moment}, by {who}"), language, moment=uploaded, who=report.imported_by)
    return [
        (mark("File"), source.file_name),
        (mark("Sheet in the file"), ", ".join(report.grid.provenance.uploaded_sheets)),
        (mark("SHA-256 of the file"), source.sha256),
        (mark("Uploaded"), uploaded),
        (mark("Version"), str(report.version)),
        (mark("Report made"), moment(report.made_at, language)),
        (mark("Snapshot"), _snapshot(report, language)),
    ]


def _snapshot(report: GapReport, language: Language) -> str:
    """The snapshot that is reported, with the hash that it can be checked by; empty where it is none."""
    if report.snapshot is None:
        return ""
    name, sha256 = report.snapshot
    return say(mark("{name}, SHA-256 {sha256}"), language, name=name, sha256=sha256)


def _counted(report: GapReport, language: Language) -> list[tuple[str, str]]:
    """What was counted, and how."""
    grid = report.grid
    courses = say(
        mark("{courses} courses, {credits} ECTS credits, electives and all tracks included"),
        language,
        courses=len(grid.courses),
        credits=number(sum(course.ects or 0 for course in grid.courses), language),
    )
    tracks = "; ".join(track_names(grid)) or say(mark("none"), language)
    return [
        (mark("Courses"), courses),
        (mark("Tracks"), tracks),
        (mark("An empty place means"), label(grid.blank_means, language)),
        (mark("Share rated"), _share(report, language)),
        (mark("How it is counted"), counted_so(report.rule, language)),
    ]


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
