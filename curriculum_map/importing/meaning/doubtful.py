"""Maps of which it is asked whether they are any: credits spread over outcomes, rows that may be no courses."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from curriculum_map.domain.curriculum import Programme
from curriculum_map.frameworks.loader import load_legend, load_programmes
from curriculum_map.importing.cells import same_word
from curriculum_map.importing.description import programme_forms
from curriculum_map.importing.layout import Doubt, Orientation, Table
from curriculum_map.importing.layout.component_titles import are_of_one_course, titles_with_components
from curriculum_map.importing.layout.vocabulary import (
    OF_COURSES_ONLY,
    call_otherwise,
    is_about_other_things,
    may_name_person,
    says_course,
    words_of,
)
from curriculum_map.importing.levels import LevelWords
from curriculum_map.importing.meaning.about import is_institution, without_degree
from curriculum_map.importing.meaning.persons import is_about_persons
from curriculum_map.importing.names import Names

_NUMBER = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{1,2})?%?")
_SPREAD = re.compile(
    r"\b(?:verdeling|spreiding|verdeeld|distribution|allocation|division)\b.*"
    r"\b(?:studiepunten|stp|sp|credits?|ects|punten|points|gewichten|weights|uren|hours)\b"
    r"|\b(?:aantal|number of)\b.*\b(?:uren|lesuren|contacturen|lestijden|hours)\b"
    r"|\b(?:lesuren|contacturen|contact hours) per\b"
    r"|\b(?:weging|wegingen|gewichten|weights|weighting)\b"
)
_FORMS = re.compile(r"\b(?:evaluatie|toets|werk|examen|assessment|teaching|examination)(?: ?(?:vorm|form|method)\w*)\b")
# Two rows can add up by chance.
_LEAST_ROWS = 3
_ONE, _SEVERAL = 2, 2
# Programmes may stand where tracks do: "Richting".
_OF_TRACKS = ("track", "status", "group")
_MOST_VIEWS = 5
_WORDS = """
    student studenten students studentnummer studentennummer stamnummer studentid leerling leerlingen deelnemer
    deelnemers participant participants voornaam familienaam achternaam firstname lastname surname
"""
_PEOPLE = frozenset(_WORDS.split())
_RATERS = frozenset(("alumnus", "beoordelaar", "invuller", "panellid", "rater", "respondent", "teamlid"))
_PROGRAMMES = frozenset(
    ["programma", "programmas", "opleiding", "opleidingen", "programme", "programmes", "program", "programs"]
)


def doubtful(
    table: Table, titles: Iterable[str], names: Names, programmes: Sequence[Programme] = ()
) -> Iterator[Doubt]:
    """What is to be asked about a map before its marks count; `titles` stand above it or name its sheet."""
    if are_of_one_course(titles_with_components(table, names)):
        yield Doubt.COMPONENTS
    titles = list(titles)
    if any(_FORMS.search(same_word(title)) for title in titles) and not _are_levels(table.marks):
        yield Doubt.FORMS
    if _are_of_several(table, programmes):
        yield Doubt.SEVERAL_PROGRAMMES
    if _come_back(table):
        yield Doubt.VIEWS
    courses = [table.sheet.text(row, table.fields["title"]) for row in table.course_rows]
    if _are_parts(table, titles):
        yield Doubt.NUMBERS
    named, unsaid = same_word(table.heading(table.fields["title"])) in _PROGRAMMES, _are_called_nothing(table)
    called_so = unsaid and 2 * sum(_is_programme(text, programmes) for text in courses) > max(len(courses), _ONE)
    if named or called_so:
        yield Doubt.PROGRAMMES
    elif any(same_word(table.heading(at)).replace(" ", "") in _PEOPLE for at in _labels(table)) or (
        unsaid and _may_be_people(courses)
    ):
        yield Doubt.PERSONS
    elif _are_called_otherwise(table):
        # What the rows are instead says more than that they may be no courses.
        yield Doubt.COURSES


def _come_back(table: Table) -> bool:
    """Whether most courses have a line for each of a few values beside them, such as who rated them, or the year."""
    title = table.fields["title"]
    titles = [table.sheet.text(row, title) for row in table.course_rows]
    several = len(set(titles))
    if 2 * sum(1 for count in Counter(titles).values() if count > 1) <= several:
        return False
    places = [*table.other_columns, *(at for name, at in table.fields.items() if name == "code" and at != title)]
    for at in places if table.orientation is not Orientation.LONG else ():
        values = [table.sheet.text(row, at) for row in table.course_rows]
        lines = set(zip(titles, values, strict=True))
        if 1 < len(set(values)) <= _MOST_VIEWS and len(set(values)) < several * 2 and len(lines) == len(titles):
            return all(values)
    return False


def _are_of_several(table: Table, programmes: Sequence[Programme]) -> bool:
    """Whether a column, or lines above them, tell the courses of one programme from those of another."""
    text, first = table.sheet.text, min(table.fields.values())
    between = range(table.header_row + 1, max(table.course_rows, default=0))
    lines = (next(filter(None, table.sheet.texts[row][first:]), "") for row in between if row not in table.course_rows)
    if len({without_degree(same_word(one)) for one in lines if _is_programme(one, programmes)}) >= _SEVERAL:
        return True
    if sum(_is_programme(one, programmes) for one in table.marks) >= _SEVERAL:
        return True
    instead_of_tracks = {at for name, at in table.fields.items() if name in _OF_TRACKS}
    for at in {*table.other_columns, *instead_of_tracks}:
        texts = Counter(same_word(one) for row in table.course_rows if (one := text(row, at)))
        known = sum(_is_programme(one, programmes) for one in texts)
        if known >= _SEVERAL or (known and at in instead_of_tracks and len(texts) >= _SEVERAL):
            return True
        called_so = at in table.other_columns and same_word(table.heading(at)) in _PROGRAMMES
        if called_so and _SEVERAL <= len(texts) <= texts.total() / _SEVERAL:
            return True
    return False


def _are_levels(marks: Iterable[str]) -> bool:
    """Whether most of the different marks are words or digits of our own legend."""
    words, different = LevelWords(load_legend()), list(marks)
    return 2 * sum(1 for mark in different if words.state(mark) is not None) > len(different)


def _is_programme(text: str, programmes: Sequence[Programme]) -> bool:
    """Whether a text is the name of a programme or of an institution, and nothing else."""
    form = same_word(text)
    forms = {form, without_degree(form)}
    return is_institution(text) or any(
        forms.intersection(programme_forms(one)) for one in programmes or load_programmes()
    )


def _are_called_nothing(table: Table) -> bool:
    """Whether neither a heading nor credits, a phase or a code beside them says that the items are courses."""
    return (
        OF_COURSES_ONLY.isdisjoint(table.fields)
        and "code" not in table.fields
        and not any(says_course(text) for at in _labels(table) for text in table.headings(at))
    )


def _may_be_people(courses: Sequence[str]) -> bool:
    named = sum(map(may_name_person, courses))
    if len(courses) >= _LEAST_ROWS and all(map(_is_a_role, courses)):
        return True
    return (
        len(courses) >= _LEAST_ROWS
        and 2 * named >= len(courses)
        and all(may_name_person(text) or is_about_other_things(text) for text in courses)
    )


def _is_a_role(text: str) -> bool:
    """Whether a text is a role, perhaps with a number: 'Docent 2', 'Respondent 7'."""
    words = [word for word in words_of(text) if not word.isdigit()]
    return len(words) == 1 and (is_about_persons(text) or words[0] in _PEOPLE | _RATERS)


def _are_called_otherwise(table: Table) -> bool:
    """Whether what names the rows speaks of no courses, and nothing stands beside it that only courses have."""
    if table.orientation is not Orientation.COURSES_ROWS or not OF_COURSES_ONLY.isdisjoint(table.fields):
        return False
    headings = [table.heading(table.fields[name]) for name in ("code", "title") if name in table.fields]
    return call_otherwise([heading for heading in headings if heading])


def _labels(table: Table) -> set[int]:
    return {*table.fields.values(), *table.other_columns}


def _are_parts(table: Table, titles: Iterable[str]) -> bool:
    """Whether the numbers of each course are parts of its credits: they add up to these, or a title says so."""
    if not all(map(_NUMBER.fullmatch, table.marks)):
        return False
    rows = [row for row in (_numbers(table, row) for row in table.course_rows) if row]
    if not rows:
        return False
    if any(_SPREAD.search(same_word(title)) for title in titles):
        return True
    return len(rows) >= _LEAST_ROWS and 2 * sum(sum(parts) == credits > 0 for credits, *parts in rows) > len(rows)


def _numbers(table: Table, row: int) -> list[float]:
    """The credits of a course and then its numbers; nothing for a course without either."""
    at = table.fields.get("ects")
    texts = [table.sheet.text(row, column) for column in table.outcomes]
    parts = [_number(text) for text in texts if _NUMBER.fullmatch(text)]
    credits = re.match(_NUMBER, "" if at is None else table.sheet.text(row, at))
    return [0.0 if credits is None else _number(credits[0]), *parts] if parts else []


def _number(text: str) -> float:
    return float(text.rstrip("%").replace(",", "."))
