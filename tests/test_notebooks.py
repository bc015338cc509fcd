"""Every notebook runs from top to bottom, and is kept without output, so that a change shows as what it is."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOKS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))
# What a notebook leaves behind: the file, and the first line of it.
WRITTEN = {
    "coverage_of_a_grid": ("ratings.csv", "code,course,ects,phase,status,target,target_name,level,level_name,where"),
}
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


def test_there_is_a_notebook() -> None:
    assert NOTEBOOKS


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
