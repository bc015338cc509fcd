"""What goes to a child process and what it hands back: JSON, checked on arrival, for a file may have led it astray."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from curriculum_map.domain.findings import CellRef, Finding, Severity
from curriculum_map.importing.cells import Look, Place, Sheet
from curriculum_map.importing.limits import Limits
from curriculum_map.importing.places import Area

BORN = b"+"
"""What a child says first: from here on, silence means that the file ended it."""
OUT_OF_MEMORY, TOO_MUCH = b"memory", b"too much"
"""What it says where it has no outcome to hand back."""

_LENGTH = 8
_TIMES = {"datetime": datetime.fromisoformat, "date": date.fromisoformat, "time": time.fromisoformat}
_KINDS = {int, float, str, bool, datetime, date, time}
# Rows are filled up to the same length where that costs little; in a sheet of millions of places it would not.
_FILLED_UP = 1_000_000


@dataclass(frozen=True, slots=True)
class Parsed:
    """The format and the sheets of a file, remarks about its bytes, or why it is refused."""

    kind: str
    sheets: tuple[Sheet, ...] = ()
    findings: tuple[Finding, ...] = ()
    refusal: Finding | None = None


def request(kind: str, data: bytes, limits: Limits) -> bytes:
    """A file and what its reading may take, as a child understands it."""
    header = json.dumps({"kind": kind, "limits": asdict(limits)}).encode()
    return b"".join((len(header).to_bytes(_LENGTH), header, len(data).to_bytes(_LENGTH), data))


def read_request(read: Callable[[int], bytes]) -> tuple[str, bytes, Limits]:
    """The kind, the bytes and the limits of the file that comes next."""
    header = json.loads(read(int.from_bytes(read(_LENGTH))))
    data = read(int.from_bytes(read(_LENGTH)))
    return header["kind"], data, Limits(**header["limits"])


def packed(parsed: Parsed) -> bytes:
    """The outcome as bytes; ends of rows where nothing stands are left out."""
    content = {
        "kind": parsed.kind,
        "sheets": [_pack_sheet(sheet) for sheet in parsed.sheets],
        "findings": [_pack_finding(finding) for finding in parsed.findings],
        "refusal": parsed.refusal and _pack_finding(parsed.refusal),
    }
    return json.dumps(content, default=_pack_value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def unpacked(packed_bytes: bytes) -> Parsed:
    """The outcome that these bytes stand for. Raises any Exception if they stand for none."""
    content = json.loads(packed_bytes, object_hook=_unpack_value, parse_constant=_no_constant)
    return Parsed(
        str(content["kind"]),
        tuple(_unpack_sheet(sheet) for sheet in content["sheets"]),
        tuple(_unpack_finding(finding) for finding in content["findings"]),
        _unpack_finding(content["refusal"]) if content["refusal"] else None,
    )


def _pack_value(value: object) -> object:
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, (datetime, date, time)):
        return {"is": type(value).__name__, "iso": value.isoformat()}
    raise TypeError(f"no value of a cell: {type(value).__name__}")


def _unpack_value(found: dict[str, Any]) -> object:
    if found.keys() != {"is", "iso"}:
        return found
    return _TIMES[found["is"]](found["iso"])


def _no_constant(written: str) -> object:
    raise ValueError(written)


def _pack_sheet(sheet: Sheet) -> dict[str, object]:
    look = sheet.look
    width = max(map(len, sheet.rows), default=0)
    even = all(len(row) == width for row in sheet.rows)
    return {
        "name": sheet.name,
        "visible": sheet.visible,
        "rows": [_trimmed(row) for row in sheet.rows] if even else sheet.rows,
        "width": width if even else 0,
        "merged": [[ref.row, ref.column, ref.last_row, ref.last_column] for ref in sheet.merged],
        "hidden_rows": sorted(look.hidden_rows),
        "hidden_columns": sorted(look.hidden_columns),
        "fills": _pack_places(look.fills),
        "comments": _pack_places(look.comments),
        "asides": _pack_places(look.asides),
        "formats": _pack_places(look.formats),
        "struck": sorted(look.struck),
        "bold": sorted(look.bold),
        "faint": sorted(look.faint),
        "formulas": sorted(look.formulas),
        "conditional": look.conditional,
    }


def _trimmed(row: list[object]) -> list[object]:
    end = len(row)
    while end and row[end - 1] == "":
        end -= 1
    return row[:end]


def _unpack_sheet(packed_sheet: Mapping[str, Any]) -> Sheet:
    name, rows, width = _text(packed_sheet["name"]), packed_sheet["rows"], _number(packed_sheet["width"])
    for row in rows:
        if not isinstance(row, list) or not set(map(type, row)) <= _KINDS:
            raise TypeError("no row of cells")
    if width * len(rows) <= _FILLED_UP:
        rows = [row + [""] * (width - len(row)) for row in rows]
    look = Look(
        frozenset(map(_number, packed_sheet["hidden_rows"])),
        frozenset(map(_number, packed_sheet["hidden_columns"])),
        _unpack_places(packed_sheet["fills"]),
        _unpack_places(packed_sheet["comments"]),
        _unpack_places(packed_sheet["formats"]),
        frozenset(map(_place, packed_sheet["struck"])),
        frozenset(map(_place, packed_sheet["bold"])),
        frozenset(map(_place, packed_sheet["faint"])),
        frozenset(map(_place, packed_sheet["formulas"])),
        tuple(map(_area, packed_sheet["conditional"])),
        _unpack_places(packed_sheet["asides"]),
    )
    merged = tuple(CellRef(name, *map(_number, corners)) for corners in packed_sheet["merged"])
    return Sheet(name, rows, packed_sheet["visible"] is True, merged, look)


def _pack_places(texts: Mapping[Place, str]) -> list[tuple[int, int, str]]:
    return [(*place, text) for place, text in texts.items()]


def _unpack_places(packed_places: Iterable[list[Any]]) -> dict[Place, str]:
    return {_place(place): _text(text) for *place, text in packed_places}


def _place(numbers: Iterable[Any]) -> Place:
    row, column = map(_number, numbers)
    return row, column


def _area(numbers: Iterable[Any]) -> Area:
    first_row, first_column, last_row, last_column = map(_number, numbers)
    return first_row, first_column, last_row, last_column


def _number(value: object) -> int:
    if type(value) is not int:
        raise TypeError("no number")
    return value


def _text(value: object) -> str:
    if type(value) is not str:
        raise TypeError("no text")
    return value


def _pack_finding(finding: Finding) -> dict[str, object]:
    ref = finding.ref
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "ref": ref and [ref.sheet, ref.row, ref.column, ref.last_row, ref.last_column],
        "facts": dict(finding.facts),
    }


def _unpack_finding(packed_finding: Mapping[str, Any]) -> Finding:
    ref, facts = packed_finding["ref"], packed_finding["facts"]
    if not isinstance(facts, dict) or not set(map(type, facts.values())) <= _KINDS:
        raise TypeError("no facts")
    place = None if ref is None else _unpack_ref(*ref)
    return Finding(_text(packed_finding["code"]), Severity(packed_finding["severity"]), place, facts)


def _unpack_ref(sheet: object, row: object, column: object, *last: object) -> CellRef:
    """The address of a cell, or of a range where it says where that ends."""
    last_row, last_column = (None if one is None else _number(one) for one in last)
    return CellRef(_text(sheet), _number(row), _number(column), last_row, last_column)
