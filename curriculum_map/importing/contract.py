"""A reading as the JSON object that `curriculum-map read --json` prints: a public contract with a schema."""

from collections.abc import Callable
from typing import Any

from curriculum_map.domain.curriculum import BlankMeans, Perspective
from curriculum_map.domain.findings import Finding
from curriculum_map.domain.framework import Edition, Granularity, granularity_of
from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED
from curriculum_map.importing.grid_reading import GridReading
from curriculum_map.importing.reading import Reading
from curriculum_map.importing.sheets import SheetReading


def as_json(reading: Reading, sentence: Callable[[Finding], str]) -> dict[str, Any]:
    """The whole reading as plain values; `sentence` words a finding in the reader's language."""
    return {
        "file": reading.workbook.file_name,
        "sha256": reading.workbook.sha256,
        "format": reading.workbook.format,
        "sheets": [_sheet(sheet) for sheet in reading.sheets],
        "grids": [_grid(grid) for grid in reading.grids],
        "ambitions": [
            {
                "target": one.target,
                "level": one.level,
                "weight": one.weight,
                "reason": one.reason,
                "position": one.position,
            }
            for one in reading.ambitions
        ],
        "findings": [_finding(finding, sentence) for finding in reading.findings],
    }


def _sheet(sheet: SheetReading) -> dict[str, Any]:
    shape = sheet.shape
    # Of a hidden sheet that is not read only its kind is said: its courses and marks are nobody's reading.
    read = sheet.is_read
    return {
        "name": sheet.name,
        "kind": shape.kind,
        "seems": shape.seems,
        "orientation": shape.orientation,
        "courses": shape.courses if read else 0,
        "targets": shape.targets if read else 0,
        "marks": dict(shape.marks) if read else {},
        "excluded": [{"ref": str(one.ref), "why": one.why, "marks": one.marks} for one in sheet.excluded if read],
        "hidden": {"rows": shape.hidden_rows, "columns": shape.hidden_columns, "sheet": not sheet.sheet.visible},
    }


def _grid(grid: GridReading) -> dict[str, Any]:
    said = grid.description
    blank_means = said.blank_means or BlankMeans.NOT_RATED
    return {
        "sheet": grid.provenance.uploaded.sheet,
        "sheets": list(grid.provenance.uploaded_sheets),
        "edition": said.edition,
        "granularity": grid.granularity,
        "institution": said.institution,
        "programme": said.programme,
        "campus": said.campus,
        "academic_year": said.academic_year,
        "rater": said.rater,
        "perspective": said.perspective or Perspective.COORDINATOR,
        "blank_means": blank_means,
        "courses": _courses(grid),
        "groups": [{"name": one.name, "choose": one.choose, "ects": one.ects} for one in grid.groups],
        **_places(grid),
    }


def _courses(grid: GridReading) -> list[dict[str, Any]]:
    return [
        {
            "code": course.code,
            "title": course.title,
            "ects": course.ects,
            "phase": course.phase,
            "semester": course.semester,
            "status": course.status,
            "track": course.track,
            "group": course.group,
            "ref": str(grid.provenance.course_ref(place)),
        }
        for place, course in enumerate(grid.courses)
    ]


def _places(grid: GridReading) -> dict[str, Any]:
    ratings: list[dict[str, Any]] = []
    not_applicable: list[dict[str, Any]] = []
    not_rated = 0
    unreadable, named = grid.unreadable, [_named(target, grid.read_as) for target in grid.targets]
    for place, level in enumerate(grid.counted_levels):
        course, target = divmod(place, len(grid.targets))
        ref = grid.provenance.ref(course, target)
        if level == NOT_RATED and grid.provenance.written[place] in unreadable:
            continue
        if level == NOT_RATED:
            not_rated += 1
            continue
        where = {"ref": None if ref is None else str(ref), "written": grid.provenance.mark(course, target)}
        who = {"course": course, **named[target]}
        if level == NOT_APPLICABLE:
            not_applicable.append(who | where)
        else:
            ratings.append(who | {"level": level} | where)
    return {"ratings": ratings, "not_applicable": not_applicable, "not_rated": not_rated}


def _named(target: str, edition: Edition) -> dict[str, Any]:
    """A target as the contract names it: an element with its cell and, where the edition prints one, its code."""
    if granularity_of(target) is not Granularity.ELEMENT:
        return {"target": target}
    element = edition.element(target)
    code = {"printed_code": element.printed_code} if element.printed_code else {}
    return {"target": target, "cell": element.cell, **code}


def _finding(finding: Finding, sentence: Callable[[Finding], str]) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "ref": None if finding.ref is None else str(finding.ref),
        "facts": dict(finding.facts),
        "message": sentence(finding),
    }
