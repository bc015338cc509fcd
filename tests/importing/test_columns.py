"""The columns of a table: missing, double, mixed, named as elsewhere, or not read at all."""

from curriculum_map.frameworks.loader import load_edition
from curriculum_map.importing.description import Description
from curriculum_map.importing.reading import Reading
from curriculum_map.wording.findings import sentence
from tests.workbooks import found, upload

COURSE = "\n A | Ethiek | verplicht | 3 | 2"


def upload_headed(first: str, second: str, answers: Description | None = None) -> Reading:
    """A course with two columns of levels, D and E."""
    return upload(f"Code | Opleidingsonderdeel | Status | {first} | {second}{COURSE}", answers=answers)


def test_missing_targets_are_one_warning_that_counts_them() -> None:
    missing = [one for one in upload_headed("inclusion", "choosing").findings if one.code == "target-missing"]
    assert [str(one.ref) for one in missing] == ["Matrix!D1"]
    assert missing[0].facts["count"] == 7
    assert missing[0].facts["targets"][0] == "own-literacy"  # type: ignore[index]


def test_a_target_that_stands_twice_names_both_columns_and_the_first_counts() -> None:
    reading = upload_headed("inclusion", "1. Aandacht hebben voor en bevorderen van digitale inclusie")
    assert found(reading) == [("E1", "target-twice")]
    assert reading.findings[0].facts["other"] == "Matrix!D1"
    assert reading.grids[0].levels[0] == 3


def test_a_cluster_among_cells_is_mixed() -> None:
    assert found(upload_headed("inclusion.knowledge", "choosing")) == [("E1", "mixed-granularity")]


def test_a_column_that_names_nothing_we_know_is_noted_and_left_alone() -> None:
    reading = upload_headed("inclusion", "Opmerkingen")
    assert found(reading) == [("E1", "column-not-read")]
    assert (reading.findings[-1].facts, reading.exit_status) == ({"written": "Opmerkingen"}, 0)


def test_a_second_column_for_the_same_field_is_noted_too() -> None:
    assert found(upload_headed("inclusion", "Titel")) == [("E1", "column-not-read")]


def test_a_name_of_another_edition_is_read_as_the_same_cluster_with_a_warning() -> None:
    reading = upload_headed("choosing", "Promoting digital inclusion")
    assert found(reading) == [("E1", "name-of-other-edition")]
    assert reading.grids[0].levels[0] == 2


def test_a_number_that_contradicts_the_name_is_a_warning_and_the_name_is_followed() -> None:
    """In the 2024 draft digital inclusion is number 1; choosing is number 4."""
    name = "Aandacht hebben voor en bevorderen van digitale inclusie"
    reading = upload_headed(f"7. {name}", "4 Bewust kiezen bij blended hulp bieden")
    assert found(reading) == [("D1", "number-contradicts-name")]
    facts = reading.findings[0].facts if reading.findings[0].code != "target-missing" else reading.findings[1].facts
    assert (facts["written"], facts["number"]) == (7, 1)
    assert reading.grids[0].levels[0] == 3


def test_the_overview_table_of_the_draft_numbers_two_clusters_the_other_way_round_and_both_are_right() -> None:
    vision = "Probleemoplossend (mee) blended agogisch handelen vormgeven"
    assert found(upload_headed(f"7. {vision}", "8. Constructief kritisch blended hulp evalueren")) == []
    assert found(upload_headed(f"8. {vision}", "7. Constructief kritisch blended hulp evalueren")) == []


def test_a_sentence_takes_the_names_of_the_edition_that_was_chosen() -> None:
    """A grid of the edition for children and families must not be told about clusters it never heard of."""
    reading = upload_headed("choosing", "choosing", Description(edition="kjg-nl"))
    names = load_edition("kjg-nl")
    told = {one.code: sentence(one, "nl") for one in reading.findings}
    assert names.name("choosing", "nl") in told["target-twice"]
    assert names.name("supporting", "nl") in told["target-missing"]


def test_a_column_that_is_asked_about_is_not_said_to_be_left_out_as_well() -> None:
    """Semesters stand below no heading at all: one question, named by its address; the remarks are only noted."""
    reading = upload("""
        Code | Opleidingsonderdeel | Status    |    | Opmerkingen | inclusion
        A    | Ethiek              | verplicht | S1 | zie B       | 3
        B    | Recht               | verplicht | S2 |             | 2
        C    | Stage               | verplicht | S1 |             | 1
    """)
    assert found(reading) == [("D1", "column-unsure"), ("E1", "column-not-read")]
    assert (reading.findings[0].facts["written"], reading.findings[0].facts["proposal"]) == ("Matrix!D1", "semester")


def test_a_heading_that_names_nothing_is_asked_about_only_where_marks_stand_below_it() -> None:
    table = """
        Code | Opleidingsonderdeel | Status    | inclusion | Extra competentie | choosing
        A    | Ethiek              | verplicht | 3         |                   | 1
        B    | Recht               | verplicht | 2         | {}                | 3
        C    | Stage               | verplicht | 1         |                   | 2
    """
    empty, rated = upload(table.format("")), upload(table.format("2"))
    assert (found(empty), empty.exit_status) == ([("E1", "column-not-read")], 0)
    assert (found(rated), rated.exit_status) == ([("E1", "heading-unknown")], 1)


def test_a_heading_that_is_nearly_a_name_is_asked_about_even_without_marks() -> None:
    """What an empty column means depends on it: nothing was rated, or nothing covers it."""
    table = "Code | Opleidingsonderdeel | Status | inclusion | Digitale inclusie bevorderren | choosing"
    assert ("E1", "heading-unsure") in found(upload(f"{table}\n A | Ethiek | verplicht | 3 | | 2"))


def test_columns_without_a_heading_beside_the_table_are_named_in_one_note() -> None:
    """
    G, the remark, has a heading; H and I beside it have none and hold something; J is empty and K stands apart.
    """
    rows = """
    Code | Opleidingsonderdeel | Studiepunten | Status    | inclusion | vision | Lokaal |      |        | | los
    A    | Ethiek              | 6            | verplicht | 2         | 3      | 1.02   | vast | nieuw  | |
    B    | Recht               | 3            | verplicht | 1         | 3      | 1.07   |      | nieuw  | | nota
    """
    found = [one for one in upload(rows).findings if one.code == "columns-without-name"]
    assert [one.facts["refs"] for one in found] == [["Matrix!H1", "Matrix!I1"]]


def test_a_column_of_levels_without_a_heading_just_before_the_others_is_an_error() -> None:
    """The headings slipped one cell to the right, so each level would be read for the target beside it."""
    table = """
    Code | Vak    | SP |          | inclusion    | own-literacy | choosing
    A    | Ethiek | 6  | geoefend | exemplarisch | geoefend     |
    B    | Recht  | 3  | geoefend | geoefend     | exemplarisch |
    """
    assert ("D2", "column-without-heading") in found(upload(table))
    # Digits there may number something.
    assert "column-without-heading" not in [code for _, code in found(upload(table.replace("| geoefend |", "| 1 |")))]


def test_codes_below_the_names_of_targets_are_headings_and_what_is_aimed_for_beside_them_is_none() -> None:
    codes = """
    Code | Vak    | SP | inclusion    | own-literacy | choosing
         |        |    | C1           | C2           | C3
    A    | Ethiek | 6  | exemplarisch | geoefend     | geoefend
    B    | Recht  | 3  | geoefend     | exemplarisch | geoefend
    """
    aims = """
    Cluster      | Ambitie  | Ethiek       | Recht        | Stage
    inclusion    | geoefend | exemplarisch | geoefend     | geoefend
    own-literacy | geoefend | geoefend     | exemplarisch | geoefend
    choosing     | geoefend | geoefend     | exemplarisch | geoefend
    """
    for table, count in ((codes, 2), (aims, 3)):
        reading = upload(table)
        assert reading.exit_status == 0
        assert len(reading.grids[0].courses) == count
        assert {one.named.target for one in reading.columns if one.named} == {"inclusion", "own-literacy", "choosing"}
