"""What stands about each course: the headings of its fields and how their values are written."""

from collections.abc import Mapping
from dataclasses import replace

from curriculum_map.domain.curriculum import Course, Status
from curriculum_map.domain.text import Language
from tests.importing.random_layouts.canvas import Value
from tests.importing.random_layouts.layouts import Layout

_LABELS: Mapping[Language, Mapping[str, tuple[str, ...]]] = {
    "nl": {
        "code": ("Code", "OPO-code", "Vakcode"),
        "title": ("Opleidingsonderdeel", "Vak", "Naam opleidingsonderdeel"),
        "ects": ("Studiepunten", "SP", "ECTS"),
        "phase": ("Fase", "Jaar", "Trajectschijf"),
        "semester": ("Semester", "Sem", "Periode"),
        "status": ("Status", "Verplicht/keuze"),
        "track": ("Afstudeerrichting", "Traject"),
    },
    "en": {
        "code": ("Code", "Course code"),
        "title": ("Course", "Course title"),
        "ects": ("ECTS", "Credits"),
        "phase": ("Phase", "Year"),
        "semester": ("Semester", "Term"),
        "status": ("Status", "Compulsory/elective"),
        "track": ("Track", "Specialisation"),
    },
}
_STATUS: Mapping[Language, Mapping[Status, tuple[str, ...]]] = {
    "nl": {Status.COMPULSORY: ("verplicht", "Verplicht"), Status.ELECTIVE: ("keuze", "Keuzevak")},
    "en": {Status.COMPULSORY: ("compulsory", "Compulsory"), Status.ELECTIVE: ("elective", "Optional")},
}
_TRACK: Mapping[Language, str] = {"nl": "Traject", "en": "Track"}
PHASE: Mapping[Language, str] = {"nl": "Fase", "en": "Phase"}


def field_order(layout: Layout) -> list[str]:
    """The fields of a course in the order in which they are written; the title is always there."""
    order = [*layout.fields, "title"]
    random = layout.random()
    first = [name for name in ("code", "title") if name in order]
    if random.random() < 0.3:
        first.reverse()
    others = [name for name in order if name not in first]
    random.shuffle(others)
    return first + others


def field_labels(layout: Layout) -> dict[str, str]:
    """What the heading of each field is."""
    random = layout.random()
    return {name: random.choice(labels) for name, labels in _LABELS[layout.language].items()}


class CourseWriter:
    """Writes the fields of courses in one way all through a sheet."""

    def __init__(self, layout: Layout) -> None:
        self._layout, self._language = layout, layout.language
        random = layout.random()
        self._credits_as_text = random.random() < 0.2
        self._phase_as_text, self._term_as_text = random.random() < 0.3, random.random() < 0.5
        self._status = {status: random.choice(words) for status, words in _STATUS[layout.language].items()}

    def value(self, course: Course, name: str) -> Value:
        """What is written in this field."""
        if name == "ects" and course.ects is not None:
            return (
                f"{course.ects:g} {'SP' if self._language == 'nl' else 'ECTS'}"
                if self._credits_as_text
                else course.ects
            )
        if name == "phase" and course.phase is not None:
            return f"{PHASE[self._language]} {course.phase}" if self._phase_as_text else float(course.phase)
        if name == "semester" and course.semester in ("1", "2"):
            return course.semester if self._term_as_text else float(course.semester)
        if name == "status":
            return self._status_of(course)
        found: str | None = getattr(course, name)
        return found

    def _status_of(self, course: Course) -> Value:
        if course.status is not Status.TRACK:
            return self._status[course.status] if course.status else None
        if "track" in self._layout.fields:
            return self._status[Status.COMPULSORY]
        return f"{_TRACK[self._language]}: {course.track}"


def as_written(course: Course, fields: tuple[str, ...]) -> Course:
    """The course as far as these fields tell: without its status, a course of a track is still one."""
    course = Course(
        code=course.code if "code" in fields else None,
        title=course.title,
        ects=course.ects if "ects" in fields else None,
        phase=course.phase if "phase" in fields else None,
        semester=course.semester if "semester" in fields else None,
        status=course.status,
        track=course.track,
    )
    if "status" in fields or (course.status is Status.TRACK and "track" in fields):
        return course
    return replace(course, status=None, track=None)
