"""`python -m tests.benchmarks.instructions`: what the comparison costs in instructions, which no other work lengthens.

Counted by valgrind, where it is installed, at two sizes: those of one comparison are taken off those of several, so
many that as many places are counted at either size.
"""

import os
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
        more = round(MOST / programmes)
        once, several = (_counted(programmes, times) for times in (1, 1 + more))
        counted[programmes] = {"ours": (several - once) / more}
        places = random_stack(1).states.shape[0] * len(TARGETS) * programmes
        each = counted[programmes]["ours"] / places
        print(f"{programmes:,} programmes: {each:.2f} instructions per place of a course", flush=True)
    print(f"They grow with the number of programmes to the power of {growth(counted, 'ours'):.3f} (1 is linear).")


def _counted(programmes: int, times: int) -> int:
    """The instructions of a process that makes the programmes and compares them so many times."""
    with TemporaryDirectory() as folder:
        command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out", sys.executable, "-m"]
        command += [__spec__.name, str(programmes), str(times)]
        # Without a seed each start would hash names otherwise and so do other work.
        env = os.environ | {"PYTHONHASHSEED": "0"}
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=env)
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
