"""What a person answered about a file, in one value."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal

from curriculum_map.importing.description import Description

ORIENTATIONS = ("courses_rows", "courses_cols", "long")
NO_MAP = "no-map"
DUPLICATES: tuple[Literal["keep"]] = ("keep",)
NOT_READ = "not-read"
NOT_IN_FILE = "not-in-file"
COURSE, NO_COURSE = "course", "no-course"


@dataclass(frozen=True, slots=True)
class SheetAnswer:
    """How one sheet is to be read, or that it is no map; the header row is the number that Excel shows before it."""

    orientation: str | None = None
    header_row: int | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """All answers about one file; what nobody answered is None or missing.

    Names of sheets, headings and marks are as `cell_text` gives them, so compare them with that.

    `together` has the sheets that are parts of one map, `numbers` the edition whose clusters headings that are only
    numbers stand for, in its order. `columns` says which target a heading stands for,
    `course_columns` which course field; None is a column that is not to be read. A heading is as in the file, or
    with those above it: 'Digitale inclusie > Kennis'. `marks` holds states: 0 to 3, NOT_APPLICABLE or NOT_RATED;
    `codes` the course codes that a spreadsheet made a date of, by address; `tracks` the names that a track as written
    stands for, with semicolons between them; `groups` what a student takes of an elective group, or NOT_KNOWN; `lines`
    whether a line that may be none is a course, by what names it.
    `courses` says which courses of the file a course of the stored grid is now: none if it is not in the file.
    """

    description: Description = field(default_factory=Description)
    sheet: str | None = None
    together: tuple[str, ...] = ()
    hidden: bool = False
    layouts: Mapping[str, SheetAnswer] = field(default_factory=dict)
    numbers: str | None = None
    columns: Mapping[str, str | None] = field(default_factory=dict)
    course_columns: Mapping[str, str | None] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    tracks: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, bool] = field(default_factory=dict)
    marks: Mapping[str, int] = field(default_factory=dict)
    duplicates: Literal["keep"] | None = None
    courses: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def with_answers(before: Answers, given: Answers) -> Answers:
    """These answers with those that are given in their place; what is not answered there stays as it was."""
    said = {part.name: getattr(given.description, part.name) for part in fields(Description)}
    description = replace(before.description, **{name: one for name, one in said.items() if one is not None})
    changes: dict[str, Any] = {}
    for part in fields(Answers):
        new, old = getattr(given, part.name), getattr(before, part.name)
        if part.name != "description" and new:
            changes[part.name] = {**old, **new} if isinstance(new, Mapping) else new
    if given.sheet or given.together:
        # One sheet or several together: the one takes the place of the other.
        changes |= {"sheet": given.sheet, "together": given.together}
    return replace(before, description=description, **changes)
