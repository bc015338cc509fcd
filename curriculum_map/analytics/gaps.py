"""What a programme covers against the ambitions it set itself."""

from collections.abc import Hashable, Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from curriculum_map.analytics.arrays import Mask, States, compulsory_mask, is_level
from curriculum_map.analytics.coverage import band_at, coverage
from curriculum_map.domain.ambitions import Ambition, Weight
from curriculum_map.domain.curriculum import Grid
from curriculum_map.domain.framework import Granularity
from curriculum_map.domain.gaps import Gap, GapKind
from curriculum_map.domain.levels import Level

NO_AIM = -1


KINDS = tuple(GapKind)


def gap_kinds(aims: NDArray[np.int64], guaranteed: States, possible: States) -> NDArray[np.int64]:
    """Per target the place in KINDS of the first kind that fits; an aim is a level 1 to 3, or NO_AIM."""
    reached, reachable = _below_every_level(guaranteed), _below_every_level(possible)
    fits = [
        aims == NO_AIM,
        reachable < 0,
        reached >= aims,
        reachable >= aims,
        reachable == 0,
        np.ones_like(aims, dtype=np.bool_),
    ]
    first: NDArray[np.int64] = np.argmax(np.stack(fits), axis=0)
    return first


def thin_targets(states: States, compulsory: Mask, guaranteed: States) -> Mask:
    """Per target, whether exactly one compulsory course reaches the guaranteed level, which is 1 or more."""
    reaching = is_level(states) & (states >= guaranteed) & compulsory[..., np.newaxis]
    thin: Mask = is_level(guaranteed) & (guaranteed >= 1) & (np.count_nonzero(reaching, axis=0) == 1)
    return thin


def find_gaps(grid: Grid, ambitions: Mapping[str, Ambition], granularity: Granularity | None = None) -> pd.DataFrame:
    """The coverage frame, one row per target in grid order, and beside it:

    ambition: the level that counts, missing without one or if not for us; weight, reason, position: as set, or None;
    kind: a GapKind; thin: one compulsory course alone reaches the guaranteed level; uncertain: the blanks decide about
    the kind, or without an ambition about the guaranteed level. Ambitions for targets the grid lacks are left out.
    """
    gaps = coverage(grid, granularity)
    kept = [ambitions.get(target) for target in gaps.index]
    aims = np.array([NO_AIM if aim is None else aim for aim in map(_aim, kept)], dtype=np.int64)
    reasons = [ambition and ambition.reason for ambition in kept]
    kinds = gap_kinds(aims, _states(gaps, "guaranteed"), _states(gaps, "possible"))
    gaps["ambition"] = pd.array([_aim(ambition) for ambition in kept], dtype="Int8")
    gaps["weight"] = pd.Series([_weight(ambition) for ambition in kept], index=gaps.index, dtype=object)
    gaps["reason"] = pd.Series(reasons, index=gaps.index, dtype=object)
    positions = [ambition and ambition.position for ambition in kept]
    gaps["position"] = pd.Series(positions, index=gaps.index, dtype=object)
    gaps["kind"] = pd.Series([KINDS[kind] for kind in kinds], index=gaps.index, dtype=object)
    states = band_at(grid, granularity)[1].states
    gaps["thin"] = thin_targets(states, compulsory_mask(grid), _states(gaps, "guaranteed"))
    gaps["uncertain"] = _uncertain(gaps, aims)
    return gaps


def gap_values(gaps: pd.DataFrame) -> dict[str, Gap]:
    """The rows of find_gaps as values, by target, in grid order."""
    rows = gaps.reset_index().to_dict("records")
    return {str(row["target"]): _gap(row) for row in rows}


def _gap(row: Mapping[Hashable, Any]) -> Gap:
    return Gap(
        target=str(row["target"]),
        kind=row["kind"],
        guaranteed=int(row["guaranteed"]),
        possible=int(row["possible"]),
        ambition=None if pd.isna(row["ambition"]) else Level(row["ambition"]),
        weight=None if row["weight"] is None else Weight(row["weight"]),
        reason=row["reason"],
        position=row["position"],
        thin=bool(row["thin"]),
        uncertain=bool(row["uncertain"]),
        courses_at=tuple(int(row[f"courses_{level:d}"]) for level in Level),
        credits_at=tuple(float(row[f"credits_{level:d}"]) for level in Level),
        courses=int(row["courses"]),
        rated=int(row["rated"]),
    )


def _uncertain(gaps: pd.DataFrame, aims: NDArray[np.int64]) -> Mask:
    """Per target, whether the two ends of the missing-data band lead to different conclusions."""
    low, high = _states(gaps, "guaranteed_low"), _states(gaps, "guaranteed_high")
    kind_at_low = gap_kinds(aims, low, _states(gaps, "possible_low"))
    kind_at_high = gap_kinds(aims, high, _states(gaps, "possible_high"))
    uncertain: Mask = np.where(aims == NO_AIM, low != high, kind_at_low != kind_at_high)
    return uncertain


def _below_every_level(states: States) -> NDArray[np.int64]:
    """The states as numbers that compare: -1 where there is no level."""
    return np.where(is_level(states), states.astype(np.int64), -1)


def _states(frame: pd.DataFrame, column: str) -> States:
    return frame[column].to_numpy(dtype=np.uint8)


def _aim(ambition: Ambition | None) -> int | None:
    return None if ambition is None or ambition.aim is None else int(ambition.aim)


def _weight(ambition: Ambition | None) -> str | None:
    return None if ambition is None or ambition.weight is None else ambition.weight.value
