"""Audit samples: claimed places of a grid, drawn at random, that a reviewer checks against the course sheets."""

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from curriculum_map.domain.canonical import Document
from curriculum_map.domain.curriculum import Grid
from curriculum_map.domain.decisions import NamedCourse
from curriculum_map.domain.levels import Level
from curriculum_map.domain.register import Entry, Subject, standing


class Verdict(StrEnum):
    """What the course sheet says of a claim."""

    CONFIRMED = "confirmed"
    NOT_CONFIRMED = "not-confirmed"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Marked:
    """What a reviewer said of a place, with a remark; `role` is the reviewer's, not a name."""

    verdict: Verdict
    remark: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class DrawnPlace:
    """A claimed place: the course, the target, the level claimed, and the address of its cell in its file."""

    course: NamedCourse
    target: str
    level: Level
    ref: str
    file: str


@dataclass(frozen=True, slots=True)
class AuditSample:
    """What was drawn of a version of a grid, so that anybody can draw the same again, and what was said of each place.

    `of` is how many claimed places there were; `marks` are by the number of the place, from 0.
    """

    grid_checksum: str
    version: int
    seed: int
    of: int
    places: tuple[DrawnPlace, ...]
    marks: Mapping[int, Marked] = field(default_factory=dict, hash=False)

    def count(self, verdict: Verdict) -> int:
        """How many places were marked so."""
        return sum(one.verdict is verdict for one in self.marks.values())

    def marked(self, place: int, said: Marked) -> "AuditSample":
        """The same with what was said of a place."""
        return replace(self, marks={**self.marks, place: said})


@dataclass(frozen=True, slots=True)
class SampleOnRecord:
    """A sample that stands, and what the register last said of it."""

    sample: AuditSample
    entry: Entry


def claimed_places(grid: Grid) -> list[DrawnPlace]:
    """Every place with a level above "not covered", in the order of the grid."""
    return [
        DrawnPlace(
            NamedCourse(grid.courses[one.course].code, grid.courses[one.course].title),
            one.target,
            one.level,
            str(one.ref or ""),
            grid.provenance.source(one.course).file_name,
        )
        for one in grid.ratings()
        if one.level > Level.NOT_COVERED
    ]


def draw(grid: Grid, version: int, checksum: str, n: int, seed: int) -> AuditSample:
    """So many claimed places at random, each as likely, in the order of the grid; all where there are fewer.

    The same seed draws the same places of the same grid.
    """
    claimed = claimed_places(grid)
    chosen = sorted(random.Random(seed).sample(range(len(claimed)), min(n, len(claimed))))
    return AuditSample(checksum, version, seed, len(claimed), tuple(claimed[place] for place in chosen))


def samples_in(entries: Iterable[Entry]) -> list[SampleOnRecord]:
    """The samples that stand among these entries, by number."""
    found = [
        SampleOnRecord(sample_from_document(entry.body or {}), entry)
        for about, entry in standing(entries).items()
        if about.subject is Subject.AUDIT_SAMPLE
    ]
    return sorted(found, key=lambda one: int(one.entry.about.name))


def sample_document(sample: AuditSample) -> dict[str, Any]:
    """A sample in plain values."""
    return {
        "grid_checksum": sample.grid_checksum,
        "version": sample.version,
        "seed": sample.seed,
        "of": sample.of,
        "places": [
            {
                "course": {"code": one.course.code, "title": one.course.title},
                "target": one.target,
                "level": int(one.level),
                "ref": one.ref,
                "file": one.file,
            }
            for one in sample.places
        ],
        "marks": [[place, one.verdict.value, one.remark, one.role] for place, one in sorted(sample.marks.items())],
    }


def sample_from_document(document: Document) -> AuditSample:
    """The sample that plain values describe. KeyError, TypeError or ValueError for what describes none."""
    places = tuple(
        DrawnPlace(
            NamedCourse(one["course"]["code"], one["course"]["title"]),
            one["target"],
            Level(one["level"]),
            one["ref"],
            one["file"],
        )
        for one in document["places"]
    )
    marks = {place: Marked(Verdict(said), *texts) for place, said, *texts in document["marks"]}
    return AuditSample(document["grid_checksum"], document["version"], document["seed"], document["of"], places, marks)
