"""The sentences about the record: why something was not done, and who did what."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from curriculum_map.domain.actors import LOCAL_ACTOR, Action
from curriculum_map.domain.curriculum import GridKey, Perspective
from curriculum_map.domain.framework import Edition, Granularity
from curriculum_map.domain.refused import Refused, Why
from curriculum_map.domain.register import Entry
from curriculum_map.domain.text import Language
from curriculum_map.frameworks.loader import DEFAULT_EDITION, load_edition, load_programmes, programme_name
from curriculum_map.wording.catalogue import mark, mark_many, say, say_many
from curriculum_map.wording.labels import label
from curriculum_map.wording.numbers import day, moment

# Of grids or ambitions of which no figure, report, snapshot or next version is made.
NOT_STORED_SO = mark(
    "This is not what was stored, as its checksum is another one: {about}. Somebody changed it in the database, so "
    "nothing is shown or made of it. Go back to an earlier version of it or upload its file again (page Data, page "
    "Upload); what was written down, such as a decision or a comment, you take back on the page Data or with "
    "“curriculum-map db take-back”; or put a backup back with “curriculum-map db restore FILE --replace”. All that is "
    "wrong: “curriculum-map db verify”."
)
CANNOT_COMPARE = mark(
    "One of the two is not what was stored: somebody changed it in the database, so they are not compared. All that is "
    "wrong: “curriculum-map db verify”."
)
# What two institutions that are to be merged both have: for say_many, and where there is nothing.
OF_BOTH = mark_many(
    "{count} grid is of both. Every version stays, and the one that was stored last counts.",
    "{count} grids are of both. Every version stays, and of each the one that was stored last counts.",
)
_NUMBERED = mark("no. {number}")
NONE_OF_BOTH = mark("No grid is of both, so no other version becomes the current one.")


@dataclass(frozen=True, slots=True)
class Side:
    """One of two grids that become one: whose it is, its file, and when it was stored."""

    institution: str
    file: str
    at: datetime


REFUSALS: Mapping[Why, str] = {
    Why.NO_INSTITUTION: mark("Nothing is stored of an institution called “{institution}”. See: institution list."),
    Why.SAME_INSTITUTION: mark("“{institution}” and “{other}” are one institution already."),
    Why.NOT_CONFIRMED: mark(
        "Nothing was deleted. To delete everything of “{institution}”, give its name once more, exactly so."
    ),
    Why.NOTHING_TO_UNDO: mark("No other institution was merged into “{institution}”, so there is nothing to undo."),
    Why.NEWER_SINCE_MERGE: mark(
        "The merge of “{other}” into “{institution}” stays: something newer was stored since on what had moved, or a "
        "part of that is gone. It would belong to neither."
    ),
    Why.NAME_NEEDED: mark("Give it a name of 1 to {most} characters."),
    Why.NAME_TAKEN: mark("“{institution}” already has a snapshot called “{name}”. Choose another name."),
    Why.NOTHING_TO_FREEZE: mark("“{institution}” has no grids of these programmes and this year to freeze."),
    Why.NOT_INTACT: NOT_STORED_SO,
    Why.NO_SNAPSHOT: mark("“{institution}” has no snapshot called “{name}”."),
    Why.SNAPSHOT_IS_INTACT: mark("The snapshot “{name}” of “{institution}” is intact: there is nothing to put back."),
    Why.NOT_WHAT_WAS_FROZEN: mark(
        "Nothing was put back: by the log this file is not what was frozen as “{name}” of “{institution}”, or the log "
        "itself is not whole. What it was is in a backup: db restore."
    ),
    Why.NO_FRAMEWORK: mark(
        "Nothing was imported: a grid in the archive uses the framework “{name}”, which is neither in it nor here."
    ),
    Why.PROGRAMME_KNOWN: mark("“{name}” is a programme already: “{programme}”."),
    Why.PROGRAMME_IN_USE: mark("“{name}” stays: there are grids of this programme."),
    Why.NO_PROGRAMME: mark("No programme called “{name}” was added here. The six of the field cannot be removed."),
    Why.NO_GRID_OF_PROGRAMME: mark(
        "Nothing is stored of “{programme}” at “{institution}”, so nobody can be asked there."
    ),
    Why.NOT_AN_ARCHIVE: mark(
        "Nothing was imported: this is not an archive that institution export wrote, or it is damaged."
    ),
    Why.OTHER_FORMAT: mark(
        "Nothing was imported: the archive has format {version}, and this version reads format {known}. Use a newer "
        "version."
    ),
    Why.ARCHIVE_TOO_LARGE: mark(
        "Nothing was imported: the archive is larger than {megabytes} MB, or has too many parts."
    ),
    Why.UNKNOWN_MEMBER: mark("Nothing was imported: “{member}” does not belong in an archive."),
    Why.MISSING_MEMBER: mark("Nothing was imported: “{member}” is missing in the archive."),
    Why.WRONG_CHECKSUM: mark(
        "Nothing was imported: “{member}” is not what it was when the archive was made; its checksum differs."
    ),
    Why.UNREADABLE_MEMBER: mark("Nothing was imported: “{member}” in the archive cannot be read."),
    Why.ALREADY_HERE: mark(
        "Nothing was imported: there is already something stored of “{institution}” here. An archive is never mixed "
        "with it."
    ),
    Why.SPELLING_ELSEWHERE: mark(
        "Nothing was imported: “{spelling}”, a spelling of “{institution}” in the archive, is another institution here."
    ),
    Why.OTHER_FRAMEWORK: mark(
        "Nothing was imported: the framework “{name}” of the archive is another one than the one with that name here."
    ),
    Why.SAID_SINCE: mark(
        "Nothing was written down: somebody else changed this after you opened it. Look at what it says now, and say "
        "it again if you still want to."
    ),
    Why.TEXT_NEEDED: mark("Nothing was written down: give a text of 1 to {most} characters."),
    Why.TEXT_TOO_LONG: mark("Nothing was written down: keep the text to {most} characters."),
    Why.NOTHING_TO_DRAW: mark(
        "Nothing was written down: no such place is claimed. A sample is of places with a level above “not covered”."
    ),
    Why.LEVEL_NEEDED: mark("Nothing was written down: say to which level the repair is to bring it."),
    Why.YEAR_NEEDED: mark(
        "Nothing was written down: say by which academic year the repair is done, for example 2027-28."
    ),
    Why.SNAPSHOT_NOT_INTACT: mark(
        "Nothing was exported: the snapshot “{name}” is not intact, and no installation takes an archive with such a "
        "one. Somebody changed it in the database. Put it back: from a file that was exported of it (snapshot "
        "put-back), or from a backup (db restore)."
    ),
    Why.EXPORT_TOO_LARGE: mark(
        "Nothing was exported: the archive could not be imported again, as it is larger than {megabytes} MB or has too "
        "many parts. Make a backup instead: db backup."
    ),
    Why.EXPORT_NOT_INTACT: mark(
        "Nothing was exported: this is not what was stored, as its checksum is another one: {about}. Somebody changed "
        "it in the database, and an archive has every version as it was stored. What it was is in a backup: db restore."
    ),
    Why.EXPORT_UNSOUND: mark(
        "Nothing was exported: the archive could not be imported again, as “{member}” in it is not sound. To see what "
        "is wrong in the database: db verify."
    ),
}

# What was done, by action; where one action does several things, by what its details tell.
ACTS: Mapping[tuple[str, str], str] = {
    (Action.IMPORT_GRID, "file"): mark("stored version {version} from “{file}”"),
    (Action.IMPORT_GRID, "thrown_away"): mark("threw the begun upload of “{thrown_away}” away"),
    (Action.ROLL_BACK, "content_of"): mark("went back to version {content_of}, as version {version}"),
    (Action.ROLL_OVER, "from"): mark("carried version {version} over from {from} (ambitions: {ambitions})"),
    (Action.CONFIRM_CARRIED, "titles"): mark("confirmed carried courses ({courses}), version {version}: {titles}"),
    (Action.CONFIRM_CARRIED, "courses"): mark("confirmed carried courses ({courses}), version {version}"),
    (Action.LINK_COURSES, "linked"): mark("said which course of {with} is which, version {version} (links: {linked})"),
    (Action.SET_AMBITIONS, "copied"): mark("set ambitions (changed: {changed}), taken over from {copied}"),
    (Action.SET_AMBITIONS, "number"): mark("set ambitions (changed: {changed})"),
    (Action.MANAGE_SAMPLES, "removed"): mark("removed samples ({removed})"),
    (Action.MANAGE_FRAMEWORKS, "stored"): mark("stored the framework"),
    (Action.MANAGE_FRAMEWORKS, "removed"): mark("removed the framework"),
    (Action.MANAGE_WORDING, "texts"): mark("stored official wording (texts: {texts})"),
    (Action.MANAGE_WORDING, "removed"): mark("removed official wording (texts: {removed})"),
    (Action.MAKE_SNAPSHOT, "put_back"): mark("put a snapshot back as it was frozen, SHA-256 {put_back}"),
    (Action.MAKE_SNAPSHOT, "sha256"): mark("made a snapshot (grids: {grids}), SHA-256 {sha256}"),
    (Action.MERGE_INSTITUTIONS, "absorbed"): mark("merged “{absorbed}” into it (grids: {grids})"),
    (Action.UNDO_MERGE, "absorbed"): mark("took “{absorbed}” apart again"),
    (Action.MERGE_INSTITUTIONS, "kept"): mark("was merged into “{kept}”"),
    (Action.UNDO_MERGE, "kept"): mark("was taken apart from “{kept}” again"),
    (Action.MANAGE_PROGRAMMES, "added"): mark("added the programme"),
    (Action.MANAGE_PROGRAMMES, "removed"): mark("removed the programme"),
    (Action.AGREE_TO_BE_ASKED, "agreed"): mark("agreed to be asked by others"),
    (Action.AGREE_TO_BE_ASKED, "withdrawn"): mark("no longer agreed to be asked by others"),
    (Action.IMPORT_ARCHIVE, "sha256"): mark("imported an archive (grids: {grids}, versions: {versions})"),
    (Action.CARE_FOR_DATABASE, "restored"): mark("put the copy “{restored}” back"),
    (Action.CARE_FOR_DATABASE, "upgraded"): mark("brought the tables up to date, to version {upgraded}"),
    (Action.DECIDE, "said"): mark("wrote a decision down (version {said})"),
    (Action.DECIDE, "taken_back"): mark("took a decision back"),
    (Action.COMMENT, "said"): mark("wrote a comment (version {said})"),
    (Action.COMMENT, "taken_back"): mark("took a comment back"),
    (Action.WRITE_NARRATIVE, "said"): mark("wrote a text for the dossier (version {said})"),
    (Action.WRITE_NARRATIVE, "taken_back"): mark("took a text for the dossier back"),
    (Action.AGREE_LEVEL, "said"): mark("wrote an agreed level down (version {said})"),
    (Action.AGREE_LEVEL, "taken_back"): mark("took an agreed level back"),
    (Action.SAMPLE, "said"): mark("drew or marked an audit sample (version {said})"),
    (Action.SAMPLE, "taken_back"): mark("took an audit sample back"),
    (Action.DELETE_INSTITUTION, "grids"): mark(
        "deleted everything (grids: {grids}, versions: {versions}, snapshots: {snapshots}, files: {files})"
    ),
}


def grid_line(key: GridKey, language: Language) -> str:
    """What a grid is about, in one line."""
    name = programme_name(key.programme)[language]
    about = (key.institution, name, *([key.campus] if key.campus else []), key.academic_year, key.rater or "–")
    return " | ".join(about)


def collision_sentence(counts: Side, earlier: Side, language: Language) -> str:
    """Of two grids that become one, which would count; what changes follows."""
    sentence = mark(
        "That of “{counts}” would count: {file}, {day}. That of “{other}” becomes an earlier version: {other_file}, "
        "{other_day}. What changes from that one to the one that would count:"
    )
    facts = {"counts": counts.institution, "file": counts.file, "day": day(counts.at, language)}
    facts |= {"other": earlier.institution, "other_file": earlier.file, "other_day": day(earlier.at, language)}
    return say(sentence, language, **facts)


def undone_sentences(name: str, institution: str, stay: Iterable[GridKey], language: Language) -> list[str]:
    """That an institution is on its own again, and each grid that stays with the one that had absorbed it."""
    kept = [grid_line(key, language) for key in stay]
    said = [say(mark("“{name}” is on its own again."), language, name=name)]
    if kept:
        came = say_many(
            "{count} grid came in since the merge and stays with “{institution}”:",
            "{count} grids came in since the merge and stay with “{institution}”:",
            len(kept),
            language,
            institution=institution,
        )
        said += [came, *kept]
    return said


def refusal_sentence(refused: Refused, language: Language) -> str:
    """Why nothing was done, in a sentence."""
    facts = dict(refused.facts)
    if "about" in facts:
        facts["about"] = _named(facts["about"], language)
    if "programme" in facts:
        facts["programme"] = programme_name(str(facts["programme"]))[language]
    return say(REFUSALS[refused.why], language, **facts)


def who_words(name: str, language: Language) -> str:
    """Who did something; on one machine, where nobody has a name, that it was somebody there."""
    return say(mark("somebody on this computer"), language) if name == LOCAL_ACTOR.name else name


def act_sentence(
    at: datetime,
    by: str,
    action: str,
    about: str,
    details: Mapping[str, object],
    language: Language,
    editions: Mapping[str, Edition] | None = None,
) -> str:
    """A line of the audit log: when, who, about what, and what was done; an act without a sentence by its own name.

    `editions`: see `about_in_words`.
    """
    known = (sentence for (name, told_by), sentence in ACTS.items() if name == action and told_by in details)
    sentence = next(known, None)
    told = {name: "; ".join(map(str, fact)) if isinstance(fact, list) else fact for name, fact in details.items()}
    done = action if sentence is None else say(sentence, language, **told)
    return say(
        mark("{when}, {who}: {about}: {done}"),
        language,
        when=moment(at, language),
        who=who_words(by, language),
        about=about_in_words(about, language, editions),
        done=done,
    )


def not_intact_sentence(about: object, language: Language, editions: Mapping[str, Edition] | None = None) -> str:
    """That these grids or ambitions were changed in the database, and what to do; as the audit log calls them."""
    return say(NOT_STORED_SO, language, about=_named(about, language, editions))


def entry_words(
    institution: str, entry: Entry, language: Language, editions: Mapping[str, Edition] | None = None
) -> str:
    """What was written down, by what it is and what it is about, as the audit log calls that."""
    about = entry.about
    parts = (institution, about.programme, about.campus, about.academic_year, about.name)
    return f"{label(about.subject, language)}: {about_in_words(' | '.join(filter(None, parts)), language, editions)}"


def _named(about: object, language: Language, editions: Mapping[str, Edition] | None = None) -> str:
    return (
        "; ".join(_with_version(str(one), language, editions) for one in about) if isinstance(about, Iterable) else ""
    )


def _with_version(about: str, language: Language, editions: Mapping[str, Edition] | None) -> str:
    """What the log calls a grid, with the number of a version behind it if there is one."""
    grid, _, number = about.rpartition(" | ")
    if not number.isdecimal():
        return about_in_words(about, language, editions)
    return about_in_words(grid, language, editions) + ", " + say(mark("version {number}"), language, number=number)


def about_in_words(about: str, language: Language, editions: Mapping[str, Edition] | None = None) -> str:
    """What an act is about, with the programme, the role of a rater and the target as people call them.

    `editions` are those of what is stored, by what an act calls a programme and its year; a target of which none is
    known has its name in the first edition.
    """
    first, *parts = about.split(" | ")
    words = {one.id: one.name[language] for one in load_programmes()}
    words |= {one.value: label(one, language) for one in Perspective}
    if parts:
        # Only what stands last can be a target, or behind a programme the number of a decision.
        target = _without_course(parts[-1])
        words |= _target_name(target, _edition_of((first, *parts[:-1]), editions or {}), language)
    if len(parts) > 1 and parts[-1].isdecimal():
        parts[-1] = say(_NUMBERED, language, number=parts[-1])
    return " | ".join((first, *(words.get(_without_course(part), part) for part in parts)))


def _edition_of(about: Sequence[str], editions: Mapping[str, Edition]) -> Edition:
    """The edition of the most that is known of these parts; the first edition where nothing is."""
    wholes = (" | ".join(about[:count]) for count in range(len(about), 0, -1))
    return next((editions[whole] for whole in wholes if whole in editions), load_edition(DEFAULT_EDITION))


def _target_name(target: str, edition: Edition, language: Language) -> dict[str, str]:
    """The name of a focus, cluster, cell or element by its id; nothing for what is none of this edition."""
    if any(target in edition.targets(granularity) for granularity in Granularity):
        return {target: edition.name(target, language)}
    return {focus.id: focus.name[language] for focus in edition.focuses if focus.id == target}


def _without_course(part: str) -> str:
    """A part less the checksum of a course, which stands behind the target of an agreed level."""
    return re.sub(r":[0-9a-f]{16}$", "", part)
