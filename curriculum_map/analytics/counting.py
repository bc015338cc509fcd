"""What is guaranteed and what is possible under a counting rule, exactly, over all routes that students may take.

The functions on arrays take states [course, target] and what students take. They take many programmes at once just as
well: states [course, programme, target], the slots a programme lacks filled with ABSENT.

Why no route has to be tried: whether a level counts on a route depends on two sums over its courses, how many reach the
level and by how much their credits pass the share asked for, and no level counts without the ones below it that the
rule lets count. A level is guaranteed if both sums are high enough on every route, and the lowest of each is found per
track and group apart. It is possible if both are high enough on one route; there the courses that reach the level raise
both sums and the others raise neither, so one and the same choice is the best for both.
"""

from collections.abc import Iterator

import numpy as np

from curriculum_map.analytics.arrays import (
    RANK_ABSENT,
    RANK_NOT_APPLICABLE,
    RANK_NOT_RATED,
    TOP,
    Mask,
    States,
    count_true,
    is_level,
    to_ranks,
    to_states,
)
from curriculum_map.analytics.taking import Costs, Taking, cheapest, credit_sum, in_hundredths
from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED, Level
from curriculum_map.domain.rules import HIGHEST, CountingRule

# Per target, over the courses of a route: how many reach the level; and, under a rule that asks for a share, their
# credits less that share, in hundredths of a credit times a hundred, so that a percentage is a whole number.
Sums = list[Costs]


def highest(states: States, taken: Mask | None = None) -> States:
    """The highest level per target over the courses taken, or over all of them.

    Without any level: NOT_APPLICABLE where every course is (and there is one), else NOT_RATED.
    """
    ranks = to_ranks(states)
    if taken is not None:
        # A byte times False is 0, which is RANK_ABSENT.
        ranks *= taken[..., np.newaxis]
    best = ranks.max(axis=0, initial=RANK_ABSENT)
    best[best == RANK_ABSENT] = RANK_NOT_RATED
    return to_states(best)


def guaranteed(states: States, taking: Taking, rule: CountingRule = HIGHEST) -> States:
    """The level per target that every student meets, whatever the track and the choice from elective groups.

    NOT_RATED where a required route holds no level; NOT_APPLICABLE where that is so for none of their courses.
    """
    states = countable(states, taking, rule)
    if is_plain(rule) and not taking.groups:
        return _from_lowest(_lowest_of_highest(states, taking), rule)
    found = _held_everywhere(states, taking)
    for level in counting_levels(rule):
        holds = np.logical_and.reduce([_hold(rule, sums) for sums in lowest_sums(states, taking, rule, level)])
        found = np.where(is_level(found) & holds, np.uint8(level), found)
    return found


def possible(states: States, taking: Taking, rule: CountingRule = HIGHEST) -> States:
    """The level per target on the route that gives most; as `highest` where no course holds a level."""
    states = countable(states, taking, rule)
    found = highest(states)
    if is_plain(rule):
        return _from_lowest(found, rule)
    found = np.where(is_level(found), np.uint8(0), found)
    for level in counting_levels(rule):
        holds = np.logical_or.reduce([_hold(rule, sums) for sums in highest_sums(states, taking, rule, level)])
        found = np.where(is_level(found) & holds, np.uint8(level), found)
    return found


def countable(states: States, taking: Taking, rule: CountingRule) -> States:
    """The states that a rule counts: one that asks for a share of credits leaves out the levels without credits."""
    if not rule.percent:
        return states
    without = is_level(states) & (taking.credits == 0)[..., np.newaxis]
    return np.where(without, np.uint8(NOT_RATED), states)


def is_plain(rule: CountingRule) -> bool:
    """Whether one course is enough for a level to count."""
    return rule.courses == 1 and not rule.percent


def counting_levels(rule: CountingRule) -> range:
    """The levels that a rule lets count, from low to high."""
    return range(rule.lowest, TOP + 1)


def lowest_sums(states: States, taking: Taking, rule: CountingRule, level: int) -> Iterator[Sums]:
    """Per track the lowest sums of its required routes, each sum by itself."""
    from_groups = least_of_groups(costs_at(states, taking, rule, level), taking) if taking.groups else []
    for mask in taking.per_track():
        sums = _sums(states, taking, rule, level, mask[..., np.newaxis])
        yield [one + more for one, more in zip(sums, from_groups, strict=True)] if from_groups else sums


def highest_sums(states: States, taking: Taking, rule: CountingRule, level: int) -> Iterator[Sums]:
    """Per track the highest sums of its routes, all on one and the same route."""
    free = taking.free()[..., np.newaxis]
    if taking.groups:
        free = best_choice(costs_at(states, taking, rule, level), taking)
    elif rule.percent:
        # Without a share to keep up, a course that does not reach the level does no harm and need not be left out.
        free = free & is_level(states) & (states >= level)
    for mask in taking.per_track():
        yield _sums(states, taking, rule, level, free | mask[..., np.newaxis])


def _sums(states: States, taking: Taking, rule: CountingRule, level: int, taken: Mask) -> Sums:
    """The sums over the courses taken [course, target]."""
    rated = is_level(states) & taken
    hits = rated & (states >= level)
    if not rule.percent:
        return [count_true(hits)]
    share = credit_sum(rated, taking.credits) * rule.percent
    return [count_true(hits), credit_sum(hits, taking.credits) * 100 - share]


def least_of_groups(costs: Sums, taking: Taking) -> Sums:
    """The least that all groups together add to each sum."""
    found = []
    for one in costs:
        of_groups = [one[group.courses] for group in taking.groups]
        taken = [cheapest(group, of_group) for group, of_group in zip(taking.groups, of_groups, strict=True)]
        found.append(sum(np.where(mask, of, 0).sum(axis=0) for mask, of in zip(taken, of_groups, strict=True)))
    return found


def costs_at(states: States, taking: Taking, rule: CountingRule, level: int) -> Sums:
    """What each course adds to each sum [course, target]."""
    rated = is_level(states)
    hits = rated & (states >= level)
    if not rule.percent:
        return [hits.astype(np.int64)]
    credit = in_hundredths(taking.credits)[..., np.newaxis]
    return [hits.astype(np.int64), credit * (hits * np.int64(100) - rated * np.int64(rule.percent))]


def best_choice(costs: Sums, taking: Taking) -> Mask:
    """Which courses to choose where there is a choice [course, target] for the highest sums.

    Of the courses that are free those that raise the sums, and from each group those that raise the last sum most, and
    then the first one.
    """
    chosen: Mask = taking.free()[..., np.newaxis] & (costs[0] > 0)
    for group in taking.groups:
        of_group = [one[group.courses] for one in costs]
        # No course adds more than 1 to the first sum: it only decides where the last one is the same.
        worth = of_group[-1] if len(costs) == 1 else of_group[-1] * (len(group.courses) + 1) + of_group[0]
        chosen[group.courses] = cheapest(group, -worth)
    return chosen


def _hold(rule: CountingRule, sums: Sums) -> Mask:
    """Whether the rule lets a level with these sums count."""
    holds: Mask = np.logical_and.reduce([one >= least for one, least in zip(sums, (rule.courses, 0), strict=False)])
    return holds


def _held_everywhere(states: States, taking: Taking) -> States:
    """Level 0 where every required route holds a level; else NOT_APPLICABLE or NOT_RATED."""
    rated = is_level(states)
    in_groups = np.zeros(len(states), dtype=np.bool_)
    for group in taking.groups:
        in_groups[group.courses] = True
    masks = taking.per_track()
    least = least_of_groups([rated.astype(np.int64)], taking)[0] if taking.groups else 0
    held = np.logical_and.reduce([count_true(rated & mask[..., np.newaxis]) + least > 0 for mask in masks])
    required = [mask | in_groups if taking.groups else mask for mask in masks]
    nowhere = np.logical_and.reduce([highest(states, mask) == NOT_APPLICABLE for mask in required])
    return np.where(held, np.uint8(0), np.where(nowhere, np.uint8(NOT_APPLICABLE), np.uint8(NOT_RATED)))


def _lowest_of_highest(states: States, taking: Taking) -> States:
    """The lowest over the tracks of the highest level."""
    masks = taking.per_track()
    if len(masks) == 1:
        return highest(states, masks[0])
    per_track = to_ranks(np.stack([highest(states, mask) for mask in masks]))
    lowest = per_track.min(axis=0)
    # Not applicable in one track and open in another: for all students together nothing is known.
    lowest[(lowest == RANK_NOT_APPLICABLE) & (per_track.max(axis=0) > RANK_NOT_APPLICABLE)] = RANK_NOT_RATED
    return to_states(lowest)


def _from_lowest(states: States, rule: CountingRule) -> States:
    """The states with level 0 for the levels that a rule does not let count."""
    if rule.lowest == Level.EXEMPLARY:
        return states
    return np.where(is_level(states) & (states < rule.lowest), np.uint8(0), states)
