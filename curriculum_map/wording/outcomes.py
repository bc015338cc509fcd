"""The sentence that says what became of an import."""

from collections.abc import Mapping

from curriculum_map.domain.text import Language
from curriculum_map.wording.catalogue import mark, say

OUTCOMES: Mapping[str, str] = {
    "stored": mark("The grid was stored."),
    "replaced": mark("The grid was stored in the place of the earlier one."),
    "already-there": mark("This file with these answers was stored before; there is still one grid."),
    "blocked": mark("Nothing was stored: first mend the errors and answer the questions."),
    "needs-confirmation": mark(
        "Nothing was stored: there is already a grid of this programme, year and rater. Confirm that the new one takes "
        "its place (on the command line: --replace)."
    ),
}


def outcome_sentence(outcome: str, language: Language) -> str:
    """What became of an import, in a sentence."""
    return say(OUTCOMES[outcome], language)
