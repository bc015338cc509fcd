"""The sentences of the findings about what headings and marks mean, and about a file of answers."""

from collections.abc import Mapping

from curriculum_map.domain.text import Language
from curriculum_map.wording.catalogue import beginning, mark, mark_many, say

MEANING_SENTENCES: Mapping[str, str | tuple[str, str]] = {
    "unknown-mark": mark_many(
        "“{written}” stands in {count} cell. {note} Say which level it stands for.{proposed}",
        "“{written}” stands in {count} cells. {note} Say once which level it stands for.{proposed}",
    ),
    "blank-meaning": mark_many(
        "{count} cell is empty. What does an empty cell mean in this file? Choose one of: {choices}.{proposed}",
        "{count} cells are empty. What does an empty cell mean in this file? Choose one of: {choices}.{proposed}",
    ),
    "blank-in-list": mark(
        "This is a list with a row for each course and target. What is not in the list, or has no level there, stays "
        "not rated, although an empty cell means not covered in this file. Give what is not covered a row that says so."
    ),
    "other-framework": mark_many(
        "The heading of the {count} outcome names nothing of the framework, so this table seems to be about another "
        "one: {columns}. Choose another file, or say what the heading stands for.",
        "None of the headings of the {count} outcomes names anything of the framework, so this table seems to be about "
        "another one: {columns}. Choose another file, or say for each heading what it stands for.",
    ),
    "heading-unsure": mark(
        "“{written}” is not quite a name of the framework. Is “{target}” what it stands for?{before}{over}"
    ),
    "heading-number": mark(
        "“{written}” is only a number, and numbers mean something else in each edition. Say which target it stands "
        "for.{proposed}{over}"
    ),
    "headings-numbers": mark(
        "{count} columns of levels are headed by numbers only, and numbers mean something else in each edition. Are "
        "they the clusters of {edition} in its order: {numbered}? Say once of which edition they are: {choices}. Where "
        "one stands for something else, say so of that heading.{proposed}"
    ),
    "headings-in-order": mark(
        "{count} headings are no names that we know for certain, and there are as many as {edition} has clusters. By "
        "their place, in its order, they would be: {headings}. That is only a proposal: say once whether it is so, "
        "with one of {choices}; where one stands for something else, say so of that heading."
    ),
    "columns-below": mark(
        "Below each of {count} headings stand several columns: {values}. A map holds one of them. Say of the others "
        "that they are not to be read, each once by its name, such as “{written}”; for those upload the file again."
    ),
    "components-in-cells": mark_many(
        "{count} cell holds a level for each of several components, such as “{written}”. They were read one by one: "
        "{components}.",
        "{count} cells hold a level for each of several components, such as “{written}”. They were read one by one: "
        "{components}.",
    ),
    "heading-unknown": mark(
        "“{written}” has marks below it, but names nothing of the framework. Say which target it stands for, or that "
        "it is not to be read.{over}"
    ),
    "column-unsure": mark(
        "Column “{written}” holds {values}. It looks like {proposal}. Say whether it is, or that it is not to be read."
    ),
    "code-is-date": mark(
        "The spreadsheet made a date of this course code ({written}). Type the code again in a cell formatted as text, "
        "or say what it was."
    ),
    "code-is-number": mark(
        "The spreadsheet seems to have made a number of this course code ({written}); {was}. "
        "Type the code again in a cell formatted as text, or say what it was."
    ),
    "codes-with-decimals": mark_many(
        "{count} course code stands as a number with decimals: {values}. As a number 1.1 and 1.10 are the same, so say "
        "whether it is as meant; else type it again in a cell formatted as text.",
        "{count} course codes stand as numbers with decimals: {values}. As a number 1.1 and 1.10 are the same, so say "
        "whether they are as meant; type those that are not again in cells formatted as text.",
    ),
    "carried-down": mark(
        "Column “{written}” is filled in only at the top of each group of courses: what stands there was taken for the "
        "empty cells below it too ({count}). If that is not as meant, fill in each cell."
    ),
    "phase-of-section": mark(
        "The phase of the courses was read from the lines above each group of them, such as “{written}” ({count} "
        "courses). If that is not as meant, give each course its phase in a column."
    ),
    "no-levels": mark(
        "Not one level is filled in for the courses of this map ({count}). Check that this is the file you meant."
    ),
    "code-in-title": mark_many(
        "Code and title stand in one cell: “{written}” was read as code “{code}” and title “{title}”, in "
        "{count} row. If the code belongs to the title, answer that this column holds the title.",
        "Code and title stand in one cell: “{written}” was read as code “{code}” and title “{title}”, and so in "
        "{count} rows. If the code belongs to the title, answer that this column holds the title.",
    ),
    "credits-in-title": mark_many(
        "Title and credits stand in one cell: “{written}” was taken apart, in {count} row, with the title “{title}”. "
        "If that is not as meant, give the credits a column of their own.",
        "Title and credits stand in one cell: “{written}” was taken apart, with the title “{title}”, and so in {count} "
        "rows. If that is not as meant, give the credits a column of their own.",
    ),
    "code-missing": mark(
        "Courses without a code, among others that have one: {count}. Add the codes if there are any."
    ),
    "duplicate-row": mark("This row is the same as {other}. Remove one of them, or say that both are meant."),
    "duplicate-title": mark(
        "“{written}” stands here and in {other}, not under the same code. Check that these are two courses."
    ),
    "persons-not-read": mark("Columns about persons were not read: {columns}."),
    "answers-broken": mark(
        "The answers cannot be read from line {line} on. Write them as “key: value”, with what belongs together below "
        "each other and equally far to the right."
    ),
    "answers-too-large": mark("The answers are larger than {kilobytes} kB. Leave out what is not asked."),
    "answers-reference": mark(
        "Line {line} of the answers holds a reference or a tag (&, *, !). Write the value itself, between quotation "
        "marks if it begins with such a sign."
    ),
    "answers-no-mapping": mark(
        "Line {line} of the answers: entries such as “key: value” are expected here. Write each on its own line."
    ),
    "answers-no-text": mark("Line {line} of the answers: {path} takes one value. Write a single word or text."),
    "answers-unknown-key": mark("Line {line} of the answers: “{written}” is not known. Use one of: {choices}."),
    "answers-key-twice": mark("Line {line} of the answers: “{written}” is there twice. Keep one of them."),
    "answers-not-a-choice": mark(
        "Line {line} of the answers: {path} cannot be “{written}”. Write one of these or the like: {choices}."
    ),
}

MEANING_FIELD_NAMES: Mapping[str, str] = {
    "mark": mark("mark"),
    "target": mark("target"),
    "numbers": mark("edition of the numbers"),
    "course_column": mark("course field"),
}

# What a mark seems to be, said within the question which level it stands for.
MARK_NOTES: Mapping[str, str] = {
    "": mark("Nothing in the file explains it."),
    "abbreviation": mark("It looks like a short form of a level, or a step of another scale."),
    "tick": mark("It says that the course is about this, not how far it goes."),
    "no": mark("It seems to say that the course is not about this."),
    "doubt": mark("It looks like a level that somebody was not sure of."),
    "two-levels": mark("It names more than one level; a course counts with the highest that it reaches."),
    "typing": mark("It looks like a level with a typing error."),
    "file-legend": mark("The file itself says of it, in {place}: “{explanation}”."),
    "remembered": mark("This was answered before for this institution."),
    "number": mark("It is not one of the numbers 0 to 3."),
    "other-scale": mark("There are other numbers than 0 to 3 in this file, so all seem to be on another scale."),
    "other-digits": mark("Other digits in this file do not mean what they mean with us, so this one may not either."),
    "digit-and-word": mark("Its digit and its word are two levels; what the word says is proposed."),
    "coloured": mark(
        "The cells in which it stands have several colours, and the legend in the file says what those mean: "
        "{explanation}. Take this mark out of the cells, so that their colours are read."
    ),
    "with-remark": mark("It looks like a level with a remark beside it; the remark is not read."),
    "one-colour": mark("Its cells have one colour, and the legend in the file says of that colour: “{explanation}”."),
    "date": mark("Excel makes a date of what is typed as 1-2 or 2/3."),
    "true-false": mark("That is how a tick box, or a typed yes or no, can come out of Excel."),
    "excel-error": mark(
        "It is an error of the spreadsheet: the formula in the cell has no result. Mend the formula, save the file and "
        "upload it again."
    ),
    "formula": mark(
        "It is a formula whose result is not in the file: open the file in Excel or LibreOffice, save it and upload it "
        "again."
    ),
    "dash": mark(
        "It may say that the place was left empty, that it does not apply, or that the course is not about it."
    ),
    "colour": mark("It is the colour of the cells, and no legend says what that means."),
}


def note_in_words(note: str, explanation: str, place: str, language: Language) -> str:
    """What a mark seems to be; `explanation` is what the file itself says of it, in this place."""
    return say(MARK_NOTES[note], language, explanation=beginning(explanation), place=place)


# How a row with a code that was there before compares with the other one.
DUPLICATE_KINDS: Mapping[str, str] = {
    "same-row": mark(", and all of the two rows is the same"),
    "same-title": mark(", with the same title, but something else differs"),
    "other-title": mark(", with another title"),
}

COURSE_FIELD_NAMES: Mapping[str, str] = {
    "code": mark("course code"),
    "title": mark("course title"),
    "ects": mark("credits"),
    "phase": mark("phase"),
    "semester": mark("semester"),
    "status": mark("status"),
    "track": mark("track"),
    "group": mark("elective group"),
    "not-read": mark("not to be read"),
}
