"""A line of remarks or of sums below the courses, or among them, takes no course away."""

from tests.importing.layout.drawn import read

_COURSES = ["Ethiek", "Recht", "Stage", "Zorg"]
_HEAD = """
    Vak | Online cliëntgegevens beheren | Bewust kiezen bij blended hulp bieden | Probleemoplossend denken en handelen
    Ethiek | geoefend | | exemplarisch
    Recht | | goed gekaderd |"""
_TAIL = """
    Stage | exemplarisch | geoefend | geoefend
    Zorg | | | goed gekaderd"""


def _with(line: str, *, last: bool) -> list[str]:
    """The titles that are read when this line stands below the courses, or between them."""
    return read(_HEAD + (_TAIL + line if last else line + _TAIL)).courses


def test_who_sees_to_each_column_is_a_line_of_text_wherever_it_stands() -> None:
    line = "\n    Trekker | Jan Peeters | An Maes | Tom Claes"
    assert _with(line, last=True) == _with(line, last=False) == _COURSES
    assert read(_HEAD + _TAIL + line).left_out == [("A6:D6", "text-only")]
    assert read(_HEAD + line + _TAIL).left_out == [("A4:D4", "text-only")]


def test_a_line_behind_a_gap_is_left_out_and_named() -> None:
    assert read(f"""{_HEAD}{_TAIL}
         | | |
        Acties | meer oefenen | bespreken in mei | klaar
    """).left_out == [("A7:D7", "text-only")]


def test_sums_whose_formulas_have_no_result_are_totals() -> None:
    line = '\n    Totaal | =COUNTA(B2:B5) | =COUNTA(C2:C5) | =COUNTIF(D2:D5;"geoefend")'
    assert _with(line, last=True) == _with(line, last=False) == _COURSES
    assert read(_HEAD + _TAIL + line).left_out == [("A6:D6", "totals")]


def test_headings_of_a_second_table_are_known_by_their_label_or_by_the_gap_above_them() -> None:
    """Recht and Stage are courses of a table of their own: nothing of it is taken for the first one's."""
    first = "Vak | Kunnen rekenen | Kunnen lezen | Kunnen meten\nEthiek | x | | x\nZorg | | x | xx"
    second = "{} | Mogen zingen | Mogen dansen | Mogen spelen\nRecht | x | xx |\nStage | | x | x"
    labelled = read(f"{first}\n{second.format('Vak')}").shape.tables
    apart = read(f"{first}\n | | |\n{second.format('')}").shape.tables
    assert [len(table.course_rows) for table in labelled] == [2, 2]
    assert [len(table.course_rows) for table in apart] == [2, 2]


def test_a_course_with_its_code_and_credits_stays_one_whatever_stands_in_its_places() -> None:
    """Ethiek's three words are no levels: that is a question about them, not a reason to lose the course."""
    courses = read("""
        Code | Vak | SP | Online cliëntgegevens beheren | Bewust kiezen bij blended hulp bieden | Online hulp bieden
        SW1 | Recht | 3 | geoefend | | exemplarisch
        SW2 | Stage | 9 | | geoefend | goed gekaderd
        SW3 | Ethiek | 4 | ruim | beperkt | even vermeld
    """).courses
    assert courses == ["Recht", "Stage", "Ethiek"]


def test_what_is_said_of_all_courses_together_is_no_course() -> None:
    """Three of the lines are aims and sums; Minimum has a code and credits, so that somebody teaches it."""
    found = read("""
        Code | Vak | SP | Online cliëntgegevens beheren | Bewust kiezen bij blended hulp bieden
        SW1 | Recht | 3 | geoefend |
        SW2 | Minimum | 9 | | geoefend
         | Ambitie | | geoefend | exemplarisch
         | Hoogste niveau | | geoefend | geoefend
         | Resultaat opleiding | | geoefend | geoefend
    """)
    assert found.courses == ["Recht", "Minimum"]
    assert found.left_out == [("A4:E4", "totals"), ("A5:E5", "totals"), ("A6:E6", "totals")]


def test_a_column_for_all_courses_beside_them_is_none_of_them() -> None:
    found = read("""
        Cluster | Recht | Stage | Streefdoel
        Online cliëntgegevens beheren | geoefend | | exemplarisch
        Bewust kiezen bij blended hulp bieden | | geoefend | geoefend
    """)
    assert found.courses == ["Recht", "Stage"]
    assert found.left_out == [("D1:D3", "totals")]


def test_a_list_of_something_else_below_the_map_is_named_line_by_line() -> None:
    assert read(f"""{_HEAD}{_TAIL}
         | | |
        Docent | Taak | Uren | Lokaal
        Jan | stage | veel | A1
    """).left_out == [("A7:D7", "text-only"), ("A8:D8", "text-only")]


def test_a_heading_copied_over_the_whole_width_heads_the_courses_below_it() -> None:
    line = "\n    Tweede fase | Tweede fase | Tweede fase | Tweede fase"
    assert _with(line, last=False) == _COURSES
    assert read(_HEAD + line + _TAIL).left_out == [("A4:D4", "section")]


def test_marks_with_a_note_beside_them_are_marks_and_their_course_stays() -> None:
    """The first course has no mark as bare as the others; what its notes refer to is no course."""
    found = read("""
        Vak    | inclusion | choosing | vision
        Ethiek | 1¹        | 2*       | 3 (enkel MW)
        Recht  | 1         | 2        | 3
        Film   | 2         | 1        | 3
        (1) Enkel in het tweede semester | | |
        ² Nieuw | | |
    """)
    assert found.courses == ["Ethiek", "Recht", "Film"]
    assert found.grid[0] == "1¹ 2* 3 (enkel MW)"
    assert found.left_out == [("A5:D5", "footnote"), ("A6:D6", "footnote")]
