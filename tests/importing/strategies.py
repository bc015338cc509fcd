"""Any programme that fits in the template: its courses, levels and ambitions, in one language and one edition."""

from dataclasses import dataclass

from hypothesis import strategies as st

from curriculum_map.domain.ambitions import Ambition, Weight
from curriculum_map.domain.curriculum import BlankMeans, Course, ElectiveGroup, Perspective, Status
from curriculum_map.domain.framework import Edition, Granularity
from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED, Level
from curriculum_map.domain.text import Language
from curriculum_map.frameworks.loader import load_editions, load_legend, load_programmes
from curriculum_map.importing.cells import cell_text
from curriculum_map.importing.description import Description
from curriculum_map.importing.template.workbook import Filling, write_template

# Letters with and without accents, signs that begin a formula, quotation marks, separators, digits.
SIGNS = "aAbeéèïßøΔ日=+-@'\";,.:()&<>|/\\#%0123456789 "
# A text begins and ends in a letter: alone, a dash or "Totaal" has a meaning of its own.
texts = st.text(SIGNS, max_size=20).map(lambda middle: cell_text(f"q{middle}x"))
states = st.sampled_from([0, 1, 2, 3, NOT_APPLICABLE, NOT_RATED])
credits = st.none() | st.integers(1, 120).map(lambda halves: halves / 2)
taken_by = st.sampled_from([None, Status.COMPULSORY, Status.ELECTIVE, Status.TRACK])


@dataclass(frozen=True)
class Programme:
    """Everything that a filled template holds; `levels` is [course, target] as in a grid."""

    edition: Edition
    language: Language
    granularity: Granularity
    description: Description
    courses: tuple[Course, ...]
    levels: bytes
    ambitions: dict[str, Ambition]
    groups: tuple[ElectiveGroup, ...] = ()

    def places(self) -> list[list[str]]:
        """The levels as they are written, course by course."""
        width = len(self.edition.targets(self.granularity))
        written = [_word(state, self.language) for state in self.levels]
        return [written[start : start + width] for start in range(0, len(written), width)]

    def template(self) -> bytes:
        """The workbook that holds it."""
        filling = Filling(self.description, self.courses, self.places(), self.ambitions, self.groups)
        return write_template(self.edition, self.language, self.granularity, filling)


@st.composite
def programmes(draw: st.DrawFn) -> Programme:
    edition = draw(st.sampled_from(tuple(load_editions().values())))
    granularity = draw(st.sampled_from([Granularity.CLUSTER, Granularity.CELL]))
    targets = edition.targets(granularity)
    found = draw(st.lists(courses(), min_size=1, max_size=4, unique_by=lambda course: course.code))
    places = len(found) * len(targets)
    chosen = draw(st.lists(st.sampled_from(targets), max_size=5, unique=True))
    return Programme(
        edition=edition,
        language=draw(st.sampled_from(["nl", "en"])),
        granularity=granularity,
        description=draw(descriptions(edition)),
        courses=tuple(found),
        levels=bytes(draw(st.lists(states, min_size=places, max_size=places))),
        ambitions={target: draw(ambitions(target)) for target in chosen},
        groups=tuple(draw(group_rules(name)) for name in draw(st.lists(group_names, max_size=3, unique=True))),
    )


# None that differ in signs only: those are read as one track.
tracks = st.sampled_from(["Jeugd", "Zorg & welzijn", "=1+1", "é\u0301 2", "Jeugd/Zorg", "Jeugd; Ouderen"])


# Names that say something of what a student takes, or are a field of the sheet that they stand in, are names too.
group_names = st.sampled_from(["Media", "Sport & spel", "=1+1", "Deel (1 van 3)", "Campus", "keuze: kies 2", "A; B"])


def group_rules(name: str) -> st.SearchStrategy[ElectiveGroup]:
    """Any number of courses or of half credits that a student may have to take."""
    by_credits = st.integers(1, 60).map(lambda halves: ElectiveGroup(name, ects=halves / 2))
    return st.integers(1, 9).map(lambda count: ElectiveGroup(name, count)) | by_credits


@st.composite
def courses(draw: st.DrawFn) -> Course:
    status = draw(taken_by)
    return Course(
        code=draw(st.integers(0, 99).map("OPO{}".format)),
        title=draw(texts),
        ects=draw(credits),
        phase=draw(st.none() | st.integers(1, 9)),
        # Semesters with numbers go by those alone, so "S1" comes back as "1".
        semester=draw(
            st.none() | texts.filter(lambda text: not set(text) & set("123456")) | st.sampled_from(["1", "1+2"])
        ),
        status=status,
        track=draw(tracks) if status is Status.TRACK else None,
        group=draw(st.none() | group_names) if status is Status.ELECTIVE else None,
    )


@st.composite
def descriptions(draw: st.DrawFn, edition: Edition) -> Description:
    year = draw(st.integers(0, 98))
    return Description(
        institution=draw(texts),
        programme=draw(st.sampled_from(load_programmes())).id,
        academic_year=f"20{year:02d}-{year + 1:02d}",
        edition=edition.id,
        rater=draw(st.none() | texts),
        perspective=Perspective.COORDINATOR,
        blank_means=draw(st.sampled_from(BlankMeans)),
    )


@st.composite
def ambitions(draw: st.DrawFn, target: str) -> Ambition:
    weight = draw(st.none() | st.sampled_from(Weight))
    level = draw(st.sampled_from(list(Level)[1:]) if weight is None else st.none() | st.sampled_from(list(Level)[1:]))
    return Ambition(target, weight, level, draw(st.none() | texts))


def _word(state: int, language: Language) -> str:
    legend = load_legend()
    if state == NOT_RATED:
        return ""
    return "nvt" if state == NOT_APPLICABLE else legend.levels[state].name[language]
