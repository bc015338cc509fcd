"""Uploading a workbook and getting it back with what was found in it."""

import pytest

from curriculum_map.domain.actors import LOCAL_ACTOR, Actor, NotAllowedError
from curriculum_map.importing.reading import read_file
from curriculum_map.services.annotated import annotated_name, annotated_upload
from tests.importing.annotating import comment, listed, saved, seen
from tests.workbooks import ABOUT, MATRIX, found, rows_of, xlsx

TABLE = """
    Code | Opleidingsonderdeel | Studiepunten | Status    | inclusion
    A    | Ethiek              | 6            | verplicht | soms
    B    | Recht               | 3            | keuze     | geoefend
"""


def workbook(table: str = TABLE) -> bytes:
    return xlsx({"Opleiding": ABOUT, MATRIX: rows_of(table)})


def test_the_copy_that_comes_back_can_be_mended_and_read_again() -> None:
    data = workbook()
    sent = annotated_upload(LOCAL_ACTOR, data, read_file("kaart.xlsx", data), "nl")

    assert sent is not None
    name, back = sent
    assert name == "kaart-bevindingen.xlsx"
    said = comment(back, "E2")
    assert said is not None
    assert said.splitlines()[1] == "Gelezen: soms"
    assert [MATRIX, "E2", "soms"] in [row[1:4] for row in listed(back, "Bevindingen")]

    book = seen(back)
    book[MATRIX]["E2"].value = "exemplarisch"
    data = saved(book)
    mended = read_file(name, data)
    again = annotated_upload(LOCAL_ACTOR, data, mended, "nl")

    assert "E2" not in [address for address, _ in found(mended)]
    assert [course.title for course in mended.grids[0].courses] == ["Ethiek", "Recht"]
    assert again is not None
    assert again[0] == name
    assert comment(again[1], "E2") is None


@pytest.mark.parametrize(
    ("name", "copy"),
    [
        ("kaart.xlsx", "kaart-bevindingen.xlsx"),
        ("kaart-bevindingen.xlsx", "kaart-bevindingen.xlsx"),
        ("kaart-findings (1).xlsx", "kaart-bevindingen.xlsx"),
        ("kaart (1).xlsx", "kaart (1)-bevindingen.xlsx"),
        ('3: "a/b" <2026>|?*.ods', "b- -2026-bevindingen.xlsx"),
        ("con.csv", "_con-bevindingen.xlsx"),
        ("COM1.2026.xlsx", "_COM1.2026-bevindingen.xlsx"),
        ("contact.xlsx", "contact-bevindingen.xlsx"),
        ("leerlijn . .xlsx", "leerlijn-bevindingen.xlsx"),
        ("gekke\u202ecsv\x07.xlsx", "gekke-csv-bevindingen.xlsx"),
        ("...", "_-bevindingen.xlsx"),
        (f"{'é' * 200}.xlsx", f"{'é' * 100}-bevindingen.xlsx"),
    ],
)
def test_the_copy_has_a_name_that_every_system_takes(name: str, copy: str) -> None:
    assert annotated_name(name, "nl") == copy


def test_a_refused_file_does_not_come_back() -> None:
    assert annotated_upload(LOCAL_ACTOR, b"%PDF", read_file("kaart.xlsx", b"%PDF"), "en") is None


def test_a_stranger_gets_nothing_back() -> None:
    data = workbook()
    with pytest.raises(NotAllowedError):
        annotated_upload(Actor("somebody else"), data, read_file("kaart.xlsx", data), "en")
