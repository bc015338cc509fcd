"""Reads a folder of real sheets and prints, sheet by sheet, what was read against what is right.

    make real-sheets DIR=../shared/real-sheets

The folder's expected.json says what is right; no file of it belongs to the project.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from curriculum_map.frameworks.loader import load_editions
from curriculum_map.importing.cells import Sheet
from curriculum_map.importing.layout import SheetKind, SheetShape, legend_of, shape_of
from curriculum_map.importing.layout.marks import is_filled
from curriculum_map.importing.names import names_of
from curriculum_map.importing.opening import open_workbook

# What somebody may write for an explicit no; a sheet may count it or leave it out.
_SAYS_NO = frozenset(("0", "false", "onwaar", "✗", "✘", "✖", "☒", "❌", "nee", "no", "non"))
_MISREAD = "MISREAD"
_READ = (SheetKind.MATRIX, SheetKind.LONG)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one sheet was read: 'right', 'declined', 'asked' or 'misread', and what differs."""

    verdict: str
    differences: tuple[str, ...] = ()

    @property
    def is_right(self) -> bool:
        """Whether it was read as it should be."""
        return self.verdict.startswith("right")


def main(arguments: list[str]) -> int:
    """0 if nothing was misread, 1 if something was, 2 without a folder to read."""
    folder = Path(arguments[0]) if arguments else Path()
    listed = folder / "expected.json"
    if not arguments or not listed.is_file():
        print("Usage: python -m tests.real_sheets FOLDER (with an expected.json)")
        return 2
    expected: dict[str, dict[str, Any]] = json.loads(listed.read_text(encoding="utf-8"))
    totals: Counter[str] = Counter()
    for file in sorted({one["file"] for one in expected.values()}):
        of_file = [one for one in expected.values() if one["file"] == file]
        for line, verdict in _compared(folder / file, of_file):
            print(line)
            totals[verdict] += 1
    print("\n" + ", ".join(f"{count} {verdict}" for verdict, count in sorted(totals.items()) if verdict))
    return 1 if totals[_MISREAD] else 0


def _compared(path: Path, expected: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    opened = open_workbook(path.name, path.read_bytes())
    print(f"\n{path.name}")
    if opened.refusal is not None:
        right = all(one["expect"] != "read" for one in expected)
        yield f"  refused: {opened.refusal.code}", "declined" if right else _MISREAD
        return
    sheets = opened.workbook.sheets
    legends: dict[str, str] = {}
    for sheet in sheets:
        legends |= legend_of(sheet)
    names = names_of(load_editions())
    for sheet in sheets:
        shape = shape_of(sheet, names, legends=legends)
        of_sheet = [one for one in expected if _is_about(one, sheet, sheets)]
        yield _line(sheet, shape), ""
        for one in of_sheet:
            outcome = judged(shape, one)
            if outcome.verdict == _MISREAD and (shape.hidden_rows or shape.hidden_columns):
                # Whoever said what is right may have counted what the sheet hides.
                seen = judged(shape_of(sheet, names, hidden=True, legends=legends), one)
                outcome = Outcome("right with its hidden lines", outcome.differences) if seen.is_right else outcome
            yield f"    {outcome.verdict}" + "".join(f"\n      {text}" for text in outcome.differences), outcome.verdict


def _is_about(one: Mapping[str, Any], sheet: Sheet, sheets: tuple[Sheet, ...]) -> bool:
    name = one.get("sheet")
    if name is None:
        return sheet is next((one for one in sheets if one.visible), sheets[0])
    return " ".join(str(name).split()) == " ".join(sheet.name.split())


def _line(sheet: Sheet, shape: SheetShape) -> str:
    said = [shape.kind, *([shape.orientation] if shape.orientation else []), *([shape.seems] if shape.seems else [])]
    text = f"  {sheet.name}{'' if sheet.visible else ' (hidden)'}: {', '.join(said)}"
    if shape.tables:
        marks = ", ".join(f"{mark} {count}" for mark, count in shape.marks.most_common(12))
        text += f"; {shape.courses} courses, {shape.targets} targets; {marks}"
    if shape.doubts:
        text += f"; asks about {', '.join(shape.doubts)}"
    return text


def judged(shape: SheetShape, expected: Mapping[str, Any]) -> Outcome:
    """How a sheet was read, against what is right."""
    is_map = shape.kind in _READ
    if expected["expect"] == "decline":
        return Outcome(_MISREAD, (f"is no map but {expected['kind']}",)) if is_map else Outcome("right (declined)")
    if expected["expect"] == "ask":
        return Outcome("right (asked)") if not is_map or shape.doubts else Outcome(_MISREAD, ("taken for granted",))
    if not is_map:
        return Outcome("declined, though a map")
    differences = tuple(_differences(shape, expected))
    return Outcome(_MISREAD, differences) if differences else Outcome("right")


def _differences(shape: SheetShape, expected: Mapping[str, Any]) -> Iterator[str]:
    for what, read, right in (
        ("orientation", shape.orientation, expected["orientation"]),
        ("courses", shape.courses, expected["n_courses"]),
        ("targets", shape.targets, expected["n_outcomes"]),
    ):
        if read != right:
            yield f"{what}: {read}, not {right}"
    right_marks = {mark: count for mark, count in expected["marks"].items() if is_filled(mark)}
    marks = dict(shape.marks)
    if (
        shape.tables
        and sum(right_marks.values()) == sum(marks.values())
        and any("theme" in mark for mark in right_marks)
    ):
        return
    asked = set(expected.get("to_ask", ()))
    for mark in sorted(marks.keys() | right_marks.keys()):
        said = mark not in right_marks and (mark.casefold() in _SAYS_NO or mark in asked)
        if not said and marks.get(mark, 0) != right_marks.get(mark, 0):
            yield f"mark {mark!r}: {marks.get(mark, 0)}, not {right_marks.get(mark, 0)}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
