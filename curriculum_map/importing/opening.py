"""Bytes to sheets of cells; what is no workbook is refused with a finding. No parser runs in this process."""

import hashlib
from dataclasses import dataclass
from pathlib import PurePath

from curriculum_map.domain.findings import Finding
from curriculum_map.importing.cells import Workbook
from curriculum_map.importing.formats.seen import FORMATS, kind_of
from curriculum_map.importing.limits import DEFAULT_LIMITS, Limits
from curriculum_map.importing.process.child import parse_in_child
from curriculum_map.importing.refusal import RefusalError


@dataclass(frozen=True, slots=True)
class Opened:
    """A file's sheets and remarks about its bytes, or why it cannot be opened."""

    workbook: Workbook
    refusal: Finding | None = None
    findings: tuple[Finding, ...] = ()


def open_workbook(file_name: str, data: bytes, limits: Limits = DEFAULT_LIMITS) -> Opened:
    """The sheets of a file; a refusal if it is empty, damaged, locked, too large, too hard to read or no workbook."""
    sha256 = hashlib.sha256(data).hexdigest()
    # A name in an older encoding can hold halves of characters, which can be neither printed nor stored.
    name = PurePath(file_name.replace("\\", "/")).name.encode(errors="replace").decode()
    try:
        parsed = parse_in_child(kind_of(name, data, limits), data, limits)
    except RefusalError as refused:
        ending = PurePath(name).suffix.lstrip(".").lower()
        known_as = ending if ending in FORMATS else "unknown"
        return Opened(Workbook(name, sha256, known_as), refused.finding)
    return Opened(Workbook(name, sha256, parsed.kind, parsed.sheets), parsed.refusal, parsed.findings)
