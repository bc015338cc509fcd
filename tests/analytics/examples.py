"""Worked examples as values: what an educator wrote, and what the program makes of it in the same words."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from curriculum_map.analytics.closing import closing_offers
from curriculum_map.analytics.gaps import find_gaps
from curriculum_map.analytics.routes import Route, find_routes
from curriculum_map.analytics.single_points import single_points
from curriculum_map.analytics.what_if import consider, merged
from curriculum_map.domain.ambitions import Ambition, Weight
from curriculum_map.domain.curriculum import BlankMeans, ElectiveGroup, Grid, Status
from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED, Level
from curriculum_map.domain.rules import HIGHEST, RULES, CountingRule, own_rule
from curriculum_map.domain.what_if import Change, ChangeLevel, DropCourse, MergeCourses, MoveCourse, Offer
from tests.grids import grid_from_table, read_table

FOLDER = Path(__file__).parent.parent / "worked_examples"
WORDS = {
    **{level.name.lower().replace("_", " "): int(level) for level in Level},
    "n/a": NOT_APPLICABLE,
    "not rated": NOT_RATED,
}
STATE_COLUMNS = (
    "guaranteed", "possible", "guaranteed_low", "guaranteed_high", "possible_low", "possible_high",
)  # fmt: skip
FLAGS = ("thin", "uncertain")
# What an example may ask beside its table of expected coverage and gaps.
ASKED = ("routes", "closing", "single points", "after")
KEYS = {"title", "story", "blank means", "rule", "groups", "courses", "ambitions", "expected", "what if", *ASKED}
Example = dict[str, Any]
Lines = list[dict[str, str]]


def examples(folder: str = "", key: str = "title") -> list[Any]:
    """Every example in a folder that has this part, named after its file and title."""
    files = sorted((FOLDER / folder).glob("*.yaml"))
    read = [(path.stem, yaml.safe_load(path.read_text(encoding="utf-8"))) for path in files]
    return [pytest.param(one, id=f"{stem}: {one['title']}") for stem, found in read for one in found if key in one]


@dataclass(frozen=True)
class Story:
    """What an example starts from."""

    grid: Grid
    ambitions: Mapping[str, Ambition]
    rule: CountingRule
    changes: tuple[Change, ...]

    @classmethod
    def of(cls, example: Example) -> "Story":
        blank = BlankMeans(example.get("blank means", "not rated").replace(" ", "-"))
        grid = grid_from_table(example["courses"], blank, _groups(example))
        changes = tuple(_change(grid, line.strip()) for line in example.get("what if", "").splitlines())
        return cls(grid, _ambitions(example), _rule(example.get("rule")), changes)

    def table(self, expected: str) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
        """What a table of coverage and gaps says, and what was computed in the same columns."""
        gaps = find_gaps(self.grid, self.ambitions, rule=self.rule).rename(columns={"rule_dependent": "rule-dependent"})
        lines = read_table(expected)
        said = [{column: _expected_in(column, text) for column, text in line.items()} for line in lines]
        computed = [
            {"target": target} | {column: _found_in(gap, column) for column in lines[0] if column != "target"}
            for target, gap in gaps.to_dict("index").items()
        ]
        return said, computed

    def after(self) -> "Story":
        """The same once the changes are made."""
        return replace(self, grid=consider(self.grid, self.changes, self.ambitions, self.rule).grid, changes=())

    def routes(self) -> Lines:
        """The worst and the best route for each target."""
        found = {target: find_routes(self.grid, target, self.rule) for target in self.grid.targets}
        return [
            {"target": target, "worst": self._route(routes.worst), "best": self._route(routes.best)}
            for target, routes in found.items()
        ]

    def closing(self) -> Lines:
        """What would close each gap, an offer a line."""
        offers = closing_offers(self.grid, self.ambitions, self.rule)
        return [{"target": target, "offer": self._offer(offer)} for target, found in offers.items() for offer in found]

    def single_points(self) -> Lines:
        """The courses on which a guaranteed level hangs."""
        rows = single_points(self.grid, rule=self.rule).to_dict("records")
        return [
            {"target": row["target"], "course": self._title(row["course"]), "without": word(row["without"])}
            for row in rows
        ]

    def _title(self, course: int) -> str:
        return self.grid.courses[course].title

    def _route(self, route: Route) -> str:
        titles = ", ".join(map(self._title, route.courses)) or "nothing"
        return f"{route.track}: {titles}" if route.track else titles

    def _offer(self, offer: Offer) -> str:
        return " + ".join(map(self._said, offer.changes))

    def _said(self, change: ChangeLevel | MoveCourse) -> str:
        if isinstance(change, MoveCourse):
            return f"{self._title(change.course)} compulsory"
        return f"{self._title(change.course)} {word(change.level)}"


def word(state: object) -> str:
    """A state in words."""
    return next(written for written, code in WORDS.items() if code == state)


def _groups(example: Example) -> tuple[ElectiveGroup, ...]:
    lines = read_table(example.get("groups") or "group")
    return tuple(
        ElectiveGroup(
            line["group"],
            int(line["choose"]) if line.get("choose") else None,
            float(line["ects"]) if line.get("ects") else None,
        )
        for line in lines
    )


def _ambitions(example: Example) -> dict[str, Ambition]:
    return {line["target"]: _ambition(line) for line in read_table(example.get("ambitions") or "target")}


def _ambition(line: dict[str, str]) -> Ambition:
    weight = Weight(line["weight"].replace(" ", "-")) if line.get("weight") else None
    level = Level(WORDS[line["level"]]) if line.get("level") else None
    return Ambition(line["target"], weight, level, line.get("reason") or None)


def _rule(written: str | Mapping[str, Any] | None) -> CountingRule:
    """A rule by its name, or one's own by what it asks."""
    if written is None:
        return HIGHEST
    if isinstance(written, str):
        return next(rule for rule in RULES if rule.name == written)
    asked = dict(written)
    return own_rule(lowest=Level(WORDS[asked.pop("lowest", "exemplary")]), **asked)


def _change(grid: Grid, written: str) -> Change:
    """One of: drop A; A becomes elective; A in phase 2; merge A + B; A is practised for TARGET."""
    titles = [course.title for course in grid.courses]
    if written.startswith("drop "):
        return DropCourse(titles.index(written.removeprefix("drop ")))
    if written.startswith("merge "):
        parts = tuple(titles.index(part) for part in written.removeprefix("merge ").split(" + "))
        return MergeCourses(parts, merged(grid, parts))
    if " becomes " in written:
        title, _, status = written.partition(" becomes ")
        kind, _, track = status.partition(" ")
        place = titles.index(title)
        return MoveCourse(place, replace(grid.courses[place], status=Status(kind), track=track or None))
    if " in phase " in written:
        title, _, phase = written.partition(" in phase ")
        place = titles.index(title)
        return MoveCourse(place, replace(grid.courses[place], phase=int(phase)))
    title, _, level = written.partition(" is ")
    level, _, target = level.partition(" for ")
    return ChangeLevel(titles.index(title), target, Level(WORDS[level]))


def _found_in(gap: Mapping[Any, Any], column: str) -> object:
    """What was computed, as an example writes it: words for states and flags, numbers for the rest."""
    if column == "flags":
        return [flag for flag in FLAGS if gap[flag]]
    if column == "rule-dependent":
        return "yes" if gap[column] else "no"
    return word(gap[column]) if column in STATE_COLUMNS else gap[column]


def _expected_in(column: str, text: str) -> object:
    """What an example wrote, as _found_in gives it; an empty number is one that cannot be computed."""
    if column == "flags":
        return text.replace(",", " ").split()
    if column in (*STATE_COLUMNS, "kind", "target", "rule-dependent"):
        return text
    return pytest.approx(float(text or "nan"), nan_ok=True, abs=0.005)
