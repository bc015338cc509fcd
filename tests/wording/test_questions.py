"""Every question as a sentence, in both languages."""

import pytest

from curriculum_map.domain.questions import Question, QuestionKind
from curriculum_map.domain.text import LANGUAGES, Language
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.wording.questions import SENTENCES, question_sentence

FACTS: dict[QuestionKind, dict[str, object]] = {
    QuestionKind.PRACTISED_FIRST: {"practised": 1, "framed": 3},
    QuestionKind.LAST_PHASE_ONLY: {"phase": 3},
    QuestionKind.PHASE_WITHOUT: {"phase": 2, "count": 2},
    QuestionKind.TOP_EVERYWHERE: {"count": 3},
    QuestionKind.NEVER_PRACTISED: {"level": 2},
    QuestionKind.COMPONENT_WITHOUT: {},
    QuestionKind.MANY_PER_CREDIT: {"claims": 6, "targets": 27, "per_credit": 2.0, "times": 6.0},
    QuestionKind.CLAIMS_EVERYTHING: {"claims": 26, "targets": 27},
    QuestionKind.CLAIMS_NOTHING: {"claims": 0, "targets": 27, "rated": 27},
    QuestionKind.ONE_LEVEL: {"claims": 27, "targets": 27, "level": 2},
    QuestionKind.RATER_APART: {"rater": "A. Rater", "perspective": "lecturer", "share": 0.8, "others": 0.25},
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", QuestionKind)
def test_every_question_is_a_sentence_that_asks(kind: QuestionKind, language: Language) -> None:
    said = question_sentence(Question(kind, None, (), FACTS[kind]), language, load_legend(), "Inclusie", ["Ethiek"])
    assert said.endswith("?")
    assert "{" not in said
    assert kind in SENTENCES


def test_numbers_are_written_as_the_language_writes_them() -> None:
    facts = FACTS[QuestionKind.MANY_PER_CREDIT] | {"per_credit": 1.25}
    question = Question(QuestionKind.MANY_PER_CREDIT, None, (0,), facts)
    assert "1,25 per studiepunt" in question_sentence(question, "nl", load_legend(), courses=["Ethiek"])
    assert "1.25 per credit" in question_sentence(question, "en", load_legend(), courses=["Ethiek"])


def test_levels_and_shares_are_in_words() -> None:
    apart = Question(QuestionKind.RATER_APART, None, (), FACTS[QuestionKind.RATER_APART])
    assert "80%" in question_sentence(apart, "en", load_legend())
    one = Question(QuestionKind.ONE_LEVEL, None, (0,), FACTS[QuestionKind.ONE_LEVEL])
    assert f"“{load_legend()[2].name.nl}”" in question_sentence(one, "nl", load_legend(), courses=["Ethiek"])
