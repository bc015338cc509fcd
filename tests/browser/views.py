"""Every view that a page of the app offers, by its address, and how somebody may look at it."""

from dataclasses import dataclass
from itertools import product
from typing import get_args

from curriculum_map.domain.slugs import slug
from curriculum_map.domain.text import Language, as_language
from tests.browser.visit import ColourScheme, Locale

PARTS = {
    "start": (),
    "overview": (
        "view=picture",
        "fold=cluster",
        "year=2025-26&fold=element",
        "columns=years",
        "columns=institutions",
        "institution=*",
    ),
    "programme": (
        *(f"part={part}" for part in ("courses", "phases", "routes", "questions", "what-if")),
        "programme=early-childhood-education&grid=2025-26-coordinator-opleidingscoordinator&part=courses&detail=element",
    ),
    "gaps": ("view=picture", "part=ambitions", "part=decisions"),
    "compare": tuple(f"part={part}" for part in ("table", "pair", "small", "spread", "ask")),
    "agreement": tuple(f"part={part}" for part in ("map", "beside", "figures")),
    "reports": tuple(f"part={part}" for part in ("table", "dossier", "texts", "sample")),
    "framework": ("element=sap-2024-nl:inclusion.knowledge.1",),
    "upload": (),
    "data": tuple(f"part={part}" for part in ("begun", "snapshots", "institutions", "log")),
    "accessibility": (),
}
"""The pages, each with what stands in the address of its views besides the first."""

SCHEMES: tuple[ColourScheme, ...] = get_args(ColourScheme)
LOCALES: tuple[Locale, ...] = ("nl-BE", "en-GB")


@dataclass(frozen=True)
class View:
    """One view of a page."""

    page: str
    query: str = ""

    @property
    def name(self) -> str:
        """A short name, fit for a file: the page and what is chosen on it."""
        choice, _, chosen = self.query.partition("=")
        return "-".join(filter(None, [self.page, slug(chosen) or slug(choice)]))

    @property
    def path(self) -> str:
        """Where the app has it."""
        path = "/" if self.page == "start" else f"/{self.page}"
        return f"{path}?{self.query}" if self.query else path


@dataclass(frozen=True)
class Look:
    """How somebody looks at a view: in which language, in which colours, on a screen how wide."""

    locale: Locale
    scheme: ColourScheme
    width: int

    @property
    def language(self) -> Language:
        """The language of the page."""
        return as_language(self.locale)

    @property
    def name(self) -> str:
        """A short name, fit for a file."""
        return f"{self.locale[:2]}-{self.scheme}-{self.width}"


VIEWS = tuple(View(page, query) for page, queries in PARTS.items() for query in ("", *queries))


def looks(*widths: int) -> tuple[Look, ...]:
    """Every language and every colour scheme on screens of these widths."""
    return tuple(Look(*one) for one in product(LOCALES, SCHEMES, widths))
