"""What the audit log says was stored, compared with what is there: where that can be said for sure."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from curriculum_map.domain.actors import Action
from curriculum_map.storage.audit import LONGEST_ABOUT, PART
from curriculum_map.storage.record_tables import audit, snapshots

_MAKE_A_VERSION = frozenset((Action.IMPORT_GRID, Action.ROLL_BACK, Action.ROLL_OVER, Action.CONFIRM_CARRIED))


def not_there(connection: Connection, current: Mapping[str, int]) -> Iterator[str]:
    """Each grid of which the log says a version that is no longer there, with its number.

    `current` has the number of the current version of every grid, by what the log calls the grid.
    """
    expected, may_be_gone = _expected(connection)
    for grid, number in sorted(expected.items()):
        is_there = grid in current
        if (is_there and current[grid] < number) or not (is_there or grid in may_be_gone):
            yield f"{grid} | {number}"


def _expected(connection: Connection) -> tuple[dict[str, int], set[str]]:
    """The last version of each grid that the log names, and those grids that may be gone with the samples."""
    expected: dict[str, int] = {}
    may_be_gone: set[str] = set()
    statement = select(audit.c.action, audit.c.about, audit.c.details).order_by(audit.c.id)
    for act in connection.execute(statement).mappings():
        about, details = act["about"], act["details"]
        if act["action"] in _MAKE_A_VERSION:
            _stored(act, expected)
            may_be_gone.discard(about)
        elif act["action"] == Action.MANAGE_SAMPLES:
            # The log does not say which grids were samples.
            may_be_gone |= expected.keys()
        elif act["action"] in (Action.MERGE_INSTITUTIONS, Action.UNDO_MERGE):
            # Grids went from one name to another, and some were joined.
            _forget(expected, about)
            _forget(expected, str(details.get("absorbed")))
        elif act["action"] == Action.DELETE_INSTITUTION:
            _forget(expected, about)
    return expected, may_be_gone


def snapshots_gone(connection: Connection) -> Iterator[str]:
    """Each snapshot that the log says was made and that is no longer there, unless its institution was erased."""
    there = set(connection.execute(select(snapshots.c.sha256)).scalars())
    made: dict[str, str] = {}
    statement = select(audit.c.action, audit.c.about, audit.c.details).order_by(audit.c.id)
    for act in connection.execute(statement).mappings():
        if act["action"] == Action.MAKE_SNAPSHOT and len(act["about"]) < LONGEST_ABOUT:
            made[act["about"]] = act["details"].get("sha256")
        elif act["action"] == Action.DELETE_INSTITUTION:
            _forget(made, act["about"])
        elif act["action"] == Action.MERGE_INSTITUTIONS:
            # They go with the other institution if that is erased.
            _forget(made, str(act["details"].get("absorbed")))
    yield from sorted(name for name, sha256 in made.items() if sha256 not in there)


def _stored(act: RowMapping, expected: dict[str, int]) -> None:
    # The number in the log of a roll-over is that of the version that it was made of.
    details: Mapping[str, Any] = act["details"]
    number = 1 if act["action"] == Action.ROLL_OVER else details.get("version")
    # What is too long stands cut off in the log: which grid it is cannot be said.
    if isinstance(number, int) and len(act["about"]) < LONGEST_ABOUT:
        expected[act["about"]] = number


def _forget(expected: dict[str, Any], institution: str) -> None:
    for grid in [grid for grid in expected if grid.startswith(f"{institution}{PART}")]:
        del expected[grid]
