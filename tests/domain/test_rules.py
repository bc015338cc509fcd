"""A counting rule is named in an address and on the command line by its slug."""

import pytest

from curriculum_map.domain.levels import Level
from curriculum_map.domain.rules import HIGHEST, RULES, own_rule, rule_of


def test_every_rule_is_found_again_by_its_slug() -> None:
    own = own_rule(lowest=Level.WELL_FRAMED, courses=3, percent=100)
    assert own.slug == "own-2-3-100"
    assert [rule_of(rule.slug) for rule in (*RULES, own)] == [*RULES, own]


def test_an_own_rule_that_asks_what_a_named_one_asks_is_that_one() -> None:
    assert rule_of("own-1-1-0") is HIGHEST


@pytest.mark.parametrize(
    "slug", ["", "own", "lowest", "own-0-1-0", "own-1-0-0", "own-1-1-101", "own-1-1-07", "own-1-1-٣"]
)
def test_no_other_text_is_a_rule(slug: str) -> None:
    assert rule_of(slug) is None
