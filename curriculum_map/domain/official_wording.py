"""The publication's own sentences, which an administrator may load; they are never part of the product."""

from collections.abc import Iterable
from dataclasses import dataclass

from curriculum_map.domain.text import Language, Text

LONGEST_WORDING = 2_000


@dataclass(frozen=True, slots=True)
class Wording:
    """What the publication prints for one element, in one language."""

    edition: str
    element: str
    language: Language
    text: str


def wording_by_element(wordings: Iterable[Wording]) -> dict[str, Text]:
    """The text of each element in both languages; empty in a language without official wording."""
    texts: dict[str, dict[Language, str]] = {}
    for wording in wordings:
        texts.setdefault(wording.element, {})[wording.language] = wording.text
    return {element: Text(said.get("nl", ""), said.get("en", "")) for element, said in texts.items()}
