"""Ways to the same answer, run in turn; what comes out are ratios, because times differ from machine to machine."""

import gc
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter

ROUNDS = 7
# A run that takes less than this is repeated within its turn: the clock and the rest of the machine are too coarse.
_SHORTEST_TURN = 0.01


@dataclass(frozen=True)
class Way:
    """One way to do the work. `prepare` makes what a run uses up, such as an empty database, and is not timed.

    `pieces`: how many equal pieces of work a run does. Ways are compared per piece: a slow peer may do fewer of them.
    """

    name: str
    run: Callable[..., object]
    prepare: Callable[[], object] | None = None
    pieces: int = 1


@dataclass(frozen=True)
class Goal:
    """What we want of a ratio: at most or at least so much."""

    most: float | None = None
    least: float | None = None
    remark: str = ""

    def __str__(self) -> str:
        bound = f"<= {self.most:g} x" if self.most is not None else f">= {self.least:g} x"
        return f"{bound} {self.remark}".rstrip()

    def is_met(self, ratio: float) -> bool:
        """Whether this ratio is on the right side."""
        return (self.most is None or ratio <= self.most) and (self.least is None or ratio >= self.least)


@dataclass(frozen=True)
class Case:
    """One piece of work: our way, the floor (the least work that could give the answer) and the peers.

    `goals` by the name of the way that we are compared with; `slower_goal` names the peers that we may be slower than:
    their ratio says how much longer we take, like that of the floor.
    """

    title: str
    ours: Way
    floor: Way
    peers: tuple[Way, ...] = ()
    goals: Mapping[str, Goal] = field(default_factory=dict)
    may_be_slower: frozenset[str] = frozenset()
    rounds: int = ROUNDS


@dataclass(frozen=True)
class Ratio:
    """Our time by theirs, or theirs by ours when `speed_up`: the median over the rounds, and the lowest and highest."""

    case: str
    compared_with: str
    speed_up: bool
    middle: float
    lowest: float
    highest: float
    ours_ms: float
    goal: Goal | None
    # Pieces of work per second our way, and theirs.
    ours_rate: float
    their_rate: float


def measure(case: Case) -> list[Ratio]:
    """The ratio of our way to the floor and to each peer, all run in turn in each round."""
    ways = (case.ours, case.floor, *case.peers)
    # The first run, which fills caches and loads modules, counts for nothing but the number of repeats.
    repeats = [_repeats(way, _time(way, 1) * way.pieces) for way in ways]
    gc.collect()
    gc.freeze()
    times: list[list[float]] = [[] for _ in ways]
    for _ in range(case.rounds):
        for way, count, taken in zip(ways, repeats, times, strict=True):
            gc.collect()
            taken.append(_time(way, count))
    gc.unfreeze()
    others = zip(ways[1:], times[1:], strict=True)
    return [_ratio(case, way, times[0], theirs) for way, theirs in others]


def _repeats(way: Way, once: float) -> int:
    return 1 if way.prepare else max(1, round(_SHORTEST_TURN / max(once, 1e-7)))


def _time(way: Way, repeats: int) -> float:
    """Seconds per piece of work."""
    prepared = () if way.prepare is None else (way.prepare(),)
    start = perf_counter()
    for _ in range(repeats):
        way.run(*prepared)
    return (perf_counter() - start) / repeats / way.pieces


def _ratio(case: Case, other: Way, ours: list[float], theirs: list[float]) -> Ratio:
    speed_up = other is not case.floor and other.name not in case.may_be_slower
    pairs = zip(theirs, ours, strict=True) if speed_up else zip(ours, theirs, strict=True)
    ratios = [first / second for first, second in pairs]
    goal = case.goals.get(other.name)
    ours_ms = median(ours) * case.ours.pieces * 1000
    rates = 1 / median(ours), 1 / median(theirs)
    return Ratio(case.title, other.name, speed_up, median(ratios), min(ratios), max(ratios), ours_ms, goal, *rates)
