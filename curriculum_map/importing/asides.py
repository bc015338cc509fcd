"""Texts of a sheet that stand in no cell: what is shown when a cell is entered, and text boxes."""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from xml.etree.ElementTree import Element

from curriculum_map.importing.cells import Place
from curriculum_map.importing.formats.xml_parts import Link, Parts, local
from curriculum_map.importing.places import area_of

_VALIDATION = re.compile(rb"<(?:\w+:)?dataValidation\s([^<>]*)>")
_ATTRIBUTE = re.compile(r"\b(promptTitle|prompt|errorTitle|error|sqref)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_SAYS = ("promptTitle", "prompt", "errorTitle", "error")
# A newer kind of rule names its cells in an element of its own.
_CELLS = re.compile(rb"sqref>([^<]{1,200})<")
_LINE_END = re.compile(r"_x000[aAdD]_")
# An OpenDocument spreadsheet lists them all before its sheets, each with the cell that it is written for.
_OF_ODS = re.compile(rb"<table:content-validation\s([^<>]*)>(.*?)</table:content-validation>", re.DOTALL)
_BASE = re.compile(r"base-cell-address=\"\$?'?(.*?)'?\.\$?([A-Z]{1,3})\$?([0-9]+)\"")
_PARAGRAPH = re.compile(rb"<text:p[^>]*>(.*?)</text:p>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
# More rules, or more anchors, than this nobody makes by hand.
_MOST = 2_000


def asides_of(parts: Parts, part: bytes, linked: Mapping[str, Link]) -> dict[Place, str]:
    """What the rules for entering data and the text boxes of an xlsx sheet say, at the first cell that they are at."""
    found: dict[Place, str] = {}
    boxes = (parts.tree(link.part) for link in linked.values() if link.kind == "drawing")
    told = [*_prompts(part), *(box for root in boxes if root is not None for box in _boxes(root))]
    for place, text in told[:_MOST]:
        if text.strip() and text not in found.get(place, ""):
            found[place] = f"{found[place]}\n{text}" if place in found else text
    return found


def asides_of_ods(content: bytes) -> dict[str, dict[Place, str]]:
    """What the rules for entering data of an OpenDocument spreadsheet say, by sheet."""
    found: dict[str, dict[Place, str]] = {}
    before, _, _ = content.partition(b"<table:table ")
    for _, rule in zip(range(_MOST), _OF_ODS.finditer(before), strict=False):
        base = _BASE.search(unescape(rule[1].decode(errors="replace")))
        lines = [unescape(_TAG.sub("", one[1].decode(errors="replace"))) for one in _PARAGRAPH.finditer(rule[2])]
        area = area_of(f"{base[2]}{base[3]}") if base is not None else None
        if base is not None and area is not None and any(lines):
            found.setdefault(base[1], {})[area[0], area[1]] = "\n".join(lines)
    return found


def _prompts(part: bytes) -> Iterator[tuple[Place, str]]:
    for rule in _VALIDATION.finditer(part) if b"dataValidation" in part else ():
        attributes = {one[1]: one[2] or one[3] or "" for one in _ATTRIBUTE.finditer(rule[1].decode(errors="replace"))}
        cells = attributes.get("sqref", "")
        if not cells and (named := _CELLS.search(part, rule.end())) is not None:
            cells = named[1].decode(errors="replace")
        area = area_of((cells.split() or [""])[0])
        lines = (_LINE_END.sub("\n", unescape(attributes.get(name, ""))) for name in _SAYS)
        text = "\n".join(line for line in lines if line.strip())
        if area is not None and text:
            yield (area[0], area[1]), text


def _boxes(root: Element) -> Iterator[tuple[Place, str]]:
    """The text of each box of a drawing, its paragraphs on lines of their own."""
    for anchor in root:
        start = next((one for one in anchor if local(one.tag) == "from"), None)
        numbers = {local(one.tag): one.text or "" for one in (() if start is None else start)}
        lines = [
            "".join(run.text or "" for run in one.iter() if local(run.tag) == "t")
            for one in anchor.iter()
            if local(one.tag) == "p"
        ]
        row, column = numbers.get("row", "0"), numbers.get("col", "0")
        if any(lines) and row.isdecimal() and column.isdecimal():
            yield (int(row), int(column)), "\n".join(lines)
