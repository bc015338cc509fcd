"""Courses in words."""

from curriculum_map.domain.curriculum import Course
from curriculum_map.domain.decisions import NamedCourse


def course_name(course: Course | NamedCourse) -> str:
    """Code and title of a course, as a file calls it or as it was called when it was spoken about."""
    return f"{course.code} {course.title}" if course.code else course.title
