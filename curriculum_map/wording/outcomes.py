"""The sentence that says what became of an import."""

from collections.abc import Mapping

from curriculum_map.domain.text import Language
from curriculum_map.wording.catalogue import mark, say

OUTCOMES: Mapping[str, str] = {
    "stored": mark("The grid was stored."),
    "replaced": mark("The grid was stored as a new version; the earlier one stays in its history."),
    "already-there": mark("This file with these answers was stored before; there is still one grid."),
    "blocked": mark("Nothing was stored: first mend the errors and answer the questions."),
    "needs-confirmation": mark(
        "Nothing was stored: there is already a grid of this programme, year and rater. Confirm that the new one takes "
        "its place (on the command line: --replace)."
    ),
    "conflict": mark(
        "Nothing was stored: somebody else stored a version in the meantime. Look at what changes now, and confirm "
        "again."
    ),
    "courses-would-go": mark(
        "Nothing was stored: courses of the stored grid are not in this file. Say whether they stay or go (on the "
        "command line: --remove-missing with their number)."
    ),
    "many-would-go": mark(
        "Nothing was stored: more than 30 % of the courses would go. Confirm that once more (on the command line: "
        "--sure)."
    ),
}


def outcome_sentence(outcome: str, language: Language) -> str:
    """What became of an import, in a sentence."""
    return say(OUTCOMES[outcome], language)
