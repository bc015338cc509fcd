"""Questions as sentences: what was seen, where, and what one may ask about it."""

from collections.abc import Mapping, Sequence

from curriculum_map.domain.levels import Legend
from curriculum_map.domain.questions import Question, QuestionKind
from curriculum_map.domain.text import Language
from curriculum_map.wording.catalogue import mark, say
from curriculum_map.wording.numbers import number, percent

SENTENCES: Mapping[QuestionKind, str] = {
    QuestionKind.PRACTISED_FIRST: mark(
        "{target}: practised in phase {practised} ({courses}), framed only from phase {framed} on. "
        "Is that the order you want?"
    ),
    QuestionKind.LAST_PHASE_ONLY: mark("{target}: only in phase {phase} ({courses}). Should something come before?"),
    QuestionKind.PHASE_WITHOUT: mark(
        "{target}: nothing in phase {phase} (courses rated there: {count}). Is that meant?"
    ),
    QuestionKind.TOP_EVERYWHERE: mark(
        "{target}: all {count} courses that cover it are at “{top}” ({courses}). Do students practise it in each?"
    ),
    QuestionKind.NEVER_PRACTISED: mark(
        "{target}: up to “{level}” ({courses}), and no course says that the skills of this cluster are practised. "
        "Is practice missing, or not written down yet?"
    ),
    QuestionKind.COMPONENT_WITHOUT: mark(
        "{target}: covered by no course, while the skills of this cluster are practised ({courses}). Is that meant?"
    ),
    QuestionKind.MANY_PER_CREDIT: mark(
        "{courses}: {claims} targets, {per_credit} per credit, which is {times} times what is usual in this programme. "
        "Is there time for all of them?"
    ),
    QuestionKind.CLAIMS_EVERYTHING: mark(
        "{courses}: covers {claims} of {targets} targets. Which ones matter most here?"
    ),
    QuestionKind.CLAIMS_NOTHING: mark("{courses}: was rated and covers nothing. Is that so?"),
    QuestionKind.ONE_LEVEL: mark("{courses}: “{level}” for every target. Would a second look tell them apart?"),
    QuestionKind.RATER_APART: mark(
        "{rater}: {share} of what is covered is at “{top}”, against {others} for the other raters. "
        "Does everybody mean the same by it?"
    ),
}
_LEVELS, _SHARES, _NUMBERS = ("level",), ("share", "others"), ("per_credit", "times")


def question_sentence(
    question: Question, language: Language, legend: Legend, target: str = "", courses: Sequence[str] = ()
) -> str:
    """The question in words, with the name of its target and the titles of its courses as the caller calls them."""
    facts = dict(question.facts)
    facts |= {name: legend.name(_whole(facts[name]))[language] for name in _LEVELS if name in facts}
    facts |= {name: percent(_real(facts[name]), language) for name in _SHARES if name in facts}
    facts |= {name: number(_real(facts[name]), language) for name in _NUMBERS if name in facts}
    facts |= {"target": target, "courses": ", ".join(courses), "top": legend.levels[-1].name[language]}
    return say(SENTENCES[question.kind], language, **facts)


def _whole(value: object) -> int:
    assert isinstance(value, int)
    return value


def _real(value: object) -> float:
    assert isinstance(value, float)
    return value
