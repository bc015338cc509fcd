"""Krippendorff's alpha for ordered levels, from how many raters chose each level at each place.

Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability. University of Pennsylvania, Annenberg School for
Communication; and Content Analysis (4th ed., 2019), chapter 12. A place with fewer than two levels says nothing of
agreement and is left out, as there.
"""

from statistics import NormalDist
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]
Numbers = NDArray[np.float64]

# Fewer groups than this leave nothing to see how much the outcome depends on each of them.
FEWEST_GROUPS = 3
_WIDTH = NormalDist().inv_cdf(0.975)


class Alpha(NamedTuple):
    """1: raters agree everywhere; 0: no more than by chance; below 0: less. None: it cannot be said.

    `low` and `high` are the ends of the 95 % interval.
    """

    value: float | None
    low: float | None
    high: float | None


NOT_KNOWN = Alpha(None, None, None)


def ordinal_alpha(counts: Counts, groups: NDArray[np.int64]) -> Alpha:
    """Alpha of raters [place, level] and its interval by the jackknife: `groups` [place] leave one after the other.

    Without a value where fewer than two levels occur: nothing varies, so nothing can be agreed on. Without an interval
    where fewer than FEWEST_GROUPS have places that count, or where without one of them nothing varies any more.
    """
    pairable = counts.sum(axis=1) >= 2
    per_place = coincidences(counts[pairable])
    whole = per_place.sum(axis=0)
    value = float(alpha_of(whole))
    if np.isnan(value):
        return NOT_KNOWN
    names, place = np.unique(groups[pairable], return_inverse=True)
    per_group = np.zeros((len(names), *whole.shape))
    np.add.at(per_group, place, per_place)
    without = alpha_of(whole - per_group)
    if len(names) < FEWEST_GROUPS or np.isnan(without).any():
        return Alpha(value, None, None)
    spread = (len(names) - 1) / len(names) * np.square(without - without.mean()).sum()
    reach = _WIDTH * float(np.sqrt(spread))
    return Alpha(value, value - reach, min(value + reach, 1.0))


def coincidences(counts: Counts) -> Numbers:
    """How often each two levels were chosen together [place, level, level], each rater weighing the same in a place."""
    raters = counts.sum(axis=1)
    pairs = counts[:, :, np.newaxis] * counts[:, np.newaxis, :]
    levels = np.arange(counts.shape[1])
    # Nobody makes a pair with themselves.
    pairs[:, levels, levels] -= counts
    per_rater: Numbers = pairs / (raters - 1)[:, np.newaxis, np.newaxis]
    return per_rater


def alpha_of(coincidence: Numbers) -> Numbers:
    """Alpha of coincidences [..., level, level], NaN where fewer than two levels occur."""
    chosen = coincidence.sum(axis=-1)
    total = chosen.sum(axis=-1)
    far = _ordinal_distances(chosen)
    observed = (coincidence * far).sum(axis=(-2, -1))
    by_chance = (chosen[..., :, np.newaxis] * chosen[..., np.newaxis, :] * far).sum(axis=(-2, -1))
    with np.errstate(invalid="ignore", divide="ignore"):
        alpha: Numbers = np.asarray(1 - (total - 1) * observed / by_chance)
    known: NDArray[np.bool_] = np.count_nonzero(chosen > _NOTHING, axis=-1) >= 2
    alpha[~known] = np.nan
    return alpha


# Taking a group away leaves a rest of rounding where nothing is left.
_NOTHING = 1e-9


def _ordinal_distances(chosen: Numbers) -> Numbers:
    """How far each two levels are apart [..., level, level]: by the ratings that lie between them, squared."""
    below = np.cumsum(chosen, axis=-1) - chosen / 2
    return np.square(below[..., :, np.newaxis] - below[..., np.newaxis, :])
