"""What is found wrong with a database, and why a backup was not made or not put back, as sentences."""

from curriculum_map.domain.text import Language
from curriculum_map.wording.catalogue import mark, say

_UNSOUND = {
    "damaged": mark("The file is damaged: {about}. Put the last backup back."),
    "link": mark("A row belongs to one that is not there: {about}. Put the last backup back."),
    "journal": mark(
        "The write-ahead log of SQLite is off, so that readers and writers wait for each other. Put the database on a "
        "disk of this computer."
    ),
    "older": mark("The tables are those of an earlier version. Bring them up to date: “curriculum-map db upgrade”."),
    "unprotected": mark(
        "The table “{about}” has lost a trigger that keeps it from being changed. Put the last backup back, and see "
        "who may change the tables."
    ),
    "erasure": mark(
        "The row of institution {about} in the table “erasure” lets its snapshots be deleted, and no erasure is going "
        "on. Delete the row, and see who may change the tables."
    ),
    "checksum": mark(
        "This version is not what was stored, its checksum is another one: {about}. Compare it with a backup."
    ),
    "version-missing": mark("This version is missing: {about}. Look for it in a backup."),
    "no-current": mark(
        "The current version of this grid is not its last one, or is missing: {about}. Compare with a backup."
    ),
    "snapshot": mark(
        "This snapshot is not what was frozen, its hash or what stands beside it is another one: {about}. Compare it "
        "with a backup."
    ),
    "logged": mark("The audit log says that this was stored, and it is not there: {about}. Look for it in a backup."),
    "unlogged": mark(
        "This is in the database, and by the audit log nobody stored it: {about}. Look whether a backup has it."
    ),
    "changed": mark("This is not as the audit log says that it was stored: {about}. Compare it with a backup."),
    "line": mark(
        "This line of the audit log is not what was written, or one before it is missing: {about}. Compare the log "
        "with a backup."
    ),
    "log-end": mark(
        "The audit log ends with line {about}, and the table “changes” says that it ends differently. Compare the log "
        "with a backup."
    ),
    "ambitions": mark(
        "These ambitions are not what was set, or some that were set before them are missing: {about}. Compare them "
        "with a backup."
    ),
    "original": mark(
        "This file that is kept does not have the bytes that were uploaded: {about}. Upload it once more."
    ),
    "unreadable": mark("Rows of the table “{about}” cannot be read. Put the last backup back."),
    "spelling": mark(
        "The institution “{about}” is not found under its own name: the spelling is missing. Put the last backup back."
    ),
    "no-institution": mark("An institution is missing to which something belongs: {about}. Look for it in a backup."),
}
_REFUSALS = {
    "exists": mark("{why} is there already. Give the backup another name: no file is written over."),
    "in-memory": mark("A database in memory has no backup."),
    "cannot-write": mark("That could not be written: {why}."),
    "no-tool": mark(
        "{why} was not found. It comes with PostgreSQL: install its client programs, or say in "
        "CURRICULUM_MAP_PG_TOOLS in which folder they are."
    ),
    "tool-failed": mark(
        "One of PostgreSQL's own programs stopped, and nothing was changed. Its version has to be that of the server, "
        "or later. It says: {why}"
    ),
    "no-backup": mark("This file is no backup of this program's database. Nothing was changed."),
    "other-kind": mark(
        "This is a backup of the other kind of database: one of SQLite goes back in SQLite, one of PostgreSQL in "
        "PostgreSQL. Nothing was changed."
    ),
    "later": mark("A later version of this program made this backup. Install that version. Nothing was changed."),
    "unsound": mark("The backup is damaged, and nothing was changed. Try an earlier one. It was found: {why}."),
    "has-data": mark(
        "There are data in the database, and nothing was changed. If the backup is to take their place, add --replace: "
        "what is there now is kept in a file of its own."
    ),
}


def unsound_sentence(kind: str, about: str, language: Language) -> str:
    """What is wrong with a database, by its kind in storage/checking.py, and what to do."""
    return say(_UNSOUND[kind], language, about=about)


def refusal_sentence(kind: str, why: str, language: Language) -> str:
    """Why there is no backup or why it was not put back, by its kind in storage/backups.py, and what to do."""
    return say(_REFUSALS[kind], language, why=why.rstrip("."))
