"""The sentence of each finding: what is wrong, what was written, what to do."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from curriculum_map.domain.ambitions import Position
from curriculum_map.domain.curriculum import BlankMeans, Perspective, Status
from curriculum_map.domain.findings import Finding
from curriculum_map.domain.framework import Edition, Granularity
from curriculum_map.domain.text import Language
from curriculum_map.frameworks.loader import DEFAULT_EDITION, Editions, load_editions, load_legend, programme_name
from curriculum_map.wording.catalogue import beginning, mark, say, say_many
from curriculum_map.wording.colour_words import mark_in_words
from curriculum_map.wording.file_findings import FILE_SENTENCES
from curriculum_map.wording.framework_findings import FRAMEWORK_SENTENCES
from curriculum_map.wording.groups import rule_words
from curriculum_map.wording.labels import label
from curriculum_map.wording.line_findings import LINE_CHOICES, LINE_SENTENCES, SIGNS
from curriculum_map.wording.map_findings import LAYOUTS, MAP_SENTENCES, WHY_NOT, apart_in_words, doubt_in_words, seen
from curriculum_map.wording.meaning_findings import (
    COURSE_FIELD_NAMES,
    DUPLICATE_KINDS,
    MARK_NOTES,
    MEANING_FIELD_NAMES,
    MEANING_SENTENCES,
    note_in_words,
)
from curriculum_map.wording.numbers import number
from curriculum_map.wording.wording_findings import WORDING_FIELD_NAMES, WORDING_SENTENCES

SENTENCES: Mapping[str, str | tuple[str, str]] = {
    **FILE_SENTENCES,
    "no-courses": mark("The headings are there, but no course stands below them. Fill in at least one course."),
    "merged-levels": mark(
        "These cells are merged over one level, “{written}”. It counts for each of them: if that is not as meant, "
        "unmerge them and write a level in each cell that you mean."
    ),
    "course-without-title": mark(
        "This row has no course title. Fill in the title, or empty the whole row if it is no course."
    ),
    "title-too-long": mark("This title is longer than {most} characters (“{written}”). Shorten it."),
    "bad-credits": mark(
        "“{written}” is not a number of credits. Write a number above 0 and up to {most}, such as 6 or 4.5."
    ),
    "formula-without-value": mark(
        "This cell holds a formula whose result is not in the file ({written}). Open the file in Excel or LibreOffice, "
        "save it and upload it again, or write the value itself."
    ),
    "spreadsheet-error": mark(
        "“{written}” is an error of the spreadsheet, not a value. Mend the formula or write the value itself."
    ),
    "credits-missing": mark(
        "No credits are given for “{course}”: it will count as a course, but not in any sum of credits."
    ),
    "bad-phase": mark("“{written}” is not a phase. Write the year of the programme as one digit: 1, 2 or 3."),
    "unknown-status": mark(
        "“{written}” is not a status. Write “{compulsory}”, “{elective}”, or “{track}: ” and the name of the track."
    ),
    "group-unsure": mark(
        "How many does a student take from the elective group “{group}”, with {count} courses? The file does not say "
        "it for certain: {choices}."
    ),
    "group-without-rule": mark(
        "Elective group “{group}”, courses: {count}. Nobody says how many of them a student takes, so they count as "
        "free electives."
    ),
    "group-rule-read": mark("From the elective group “{group}”, courses: {count}, a student takes {rule}."),
    "group-without-courses": mark(
        "No course belongs to the elective group “{group}”. Write “{elective}: {group}” as the status of its courses."
    ),
    "group-rule-unclear": mark(
        "“{written}” does not say what a student takes of an elective group. Write its name once, with either a number "
        "of courses or a number of credits."
    ),
    "track-without-name": mark(
        "This course belongs to a track, but which? Write “{track}: ” and the name of the track."
    ),
    "track-unsure": mark(
        "“{written}” may be one track or several. Say which it is, with “;” between the names of several tracks: "
        "“A; B”."
    ),
    "tracks-read-apart": mark("“{written}” was read as several tracks, which other courses name too: {values}."),
    "status-missing": mark(
        "Courses without a status: {count}. They count as possible only, not as what every student gets: write "
        "“{compulsory}” for what everybody takes."
    ),
    "duplicate-code": mark(
        "Course code “{written}” stands here and in {other}{kind}. Give each course its own code, or say that all of "
        "them are meant."
    ),
    "two-programmes": mark(
        "More than one programme is named: “{written}”{and_other}. A grid is about one programme: correct the name, or "
        "choose the right file."
    ),
    "said-twice": mark("{field} is filled in twice: “{written}” and “{other}”. Keep one of them."),
    "not-a-choice": mark("“{written}” is not known as {field}. Choose one of: {choices}."),
    "bad-academic-year": mark("“{written}” is not an academic year. Write two years in a row, such as 2026-27."),
    "edition-by-headings": mark(
        "“{written}” is no framework edition that is known here. All headings are those of “{other}”, and that was "
        "taken."
    ),
    "answered-otherwise": mark("{field}: the file says “{written}”, your answer was “{other}”. Your answer counts."),
    "missing-institution": mark("Which institution is this about? {told}"),
    "missing-programme": mark("Which programme is this about? {told} Choose one of: {choices}."),
    "missing-academic-year": mark("Which academic year is this about? {told}"),
    "missing-edition": mark(
        "Which edition of the framework was used? The names of the columns do not tell. {told} Choose one of: "
        "{choices}."
    ),
    "mixed-granularity": mark(
        "“{written}” is a heading for a whole cluster among headings per component. Rate either per cluster "
        "or per component."
    ),
    "element-of-other-edition": mark(
        "“{written}” is not an element of edition {edition}. Take the headings from the template of that edition."
    ),
    "target-twice": mark(
        "This column is about “{target}”, and so is {other}. Keep one of them, or choose another target for one."
    ),
    "target-missing": mark("There is no column for {targets}. This counts as not rated."),
    "column-not-read": mark("Column “{written}” was not read: it names no course field and nothing of the framework."),
    "column-without-heading": mark(
        "“{written}” stands in a column without a heading, among columns with levels. Check whether the levels were "
        "pasted in the right columns, and empty this one."
    ),
    "name-of-other-edition": mark(
        "This heading is the name that edition {other} gives to “{target}”. It was read as that cluster of {edition}."
    ),
    "number-contradicts-name": mark(
        "The heading has number {written}, but “{target}” is number {number} in {edition}. The name was "
        "followed, not the number."
    ),
    "ambition-twice": mark("There is already an ambition for “{target}” in a row above. Keep one of them."),
    "ambition-for-unknown-target": mark(
        "“{written}” names no cluster and component of the framework. Take the names from the template."
    ),
    "ambition-granularity": mark(
        "The courses are rated {granularity}, but this ambition is not. Set ambitions the same way as the ratings."
    ),
    "ambition-without-level": mark(
        "This is marked as “{written}” without a level, so no gap can be measured. Write the level you aim for."
    ),
    "unknown-ambition-level": mark(
        "“{written}” is not a level to aim for. Write {ambition_levels}, or a digit 1 to 3."
    ),
    "unknown-weight": mark("“{written}” is not a weight. Write {weights}."),
    "unknown-position": mark("“{written}” is not a position. Write {positions}."),
    "ambitions-not-taken": mark(
        "The ambitions in this file were not read: ambitions are set by the coordinator, and this grid is from the "
        "perspective {perspective}."
    ),
    **MAP_SENTENCES,
    **LINE_SENTENCES,
    **MEANING_SENTENCES,
    **WORDING_SENTENCES,
    **FRAMEWORK_SENTENCES,
}

FIELD_NAMES: Mapping[str, str] = {
    "institution": mark("institution"),
    "programme": mark("programme"),
    "campus": mark("campus"),
    "academic_year": mark("academic year"),
    "edition": mark("framework edition"),
    "rater": mark("rater"),
    "perspective": mark("role of the rater"),
    "blank_means": mark("meaning of an empty cell"),
    "sheet": mark("sheet"),
    "together": mark("sheets of one map"),
    "layout": mark("layout"),
    "group": mark("elective group"),
    "line": mark("line of the table"),
    **MEANING_FIELD_NAMES,
    **WORDING_FIELD_NAMES,
}

# What is answered where everything is as it was meant.
KEEP = "keep"
_MOST_PLACES = 8
_CHOICES: Mapping[str, Mapping[str, StrEnum]] = {
    "perspective": {one.value: one for one in Perspective},
    "blank_means": {one.value: one for one in BlankMeans},
}


def sentence(finding: Finding, language: Language, editions: Editions | None = None) -> str:
    """The finding as a sentence a person understands, without its address; targets by their names in these editions."""
    known = editions or load_editions()
    edition = known.get(str(finding.facts.get("edition")), known[DEFAULT_EDITION])
    facts = {name: _spoken(name, fact, finding.facts, edition, language) for name, fact in finding.facts.items()}
    words = _vocabulary(finding, language) | _offered(finding, facts.get("proposal", ""), language)
    words |= _one_for_all(facts.get("components", ""), language) | facts
    said = SENTENCES[finding.code]
    if isinstance(said, str):
        return say(said, language, **words) + _or_an_own_programme(finding, language)
    words.pop("count", None)
    return say_many(*said, int(str(finding.facts.get("count", 0))), language, **words)


def _or_an_own_programme(finding: Finding, language: Language) -> str:
    """That a programme that is not to choose from can be added, after a sentence that asks for one."""
    about_programme = finding.facts.get("field", "programme") == "programme"
    if finding.code not in ("missing-programme", "not-a-choice") or not about_programme:
        return ""
    own = mark("Another one can be added first: on the page Data, under Institutions, or with “programme add”.")
    return " " + say(own, language)


def said_fact(finding: Finding, name: str, language: Language, editions: Editions | None = None) -> str:
    """One fact of a finding in words, such as its choices or our proposal; empty where it has none."""
    known, fact = editions or load_editions(), finding.facts.get(name)
    edition = known.get(str(finding.facts.get("edition")), known[DEFAULT_EDITION])
    return "" if fact is None or fact == [] else _spoken(name, fact, finding.facts, edition, language)


def _spoken(name: str, fact: object, facts: Mapping[str, object], edition: Edition, language: Language) -> str:
    """One fact in words: ids become names, choices a list."""
    speak: Mapping[str, Callable[[object], str]] = {
        "target": lambda target: edition.name(str(target), language),
        "numbered": lambda ids: ", ".join(
            f"{order} = {edition.name(str(one), language)}" for order, one in enumerate(_many(ids), start=1)
        ),
        "headings": lambda headings: "; ".join(
            f"“{beginning(str(heading))}” = {edition.name(str(target), language)}"
            for heading, target in zip(_many(headings), _many(facts["targets"]), strict=True)
        ),
        "targets": lambda targets: _first_few([edition.name(str(one), language) for one in _many(targets)], language),
        "field": lambda name: say({**COURSE_FIELD_NAMES, **FIELD_NAMES}[str(name)], language),
        "components": lambda ids: ", ".join(one.name[language] for one in edition.components if one.id in _many(ids)),
        "granularity": lambda value: label(Granularity(str(value)), language),
        "perspective": lambda value: label(Perspective(str(value)), language),
        "why": lambda why: say(WHY_NOT[str(why)], language),
        "sign": lambda sign: say(SIGNS[str(sign)], language),
        "status": lambda status: label(Status(str(status)), language),
        "choices": lambda choices: ", ".join(_to_choose(str(one), facts, edition, language) for one in _many(choices)),
        "written": lambda written: "” / “".join(
            beginning(mark_in_words(_choice(str(one), facts, edition, language), str(facts.get("note", "")), language))
            for one in (written, *_many(facts.get("also", [])))
        ),
        "proposal": lambda ids: ", ".join(_to_choose(str(one), facts, edition, language) for one in _many(ids)),
        **dict.fromkeys(("first", "course", "title", "code"), lambda text: beginning(str(text))),
        "other": lambda other: _choice(str(other), facts, edition, language),
        "doubt": lambda doubt: doubt_in_words(str(doubt), language),
        "apart": lambda why: apart_in_words(str(why), facts, language),
        "refs": lambda refs: _places([str(ref) for ref in _many(refs)], language),
        "columns": lambda columns: (
            number(columns, language)
            if isinstance(columns, int)
            else _first_few([beginning(str(one)) for one in _many(columns)], language)
        ),
        **dict.fromkeys(("rows", "most"), lambda size: number(size, language) if isinstance(size, int) else str(size)),
        "values": lambda values: _first_few([beginning(str(one)) for one in _many(values)], language),
        "note": lambda note: note_in_words(
            str(note), str(facts.get("explanation", "")), str(facts.get("explained_at", "")), language
        ),
        "kind": lambda kind: say(DUPLICATE_KINDS[str(kind)], language) if kind in DUPLICATE_KINDS else str(kind),
        "rule": lambda rule: rule_words(str(rule), language),
        "found": lambda found: str(found) or say(mark("unknown content"), language),
    }
    return speak.get(name, str)(fact)


def _to_choose(choice: str, facts: Mapping[str, object], edition: Edition, language: Language) -> str:
    """The name of a choice; of what is asked about no field, that all may stay."""
    stays = choice == KEEP and "field" not in facts
    return say(mark("keep them as they are"), language) if stays else _choice(choice, facts, edition, language)


def _choice(choice: str, facts: Mapping[str, object], edition: Edition, language: Language) -> str:
    """The name of a choice of this field; a text that is none of them as it is."""
    field = str(facts.get("field"))
    if field == "programme":
        return programme_name(choice)[language]
    if field == "target" and any(choice in edition.targets(granularity) for granularity in Granularity):
        return edition.name(choice, language)
    if field == "mark":
        return _state_name(choice, language)
    if field == "group":
        return rule_words(choice, language)
    if field == "layout" and choice in LAYOUTS:
        return say(LAYOUTS[choice], language)
    if field == "line" and choice in LINE_CHOICES:
        return say(LINE_CHOICES[choice], language)
    if choice in COURSE_FIELD_NAMES and field in ("target", "course_column"):
        return say(COURSE_FIELD_NAMES[choice], language)
    known = _CHOICES.get(field, {}).get(choice)
    return choice if known is None else label(known, language)


def _state_name(state: str, language: Language) -> str:
    """The name of a level or of a place without one, by its id."""
    legend = load_legend()
    names = {level.id: level.name for level in legend.levels}
    names |= {"not-rated": legend.not_rated, "not-applicable": legend.not_applicable}
    return names[state][language] if state in names else state


def _vocabulary(finding: Finding, language: Language) -> dict[str, str]:
    """The fixed words that sentences use, in the language of the reader."""
    legend = load_legend()
    names = [f"“{level.name[language]}”" for level in legend.levels]
    other = finding.facts.get("other")
    return {
        "levels": ", ".join(names),
        "ambition_levels": ", ".join(names[1:]),
        "weights": ", ".join(say(word, language) for word in ("essential", "nice to have", "not for us")),
        "positions": ", ".join(label(position, language) for position in Position),
        "where": say(mark("line {line}"), language, line=finding.facts.get("line", "")),
        "compulsory": say("compulsory", language),
        "elective": say("elective", language),
        "track": say("track", language),
        "seen": seen({str(name): str(kind) for name, kind in _mapping(finding.facts.get("seems")).items()}, language),
        "kind": "",
        "lines": _hidden(finding, language),
        "before": f" {say(MARK_NOTES['remembered'], language)}" if finding.facts.get("looks") == "remembered" else "",
        "and_other": f" – “{programme_name(str(other))[language]}”" if other else "",
    }


def _one_for_all(components: str, language: Language) -> dict[str, str]:
    """That one answer about a heading is for all columns of components below it; nothing where it has only one."""
    said = say(mark("One answer is enough for its columns: {components}."), language, components=components)
    return {"over": f" {said}" if components else ""}


def _hidden(finding: Finding, language: Language) -> str:
    """How many rows and columns are hidden; of what there is none nothing is said."""
    counts = {"rows": mark("rows: {count}"), "columns": mark("columns: {count}")}
    found = ((name, count) for name in counts if isinstance(count := finding.facts.get(name), int) and count)
    return ", ".join(say(counts[name], language, count=number(count, language)) for name, count in found)


def _offered(finding: Finding, proposal: str, language: Language) -> dict[str, str]:
    """What is proposed and where it was found, in the words of a sentence; nothing where nothing is."""
    if not finding.facts.get("proposal"):
        return {"proposed": "", "was": "", "told": say(mark("The file does not say."), language)}
    where = str(finding.facts.get("where_found", ""))
    places = {
        "": mark("It seems to be “{proposal}”: say whether that is right."),
        "file": mark("The name of the file seems to say “{proposal}”: say whether that is right."),
        "sheet": mark("The name of the sheet seems to say “{proposal}”: say whether that is right."),
    }
    in_cell = mark("Cell {where} seems to say “{proposal}”: say whether that is right.")
    return {
        "proposed": " " + say(mark("Our proposal: “{proposal}”."), language, proposal=proposal),
        "was": (
            say(mark("noughts at its end may be gone"), language)
            if proposal == finding.facts.get("written")
            else say(mark("it may have been “{proposal}”"), language, proposal=proposal)
        ),
        "told": say(places.get(where, in_cell), language, proposal=proposal, where=where),
    }


def _places(refs: list[str], language: Language) -> str:
    """The first addresses, and how many more there are."""
    shown, more = ", ".join(refs[:_MOST_PLACES]), len(refs) - _MOST_PLACES
    return shown if more <= 0 else say(mark("{shown} and {count} more"), language, shown=shown, count=more)


def _first_few(names: list[str], language: Language) -> str:
    shown = ", ".join(f"“{name}”" for name in names[:3])
    return (
        shown if len(names) <= 3 else say(mark("{shown} and {count} more"), language, shown=shown, count=len(names) - 3)
    )


def _many(value: object) -> list[object]:
    return list(value) if isinstance(value, (list, tuple)) else [value]


def _mapping(value: object) -> Mapping[object, object]:
    return value if isinstance(value, Mapping) else {}
