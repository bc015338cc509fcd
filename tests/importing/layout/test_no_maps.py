"""Sheets that are no map, and what each is taken for: nothing is rated from any of them."""

import pytest

from tests.importing.layout.drawn import read

_OF_OTHERS = {
    "presence by date": """
        Naam | 12/09 | 19/09 | 26/09 | 03/10
        Peeters Jan | x | x | | x
        Jacobs An | x | x | x |
        Maes Piet | | x | x | x
    """,
    "marks of students": """
        Name | Assignment 1 | Assignment 2 | Midterm
        Smith, John | A | B | B
        Doe, Jane | B | B | C
        Brown, Bob | C | A | B
    """,
    "what a room has": """
        Lokaal | Beamer | Smartboard | PC
        A101 | x | | x
        A102 | x | x |
        B001 | | x | x
    """,
    "who may do what": """
        Role | Create | Read | Update | Delete
        Admin | x | x | x | x
        Teacher | x | x | x |
        Guest | | x | |
    """,
    "one framework beside another": """
         | VLUHR 1 | VLUHR 2 | VLUHR 3
        Descriptor niveau 6: kennis | x | |
        Descriptor niveau 6: vaardigheden | | x | x
        Descriptor niveau 6: autonomie | | | x
    """,
    "the outcomes of one course": """
        Course learning outcomes of BIO 101 | PLO1 | PLO2 | PLO3
        CLO1 Explain cell structure | x | |
        CLO2 Use a microscope safely | | x |
        CLO3 Write a lab report | | | x
    """,
    "how much of a risk": """
         | Zeer laag | Laag | Middel | Hoog
        Brand | x | | |
        Diefstal | | x | |
        Datalek | | | x |
    """,
    "every level of each criterion": """
        Course | Criteria | Level | Description
        Writing | Content | 1 | Many gaps
        Writing | Content | 2 | Complete
        Writing | Style | 1 | Many errors
        Writing | Style | 2 | Fluent
        Speaking | Content | 1 | Unclear
        Speaking | Content | 2 | Clear
    """,
    "when a goal is looked at": """
        Learning goal | 2022-23 | 2023-24 | 2024-25
        LG1 Communication | x | |
        LG2 Ethics | | x |
        LG3 Analytics | | | x
    """,
}
_FIRST, _SECOND, _THIRD = (
    "Online cliëntgegevens beheren",
    "Bewust kiezen bij blended hulp bieden",
    "Constructief kritisch blended hulp evalueren",
)
_OF_OURS = {
    "points of students": f"""
        Student | {_FIRST} | {_SECOND} | {_THIRD}
        An Peeters | 12,5 | 14 | 9
        Jan Maes | 16 | 11,5 | 13
        Els Jacobs | 8 | 10 | 12
    """,
    "points of people by first name": f"""
        Naam | Voornaam | {_FIRST} | {_SECOND} | {_THIRD}
        Peeters | An | 0 | 1 | 2
        Maes | Jan | 3 | 2 | 1
    """,
    "a survey": f"""
        Vraag | Helemaal oneens | Oneens | Neutraal | Eens
        {_FIRST} | 2 | 5 | 10 | 4
        {_SECOND} | 1 | 4 | 11 | 12
        {_THIRD} | 0 | 7 | 9 | 3
    """,
    "a plan by week": f"""
         | Week 1 | Week 2 | Week 3
        {_FIRST} | x | |
        {_SECOND} | | x |
        {_THIRD} | | | x
    """,
    "who teaches it": f"""
        Cluster | J. Peeters | A. Jacobs | F. Maes
        {_FIRST} | x | | x
        {_SECOND} | | x |
        {_THIRD} | x | x |
    """,
    "a phase across": f"""
        Cluster | Fase 1 | Fase 2 | Fase 3
        {_FIRST} | 1 | 2 | 3
        {_SECOND} | 2 | 2 |
        {_THIRD} | | 1 | 3
    """,
    "where the programme stands": f"""
        Cluster | Minimum | Huidig | Streefdoel
        {_FIRST} | 1 | 1 | 2
        {_SECOND} | 1 | 2 | 3
        {_THIRD} | 1 | 1 | 3
    """,
    "a tick below a level": f"""
        Cluster | Exemplarisch | Goed gekaderd | Geoefend
        {_FIRST} | x | |
        {_SECOND} | | x |
        {_THIRD} | | | x
    """,
    "yes or no": f"""
        Cluster | Ja | Nee | Opmerking
        {_FIRST} | x | | volgend jaar
        {_SECOND} | | x |
        {_THIRD} | x | |
    """,
    "people with an initial": f"""
        Cluster | Peeters J. | De Smet K. | Maes L.
        {_FIRST} | 1 | 3 |
        {_SECOND} | 2 | | 1
        {_THIRD} | | 3 | 1
    """,
    "a self-scan": f"""
         | Ik kan dit nog niet | Ik kan dit met hulp | Ik kan dit zelf
        {_FIRST} | x | |
        {_SECOND} | | x |
        {_THIRD} | | | x
    """,
    "averages by year": f"""
        Cluster | 2022 | 2023 | 2024
        {_FIRST} | 2,1 | 2,4 | 2,8
        {_SECOND} | 1,9 | 2,0 | 2,2
        {_THIRD} | 1,2 | 1,5 | 1,8
    """,
}


@pytest.mark.parametrize("table", [*_OF_OTHERS.values(), *_OF_OURS.values()], ids=[*_OF_OTHERS, *_OF_OURS])
def test_what_is_no_map_is_declined(table: str) -> None:
    assert read(table).shape.tables == ()


def test_our_own_targets_beside_courses_are_a_map() -> None:
    found = read(f"""
        Vak | {_FIRST} | {_SECOND} | {_THIRD}
        Ethiek | 1 | 2 |
        Recht | 3 | | 1
    """)
    assert found.courses == ["Ethiek", "Recht"]
    assert found.grid == ["1 2 .", "3 . 1"]


def test_a_lecturer_below_each_title_makes_no_list_of_people() -> None:
    found = read(f"""
        Vak | Ethiek | Recht | Stage
        Docent | J. Peeters | A. Jacobs | F. Maes
        {_FIRST} | 1 | 2 |
        {_SECOND} | 3 | | 1
    """)
    assert found.courses == ["Ethiek", "Recht", "Stage"]
    assert found.grid == ["1 3", "2 .", ". 1"]


def test_colours_beside_the_first_labels_are_no_legend_of_their_own() -> None:
    """Green beside 'Ethiek' and orange beside 'Recht' are ratings; nothing says what they mean."""
    found = read(
        f"""
        Vak | {_FIRST} | {_SECOND}
        Ethiek | |
        Recht | |
        Stage | |
        """,
        fills={"B2": "00B050", "B3": "FFC000", "C4": "00B050"},
    )
    assert found.legend == {}
    assert found.grid == ["00B050 .", "FFC000 .", ". 00B050"]


@pytest.mark.parametrize(
    ("table", "kind", "seems"),
    [
        (
            """
            Nr | Cluster | Component | Omschrijving
            1 | Online cliëntgegevens beheren | Kennis | De student kan uitleggen wat de wet daarover zegt
            2 | Online cliëntgegevens beheren | Vaardigheden | De student kan gegevens veilig bewaren en delen
            3 | Bewust kiezen bij blended hulp bieden | Kennis | De student kan vormen van hulp met elkaar vergelijken
            """,
            "framework",
            None,
        ),
        (
            """
            Student | Taak 1 (/20) | Taak 2 (/20) | Examen | Totaal
            Student 1 | 12 | 10 | 14 | 36
            Student 2 | 13 | 11 | 14 | 38
            Student 3 | 14 | 12 | 14 | 40
            """,
            "not-a-map",
            "points-list",
        ),
        (
            """
            Opleidingsonderdeel | Ethiek | Recht | Stage
            Student 1 | 1 | 2 | 3
            Student 2 | 2 | 0 | 3
            Student 3 | 3 | 2 | 3
            """,
            "not-a-map",
            "points-list",
        ),
        (
            """
            Vak    | inclusion           | own-literacy        | choosing
            Ethiek | schriftelijk examen | paper               |
            Recht  |                     | schriftelijk examen | paper
            Zorg   | portfolio           | mondeling examen    | kennistoets
            """,
            "not-a-map",
            "teaching-forms",
        ),
    ],
    ids=["a framework", "points of tasks", "points by course", "ways of examining"],
)
def test_the_kind_of_a_sheet_says_the_same_as_what_it_seems(table: str, kind: str, seems: str | None) -> None:
    shape = read(table).shape
    assert (shape.kind, shape.seems) == (kind, seems)
