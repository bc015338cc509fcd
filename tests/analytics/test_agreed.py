"""A grid in which agreed levels count: what changes in its figures, what stays, and which levels are left out."""

from datetime import UTC, datetime

from curriculum_map.analytics.agreed import with_agreed
from curriculum_map.analytics.coverage import coverage
from curriculum_map.domain.agreed import AgreedLevel, OnRecord, agreed_document, agreed_from_document
from curriculum_map.domain.curriculum import BlankMeans
from curriculum_map.domain.decisions import NamedCourse
from curriculum_map.domain.levels import Level
from curriculum_map.domain.register import About, Entry, Subject
from tests.grids import make_grid, row

TARGETS = ["inclusion", "vision"]


def on_record(title: str, target: str, level: int, code: str | None = None, edition: str = "sap-2024-nl") -> OnRecord:
    agreed = AgreedLevel(edition, NamedCourse(code, title), target, Level(level), "de taak laat het zien")
    about = About("social-work", None, "2026-27", Subject.AGREED_LEVEL, agreed.name)
    return OnRecord(agreed, Entry(about, 1, agreed_document(agreed), datetime(2026, 11, 3, tzinfo=UTC), "local"))


def test_agreed_levels_count_and_what_was_written_stays() -> None:
    """Intro 3 -> 2 for inclusion, Lab blank -> 1 for vision: guaranteed from (3, 0) to (2, 1)."""
    grid = make_grid([row("Intro", 3, 0), row("Lab", 2, None)], TARGETS)
    found = with_agreed(grid, [on_record("Intro", "inclusion", 2), on_record("Lab", "vision", 1)])
    assert list(coverage(grid)["guaranteed"]) == [3, 0]
    assert list(coverage(found.grid)["guaranteed"]) == [2, 1]
    assert (len(found.counted), found.left) == (2, ())
    assert found.grid.provenance is grid.provenance
    assert found.grid.provenance.mark(0, 0) == "practised"


def test_an_agreed_level_stands_also_where_a_blank_means_not_covered() -> None:
    grid = make_grid([row("Intro", None, None)], TARGETS, blank_means=BlankMeans.NOT_COVERED)
    found = with_agreed(grid, [on_record("Intro", "inclusion", 2)])
    assert list(found.grid.counted_levels()) == [2, 0]


def test_what_is_of_no_one_place_of_the_grid_is_left_out_and_said() -> None:
    """A finer target, a course that is not there, and a name that two courses share."""
    grid = make_grid([row("Intro", 3, 0), row("Twin", 0, 0), row("Twin", 1, 1, phase=2)], TARGETS)
    agreed = [on_record("Intro", "inclusion.skills", 1), on_record("Gone", "vision", 1), on_record("Twin", "vision", 3)]
    found = with_agreed(grid, agreed)
    assert (found.grid, found.counted, found.left) == (grid, (), tuple(agreed))


def test_those_of_another_edition_are_not_about_this_grid() -> None:
    grid = make_grid([row("Intro", 3, 0)], TARGETS)
    found = with_agreed(grid, [on_record("Intro", "inclusion", 2, edition="kjg-nl")])
    assert (found.grid, found.counted, found.left) == (grid, (), ())


def test_a_course_that_only_one_names_with_its_code_is_the_same_course() -> None:
    grid = make_grid([row("Intro", 3, 0, code="A1")], TARGETS)
    assert len(with_agreed(grid, [on_record("Intro", "inclusion", 2)]).counted) == 1


def test_a_place_has_one_name_in_the_register_and_another_edition_another() -> None:
    first, other = on_record("Intro", "inclusion", 2).agreed, on_record("Intro", "inclusion", 1).agreed
    assert first.name == other.name
    assert len({first.name, on_record("Intro", "inclusion", 2, edition="kjg-nl").agreed.name}) == 2
    assert first.name.startswith("inclusion:")
    assert agreed_from_document(agreed_document(first)) == first
