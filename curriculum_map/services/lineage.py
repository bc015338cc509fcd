"""Where a version comes from, step by step, and what was said about courses on the way from one version to another."""

from collections import Counter
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import product

from curriculum_map.analytics.course_history import Step, backwards, through
from curriculum_map.analytics.course_links import Decided
from curriculum_map.domain.curriculum import Course, Grid
from curriculum_map.domain.history import Made
from curriculum_map.domain.provenance import Brought
from curriculum_map.storage.database import Connection
from curriculum_map.storage.grids import (
    GridInfo,
    StoredGrid,
    find_version,
    find_versions,
    list_versions,
    load_versions,
)
from curriculum_map.storage.versions import load_links


class Known(StrEnum):
    """By what it is known which course of two versions is which."""

    # One comes from the other, or both from a third: by what was said with each upload in between.
    HISTORY = "history"
    # Neither does, and somebody said which course is which.
    SAID = "said"
    # Neither does, and nobody said anything: by code and title alone.
    NAMES = "names"


def how_known(connection: Connection, before: GridInfo, after: GridInfo) -> Known:
    """By what it is known which course of these two versions is which."""
    back, forth = _line(connection, before), _line(connection, after)
    if _common(back, forth) is not None:
        return Known.HISTORY
    return Known.NAMES if _bridge(connection, back, forth) is None else Known.SAID


def said_between(connection: Connection, before: GridInfo, after: GridInfo) -> Decided:
    """Which courses of two versions somebody said are one, or are not.

    By way of the version that both come from; where there is none, by way of two versions of both of which somebody
    said it; else nothing.
    """
    back, forth = _line(connection, before), _line(connection, after)
    common = _common(back, forth)
    if common is not None:
        up = [_step(connection, *pair) for pair in _pairs(back, common)]
        down = [_step(connection, *pair) for pair in _pairs(forth, common)]
        return through([backwards(one) for one in up if one], [one for one in reversed(down) if one])
    bridge = _bridge(connection, back, forth)
    if bridge is None:
        return through([], [])
    first, step, last = bridge
    up = [_step(connection, *pair) for pair in _pairs(back, first)]
    down = [_step(connection, *pair) for pair in _pairs(forth, last)]
    return through([], [*(backwards(one) for one in up if one), step, *(one for one in reversed(down) if one)])


def brought_by(connection: Connection, stored: StoredGrid) -> dict[str, Brought]:
    """The version that each file of a grid was uploaded as, by the SHA-256 of the file; of several the last one.

    Where that version is there no more, the oldest one that this one comes from.
    """
    found: dict[str, Brought] = {}
    wanted, brought = set(stored.grid.provenance.files), None
    for info in _line_back(connection, stored.info):
        brought = Brought(info.key.academic_year, info.version, info.imported_at, info.imported_by)
        if info.made is Made.UPLOADED and info.sha256 in wanted:
            wanted.remove(info.sha256)
            found[info.sha256] = brought
        if not wanted:
            break
    return found | (dict.fromkeys(wanted, brought) if brought else {})


def said_earlier(connection: Connection, current: StoredGrid, new: Grid) -> Decided:
    """What was said with any version of a grid about courses that are called as those of the current one and the new.

    So after going back to a version, or with the file of a colleague, nothing has to be said twice. What was said last
    counts; a name that several courses have says nothing.
    """
    then, now = _by_name(current.grid.courses), _by_name(new.courses)
    if not then.keys() - now.keys() or not now.keys() - then.keys():
        return Decided()
    ids = sorted(info.version_id for info in list_versions(connection, current.info.id))
    by_version = load_links(connection, ids)
    said = [(version_id, link) for version_id in ids for link in by_version[version_id]]
    needed = {each for version_id, link in said for each in (version_id, link.before_version_id)}
    stored = load_versions(connection, find_versions(connection, needed))
    courses = {one.info.version_id: one.grid.courses for one in stored}
    found: dict[tuple[int, int], bool] = {}
    for version_id, link in said:
        before = courses[link.before_version_id][link.before_position]
        after = courses[version_id][link.position]
        if _name(before) in then and _name(after) in now:
            found[then[_name(before)], now[_name(after)]] = link.is_one
    one = frozenset(pair for pair, is_one in found.items() if is_one)
    return Decided(one, frozenset(found) - one)


def _by_name(courses: Sequence[Course]) -> dict[tuple[str | None, str], int]:
    """The place of each course by its code and title, where no other has both."""
    often = Counter(map(_name, courses))
    return {_name(course): place for place, course in enumerate(courses) if often[_name(course)] == 1}


def _name(course: Course) -> tuple[str | None, str]:
    return course.code, course.title


def _common(back: list[GridInfo], forth: list[GridInfo]) -> int | None:
    """The nearest version that both lines have."""
    ours = {info.version_id for info in back}
    return next((info.version_id for info in forth if info.version_id in ours), None)


def _bridge(connection: Connection, back: list[GridInfo], forth: list[GridInfo]) -> tuple[int, Step, int] | None:
    """The step between a version of each line of which somebody said which course is which, and these versions."""
    said = load_links(connection, [info.version_id for info in (*back, *forth)])
    for one, other in product(back, forth):
        for before, after in ((one, other), (other, one)):
            if any(link.before_version_id == before.version_id for link in said[after.version_id]):
                step = _said(connection, before, after)
                return one.version_id, step if before is one else backwards(step), other.version_id
    return None


def _line(connection: Connection, info: GridInfo) -> list[GridInfo]:
    """A version and all that it comes from, the nearest first."""
    return list(_line_back(connection, info))


def _line_back(connection: Connection, info: GridInfo) -> Iterator[GridInfo]:
    """The same, each looked up when it is asked for."""
    parent: GridInfo | None = info
    while parent is not None:
        yield parent
        parent = _parent(connection, parent)


def _parent(connection: Connection, info: GridInfo) -> GridInfo | None:
    """The version that this one was uploaded over, or made of."""
    if info.made is not Made.UPLOADED:
        return None if info.made_from is None else find_version(connection, info.made_from)
    return next((one for one in list_versions(connection, info.id) if one.version == info.version - 1), None)


def _pairs(line: list[GridInfo], common: int) -> list[tuple[GridInfo, GridInfo]]:
    """Each version of a line up to the common one, with the one it comes from."""
    length = [info.version_id for info in line].index(common)
    return list(zip(line[1 : length + 1], line[:length], strict=True))


def _step(connection: Connection, before: GridInfo, after: GridInfo) -> Step | None:
    """The courses of both and what was said of them; None where they are the same ones in the same places."""
    return None if after.made is not Made.UPLOADED else _said(connection, before, after)


def _said(connection: Connection, before: GridInfo, after: GridInfo) -> Step:
    """The courses of both and what was said of them."""
    old, new = (stored.grid.courses for stored in load_versions(connection, [before, after]))
    said = load_links(connection, [after.version_id])[after.version_id]
    links = [link for link in said if link.before_version_id == before.version_id]
    one = frozenset((link.before_position, link.position) for link in links if link.is_one)
    apart = frozenset((link.before_position, link.position) for link in links if not link.is_one)
    return Step(old, new, Decided(one, apart))
