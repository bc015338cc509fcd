"""What the marks and colours of a sheet mean where the sheet explains them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from curriculum_map.domain.findings import CellRef
from curriculum_map.importing.cells import Place, Sheet, cell_text
from curriculum_map.importing.layout.beside import levels_beside
from curriculum_map.importing.layout.colours import names_colour, swatches
from curriculum_map.importing.layout.marks import Kind, kind_of, may_be_explained
from curriculum_map.importing.layout.steps import steps_told
from curriculum_map.importing.layout.view import View, view_of
from curriculum_map.importing.layout.vocabulary import heads_legend
from curriculum_map.importing.meaning.explanations import Explanation
from curriculum_map.importing.meaning.level_pairs import is_full_name, is_of_other_things, level_pairs
from curriculum_map.importing.meaning.told_in_text import told_in_text

_PAIR = re.compile(
    r"(?:^|[,;|\n(]|\s-\s)\s*([^\s=:;,|]{1,4}|[^\W\d_]{1,12}\.?)\s*(?:=|:)\s*"
    # A comma is part of a meaning, unless the next mark follows it: 'E = eigen keuze, komt niet aan bod'.
    r"([^=;:|\n,]+(?:,(?![^=:,]{1,13}[=:])[^=;:|\n,]+)*)"
)
# The next mark may follow after a blank or a stroke: '1 = kennen / 2 = kunnen', with line breaks for strokes.
_NEXT = re.compile(r"\s*[/|]?\s+(?=(?:[0-9–—-]|[A-Za-z]{1,2}|x{1,3}|[^\W\d_]{1,12}\.)\s*=)")
# 'Legende: 1 = ...' heads the pairs; it is none itself.
_HEADED = re.compile(r"^[^\W\d_]+\s*:\s*(?=[^\s=:;,|]{1,12}\s*=|[0-9]\s*:)")
# One mark with what it means, on a line of its own: '1. kennen', 'kennen (1)'.
_ALONE = re.compile(
    r"\(?(?P<mark>[0-9]|[A-Za-z]{1,2}|x{1,3}|[–—-](?=\s*[):=→]))\s*[.):=→–-]+\s*(?P<meaning>[^\W\d_]{3}.*)"
    r"|(?P<first>[^\W\d_]{3}[^():=→]*?)\s*[(\[:=→–-]+\s*(?P<last>[0-9]|[A-Za-z]{1,2}|x{1,3}|[–—-](?=[)\]]))\s*[)\].]*"
)
_MANY = 2
# 'Legende:' at the beginning of a line that has the legend in the cells behind it.
_LEGEND_LINE = re.compile(r"legend[ea]?\s*(?::|$)", re.IGNORECASE)
_WIDEST, _WIDEST_LINE = 3, 10
_LONGEST_HEADING, _LONGEST_LINE = 30, 200


def explains_marks(text: str) -> bool:
    """Whether a text itself says what marks mean: 'I = introduced, R = reinforced'."""
    if len(level_pairs(text)) >= _MANY:
        return True
    if "=" not in text and ":" not in text:
        return False
    pairs = len(list(_pairs(text)))
    return (pairs > 0 and "=" in text) or pairs >= _MANY


def legend_rows(view: View) -> frozenset[int]:
    """The rows that explain marks below a heading alone in its row, down to an empty row or a wider one.

    So do those that hold but a colour, or a mark, and what it means, and one that begins with the word "legend".
    """
    found = {one.mark_at[0] for one in levels_beside(view, _WIDEST_LINE) if one.alone}
    found.update(row for one in steps_told(view) if one.alone for row, _ in (one.mark_at, one.text_at))
    found.update(_levels_below_one_another(view))
    inside = False
    for row, texts in enumerate(view.texts):
        filled = len(texts) - texts.count("")
        inside = 0 < filled <= _WIDEST and (inside or (filled == 1 and heads_legend("".join(texts))))
        first = next(filter(None, texts), "")
        if inside or _LEGEND_LINE.match(first) or (filled == 1 and names_colour(first)):
            found.add(row)
    return view.of_colours.union(found)


def _levels_below_one_another(view: View) -> Iterator[int]:
    """The rows that begin with the name of a level each, and at most say in another cell what it means.

    A list of levels and courses has the same level in several rows.
    """
    run: dict[int, str] = {}
    for row, texts in enumerate([*view.texts, []]):
        first, *others = list(filter(None, texts)) or [""]
        says_more = len(others) >= _MANY or any(kind_of(one) is Kind.MARK for one in others)
        if first and is_full_name(first) and not says_more:
            run[row] = first.casefold()
            continue
        if _MANY <= len(run) == len(set(run.values())):
            yield from run
        run = {}


def legend_of(sheet: Sheet) -> dict[str, str]:
    """What each mark or colour ('RRGGBB') means, from a legend anywhere in the sheet; hidden lines included.

    A sheet that is called a legend is one from its first row on.
    """
    view = view_of(sheet, hidden=True)
    named = _block_below(view, _first(view) - 1, 0) if heads_legend(sheet.name) else ()
    commented = (pair for _, text in _commented(sheet) if explains_marks(text) for pair in _pairs(text))
    return {**dict(commented), **{mark: text for mark, text, _ in named}, **legend_in(view)}


def explanations_of(
    sheet: Sheet, maps: Sequence[CellRef] = (), marks: frozenset[str] = frozenset()
) -> Iterator[Explanation]:
    """All that a sheet says of digits and of these marks, in cells, comments, prompts and text boxes.

    What stands side by side in the maps that it holds explains nothing.
    """
    yield from (Explanation(mark, text, sheet.ref(*at)) for mark, text, at in _told(sheet, maps, marks))


def _told(sheet: Sheet, maps: Sequence[CellRef], marks: frozenset[str]) -> Iterator[tuple[str, str, Place]]:
    view, is_named = view_of(sheet, hidden=True), heads_legend(sheet.name)
    if is_named:
        yield from _block_below(view, _first(view) - 1, 0)
    yield from _written(view)
    for at, text in (*_texts(view), *_commented(sheet)):
        yield from ((mark, words, at) for mark, words in _said_in(text))
    for part in maps:
        view = view.without(part)
    yield from ((one.pair.mark, one.pair.words, one.word_at) for one in levels_beside(view))
    yield from ((one.mark, one.text, one.text_at) for one in steps_told(view, marks, headed=is_named))


def _said_in(text: str) -> Iterator[tuple[str, str]]:
    """Each mark that a text explains, with what it says."""
    if explains_marks(text):
        yield from _pairs(text)
    yield from ((pair.mark, pair.words) for pair in level_pairs(text))
    yield from told_in_text(text)


def _texts(view: View) -> Iterator[tuple[Place, str]]:
    """Each different text with the place where it stands first, if it may explain a mark."""
    different = {text for text in set().union(*view.texts) if level_pairs(text) or told_in_text(text)}
    for row, texts in enumerate(view.texts) if different else ():
        for column, text in enumerate(texts):
            if text in different:
                different.discard(text)
                yield (row, column), text


def _commented(sheet: Sheet) -> Iterator[tuple[Place, str]]:
    """The comments on its cells and what is shown when one is entered, with the white space of each line folded."""
    for at, text in (*sheet.look.comments.items(), *sheet.look.asides.items()):
        yield at, "\n".join(map(cell_text, text.splitlines()))


def _first(view: View) -> int:
    """The first row that holds anything."""
    return next((row for row, texts in enumerate(view.texts) if any(texts)), 0)


def legend_in(view: View) -> dict[str, str]:
    """What each mark or colour means, from a legend anywhere in what is seen of a sheet."""
    colours = {swatch.colour: swatch.text for swatch in swatches(view)}
    return {**{mark: text for mark, text, _ in _written(view)}, **colours}


def without_legends(view: View) -> View:
    """The sheet without narrow parts that explain marks beside a map, an empty column away from it."""
    rows = [row for row, texts in enumerate(view.texts) if sum(map(bool, texts)) > 1]
    texts = [list(row) for row in view.texts]
    part: list[int] = []
    for column in range(view.width + 1):
        if column < view.width and any(view.texts[row][column] for row in rows):
            part.append(column)
            continue
        is_beside = bool(part) and (part[0] > 0 or _is_headed(view, part))
        if is_beside and len(part) <= _WIDEST and _explain(view, part):
            for line in texts:
                for one in part:
                    line[one] = ""
        part = []
    return replace(view, texts=texts)


def _is_headed(view: View, columns: Sequence[int]) -> bool:
    """Whether the first text of some columns heads a legend."""
    return heads_legend(next((row[one] for row in view.texts for one in columns if row[one]), ""))


def _explain(view: View, columns: Sequence[int]) -> bool:
    different = {row[one] for row in view.texts for one in columns} - {""}
    return any(heads_legend(text) or explains_marks(text) for text in different)


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    headed = _HEADED.match(text.strip())
    if headed is not None and is_of_other_things(text.strip(), headed.end()):
        return
    for match in _PAIR.finditer(_NEXT.sub("\n", _HEADED.sub("", text.strip()))):
        if is_of_other_things(match.string, match.start(1)):
            continue
        mark, meaning = match[1].strip(), match[2].strip(" ./–—-")
        if ")" not in mark:
            mark = mark.removeprefix("(")
        if meaning.count(")") > meaning.count("("):
            meaning = meaning.rstrip(" .)")
        if meaning and (may_be_explained(mark) or kind_of(mark) is Kind.WORD) and any(map(str.isalpha, meaning)):
            yield mark, meaning


def _written(view: View) -> Iterator[tuple[str, str, Place]]:
    """Each mark with what is said of it behind a sign or below a heading, and where."""
    # The same few texts stand in most cells: each is looked at once.
    different = set().union(*view.texts)
    explaining = {text for text in different if explains_marks(text)}
    heading = {text for text in different - explaining if text and len(text) < _LONGEST_HEADING and heads_legend(text)}
    for row, texts in enumerate(view.texts) if explaining or heading else ():
        for column, text in enumerate(texts):
            if text in explaining:
                yield from ((mark, meaning, (row, column)) for mark, meaning in _pairs(text))
            elif text in heading:
                yield from _block_below(view, row, column)


def _block_below(view: View, row: int, column: int) -> Iterator[tuple[str, str, Place]]:
    """What stands below a heading: a mark and what it means in two cells, in either order, or in one."""
    for lower in range(row + 1, len(view.texts)):
        filled = [(at, text) for at, text in enumerate(view.texts[lower][column:], start=column) if text][:_MANY]
        texts = [text for _, text in filled]
        if not texts:
            return
        places = [(lower, at) for at, _ in filled]
        if len(texts) == 1:
            alone = _ALONE.fullmatch(texts[0]) if len(texts[0]) < _LONGEST_LINE else None
            if alone is not None:
                yield (alone["mark"] or alone["last"]), (alone["meaning"] or alone["first"]), places[0]
        elif not may_be_explained(texts[0]) and may_be_explained(texts[1]):
            yield texts[1], texts[0], places[0]
        elif len(texts[0]) < len(texts[1]) + 12:
            yield texts[0], texts[1], places[1]
