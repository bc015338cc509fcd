"""What a change does to coverage, worked out by hand."""

from dataclasses import astuple

from curriculum_map.analytics.coverage_changes import coverage_changes
from tests.grids import grid_from_table

BEFORE = grid_from_table("""
    course     | status     | inclusion   | ethics    | choosing
    Ethics     | compulsory | well framed | exemplary |
    Field work | elective   | practised   | exemplary | n/a
""")


def test_only_targets_that_are_covered_otherwise_are_listed() -> None:
    """
    inclusion: guaranteed 2, possible 3; without Field work possible 2 as well.
    ethics: 1 and 1 before and after, though Field work took one of the two levels with it.
    choosing: nothing guaranteed (not rated), nothing possible; after that 1 and 1.
    """
    after = grid_from_table("""
        course | status     | inclusion   | ethics    | choosing
        Ethics | compulsory | well framed | exemplary | exemplary
    """)
    assert [astuple(one) for one in coverage_changes(BEFORE, after)] == [
        ("inclusion", 2, 2, 3, 2),
        ("choosing", 255, 1, 255, 1),
    ]
    assert coverage_changes(BEFORE, BEFORE) == []


def test_targets_of_another_framework_are_not_compared_nor_those_that_only_one_grid_has() -> None:
    """A course that becomes compulsory guarantees what was only possible; of ethics the new grid says nothing."""
    after = grid_from_table("""
        course     | status     | inclusion | future
        Field work | compulsory | practised | practised
    """)
    assert [astuple(one) for one in coverage_changes(BEFORE, after)] == [("inclusion", 2, 3, 3, 3)]
    assert coverage_changes(BEFORE, after, same_framework=False) == []
