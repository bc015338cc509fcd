"""The tracks of each course: one, several where the file says so for certain, and else a question."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from curriculum_map.domain.curriculum import Course, as_track, track_names
from curriculum_map.domain.findings import CellRef, Finding, Severity
from curriculum_map.importing.cells import cell_text, same_word

# Between names; the first are rarely part of a name, the others often are.
_BETWEEN = re.compile(r"\s*[/+,]\s*")
_AND = re.compile(r"\s*&\s*|\s+(?:en|and|et)\s+", re.IGNORECASE)
_BOTH = frozenset(("beide", "allebei", "both", "beide trajecten", "beide afstudeerrichtingen", "both tracks"))
_MOST_REFS = 1_000


@dataclass(slots=True)
class _Writing:
    """One way in which a track is written, and the cells where it stands."""

    written: str
    refs: list[CellRef] = field(default_factory=list)


def with_tracks(
    courses: Sequence[Course], refs: Mapping[int, CellRef], answers: Mapping[str, str]
) -> tuple[list[Course], list[Finding]]:
    """The courses with their tracks as names apart by semicolons, and what is said or asked about them.

    `refs` has the cell in which the track of a course stands. A course whose tracks are a question keeps what is
    written: nothing is stored before that is answered.
    """
    writings: dict[str, _Writing] = {}
    for place, ref in refs.items():
        track = courses[place].track or ""
        writings.setdefault(track, _Writing(track)).refs.append(ref)
    spelled: dict[str, str] = {}
    for track in writings:
        for name in _certain(track, answers):
            # One track, however it is spelled: with two, what it reaches would count for neither.
            spelled.setdefault(same_word(name), name)
    read, findings = {}, []
    for track, writing in writings.items():
        names, finding = _named(writing, spelled, answers)
        read[track] = as_track(spelled.get(same_word(name), name) for name in names) or track
        findings.extend([] if finding is None else [finding])
    told = [replace(course, track=read[course.track]) if course.track else course for course in courses]
    return told, findings


def _certain(track: str, answers: Mapping[str, str]) -> Iterable[str]:
    """The names that a writing gives for certain; none where it may be several names in one."""
    said = _answered(track, answers)
    if said is not None or ";" in track:
        return track_names(said or track)
    return () if same_word(track) in _BOTH or _BETWEEN.search(track) or _AND.search(track) else (track,)


def _answered(track: str, answers: Mapping[str, str]) -> str | None:
    return answers.get(cell_text(track))


def _named(
    writing: _Writing, known: Mapping[str, str], answers: Mapping[str, str]
) -> tuple[Sequence[str], Finding | None]:
    """The names in one writing, with the note that it was read as several tracks, or the question whether it is."""
    track = writing.written
    if _answered(track, answers) is not None or ";" in track:
        return tuple(_certain(track, answers)), None
    if same_word(track) in _BOTH:
        return _about_several(writing, tuple(known.values()), is_certain=len(known) == 2)
    parts = _parts(_BETWEEN, track)
    if len(parts) > 1:
        return _about_several(writing, parts, is_certain=all(same_word(one) in known for one in parts))
    parts = _parts(_AND, track)
    if len(parts) > 1 and all(same_word(one) in known for one in parts):
        return _about_several(writing, parts, is_certain=False)
    return (track,), None


def _parts(between: re.Pattern[str], track: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, between.split(track))))


def _about_several(writing: _Writing, names: Sequence[str], *, is_certain: bool) -> tuple[Sequence[str], Finding]:
    facts: dict[str, object] = {
        "written": writing.written,
        "count": len(writing.refs),
        "refs": [str(ref) for ref in writing.refs[:_MOST_REFS]],
    }
    if is_certain:
        return names, Finding("tracks-read-apart", Severity.NOTE, writing.refs[0], facts | {"values": list(names)})
    facts |= {"choices": [], "proposal": as_track(names) if names else None}
    return (writing.written,), Finding("track-unsure", Severity.QUESTION, writing.refs[0], facts)
