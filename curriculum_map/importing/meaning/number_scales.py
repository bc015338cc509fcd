"""Whether the numbers of a table are the digits of the four levels, or steps of another scale."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from curriculum_map.domain.levels import Level
from curriculum_map.importing.levels import plain
from curriculum_map.importing.meaning.scales import Proposal

_DIGITS = frozenset("0123")
_NUMBER = re.compile(r"[0-9]{1,3}(?:[.,][0-9]+)?%?")
# Numbers that are no level are slips as long as they are few; else the scale is another one.
_LEAST_BEYOND = 3
_SHARE_BEYOND = 0.1
# So many ones, or ones and noughts, and nothing else: what is said is yes or no, not how far it goes.
_LEAST_YES_NO = 10


@dataclass(frozen=True, slots=True)
class NumberScale:
    """What the numbers of a table probably stand for, by number, where they are not simply the levels."""

    proposals: Mapping[str, Proposal] = field(default_factory=dict)

    def proposal(self, mark: str) -> Proposal | None:
        """What this number probably stands for; None where the digits mean what they mean in the legend."""
        return self.proposals.get(plain(mark))


def number_scale(counts: Counter[str]) -> NumberScale:
    """How the numbers among these marks are to be taken, by all of them together."""
    numbers = {plain(mark): count for mark, count in counts.items() if _NUMBER.fullmatch(plain(mark))}
    beyond = {mark: count for mark, count in numbers.items() if mark not in _DIGITS}
    if sum(beyond.values()) >= max(_LEAST_BEYOND, _SHARE_BEYOND * sum(numbers.values())):
        steps = _steps(set(numbers))
        return NumberScale({mark: Proposal(step, "other-scale") for mark, step in steps.items()})
    only_yes_no = {"1"} <= set(map(plain, counts)) <= {"0", "1"}
    if only_yes_no and sum(numbers.values()) >= _LEAST_YES_NO:
        return NumberScale({"1": Proposal(int(Level.EXEMPLARY), "tick")})
    return NumberScale()


def _steps(numbers: set[str]) -> Mapping[str, int | None]:
    """The level that each number of another scale is a step of, where their order tells."""
    nobody_knows: dict[str, int | None] = dict.fromkeys(numbers)
    if not all(map(str.isdigit, numbers)):
        return nobody_knows
    ordered = sorted(numbers, key=int)
    gaps = {int(one) - int(other) for other, one in pairwise(ordered)}
    if ordered[-1] == "4" and "0" not in numbers:
        # Four steps from 1 on are the four levels, each one lower.
        return {mark: int(mark) - 1 for mark in numbers}
    if len(ordered) == Level.PRACTISED and len(gaps) == 1 and ordered[0] != "0":
        # Three steps that lie equally far apart, such as 1, 3, 5, are the three levels above nothing.
        return {mark: step for step, mark in enumerate(ordered, start=1)}
    return nobody_knows
