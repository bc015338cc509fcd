"""The sentence that says what became of an import."""

from collections.abc import Mapping

from curriculum_map.domain.text import Language
from curriculum_map.wording.catalogue import mark, mark_many, say
from curriculum_map.wording.numbers import whole_percent

OUTCOMES: Mapping[str, str] = {
    "stored": mark("The grid was stored."),
    "replaced": mark("The grid was stored as a new version; the earlier one stays in its history."),
    "already-there": mark("This file with these answers was stored before; there is still one grid."),
    "blocked": mark("Nothing was stored: first mend the errors and answer the questions."),
    "needs-confirmation": mark(
        "Nothing was stored: there is already a grid of this programme, year and rater, or there are ambitions that "
        "this would change. Look at what changes, and confirm it."
    ),
    "conflict": mark(
        "Nothing was stored: somebody else changed it in the meantime, and what is there now was not seen. Look at "
        "what changes now, and confirm again."
    ),
    "courses-would-go": mark(
        "Nothing was stored: {gone} of the {total} stored courses are not in this file. Say whether they stay or go "
        "(on the command line: --remove-missing {gone})."
    ),
    "many-would-go": mark(
        "Nothing was stored: {gone} of {total} courses ({share}%) would go, more than 30%. Confirm that once more "
        "(on the command line: --sure)."
    ),
    "courses-renamed": mark(
        "Nothing was stored: courses seem to be renamed in this file, or split. Say which course became which "
        "(on the command line: --renamed, or courses in the file of answers)."
    ),
}

# An upload over a version that somebody changed in the database.
STORED_CHANGED = mark(
    "The stored version is not what was stored: somebody changed it in the database. What stands below is the "
    "difference from what is there now. Nothing of it is taken over into the new version."
)
CANNOT_STAY_CHANGED = mark("They cannot stay: somebody changed the stored version in the database.")

# Of several files that were stored one by one.
STORED_OF = mark("Stored: {count} of {asked}.")

# An upload over courses that were carried over from another year: for say_many.
CONFIRMS = mark_many(
    "{count} course that was carried over from an earlier year is in this file, and is confirmed with that.",
    "{count} courses that were carried over from an earlier year are in this file, and are confirmed with that.",
)

HISTORY: Mapping[str, str] = {
    "rolled-back": mark("Version {content_of} is the current one again, as version {version}; nothing was lost."),
    "rolled-over": mark("The courses and levels stand in {year} now, all marked as carried over until confirmed."),
    "confirmed": mark("The courses are confirmed for {year}, in version {version}."),
    "not-there": mark("Nothing was changed: there is no such grid or version. Look in the list of what is stored."),
    "conflict": mark(
        "Nothing was changed: somebody else stored version {version} in the meantime. Look at what it says, and try "
        "again."
    ),
    "is-current": mark("Nothing was changed: version {version} is the current one already."),
    "year-exists": mark(
        "Nothing was changed: there is already a grid of this programme and rater for {year}. Upload into that one, or "
        "choose another year."
    ),
    "nothing-carried": mark("Nothing was changed: none of these courses is marked as carried over."),
}

LINKS: Mapping[str, str] = {
    "linked": mark("It is kept which course is which."),
    "not-there": mark("There is no such version, or it is of another programme."),
    "is-history": mark(
        "Nothing is kept: the one version comes from the other, and which course is which was said with the upload."
    ),
    "unknown-course": mark("Nothing is kept: no one course is called so: {names}."),
}


def history_sentence(outcome: str, language: Language, **facts: object) -> str:
    """What became of a change of a grid's history: with its `version` and `year` now, and the one it was made of."""
    return say(HISTORY[outcome], language, **facts)


def outcome_sentence(outcome: str, language: Language, *, gone: int = 0, total: int = 0) -> str:
    """What became of an import, in a sentence: with how many of the stored courses are not in the file."""
    share = whole_percent(gone / total) if total else 0
    return say(OUTCOMES[outcome], language, gone=gone, total=total, share=share)
