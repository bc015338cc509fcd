"""A zip file of members with a name and bytes: written in one way only, read with care."""

import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from curriculum_map.domain.refused import Refused, Why
from curriculum_map.services.progress import UNTOLD, Part

MANIFEST = "manifest.json"
# The only names an archive can have: none of them leads out of a folder.
_NAME = re.compile(
    r"manifest\.json|README\.txt|(?:ambitions|register|answers|frameworks)\.json|(?:ratings|courses)\.csv|(?:audit|elsewhere)\.jsonl"
    r"|grids/\d{4,6}/v\d{4,6}\.json|snapshots/\d{4,6}\.json|originals/[0-9a-f]{64}"
)
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
_UNREADABLE = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, NotImplementedError, EOFError, ValueError, OSError)


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """How large an archive may be: as a file, in all and each of its members unpacked, and in members."""

    archive_bytes: int = 256 * 2**20
    unpacked_bytes: int = 512 * 2**20
    member_bytes: int = 256 * 2**20
    members: int = 100_000


DEFAULT_ARCHIVE_LIMITS = ArchiveLimits()


class ArchiveError(Exception):
    """An archive is not taken; it never leaves the services."""

    def __init__(self, why: Why, **facts: object) -> None:
        super().__init__(why)
        self.refused = Refused(why, facts)


def pack(members: Mapping[str, bytes], part: Part = UNTOLD) -> bytes:
    """The members as a zip file, in the order of their names, without any date: the same members are the same bytes.

    It is told how far that is, member by member.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in part.each(sorted(members)):
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            # As on Linux, wherever it is written.
            info.create_system, info.external_attr = 3, 0o644 << 16
            archive.writestr(info, members[name])
    return out.getvalue()


def unpack(data: bytes, limits: ArchiveLimits = DEFAULT_ARCHIVE_LIMITS, part: Part = UNTOLD) -> dict[str, bytes]:
    """The members of a zip file by name. ArchiveError for what is none, is too large, or has other members.

    It is told how far that is, member by member.
    """
    if len(data) > limits.archive_bytes:
        raise ArchiveError(Why.ARCHIVE_TOO_LARGE, megabytes=limits.archive_bytes // 2**20)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_list(archive.infolist(), limits)
            return {info.filename: _read(archive, info) for info in part.each(archive.infolist())}
    except _UNREADABLE as fault:
        raise ArchiveError(Why.NOT_AN_ARCHIVE) from fault


def sha256(data: bytes) -> str:
    """The SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def _check_list(infos: list[zipfile.ZipInfo], limits: ArchiveLimits) -> None:
    """Nothing is unpacked before the sizes that are said are known to be small enough; more is never read."""
    sizes = [info.file_size for info in infos]
    if len(infos) > limits.members or sum(sizes) > limits.unpacked_bytes or max(sizes, default=0) > limits.member_bytes:
        raise ArchiveError(Why.ARCHIVE_TOO_LARGE, megabytes=limits.unpacked_bytes // 2**20)
    seen: set[str] = set()
    for info in infos:
        if not _NAME.fullmatch(info.filename) or info.filename in seen:
            raise ArchiveError(Why.UNKNOWN_MEMBER, member=info.filename[:100])
        if info.flag_bits & _ENCRYPTED or info.compress_type not in _PACKINGS:
            raise ArchiveError(Why.NOT_AN_ARCHIVE)
        seen.add(info.filename)


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    with archive.open(info) as member:
        # One more than it says it has: it is cut off there, and its own checksum is then wrong.
        return member.read(info.file_size + 1)
