"""A grid as a document that is written in one way only: the same grid has the same bytes, and so the same SHA-256."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from curriculum_map.domain.curriculum import BlankMeans, Course, ElectiveGroup, Grid, GridKey, Perspective, Status
from curriculum_map.domain.framework import Granularity
from curriculum_map.domain.provenance import Provenance, Source

Document = Mapping[str, Any]
# Row and column, or course and target.
Place = tuple[int, int]


def canonical_bytes(document: object) -> bytes:
    """JSON in UTF-8 with sorted names and without spaces; ValueError for numbers that are none."""
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode()


def checksum(document: object) -> str:
    """The SHA-256 of a document, in hexadecimal."""
    return hashlib.sha256(canonical_bytes(document)).hexdigest()


def grid_checksum(grid: Grid) -> str:
    """The SHA-256 of everything a grid says, but for the name of its institution, which may be spelled anew."""
    return checksum(grid_document(grid))


def grid_document(grid: Grid) -> dict[str, Any]:
    """Everything a grid says but for the name of its institution, in plain values. Levels and marks are hexadecimal.

    Elective groups and tracks that no course names stand in it only where there are any.
    """
    return {
        "programme": grid.key.programme,
        "campus": grid.key.campus,
        "academic_year": grid.key.academic_year,
        "rater": grid.key.rater,
        "perspective": grid.key.perspective.value,
        "edition": grid.edition,
        "granularity": grid.granularity.value,
        "blank_means": grid.blank_means.value,
        "targets": list(grid.targets),
        "courses": [course_document(grid, place) for place in range(len(grid.courses))],
        "levels": grid.levels.hex(),
        "written": grid.provenance.written.hex(),
        "elsewhere": [[*place, *at] for place, at in sorted(grid.provenance.elsewhere.items())],
        "sources": [source_document(source) for source in grid.provenance.sources],
        **({"groups": group_documents(grid.groups)} if grid.groups else {}),
        **({"tracks": list(grid.tracks)} if grid.tracks else {}),
    }


def grid_from_document(document: Document, institution: str) -> Grid:
    """The grid that a document was made of. KeyError, TypeError or ValueError for what is no such document."""
    courses = document["courses"]
    key = GridKey(
        institution,
        document["programme"],
        document["academic_year"],
        document["rater"],
        Perspective(document["perspective"]),
        document["campus"],
    )
    provenance = provenance_from(
        courses,
        document["sources"],
        bytes.fromhex(document["written"]),
        {(course, target): (row, column) for course, target, row, column in document["elsewhere"]},
    )
    return Grid(
        key=key,
        edition=document["edition"],
        granularity=Granularity(document["granularity"]),
        blank_means=BlankMeans(document["blank_means"]),
        targets=tuple(document["targets"]),
        courses=tuple(course_from(course) for course in courses),
        levels=bytes.fromhex(document["levels"]),
        provenance=provenance,
        carried=frozenset(place for place, course in enumerate(courses) if course["carried"]),
        groups=groups_from(document.get("groups", ())),
        tracks=tuple(document.get("tracks", ())),
    )


def group_documents(groups: Iterable[ElectiveGroup]) -> list[dict[str, Any]]:
    """Elective groups in plain values."""
    return [
        {"name": one.name, "choose": one.choose, "ects": None if one.ects is None else float(one.ects)}
        for one in groups
    ]


def groups_from(documents: Iterable[Document]) -> tuple[ElectiveGroup, ...]:
    """The elective groups that plain values describe."""
    return tuple(ElectiveGroup(one["name"], one["choose"], one["ects"]) for one in documents)


def provenance_from(
    courses: Sequence[Document], sources: Iterable[Document], written: bytes, elsewhere: Mapping[Place, Place]
) -> Provenance:
    """The provenance of these courses and sources in plain values."""
    named_in = tuple(course["named_in"] for course in courses)
    source_of = tuple(course["source"] for course in courses)
    return Provenance(
        sources=tuple(map(_source, sources)),
        rows=tuple(course["row"] for course in courses),
        written=written,
        elsewhere=elsewhere,
        named_in=named_in if any(place is not None for place in named_in) else (),
        source_of=source_of if any(source_of) else (),
    )


def course_document(grid: Grid, place: int) -> dict[str, Any]:
    """A course of a grid in plain values, with where it was read; its elective group only where it has one."""
    course, provenance = grid.courses[place], grid.provenance
    return {
        "code": course.code,
        "title": course.title,
        "ects": None if course.ects is None else float(course.ects),
        "phase": course.phase,
        "semester": course.semester,
        "status": None if course.status is None else course.status.value,
        "track": course.track,
        "row": provenance.rows[place],
        "named_in": provenance.named_in[place] if provenance.named_in else None,
        "source": provenance.source_of[place] if provenance.source_of else 0,
        "carried": place in grid.carried,
        **({} if course.group is None else {"group": course.group}),
    }


def course_from(document: Document) -> Course:
    """The course that plain values describe."""
    status = None if document["status"] is None else Status(document["status"])
    return Course(
        document["code"],
        document["title"],
        document["ects"],
        document["phase"],
        document["semester"],
        status,
        document["track"],
        document.get("group"),
    )


def source_document(source: Source) -> dict[str, Any]:
    """A source in plain values. A column that is not in the sheet of the courses has the name of its own with it."""
    return {
        "file_name": source.file_name,
        "sha256": source.sha256,
        "format": source.format,
        "sheet": source.sheet,
        "columns": [
            column if source.sheet_of(target) == source.sheet else [source.sheet_of(target), column]
            for target, column in enumerate(source.columns)
        ],
        "marks": list(source.marks),
        "turned": source.turned,
    }


def _source(document: Document) -> Source:
    columns, sheet = document["columns"], document["sheet"]
    named = tuple(column[0] if isinstance(column, list) else sheet for column in columns)
    return Source(
        document["file_name"],
        document["sha256"],
        document["format"],
        sheet,
        tuple(column[1] if isinstance(column, list) else column for column in columns),
        tuple(document["marks"]),
        document["turned"],
        named if any(one != sheet for one in named) else (),
    )
