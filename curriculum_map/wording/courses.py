"""Courses in words."""

from curriculum_map.domain.curriculum import Course, Status
from curriculum_map.domain.decisions import NamedCourse
from curriculum_map.domain.text import Language
from curriculum_map.wording.labels import label


def course_name(course: Course | NamedCourse) -> str:
    """Code and title of a course, as a file calls it or as it was called when it was spoken about."""
    return f"{course.code} {course.title}" if course.code else course.title


def status_words(status: str | None, track: str | None, language: Language) -> str:
    """For whom a course is: compulsory, elective or that of a track, with its name; a dash where the file is silent."""
    if status is None:
        return "–"
    words = label(Status(status), language)
    return f"{words}: {track}" if track else words
