"""The sentences about frameworks of one's own: what is wrong in a file, and what became of it."""

from collections.abc import Mapping

from curriculum_map.domain.text import Language
from curriculum_map.wording.catalogue import mark, say

FRAMEWORK_SENTENCES: Mapping[str, str] = {
    "framework-empty-file": mark("This file is empty. Choose the file with the framework, or save it again."),
    "framework-file-too-large": mark(
        "This file is larger than {megabytes} MB. Choose the file with the framework alone, or split the framework."
    ),
    "framework-unknown-format": mark(
        "This is no framework that can be read. Choose a .yaml file, a competency framework exported from Moodle "
        "(.csv) or a CASE package (.json)."
    ),
    "framework-broken": mark(
        "The file cannot be read as {format}: reading stopped at line {line}. Correct that line, or save it again."
    ),
    "framework-yaml-reference": mark(
        "Line {line} refers to an earlier part of the file (*). Write out the text that is meant."
    ),
    "framework-no-items": mark("There is no list of items at {where}. Write the items of the framework there."),
    "framework-too-many-items": mark(
        "This framework has {count} items; at most {most} can be read. Split it into several frameworks."
    ),
    "framework-item-not-read": mark("{where} is no item. Write an id and a label there, or remove it."),
    "framework-key-not-read": mark("{where} was not read: it is no part of a framework. Correct its name."),
    "framework-key-twice": mark("“{written}” stands there twice (line {line}); the first counts. Keep one of them."),
    "framework-value-not-text": mark("{where} holds a list, not a text. Write one text there."),
    "framework-bad-order": mark(
        "{where}: “{written}” is no place in a list, so the place in the file counts. Write a whole number."
    ),
    "framework-id-made": mark(
        "The file gives the framework no id that can be used; it gets “{id}”. Write an id of small letters, digits and "
        "hyphens, at most 24 characters, to choose another."
    ),
    "framework-id-taken": mark("The id “{id}” belongs to a packaged edition. Choose another id for the framework."),
    "framework-without-title": mark(
        "The file gives the framework no title; it is called “{title}”. Write a title to choose another."
    ),
    "framework-language-assumed": mark(
        "The file names neither Dutch nor English as language (“{written}”); Dutch was assumed. Labels do not change."
    ),
    "framework-item-without-id": mark("{where}: the item “{label}” has no id. Give it one of its own."),
    "framework-duplicate-id": mark(
        "{where}: “{id}” is the id of item {count} in the file as well. Give each item its own id."
    ),
    "framework-empty-label": mark("{where}: item “{id}” has no text. Write what it is about."),
    "framework-orphan": mark(
        "{where}: item “{id}” belongs under “{parent}”, which is not in the file. It stands at the top level until you "
        "correct or add that item."
    ),
    "framework-circle": mark("{where}: these items hold each other: {items}. Correct the parent of one of them."),
    "framework-second": mark(
        "{where}: a file holds one framework, and “{label}” is a second one. It was read as an item; export each "
        "framework by itself."
    ),
    "framework-associations-ignored": mark(
        "Associations that do not build the tree were not read: {count} ({kinds}). Check whether you need them."
    ),
    "framework-several-parents": mark(
        "{where}: item “{id}” also belongs under {parents}. Here it stands in one place, the first; check whether that "
        "is the right one."
    ),
    "framework-link-without-item": mark(
        "{where}: “{id}” should belong under {parents}, but is not in the file. Add it, or remove the association."
    ),
}

_OUTCOMES: Mapping[str, str] = {
    "stored": mark("The framework was stored."),
    "replaced": mark("The framework was stored in the place of the earlier one."),
    "already-there": mark("This framework was stored before and has not changed."),
    "blocked": mark("Nothing was stored: first mend the errors."),
    "needs-confirmation": mark(
        "Nothing was stored: there is already a framework with this id. Confirm that the new one takes its place "
        "(on the command line: --replace), or give it another id."
    ),
    "in-use": mark(
        "Nothing was changed: stored grids rate items of this framework that would be gone. Give the new framework "
        "another id."
    ),
    "removed": mark("The framework was removed."),
    "not-there": mark("There is no framework with this id."),
}


def framework_outcome_sentence(outcome: str, language: Language) -> str:
    """What became of a framework, in a sentence."""
    return say(_OUTCOMES[outcome], language)
