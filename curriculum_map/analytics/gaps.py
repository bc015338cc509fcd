"""What a programme covers against the ambitions it set itself."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from curriculum_map.analytics.arrays import Mask, States, count_true, is_level
from curriculum_map.analytics.counting import countable, guaranteed, highest, least_of_groups, possible
from curriculum_map.analytics.coverage import Band, Columns, as_frame, band_at, summarised, target_index
from curriculum_map.analytics.taking import Taking, taking_of
from curriculum_map.domain.ambitions import Ambition, Weight
from curriculum_map.domain.curriculum import Grid
from curriculum_map.domain.framework import Granularity
from curriculum_map.domain.gaps import Gap, GapKind
from curriculum_map.domain.levels import Level
from curriculum_map.domain.rules import HIGHEST, RULES, CountingRule

NO_AIM = -1
KINDS = tuple(GapKind)
Aims = NDArray[np.int64]


def gap_kinds(aims: Aims, guaranteed: States, possible: States, offered: States) -> NDArray[np.int64]:
    """Per target the place in KINDS of the first kind that fits; an aim is a level 1 to 3, or NO_AIM.

    `offered` is the highest level in any course: what is covered somewhere is not "not covered anywhere" because a
    counting rule asks for more.
    """
    reached, reachable = _below_every_level(guaranteed), _below_every_level(possible)
    fits = [
        aims == NO_AIM,
        reachable < 0,
        reached >= aims,
        reachable >= aims,
        _below_every_level(offered) == 0,
        np.ones_like(aims, dtype=np.bool_),
    ]
    first: NDArray[np.int64] = np.argmax(np.stack(fits), axis=0)
    return first


def thin_targets(states: States, taking: Taking, guaranteed: States, rule: CountingRule = HIGHEST) -> Mask:
    """Per target, whether the guaranteed level, which is 1 or more, hangs on one course for the students of some track.

    That is so where exactly one of the courses that they have to take reaches it (compulsory, of their track, or of an
    elective group of which everything is taken), and they may choose from the other groups without reaching it there.
    """
    states = countable(states, taking, rule)
    reaching = is_level(states) & (states >= guaranteed)
    required = taking.per_track()
    if taking.groups:
        without_choice = taking.without_choice()
        required = [mask | without_choice for mask in required]
    alone = np.logical_or.reduce([count_true(reaching & mask[..., np.newaxis]) == 1 for mask in required])
    if taking.groups:
        chosen = reaching & ~without_choice[..., np.newaxis]
        alone &= least_of_groups([chosen.astype(np.int64)], taking)[0] == 0
    thin: Mask = is_level(guaranteed) & (guaranteed >= 1) & alone
    return thin


def find_gaps(
    grid: Grid,
    ambitions: Mapping[str, Ambition],
    granularity: Granularity | None = None,
    rule: CountingRule = HIGHEST,
) -> pd.DataFrame:
    """The coverage frame under a counting rule, one row per target in grid order, and beside it:

    ambition: the level that counts, missing without one or if not for us; weight, reason, position: as set, or None;
    kind: a GapKind; thin: the guaranteed level hangs on one course, for all students or those of a track; uncertain:
    the blanks decide about the kind, or without an ambition about the guaranteed level; rule_dependent: so does the
    choice of the counting rule. Ambitions for targets the grid lacks are left out.
    """
    targets, whole = band_at(grid, granularity)
    index, taking = target_index(targets), taking_of(grid)
    covered = summarised(whole, taking, rule)
    kept = [ambitions.get(target) for target in targets]
    aims = np.array([NO_AIM if aim is None else aim for aim in map(_aim, kept)], dtype=np.int64)
    found = covered["guaranteed"].astype(np.uint8), covered["possible"].astype(np.uint8)
    beside = {
        "ambition": pd.array([_aim(ambition) for ambition in kept], dtype="Int8"),
        "weight": _objects([_weight(ambition) for ambition in kept], index),
        "reason": _objects([ambition and ambition.reason for ambition in kept], index),
        "position": _objects([ambition and ambition.position for ambition in kept], index),
        "kind": _objects([KINDS[kind] for kind in gap_kinds(aims, *found, highest(whole.states))], index),
        "thin": thin_targets(whole.states, taking, found[0], rule),
        "uncertain": _uncertain(covered, aims, whole),
        "rule_dependent": rule_dependent(whole.states, taking, aims, {rule: found}),
    }
    return as_frame(index, covered | beside)


def rule_dependent(
    states: States, taking: Taking, aims: Aims, known: Mapping[CountingRule, tuple[States, States]]
) -> Mask:
    """Per target, whether the kind of gap, or without an ambition the guaranteed level, differs between the rules.

    The rules are those with a name and those `known`, with what is guaranteed and possible under them. A rule that can
    say nothing, as one about credits where no course has any, is left out for that target.
    """
    found = dict(known)
    for rule in RULES:
        if rule not in found:
            found[rule] = guaranteed(states, taking, rule), possible(states, taking, rule)
    offered, first = highest(states), found[HIGHEST]
    differs = np.zeros(len(aims), dtype=np.bool_)
    kind = gap_kinds(aims, *first, offered)
    for sure, best in found.values():
        says = (is_level(sure) == is_level(first[0])) & (is_level(best) == is_level(first[1]))
        other = np.where(aims == NO_AIM, sure != first[0], gap_kinds(aims, sure, best, offered) != kind)
        differs |= says & other
    return differs


def gap_values(gaps: pd.DataFrame) -> dict[str, Gap]:
    """The rows of find_gaps as values, by target, in grid order."""
    # Column by column: pandas takes ten times as long to hand out a row.
    columns = {str(name): gaps[name].tolist() for name in gaps.columns}
    rows = (dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True))
    return {str(target): _gap(str(target), row) for target, row in zip(gaps.index, rows, strict=True)}


def _gap(target: str, row: Mapping[str, Any]) -> Gap:
    return Gap(
        target=target,
        kind=row["kind"],
        guaranteed=int(row["guaranteed"]),
        possible=int(row["possible"]),
        ambition=None if row["ambition"] is pd.NA else Level(row["ambition"]),
        weight=None if row["weight"] is None else Weight(row["weight"]),
        reason=row["reason"],
        position=row["position"],
        thin=bool(row["thin"]),
        uncertain=bool(row["uncertain"]),
        rule_dependent=bool(row["rule_dependent"]),
        guaranteed_band=(int(row["guaranteed_low"]), int(row["guaranteed_high"])),
        possible_band=(int(row["possible_low"]), int(row["possible_high"])),
        courses_at=tuple(int(row[f"courses_{level:d}"]) for level in Level),
        credits_at=tuple(float(row[f"credits_{level:d}"]) for level in Level),
        courses=int(row["courses"]),
        rated=int(row["rated"]),
    )


def _uncertain(covered: Columns, aims: Aims, whole: Band) -> Mask:
    """Per target, whether the two ends of the missing-data band lead to different conclusions."""
    (low, low_possible), (high, high_possible) = (
        (covered[f"guaranteed_{end}"].astype(np.uint8), covered[f"possible_{end}"].astype(np.uint8))
        for end in ("low", "high")
    )
    kind_at_low = gap_kinds(aims, low, low_possible, highest(whole.low))
    kind_at_high = gap_kinds(aims, high, high_possible, highest(whole.high))
    uncertain: Mask = np.where(aims == NO_AIM, low != high, kind_at_low != kind_at_high)
    return uncertain


def _below_every_level(states: States) -> NDArray[np.int64]:
    """The states as numbers that compare: -1 where there is no level."""
    return np.where(is_level(states), states.astype(np.int64), -1)


def _objects(values: Sequence[object], index: "pd.Index[str]") -> pd.Series:
    """Values as they are: a text type of pandas would turn None into NaN."""
    return pd.Series(values, index=index, dtype=object)


def _aim(ambition: Ambition | None) -> int | None:
    return None if ambition is None or ambition.aim is None else int(ambition.aim)


def _weight(ambition: Ambition | None) -> str | None:
    return None if ambition is None or ambition.weight is None else ambition.weight.value
