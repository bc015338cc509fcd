"""The sentences of the findings about the maps in a file: what was seen, what was left out, what is in doubt."""

from collections.abc import Mapping

from curriculum_map.domain.text import Language
from curriculum_map.wording.catalogue import mark, mark_many, say

MAP_SENTENCES: Mapping[str, str | tuple[str, str]] = {
    "not-understood": mark(
        "Something in this file was more than we could make sense of, so nothing was read. Copy the table into a new "
        "workbook and upload that; and let us know, since this is a fault of ours."
    ),
    "no-course-table": mark(
        "No map of courses and levels was found in this file. What was seen: {seen}. Choose the sheet with courses "
        "against the framework, or start from the template."
    ),
    "several-grids": mark(
        "More than one sheet holds a map ({sheets}). Which sheet is to be read? If some of them are parts of one map, "
        "say which, and they are read together."
    ),
    "sheets-together": mark(
        "The sheets {sheets} seem to be parts of one map: what one of them has not, the others have. They are read "
        "together. Is that right, or is only one of them to be read?"
    ),
    "sheets-read-together": mark("The sheets {sheets} are read together as one map, as you said."),
    "sheets-apart": mark("The sheets “{sheet}” and “{second}” are not read as one map: {apart}."),
    "field-from-sheet": mark("No column holds the {field}, so it was taken from the names of the sheets: {sheets}."),
    "sheet-without-map": mark(
        "“{written}” was given as the sheet to read, but no map of courses and levels was read in a sheet of that "
        "name. Which sheet is it: {choices}?"
    ),
    "heading-from-sheet": mark(
        "The names of the sheets ({sheets}) say which component or cluster their headings are about, so both were read "
        "together."
    ),
    "several-tables": mark(
        "Sheet “{sheet}” holds several maps with different headings and different courses ({refs}). Put the courses "
        "below one another, under one row of headings; or, if one of the maps is enough, remove the others."
    ),
    "merged-over-all": mark(
        "All of sheet “{sheet}” is merged into one cell. That was ignored: every cell was read by itself."
    ),
    "tables-joined": mark("Sheet “{sheet}” has the same courses in {count} tables ({refs}). They are read as one map."),
    "tables-disagree": mark(
        "“{written}” stands here, and “{first}” in {other} about the same course. Keep one of them."
    ),
    "layout-unsure": mark("Sheet “{sheet}”: {doubt}. Say how the sheet is to be read, or leave it out."),
    "no-targets-left": mark_many(
        "{count} heading was left out, and there is no other, so there is nothing to store. Say what it stands for.",
        "All {count} headings were left out, so there is nothing to store. Say for at least one what it stands for.",
    ),
    "hidden-sheet": mark("Sheet “{sheet}” is hidden and was not read. It can be read too, if you say so."),
    "hidden-lines": mark(
        "Sheet “{sheet}” has hidden rows or columns that hold something ({lines}). They were not read."
    ),
    "hidden-lines-read": mark(
        "Sheet “{sheet}” has hidden rows or columns that hold something ({lines}). They were read as you asked."
    ),
    "conditional-colours": mark(
        "Colours here come from conditional formatting, and such colours are not read as marks. Write the level in "
        "each cell, or colour the cells by hand, and choose the file again."
    ),
    "comments-not-read": mark("The comments ({count}) stay in your workbook; they are not part of the grid."),
    "colour-against-mark": mark_many(
        "In {count} cell the colour says another level than the mark. Here stands “{written}”, and by the legend the "
        "colour says “{explanation}”. What is written counts. Check which of them holds: {refs}.",
        "In {count} cells the colour says another level than the mark. Here stands “{written}”, and by the legend the "
        "colour says “{explanation}”. What is written counts. Check which of them holds, in each: {refs}.",
    ),
    "colour-without-mark": mark_many(
        "{count} cell is empty, and by the legend its colour says a level: “{explanation}”. Beside written marks a "
        "colour alone is not read, so the place counts as empty. Write the level in it if it holds: {refs}.",
        "{count} cells are empty, and by the legend their colours say a level, such as “{explanation}” here. Beside "
        "written marks a colour alone is not read, so these places count as empty. Write the level in each where it "
        "holds: {refs}.",
    ),
    "colours-not-read": mark_many(
        "The colour of {count} cell is explained in the file, and says no level: {values}. It was not read.",
        "The colours of {count} cells are explained in the file, and say no level: {values}. They were not read.",
    ),
    "struck-through": mark_many(
        "“{written}” is struck through, and counts all the same ({count} such cell). "
        "Empty the cell if it no longer holds.",
        "“{written}” is struck through, and counts all the same ({count} such cells). "
        "Empty the cells that no longer hold.",
    ),
    "faint-text": mark_many(
        "“{written}” cannot be seen: its text has the same colour as the cell ({count} such cell). "
        "It counts all the same; empty the cell if it should not.",
        "“{written}” cannot be seen: its text has the same colour as the cell ({count} such cells). "
        "They count all the same; empty the cells that should not.",
    ),
    "too-many-marks": mark(
        "There are more than {most} different marks in this table, so these are no levels. "
        "Check which columns hold levels."
    ),
    "row-without-course": mark_many(
        "{count} line was not read as a course or a heading ({refs}): {why}. If it is a course, give it a title and "
        "credits.",
        "{count} lines were not read as a course or a heading: {refs}. The reason for each: {why}. If one of them is a "
        "course, give it a title and credits.",
    ),
    "lines-left-out": mark_many(
        "{count} line is no course, so it was left out ({refs}): {why}.",
        "{count} lines are no courses, so they were left out: {refs}. The reason for each: {why}.",
    ),
    "rated-twice": mark(
        "“{written}” stands here and “{first}” in {other}, about the same course and the same target. Keep one of the "
        "two rows."
    ),
    "columns-without-name": mark_many(
        "{count} column without a heading was not read: {refs}.",
        "{count} columns without a heading were not read: {refs}.",
    ),
    "marks-without-course": mark(
        "This line holds marks ({count}), but {why}, so it is not known what they are about. Give the line a name, or "
        "empty it."
    ),
}

LAYOUTS: Mapping[str, str] = {
    "courses_rows": mark("courses in rows"),
    "courses_cols": mark("courses in columns"),
    "long": mark("a course, an outcome and a level in each row"),
    "no-map": mark("nowhere: this sheet is no map, leave it out"),
}

WHY_NOT: Mapping[str, str] = {
    "totals": mark("it holds totals"),
    "section": mark("it is a heading between the courses"),
    "text-only": mark("it holds text without credits, status or a level"),
    "legend": mark("it explains the marks"),
    "footnote": mark("it is a note below the table"),
    "repeated-header": mark("it repeats the headings"),
    "unnamed": mark("it has no name"),
    "remarks": mark("it holds remarks or names"),
    "whole": mark("by its name it is about all courses together, or another view of them"),
    "answered": mark("it is no course, as was answered"),
    "in-doubt": mark("it is asked whether it is a course"),
}

_DOUBTS: Mapping[str, str] = {
    "orientation": mark("it is not clear whether the courses stand down or across"),
    "sub-columns": mark("several columns stand under one heading, and it is not clear how they go together"),
    "numbers": mark("its numbers look like weights or points rather than levels"),
    "outcomes": mark("it is not clear that its headings are outcomes"),
    "courses": mark("it is not clear that its rows are courses"),
    "tables": mark(
        "it holds several tables, and it is not clear that they belong to one programme. Together they are read as one "
        "map; if they are about several programmes, put each of them on a sheet of its own first"
    ),
    "persons": mark("what should be its courses looks like persons"),
    "programmes": mark("what should be its courses looks like programmes or institutions"),
    "several-programmes": mark(
        "a column, or lines above its courses, say that these belong to several programmes, and a map is about one of "
        "them. Put each programme in a file of its own, or confirm that all courses are of one"
    ),
    "views": mark(
        "most courses have several lines, which a column tells apart, such as one for each rater or year; a map holds "
        "one of them"
    ),
    "forms": mark("its titles speak of ways of teaching or examining, so what stands in its cells may be no levels"),
    "components": mark(
        "some of its lines look like the components of one course; they are read as courses of their own"
    ),
}

_APART: Mapping[str, str] = {
    "levels-differ": mark(
        "“{written}” stands here and “{first}” in {other}, about the same course and the same target. Keep one of "
        "them, if the sheets are parts of one map"
    ),
    "rated-in-both": mark(
        "the same course has the same target here and in {other}. Take the course out of one of the sheets, if they "
        "are parts of one map"
    ),
    "fields-differ": mark(
        "“{written}” stands here and “{first}” in {other}, about the same course. Make them the same, if the sheets "
        "are parts of one map"
    ),
    "legend": mark("the same mark means “{written}” in the one and “{first}” in the other"),
    "described": mark("they say that they are about different programmes, years or raters"),
    "lies-otherwise": mark("their courses do not lie the same way"),
    "other-map": mark("a course of theirs stands twice in one of them, so it is not clear which of the two is meant"),
}

_SEEMS: Mapping[str, str] = {
    "matrix": mark("a map"),
    "long": mark("a list of courses and outcomes"),
    "course-list": mark("a list of courses"),
    "framework": mark("a framework"),
    "not-a-map": mark("no map"),
    "empty": mark("empty"),
    "rubric": mark("a rubric"),
    "level-profile": mark("a profile of levels"),
    "points-list": mark("a list of points"),
    "teaching-forms": mark("a table of ways of teaching or examining"),
    "degree-plan": mark("a degree plan"),
    "empty-template": mark("an empty template"),
    "codes": mark("a table of codes"),
    "other": mark("no map"),
    "ambitions": mark("ambitions"),
}
_MOST_SHEETS = 6


def seen(sheets: Mapping[str, str], language: Language) -> str:
    """What each sheet seems to be, by its name: the first six."""
    parts = [f"“{name}”: {seems(kind, language)}" for name, kind in list(sheets.items())[:_MOST_SHEETS]]
    return "; ".join(parts) + ("; …" if len(sheets) > _MOST_SHEETS else "")


def seems(kind: str, language: Language) -> str:
    """What a sheet seems to be, in words."""
    return say(_SEEMS[kind], language)


def doubt_in_words(doubt: str, language: Language) -> str:
    """What is not clear about a sheet."""
    return say(_DOUBTS[doubt], language)


def apart_in_words(why: str, facts: Mapping[str, object], language: Language) -> str:
    """Why two sheets are not one map."""
    return say(_APART[why], language, **{name: facts.get(name, "") for name in ("written", "first", "other")})
