"""The house rules that no other tool checks: how long things may be, and what may not stand in a file."""

import ast
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

# Joined here, so that this file does not hold what it looks for.
MACHINE_FOLDERS = ("root", r"home/[\w.-]+", r"Users/[\w.-]+", "work(?:space)?", "builds")
MACHINE_PATH = re.compile(r"(?<![\w.~-])/(?:" + "|".join(MACHINE_FOLDERS) + r")/|[A-Z]:\\Users\\")


def python_files(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def line_count(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def longer_than(limit: int, paths: list[Path]) -> list[str]:
    """One line per file with more lines than the limit."""
    counted = [(path, line_count(path)) for path in paths]
    return [f"{path.relative_to(ROOT)}: {lines} lines" for path, lines in counted if lines > limit]


def function_lengths(path: Path) -> Iterator[tuple[str, int]]:
    """Where each function of the file starts and its name, with its number of lines."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno is not None:
            yield f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", node.end_lineno - node.lineno + 1


def project_files() -> list[Path]:
    """What git holds or would hold; what it ignores is nobody's business."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout, so nothing says which files belong to the project")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    names = listed.stdout.decode().split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def machine_paths(path: Path) -> list[str]:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return []  # a workbook or an image
    lines = enumerate(text.splitlines(), start=1)
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
        for number, line in lines
        if MACHINE_PATH.search(line)
    ]


def test_no_python_file_is_over_400_lines() -> None:
    assert longer_than(400, [ROOT / "app.py", *python_files("curriculum_map", "tests", "notebooks")]) == []


def test_app_py_is_under_50_lines() -> None:
    assert line_count(ROOT / "app.py") < 50


def test_no_page_is_over_80_lines() -> None:
    assert longer_than(80, python_files("curriculum_map/ui/pages")) == []


def test_functions_are_under_60_lines() -> None:
    lengths = [found for path in python_files("curriculum_map") for found in function_lengths(path)]
    assert lengths, "the package holds no function: is this the right folder?"
    assert [f"{where}: {lines} lines" for where, lines in lengths if lines >= 60] == []


def test_constraints_hold_names_and_versions_but_no_address() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not re.fullmatch(r"[a-z0-9-]+==[\w.+!]+( ; .+)?", line)] == []
    assert [line for line in lines if "://" in line or "@" in line] == []


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("/" + "root/x.py", True),
        ("see /" + "home/anna/map", True),
        ("at /homework/x", False),
        ("docs/" + "work/x", False),
    ],
)
def test_a_machine_path_is_told_from_other_text(written: str, found: bool) -> None:
    assert bool(MACHINE_PATH.search(written)) is found


def test_no_file_mentions_a_path_of_somebodys_machine() -> None:
    assert [found for path in project_files() for found in machine_paths(path)] == []
