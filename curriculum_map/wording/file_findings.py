"""The sentences about a file as a whole and about its bytes: why it is not read, and what to do about it."""

from collections.abc import Mapping

from curriculum_map.wording.catalogue import mark

FILE_SENTENCES: Mapping[str, str] = {
    "empty-file": mark("This file is empty. Choose the workbook itself, or save it again and upload it once more."),
    "file-too-large": mark(
        "This file is larger than {megabytes} MB. Remove pictures and empty formatted rows, save it and try again."
    ),
    "unpacked-too-large": mark(
        "Unpacked, this file is larger than {megabytes} MB. Remove pictures and empty formatted rows, "
        "save it and try again."
    ),
    "sheet-too-large": mark(
        "Sheet “{sheet}” is filled in as far as {last}; at most {rows} rows and {columns} columns are read. Remove "
        "what lies outside the table and try again."
    ),
    "too-many-places": mark(
        "Sheet “{sheet}” spans more than {most} places from its first to its last filled cell. Remove what lies "
        "outside the table, or save it as .xlsx, and try again."
    ),
    "too-many-parts": mark(
        "This file consists of more than {most} parts. Copy the sheets that you need to a new workbook and try again."
    ),
    "too-many-sheets": mark(
        "This workbook has more than {most} sheets. Copy the ones that you need to a new workbook and try again."
    ),
    "too-many-merged": mark(
        "Sheet “{sheet}” has more than {most} merged cells. Unmerge the cells outside the table and try again."
    ),
    "too-much-text": mark(
        "This file holds more than {megabytes} MB of text, which is more than a table of courses needs. Copy the table "
        "to a new workbook and try again."
    ),
    "too-hard-to-read": mark(
        "Reading this file takes more time or memory than a table of courses ever does, so it was stopped and nothing "
        "was stored. Copy the table itself to a new workbook, save it as .xlsx and try again; if it is small, the "
        "machine may have been busy: try once more later."
    ),
    "reader-not-available": mark(
        "Files cannot be read at this moment, whichever file it is. Try again in a minute; if it stays so, tell "
        "whoever looks after this program."
    ),
    "password-protected": mark(
        "This file is protected with a password. Remove the password in Excel or LibreOffice, save it and try again."
    ),
    "old-format": mark(
        "This is a workbook in a format that Excel used long ago. Open it in Excel or LibreOffice, save it as .xlsx "
        "and upload that copy."
    ),
    "web-page-as-workbook": mark(
        "This file has the name of a workbook, but inside it is a web page, as some student systems export. Open it in "
        "Excel or LibreOffice, save it as .xlsx and upload that copy."
    ),
    "damaged-file": mark(
        "This file is damaged or incomplete, so nothing could be read. Open it in Excel or LibreOffice, save it again "
        "and upload that copy."
    ),
    "contradictory-file": mark(
        "This file holds the same part twice, or parts that contradict each other, so nobody can tell which one "
        "counts. Open it in Excel or LibreOffice, save it again and upload that copy."
    ),
    "unsafe-file": mark(
        "This file holds constructions that no spreadsheet program writes and that can do harm, so nothing was read. "
        "Open it in Excel or LibreOffice, save it again and upload that copy."
    ),
    "rows-out-of-order": mark(
        "In this sheet rows or cells stand twice or in the wrong order, from this cell on, so nobody can tell which "
        "one counts. Open it in Excel or LibreOffice, save it again and upload that copy."
    ),
    "sheet-in-utf-16": mark(
        "Sheet “{sheet}” is stored in an unusual way (UTF-16), in which its cells would be lost. Open the file in "
        "Excel or LibreOffice, save it again and upload that copy."
    ),
    "not-a-workbook": mark("This is not a workbook ({found}). These files can be read: {readable}."),
    "wrong-extension": mark(
        "The name ends in “.{extension}”, but what is inside is {kind}. Give the file the ending “.{kind}” or save it "
        "again in the format you meant."
    ),
    "unclosed-quote": mark(
        "The row on line {line} opens a quotation mark that is never closed, so the cells after it cannot be told "
        "apart. Close or remove the quotation mark."
    ),
    "text-after-quote": mark(
        "In the row on line {line} something follows right after the quotation mark that closes a cell. Remove it, or "
        "write each quotation mark within a text twice."
    ),
    "encoding-guessed": mark(
        "This text file does not say how its letters are stored; it was read as {encoding}. Check the letters with "
        "accents; if they are wrong, save the file as “CSV UTF-8”."
    ),
    "look-not-read": mark(
        "This file is so large that only its values were read: colours, comments, crossed-out text and hidden rows and "
        "columns were not looked at. Copy the table to a new workbook if they matter."
    ),
    "xlsb-looks-not-read": mark(
        "Of an xlsb file colours, comments, crossed-out text and what is shown when a cell is entered are not read. If "
        "they matter, save it as “Excel Workbook (.xlsx)” and choose that file."
    ),
    "cell-too-long": mark(
        "A cell holds more than {most} characters ({cells}), which is more than Excel allows. Shorten its text."
    ),
    "control-character": mark(
        "A cell holds signs that cannot be seen and that steer a machine, not text ({cells}). Empty it and type its "
        "text again."
    ),
    "bidirectional-character": mark(
        "A cell holds signs that cannot be seen and that turn the direction of its text, so that it says something "
        "other than it shows ({cells}). Empty it and type its text again."
    ),
    "number-without-value": mark(
        "A cell holds a number that is none: infinite or undefined ({cells}). Write the number itself, or empty it."
    ),
}
