"""Parts of a zipped workbook: read within bounds, and parsed without what XML can do to a parser."""

import io
import posixpath
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn, Self, TypeVar
from xml.etree.ElementTree import Element
from xml.parsers import expat

from defusedxml.ElementTree import fromstring

MAX_TREE_BYTES = 10 * 2**20
# Sheets that take more than this, together, are no map that a person keeps: going over them would take all the time.
# Rows after the last that is looked at do not count.
MAX_PASS_BYTES = 30 * 2**20

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]
Outcome = TypeVar("Outcome")


class EnoughError(Exception):
    """Raised by a handler that has seen all it wants: the rest of the part is not parsed."""


@dataclass(frozen=True, slots=True)
class Link:
    """What a part refers to: the last word of its kind, such as "worksheet", and the name of the part."""

    kind: str
    part: str


class Parts:
    """The parts of a zipped workbook, by name."""

    def __init__(self, data: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self._names = {name.lower(): name for name in self._archive.namelist()}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._archive.close()

    def read(self, name: str) -> bytes:
        """The bytes of a part; none if there is no such part."""
        # Names of parts are the same whatever their case.
        found = self._names.get(name.lower())
        return b"" if found is None else self._archive.read(found)

    def size(self, name: str) -> int:
        """How many bytes a part has; none if there is no such part."""
        found = self._names.get(name.lower())
        return 0 if found is None else self._archive.getinfo(found).file_size

    def tree(self, name: str) -> Element | None:
        """The elements of a part; None if there is no such part, or more of it than a person makes."""
        if not 0 < self.size(name) <= MAX_TREE_BYTES:
            return None
        root: Element = fromstring(self.read(name))
        return root

    def links(self, name: str) -> dict[str, Link]:
        """What a part refers to inside the workbook, by id."""
        folder, file = posixpath.split(name)
        root = self.tree(f"{folder}/_rels/{file}.rels")
        return {
            link.get("Id", ""): Link(link.get("Type", "").rpartition("/")[2], _inside(folder, link.get("Target", "")))
            for link in (() if root is None else root)
            if link.get("TargetMode") != "External"
        }


def _inside(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def local(name: str) -> str:
    """The name of an element or attribute without its namespace or prefix."""
    return name.rpartition("}")[2].rpartition(":")[2]


def attribute(element: Element, name: str) -> str:
    """An attribute whatever its namespace; an empty text if there is none."""
    return next((value for key, value in element.attrib.items() if local(key) == name), "")


def stream(part: bytes, start: Start, end: End | None = None, text: Text | None = None, most: int | None = None) -> int:
    """Tells the handlers of each element and text of a part, names as written, until one has had enough.

    How many bytes that took comes back. ValueError if it would take more than `most`.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    # A document type can define texts that unfold to gigabytes; no workbook program writes one.
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = start
    if end is not None:
        parser.EndElementHandler = end
    if text is not None:
        parser.CharacterDataHandler = text
    try:
        parser.Parse(part if most is None else part[:most], most is None or len(part) <= most)
    except EnoughError:
        return parser.CurrentByteIndex
    if most is not None and len(part) > most:
        raise ValueError("a part takes too long to go over")
    return len(part)


def _refuse(*_: Any) -> NoReturn:
    raise ValueError("a part with a document type is not read")


def is_set(attributes: Mapping[str, str], name: str, otherwise: str = "0") -> bool:
    """Whether a yes-or-no attribute says yes."""
    return attributes.get(name, otherwise).lower() in ("1", "true", "on")


def understood(otherwise: Outcome, read: Callable[..., Outcome], *given: object) -> Outcome:
    """What `read` makes of a part; `otherwise` where it cannot: the parser of values reports the damage."""
    try:
        return read(*given)
    except Exception:
        return otherwise
