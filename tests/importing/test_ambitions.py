"""The ambitions of a programme: level, weight and reason per target, each misread cell with its address."""

from curriculum_map.domain.ambitions import Ambition, Weight
from curriculum_map.domain.levels import Level
from curriculum_map.importing.reading import Reading
from tests.workbooks import ABOUT, found, upload

TABLE = "Code | Opleidingsonderdeel | Status | inclusion\n A | Ethiek | verplicht | 3"
HEADER = "Cluster | Component | Ambitieniveau | Belang | Toelichting\n"


def upload_ambitions(rows: str, *, perspective: str | None = None, table: str = TABLE) -> Reading:
    lines = [*ABOUT, ("Rol", perspective)] if perspective else ABOUT
    return upload(table, about=lines, Ambities=HEADER + rows)


def test_ambitions_in_words_and_digits() -> None:
    reading = upload_ambitions(
        """inclusion    | | goed gekaderd | essentieel      | beroepsprofiel
           own-literacy | | 1             | mooi meegenomen |
           choosing     | |               | niet voor ons   | geen cliënten
           supporting   | | geoefend      |                 |
           vision       | | -             | /               |
           future       | |               |                 | nog te bespreken"""
    )
    assert found(reading) == []
    assert reading.ambitions == (
        Ambition("inclusion", Weight.ESSENTIAL, Level.WELL_FRAMED, "beroepsprofiel"),
        Ambition("own-literacy", Weight.NICE_TO_HAVE, Level.EXEMPLARY),
        Ambition("choosing", Weight.NOT_FOR_US, None, "geen cliënten"),
        Ambition("supporting", None, Level.PRACTISED),
    )


def test_each_misread_cell_has_its_address() -> None:
    reading = upload_ambitions(
        """inclusion    | | sterk | essentieel |
           own-literacy | | 2     | zwaar      |
           inclusion    | | 3     | essentieel |
           kookkunst    | | 2     | essentieel |
           choosing     | | 0     |            |
           choosing.skills | | 2  |            |
           vision       | |       | essentieel |"""
    )
    assert sorted(found(reading)) == [
        ("Ambities!A5", "ambition-for-unknown-target"),
        ("Ambities!A7", "ambition-granularity"),
        ("Ambities!C2", "unknown-ambition-level"),
        ("Ambities!C4", "ambition-twice"),
        ("Ambities!C6", "unknown-ambition-level"),
        ("Ambities!D3", "unknown-weight"),
        ("Ambities!D8", "ambition-without-level"),
    ]
    assert reading.exit_status == 1


def test_a_cluster_is_carried_down_over_its_components_as_merged_cells_look() -> None:
    reading = upload_ambitions(
        """1 inclusion | Kennis       | 1 | |
                       | Vaardigheden | 2 | |
                       | A            | 3 | |""",
        table="Opleidingsonderdeel | Status | inclusion.knowledge\n Ethiek | verplicht | 3",
    )
    assert found(reading) == []
    assert [(one.target, one.level) for one in reading.ambitions] == [
        ("inclusion.knowledge", 1),
        ("inclusion.skills", 2),
        ("inclusion.attitudes", 3),
    ]


def test_ambitions_of_another_perspective_are_not_taken_and_their_faults_stand_in_nobodys_way() -> None:
    reading = upload_ambitions("inclusion | | sterk | essentieel |", perspective="student")
    assert found(reading) == [("Ambities!C1", "ambitions-not-taken")]
    assert (reading.ambitions, reading.exit_status) == ((), 0)


def test_no_ambitions_and_no_sheet_of_ambitions_are_both_fine() -> None:
    assert upload_ambitions("inclusion | | | |").ambitions == ()
    assert upload(TABLE).ambitions == ()
