"""What would close a gap, as an offer: the smallest changes after which every student meets the ambition."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from curriculum_map.analytics.arrays import TOP, States, counted, is_level
from curriculum_map.analytics.counting import guaranteed
from curriculum_map.analytics.gaps import find_gaps, gap_values
from curriculum_map.analytics.taking import Taking, taking_of, without_course
from curriculum_map.domain.ambitions import Ambition
from curriculum_map.domain.curriculum import Grid, Status
from curriculum_map.domain.gaps import Gap
from curriculum_map.domain.levels import NOT_APPLICABLE, Level
from curriculum_map.domain.rules import HIGHEST, CountingRule
from curriculum_map.domain.what_if import ChangeLevel, MoveCourse, Offer

# More changes than this for one target are a revision of the programme and no offer.
MOST_CHANGES = 6
# Ways to spread that many changes over the kinds of courses that are tried before giving up.
MOST_TRIED = 5000


def closing_offers(
    grid: Grid, ambitions: Mapping[str, Ambition], rule: CountingRule = HIGHEST
) -> dict[str, tuple[Offer, ...]]:
    """Per target below its ambition, in grid order, what would close the gap; see offers_for."""
    return offers_of(grid, gap_values(find_gaps(grid, ambitions, rule=rule)), rule)


def offers_of(grid: Grid, gaps: Mapping[str, Gap], rule: CountingRule) -> dict[str, tuple[Offer, ...]]:
    """The same where the gaps under the rule are known."""
    return {
        target: offers_for(grid, target, gap.ambition, rule)
        for target, gap in gaps.items()
        if gap.is_below_ambition and gap.ambition is not None
    }


def offers_for(grid: Grid, target: str, aim: Level, rule: CountingRule = HIGHEST) -> tuple[Offer, ...]:
    """What would bring the guaranteed level of a target to the aim; none where it is there, or too much is needed.

    Each single change that is enough: a course that students have to take goes up to the level, or a course at the
    level becomes compulsory. Where no single one is, one set of the fewest changes, up to MOST_CHANGES; it is exactly
    the fewest unless the rule asks for a share of credits and the programme has elective groups. The order: fewest
    steps, compulsory courses first, by code.
    """
    states = counted(grid)[:, [grid.targets.index(target)]]
    problem = _Problem(grid, target, Level(max(aim, rule.lowest)), rule, states, taking_of(grid))
    if problem.is_solved_by(()):
        return ()
    moves = sorted(problem.moves(), key=_order)
    single = [move for move in moves if problem.is_solved_by((move,))]
    found: list[tuple[_Move, ...]] = [(move,) for move in single]
    found = found or list(_fewest(problem, moves))
    return tuple(Offer(target, tuple(move.change for move in some), sum(one.steps for one in some)) for some in found)


class _Move(NamedTuple):
    """A change, its steps, and what it is like: moves that are alike may stand in for one another."""

    change: ChangeLevel | MoveCourse
    steps: int
    is_compulsory: bool
    code: str
    weight: float
    like: Hashable


@dataclass(frozen=True, eq=False)
class _Problem:
    """One target that is to be guaranteed at a level, with its states [course, 1]."""

    grid: Grid
    target: str
    level: Level
    rule: CountingRule
    states: States
    taking: Taking

    def moves(self) -> Iterator[_Move]:
        """Every change that may help."""
        for place, course in enumerate(self.grid.courses):
            state, taken = int(self.states[place, 0]), self._taken_by(place)
            climbs = int(self.level) - (state if state <= TOP else 0)
            if climbs <= 0:
                if not self.taking.compulsory[place]:
                    change = MoveCourse(place, replace(course, status=Status.COMPULSORY))
                    yield self._move(change, 1, ("moved", taken))
            elif state != NOT_APPLICABLE and any(taken):
                yield self._move(ChangeLevel(place, self.target, self.level), climbs, ("raised", taken))

    def is_solved_by(self, moves: Sequence[_Move]) -> bool:
        """Whether the level is guaranteed once these changes are made."""
        states, taking = self.states, self.taking
        for move in moves:
            if isinstance(move.change, ChangeLevel):
                states = states.copy()
                states[move.change.course] = self.level
            else:
                taking = without_course(taking, move.change.course)
                taking.compulsory[move.change.course] = True
        found = guaranteed(states, taking, self.rule)
        return bool(is_level(found)[0] and found[0] >= self.level)

    def _taken_by(self, place: int) -> tuple[bool, ...]:
        """Whether all students have to take a course, those of each track, and those of each elective group may."""
        in_groups = (bool((group.courses == place).any()) for group in self.taking.groups)
        return (bool(self.taking.compulsory[place]), *self.taking.tracks[:, place].tolist(), *in_groups)

    def _move(self, change: ChangeLevel | MoveCourse, steps: int, like: Hashable) -> _Move:
        course = self.grid.courses[change.course]
        is_compulsory = bool(self.taking.compulsory[change.course])
        # Only where a share is asked for does one course weigh more than another.
        weight = self.taking.credits[change.course] if self.rule.percent else 0.0
        return _Move(change, steps, is_compulsory, course.code or course.title, float(weight), like)


def _order(move: _Move) -> tuple[int, bool, str, int]:
    return move.steps, not move.is_compulsory, move.code, move.change.course


def _fewest(problem: _Problem, moves: Sequence[_Move]) -> Iterator[tuple[_Move, ...]]:
    """One set of the fewest changes that together are enough, if there is one.

    Courses taken by the same students add alike to every route, or by their credits where a share is asked for. So of
    each such kind only the first few are tried: how many of each kind, not which.
    """
    kinds: dict[Hashable, list[_Move]] = {}
    for move in sorted(moves, key=lambda one: (-one.weight, _order(one))):
        kinds.setdefault(move.like, []).append(move)
    tried = 0
    for size in range(2, MOST_CHANGES + 1):
        enough: list[tuple[_Move, ...]] = []
        for some in _spread(list(kinds.values()), size):
            tried += 1
            if tried > MOST_TRIED:
                return
            if problem.is_solved_by(some):
                enough.append(some)
        if enough:
            yield tuple(sorted(min(enough, key=_order_of_set), key=_order))
            return


def _spread(kinds: Sequence[Sequence[_Move]], size: int) -> Iterator[tuple[_Move, ...]]:
    """Every way to take so many moves, of each kind the first ones."""
    if not kinds:
        if size == 0:
            yield ()
        return
    for count in range(min(size, len(kinds[0])) + 1):
        for others in _spread(kinds[1:], size - count):
            yield (*kinds[0][:count], *others)


def _order_of_set(some: Iterable[_Move]) -> tuple[int, int, list[str]]:
    ordered = sorted(some, key=_order)
    return (
        sum(move.steps for move in ordered),
        sum(not move.is_compulsory for move in ordered),
        [move.code for move in ordered],
    )
