"""What a database came back with, as a sentence: what happened, that nothing was stored, what to do."""

from curriculum_map.domain.text import Language
from curriculum_map.wording.catalogue import mark, say

# Of one that is open: these hold for what was asked of it just now.
_TROUBLES = {
    "busy": mark("The database is busy with what somebody else does. Nothing was stored. Try again in a moment."),
    "full": mark(
        "The database cannot write any more: its disk is full, or nearly so, or what it may use of it. Nothing was "
        "stored. Make room, then try again."
    ),
    # A workbook is put together in a file of its own first, on the disk of the app.
    "no-room": mark("There is no room on the disk to make a file. Nothing was stored. Make room, then try again."),
    # Who loses the connection while it is told "stored" cannot know.
    "lost": mark(
        "The database cannot be reached. Nothing was stored, or all of it if it broke off at the very end: do it "
        "again, nothing is stored twice. If that does not help, see whether it runs and whether its disk is there."
    ),
    "read-only": mark(
        "The database can only be read here. Nothing was stored. Give this program the right to write in it and in its "
        "folder, then try again."
    ),
    "damaged": mark(
        "The database is damaged. Nothing was stored. Look at it with “curriculum-map db check”, and put the last "
        "backup back with “curriculum-map db restore FILE --replace”."
    ),
    "conflict": mark(
        "Somebody else changed the same in the meantime. Nothing was stored. Look at what is there now, then try again."
    ),
}
# Of one that was not opened.
_OBSTACLES = {
    "lost": mark("It cannot be reached. See whether it runs and whether its disk is there."),
    "older": mark(
        "An earlier version of this program made it. Keep a backup with “curriculum-map db backup FILE”, then bring it "
        "up to date with “curriculum-map db upgrade”."
    ),
    "newer": mark(
        "A later version of this program made it, and this one could damage it. Install that version, or choose "
        "another database for this one."
    ),
    "foreign": mark("It holds the tables of something else. Name one of this program, or an empty one."),
    "unlike": mark(
        "It says that its tables are those of this version, and they are not ({why}): a version that was never "
        "released made it, or something else changed it. Nothing in it was touched. Put a backup back with "
        "“curriculum-map db restore FILE --replace”, or move it away or name another one to begin anew."
    ),
    "network": mark(
        "Its file is on a network drive ({why}), where two computers that write at once damage it. Put it on a disk of "
        "this computer, or share one with PostgreSQL."
    ),
    "no-driver": mark(
        "What is needed to reach it is not installed ({why}). For PostgreSQL: pip install 'curriculum-map[postgres]'."
    ),
    "unknown": mark("It says: {why}. See whether its address is right."),
}


def trouble_sentence(kind: str, language: Language) -> str:
    """What happened to what was asked: a kind of storage/troubles.py, or "conflict", or "no-room" for a file."""
    return say(_TROUBLES[kind], language)


def unavailable_sentence(url: str, kind: str, why: str, language: Language) -> str:
    """Why the database at this address was not opened, and what to do."""
    reason = say((_TROUBLES | _OBSTACLES)[kind], language, why=why.strip().rstrip("."))
    return say("The database {url} cannot be used.", language, url=url) + " " + reason


def demo_aside_sentence(file: str, language: Language) -> str:
    """That the database of the demonstration was made anew, and which file has the one of before."""
    made_anew = mark(
        "The database of the demonstration was of another version, so a new one with the samples is made. The one of "
        "before is kept beside it as {file}."
    )
    return say(made_anew, language, file=file)
