"""Reports on the command line: the programme table and the dossier, by the name of the file or as asked for."""

from io import BytesIO
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from curriculum_map.services.settings import Settings
from curriculum_map.storage.database import Database
from tests.grids import make_grid, row
from tests.services.record import A, keep_grid, key
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
