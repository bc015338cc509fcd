"""What if: steps are taken and undone, a link brings them back, gaps and single points lead there, a file leaves."""

from io import BytesIO

from openpyxl import load_workbook

from curriculum_map.analytics.steps import as_text, from_text, tried
from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.ambitions import Ambition, Weight
from curriculum_map.domain.curriculum import Status
from curriculum_map.domain.framework import Granularity
from curriculum_map.domain.levels import Level
from curriculum_map.domain.what_if import Act, Step
from curriculum_map.frameworks.loader import load_edition
from curriculum_map.services.columns import GridColumn, load_columns
from curriculum_map.services.settings import Settings
from curriculum_map.services.what_if import what_if_report, what_if_report_name
from curriculum_map.storage.ambitions import AmbitionSet, save_ambitions
from curriculum_map.storage.database import Database
from tests.databases import NOW, store, writing
from tests.grids import State, make_grid, row
from tests.ui.screen import Screen, column_of, open_screen

TARGETS = load_edition("sap-2024-nl").targets(Granularity.CLUSTER)


def states(inclusion: State, vision: State) -> list[State]:
    """A state for two clusters; nobody rated the others."""
    return [{"inclusion": inclusion, "vision": vision}.get(target) for target in TARGETS]


GRID = make_grid(
    [
        row("Intro", *states("practised", "exemplary"), phase=1, code="A1", ects=6),
        row("Lab", *states("well framed", "not covered"), phase=2, code="A2", ects=4),
        row("Choice", *states("exemplary", "practised"), phase=2, code="A3", ects=3, status=Status.ELECTIVE),
    ],
    TARGETS,
)
AIMS = (Ambition("inclusion", Weight.ESSENTIAL, Level.PRACTISED), Ambition("vision", None, Level.WELL_FRAMED))


def stored_column() -> GridColumn:
    database = Database(Settings().database())
    info = store(database, GRID)
    with writing(database) as connection:
        save_ambitions(connection, GRID.key, AmbitionSet(AIMS, NOW, "somebody"))
    (column,) = load_columns(database, LOCAL_ACTOR, [info.id])
    return column


def open_part(part: str, **more: str) -> Screen:
    screen = open_screen("en")
    for name, text in {"part": part, **more}.items():
        screen.test.query_params[name] = text
    return screen.go("programme")


def choose_act(screen: Screen, act: Act, **choices: int) -> Screen:
    screen.test.selectbox(key="what-if-act").set_value(str(act))
    screen.run()
    for name, value in choices.items():
        screen.test.selectbox(key=f"what-if-{name}").set_value(value)
        screen.run()
    return screen.press("Try it")


def steps_in_address(screen: Screen) -> tuple[Step, ...] | None:
    written = screen.test.query_params.get("steps", "")
    text = written if isinstance(written, str) else written[0]
    return from_text(text, GRID) if text else ()


def test_a_step_shows_the_gap_it_opens_and_is_undone() -> None:
    """Without Intro inclusion falls to well framed, below practised; vision to not covered, below its aim as before."""
    stored_column()
    screen = choose_act(open_part("what-if"), Act.DROP, course=0)
    assert "1. A1 Intro is no longer given" in screen.texts()
    targets, phases = screen.tables()
    states_after = {line: place and place["state"] for line, place in column_of(targets, "guaranteed-after")}
    assert states_after == {"inclusion": 2, "vision": 0}
    after = dict(column_of(targets, "guaranteed-after"))["inclusion"]
    assert after is not None
    assert (after["mark"], after["mark_text"]) == ("−1", "1 level down")
    gaps = {line: place and place.get("sub") for line, place in column_of(targets, "gap")}
    assert gaps == {"inclusion": "gap opens", "vision": None}
    assert [line["id"] for line in phases["rows"]] == ["inclusion|1", "vision|1"]
    assert any("Courses: 3 → 2. ECTS offered: 13 → 7." in text for text in screen.texts())
    assert steps_in_address(screen) == (Step(Act.DROP, (0,)),)

    screen.press("Undo the last step")
    assert (screen.tables(), steps_in_address(screen)) == ([], ())


def test_steps_follow_each_other_and_begin_anew() -> None:
    stored_column()
    screen = choose_act(open_part("what-if"), Act.COMPULSORY)
    choose_act(screen, Act.MERGE, course=1, other=2)
    choose_act(screen, Act.PHASE, course=1, phase=1)
    said = next(text for text in screen.texts() if text.startswith("1. "))
    assert said.splitlines() == [
        "1. A3 Choice becomes compulsory; now: elective",
        "2. A2 Lab and A3 Choice become one course: 7 ECTS, phase 2, compulsory",
        "3. A2 Lab + Choice goes from phase 2 to phase 1",
    ]
    (vision,) = screen.tables()[0]["rows"]
    assert vision["id"] == "vision"
    screen.press("Begin anew")
    assert steps_in_address(screen) == ()


def test_a_link_brings_the_steps_back_and_one_for_other_courses_is_said() -> None:
    stored_column()
    steps = (Step(Act.LEVEL, (1, TARGETS.index("vision"), 2)),)
    screen = open_part("what-if", steps=as_text(steps, GRID))
    assert any("from “not covered” to “well framed”" in text for text in screen.texts())
    (targets,) = screen.tables()[:1]
    gap = {"text": "reached only in an elective or in some tracks → ambition reached", "sub": "gap closes"}
    assert dict(column_of(targets, "gap"))["vision"] == gap
    other = open_part("what-if", steps="000000.d0")
    assert (
        screen.say("The steps in this link are about other courses, or another version of this grid.") in other.texts()
    )


def test_a_course_that_levels_hang_on_is_tried_without_from_its_row() -> None:
    """Without Intro inclusion falls, and so does vision: two rows, and the first is tried."""
    column = stored_column()
    screen = open_part("questions").choose(f"single-{column.info.id}", "0", "try")
    assert screen.test.button_group(key="part").value == "what-if"
    assert steps_in_address(screen) == (Step(Act.DROP, (0,)),)


def test_what_would_close_a_gap_is_tried_from_the_courses_behind_it() -> None:
    """The smallest for vision, and of these the one in a course for all: Intro goes up one level."""
    column = stored_column()
    screen = open_part("coverage").choose(f"coverage-{column.info.id}", "vision", "guaranteed")
    screen.test.button(key="try-vision-0").click()
    screen.run()
    assert steps_in_address(screen) == (Step(Act.LEVEL, (0, TARGETS.index("vision"), 2)),)
    assert screen.test.button_group(key="part").value == "what-if"


def test_the_workbook_has_the_steps_and_what_changes_and_says_that_nothing_is_stored() -> None:
    column = stored_column()
    found = tried(column.grid, [Step(Act.DROP, (0,))], column.ambitions)
    book = load_workbook(BytesIO(what_if_report(LOCAL_ACTOR, column, found, "en", NOW)))
    steps, changes, phases = (list(sheet.iter_rows(values_only=True)) for sheet in book)
    assert steps[-1] == (1, "A1 Intro is no longer given")
    assert any("Nothing of it is stored" in str(line[0]) for line in steps)
    assert changes[-2][2:9] == (
        "practised",
        "well framed",
        "practised",
        "well framed",
        "practised",
        "ambition reached",
        "covered, below the ambition",
    )
    assert [line[2] for line in phases[-2:]] == ["phase 1", "phase 1"]
    assert what_if_report_name(column, "en") == "what-if-social-work-example-college-2026-27.xlsx"
