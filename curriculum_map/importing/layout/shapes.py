"""What a sheet turned out to be: its kind, and each map in it brought to one upright shape with its addresses kept."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from curriculum_map.domain.findings import CellRef
from curriculum_map.importing.cells import Sheet


class SheetKind(StrEnum):
    """What a sheet is; only the first two are read as maps."""

    MATRIX = "matrix"
    LONG = "long"
    COURSE_LIST = "course-list"
    FRAMEWORK = "framework"
    NOT_A_MAP = "not-a-map"
    EMPTY = "empty"


class Seems(StrEnum):
    """What a sheet that is no map seems to be."""

    RUBRIC = "rubric"
    LEVEL_PROFILE = "level-profile"
    POINTS_LIST = "points-list"
    TEACHING_FORMS = "teaching-forms"
    COURSE_LIST = "course-list"
    DEGREE_PLAN = "degree-plan"
    EMPTY_TEMPLATE = "empty-template"
    CODES = "codes"
    OTHER = "other"
    AMBITIONS = "ambitions"


class Orientation(StrEnum):
    """Where the courses of a map stand in the file."""

    COURSES_ROWS = "courses_rows"
    COURSES_COLS = "courses_cols"
    LONG = "long"


class Doubt(StrEnum):
    """What the sheet itself does not settle, so that it has to be asked."""

    ORIENTATION = "orientation"
    SUB_COLUMNS = "sub-columns"
    NUMBERS = "numbers"
    OUTCOMES = "outcomes"
    COURSES = "courses"
    TABLES = "tables"
    PERSONS = "persons"
    PROGRAMMES = "programmes"
    SEVERAL_PROGRAMMES = "several-programmes"
    COMPONENTS = "components"
    FORMS = "forms"
    VIEWS = "views"


class Why(StrEnum):
    """Why a row or column of the file was not read as a course or an outcome."""

    TOTALS = "totals"
    SECTION = "section"
    TEXT_ONLY = "text-only"
    LEGEND = "legend"
    FOOTNOTE = "footnote"
    REPEATED_HEADER = "repeated-header"
    UNNAMED = "unnamed"
    REMARKS = "remarks"
    WHOLE = "whole"
    ANSWERED = "answered"
    IN_DOUBT = "in-doubt"


class Sign(StrEnum):
    """Why it is asked whether a line is a course."""

    NAME = "name"
    BARE = "bare"
    AGGREGATE = "aggregate"
    COUNTS = "counts"
    CREDITS = "credits"
    APART = "apart"
    WORD = "word"
    HEADS = "heads"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Excluded:
    """A line that holds something and was not read, and why; `ref` is its address in the file.

    `marks` counts what stands in its places: a line with marks but without a name is not dropped in silence. `written`
    is what names a line that could be a course, and `at` where that stands; `sign` why it is asked whether it is one.
    """

    ref: CellRef
    why: Why
    marks: int = 0
    written: str = ""
    at: CellRef | None = None
    sign: Sign | None = None


@dataclass(frozen=True, slots=True)
class Clash:
    """Two cells that say different things about the same course, in two tables that are read as one map."""

    ref: CellRef
    written: str
    other: CellRef
    first: str


@dataclass(frozen=True, slots=True)
class LayoutAnswer:
    """What the user decided about a sheet's layout; None where it is left to the evidence.

    `header_row` is the row of the file, counted from 0, with the lowest headings, whatever the orientation. `courses`
    says of lines, by their names, whether they are courses; `about` has the names of what the file is about.
    """

    orientation: Orientation | None = None
    header_row: int | None = None
    no_map: bool = False
    courses: Mapping[str, bool] = field(default_factory=dict)
    about: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Table:
    """A map with courses down, outcomes across and headings above; all positions are those of `sheet`.

    `sheet.ref` has the file's addresses, also where the table was turned or rearranged; the merged cells of `sheet`
    are in its own positions. A field of a course is a column; "title" is always among them. `rated_twice` has the
    places of two rows of a list that say something else of one course and outcome; the first of them is in the sheet.
    """

    sheet: Sheet
    orientation: Orientation
    header_row: int
    fields: dict[str, int]
    outcomes: tuple[int, ...]
    other_columns: tuple[int, ...]
    course_rows: tuple[int, ...]
    excluded: tuple[Excluded, ...]
    heading_texts: Mapping[int, tuple[str, ...]]
    marks: Counter[str]
    rated_twice: tuple[tuple[CellRef, CellRef], ...] = ()

    def headings(self, column: int) -> tuple[str, ...]:
        """The headings of a column, outermost first; those of merged and left-filled cells carried on."""
        return self.heading_texts.get(column, ())

    def heading(self, column: int) -> str:
        """The innermost heading of a column, as written; empty if it has none."""
        return (self.headings(column) or ("",))[-1]

    def below(self, heading: str) -> "Table":
        """The same table with this heading above those of its outcomes."""
        named = {column: (heading, *self.headings(column)) for column in self.outcomes}
        return replace(self, heading_texts={**self.heading_texts, **named})

    def lacks(self, row: int, column: int) -> bool:
        """Whether the file has no cell for this outcome of this course: it stands in none of the tables with both."""
        sheet, title = self.sheet, self.fields["title"]
        same_place = sheet.place(row, column) == sheet.place(row, title)
        return same_place and sheet.home(row, column).name == sheet.home(row, title).name


@dataclass(frozen=True, slots=True)
class SheetShape:
    """What one sheet is, its maps, and what was left out of them.

    `hidden_rows` and `hidden_columns` count the hidden lines that hold something. `joined` has the headings of tables
    that were made into one map, `clashes` where those differ.
    """

    kind: SheetKind
    tables: tuple[Table, ...] = ()
    seems: Seems | None = None
    doubts: tuple[Doubt, ...] = ()
    excluded: tuple[Excluded, ...] = ()
    hidden_rows: int = 0
    hidden_columns: int = 0
    joined: tuple[CellRef, ...] = ()
    clashes: tuple[Clash, ...] = ()

    @property
    def orientation(self) -> Orientation | None:
        """The orientation of its first map; None without one."""
        return self.tables[0].orientation if self.tables else None

    @property
    def courses(self) -> int:
        """How many courses its maps have."""
        return sum(len(table.course_rows) for table in self.tables)

    @property
    def targets(self) -> int:
        """How many different outcomes its maps have."""
        return len({table.headings(column) for table in self.tables for column in table.outcomes})

    @property
    def marks(self) -> Counter[str]:
        """Each mark as written with its count, without what means empty."""
        return sum((table.marks for table in self.tables), Counter())
