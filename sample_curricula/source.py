"""The sample curricula as they are written by hand, read from source/*.yaml."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from curriculum_map.domain.ambitions import Ambition, Weight
from curriculum_map.domain.curriculum import BlankMeans, Course, ElectiveGroup, Perspective, Status
from curriculum_map.domain.framework import Edition, Granularity, cell_id
from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED, Level
from curriculum_map.domain.text import Language, as_language
from curriculum_map.frameworks.loader import load_edition
from curriculum_map.importing.description import Description
from sample_curricula.variants import ROW_DEFAULT, with_variants

FOLDER = Path(__file__).parent
TRACK = "track: "
ELECTIVE = "elective: "


@dataclass(frozen=True, slots=True)
class Sample:
    """One programme of an invented institution; `levels` is [course][target] in the edition's order."""

    file_name: str
    shows: str
    format: str
    language: Language
    granularity: Granularity
    edition: Edition
    description: Description
    electives_to_choose: int
    courses: tuple[Course, ...]
    levels: tuple[tuple[int, ...], ...]
    ambitions: Mapping[str, Ambition]
    groups: tuple[ElectiveGroup, ...] = ()


def read_samples(folder: Path = FOLDER / "source") -> Iterator[Sample]:
    """Every sample, institution by institution, each programme with its earlier years and other raters."""
    for path in sorted(folder.glob("*.yaml")):
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        for programme in raw["programmes"]:
            for one in with_variants(programme):
                yield _sample(path.stem, raw["institution"], one)


def _sample(slug: str, institution: str, raw: Mapping[str, Any]) -> Sample:
    edition, granularity = load_edition(raw["edition"]), Granularity(raw["granularity"])
    targets = edition.targets(granularity)
    not_rated = {target for place in raw.get("not_rated", ()) for target in _targets(place, edition)}
    description = Description(
        institution=institution,
        programme=raw["programme"],
        academic_year=raw["academic_year"],
        edition=edition.id,
        rater=raw["rater"],
        perspective=Perspective(raw["perspective"]),
        blank_means=BlankMeans(raw["blank_means"]),
    )
    return Sample(
        file_name="-".join(filter(None, (raw["programme"], slug, raw.get("name")))) + f".{raw['format']}",
        shows=raw["shows"],
        format=raw["format"],
        language=as_language(raw["language"]),
        granularity=granularity,
        edition=edition,
        description=description,
        electives_to_choose=raw["electives_to_choose"],
        courses=tuple(_course(course) for course in raw["courses"]),
        levels=tuple(_levels(course["levels"], edition, targets, not_rated) for course in raw["courses"]),
        ambitions=dict(_ambitions(raw["ambitions"], edition)),
        groups=tuple(ElectiveGroup(name, **asked) for name, asked in raw.get("elective_groups", {}).items()),
    )


def _course(raw: Mapping[str, Any]) -> Course:
    written: str = raw["status"]
    track = written.removeprefix(TRACK) if written.startswith(TRACK) else None
    group = written.removeprefix(ELECTIVE) if written.startswith(ELECTIVE) else None
    status = Status.TRACK if track else Status.ELECTIVE if group else Status(written)
    return Course(raw["code"], raw["title"], float(raw["ects"]), raw["phase"], raw["semester"], status, track, group)


def _levels(
    raw: Mapping[str, int | str | None], edition: Edition, targets: tuple[str, ...], not_rated: set[str]
) -> tuple[int, ...]:
    row = dict.fromkeys(targets, _state(raw[ROW_DEFAULT]) if ROW_DEFAULT in raw else NOT_RATED)
    for place, written in raw.items():
        if place != ROW_DEFAULT:
            row.update(dict.fromkeys(_targets(place, edition), _state(written)))
    row.update(dict.fromkeys(not_rated, NOT_RATED))
    return tuple(row[target] for target in targets)


def _state(written: int | str | None) -> int:
    if written is None:
        return NOT_RATED
    return NOT_APPLICABLE if written == "nvt" else int(Level(int(written)))


def _ambitions(raw: Mapping[str, Mapping[str, Any]], edition: Edition) -> Iterator[tuple[str, Ambition]]:
    for place, said in raw.items():
        level = Level(said["level"]) if "level" in said else None
        for target in _targets(place, edition):
            yield target, Ambition(target, Weight(said["weight"]), level, said.get("reason"))


def _targets(place: str, edition: Edition) -> tuple[str, ...]:
    """The targets that a place such as 'vision', 'vision.k', 'vision.*' or 'vision.k.1' names; ValueError if none."""
    cluster, letter, number = (*place.split("."), "", "")[:3]
    if cluster not in {known.id for known in edition.clusters}:
        raise ValueError(f"{place} is no place of {edition.id}")
    if not letter:
        return (cluster,)
    components = [part.id for part in edition.components if letter == "*" or part.id.startswith(letter)]
    if not components:
        raise ValueError(f"{place} names no component")
    cells = tuple(cell_id(cluster, component) for component in components)
    if not number:
        return cells
    elements = {f"{edition.id}:{cell}.{number}" for cell in cells}.intersection(edition.targets(Granularity.ELEMENT))
    if not elements:
        raise ValueError(f"{place} is no element of {edition.id}")
    return tuple(elements)
