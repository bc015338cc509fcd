"""Words that stand in more than one workbook, in one language."""

from curriculum_map.domain.curriculum import Course, Status
from curriculum_map.domain.framework import Edition, split_target
from curriculum_map.domain.text import Language
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.wording.labels import label


def cluster_heading(edition: Edition, target: str, language: Language) -> str:
    """Number and name of the cluster that a target belongs to."""
    cluster = edition.cluster(split_target(target)[0])
    return f"{cluster.number} {cluster.name[language]}"


def status_text(course: Course, language: Language) -> str:
    """The status as people write it, with the name of the track or the elective group; empty where it is not known."""
    if course.status is None:
        return ""
    status = label(course.status, language)
    # With a semicolon behind it a name that holds such a sign is one name, and not a question when it is read again.
    if course.status is Status.ELECTIVE and course.group:
        return f"{status}: {course.group}{'' if _is_plain(course.group) else ';'}"
    if course.status is not Status.TRACK:
        return status
    is_one = len(course.tracks) == 1 and any(sign in course.tracks[0] for sign in "/+,")
    return f"{status}: {course.track}{';' if is_one else ''}"


def _is_plain(name: str) -> bool:
    """Whether a name holds nothing but words, so that it says nothing of what a student takes."""
    return all(sign.isalpha() or sign == " " for sign in name)


def not_applicable_mark(language: Language) -> str:
    """The short way to write that a target does not apply."""
    return load_legend().not_applicable_written[1 if language == "nl" else 2]
