"""Which course is which in two versions that do not come from one another, as of two years that were each uploaded."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from curriculum_map.analytics.course_history import settled
from curriculum_map.domain.actors import Action, Actor, require
from curriculum_map.frameworks.loader import family
from curriculum_map.services.course_choices import chosen_courses
from curriculum_map.services.history import Version, programme_of
from curriculum_map.services.imports import about_grid
from curriculum_map.services.lineage import Known, how_known
from curriculum_map.storage.audit import Act, record
from curriculum_map.storage.database import Connection, Database
from curriculum_map.storage.grids import GridInfo, list_versions, load_version, require_intact
from curriculum_map.storage.versions import StoredLink, replace_links


class LinkOutcome(StrEnum):
    """What became of saying which course is which."""

    LINKED = "linked"
    NOT_THERE = "not-there"
    # The one comes from the other: what became of its courses was said with the upload.
    IS_HISTORY = "is-history"
    UNKNOWN_COURSE = "unknown-course"


@dataclass(frozen=True, slots=True)
class Linked:
    """What became of it, and the names that no one course has."""

    outcome: LinkOutcome
    unknown: tuple[str, ...] = ()


def courses_known_by(database: Database, actor: Actor, before: Version, after: Version) -> Known | None:
    """By what courses of two versions are known to be one; None where one of them is not there."""
    require(actor, Action.VIEW)
    with database.read() as connection:
        then, later = _info(connection, before), _info(connection, after)
        return None if then is None or later is None else how_known(connection, then, later)


def link_years(
    database: Database,
    actor: Actor,
    before: Version,
    after: Version,
    said: Mapping[str, Sequence[str]],
    *,
    now: datetime,
) -> Linked:
    """Keeps, by their names, which courses each of these courses of before is in a version that does not come from it.

    What was said of two such versions earlier gives way. Nothing is kept of names that are unknown.
    """
    require(actor, Action.LINK_COURSES)
    with database.write() as connection:
        then, later = load_version(connection, *before), load_version(connection, *after)
        if then is None or later is None or programme_of(then.info.key) != programme_of(later.info.key):
            return Linked(LinkOutcome.NOT_THERE)
        require_intact([then, later])
        if how_known(connection, then.info, later.info) is Known.HISTORY:
            return Linked(LinkOutcome.IS_HISTORY)
        chosen, unknown = chosen_courses(then.grid.courses, later.grid.courses, said)
        if unknown:
            return Linked(LinkOutcome.UNKNOWN_COURSE, unknown)
        same_framework = family(then.grid.edition) == family(later.grid.edition)
        decided = settled(then.grid, later.grid, chosen, same_framework=same_framework)
        links = [*_links(then.info, decided.one, is_one=True), *_links(then.info, decided.apart, is_one=False)]
        # Of two directions one is kept: that which was said last.
        replace_links(connection, then.info.version_id, later.info.version_id, ())
        replace_links(connection, later.info.version_id, then.info.version_id, links)
        details = {"linked": len(decided.one), "with": then.info.key.academic_year, "version": later.info.version}
        record(connection, Act(now, actor.name, Action.LINK_COURSES, about_grid(later.info), details))
    return Linked(LinkOutcome.LINKED)


def _info(connection: Connection, version: Version) -> GridInfo | None:
    return next((info for info in list_versions(connection, version[0]) if info.version == version[1]), None)


def _links(before: GridInfo, pairs: Iterable[tuple[int, int]], *, is_one: bool) -> list[StoredLink]:
    return [StoredLink(after, before.version_id, place, is_one) for place, after in sorted(pairs)]
