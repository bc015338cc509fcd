"""Links to elements as values: headings, the links under them, and which of them is open now."""

from dataclasses import dataclass

from curriculum_map.domain.text import Language


@dataclass(frozen=True, slots=True)
class Link:
    """A link to an element: `lead` stands before it, `note` and `other`, its label in the other language, below it.

    Without an address there is only the lead: nothing to go to.
    """

    id: str
    address: str
    text: str
    other: str = ""
    note: str = ""
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of this level, 1 to 6, with the links and the sections under it; `folds` is None where it cannot."""

    heading: str
    level: int
    links: tuple[Link, ...] = ()
    sections: tuple["Section", ...] = ()
    folds: bool | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Links:
    """All that is shown: `caption` names it for a screen reader, `said` is heard when another element is chosen.

    `opens` is the key of the container in which the page shows the chosen element.
    """

    caption: str
    sections: tuple[Section, ...]
    language: Language
    other_language: Language
    opens: str
    chosen: str | None = None
    said: str = ""
