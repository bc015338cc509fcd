"""Where a version comes from, step by step, and what was said about courses on the way from one version to another."""

from curriculum_map.analytics.course_history import Step, backwards, through
from curriculum_map.analytics.course_links import Decided
from curriculum_map.domain.history import Made
from curriculum_map.storage.database import Connection
from curriculum_map.storage.grids import GridInfo, find_version, list_versions, load_versions
from curriculum_map.storage.versions import load_links


def said_between(connection: Connection, before: GridInfo, after: GridInfo) -> Decided:
    """Which courses of two versions somebody said are one, or are not, by way of the version that both come from.

    Nothing where they have none in common.
    """
    back, forth = _line(connection, before), _line(connection, after)
    ours = {info.version_id for info in back}
    common = next((info.version_id for info in forth if info.version_id in ours), None)
    if common is None:
        return through([], [])
    up = [_step(connection, *pair) for pair in _pairs(back, common)]
    down = [_step(connection, *pair) for pair in _pairs(forth, common)]
    return through([backwards(one) for one in up if one], [one for one in reversed(down) if one])


def _line(connection: Connection, info: GridInfo) -> list[GridInfo]:
    """A version and all that it comes from, the nearest first."""
    line = [info]
    while (parent := _parent(connection, line[-1])) is not None:
        line.append(parent)
    return line


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
    if after.made is not Made.UPLOADED:
        return None
    old, new = (stored.grid.courses for stored in load_versions(connection, [before, after]))
    said = load_links(connection, [after.version_id])[after.version_id]
    links = [link for link in said if link.before_version_id == before.version_id]
    one = frozenset((link.before_position, link.position) for link in links if link.is_one)
    apart = frozenset((link.before_position, link.position) for link in links if not link.is_one)
    return Step(old, new, Decided(one, apart))
