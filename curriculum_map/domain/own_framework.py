"""A framework of one's own: a tree of items in any number of levels, of which the leaves can be rated."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from curriculum_map.domain.findings import Finding, Severity
from curriculum_map.domain.text import Language

MOST_ITEMS = 5_000
# With an item's own part behind it, the id of an element then fits where targets are stored.
LONGEST_ID = 24
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

Address = Callable[[int, str], Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Item:
    """One item: a group that holds others, or a leaf. `order` is its place among those with the same parent."""

    id: str
    label: str
    parent: str | None = None
    code: str | None = None
    description: str | None = None
    order: int = 1


@dataclass(frozen=True, slots=True)
class Place:
    """An item in its tree, `depth` from 1; `holder` is the place in the outline of the group that holds it."""

    item: Item
    depth: int
    holder: int | None
    is_leaf: bool


@dataclass(frozen=True)
class OwnFramework:
    """A framework as its owner wrote it: every item of the file, in the order of the file."""

    id: str
    title: str
    language: Language
    items: tuple[Item, ...]
    source: str | None = None

    @cached_property
    def holders(self) -> tuple[int | None, ...]:
        """Per item the position of the one that holds it; None at the top level.

        An orphan is at the top level, and so is the first item of a circle: each item is in the tree exactly once.
        """
        holders = _named_holders(self.items)
        for circle in _circles(holders):
            holders[circle[0]] = None
        return tuple(holders)

    @cached_property
    def outline(self) -> tuple[Place, ...]:
        """Every item once, each group before what it holds, siblings by their order."""
        below: defaultdict[int | None, list[int]] = defaultdict(list)
        for position in sorted(range(len(self.items)), key=lambda one: (self.items[one].order, one)):
            below[self.holders[position]].append(position)
        outline: list[Place] = []
        # Not by recursion: nobody says how deep a file may be.
        waiting: list[tuple[int, int, int | None]] = [(position, 1, None) for position in reversed(below[None])]
        while waiting:
            position, depth, holder = waiting.pop()
            held = below.get(position, [])
            outline.append(Place(self.items[position], depth, holder, not held))
            waiting.extend((one, depth + 1, len(outline) - 1) for one in reversed(held))
        return tuple(outline)


def is_framework_id(text: str) -> bool:
    """Whether this can be the id of a framework: small letters, digits and single hyphens, not too long."""
    return len(text) <= LONGEST_ID and _ID.fullmatch(text) is not None


def framework_id(text: str) -> str:
    """An id made from a title or a file name; 'framework' where no letter or digit is left."""
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:LONGEST_ID].strip("-") or "framework"


def one_line(text: str) -> str:
    """The text on one line: white space and control characters become single spaces, what is no character U+FFFD."""
    return " ".join("".join(map(_character, text)).split())


def lines(text: str) -> str:
    """The same for a text of several lines: each line tidied, no empty ones at the start and the end."""
    return "\n".join(map(one_line, text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))).strip("\n")


def children(framework: OwnFramework, item_id: str | None) -> tuple[Item, ...]:
    """The items that this one holds, in their order; those of the top level for None."""
    outline = framework.outline
    return tuple(
        place.item for place in outline if (None if place.holder is None else outline[place.holder].item.id) == item_id
    )


def leaves(framework: OwnFramework) -> tuple[Item, ...]:
    """The items that can be rated, in the order of the outline."""
    return tuple(place.item for place in framework.outline if place.is_leaf)


def depth(framework: OwnFramework) -> int:
    """The number of levels: 1 for a flat list, 0 without items."""
    return max((place.depth for place in framework.outline), default=0)


def groups(framework: OwnFramework, place: Place) -> tuple[Item, ...]:
    """The groups around an item, from the top level down."""
    around: list[Item] = []
    holder = place.holder
    while holder is not None:
        around.append(framework.outline[holder].item)
        holder = framework.outline[holder].holder
    return tuple(reversed(around))


def in_yaml(position: int, part: str) -> Mapping[str, object]:
    """The address of a part of an item as our own format writes it."""
    return {"where": f"items[{position}].{part}"}


def problems(framework: OwnFramework, address: Address = in_yaml) -> Iterator[Finding]:
    """What is wrong with the items, in the order of the file; `address` says where a part of an item stands."""
    first: dict[str, int] = {}
    known = {item.id for item in framework.items if item.id}
    for position, item in enumerate(framework.items):
        if not item.id:
            yield _error("framework-item-without-id", address(position, "id"), label=item.label)
        elif first.setdefault(item.id, position) != position:
            yield _error("framework-duplicate-id", address(position, "id"), id=item.id, count=first[item.id] + 1)
        if not item.label:
            yield _error("framework-empty-label", address(position, "label"), id=item.id)
        if item.parent is not None and item.parent not in known:
            facts = {**address(position, "parent"), "id": item.id, "parent": item.parent}
            yield Finding("framework-orphan", Severity.WARNING, None, facts)
    for circle in _circles(_named_holders(framework.items)):
        around = " → ".join(framework.items[one].id for one in (*circle[:10], circle[0]))
        yield _error("framework-circle", address(circle[0], "parent"), items=around)


def _error(code: str, where: Mapping[str, object], **facts: object) -> Finding:
    return Finding(code, Severity.ERROR, None, {**where, **facts})


def _named_holders(items: tuple[Item, ...]) -> list[int | None]:
    """Per item the position of the first one that has the id of its parent."""
    first: dict[str | None, int] = {}
    for position, item in enumerate(items):
        first.setdefault(item.id or None, position)
    return [None if item.parent is None else first.get(item.parent) for item in items]


def _circles(holders: list[int | None]) -> list[list[int]]:
    """The circles of items that hold each other, each beginning with its first item in the file."""
    circles: list[list[int]] = []
    walk_of: dict[int, int] = {}
    for start in range(len(holders)):
        here: int | None = start
        walk: list[int] = []
        while here is not None and here not in walk_of:
            walk_of[here] = start
            walk.append(here)
            here = holders[here]
        if here is not None and walk_of[here] == start:
            circle = walk[walk.index(here) :]
            turn = circle.index(min(circle))
            circles.append(circle[turn:] + circle[:turn])
    return circles


def _character(character: str) -> str:
    kind = unicodedata.category(character)
    if kind == "Cs" or character in "\ufffe\uffff":
        return "\ufffd"  # half of a surrogate pair: it can be neither stored nor written to a file
    return " " if kind == "Cc" or character == "\ufeff" else character
