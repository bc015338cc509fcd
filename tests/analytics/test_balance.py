"""Knowledge, skills and attitudes beside each other, of a grid rated per element."""

from curriculum_map.analytics.balance import balance_questions
from curriculum_map.domain.questions import QuestionKind, question_refs
from tests.grids import make_grid, row

TARGETS = ["kjg-nl:vision.knowledge.1", "kjg-nl:vision.knowledge.2", "kjg-nl:vision.skills.1"]


def test_a_question_about_a_cell_leads_to_the_elements_of_it() -> None:
    """Knowledge: 2 in Policy, by its second element. Skills: 1 at most. Both elements of the knowledge are named."""
    grid = make_grid([row("Ethics", 1, 0, 1), row("Policy", 0, 2, 0)], TARGETS)
    (asked,) = balance_questions(grid)
    assert (asked.kind, asked.target, asked.courses) == (QuestionKind.NEVER_PRACTISED, "vision.knowledge", (1,))
    assert [str(ref) for ref in question_refs(asked, grid, asked.courses)] == ["Grid!G7", "Grid!H7"]


def test_a_grid_rated_per_cluster_raises_no_question_about_components() -> None:
    """Level 2 of the whole cluster does not say of what."""
    assert balance_questions(make_grid([row("Policy", 2)], ["vision"])) == []
