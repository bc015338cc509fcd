"""A random grid: courses, targets of one of the packaged editions, and a state for each of their places."""

from dataclasses import dataclass, replace
from random import Random

from hypothesis import strategies as st

from curriculum_map.domain.curriculum import Course, Status
from curriculum_map.domain.framework import Edition, Granularity, split_target
from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED
from curriculum_map.frameworks.loader import load_editions

# Some begin like a total, a heading, a footnote or a section and are courses all the same.
_SUBJECTS = (
    *("Inleiding recht", "Psychologie", "Sociologie van de stad", "Agogische vaardigheden", "Werkveldverkenning"),
    *("Totale kwaliteitszorg", "Jaarproject", "Fasen van rouw", "Semesterproject", "Legendes en verhalen", "Ethiek"),
    *(
        "Methodisch werken: groepen",
        "Ontwikkelingspsychologie",
        "Stage en supervisie",
        "Cliënt & netwerk",
        "Bachelorproef",
    ),
    *("Media, kunst en cultuur", "Niveau taal (B2)", "Gesprekstechnieken", "Code en conduct", "Beleid/organisatie"),
    *("Onderzoek (kwantitatief)", "Diversiteit", "Gezin en opvoeding", "Sociale zekerheid", "Kritische reflectie"),
)
_TRACKS = ("Jongerenwelzijn", "Maatschappelijk werk", "Coöperatief werken")
_TAKEN_BY = (None, Status.COMPULSORY, Status.COMPULSORY, Status.ELECTIVE, Status.TRACK)


@dataclass(frozen=True)
class RandomGrid:
    """Courses down, targets across; `states` has a level, NOT_APPLICABLE or NOT_RATED for each place."""

    edition: Edition
    granularity: Granularity
    targets: tuple[str, ...]
    courses: tuple[Course, ...]
    states: tuple[tuple[int, ...], ...]

    def with_states(self, among: frozenset[int]) -> "RandomGrid":
        """The grid with what a way of writing cannot say left blank."""
        return replace(
            self, states=tuple(tuple(s if s in among else NOT_RATED for s in states) for states in self.states)
        )


@st.composite
def grids(draw: st.DrawFn, most_courses: int = 40) -> RandomGrid:
    """Five courses and more; each has a level somewhere, so that it counts as a course in every layout."""
    edition = draw(st.sampled_from(tuple(load_editions().values())))
    granularity = draw(st.sampled_from(Granularity))
    number = draw(st.integers(5, most_courses))
    filled = draw(st.sampled_from([0.9, 0.5, 0.15]))
    random = Random(draw(st.integers(0, 2**16)))
    targets = _targets(edition, granularity, draw(st.sampled_from(["some", "clusters", "all"])), random)
    courses = tuple(_course(index, random) for index in range(number))
    states = tuple(_states(len(targets), filled, random) for _ in courses)
    return RandomGrid(edition, granularity, targets, tuple(sorted(courses, key=_phase)), states)


def _targets(edition: Edition, granularity: Granularity, which: str, random: Random) -> tuple[str, ...]:
    every = edition.targets(granularity)
    if which == "all":
        return every
    if which == "clusters":
        clusters = set(random.sample([cluster.id for cluster in edition.clusters], random.randint(2, 8)))
        return tuple(target for target in every if split_target(target)[0] in clusters)
    return tuple(sorted(random.sample(every, random.choice((4, 6, 9, min(len(every), 20)))), key=every.index))


def _course(index: int, random: Random) -> Course:
    status = random.choice(_TAKEN_BY)
    return Course(
        code=f"{random.choice(('SW', 'OPO-', 'B'))}{101 + index}",
        title=f"{random.choice(_SUBJECTS)}{f' {index}' if index else ''}",
        ects=random.choice((None, 3.0, 4.0, 4.5, 6.0, 12.0)),
        phase=random.choice((1, 2, 3)),
        semester=random.choice((None, "1", "2", "1+2")),
        status=status,
        track=random.choice(_TRACKS) if status is Status.TRACK else None,
    )


def _phase(course: Course) -> int:
    return course.phase or 0


def _states(width: int, filled: float, random: Random) -> tuple[int, ...]:
    states = []
    for _ in range(width):
        rated = random.random() < filled
        states.append(random.choice((0, 1, 1, 2, 2, 3, 3, NOT_APPLICABLE)) if rated else NOT_RATED)
    states[random.randrange(width)] = random.choice((1, 2, 3))
    return tuple(states)
