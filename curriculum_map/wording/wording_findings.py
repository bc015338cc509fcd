"""The sentences of the findings about a file with official wording."""

from collections.abc import Mapping

from curriculum_map.wording.catalogue import mark

WORDING_SENTENCES: Mapping[str, str] = {
    "no-wording-table": mark(
        "No table with official wording was found: a row with the headings “edition”, “code” or “id”, and “text”. "
        "Write those headings above the columns."
    ),
    "no-wording": mark("The headings are there, but nothing stands below them. Fill in at least one text."),
    "wording-incomplete": mark("This row has no {field}. Fill it in, or empty the whole row."),
    "unknown-element-code": mark(
        "“{written}” is not an element of edition {edition}. Write the code if this edition prints one, or an id "
        "such as {choices}."
    ),
    "ambiguous-element-code": mark(
        "Edition {edition} prints “{written}” for more than one element. Write the id instead ({choices}), or name the "
        "cell in a column “cell”."
    ),
    "unknown-cell": mark("“{written}” is not a cell of the framework. Write its name, or an id such as {choices}."),
    "wording-twice": mark("There is already a text for this element in this language, in {other}. Keep one of them."),
    "wording-not-text": mark(
        "“{written}” is a formula or an error of the spreadsheet, not a text. Write the text itself."
    ),
    "wording-too-long": mark("This text is longer than {most} characters (“{written}”). Shorten it."),
    "text-beyond-headings": mark(
        "“{written}” stands right of the last heading: the text was probably cut at a comma or a semicolon. Put the "
        "text between quotation marks, or save the file as .xlsx."
    ),
}

WORDING_FIELD_NAMES: Mapping[str, str] = {
    "id": mark("id"),
    "code": mark("code or id"),
    "cell": mark("cell"),
    "text": mark("text"),
    "language": mark("language"),
}
