"""A frozen state of an institution's record, as a document that is written in one way only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from curriculum_map.domain.ambitions import Ambition, Position, Weight
from curriculum_map.domain.canonical import Document, checksum, grid_checksum, grid_document, grid_from_document
from curriculum_map.domain.curriculum import Grid, GridKey
from curriculum_map.domain.levels import Level
from curriculum_map.domain.provenance import Brought
from curriculum_map.domain.register import Entry, entry_document, entry_from_document

FORMAT = "curriculum-map snapshot 1"


@dataclass(frozen=True, slots=True)
class FrozenGrid:
    """A grid as it was: which version it was, when and by whom that was made, and the same of each of its files.

    `brought` has the version that each file was uploaded as, by the SHA-256 of the file.
    """

    grid: Grid
    version: int
    made_at: datetime
    made_by: str
    is_sample: bool
    checksum: str
    brought: Mapping[str, Brought] = field(default_factory=dict, hash=False)

    @property
    def is_intact(self) -> bool:
        """Whether the grid is the one that the checksum was made of."""
        return grid_checksum(self.grid) == self.checksum


@dataclass(frozen=True, slots=True)
class FrozenAmbitions:
    """The ambitions of a programme in a year as they were, and when and by whom they were set."""

    programme: str
    campus: str | None
    academic_year: str
    ambitions: tuple[Ambition, ...]
    made_at: datetime
    made_by: str


@dataclass(frozen=True, slots=True)
class Frozen:
    """Everything a snapshot says; of the register all that was said until then.

    Programmes and academic year are None where all of them are in it. `editions` has the title of each edition by
    language, `frameworks` those of one's own in plain values.
    """

    institution: str
    name: str
    note: str
    programmes: tuple[str, ...] | None
    academic_year: str | None
    counting_rule: str
    made_at: datetime
    made_by: str
    grids: tuple[FrozenGrid, ...] = ()
    ambitions: tuple[FrozenAmbitions, ...] = ()
    register: tuple[Entry, ...] = ()
    editions: Mapping[str, Mapping[str, str]] = field(default_factory=dict, hash=False)
    frameworks: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def about(self) -> dict[str, Any]:
        """What the snapshot is about, in plain values: all but its grids, ambitions, register and frameworks."""
        return {
            "format": FORMAT,
            "institution": self.institution,
            "name": self.name,
            "note": self.note,
            "programmes": None if self.programmes is None else list(self.programmes),
            "academic_year": self.academic_year,
            "counting_rule": self.counting_rule,
            "editions": {edition: dict(title) for edition, title in self.editions.items()},
            "made_at": self.made_at.isoformat(),
            "made_by": self.made_by,
        }

    def document(self) -> dict[str, Any]:
        """Everything in plain values."""
        return self.about() | {
            "frameworks": dict(self.frameworks),
            "grids": [_grid_document(one) for one in self.grids],
            "ambitions": [_ambitions_document(one) for one in self.ambitions],
            "register": [entry_document(one) for one in self.register],
        }

    def sha256(self) -> str:
        """The hash over everything."""
        return checksum(self.document())


@dataclass(frozen=True, slots=True)
class VerifiedSnapshot:
    """What checking a snapshot found.

    `sha256` is the hash over its content as it is now, `expected` the one that was written down, None where nobody said
    it. `altered` are grids in it that are not those its checksums were made of; `not_stored` those that the database no
    longer has as they are here, None where no database was asked; `moved_on` those that it has as an earlier version,
    with the number of that one and of the current one.
    """

    name: str
    sha256: str
    expected: str | None
    altered: tuple[GridKey, ...] = ()
    not_stored: tuple[GridKey, ...] | None = None
    is_as_frozen: bool = True
    moved_on: tuple[tuple[GridKey, int, int], ...] = ()

    @property
    def is_intact(self) -> bool:
        """Whether the snapshot says what it said when it was made."""
        return self.is_as_frozen and not self.altered and self.expected in (None, self.sha256)


def frozen_from_document(document: Document) -> Frozen:
    """What a document says. KeyError, TypeError, AttributeError or ValueError for what is no such document."""
    if document["format"] != FORMAT:
        raise ValueError("not a snapshot of this format")
    programmes = document["programmes"]
    return Frozen(
        institution=document["institution"],
        name=document["name"],
        note=document["note"],
        programmes=None if programmes is None else tuple(programmes),
        academic_year=document["academic_year"],
        counting_rule=document["counting_rule"],
        made_at=datetime.fromisoformat(document["made_at"]),
        made_by=document["made_by"],
        grids=tuple(_grid(one, document["institution"]) for one in document["grids"]),
        ambitions=tuple(_ambitions(one) for one in document["ambitions"]),
        register=tuple(map(entry_from_document, document["register"])),
        editions=document["editions"],
        frameworks=document["frameworks"],
    )


def ambition_documents(ambitions: Iterable[Ambition]) -> list[dict[str, Any]]:
    """Ambitions in plain values, by target."""
    return sorted(map(ambition_document, ambitions), key=lambda document: str(document["target"]))


def ambitions_checksum(programme: str, campus: str, academic_year: str, documents: Iterable[Document]) -> str:
    """The SHA-256 of ambitions in plain values that were set together, and of what they are of."""
    of_targets = sorted((dict(one) for one in documents), key=lambda document: str(document["target"]))
    return checksum([programme, campus, academic_year, of_targets])


def ambition_document(ambition: Ambition) -> dict[str, Any]:
    """An ambition in plain values."""
    return {
        "target": ambition.target,
        "weight": None if ambition.weight is None else ambition.weight.value,
        "level": None if ambition.level is None else int(ambition.level),
        "reason": ambition.reason,
        "position": None if ambition.position is None else ambition.position.value,
    }


def ambition_from_document(document: Document) -> Ambition:
    """The ambition that plain values describe. KeyError, TypeError or ValueError for what describes none."""
    weight, level, position = document["weight"], document["level"], document["position"]
    return Ambition(
        document["target"],
        None if weight is None else Weight(weight),
        None if level is None else Level(level),
        document["reason"],
        None if position is None else Position(position),
    )


def _grid_document(one: FrozenGrid) -> dict[str, Any]:
    return {
        "version": one.version,
        "made_at": one.made_at.isoformat(),
        "made_by": one.made_by,
        "is_sample": one.is_sample,
        "checksum": one.checksum,
        "files": {sha256: _brought_document(brought) for sha256, brought in one.brought.items()},
        "grid": grid_document(one.grid),
    }


def _brought_document(brought: Brought) -> dict[str, Any]:
    return {
        "academic_year": brought.academic_year,
        "version": brought.version,
        "uploaded_at": brought.at.isoformat(),
        "uploaded_by": brought.by,
    }


def _grid(document: Document, institution: str) -> FrozenGrid:
    return FrozenGrid(
        grid_from_document(document["grid"], institution),
        document["version"],
        datetime.fromisoformat(document["made_at"]),
        document["made_by"],
        document["is_sample"],
        document["checksum"],
        {sha256: _brought(one) for sha256, one in document["files"].items()},
    )


def _brought(document: Document) -> Brought:
    at = datetime.fromisoformat(document["uploaded_at"])
    return Brought(document["academic_year"], document["version"], at, document["uploaded_by"])


def _ambitions_document(one: FrozenAmbitions) -> dict[str, Any]:
    return {
        "programme": one.programme,
        "campus": one.campus,
        "academic_year": one.academic_year,
        "ambitions": ambition_documents(one.ambitions),
        "made_at": one.made_at.isoformat(),
        "made_by": one.made_by,
    }


def _ambitions(document: Document) -> FrozenAmbitions:
    return FrozenAmbitions(
        document["programme"],
        document["campus"],
        document["academic_year"],
        tuple(ambition_from_document(one) for one in document["ambitions"]),
        datetime.fromisoformat(document["made_at"]),
        document["made_by"],
    )
