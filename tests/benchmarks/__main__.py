"""`make bench`, or `python -m tests.benchmarks reading storing` for some parts only: one table of ratios."""

import os
import platform
import sys
from importlib.metadata import version
from time import perf_counter

from tests.benchmarks import covering, drawing, reading, reporting, storing, whole_way
from tests.benchmarks.data import SEED
from tests.benchmarks.measuring import ROUNDS, Case, Ratio, measure

PARTS = {
    "reading": reading,
    "coverage": covering,
    "comparison": whole_way,
    "storing": storing,
    "report": reporting,
    "figures": drawing,
}
HEADINGS = ("what we do", "ours, ms", "compared with", "ratio", "lowest-highest", "goal", "met")
HOW = f"""\
Every row is our way against one other way, all run in turn in the same {ROUNDS} rounds (fewer where one is long); the
ratio is their median.
Against a floor (the least work that could give the answer) "6 x as long" means: we take 6 times as long as the floor.
Against a peer (the way people use otherwise) "6 x as fast" means: the peer takes 6 times as long as we do; below 1 the
peer is the faster one. Seed {SEED}; 15 to 40 % of the places above "not covered"; programmes of 45 to 60 courses by
27 cells. Nothing is asserted: a goal that is not met says NO, and that is all."""


def main(chosen: list[str]) -> None:
    """Prints where it was measured, how, and the table."""
    unknown = set(chosen) - PARTS.keys()
    if unknown:
        raise SystemExit(f"There is no part {', '.join(sorted(unknown))}; choose from {', '.join(PARTS)}.")
    parts = [part for name, part in PARTS.items() if not chosen or name in chosen]
    print(f"Python {platform.python_version()}, {os.cpu_count()} processors, {platform.system()} {platform.machine()};")
    print(", ".join(f"{name} {version(name)}" for name in ("numpy", "pandas", "python-calamine", "openpyxl", "plotly")))
    print(f"\n{HOW}\n")
    start = perf_counter()
    measured = {part: [ratio for case in part.cases() for ratio in _measured(case, start)] for part in parts}
    print_table([_line(ratio) for ratios in measured.values() for ratio in ratios])
    if whole_way in parts:
        print()
        growth, *whole = whole_way.lines(measured[whole_way])
        for line in (growth, whole_way.processor_growth(), *whole):
            print(line)
    if storing in parts:
        print()
        for line in (*storing.rates(measured[storing]), *storing.bytes_per_rating()):
            print(line)


def _measured(case: Case, start: float) -> list[Ratio]:
    """The same as `measure`, having said what is being measured and for how long it has gone on; not in the table."""
    print(f"{perf_counter() - start:4.0f} s  {case.title}", file=sys.stderr, flush=True)
    return measure(case)


def print_table(lines: list[tuple[str, ...]]) -> None:
    """The lines below the headings, in columns; what repeats is left out."""
    widths = [max(map(len, column)) for column in zip(HEADINGS, *lines, strict=True)]
    previous = ""
    for line in (HEADINGS, tuple("-" * width for width in widths), *lines):
        shown = ("", "", *line[2:]) if line[0] == previous else line
        print("  ".join(text.ljust(width) for text, width in zip(shown, widths, strict=True)).rstrip())
        previous = line[0]


def _line(ratio: Ratio) -> tuple[str, ...]:
    goal, met = ("-", "-") if ratio.goal is None else (str(ratio.goal), _yes_or_no(ratio.goal.is_met(ratio.middle)))
    says = "as fast" if ratio.speed_up else "as long"
    span = f"{_number(ratio.lowest)}-{_number(ratio.highest)}"
    middle = f"{_number(ratio.middle)} x {says}"
    return ratio.case, f"{ratio.ours_ms:.2f}", ratio.compared_with, middle, span, goal, met


def _number(ratio: float) -> str:
    return f"{ratio:.0f}" if ratio >= 20 else f"{ratio:.1f}" if ratio >= 1 else f"{ratio:.2f}"


def _yes_or_no(holds: bool) -> str:
    return "yes" if holds else "NO"


if __name__ == "__main__":
    main(sys.argv[1:])
