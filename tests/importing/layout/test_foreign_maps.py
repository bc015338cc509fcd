"""Maps as other people make them: what is read of each, mark for mark."""

from tests.importing.layout.drawn import read


def test_the_last_course_across_belongs_to_the_map_though_its_marks_are_its_own() -> None:
    found = read("""
        ILO | ENG 110 | ENG 210 | ENG 310 | ENG 400
        ILO 1 Communicate in writing | I | D | | M
        ILO 2 Analyse literary texts | I | | D |
        ILO 3 Conduct research | | I | D | M
    """)
    assert found.courses == ["ENG 110", "ENG 210", "ENG 310", "ENG 400"]
    assert found.grid == ["I I .", "D . I", ". D D", "M . M"]
    assert found.shape.doubts == ()


def test_marks_of_a_first_course_are_no_headings_though_they_never_come_back() -> None:
    found = read("""
        Course | PLO-1 | PLO-2 | PLO-3 | PLO-4
        MATH 101 | I | I | - | -
        MATH 210 | D | - | D | -
        MATH 320 | - | D | D | -
        MATH 401 | M | - | M | M
    """)
    assert found.courses == ["MATH 101", "MATH 210", "MATH 320", "MATH 401"]
    assert found.grid == ["I I - -", "D - D -", "- D D -", "M - M M"]


def test_a_legend_below_a_small_map_is_no_part_of_it() -> None:
    found = read("""
        Opleidingsonderdelen | DLR1 | DLR2 | DLR3
        Onthaal | I | I |
        Praktijk 1 | D | I |
        Praktijk 2 | D | | D
        Afstudeerproject | B | B | B
        Legende | | |
        I | Introductie | |
        D | Diepgang | |
        B | Beheersing | |
    """)
    assert found.grid == ["I I .", "D I .", "D . D", "B B B"]
    assert found.left_out == [(f"A{row}:D{row}", "legend") for row in (6, 7, 8, 9)]
    assert found.legend == {"I": "Introductie", "D": "Diepgang", "B": "Beheersing"}


def test_a_type_that_is_called_like_a_field_heads_no_row_of_courses_across() -> None:
    found = read("""
        Code | Naam | Type | Credits | OLR 1 | OLR 2 | OLR 3
        B001 | Boekhouden | verplicht | 5 | G | | E
        B002 | Marketing | verplicht | 4 | | G | E
        B003 | Spaans | keuze | 3 | E | |
        B004 | Ondernemen | keuze | 6 | | G | G
    """)
    assert found.courses == ["Boekhouden", "Marketing", "Spaans", "Ondernemen"]
    assert found.grid == ["G . E", ". G E", "E . .", ". G G"]


def test_sections_without_a_number_are_no_outcomes_among_numbered_ones() -> None:
    found = read("""
        Learning outcomes | PSY 100 | PSY 210 | PSY 480
        Knowledge | | |
        1.1 Describe key concepts | I | R | M
        1.2 Explain their history | I | |
        Inquiry | | |
        2.1 Use scientific reasoning | | I | M
    """)
    assert found.outcomes == ["1.1 Describe key concepts", "1.2 Explain their history", "2.1 Use scientific reasoning"]
    assert found.left_out == [("A2:D2", "section"), ("A5:D5", "section")]


def test_sub_columns_that_hold_no_mark_are_levels_all_the_same() -> None:
    """No course assesses the second outcome: its third column is empty, and yet it is no outcome of its own."""
    found = read("""
         | Outcome 1 | | | Outcome 2 | |
        Course | I | D | A | I | D | A
        CHEM 101 | x | | | x | |
        CHEM 201 | | x | | | x |
        CHEM 301 | | x | | x | |
        CHEM 401 | | | x | | x |
    """)
    assert found.outcomes == ["Outcome 1", "Outcome 2"]
    assert found.grid == ["I I", "D D", "D I", "A D"]


def test_knowledge_skills_and_attitudes_below_a_competence_are_no_levels() -> None:
    found = read("""
         | Competentie 1 | | | Competentie 2 | |
        Vak | K | V | A | K | V | A
        Agogiek 1 | x | x | | x | |
        Agogiek 2 | | x | x | | x |
        Stage | | | x | | x | x
    """)
    assert found.grid == ["x x . x . .", ". x x . x .", ". . x . x x"]


def test_courses_below_their_year_are_called_by_their_own_names() -> None:
    found = read("""
         | | Bachelor 1 | | Bachelor 2 |
        Nr | Leerresultaat | Vak A | Vak B | Vak C | Vak D
        1 | De student analyseert problemen | x | | x |
        2 | De student ontwerpt oplossingen | | x | | x
        3 | De student communiceert helder | x | | | x
    """)
    assert found.courses == ["Vak A", "Vak B", "Vak C", "Vak D"]
    assert found.grid == ["x . x", ". x .", "x . .", ". x x"]


def test_notes_below_the_last_course_head_no_group() -> None:
    found = read(
        """
        Code | Course | SLO 1 | SLO 2
        ART1 | Drawing I | I |
        ART2 | Painting II | R | I
        ART3 | Portfolio | M | M
        Data are collected every spring, by the department | | |
        """,
        merged=["A5:D5"],
    )
    assert found.left_out == [("A5:D5", "footnote")]


def test_a_language_course_is_known_by_its_marks() -> None:
    """'Taal' heads the languages of courses as well; here it has the marks of its neighbours."""
    found = read("""
        Eindcompetentie | Taal | Wiskunde | Muziek
        De leraar begeleidt leerprocessen | x | x |
        De leraar is opvoeder in de klas | | | x
        De leraar is inhoudelijk expert | x | x |
    """)
    assert found.courses == ["Taal", "Wiskunde", "Muziek"]
    assert found.grid == ["x . x", "x . x", ". x ."]


def test_what_is_remarked_of_courses_across_takes_none_of_them_from_the_map() -> None:
    """Physics has one mark and one remark, and nothing but Project has an M."""
    found = read("""
        Course | Biology | Chemistry | Physics | Project
        SLO1 | I | R | | M
        SLO2 | I | | R | M
        SLO3 | | I | |
        Comments | Discussed by the committee in May | | No data yet |
    """)
    assert found.courses == ["Biology", "Chemistry", "Physics", "Project"]
    assert found.grid == ["I I .", "R . I", ". R .", "M M ."]


def test_a_word_of_the_last_course_only_is_a_mark_too() -> None:
    found = read("""
        Lehrveranstaltung | Grundlagen der Pflege | Anatomie | Ethik | Praktikum
        Semester | 1 | 1 | 2 | 3
        Lernziel 1 | kennen | | verstehen | anwenden
        Lernziel 2 | kennen | verstehen | |
        Lernziel 3 | | kennen | verstehen |
        Lernziel 4 | | | | anwenden
    """)
    assert found.courses == ["Grundlagen der Pflege", "Anatomie", "Ethik", "Praktikum"]
    assert found.grid == [
        "kennen kennen . .",
        ". verstehen kennen .",
        "verstehen . verstehen .",
        "anwenden . . anwenden",
    ]


def test_credits_below_codes_and_titles_across_are_no_course() -> None:
    found = read("""
        Modulnr. | M01 | M02 | M03 | M04 | Summe
        Modul | Mathematik I | Programmierung | Datenbanken | Bachelorarbeit |
        LP | 6 | 8 | 6 | 12 | 32
        K1 | ++ | + | | + |
        K2 | | ++ | ++ | + |
        K3 | + | | + | |
        K4 | | | | ++ |
    """)
    assert found.courses == ["Mathematik I", "Programmierung", "Datenbanken", "Bachelorarbeit"]
    assert found.outcomes == ["K1", "K2", "K3", "K4"]
    assert found.grid == ["++ . + .", "+ ++ . .", ". ++ + .", "+ + . ++"]


def test_numbers_that_count_on_head_columns_beside_a_phase() -> None:
    """1, 2 and 3 are also phases; as headings they stand for outcomes, and for which ones is asked."""
    found = read("""
        Code | Opleidingsonderdeel | Fase | 1 | 2 | 3 | 4
        SW1 | Ethiek | 1 | exemplarisch | | geoefend |
        SW2 | Recht | 2 | | exemplarisch | | geoefend
        SW3 | Stage | 3 | geoefend | | exemplarisch |
    """)
    assert found.courses == ["Ethiek", "Recht", "Stage"]
    assert found.outcomes == ["1", "2", "3", "4"]
    assert found.grid == ["exemplarisch . geoefend .", ". exemplarisch . geoefend", "geoefend . exemplarisch ."]
