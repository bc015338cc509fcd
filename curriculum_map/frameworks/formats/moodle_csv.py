"""A Moodle competency framework, as its administration page exports it: one row per competency."""

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser

from curriculum_map.domain.findings import Finding
from curriculum_map.domain.own_framework import MOST_ITEMS, Item, OwnFramework, lines, one_line, problems
from curriculum_map.frameworks.formats.faults import error, warning
from curriculum_map.frameworks.formats.plain import language_said, named

# The headings are in the language of the site; their places are not: these four first, the last two last.
_FIRST = ("parent", "id", "label", "description")
_FEWEST_COLUMNS = 12
_HEADINGS = {
    "parentidnumber": "parent",
    "idnumber": "id",
    "shortname": "label",
    "description": "description",
    "isframework": "is_framework",
}


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of the file and the line on which it begins."""

    line: int
    cells: Mapping[str, str]


def read_moodle_csv(text: str, file_name: str) -> tuple[OwnFramework | None, list[Finding]]:
    """The framework in a Moodle export, with what is wrong in it; siblings are in the order of their ID numbers."""
    rows, broken = _rows(text)
    if broken:
        return None, broken
    findings: list[Finding] = []
    about = next((row for row in rows if _is_framework(row)), None)
    competencies = [row for row in rows if row is not about]
    if len(competencies) > MOST_ITEMS:  # a row of the framework may have been missing
        return None, [error("framework-too-many-items", count=len(competencies), most=MOST_ITEMS)]
    findings += [
        warning("framework-second", line=row.line, label=row.cells["label"])
        for row in competencies
        if _is_framework(row)
    ]
    said = about.cells if about else {}
    framework_id, title = named(said.get("id", ""), said.get("label", ""), file_name, findings)
    own_ids = {row.cells["id"] for row in competencies}
    orders = _orders(competencies)
    items = tuple(
        _item(row.cells, order, said.get("id", ""), own_ids) for row, order in zip(competencies, orders, strict=True)
    )
    source = _without_tags(said.get("description", "")) or None
    framework = OwnFramework(framework_id, title, language_said("", findings), items, source)
    findings.extend(problems(framework, lambda place, part: {"line": competencies[place].line}))
    return framework, findings


def _rows(text: str) -> tuple[list[_Row], list[Finding]]:
    """The rows below the headings, each cell under the name of its column; or why there are none."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    rows: list[_Row] = []
    columns: dict[int, str] = {}
    line = 1
    try:
        for cells in reader:
            if not columns:
                columns = _columns(cells)
                if not columns:
                    return [], [error("framework-unknown-format")]
            elif any(cell.strip() for cell in cells):
                rows.append(_row(cells, columns, line))
            line = reader.line_num + 1
            if len(rows) > MOST_ITEMS + 1:
                return [], [error("framework-too-many-items", count=f"> {MOST_ITEMS}", most=MOST_ITEMS)]
    except csv.Error:
        return [], [error("framework-broken", line=line, format="CSV")]
    return rows, [] if columns else [error("framework-unknown-format")]


def _columns(headings: list[str]) -> dict[int, str]:
    """The name of each column that is read, by its place; nothing where this is no such table."""
    words = ["".join(filter(str.isalpha, heading.lower())) for heading in headings]
    by_name = {place: _HEADINGS[word] for place, word in enumerate(words) if word in _HEADINGS}
    if {"parent", "id", "label"} <= set(by_name.values()):
        return by_name
    if len(headings) < _FEWEST_COLUMNS:
        return {}
    return dict(enumerate(_FIRST)) | {len(headings) - 2: "is_framework"}


def _row(cells: list[str], columns: Mapping[int, str], line: int) -> _Row:
    found = {name: cells[place] if place < len(cells) else "" for place, name in columns.items()}
    tidied = {name: cell if name == "description" else one_line(cell) for name, cell in found.items()}
    return _Row(line, {"description": "", "is_framework": ""} | tidied)


def _is_framework(row: _Row) -> bool:
    return row.cells["is_framework"] == "1"


def _orders(rows: list[_Row]) -> list[int]:
    """The place of each row when sorted by ID number, 1.9 before 1.10: Moodle exports them in no order at all."""

    def by_number(place: int) -> list[tuple[bool, int, str]]:
        parts = re.findall(r"\d{1,9}|\D+", rows[place].cells["id"])
        return [(not part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts]

    ranked = sorted(range(len(rows)), key=by_number)
    order_of = {place: order for order, place in enumerate(ranked, start=1)}
    return [order_of[place] for place in range(len(rows))]


def _item(cells: Mapping[str, str], order: int, framework: str, own_ids: set[str]) -> Item:
    """A competency as an item; one whose parent is the framework itself stands at the top level."""
    parent, label = cells["parent"], cells["label"]
    if parent == framework and parent not in own_ids:
        parent = ""
    description = _without_tags(cells["description"])
    return Item(
        id=cells["id"],
        label=label,
        parent=parent or None,
        code=cells["id"] or None,
        description=None if description in ("", label) else description,
        order=order,
    )


def _separator(text: str) -> str:
    head = text.split("\n", 1)[0]
    return max(",;\t", key=head.count)


class _Words(HTMLParser):
    """Collects the words of a text and leaves its tags out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        """A stretch of text between two tags."""
        self.words.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A paragraph, a list item or a line break begins a line."""
        if tag in {"p", "br", "li", "div"}:
            self.words.append("\n")


def _without_tags(text: str) -> str:
    """The words of a description: Moodle's editor writes HTML."""
    if "<" not in text and "&" not in text:
        return lines(text)
    parser = _Words()
    parser.feed(text)
    parser.close()
    return lines("".join(parser.words))
