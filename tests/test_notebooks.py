"""Every notebook runs from top to bottom, and is kept without output, so that a change shows as what it is."""

import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

STORIES = ["five_years", "one_programme", "six_programmes", "two_raters"]
NOTEBOOKS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))
# What a notebook leaves behind: the file, and the first line of it.
WRITTEN = {
    "one_programme": (
        "ratings.csv",
        "institution,campus,programme,programme_code,academic_year,edition,rater,perspective,perspective_code,course,code,"
        "title,ects,phase,semester,status,status_code,track,group,carried,target,name,focus,cluster,component,rating,"
        "rating_level,file,sheet,cell,written,sha256",
    ),
}
OURS = re.compile(r"^\s*(?:from|import) (curriculum_map.*)$", re.MULTILINE)
KEPT_METADATA = {"kernelspec", "language_info"}
each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def read(path: Path) -> nbformat.NotebookNode:
    notebook: nbformat.NotebookNode = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    return notebook


def code_cells(notebook: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def run(path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> nbformat.NotebookNode:
    """The notebook with its output; it runs in an empty folder, whatever settings the user has for notebooks."""
    for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"):
        settings = folder / ".settings" / name.lower()
        settings.mkdir(parents=True)
        monkeypatch.setenv(name, str(settings))
    client = NotebookClient(read(path), timeout=120, kernel_name="python3", resources={"metadata": {"path": folder}})
    return client.execute()


def test_there_are_four_stories() -> None:
    assert [path.stem for path in NOTEBOOKS] == STORIES


@each_notebook
def test_a_notebook_uses_the_public_interface_only(path: Path) -> None:
    imported = [name for cell in code_cells(read(path)) for name in OURS.findall(cell.source)]
    assert imported == ["curriculum_map import api as cm"]


@pytest.mark.parametrize("name", ["two_raters", "five_years"])
def test_what_is_invented_is_said_to_be_and_is_the_same_each_time(name: str) -> None:
    (path,) = [path for path in NOTEBOOKS if path.stem == name]
    notebook = read(path)
    assert "invented.**" in notebook.cells[0].source
    code = "\n".join(cell.source for cell in code_cells(notebook))
    assert code.count("default_rng(") == code.count("default_rng(2026)") == 1


@pytest.mark.slow
@each_notebook
def test_a_notebook_runs(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cells = code_cells(run(path, tmp_path, monkeypatch))
    outputs = [output for cell in cells for output in cell.outputs]
    assert [output for output in outputs if output.get("name") == "stderr"] == []
    assert all(cell.outputs for cell in cells), "a cell that shows nothing teaches nothing"
    if path.stem in WRITTEN:
        file_name, headings = WRITTEN[path.stem]
        lines = (tmp_path / file_name).read_text(encoding="utf-8-sig").splitlines()
        assert lines[0] == headings
        assert len(lines) > 1


@each_notebook
def test_a_notebook_is_kept_without_output(path: Path) -> None:
    notebook = read(path)
    assert [cell.id for cell in code_cells(notebook) if cell.outputs or cell.execution_count is not None] == []
    assert [cell.id for cell in notebook.cells if cell.metadata] == []
    assert set(notebook.metadata) <= KEPT_METADATA
    assert set(notebook.metadata.language_info) == {"name"}
