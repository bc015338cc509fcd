"""Names and ids for the parts of a framework of one's own: no two alike, and none that means something else already."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from curriculum_map.domain.framework import Cluster, Component
from curriculum_map.domain.own_framework import Item
from curriculum_map.domain.text import Text
from curriculum_map.frameworks.loader import load_editions

COMPONENT = Component("items", Text("Onderdelen", "Items"), ())
_READABLE = re.compile(r"[a-z0-9]+(?:\.[a-z0-9]+)*")
_NOT_A_WORD = re.compile(r"[\W_]+")


class Names:
    """Names that a heading tells apart: compared as the importer compares them."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = {word(name) for name in taken}
        self._numbers: Counter[str] = Counter()

    def distinct(self, wanted: Iterable[str]) -> str:
        """The first of these that is not taken, else the last with a number; it is taken from now on."""
        last = ""
        for last in wanted:
            if self._take(last):
                return last
        while True:
            self._numbers[last] += 1
            numbered = f"{last} ({self._numbers[last] + 1})"
            if self._take(numbered):
                return numbered

    def _take(self, name: str) -> bool:
        compared = word(name)
        is_free = compared not in self._taken
        self._taken.add(compared)
        return is_free


def names_of_packaged() -> list[str]:
    """Headings that mean something else already: the components and the clusters of the packaged editions."""
    parts: list[Component | Cluster] = [COMPONENT]
    for edition in load_editions().values():
        parts += [*edition.components, *edition.clusters]
    return [form for part in parts for form in (part.id, part.name.nl, part.name.en, *part.also)]


def with_code(name: str, item: Item | None) -> str:
    """The name with the code behind it: a number before it would be read as a number of the framework."""
    return name if item is None else f"{name} ({item.code or item.id})"


def without_code(item: Item) -> str:
    """The label without its own code before it, which is printed beside it anyway."""
    rest = item.label.removeprefix(item.code or "").lstrip(" .:–-")
    return rest if item.code and item.label.startswith(f"{item.code} ") and rest else item.label


def short_id(item_id: str, most: int) -> str:
    """A part of an id that depends on the item's own id alone: a new import of the file gives the same."""
    if len(item_id) <= most and _READABLE.fullmatch(item_id):
        return item_id.replace(".", "_")
    # No hyphen: it parts the framework's id from the group's, so that no two frameworks make the same.
    stem = re.sub(r"[^a-z0-9]+", "_", item_id.lower())[: most - 9].strip("_")
    return f"{stem}_{hashlib.sha256(item_id.encode()).hexdigest()[:8]}".lstrip("_")


class Ids:
    """Ids of which none is given twice: where a duplicate in the file has one already, a number comes behind it."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._numbers: Counter[str] = Counter()

    def unused(self, wanted: str) -> str:
        """The id itself, or the first numbered one that nothing has yet; it is taken from now on."""
        found = wanted
        while found in self._taken:
            self._numbers[wanted] += 1
            found = f"{wanted}_{self._numbers[wanted] + 1}"
        self._taken.add(found)
        return found


def word(name: str) -> str:
    """The form in which names are compared: no accents, case or punctuation."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return _NOT_A_WORD.sub(" ", "".join(sign for sign in plain if not unicodedata.combining(sign))).strip()
