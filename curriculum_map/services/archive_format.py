"""What an archive of an institution holds, as plain values in members of a zip, and the other way round."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from curriculum_map.domain.canonical import canonical_bytes, grid_checksum, grid_document, grid_from_document
from curriculum_map.domain.curriculum import Grid, GridKey, Perspective
from curriculum_map.domain.frozen import Frozen, ambition_documents, ambition_from_document
from curriculum_map.domain.history import Made
from curriculum_map.domain.own_framework import OwnFramework
from curriculum_map.domain.refused import Why
from curriculum_map.domain.register import Entry, entry_document, entry_from_document
from curriculum_map.frameworks.formats.plain import as_plain, from_plain
from curriculum_map.services.archive_zip import MANIFEST, ArchiveError, sha256
from curriculum_map.services.progress import UNTOLD, Part
from curriculum_map.services.snapshots import UNREADABLE, read_document
from curriculum_map.storage.ambitions import AmbitionSet
from curriculum_map.storage.audit import Act
from curriculum_map.storage.elsewhere import ActElsewhere
from curriculum_map.storage.originals import Original
from curriculum_map.storage.remembered import Remembered

FORMAT, VERSION = "curriculum-map archive", 1

# A version of a grid by the place of its grid in the archive and its number.
VersionPlace = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PackedVersion:
    """A version of a grid. `links`: its course, and the version and the course there that somebody said are one.

    `answers` are those about its file, as YAML.
    """

    grid: Grid
    made: Made
    made_at: datetime
    made_by: str
    made_from: VersionPlace | None
    links: tuple[tuple[int, VersionPlace, int], ...]
    answers: str


@dataclass(frozen=True, slots=True)
class PackedGrid:
    """A grid with its versions, the first one first."""

    is_sample: bool
    versions: tuple[PackedVersion, ...]


@dataclass(frozen=True, slots=True)
class Archive:
    """Everything of one institution. `snapshots` are by the name under which they are listed.

    `log` has what was done where the archive was made, `elsewhere` what was done before, where that came from itself.
    """

    institution: str
    spellings: tuple[str, ...]
    grids: tuple[PackedGrid, ...] = ()
    ambitions: tuple[tuple[GridKey, AmbitionSet], ...] = ()
    register: tuple[Entry, ...] = ()
    snapshots: tuple[tuple[str, Frozen], ...] = ()
    frameworks: Mapping[str, tuple[OwnFramework, str]] = field(default_factory=dict)
    programmes: tuple[str, ...] = ()
    answers: Remembered = field(default_factory=Remembered)
    originals: tuple[Original, ...] = ()
    log: tuple[Act, ...] = ()
    elsewhere: tuple[ActElsewhere, ...] = ()


def members_of(archive: Archive, part: Part = UNTOLD) -> dict[str, bytes]:
    """The members that are read again, with the manifest that has the checksum of each; `with_manifest` makes that.

    It is told how far that is, grid by grid.
    """
    members = {
        f"grids/{place:04}/v{number:04}.json": canonical_bytes(_version_document(version, number))
        for place, grid in enumerate(part.each(archive.grids), start=1)
        for number, version in enumerate(grid.versions, start=1)
    }
    members["ambitions.json"] = canonical_bytes([_set_document(*one) for one in archive.ambitions])
    members["register.json"] = canonical_bytes([entry_document(one) for one in archive.register])
    frameworks = {one: {"sha256": sha, "framework": as_plain(own)} for one, (own, sha) in archive.frameworks.items()}
    members["frameworks.json"] = canonical_bytes(frameworks)
    at = archive.answers.at
    answers = {"marks": dict(archive.answers.marks), "columns": dict(archive.answers.columns)}
    members["answers.json"] = canonical_bytes(answers | {"at": None if at is None else at.isoformat()})
    members["audit.jsonl"] = b"".join(_line(act_document(act)) for act in archive.log)
    before = (act_document(one.act) | {"archive": one.archive} for one in archive.elsewhere)
    members["elsewhere.jsonl"] = b"".join(map(_line, before))
    for place, (_, frozen) in enumerate(archive.snapshots, start=1):
        members[f"snapshots/{place:04}.json"] = canonical_bytes(frozen.document())
    return members | {f"originals/{one.sha256}": one.data for one in archive.originals}


def with_manifest(archive: Archive, members: Mapping[str, bytes]) -> dict[str, bytes]:
    """The members with the manifest: what there is, and the SHA-256 of every other member."""
    manifest = {
        "format": FORMAT,
        "version": VERSION,
        "institution": archive.institution,
        "spellings": list(archive.spellings),
        "programmes": list(archive.programmes),
        "grids": [{"is_sample": one.is_sample, "versions": len(one.versions)} for one in archive.grids],
        "snapshots": [{"name": name, "sha256": frozen.sha256()} for name, frozen in archive.snapshots],
        "originals": [
            {"sha256": one.sha256, "file_name": one.file_name, "kept_until": one.kept_until.isoformat()}
            for one in archive.originals
        ],
        "members": {name: sha256(data) for name, data in members.items()},
    }
    # For people as well: the only document with spaces in it.
    text = json.dumps(manifest, ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False)
    return {**members, MANIFEST: text.encode()}


def archive_of(members: Mapping[str, bytes], part: Part = UNTOLD) -> Archive:
    """What the members say. ArchiveError where one is missing, not the one that was written, or cannot be read.

    It is told how far that is, grid by grid.
    """
    manifest = _manifest(members)
    reader = _Reader(members)
    try:
        return Archive(
            institution=_text(manifest["institution"]),
            spellings=tuple(_text(one) for one in manifest["spellings"]),
            grids=tuple(
                reader.grid(place, one, manifest["institution"])
                for place, one in enumerate(part.each(list(manifest["grids"])), start=1)
            ),
            ambitions=tuple(_set(one, manifest["institution"]) for one in reader.plain("ambitions.json")),
            register=tuple(map(entry_from_document, reader.plain("register.json"))),
            snapshots=tuple(reader.snapshot(place, one) for place, one in enumerate(manifest["snapshots"], start=1)),
            frameworks={
                name: (_framework(one["framework"], name), _text(one["sha256"]))
                for name, one in reader.plain("frameworks.json").items()
            },
            programmes=tuple(_text(one) for one in manifest["programmes"]),
            answers=_answers(reader.plain("answers.json")),
            originals=tuple(reader.original(one) for one in manifest["originals"]),
            log=tuple(_act(one) for one in reader.lines("audit.jsonl")),
            elsewhere=tuple(ActElsewhere(_act(one), _text(one["archive"])) for one in reader.lines("elsewhere.jsonl")),
        )
    except UNREADABLE as fault:
        raise ArchiveError(Why.UNREADABLE_MEMBER, member=reader.member) from fault


def _manifest(members: Mapping[str, bytes]) -> Any:
    try:
        manifest = json.loads(members[MANIFEST])
        if manifest["format"] != FORMAT:
            raise ArchiveError(Why.NOT_AN_ARCHIVE)
        if manifest["version"] != VERSION:
            raise ArchiveError(Why.OTHER_FORMAT, version=str(manifest["version"])[:20], known=VERSION)
        sums = dict(manifest["members"])
    except UNREADABLE as fault:
        raise ArchiveError(Why.NOT_AN_ARCHIVE) from fault
    for name in sorted(sums.keys() - members.keys()):
        raise ArchiveError(Why.MISSING_MEMBER, member=name[:100])
    for name in sorted(members.keys() - sums.keys() - {MANIFEST}):
        raise ArchiveError(Why.UNKNOWN_MEMBER, member=name)
    for name, said in sums.items():
        if sha256(members[name]) != said:
            raise ArchiveError(Why.WRONG_CHECKSUM, member=name)
    return manifest


class _Reader:
    """Reads members one by one, and knows which one it was at."""

    def __init__(self, members: Mapping[str, bytes]) -> None:
        self._members, self.member = members, MANIFEST

    def plain(self, name: str) -> Any:
        self.member = name
        return json.loads(self._members[name])

    def lines(self, name: str) -> Iterator[Any]:
        self.member = name
        yield from (json.loads(line) for line in self._members[name].splitlines())

    def grid(self, place: int, listed: Mapping[str, Any], institution: str) -> PackedGrid:
        versions = tuple(
            self._version(f"grids/{place:04}/v{number:04}.json", number, institution)
            for number in range(1, _whole(listed["versions"]) + 1)
        )
        if not versions or len({one.grid.key for one in versions}) != 1:
            raise ValueError("versions of one grid have one key")
        return PackedGrid(bool(listed["is_sample"]), versions)

    def snapshot(self, place: int, listed: Mapping[str, Any]) -> tuple[str, Frozen]:
        self.member = f"snapshots/{place:04}.json"
        frozen = read_document(self._members[self.member])
        if frozen is None:
            raise ValueError("no snapshot")
        if frozen.sha256() != listed["sha256"] or not all(one.is_intact for one in frozen.grids):
            raise ArchiveError(Why.WRONG_CHECKSUM, member=self.member)
        return _text(listed["name"]), frozen

    def original(self, listed: Mapping[str, Any]) -> Original:
        self.member = f"originals/{_text(listed['sha256'])}"
        data = self._members[self.member]
        if sha256(data) != listed["sha256"]:
            raise ArchiveError(Why.WRONG_CHECKSUM, member=self.member)
        return Original(listed["sha256"], _text(listed["file_name"]), data, _moment(listed["kept_until"]))

    def _version(self, name: str, number: int, institution: str) -> PackedVersion:
        document = self.plain(name)
        grid = grid_from_document(document["grid"], institution)
        if document["number"] != number:
            raise ValueError("not the version that its name says")
        if grid_checksum(grid) != document["checksum"]:
            raise ArchiveError(Why.WRONG_CHECKSUM, member=name)
        made_from = document["made_from"]
        return PackedVersion(
            grid,
            Made(document["made"]),
            _moment(document["made_at"]),
            _text(document["made_by"]),
            None if made_from is None else _place(made_from),
            tuple((_whole(course), _place(of), _whole(before)) for course, of, before in document["links"]),
            _text(document["answers"]),
        )


def _version_document(version: PackedVersion, number: int) -> dict[str, Any]:
    return {
        "number": number,
        "checksum": grid_checksum(version.grid),
        "made": version.made.value,
        "made_at": version.made_at.isoformat(),
        "made_by": version.made_by,
        "made_from": None if version.made_from is None else list(version.made_from),
        "links": [[course, list(of), before] for course, of, before in version.links],
        "answers": version.answers,
        "grid": grid_document(version.grid),
    }


def _set_document(key: GridKey, one: AmbitionSet) -> dict[str, Any]:
    return {
        "programme": key.programme,
        "campus": key.campus,
        "academic_year": key.academic_year,
        "made_at": one.made_at.isoformat(),
        "made_by": one.made_by,
        "file_name": one.file_name,
        "sha256": one.sha256,
        "ambitions": ambition_documents(one.ambitions),
    }


def _set(document: Mapping[str, Any], institution: str) -> tuple[GridKey, AmbitionSet]:
    campus, file_name, sha = document["campus"], document["file_name"], document["sha256"]
    key = GridKey(institution, document["programme"], document["academic_year"], None, Perspective.COORDINATOR, campus)
    made_at, ambitions = _moment(document["made_at"]), tuple(map(ambition_from_document, document["ambitions"]))
    return key, AmbitionSet(ambitions, made_at, _text(document["made_by"]), file_name, sha)


def act_document(act: Act) -> dict[str, Any]:
    """An act in plain values."""
    return {
        "at": act.at.isoformat(),
        "by": act.by,
        "action": act.action,
        "about": act.about,
        "details": dict(act.details),
    }


def _line(document: Mapping[str, Any]) -> bytes:
    return canonical_bytes(document) + b"\n"


def _act(document: Mapping[str, Any]) -> Act:
    # What cannot be written again in the same way cannot be sealed.
    canonical_bytes(document)
    by, action, about = (_text(document[name]) for name in ("by", "action", "about"))
    return Act(_moment(document["at"]), by, action, about, dict(document["details"]))


def _framework(plain: Any, name: str) -> OwnFramework:
    framework, findings = from_plain(plain, name)
    if framework is None or framework.id != name or findings:
        raise ValueError("no framework")
    return framework


def _answers(plain: Mapping[str, Any]) -> Remembered:
    marks = {_text(mark): _whole(state) for mark, state in plain["marks"].items()}
    columns = {_text(name): None if target is None else _text(target) for name, target in plain["columns"].items()}
    return Remembered(marks, columns, None if plain["at"] is None else _moment(plain["at"]))


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return moment


def _place(numbers: Any) -> VersionPlace:
    place, number = numbers
    return _whole(place), _whole(number)


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**31:
        raise TypeError("no whole number")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str) or "\0" in value:
        raise TypeError("no text")
    return value
