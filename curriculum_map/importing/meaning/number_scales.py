"""Whether the numbers of a table are the digits of the four levels, or steps of another scale."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from curriculum_map.domain.levels import Level
from curriculum_map.importing.levels import plain
from curriculum_map.importing.meaning.scales import Proposal

_DIGITS = frozenset("0123")
_NUMBER = re.compile(r"[0-9]{1,3}(?:[.,][0-9]+)?%?")
# Numbers that are no level are slips as long as they are few; else the scale is another one.
_LEAST_BEYOND = 3
_SHARE_BEYOND = 0.1
# So many ones and noughts and nothing else: what is said is yes or no, not how far it goes.
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
        # Four steps from 1 on are the four levels, each one lower; of any other number of steps nobody knows.
        from_one = beyond.keys() == {"4"} and "0" not in numbers
        steps = {mark: int(mark) - 1 if from_one else None for mark in numbers}
        return NumberScale({mark: Proposal(step, "other-scale") for mark, step in steps.items()})
    only_yes_no = set(map(plain, counts)) == {"0", "1"}
    if only_yes_no and sum(numbers.values()) >= _LEAST_YES_NO:
        return NumberScale({"1": Proposal(int(Level.EXEMPLARY), "tick")})
    return NumberScale()
