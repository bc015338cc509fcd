"""Lines that a person set apart from the courses: behind an empty line, filled or in bold as no course is."""

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from curriculum_map.importing.layout.shapes import Table

_FEWEST_OTHERS, _MOST_ALIKE = 4, 1 / 3
_Dress = tuple[str, bool]
_PLAIN: _Dress = ("", False)


def lonely(table: Table) -> frozenset[int]:
    """The first or last line, if an empty line parts it from all others and these stand together."""
    blocks = [
        [row for row in lines if row in table.course_rows]
        for lines in _without_gaps(table, range(table.header_row + 1, len(table.sheet.rows)))
    ]
    blocks = [block for block in blocks if block]
    several = [block for block in blocks if len(block) > 1]
    if sum(map(len, several)) < _FEWEST_OTHERS:
        return frozenset()
    alone = [block[0] for block in (blocks[0], blocks[-1]) if len(block) == 1]
    # Where another stands alone among them, such as each course of its own part, that is how the sheet was made.
    if len(alone) + len(several) < len(blocks):
        return frozenset()
    return frozenset(row for row in alone if not _is_headed(table, row))


def heads_of_all(rows: Sequence[int], alone: Collection[int]) -> frozenset[int]:
    """The lines with nothing but a name, if there are several that stand above all others: each right above one."""
    courses = set(rows) - set(alone)
    stand_above = len(alone) > 1 and rows[0] in alone and all(row + 1 in courses for row in alone)
    return frozenset(alone if stand_above else ())


def _is_headed(table: Table, row: int) -> bool:
    """Whether something stands just above a line: a course can be the only one below the heading of a group."""
    return row - 1 > table.header_row and any(table.sheet.texts[row - 1])


def _without_gaps(table: Table, rows: Iterable[int]) -> list[list[int]]:
    found: list[list[int]] = [[]]
    for row in rows:
        if any(table.sheet.texts[row]):
            found[-1].append(row)
        else:
            found.append([])
    return found


def dressed_otherwise(table: Table) -> frozenset[int]:
    """The few lines whose names are filled or in bold as the others, which are all alike, are not.

    They stand at the same end of their groups, or have the fill of the headings.
    """
    dress = {row: _dress(table, row) for row in table.course_rows}
    found: set[int] = set()
    for own in set(dress.values()) - {_PLAIN}:
        rows = [row for row in table.course_rows if dress[row] == own]
        others = [row for row in table.course_rows if dress[row] != own]
        few = len(rows) <= _MOST_ALIKE * len(table.course_rows) and len(others) >= _FEWEST_OTHERS
        if not few or not _are_alike([dress[row] for row in others]):
            continue
        headed_so = bool(own[0]) and own[0] == _dress(table, table.header_row)[0]
        if headed_so or _stand_at_an_end(table, rows):
            found.update(rows)
    return frozenset(found)


def _dress(table: Table, row: int) -> _Dress:
    """The fill of the name of a line, and whether it is in bold."""
    title = table.fields["title"]
    look, place = table.sheet.home(row, title).look, table.sheet.place(row, title)
    return look.fills.get(place, ""), place in look.bold


def _are_alike(dresses: Sequence[_Dress]) -> bool:
    """Whether lines all look the same, or two looks take turns."""
    different = len(set(dresses))
    return different == 1 or (different == 2 and all(one != other for one, other in pairwise(dresses)))


def _stand_at_an_end(table: Table, rows: Sequence[int]) -> bool:
    """Whether each of these lines is the first of those that stand together, or each the last."""
    courses = set(table.course_rows)
    return not any(row - 1 in courses for row in rows) or not any(row + 1 in courses for row in rows)
