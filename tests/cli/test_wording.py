"""`curriculum-map wording` as an administrator uses it, with a data folder of its own."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from curriculum_map.cli.main import app
from tests.workbooks import rows_of, xlsx

TABLE = """
    editie      | code  | cel                | tekst
    sap-2024-nl | 1.1.1 |                    | De maan is van kaas.
    sap-2024-nl | 6.1.1 | client-data.skills | Weegt een olifant.
"""
EXPORT = "curriculum-map-wording-sap-2024-nl.csv"

pytestmark = pytest.mark.usefixtures("own_data")


def run(*arguments: str, lang: str = "en") -> Result:
    return CliRunner().invoke(app, ["wording", *arguments, "--lang", lang], catch_exceptions=False)


def save(table: str = TABLE, name: str = "texts.xlsx") -> str:
    Path(name).write_bytes(xlsx({"Texts": rows_of(table)}))
    return name


def test_wording_is_loaded_exported_loaded_again_and_removed() -> None:
    loaded = run("load", save())
    assert (loaded.exit_code, loaded.stdout) == (0, "2 texts were stored.\n")
    assert run("export", "sap-2024-nl").stdout == f"{EXPORT}\n"
    data = Path(EXPORT).read_bytes()
    assert run("load", EXPORT).stdout == "2 texts were stored.\n"
    run("export", "sap-2024-nl", "-o", "again.csv")
    assert Path("again.csv").read_bytes() == data
    assert run("export", "sap-2024-nl", "-o", save()).exit_code == 2
    assert run("remove", "sap-2024-nl", "--only", "en").stdout == "0 texts were removed.\n"
    assert run("remove", "sap-2024-nl").stdout == "2 texts were removed.\n"
    none = run("export", "sap-2024-nl")
    assert (none.exit_code, none.stdout, none.stderr) == (1, "", "No official wording of this edition is stored.\n")


def test_a_wrong_code_is_named_with_its_address_and_nothing_is_stored() -> None:
    result = run("load", save(TABLE + "    sap-2024-nl | 6.1.1 | | een\n    sap-2024-nl | 9.9.9 | | twee"))
    assert result.exit_code == 1
    ambiguous, unknown = result.stdout.splitlines()
    assert ambiguous.startswith("error: Texts!B4: Edition sap-2024-nl prints “6.1.1” for more than one element.")
    assert "sap-2024-nl:client-data.knowledge.1, sap-2024-nl:client-data.skills.1" in ambiguous
    assert unknown.startswith("error: Texts!B5: “9.9.9” is not an element of edition sap-2024-nl.")
    assert run("export", "sap-2024-nl").exit_code == 1


def test_findings_are_said_in_dutch_too() -> None:
    result = run("load", save("editie | code | tekst\n sap-2024-nl | 1.1.1 | "), lang="nl")
    assert result.stdout == "fout: Texts!C2: In deze rij ontbreekt: tekst. Vul dat in, of maak de hele rij leeg.\n"


def test_texts_that_would_be_gone_are_only_removed_when_that_is_confirmed() -> None:
    run("load", save())
    fewer = save("editie | code | tekst\n sap-2024-nl | 1.1.1 | anders", "fewer.xlsx")
    asked = run("load", fewer)
    assert asked.exit_code == 1
    assert asked.stdout.startswith("Nothing was stored: 1 stored text is not in this file (sap-2024-nl:client-data.sk")
    assert run("load", fewer, "--replace").stdout == "1 text was stored.\n1 earlier text is gone.\n"


@pytest.mark.parametrize(
    "arguments", [("load", "elsewhere.xlsx"), ("export", "2023"), ("remove", "2023"), ("export", "kjg-nl", "-o", ".")]
)
def test_what_cannot_be_ends_with_a_sentence_and_no_traceback(arguments: tuple[str, ...]) -> None:
    run("load", save(TABLE.replace("sap-2024-nl | 1.1.1 |                 ", "kjg-nl | 1 | vision.skills")))
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Invalid value" in result.stderr


def test_a_file_that_is_no_workbook_is_refused() -> None:
    Path("a.xlsx").write_bytes(b"%PDF-1.7")
    refused = run("load", "a.xlsx")
    assert refused.exit_code == 2
    assert refused.stdout.startswith("error: This is not a workbook (PDF).")


def test_the_limits_that_were_set_hold_for_the_wording_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three rows, and two are allowed."""
    monkeypatch.setenv("CURRICULUM_MAP_MAX_ROWS", "2")
    refused = run("load", save())
    assert refused.exit_code == 2
    assert refused.stdout.startswith("error: Sheet “Texts” is filled in as far as A3; at most 2 rows")
