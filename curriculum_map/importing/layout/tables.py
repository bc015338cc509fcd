"""A block of marks as an upright table: courses down, outcomes across, with the addresses of the file."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from curriculum_map.domain.findings import CellRef
from curriculum_map.importing.cells import Sheet
from curriculum_map.importing.layout.block import Block
from curriculum_map.importing.layout.headings import headings_of
from curriculum_map.importing.layout.shapes import Excluded, Orientation, Table, Why
from curriculum_map.importing.layout.view import View
from curriculum_map.importing.layout.vocabulary import course_field, is_course_code, is_phase, shape_of_text

_LONGEST_CODE = 15


def upright(block: Block) -> Table:
    """The table of a block with its courses down."""
    rows = range(block.top, block.header + 1)
    headings = headings_of(block.view, rows, block.columns)
    named = {
        column: [text for row in rows if (text := block.view.carried(row, column))]
        for column in (*block.labels, *block.others)
    }
    fields = _fields(
        named, block.keys, [[block.view.texts[row][one] for one in range(block.view.width)] for row in block.rows]
    )
    others = tuple(sorted({*block.labels, *block.others} - set(fields.values())))
    texts = {column: tuple(named[column]) for column in (*fields.values(), *others)} | headings
    return Table(
        _with_colours(block),
        Orientation.COURSES_ROWS,
        block.header,
        fields,
        block.columns,
        others,
        block.rows,
        block.excluded,
        texts,
        Counter(block.marks()),
    )


def turned(block: Block) -> Table:
    """The table of a block with its courses across, turned so that they stand down."""
    view = transposed(block.view)
    rows = tuple(column for column in block.labels if any(block.view.texts[row][column] for row in block.rows))
    headings = headings_of(view, rows, block.rows)
    places = range(block.top, block.header + 1)
    named = {place: [text for one in block.labels if (text := block.view.texts[place][one])] for place in places}
    lines = [[block.view.carried(place, column) for place in range(block.header + 1)] for column in block.columns]
    fields = _fields(named, tuple(places), lines)
    others = tuple(place for place in places if place not in fields.values())
    return Table(
        _carried_into(view, places, block),
        Orientation.COURSES_COLS,
        max(rows, default=block.columns[0] - 1),
        fields,
        block.rows,
        tuple(place for place in others if named[place]),
        block.columns,
        (*block.excluded, *_not_read(block)),
        {place: tuple(texts) for place, texts in named.items()} | headings,
        Counter(block.marks()),
    )


def _not_read(block: Block) -> Iterator[Excluded]:
    """The columns beside courses across that hold other things, such as sentences, by what they are called."""
    view = block.view
    for column in block.others:
        named = next((row for row in range(block.header, block.top - 1, -1) if view.texts[row][column]), None)
        if named is not None and any(view.texts[row][column] for row in block.rows):
            at = view.sheet.ref(named, column)
            yield Excluded(view.column_ref(column, block.top), Why.REMARKS, 0, view.texts[named][column], at)


def with_title(table: Table) -> Table:
    """The table with its wordiest labels as titles where nothing is called so: we were told that courses are there."""
    labels = [place for place in {*table.fields.values(), *table.other_columns} if place not in table.outcomes]
    items = {row: {place: table.sheet.text(row, place) for place in labels} for row in table.course_rows}
    if "title" in table.fields or not labels or not items:
        return table
    title = max(sorted(labels), key=lambda place: sum(map(len, {item[place] for item in items.values()})))
    fields = {name: place for name, place in table.fields.items() if place != title}
    others = tuple(place for place in table.other_columns if place != title)
    return replace(table, fields=fields | {"title": title}, other_columns=others)


def _carried_into(view: View, places: Iterable[int], block: Block) -> Sheet:
    """The turned sheet with what stands in merged or left-filled cells written for each course below them."""
    rows = [list(row) for row in view.sheet.rows]
    for row in block.rows:
        for column in block.columns:
            rows[column][row] = block.view.colours.get((row, column), rows[column][row])
    for place in places:
        texts = [block.view.heading(place, column, block.columns[0]) for column in block.columns]
        filled = [text for text in texts if text]
        # A phase stands above the first of its courses; what differs from course to course is not carried on.
        heads_groups = bool(texts[0]) and len(set(filled)) == len(filled) and all(map(is_phase, filled))
        last = ""
        for column, text in zip(block.columns, texts, strict=True):
            last = text or (last if heads_groups else "")
            if rows[column][place] == "" and last:
                rows[column][place] = last
    return replace(view.sheet, rows=rows)


def _with_colours(block: Block) -> Sheet:
    """The sheet with the names of colours where they are the marks."""
    sheet, colours = block.view.sheet, block.view.colours
    if not colours:
        return sheet
    rows = [[*values, *([""] * (block.view.width - len(values)))] for values in sheet.rows]
    for row in block.rows:
        for column in block.columns:
            rows[row][column] = colours.get((row, column), rows[row][column])
    return replace(sheet, rows=rows)


def transposed(view: View) -> View:
    """The same sheet with rows for columns; its cells keep their addresses."""
    sheet, width, height = view.sheet, view.width, len(view.texts)
    values = [[sheet.value(row, column) for row in range(height)] for column in range(width)]
    origins = [[sheet.place(row, column) for row in range(height)] for column in range(width)]
    merged = tuple(
        CellRef(sheet.name, one.column, one.row, last_row=one.last_column, last_column=one.last_row)
        for one in sheet.merged
    )
    return View(
        replace(sheet, rows=values, origins=origins, merged=merged),
        [list(line) for line in zip(*view.texts, strict=True)],
        view.hidden_columns,
        view.hidden_rows,
        {(column, row): (head[1], head[0]) for (row, column), head in view.heads.items()},
    )


def _fields(named: dict[int, list[str]], keys: Sequence[int], items: Sequence[Sequence[str]]) -> dict[str, int]:
    """The field of a course that each line of labels holds, by its name; a title is found by what it holds."""
    fields: dict[str, int] = {}
    for place, texts in named.items():
        name = next((found for text in reversed(texts) if (found := course_field(text))), None)
        if name == "title" and "title" in fields and "code" not in fields and _are_codes(fields["title"], items):
            fields["code"], fields["title"] = fields["title"], place
        elif name is not None:
            fields.setdefault(name, place)
    free = [place for place in keys if place not in fields.values()]
    if "title" not in fields and not free and "code" in fields:
        fields["title"] = fields.pop("code")
    elif "title" not in fields and free:
        fields["title"] = max(free, key=lambda place: (not _are_phases(place, items), _letters(place, items)))
        free.remove(fields["title"])
    for place in named:
        if place not in fields.values() and _are_phases(place, items):
            first = next(item[place] for item in items if item[place])
            fields.setdefault(course_field(first.split()[0]) or "phase", place)
    if "code" not in fields:
        codes = [place for place in named if place not in fields.values() and _are_codes(place, items)]
        if codes:
            fields["code"] = codes[0]
    return fields


def _are_codes(place: int, items: Sequence[Sequence[str]]) -> bool:
    """Whether most items have a code here: one of courses, or short ones of one series."""
    texts = [item[place] for item in items if item[place]]
    codes = sum(1 for text in texts if is_course_code(text) and len(text) <= _LONGEST_CODE)
    shapes = {shape_of_text(text) for text in texts if any(map(str.isdigit, text)) and len(text) <= _LONGEST_CODE}
    shapes.discard("9")
    return bool(texts) and (
        2 * codes > len(texts)
        or (len(shapes) == 1 and len(set(texts)) > 1 and not any(not any(map(str.isdigit, text)) for text in texts))
    )


def _are_phases(place: int, items: Sequence[Sequence[str]]) -> bool:
    texts = [item[place] for item in items if item[place]]
    return bool(texts) and all(map(is_phase, texts))


def _letters(place: int, items: Sequence[Sequence[str]]) -> int:
    different = {item[place] for item in items if item[place]}
    return sum(len(text) for text in different if any(map(str.isalpha, text)))
