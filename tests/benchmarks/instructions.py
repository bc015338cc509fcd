"""`python -m tests.benchmarks.instructions`: what the comparison costs in instructions, which no other work lengthens.

Counted by valgrind, where it is installed: those of two comparisons less those of one, at two sizes.
"""

import re
import subprocess
import sys
from shutil import which
from tempfile import TemporaryDirectory

from tests.benchmarks.comparing import ours
from tests.benchmarks.data import TARGETS, random_stack
from tests.benchmarks.whole_way import MANY, MOST, growth

_COLLECTED = re.compile(r"Collected : (\d+)")


def main() -> None:
    """Prints the instructions per place of a course at each size, and how they grow; needs valgrind."""
    if which("valgrind") is None:
        raise SystemExit("valgrind is not installed here.")
    counted = {}
    for programmes in (MANY, MOST):
        once, twice = (_counted(programmes, times) for times in (1, 2))
        counted[programmes] = {"ours": float(twice - once)}
        places = random_stack(1).states.shape[0] * len(TARGETS) * programmes
        print(
            f"{programmes:,} programmes: {(twice - once) / places:.2f} instructions per place of a course", flush=True
        )
    print(f"They grow with the number of programmes to the power of {growth(counted, 'ours'):.3f} (1 is linear).")


def _counted(programmes: int, times: int) -> int:
    """The instructions of a process that makes the programmes and compares them so many times."""
    with TemporaryDirectory() as folder:
        command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out", sys.executable, "-m"]
        done = subprocess.run(
            [*command, __spec__.name, str(programmes), str(times)], capture_output=True, text=True, check=True
        )
    found = _COLLECTED.search(done.stderr)
    if found is None:
        raise SystemExit(done.stderr)
    return int(found[1])


if __name__ == "__main__":
    if len(sys.argv) == 3:
        programmes, times = map(int, sys.argv[1:])
        stack = random_stack(programmes)
        for _ in range(times):
            ours(stack)
    else:
        main()
