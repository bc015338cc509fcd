"""Which rows below the headings are items of the map, and why the others are not."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from curriculum_map.importing.cells import same_word
from curriculum_map.importing.layout.headings import is_heading_row, says_again
from curriculum_map.importing.layout.legend import explains_marks, legend_rows
from curriculum_map.importing.layout.marks import (
    Kind,
    are_of_components,
    begins_with_mark,
    is_filled,
    kind_of,
    parts_of,
)
from curriculum_map.importing.layout.shapes import Excluded, Why
from curriculum_map.importing.layout.view import View
from curriculum_map.importing.layout.vocabulary import (
    describes_sheet,
    heads_legend,
    heads_totals,
    is_about_all,
    is_course_code,
    is_numbered,
    is_outcome_code,
    is_phase,
    is_remark,
    shape_of_text,
)
from curriculum_map.importing.meaning.group_texts import group_heading
from curriculum_map.importing.waiting import still_wanted

# "(1) Enkel in het tweede semester": what a small number beside a mark refers to.
_NOTE = re.compile(r"\(?\*|NB|N\.B|Opm|Bron|Note|Source|\(\d\) \w|[¹²³]")
# Between two courses of which a student takes one.
_BETWEEN_COURSES = frozenset(("en", "of", "ofwel", "and", "or", "en of", "and or"))
_SHARE_OF_KEYS = 0.5
_SEVERAL = 3


@dataclass(frozen=True, slots=True)
class Lines:
    """The rows that are items, and those left out that hold something."""

    items: tuple[int, ...]
    excluded: tuple[Excluded, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """The part of a sheet below some headings: its columns of labels, those that name an item, and those of marks.

    `words` are the marks that come back in it. `keys` may be left open: then they are the labels that most marked
    rows have, each a different one. `named` has the rows that name a target, if rows do.
    """

    view: View
    top: int
    header: int
    end: int
    labels: tuple[int, ...]
    columns: tuple[int, ...]
    words: frozenset[str] = frozenset()
    named: frozenset[int] = frozenset()
    keys: tuple[int, ...] = ()

    def marks(self, row: int) -> int:
        """How many places of a row hold something that does not mean empty."""
        texts = self.view.texts[row]
        return sum(map(is_filled, [texts[column] for column in self.columns]))

    def known_marks(self, row: int) -> int:
        """How many of those are marks that come back in the map."""
        texts = self.view.texts[row]
        return sum(1 for column in self.columns if not self.words.isdisjoint(parts_of(texts[column])))

    def said(self, row: int) -> list[tuple[int, str]]:
        """The labels of a row: column and text."""
        texts = self.view.texts[row]
        return [(column, texts[column]) for column in self.labels if texts[column]]


def keys_of(body: Body) -> tuple[int, ...]:
    """The columns of labels by which an item is known: filled in most marked rows, with different texts."""
    rows = [row for row in range(body.header + 1, body.end) if body.said(row)]
    marked = [row for row in rows if body.marks(row)] or rows
    shares = {}
    for column in body.labels:
        texts = [text for row in marked if (text := body.view.texts[row][column])]
        if texts and any(map(_names_something, texts)):
            shares[column] = (len(texts) / len(marked), len(set(texts)) / len(texts))
    keys = [one for one, (filled, different) in shares.items() if min(filled, different) >= _SHARE_OF_KEYS]
    return tuple(keys) or tuple(sorted(shares, key=lambda one: -shares[one][0] * shares[one][1])[:1])


def lines_of(body: Body) -> Lines:
    """Each row below the headings: an item, or left out with the reason."""
    items: list[int] = []
    excluded: list[Excluded] = []
    reader = _LineReader(body)
    for row in range(body.header + 1, body.end):
        still_wanted()
        if not any(body.view.texts[row]):
            continue
        why = reader.why_no_item(row)
        if why is None:
            items.append(row)
        else:
            marks = body.marks(row) if why is Why.UNNAMED else body.known_marks(row)
            excluded.append(Excluded(body.view.row_ref(row), why, marks))
    return Lines(tuple(items), tuple(_without_late_sections(excluded, items[-1] if items else body.end)))


def _without_late_sections(excluded: Iterable[Excluded], last: int) -> Iterator[Excluded]:
    """What heads a group has items below it; after the last of them it is a note."""
    for one in excluded:
        late = one.why is Why.SECTION and one.ref.row > last
        yield replace(one, why=Why.FOOTNOTE) if late else one


class _LineReader:
    def __init__(self, body: Body) -> None:
        self._body = body
        rows = range(body.header + 1, body.end)
        self._keys = body.keys or keys_of(body)
        self._headings = {body.view.texts[body.header][column] for column in body.columns} - {""}
        self._legend_rows = legend_rows(body.view)
        of_items = (row for row in rows if body.marks(row) and row not in self._legend_rows)
        self._marked = [row for row in of_items if not any(map(heads_totals, self._labels(row)))]
        self._last_marked = self._marked[-1] if self._marked else -1
        named = [row for row in rows if self._names(row)]
        usual = self._marked or named
        self._filled = (
            {column: sum(1 for row in usual if body.view.texts[row][column]) / len(usual) for column in body.labels}
            if usual
            else {}
        )
        self._legend_from = next((row for row in rows if heads_legend(body.view.first(row))), body.end)
        self._codes = [body.view.texts[row][self._keys[0]] for row in self._marked] if self._keys else []
        self._are_coded = len(self._codes) > 1 and all(map(_is_coded, self._codes))
        self._shapes = {shape_of_text(text) for row in self._marked for _, text in body.said(row)}
        # A row of lists in the template is blank to the eye; a gap is what people see as one.
        self._gap_from = next(
            (row for row in rows if row > self._last_marked >= 0 and not any(body.view.texts[row])), body.end
        )

    def why_no_item(self, row: int) -> Why | None:
        body, said = self._body, self._body.said(row)
        marks = body.marks(row)
        if row in self._legend_rows:
            return Why.LEGEND
        first, labels = said[0][1] if said else body.view.first(row), self._labels(row)
        of_all_courses = self._why_of_all_courses(row, said)
        if of_all_courses is not None:
            return of_all_courses
        if row > self._last_marked and (row >= self._legend_from or explains_marks(first)):
            return Why.LEGEND
        if (any(map(is_remark, labels)) or self._only_remarks(row, said)) and not body.known_marks(row):
            return Why.TEXT_ONLY
        if not self._names(row):
            if row == body.header + 1 and not said and self._are_codes_of_columns(row):
                return Why.REPEATED_HEADER
            if self._adds_up(row):
                return Why.TOTALS
            return Why.UNNAMED if marks else Why.SECTION if said else Why.TEXT_ONLY
        # Also what says that nothing is to be marked is said of an item.
        said_of_it = row in body.named or any(body.view.texts[row][column] for column in body.columns)
        return None if said_of_it else self._why_unmarked(row, said)

    def _why_of_all_courses(self, row: int, said: list[tuple[int, str]]) -> Why | None:
        """Why a line that adds up, aims or heads is about no single item."""
        alone = len(said) == 1 and row not in self._body.named
        if (alone and is_about_all(said[0][1])) or any(map(heads_totals, self._labels(row))):
            return Why.TOTALS
        if self._repeats_header(row):
            return Why.REPEATED_HEADER
        return Why.SECTION if alone and self._says_one_thing(row) else None

    def _why_unmarked(self, row: int, said: list[tuple[int, str]]) -> Why | None:
        body, (column, text) = self._body, said[0]
        alone = len(said) == 1
        is_title = alone and (
            same_word(text) in _BETWEEN_COURSES
            or is_phase(text)
            or describes_sheet(text)
            or self._is_title_of_next(row)
        )
        heads_group = group_heading(text) is not None and not any(is_course_code(one) for _, one in said)
        if is_title or heads_group or self._is_merged_over(row, column):
            return Why.SECTION
        if explains_marks(text):
            return Why.LEGEND
        if body.named and row > max(body.named):
            return Why.FOOTNOTE
        missing = [
            one for one in body.labels if self._filled.get(one, 0) > _SHARE_OF_KEYS and not body.view.texts[row][one]
        ]
        if alone and _is_a_note(text):
            return Why.FOOTNOTE
        if alone and missing and shape_of_text(text) not in self._shapes:
            return Why.TEXT_ONLY
        if row > self._gap_from and (missing or alone):
            return Why.FOOTNOTE
        if len(said) == 2 and self._is_part_of_codes(text):
            return Why.SECTION
        return Why.SECTION if alone and self._has_no_code_of_its_own(text) else None

    def _says_one_thing(self, row: int) -> bool:
        """Whether a label stands above every column too, as a heading copied over the whole width."""
        texts = [text for text in self._body.view.texts[row] if text]
        return len(texts) > _SEVERAL and len(set(texts)) == 1 and kind_of(texts[0]) is not Kind.MARK

    def _only_remarks(self, row: int, said: Sequence[tuple[int, str]]) -> bool:
        """Whether a line says something else of nearly each column and lacks what most courses have beside them."""
        body, texts = self._body, self._body.view.texts[row]
        filled = list(filter(is_filled, [texts[column] for column in body.columns]))
        if row in body.named or len(filled) < _SEVERAL or any(begins_with_mark(text, body.words) for text in filled):
            return False
        if all(map(are_of_components, filled)):
            return False
        usual = sum(1 for share in self._filled.values() if share > _SHARE_OF_KEYS)
        return is_heading_row(filled, len(body.columns)) and (usual < 2 or len(said) < usual)

    def _names(self, row: int) -> bool:
        texts = self._body.view.texts[row]
        return any(texts[column] and _names_something(texts[column]) for column in self._keys)

    def _labels(self, row: int) -> list[str]:
        """What names a row: its first label, and those that name items."""
        said = self._body.said(row)
        return [text for column, text in said if column in self._keys or text == said[0][1]]

    def _repeats_header(self, row: int) -> bool:
        body = self._body
        if any(says_again(body.view, upper, row, body.columns) for upper in range(body.top, body.header)):
            # Groups stand above some of their columns only.
            return not body.known_marks(row)
        headings = body.view.texts[body.header]
        texts = body.view.texts[row]
        if self._headings.isdisjoint(texts):
            return False
        same = sum(1 for column in body.columns if texts[column] and texts[column] == headings[column])
        # Years above courses across can be the same as the levels of an outcome.
        labelled = any(texts[column] and texts[column] == headings[column] for column in body.labels)
        return same > 1 and 2 * same > len(body.columns) and (labelled or not body.known_marks(row))

    def _is_merged_over(self, row: int, column: int) -> bool:
        """Whether the label is one merged cell over the marks: people head a group of rows so."""
        return any(self._body.view.heads.get((row, one)) == (row, column) for one in self._body.columns[:2])

    def _is_title_of_next(self, row: int) -> bool:
        """Whether a row below an empty one stands just above headings that come back."""
        lower = next((one for one in range(row + 1, self._body.end) if any(self._body.view.texts[one])), None)
        return not any(self._body.view.texts[row - 1]) and lower is not None and self._repeats_header(lower)

    def _is_part_of_codes(self, text: str) -> bool:
        """Whether a short text is the letters of the codes below it: 'KB' above KB-1, KB-2."""
        is_letters = text.isalpha() and len(text) <= 5 and not any(text == code for code in self._codes)
        return is_letters and any(text in code and any(map(str.isdigit, code)) for code in self._codes)

    def _has_no_code_of_its_own(self, text: str) -> bool:
        """Whether every marked item begins with a code or number in the same cell, and this text does not."""
        return self._are_coded and not _is_coded(text)

    def _are_codes_of_columns(self, row: int) -> bool:
        """Whether a row just below the headings has another code for each column, and no mark: 'C1', 'C2'."""
        texts = [text for column in self._body.columns if (text := self._body.view.texts[row][column])]
        are_codes = len(texts) >= _SEVERAL and all(map(is_outcome_code, texts))
        return are_codes and len(set(texts)) == len(texts) and not self._body.known_marks(row)

    def _adds_up(self, row: int) -> bool:
        """Whether the numbers of a row without a name count the marks above them."""
        body, texts = self._body, self._body.view.texts[row]
        numbers = {column: texts[column] for column in body.columns if texts[column].isdecimal()}
        above = [one for one in self._marked if one < row]
        if len(numbers) < 2 or len(above) < 2:
            return False
        return all(
            int(number) in _sums([body.view.texts[one][column] for one in above]) for column, number in numbers.items()
        )


def _is_coded(text: str) -> bool:
    return is_course_code(text) or is_outcome_code(text) or is_numbered(text)


def _is_a_note(text: str) -> bool:
    """Whether a lonely text is a remark: it has a mark of a note, stands in brackets, or is a whole sentence."""
    in_brackets = text[:1] == "(" and text[-1:] == ")"
    return in_brackets or _NOTE.match(text) is not None or (text.endswith(".") and text.count(" ") > 1)


def _sums(texts: Sequence[str]) -> Iterator[int]:
    yield sum(1 for text in texts if is_filled(text))
    yield sum(int(text) for text in texts if text.isdecimal())


def _names_something(text: str) -> bool:
    return kind_of(text) is not Kind.NONE and bool(same_word(text) or any(map(str.isalnum, text)))
