"""Four ways through the app, each with the pages that it needs, opened at the right place."""

from dataclasses import dataclass

import streamlit as st

from curriculum_map.domain.slugs import by_slug
from curriculum_map.services.columns import one_per_programme
from curriculum_map.storage.grids import GridInfo
from curriculum_map.ui.components.address import dressed, kept
from curriculum_map.ui.components.choices import address_of
from curriculum_map.ui.components.grid_choices import grids_in_address, years_of
from curriculum_map.ui.frame.menu import menu
from curriculum_map.ui.session import t


@dataclass(frozen=True, slots=True)
class _Step:
    """A page, what its link says, and what is chosen there."""

    page: str
    label: str
    choices: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Way:
    """Somebody's way through: its name, for whom it is, and the pages on it."""

    title: str
    text: str
    steps: tuple[_Step, ...]


def show_ways(infos: list[GridInfo]) -> None:
    """The ways as cards, two beside each other where there is room."""
    first = _first(infos)
    own = {name: slug for name, slug in address_of(infos, first.key).items() if name != "grid"}
    ways = (
        _coordinator(infos, first, own),
        _facilitator(infos, first, own),
        _reviewer(own),
        _quality(infos, first, own),
    )
    for start in range(0, len(ways), 2):
        for place, way in zip(st.columns(2, gap="medium"), ways[start : start + 2], strict=True):
            with place, st.container(border=True, height="stretch"):
                st.header(way.title, anchor=False)
                st.write(way.text)
                for step in way.steps:
                    st.page_link(menu()[step.page], label=step.label, query_params=dressed(step.choices))


def _coordinator(infos: list[GridInfo], first: GridInfo, own: dict[str, str]) -> _Way:
    stored = {"part": "grids", "whose": own["institution"], "stored": grids_in_address(infos, [first])}
    return _Way(
        t("My programme, this year"),
        t("You coordinate a programme: bring its list up to date, see where it is thin, take the report along."),
        (
            _Step("upload", t("Upload the list of this year"), {}),
            _Step("data", t("See what changed since the version before"), stored),
            _Step("gaps", t("See where it is thin, and take the report to the committee"), own),
        ),
    )


def _facilitator(infos: list[GridInfo], first: GridInfo, own: dict[str, str]) -> _Way:
    institution = {"institution": own["institution"], "columns": "programmes"}
    across = {"programme": own["programme"], "columns": "institutions"}
    beside = [info for info in one_per_programme(infos) if info.key.institution == first.key.institution]
    return _Way(
        t("Programmes side by side"),
        t("You lead a conversation between programmes: one table on the projector, and what to talk about first."),
        (
            _Step("overview", t("All programmes of an institution"), institution),
            _Step("overview", t("One programme at every institution"), across),
            _Step("compare", t("Differences worth a conversation"), _grids(infos, beside)),
        ),
    )


def _grids(infos: list[GridInfo], beside: list[GridInfo]) -> dict[str, str]:
    """The grids to lay beside each other; nothing where there is just one, and the page chooses."""
    return {"grids": grids_in_address(infos, beside)} if len(beside) > 1 else {}


def _reviewer(own: dict[str, str]) -> _Way:
    return _Way(
        t("Twenty minutes for a review"),
        t("You review a programme: go from each figure down to the course, the file and the cell it came from."),
        (
            _Step("programme", t("What one programme covers"), {**own, "part": "coverage"}),
            _Step("data", t("Snapshots, and whether they are intact"), {"part": "snapshots"}),
            _Step("framework", t("The framework, element by element"), {}),
        ),
    )


def _quality(infos: list[GridInfo], first: GridInfo, own: dict[str, str]) -> _Way:
    years = years_of(infos, first.key)
    last = dict(zip(("one", "other"), (grids_in_address(infos, [one]) for one in years[-2:]), strict=False))
    beside = {**_grids(infos, years), "part": "pair", **last}
    return _Way(
        t("Over the years"),
        t("You watch over quality: one programme year by year, how it came about, and who changed what."),
        (
            _Step("overview", t("One programme, a column per year"), {**own, "columns": "years"}),
            _Step("compare", t("Two years of it beside each other"), beside),
            _Step("programme", t("Its line through the phases"), {**own, "part": "phases"}),
            _Step("data", t("Who did what, and when"), {"part": "log"}),
        ),
    )


def _first(infos: list[GridInfo]) -> GridInfo:
    """The grid of the institution and the programme to open: those looked at last, else the first."""
    names = by_slug(sorted({info.key.institution for info in infos}))
    last = names.get(kept("institution") or "", next(iter(names.values())))
    of_institution = [info for info in one_per_programme(infos) if info.key.institution == last]
    return next((info for info in of_institution if info.key.programme == kept("programme")), of_institution[0])
