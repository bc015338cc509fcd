"""Generated curricula: a fixed seed, and 15 to 40 % of the places above "not covered", as in real grids."""

from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from openpyxl import Workbook

from curriculum_map.analytics.arrays import ABSENT, States
from curriculum_map.analytics.stack import Stack
from curriculum_map.analytics.taking import Taking
from curriculum_map.domain.ambitions import Ambition, Weight
from curriculum_map.domain.curriculum import BlankMeans, Course, Grid, GridKey, Perspective, Status
from curriculum_map.domain.framework import Granularity
from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED, Level
from curriculum_map.domain.provenance import Provenance, Source
from curriculum_map.frameworks.loader import load_edition, load_legend
from curriculum_map.importing.description import Description
from curriculum_map.importing.template.workbook import Filling, write_template

SEED = 20_261_101
EDITION = load_edition("sap-2024-nl")
TARGETS = EDITION.targets(Granularity.CELL)
COURSES = 60
WORDS = {level.value: level.name.en for level in load_legend().levels} | {NOT_APPLICABLE: "n/a", NOT_RATED: ""}

_STATES = (0, 1, 2, 3, NOT_APPLICABLE, NOT_RATED)
_FIRST_ROW, _FIRST_COLUMN = 3, 6


def random_states(rng: np.random.Generator, courses: int, targets: int = len(TARGETS)) -> States:
    """States [course, target]; how many are above "not covered" differs from programme to programme."""
    covered = rng.uniform(0.15, 0.40)
    blank, not_applicable = 0.10, 0.03
    shares = (1 - covered - blank - not_applicable, covered * 0.5, covered * 0.3, covered * 0.2, not_applicable, blank)
    return rng.choice(np.array(_STATES, dtype=np.uint8), size=(courses, targets), p=shares)


def random_course(rng: np.random.Generator, place: int) -> Course:
    """A course of 3 to 12 credits; one in seven is an elective."""
    status = Status.ELECTIVE if rng.random() < 1 / 7 else Status.COMPULSORY
    ects = float(rng.choice([3, 4, 5, 6, 9, 12]))
    return Course(f"C-{place:04d}", f"Course number {place}", ects, 1 + place % 3, str(1 + place % 2), status)


def random_grid(rng: np.random.Generator, number: int, courses: int) -> Grid:
    """A grid rated per cell; its number makes its key unique."""
    states = random_states(rng, courses).tobytes()
    places = {state: place for place, state in enumerate(WORDS)}
    return Grid(
        key=GridKey(f"Institution {number // 6}", f"programme-{number % 6}", "2026-27", None, Perspective.COORDINATOR),
        edition=EDITION.id,
        granularity=Granularity.CELL,
        blank_means=BlankMeans.NOT_RATED,
        targets=TARGETS,
        courses=tuple(random_course(rng, place) for place in range(courses)),
        levels=states,
        provenance=Provenance(
            sources=(
                Source(
                    file_name=f"grid-{number}.xlsx",
                    sha256=f"{number:064x}",
                    format="xlsx",
                    sheet="Courses",
                    columns=tuple(range(_FIRST_COLUMN, _FIRST_COLUMN + len(TARGETS))),
                    marks=tuple(WORDS.values()),
                ),
            ),
            rows=tuple(range(_FIRST_ROW, _FIRST_ROW + courses)),
            written=bytes(places[state] for state in states),
        ),
    )


def random_grids(count: int) -> list[Grid]:
    """Grids of 45 to 60 courses."""
    rng = np.random.default_rng(SEED)
    return [random_grid(rng, number, int(rng.integers(COURSES - 15, COURSES + 1))) for number in range(count)]


def random_stack(count: int) -> Stack:
    """The same without a grid for each: so many programmes that making their courses would take minutes."""
    rng = np.random.default_rng(SEED)
    shape = (COURSES, count)
    absent = np.arange(COURSES)[:, np.newaxis] >= rng.integers(COURSES - 15, COURSES + 1, size=count)
    states = np.empty((*shape, len(TARGETS)), dtype=np.uint8)
    for programme in range(count):
        states[:, programme] = random_states(rng, COURSES)
    states[absent] = ABSENT
    compulsory = (rng.random(shape) >= 1 / 7) & ~absent
    credits = np.where(absent, 0.0, rng.choice([3.0, 4.0, 5.0, 6.0, 9.0, 12.0], size=shape))
    return Stack(states, Taking(compulsory, np.empty((0, *shape), dtype=np.bool_), credits))


def random_ambitions() -> dict[str, Ambition]:
    """A level 1 to 3 for three targets in four."""
    rng = np.random.default_rng(SEED)
    aims: NDArray[np.int64] = rng.integers(0, 4, size=len(TARGETS))
    weights = (Weight.ESSENTIAL, Weight.NICE_TO_HAVE)
    return {
        target: Ambition(target, weights[place % 2], Level(int(aim)))
        for place, (target, aim) in enumerate(zip(TARGETS, aims, strict=True))
        if aim
    }


def filled_template(courses: int, granularity: Granularity = Granularity.CELL) -> tuple[bytes, int]:
    """Our own template as xlsx, in English, filled with a grid of so many courses; and how many targets it has."""
    rng, targets = np.random.default_rng(SEED), EDITION.targets(granularity)
    grid = random_grid(rng, 0, courses)
    places = _written(random_states(rng, courses, len(targets)))
    description = Description(grid.key.institution, "social-work", grid.key.academic_year, rater="programme team")
    ambitions = random_ambitions() if granularity is Granularity.CELL else {}
    filling = Filling(description, grid.courses, places, ambitions)
    return write_template(EDITION, "en", granularity, filling), len(targets)


def own_map(courses: int, granularity: Granularity, *, across: bool) -> tuple[bytes, int]:
    """Somebody's own xlsx with as many places: headings that none of our editions has, and no sheet but the map."""
    rng, outcomes = np.random.default_rng(SEED), len(EDITION.targets(granularity))
    places = _written(random_states(rng, courses, outcomes))
    named = [random_course(rng, place) for place in range(courses)]
    heads = [f"LO{at + 1} Uses what {at + 1} colleagues of another service have found out" for at in range(outcomes)]
    about = [("Course code", "Course title", "Credits"), *((one.code, one.title, one.ects) for one in named)]
    lines: list[list[object]] = [[*labels, *texts] for labels, texts in zip(about, [heads, *places], strict=True)]
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Map")
    sheet.append(["Curriculum map of our programme"])
    for line in zip(*lines, strict=True) if across else lines:
        sheet.append(line)
    out = BytesIO()
    workbook.save(out)
    return out.getvalue(), outcomes


def _written(states: States) -> list[list[str]]:
    return [[WORDS[int(state)] for state in row] for row in states]
