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
from tests.grids import make_grid, row
from tests.services.record import NOW, A, keep_grid, key
from tests.test_cli_record import run, said

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
    assert load_workbook(excel).sheetnames == ["Programme table", "Legend", "Behind it"]
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
    assert book.sheetnames == ["Agenda", "Side by side", "Agreed levels", "Legend", "Behind it"]
    lines = [list(line) for line in book["Agenda"].iter_rows(values_only=True)]
    names = [f"Social Work · {one} · 2026-27 · team" for one in (A, "Odisee")]
    assert lines[-2][1:] == ["levels apart", *names], "by name, and no row but one"
    assert lines[-1][1:] == [2, "well framed", "not covered"]
    agreed = list(book["Agreed levels"].iter_rows(values_only=True))[-1]
    assert agreed[3:6] == ("exemplary", "Er is geen taak", "Nee")
    (word,) = said("report", "comparison", "--programme", "Social Work", "-o", "session.docx")
    assert "Talk about these first" in [one.text for one in docx.Document(word).paragraphs]
