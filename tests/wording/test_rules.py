"""Each counting rule has a name and a sentence that says what it asks, in both languages."""

from curriculum_map.domain.levels import Level
from curriculum_map.domain.rules import HIGHEST, RULES, TENTH_OF_CREDITS, TWO_COURSES, WELL_FRAMED, own_rule
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.wording.rules import rule_in_file_name, rule_in_full, rule_name, rule_sentence


def test_a_rule_is_said_by_what_it_asks() -> None:
    said = {rule.name: rule_sentence(rule, load_legend(), "en") for rule in RULES}
    assert said == {
        HIGHEST.name: "the highest level that 1 course reaches",
        WELL_FRAMED.name: "the highest level that 1 course reaches; levels below “well framed” count as not covered",
        TWO_COURSES.name: "the highest level that 2 courses or more reach",
        TENTH_OF_CREDITS.name: "the highest level that 1 course reaches; with at least 10 percent of the ECTS "
        "credits of the courses taken that are rated for the target",
    }


def test_an_own_rule_says_its_parameters() -> None:
    """In Dutch too."""
    rule = own_rule(lowest=Level.PRACTISED, courses=3, percent=20)
    assert rule_name(rule, "en") == "own rule"
    assert rule_sentence(rule, load_legend(), "nl") == (
        "het hoogste niveau dat 3 of meer opleidingsonderdelen bereiken; met minstens 20 procent van de studiepunten "
        "van de gevolgde opleidingsonderdelen die voor het doel beoordeeld zijn; niveaus onder “geoefend” tellen als "
        "“komt niet aan bod”"
    )


def test_every_named_rule_has_a_name_in_both_languages() -> None:
    assert {rule_name(rule, "en") for rule in RULES}.isdisjoint(
        {rule_name(rule, "nl") for rule in RULES} | {"own rule"}
    )


def test_a_file_is_named_after_the_rule_in_the_language_of_whoever_takes_it_along() -> None:
    own = own_rule(lowest=Level.WELL_FRAMED, courses=3, percent=10)
    assert [rule_in_file_name(rule, "nl") for rule in (*RULES, own)] == [
        "hoogste",
        "minstens-goed-gekaderd",
        "in-twee-opleidingsonderdelen-of-meer",
        "een-tiende-van-de-studiepunten-of-meer",
        "eigen-regel-2-3-10",
    ]
    assert [rule_in_file_name(rule, "en") for rule in (HIGHEST, own)] == ["highest", "own-rule-2-3-10"]


def test_a_rule_about_credits_says_what_it_leaves_out() -> None:
    """And only such a rule: the others count courses, with or without credits."""
    said = {rule.name: rule_in_full(rule, load_legend(), "en") for rule in RULES}
    left_out = "A course without credits is left out; where no course has any, it says “not rated yet”."
    assert [name for name, sentence in said.items() if left_out in sentence] == [TENTH_OF_CREDITS.name]
