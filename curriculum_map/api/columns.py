"""The columns that several frames share: targets, states, fixed choices and courses, in words and in codes."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import lru_cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas.api.extensions import ExtensionArray

from curriculum_map.analytics.arrays import TOP, States
from curriculum_map.api.grids import RatedGrid
from curriculum_map.domain.framework import split_target
from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED
from curriculum_map.domain.rules import OWN, CountingRule
from curriculum_map.domain.text import Language
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.wording.labels import label
from curriculum_map.wording.rules import rule_name, rule_sentence

Columns = dict[str, object]
# No level and not another state either: there is nothing to say. No state of a grid.
_NOTHING = 252


def target_columns(grid: RatedGrid, targets: Iterable[str]) -> Columns:
    """target, its stable id; name; and the names of its focus, its cluster and its component."""
    ids, edition, to = list(targets), grid.edition, grid.language
    clusters = [split_target(target)[0] for target in ids]
    return {
        "target": texts(ids),
        "name": texts(edition.name(target, to) for target in ids),
        "focus": texts(edition.focus_of(cluster).name[to] for cluster in clusters),
        "cluster": texts(edition.cluster(cluster).name[to] for cluster in clusters),
        "component": texts(edition.component_name(target, to) for target in ids),
    }


def state_columns(name: str, states: Iterable[object], language: Language) -> Columns:
    """The word for each state, None where there is none; and NAME_level, missing where the state is no level."""
    known = _known(states)
    return {name: texts(_words(language)[known]), f"{name}_level": levels(known)}


def levels(states: Iterable[object]) -> "pd.arrays.IntegerArray":
    """The levels 0 to 3, missing where the state is none."""
    known = _known(states)
    return pd.arrays.IntegerArray(known.astype(np.int64), known > TOP)


def choice_columns(name: str, choices: Sequence[StrEnum | None], language: Language) -> Columns:
    """The label of each choice, and NAME_code with its id."""
    return {
        name: texts(None if choice is None else label(choice, language) for choice in choices),
        f"{name}_code": texts(None if choice is None else choice.value for choice in choices),
    }


def course_columns(grid: RatedGrid, places: Iterable[int]) -> Columns:
    """course, its place in the grid from 0; its code and its title."""
    at = list(places)
    courses = [grid.grid.courses[place] for place in at]
    return {
        "course": pd.Series(at, dtype="int64"),
        "code": texts(course.code for course in courses),
        "title": texts(course.title for course in courses),
    }


def texts(values: Iterable[str | None]) -> ExtensionArray:
    """Texts, missing where there is none."""
    return pd.array(list(values), dtype="str")


def said_rule(rule: CountingRule, language: Language) -> str:
    """The counting rule as it is printed beside each figure: its name, or what an own rule asks."""
    return rule_sentence(rule, load_legend(), language) if rule.name == OWN else rule_name(rule, language)


def _known(states: Iterable[object]) -> States:
    """The states as bytes, _NOTHING where there is none."""
    if isinstance(states, np.ndarray):
        return states.astype(np.uint8)
    known: States = pd.Series(list(states), dtype="Int64").to_numpy(dtype=np.uint8, na_value=_NOTHING)
    return known


@lru_cache
def _words(language: Language) -> NDArray[np.object_]:
    """The word for each state by its byte, None for a byte that is none."""
    words = np.full(256, None, dtype=object)
    for state in (*range(TOP + 1), NOT_APPLICABLE, NOT_RATED):
        words[state] = load_legend().name(state)[language]
    return words
