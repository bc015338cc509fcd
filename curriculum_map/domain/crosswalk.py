"""Which elements of different editions correspond, so that institutions that used different editions can still talk."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Relation(StrEnum):
    """How the content of one element stands to that of another."""

    SAME = "same"
    BROADER = "broader"
    NARROWER = "narrower"
    OVERLAPS = "overlaps"
    NONE = "none"


_INVERSE = {Relation.BROADER: Relation.NARROWER, Relation.NARROWER: Relation.BROADER}


@dataclass(frozen=True, slots=True)
class Correspondence:
    """An element, another edition, and the element there; none there if the relation is NONE.

    Read as: `element` is `relation` than, or to, `other`.
    """

    element: str
    edition: str
    other: str | None
    relation: Relation


class Crosswalk:
    """The correspondences in both directions; only one direction is stored, the other follows from it."""

    def __init__(self, rows: Iterable[Correspondence]) -> None:
        self.rows = tuple(rows)
        self._by_element: defaultdict[str, list[Correspondence]] = defaultdict(list)
        for row in self.rows:
            self._by_element[row.element].append(row)
            if row.other is not None:
                edition = row.element.partition(":")[0]
                inverse = _INVERSE.get(row.relation, row.relation)
                self._by_element[row.other].append(Correspondence(row.other, edition, row.element, inverse))

    def of(self, element: str, edition: str | None = None) -> list[Correspondence]:
        """The correspondences of an element, or those towards one edition; empty for an unknown element."""
        return [row for row in self._by_element.get(element, ()) if edition in (None, row.edition)]
