"""Who rated what and when: as the file says it, as the user answers, and where the two disagree."""

from dataclasses import astuple, replace

import pytest

from curriculum_map.domain.curriculum import BlankMeans, Perspective
from curriculum_map.frameworks.loader import DEFAULT_EDITION, load_edition, load_editions, load_programmes
from curriculum_map.importing.cells import Sheet
from curriculum_map.importing.description import (
    Description,
    academic_year,
    edition_named,
    programmes_named,
    read_description,
)
from curriculum_map.importing.reading import Reading
from curriculum_map.importing.template.workbook import Filling, write_template
from curriculum_map.wording.findings import sentence
from tests.workbooks import ABOUT, Rows, found, sheets_of, upload

TABLE = "Code | Opleidingsonderdeel | inclusion\n A | Ethiek | 3"


def about(**changes: str | None) -> Rows:
    """The description that is in order, with some lines changed; None takes a line out."""
    labels = {"institution": 0, "programme": 1, "year": 2, "edition": 3}
    changed = {labels[name]: text for name, text in changes.items()}
    lines = [(label, changed.get(line, value)) for line, (label, value) in enumerate(ABOUT)]
    return [line for line in lines if line[1] is not None]


def upload_about(lines: Rows, answers: Description | None = None) -> Reading:
    return upload(TABLE, about=lines, answers=answers)


def only_findings(reading: Reading) -> list[tuple[str, str]]:
    """The findings about the description, since the table of these tests leaves out every status."""
    return [one for one in found(reading) if one[1] != "status-missing"]


@pytest.mark.parametrize("written", ["2026-27", "2026-2027", "26-27", "2026/27", "2026 – 2027", " 2026-27 "])
def test_an_academic_year_has_one_spelling(written: str) -> None:
    assert academic_year(written) == "2026-27"


@pytest.mark.parametrize(
    "written", ["", "2026", "2026-28", "2027-26", "1926-27", "2026-27!", "٢٠٢٦-٢٧", "2026-27-28", "26.27"]
)
def test_what_is_not_two_years_in_a_row_is_no_academic_year(written: str) -> None:
    assert academic_year(written) is None


def test_the_century_turns() -> None:
    assert academic_year("2099-2100") is None
    assert academic_year("2009-10") == "2009-10"


def test_every_programme_is_found_by_each_of_its_names_and_by_no_other() -> None:
    for programme in load_programmes():
        names = (programme.id, *astuple(programme.name), *astuple(programme.short), *programme.also)
        assert {name: programmes_named(name) for name in names} == {name: [programme.id] for name in names}
        assert programmes_named(f"Bachelor in {programme.name.nl.upper()} (afstand)") == [programme.id]


def test_every_edition_is_found_by_its_id_and_titles() -> None:
    for edition in tuple(load_editions().values()):
        assert {edition_named(text, load_editions()) for text in (edition.id, *astuple(edition.title))} == {edition.id}


def test_a_complete_description_needs_nothing_more() -> None:
    more = [*ABOUT, ("Ingevuld door:", "Team"), ("Rol", "lector"), ("Lege cel", "niet beoordeeld")]
    read = read_description(Sheet("Opleiding", [list(line) for line in more]), load_editions())
    who = ("Team", Perspective.LECTURER, BlankMeans.NOT_RATED)
    assert read.description == Description("Hogeschool Voorbeeld", "social-work", "2026-27", "sap-2024-nl", *who)
    assert str(read.refs["rater"]) == "Opleiding!B6"
    assert read.findings == ()


@pytest.mark.parametrize("label", ["Campus", "Vestiging:", "locatie"])
def test_a_campus_is_read_and_never_asked_for(label: str) -> None:
    """Two campuses of one programme are two grids; without a campus nothing is asked."""
    reading = upload_about([*about(), (label, "Campus Noord")])
    grid = reading.grids[0].grid()
    assert grid is not None
    assert (grid.key.campus, only_findings(reading)) == ("Campus Noord", [])
    untold = upload_about(about()).grids[0].grid()
    assert untold is not None
    assert untold.key == replace(grid.key, campus=None)


def test_an_edition_that_nobody_knows_gives_way_to_the_one_that_all_headings_are_of() -> None:
    """The names of the nine clusters of 2024: nothing was answered, so no answer is spoken of."""
    names = [cluster.name.nl for cluster in load_edition("sap-2024-nl").clusters]
    heads, marks = " | ".join(names), " | ".join(["geoefend"] * len(names))
    reading = upload(
        f"Code | Titel | Status | {heads}\nA | Ethiek | verplicht | {marks}", about=about(edition="nieuwe")
    )
    assert only_findings(reading) == [("Opleiding!B4", "edition-by-headings")]
    assert (reading.exit_status, reading.grids[0].description.edition) == (0, "sap-2024-nl")


def test_a_campus_that_is_said_twice_or_answered_otherwise_is_told_in_a_sentence() -> None:
    lines = [*about(), ("Campus", "Noord")]
    twice = upload_about([*lines, ("Vestiging", "Zuid")])
    otherwise = upload_about(lines, Description(campus="Zuid"))
    assert [one[1] for one in only_findings(twice)] == ["said-twice"]
    assert [one[1] for one in only_findings(otherwise)] == ["answered-otherwise"]
    assert all(
        "campus" in sentence(one, "nl") for one in (*twice.findings, *otherwise.findings) if "field" in one.facts
    )


def test_the_template_has_a_place_for_the_campus() -> None:
    written = write_template(load_edition(DEFAULT_EDITION), "nl", filling=Filling(Description(campus="Campus Noord")))
    rows = next(iter(sheets_of(written).values()))
    read = read_description(
        Sheet("Opleiding", [["" if value is None else value for value in row] for row in rows]), load_editions()
    )
    assert (read.description.campus, str(read.refs["campus"])) == ("Campus Noord", "Opleiding!B6")


@pytest.mark.parametrize("meaning", list(BlankMeans))
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_template_says_what_a_blank_means_in_its_own_words(language: str, meaning: BlankMeans) -> None:
    filling = Filling(Description(blank_means=meaning))
    written = write_template(load_edition(DEFAULT_EDITION), "nl" if language == "nl" else "en", filling=filling)
    rows = next(iter(sheets_of(written).values()))
    read = read_description(
        Sheet("Programme", [["" if value is None else value for value in row] for row in rows]), load_editions()
    )
    assert read.description.blank_means is meaning


@pytest.mark.parametrize(
    ("lines", "answers", "expected"),
    [
        (about(programme="Sociaal werk en Orthopedagogie"), None, [("Opleiding!B2", "two-programmes")]),
        ([*about(), ("Opleiding", "Orthopedagogie")], None, [("Opleiding!B6", "two-programmes")]),
        (about(), Description(programme="family-science"), [("Opleiding!B2", "two-programmes")]),
        (about(programme="Verpleegkunde"), None, [("Opleiding!B2", "not-a-choice")]),
        (about(year="2026"), None, [("Opleiding!B3", "bad-academic-year")]),
        (about(edition="2023"), None, [("Opleiding!B4", "not-a-choice")]),
        ([*about(), ("Instelling", "Elders")], None, [("Opleiding!B6", "said-twice")]),
        ([*about(), ("Opleiding", "Social work")], None, []),
        (about(programme=None), None, [("", "missing-programme")]),
        (about(year=None, institution=None), None, [("", "missing-institution"), ("", "missing-academic-year")]),
        (about(programme=None), Description(programme="social-work"), []),
        (about(), Description(academic_year="2025-26"), [("Opleiding!B3", "answered-otherwise")]),
        (about(year="2026"), Description(academic_year="2026-27"), [("Opleiding!B3", "answered-otherwise")]),
    ],
)
def test_what_a_description_lacks_or_says_twice(
    lines: Rows, answers: Description | None, expected: list[tuple[str, str]]
) -> None:
    assert only_findings(upload_about(lines, answers)) == expected


def test_an_answer_takes_the_place_of_what_the_file_says_and_of_what_it_says_badly() -> None:
    reading = upload_about(about(year="2026", institution="Hogeschool A"), Description("Hogeschool B", None, "2026-27"))
    said = reading.grids[0].description
    assert (said.institution, said.academic_year, reading.exit_status) == ("Hogeschool B", "2026-27", 0)


def test_an_edition_that_nobody_names_follows_from_the_names_of_the_columns() -> None:
    """The first name is that of the 2024 draft alone; 'future' is called the same in all three editions."""
    lines = about(edition=None)
    told = upload("Opleidingsonderdeel | Online hulp en zorg bieden aan cliënten en hun netwerk\n A | 3", about=lines)
    untold = upload("Opleidingsonderdeel | Toekomstgericht bijdragen aan digitale uitdagingen\n A | 3", about=lines)
    assert told.grids[0].description.edition == "sap-2024-nl"
    assert "missing-edition" not in {code for _, code in found(told)}
    assert untold.grids[0].description.edition is None
    assert "missing-edition" in {code for _, code in found(untold)}
    assert untold.grids[0].grid() is None
