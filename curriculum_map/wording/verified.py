"""What checking a snapshot found, in sentences."""

from curriculum_map.domain.curriculum import GridKey
from curriculum_map.domain.frozen import VerifiedSnapshot
from curriculum_map.domain.text import Language
from curriculum_map.frameworks.loader import programme_name
from curriculum_map.wording.catalogue import mark, say


def verified_sentences(found: VerifiedSnapshot, language: Language) -> list[str]:
    """Whether the snapshot says what it said, then each grid in it that does not, or that is no longer stored so."""
    if not found.is_intact:
        first = mark("Not intact. SHA-256 of what is there: {sha256}; it was {expected}.")
    elif found.expected is None:
        first = mark("“{name}” holds together. Compare its hash with the one that was printed: SHA-256 {sha256}")
    else:
        first = mark("“{name}” is intact: SHA-256 {sha256}")
    said = [say(first, language, name=found.name, sha256=found.sha256, expected=found.expected or "?")]
    said += [
        say(mark("Changed in the snapshot: {about}"), language, about=_about(key, language)) for key in found.altered
    ]
    gone = mark("No longer stored so: {about}")
    said += [say(gone, language, about=_about(key, language)) for key in found.not_stored or ()]
    later = mark("{about}: here as version {number}, and the current one is version {current}.")
    moved = [
        say(later, language, about=_about(key, language), number=number, current=current)
        for key, number, current in found.moved_on
    ]
    if found.not_stored is not None and not found.not_stored and found.is_intact:
        kept = mark("Every grid in it is still stored as it is there, though not every one is the current one:")
        if not moved:
            kept = mark("Every grid in it is still the current one, as it is there.")
        said.append(say(kept, language))
    said += moved
    return said


def _about(key: GridKey, language: Language) -> str:
    parts = (key.institution, programme_name(key.programme)[language], key.campus, key.academic_year, key.rater)
    return " | ".join(part for part in parts if part)


NOT_INTACT = mark(
    "The snapshot “{name}” is not intact: it was changed in the database since it was made. A report or a file made "
    "from it is no proof of what it said."
)
_FILE_IS = {
    "unchanged": mark("This is the snapshot “{name}” of {institution}, or a report of it, unchanged. SHA-256 {sha256}"),
    "changed": mark("This is of the snapshot “{name}” of {institution}, but changed. Places that differ: {count}."),
    "snapshot-not-intact": mark(
        "This is of the snapshot “{name}” of {institution}, which is not intact here itself: what is stored says "
        "nothing of the file."
    ),
    "of-none-here": mark("No snapshot here has a hash that is in this file, or its name: it is of another database."),
    "no-export": mark("This is no snapshot, and there is no hash of one in it."),
}


def file_sentence(outcome: str, language: Language, **facts: object) -> str:
    """What a file is that may have been exported of a snapshot, by its kind in services/exported.py."""
    return say(_FILE_IS[outcome], language, **facts)


def difference_sentence(where: str, was: str, now: str, language: Language) -> str:
    """A place that is not as it was exported."""
    if not was and not now:
        return where
    return say(mark("{where}: was “{was}”, is “{now}”"), language, where=where, was=was, now=now)
