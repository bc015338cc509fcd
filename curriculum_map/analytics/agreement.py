"""How far several raters of one programme-year agree, and where to talk first. Blank and n/a are missing."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from curriculum_map.analytics.alpha import Counts, ordinal_alpha
from curriculum_map.analytics.arrays import TOP, Mask, States, count_true, is_level
from curriculum_map.analytics.counting import guaranteed
from curriculum_map.analytics.raters import Raters
from curriculum_map.analytics.taking import taking_of
from curriculum_map.domain.framework import Edition, split_target
from curriculum_map.domain.levels import NOT_RATED, Level

WHOLE, FOCUS, CLUSTER, COMPONENT, COURSE = "whole", "focus", "cluster", "component", "course"
ALL_PLACES, CLAIMED_PLACES = "all", "claimed"


def raters_per_level(raters: Raters) -> Counts:
    """How many raters chose each level [course, target, level]."""
    return np.stack([np.count_nonzero(raters.states == level, axis=0) for level in Level], axis=-1)


def agreement(raters: Raters, edition: Edition) -> pd.DataFrame:
    """How far the raters agree: over the whole, and per focus, cluster, component and course, in the order of the grid.

    part, id: what the row is about ("whole" has the id "", a course its number from 0); over: all places, or those that
    somebody claimed (chose a level above "not covered" for). places: courses x targets with two levels or more; pairs:
    two ratings of one place; exact, adjacent: the share of the pairs that are equal, or at most one level apart; alpha:
    ordinal, with the ends of its 95 % interval alpha_low and alpha_high (courses leave one by one, within one course
    targets). A share or alpha that cannot be said is missing.
    """
    counts = raters_per_level(raters)
    claimed = counts[..., 1:].sum(axis=-1) > 0
    rows = []
    for part, name, within in _parts(raters, edition):
        for over, places in ((ALL_PLACES, within), (CLAIMED_PLACES, within & claimed)):
            rows.append(
                {"part": part, "id": name, "over": over, **_agreed(counts, places, within_course=part == COURSE)}
            )
    shares = ("exact", "adjacent", "alpha", "alpha_low", "alpha_high")
    return pd.DataFrame(rows).astype(dict.fromkeys(shares, "float64"))


def _parts(raters: Raters, edition: Edition) -> Iterator[tuple[str, str, Mask]]:
    """What agreement is asked about, and its places [course, target]."""
    shape = (len(raters.courses), len(raters.targets))
    clusters, components = zip(*map(split_target, raters.targets), strict=True) if raters.targets else ((), ())
    focuses = [edition.focus_of(cluster).id for cluster in clusters]
    yield WHOLE, "", np.ones(shape, dtype=np.bool_)
    for part, names in ((FOCUS, focuses), (CLUSTER, clusters), (COMPONENT, components)):
        for name in dict.fromkeys(names):
            if name is not None:
                yield part, name, np.broadcast_to([each == name for each in names], shape)
    for course in range(shape[0]):
        within = np.zeros(shape, dtype=np.bool_)
        within[course] = True
        yield COURSE, str(course), within


def _agreed(counts: Counts, places: Mask, *, within_course: bool) -> dict[str, object]:
    chosen = places & (counts.sum(axis=-1) >= 2)
    course, target = np.nonzero(chosen)
    here = counts[chosen]
    ratings = here.sum(axis=1)
    pairs = int((ratings * (ratings - 1)).sum()) // 2
    equal = int((here * (here - 1)).sum()) // 2
    next_to = int((here[:, :-1] * here[:, 1:]).sum())
    alpha = ordinal_alpha(here, target if within_course else course)
    return {
        "places": len(here),
        "pairs": pairs,
        "exact": equal / pairs if pairs else None,
        "adjacent": (equal + next_to) / pairs if pairs else None,
        "alpha": alpha.value,
        "alpha_low": alpha.low,
        "alpha_high": alpha.high,
    }


def to_discuss(raters: Raters) -> pd.DataFrame:
    """The places on which raters differ, those to talk about first on top.

    course: its number from 0; target; lowest, highest: the levels chosen; spread: how far these are apart; ratings: by
    how many; decides: what the programme guarantees for the target hangs on this place: its level alone would lift the
    guaranteed one with every other place at its lowest, or lower it with every other place at its highest. First those
    that decide, then the widest spread, then the most ratings, then the order of the grid.
    """
    lowest, highest, ratings = _ends(raters)
    course, target = np.nonzero((ratings >= 2) & (highest > lowest))
    decides = _deciding(raters, np.where(ratings > 0, lowest, NOT_RATED), np.where(ratings > 0, highest, NOT_RATED))
    queue = pd.DataFrame(
        {
            "course": course,
            "target": pd.Series([raters.targets[place] for place in target], dtype=object),
            "lowest": lowest[course, target].astype(np.int64),
            "highest": highest[course, target].astype(np.int64),
            "spread": (highest - lowest)[course, target].astype(np.int64),
            "ratings": ratings[course, target],
            "decides": decides[course, target],
        }
    )
    order = ["decides", "spread", "ratings"]
    return queue.sort_values(order, ascending=False, kind="stable", ignore_index=True)


def spreads(raters: Raters) -> NDArray[np.int64]:
    """How many levels the raters are apart [course, target]; -1 where fewer than two chose a level."""
    lowest, highest, ratings = _ends(raters)
    return np.where(ratings >= 2, highest.astype(np.int64) - lowest, -1)


def _ends(raters: Raters) -> tuple[States, States, NDArray[np.int64]]:
    """The lowest and the highest level chosen, and by how many raters one was [course, target]."""
    states = raters.states
    rated = is_level(states)
    highest, lowest = np.where(rated, states, 0).max(axis=0), np.where(rated, states, TOP).min(axis=0)
    return lowest.astype(np.uint8), highest.astype(np.uint8), count_true(rated)


def _deciding(raters: Raters, lowest: States, highest: States) -> Mask:
    """Which places [course, target] decide what is guaranteed, whatever the others come to."""
    taking = taking_of(raters)
    at_lowest, at_highest = (guaranteed(states, taking) for states in (lowest, highest))
    deciding = np.zeros(lowest.shape, dtype=np.bool_)
    for course in np.flatnonzero((lowest != highest).any(axis=1)):
        lifted, lowered = lowest.copy(), highest.copy()
        lifted[course], lowered[course] = highest[course], lowest[course]
        up, down = guaranteed(lifted, taking), guaranteed(lowered, taking)
        deciding[course] = (up != at_lowest) | (down != at_highest)
    return deciding
