"""Texts in a cell whose parts have fonts of their own."""

from curriculum_map.importing.formats.xml_parts import MAX_TREE_BYTES, Parts, local, stream
from curriculum_map.importing.looks.building import Font
from curriculum_map.importing.looks.theme_colours import Palette
from curriculum_map.importing.looks.xlsx_styles import with_property

Runs = tuple[Font | None, ...]
"""The font of each part of a text that says something; None where it is the font of the cell."""


class RunReader:
    """Hears of the elements of a text, and knows the fonts of its parts."""

    def __init__(self, palette: Palette) -> None:
        self._palette = palette
        self._runs: list[Font | None] = []
        self._font: Font | None = None
        self._in_properties = self._in_text = self._in_reading = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Takes the start of an element of this local name."""
        if name == "rPr":
            self._font, self._in_properties = Font(), True
        elif self._in_properties and self._font is not None:
            self._font = with_property(self._font, name, attributes, self._palette)
        elif name == "rPh":
            self._in_reading = True  # how Japanese text is pronounced: no part of the text
        elif name == "t":
            self._in_text = not self._in_reading

    def text(self, text: str) -> None:
        """Takes text, if it is the text of a part."""
        if self._in_text and text.strip():
            self._runs.append(self._font)
            self._in_text = False

    def end(self, name: str) -> None:
        """Takes the end of an element."""
        if name == "rPr":
            self._in_properties = False
        elif name == "t":
            self._in_text = False
        elif name == "rPh":
            self._in_reading = False
        elif name == "r":
            self._font = None

    def take(self) -> Runs:
        """The fonts of the parts so far; none if all have the cell's. The next text starts anew."""
        runs, self._runs, self._font = tuple(self._runs), [], None
        return runs if any(runs) else ()


def shared_runs(parts: Parts, name: str, palette: Palette) -> dict[str, Runs]:
    """By its number, the fonts in each shared text that has fonts of its own."""
    part = parts.read(name) if parts.size(name) <= MAX_TREE_BYTES else b""
    if b"rPr" not in part:
        return {}
    found: dict[str, Runs] = {}
    reader = RunReader(palette)
    count = 0

    def end(tag: str) -> None:
        nonlocal count
        name = local(tag)
        reader.end(name)
        if name == "si":
            runs = reader.take()
            if runs:
                found[str(count)] = runs
            count += 1

    stream(part, lambda tag, attributes: reader.start(local(tag), attributes), end, reader.text)
    return found
