"""A stored grid leaves as the workbook that we would like to get, and uploaded again it is the same grid."""

from dataclasses import replace

from hypothesis import given, settings

from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.ambitions import Ambition
from curriculum_map.domain.curriculum import BlankMeans, ElectiveGroup, Grid, Perspective, Status
from curriculum_map.domain.findings import blocking
from curriculum_map.domain.framework import Granularity
from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED, Level
from curriculum_map.domain.text import Language
from curriculum_map.frameworks.own import as_edition
from curriculum_map.importing.meaning.answers import Answers
from curriculum_map.importing.reading import Reading, read_file
from curriculum_map.services.editions import shown_editions
from curriculum_map.services.grid_files import grid_file
from curriculum_map.services.imports import single_grid
from curriculum_map.storage.ambitions import AmbitionSet, save_ambitions
from curriculum_map.storage.database import Database
from tests.databases import store, writing
from tests.frameworks.own_frameworks import SMALL
from tests.grids import make_grid, row
from tests.importing.strategies import Programme, programmes
from tests.services.record import NOW, A, keep_ambition, key
from tests.services.test_frameworks import store as store_framework
from tests.workbooks import sheets_of, xlsx

TARGETS = ["inclusion.knowledge", "inclusion.skills"]


def read_again(database: Database, language: Language = "nl", grid_id: int = 1) -> tuple[bytes, Reading, Grid]:
    """The workbook of the first version of a grid, how it is read, and the grid in it; nothing stands in its way."""
    made = grid_file(database, LOCAL_ACTOR, grid_id, 1, language)
    assert made is not None
    reading = read_file(*made, None, shown_editions(database, LOCAL_ACTOR))
    assert blocking(reading.findings) == []
    grid = single_grid(reading)
    assert grid is not None
    return made[1], reading, grid


def written_again(grid: Grid, reading: Reading, language: Language = "nl") -> bytes:
    """The workbook of a grid that was read, stored in a new database."""
    database = Database("sqlite://")
    store(database, grid)
    with writing(database) as connection:
        save_ambitions(connection, grid.key, AmbitionSet(tuple(reading.ambitions), NOW, "somebody"))
    made = grid_file(database, LOCAL_ACTOR, 1, 1, language)
    assert made is not None
    return made[1]


@settings(max_examples=settings().max_examples // 10)
@given(programmes())
def test_whatever_was_uploaded_and_exported_is_the_same_grid_and_exported_again_the_same_cells(
    programme: Programme,
) -> None:
    uploaded = read_file("matrix.xlsx", programme.template())
    first = single_grid(uploaded)
    assert first is not None
    data = written_again(first, uploaded, programme.language)
    reading = read_file("grid.xlsx", data)
    second = single_grid(reading)
    assert second is not None
    assert blocking(reading.findings) == []
    assert replace(second, provenance=first.provenance) == first
    assert second.counted_levels() == first.counted_levels()
    assert {one.target: one for one in reading.ambitions} == programme.ambitions
    assert sheets_of(written_again(second, reading, programme.language)) == sheets_of(data)


def test_a_sheet_of_ones_own_comes_back_in_our_layout_and_what_it_does_not_rate_stays_not_rated() -> None:
    """
    Blank means not covered. Ethiek: practised, blank (0). Recht: what “?” means was answered, not rated; n/a.
    The sheet has no attitudes: for these nobody said anything, which an empty cell would.
    """
    lines = [
        ["Code", "Opleidingsonderdeel", "Studiepunten", "Status", *TARGETS],
        ["A1", "Ethiek", 6, "verplicht", "geoefend", None],
        ["B1", "Recht", 3, "keuze: Media", "?", "nvt"],
    ]
    about = [
        ["Instelling", A],
        ["Opleiding", "Sociaal werk"],
        ["Academiejaar", "2026-27"],
        ["Editie van het kader", "sap-2024-nl"],
        ["Een lege cel betekent", "niet aan bod"],
        ["Campus", "Noord"],
    ]
    answers = Answers(marks={"?": NOT_RATED}, groups={"Media": "1"})
    answers = replace(answers, description=replace(answers.description, blank_means=BlankMeans.NOT_COVERED))
    uploaded = read_file("eigen.xlsx", xlsx({"Info": about, "Matrix": lines}), answers)
    assert blocking(uploaded.findings) == []
    first = single_grid(uploaded)
    assert first is not None
    database = Database("sqlite://")
    store(database, first)
    data, reading, second = read_again(database)
    assert (second.courses, second.groups, second.blank_means) == (first.courses, first.groups, first.blank_means)
    assert second.groups == (ElectiveGroup("Media", 1),)
    assert second.key == first.key
    assert second.key.campus == "Noord"
    counted = second.counted_levels()
    at = [second.targets.index(target) for target in (*TARGETS, "inclusion.attitudes")]
    found = [[counted[course * len(second.targets) + place] for place in at] for course in range(2)]
    assert found == [[3, 0, NOT_RATED], [NOT_RATED, NOT_APPLICABLE, NOT_RATED]]
    assert sheets_of(written_again(second, reading)) == sheets_of(data)


def test_a_grid_of_another_rater_takes_no_ambitions_along_and_one_of_an_own_framework_its_elements() -> None:
    database = Database("sqlite://")
    store_framework(database, SMALL)
    targets = as_edition(SMALL).targets(Granularity.ELEMENT)
    own = make_grid([row("Ethiek", 3, None, "n/a", 0, track="Jeugd; Zorg")], targets, key=key(A))
    store(database, replace(own, edition=SMALL.id))
    of_student = replace(key(A), perspective=Perspective.STUDENT, rater="studentenraad")
    store(database, make_grid([row("Ethiek", 1, 2, status=Status.ELECTIVE)], TARGETS, key=of_student))
    keep_ambition(database, key(A), Level.PRACTISED)
    _, reading, grid = read_again(database, "en")
    assert (grid.edition, grid.targets, grid.levels) == (SMALL.id, targets, own.levels)
    assert grid.courses == own.courses
    _, reading, grid = read_again(database, "en", 2)
    assert (grid.key, reading.ambitions) == (of_student, ())


def test_ambitions_go_along_with_the_grid_of_the_coordinator() -> None:
    database = Database("sqlite://")
    store(database, make_grid([row("Ethiek", 1, 2)], TARGETS, key=key(A)))
    aim = Ambition("inclusion.skills", None, Level.PRACTISED, "=1+1")
    with writing(database) as connection:
        save_ambitions(connection, key(A), AmbitionSet((aim,), NOW, "somebody"))
    _, reading, _ = read_again(database)
    assert reading.ambitions == (aim,)


def test_there_is_no_file_of_what_is_not_stored() -> None:
    assert grid_file(Database("sqlite://"), LOCAL_ACTOR, 1, 1, "nl") is None
