"""A long list, one row for each course and outcome, brought to courses down and outcomes across."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from curriculum_map.importing.layout.marks import Kind, is_filled, kind_of
from curriculum_map.importing.layout.pivot import ListColumns, pivoted
from curriculum_map.importing.layout.shapes import Table
from curriculum_map.importing.layout.ticked_levels import ticked_columns, with_levels_in_one
from curriculum_map.importing.layout.view import View
from curriculum_map.importing.layout.vocabulary import (
    course_field,
    heads_totals,
    is_remark,
    names_nobody,
    says_course,
    says_level,
    says_outcome,
)
from curriculum_map.importing.names import Names

_ROWS_TO_SEARCH = 40
_MOST_LEVELS = 15
_FEWEST_ROWS, _FEWEST_COLUMNS = 3, 3
_ENOUGH = 30
_FEW_CELLS = 2


def long_table(view: View, names: Names) -> Table | None:
    """The list as an upright table; None if the sheet is no such list."""
    for header in range(min(len(view.texts), _ROWS_TO_SEARCH)):
        heads = dict(view.filled(header))
        if len({named.target for text in set(heads.values()) if (named := names.target(text, ""))}) > 1:
            # Targets that head columns make a matrix.
            return None
        ticked = ticked_columns(view, header, heads)
        seen = with_levels_in_one(view, header, ticked) if ticked else view
        columns = _columns(seen, header, heads, names, ticked)
        table = pivoted(seen, columns) if columns is not None else None
        if table is not None and table.outcomes:
            return table
    return None


def _columns(
    view: View, header: int, all_heads: dict[int, str], names: Names, ticked: Sequence[int]
) -> ListColumns | None:
    """What the columns hold; `ticked` are those of the levels, of which the first is left."""
    heads = {column: text for column, text in all_heads.items() if column not in ticked}
    rows = _rows_of_list(view, header) if _head_a_list(all_heads.values(), names) else []
    if len(rows) < _FEWEST_ROWS:
        return None
    fields = _fields(view, heads, rows)
    ours = [column for column in heads if _names_ours(view, rows, column, names)]
    course = _course(view, heads, fields, rows, alone=bool(ours))
    outcome = _outcome(view, heads, course, fields, rows, names) if course is not None else ()
    if course is None or not outcome:
        return None
    level = ticked[0] if ticked else _level(view, heads, {course, *outcome, *fields.values()}, rows, course)
    if level is None or not _is_crossed(view, rows, course, outcome, level, names):
        return None
    courses = tuple(dict.fromkeys((*(fields[name] for name in ("code", "title") if name in fields), course)))
    return ListColumns(header, courses, outcome, level, fields)


def _head_a_list(texts: Collection[str], names: Names) -> bool:
    """Whether texts can be the headings of a list: all different, about courses and about outcomes or levels."""
    return (
        len(set(texts)) == len(texts) >= _FEWEST_COLUMNS
        and any(says_course(text) or course_field(text) for text in texts)
        and any(says_outcome(text) or says_level(text) for text in texts)
        and all(names.target(text, "") is None for text in texts)
    )


def _fields(view: View, heads: dict[int, str], rows: Sequence[int]) -> dict[str, int]:
    """The columns of courses by name; a code that differs within a course is that of the outcome."""
    fields: dict[str, int] = {}
    for column, text in heads.items():
        if name := course_field(text):
            fields.setdefault(name, column)
    if "code" in fields and "title" in fields:
        titles = _carried(view, rows, fields["title"])
        pairs = set(zip(titles, _carried(view, rows, fields["code"]), strict=True))
        if 2 * len(pairs) > 3 * len(set(titles)) and len(set(titles)) < len(rows):
            del fields["code"]
    return fields


def _rows_of_list(view: View, header: int) -> list[int]:
    """The rows of a list, without what stands apart below it: notes and legends have at most two cells a row."""
    wide = [row for row in range(header + 1, len(view.texts)) if sum(map(bool, view.texts[row])) > _FEW_CELLS]
    last = wide[-1] if wide else header
    gap = next((row for row in range(last + 1, len(view.texts)) if not any(view.texts[row])), len(view.texts))
    return [row for row in range(header + 1, gap) if any(view.texts[row])]


def _course(
    view: View, heads: dict[int, str], fields: dict[str, int], rows: Sequence[int], *, alone: bool
) -> int | None:
    """The column of courses; only beside names of targets may each of them stand `alone`."""
    said = [column for column, text in heads.items() if says_course(text) and not says_outcome(text)]
    named = [column for name in ("title", "code") if (column := fields.get(name)) is not None]
    named = [column for column in named if not names_nobody(heads[column])] or (named if not said else [])
    for column in (*named, *said):
        texts = _carried(view, rows, column)
        if (alone or len(set(texts)) < len(texts)) and not all(kind_of(text) is Kind.MARK for text in texts):
            return column
    return None


def _outcome(
    view: View, heads: dict[int, str], course: int | None, fields: dict[str, int], rows: Sequence[int], names: Names
) -> tuple[int, ...]:
    """The columns that together name the outcome: a cluster and a component, or a code and a text of one kind."""
    free = [column for column in heads if column != course and column not in fields.values()]
    ours = [column for column in free if _names_ours(view, rows, column, names)]
    if ours:
        return tuple(ours)
    said = [column for column in free if says_outcome(heads[column]) and not says_level(heads[column])]
    # Several columns of marks below outcomes are a matrix.
    of_marks = [column for column in said if _are_marks(view, rows, column)]
    if len(of_marks) > 1 or not said:
        return ()
    first = [column for column in said if column not in of_marks] or said
    return _with_its_code(view, rows, first)


def _with_its_code(view: View, rows: Sequence[int], said: Sequence[int]) -> tuple[int, ...]:
    """The first outcome with the columns that only say the same in other words."""
    texts = {column: _carried(view, rows, column) for column in said}
    first = said[0]
    same = [
        column
        for column in said[1:]
        if len(set(zip(texts[first], texts[column], strict=True))) == len(set(texts[first])) == len(set(texts[column]))
    ]
    return (first, *same)


def _names_ours(view: View, rows: Sequence[int], column: int, names: Names) -> bool:
    different = dict.fromkeys([view.texts[row][column] for row in rows])
    different.pop("", None)
    texts = list(different)[:_ENOUGH]
    named = sum(1 for text in texts if names.target(text, "") or names.component(text))
    return len(texts) > 0 and 2 * named > len(texts)


def _are_marks(view: View, rows: Sequence[int], column: int) -> bool:
    texts = [view.texts[row][column] for row in rows]
    return any(texts) and all(kind_of(text) <= Kind.MARK for text in texts)


def _level(view: View, heads: dict[int, str], taken: set[int], rows: Sequence[int], course: int) -> int | None:
    """The column of levels: called so, else the one of few words that differs within a course."""
    free = [column for column in heads if column not in taken and not heads_totals(heads[column])]
    few = [
        column
        for column in free
        if 0 < len(_texts(view, rows, column)) <= _MOST_LEVELS and _is_short(view, rows, column)
    ]
    said = [column for column in few if says_level(heads[column])]
    if said:
        return said[0]
    varied = [column for column in few if _varies(view, rows, column, course) and not is_remark(heads[column])]
    return varied[0] if varied else None


def _texts(view: View, rows: Sequence[int], column: int) -> set[str]:
    return {text for row in rows if is_filled(text := view.texts[row][column])}


def _is_short(view: View, rows: Sequence[int], column: int) -> bool:
    texts = _texts(view, rows, column)
    return all(len(text) <= 30 for text in texts) and not all(kind_of(text) is Kind.NUMBER for text in texts)


def _varies(view: View, rows: Sequence[int], column: int, course: int) -> bool:
    courses: dict[str, set[str]] = {}
    for name, text in zip(_carried(view, rows, course), (view.texts[row][column] for row in rows), strict=True):
        courses.setdefault(name, set()).add(text)
    filled = sum(1 for row in rows if view.texts[row][column])
    return 2 * filled > len(rows) and 2 * sum(1 for texts in courses.values() if len(texts) > 1) > len(courses)


def _is_crossed(view: View, rows: Sequence[int], course: int, outcome: Sequence[int], level: int, names: Names) -> bool:
    """Whether courses and outcomes both come back, and not every level of the scale with each pair.

    A list of each course's own aims is no map, nor is a rubric with every level of each criterion.
    """
    courses = _carried(view, rows, course)
    outcomes = list(zip(*(_carried(view, rows, column) for column in outcome), strict=True))
    levels: dict[tuple[str, tuple[str, ...]], set[str]] = defaultdict(set)
    for row, pair in zip(rows, zip(courses, outcomes, strict=True), strict=True):
        levels[pair].add(view.texts[row][level])
    if len(min(levels.values(), key=len)) > 1 and len(set(map(frozenset, levels.values()))) == 1:
        return False
    if any(_names_ours(view, rows, column, names) for column in outcome):
        return True
    pairs = len(set(zip(courses, outcomes, strict=True)))
    return 3 * len(set(outcomes)) <= 2 * pairs and 3 * len(set(courses)) <= 2 * pairs + 2


def _carried(view: View, rows: Sequence[int], column: int) -> list[str]:
    """The texts of a column with those of merged or left-out cells carried down."""
    texts: list[str] = []
    for row in rows:
        text = view.texts[row][column]
        texts.append(text or (texts[-1] if texts else ""))
    return texts
