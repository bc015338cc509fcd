"""The styles of an OpenDocument spreadsheet: what of them changes what a person sees, by name."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any

from curriculum_map.importing.formats.xml_parts import stream
from curriculum_map.importing.looks.building import CellStyle, Font
from curriculum_map.importing.looks.theme_colours import BLACK, WHITE

_COLOUR = re.compile(r"#([0-9A-Fa-f]{6})")
_NO_SIZE = re.compile(r"0+(?:\.0*)?[a-z]*")
_DEPTH = 20


@dataclass(frozen=True, slots=True)
class OdsStyle:
    """What one style says itself; None where it leaves that to the style it derives from."""

    parent: str | None = None
    fill: str | None = None
    colour: str | None = None
    struck: bool | None = None
    bold: bool | None = None
    no_size: bool | None = None


class OdsStyles:
    """The styles of one file, as they are read, by family and name."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], OdsStyle] = {}
        self._current: tuple[str, str] | None = None
        self._cells: dict[str, CellStyle] = {}
        self._ruled: dict[str, list[str]] = {}

    def read(self, part: bytes) -> None:
        """Takes in the styles of a part."""
        stream(part, self.start)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Takes the start of an element, if it is that of a style or of its properties."""
        if tag in ("style:style", "style:default-style"):
            name = attributes.get("style:name", "")
            self._current = attributes.get("style:family", ""), name
            # Styles without a parent derive from the one style of their family that has no name.
            parent = attributes.get("style:parent-style-name", "" if name else None)
            self._found[self._current] = OdsStyle(parent)
        elif self._current is not None and tag.startswith("style:") and tag.endswith("-properties"):
            said: dict[str, Any] = {name: value for name, value in _said(attributes) if value is not None}
            self._found[self._current] = replace(self._found[self._current], **said)
        elif tag == "style:map" and self._current is not None and self._current[0] == "table-cell":
            self._ruled.setdefault(self._current[1], []).append(attributes.get("style:apply-style-name", ""))

    def style(self, family: str, name: str) -> OdsStyle:
        """A style, with what it takes from the styles it derives from."""
        said: dict[str, Any] = {}
        current: str | None = name
        for _ in range(_DEPTH):
            style = None if current is None else self._found.get((family, current))
            if style is None:
                break
            for field in fields(OdsStyle):
                if said.get(field.name) is None:
                    said[field.name] = getattr(style, field.name)
            current = style.parent
        return OdsStyle(**said)

    def cell(self, name: str) -> CellStyle:
        """What a cell of this style looks like."""
        if name not in self._cells:
            style = self.style("table-cell", name)
            fill = None if style.fill in ("", WHITE) else style.fill
            self._cells[name] = CellStyle(fill, Font(bool(style.struck), style.colour or BLACK, bool(style.bold)))
        return self._cells[name]

    @cached_property
    def ruled(self) -> frozenset[str]:
        """The cell styles with a condition under which they fill a cell; asked once all styles are read."""
        return frozenset(name for name, others in self._ruled.items() if any(self.cell(one).fill for one in others))

    def within(self, name: str, font: Font) -> Font:
        """The font of a part of a text, in a cell with this font."""
        style = self.style("text", name)
        return Font(font.struck if style.struck is None else style.struck, style.colour or font.colour, font.bold)


def _said(attributes: Mapping[str, str]) -> Iterator[tuple[str, object]]:
    for name, value in attributes.items():
        if name == "fo:background-color":
            found = _COLOUR.fullmatch(value)
            # Transparent is said too: it takes away the fill of the style derived from.
            yield "fill", found[1].upper() if found else ""
        elif name == "fo:color":
            found = _COLOUR.fullmatch(value)
            yield "colour", found[1].upper() if found else None
        elif name in ("style:text-line-through-style", "style:text-line-through-type"):
            yield "struck", value != "none"
        elif name == "fo:font-weight":
            yield "bold", value in ("bold", "700", "800", "900")
        elif name in ("style:row-height", "style:column-width"):
            yield "no_size", _NO_SIZE.fullmatch(value) is not None
