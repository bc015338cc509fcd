"""Reports on the command line: the programme table and the dossier, by the name of the file or as asked for."""

from io import BytesIO
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.agreed import AgreedLevel
from curriculum_map.domain.decisions import NamedCourse
from curriculum_map.domain.levels import Level
from curriculum_map.services.agreed import agree
from curriculum_map.services.settings import Settings
from curriculum_map.storage.database import Database
from tests.cli.test_record import run, said
from tests.grids import make_grid, row
from tests.services.record import FAMILY, NOW, A, B, keep_grid, key

pytestmark = pytest.mark.usefixtures("own_data")


@pytest.fixture
def stored(own_data: None) -> None:
    database = Database(Settings().database())
    keep_grid(database, make_grid([row("Ethiek", 2, 3)], ["inclusion.knowledge", "vision.skills"], key=key(A)))
    database.close()


@pytest.mark.usefixtures("stored")
def test_the_programme_table_is_written_as_the_name_of_the_file_says() -> None:
    (excel,) = said("report", "table", "--institution", A)
    assert excel == "programme-table-hogeschool-gent.xlsx"
    assert load_workbook(excel).sheetnames == ["Programme table", "Legend", "Which grids"]
    (word,) = said("report", "table", "-o", "table.docx")
    assert docx.Document(word).paragraphs[0].text == "Programme table across institutions"
    none = run("report", "table", "--institution", "Elders")
    assert (none.exit_code, none.stderr) == (1, "No grid that stands in this table is stored.\n")


@pytest.mark.usefixtures("stored")
def test_a_dossier_is_written_for_whom_it_is_and_of_a_snapshot_that_is_there() -> None:
    said("snapshot", "make", "Visitatie", "--institution", A)
    asked = ("report", "dossier", "Visitatie", "--institution", A, "--programme", "Social Work")
    (word,) = said(*asked)
    assert word == "dossier-social-work-hogeschool-gent-2026-27-panel.docx"
    assert "Who rated" in [one.text for one in docx.Document(BytesIO(Path(word).read_bytes())).paragraphs]
    (page,) = said(*asked, "--for", "public", "--format", "html", "--section", "matrix")
    assert "Who rated" not in Path(page).read_text()
    assert "Coverage, guaranteed and possible" in Path(page).read_text()
    none = run("report", "dossier", "Andere", "--institution", A, "--programme", "Social Work")
    assert (none.exit_code, none.stderr) == (1, f"“{A}” has no snapshot called “Andere”.\n")


@pytest.fixture
def two_institutions(own_data: None) -> None:
    database = Database(Settings().database())
    for about in (key(A), key(B), key(B, FAMILY)):
        keep_grid(database, make_grid([row("Ethiek", 2, 3)], ["inclusion.knowledge", "vision.skills"], key=about))
    database.close()


@pytest.mark.usefixtures("two_institutions")
def test_the_gap_reports_of_every_programme_are_written_into_a_folder_and_none_is_written_over() -> None:
    first = run("report", "gap", "--all", "--institution", A, "-o", "out")
    name = "gap-report-social-work-hogeschool-gent-2026-27.xlsx"
    assert (first.exit_code, first.stdout, first.stderr) == (0, f"out/{name}\n", f"1 of 1: {name}\n")
    Path("out", name).write_bytes(b"filled in by hand")
    second = run("report", "gap", "--all", "-o", "out")
    assert second.stdout.count("\n") == 2
    assert second.stderr.splitlines()[0].startswith("1 of 2: ")
    assert second.stderr.splitlines()[2] == "1 report was there already and stays as it is."
    assert second.exit_code == 1
    assert Path("out", name).read_bytes() == b"filled in by hand"
    assert len(list(Path("out").iterdir())) == 3
    assert all(load_workbook(path).sheetnames for path in Path("out").iterdir() if path.name != name)


@pytest.mark.usefixtures("two_institutions")
def test_a_gap_report_needs_a_programme_or_all_of_them() -> None:
    assert "Name an institution and a programme" in run("report", "gap", "--institution", A).stderr
    assert "not both" in run("report", "gap", "--all", "--programme", "social-work").stderr
    none = run("report", "gap", "--all", "--institution", "Elders")
    assert (none.exit_code, none.stderr) == (1, "No grid of this programme is stored.\n")


@pytest.mark.usefixtures("stored")
def test_a_comparison_has_the_agenda_the_table_and_what_was_agreed() -> None:
    """Knowledge of inclusion: 2 here and 0 there. Skills of vision: 3, agreed on 1, and 1: no longer a difference."""
    alone = run("report", "comparison")
    assert (alone.exit_code, alone.stderr) == (1, "A comparison takes two grids or more; that many are not stored.\n")
    database = Database(Settings().database())
    targets = ["inclusion.knowledge", "vision.skills"]
    keep_grid(database, make_grid([row("Recht", 0, 1)], targets, key=key("Odisee")))
    made = AgreedLevel(
        "sap-2024-nl", NamedCourse(None, "Ethiek"), targets[1], Level.EXEMPLARY, "Er is geen taak", "Nee"
    )
    agree(database, LOCAL_ACTOR, key(A), made, now=NOW)
    database.close()
    (excel,) = said("report", "comparison", "--year", "2026-27")
    assert excel == "comparison-2026-27.xlsx"
    book = load_workbook(excel)
    assert book.sheetnames == ["Agenda", "Side by side", "Agreed levels", "Legend", "Which grids"]
    lines = [list(line) for line in book["Agenda"].iter_rows(values_only=True)]
    names = [f"{one}\n2026-27" for one in (A, "Odisee")]
    assert lines[-3][2] == "Social Work"
    assert lines[-2][1:] == ["levels apart", *names], "by name, and no row but one"
    assert lines[-1][1:] == [2, "well framed", "not covered"]
    agreed = list(book["Agreed levels"].iter_rows(values_only=True))[-1]
    assert agreed[3:6] == ("exemplary", "Er is geen taak", "Nee")
    (word,) = said("report", "comparison", "--programme", "Social Work", "-o", "session.docx")
    assert "Talk about these first" in [one.text for one in docx.Document(word).paragraphs]
