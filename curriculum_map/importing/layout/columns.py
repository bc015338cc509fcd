"""Which columns of a sheet hold marks: a small vocabulary that comes back in several places."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from curriculum_map.importing.layout.legend import legend_rows
from curriculum_map.importing.layout.marks import Kind, kind_of, parts_of
from curriculum_map.importing.layout.view import View
from curriculum_map.importing.layout.vocabulary import is_remark

_SHARE_OF_MARKS = 0.6
_MOST_NUMBERS = 8
_FEWEST_TO_COUNT = 4


@dataclass(slots=True)
class Column:
    """The places of one column that look like marks, and those that hold something else."""

    column: int
    marks: dict[int, str] = field(default_factory=dict)
    others: list[int] = field(default_factory=list)

    @property
    def vocabulary(self) -> frozenset[str]:
        """The different marks of the column, casefolded; the parts of a cell with several each for itself."""
        return frozenset(part for text in set(self.marks.values()) for part in parts_of(text))

    def is_of_marks(self, first_row: int = 0) -> bool:
        """Whether what stands below a row is mostly marks."""
        marks = sum(1 for row in self.marks if row >= first_row)
        if _is_numbering([text for row, text in self.marks.items() if row >= first_row]):
            return False
        start = max(first_row, min(self.marks, default=0))
        return marks >= _SHARE_OF_MARKS * (marks + sum(1 for row in self.others if row > start)) > 0


def _is_numbering(texts: Sequence[str]) -> bool:
    """Whether a column only numbers its rows: 1, 2, 3, 4 ... or a, b, c, d ..."""
    return len(texts) >= _FEWEST_TO_COUNT and _counts_on(texts)


def _counts_on(texts: Sequence[str]) -> bool:
    return all(len(text) == 1 for text in texts) and all(
        ord(second) == ord(first) + 1 for first, second in pairwise(texts)
    )


def columns_of(view: View) -> list[Column]:
    """Every column of a sheet with what in it looks like marks."""
    words, legend = _words_that_come_back(view), legend_rows(view)
    nothing = [""] * view.width
    lines = [nothing if row in legend else line for row, line in enumerate(view.texts)]
    # What is remarked about courses across says nothing of what their columns hold.
    remarks = frozenset(row for row in range(len(lines)) if is_remark(view.first(row)))
    columns = [_column(at, texts, words, remarks) for at, texts in enumerate(zip(*lines, strict=True))]
    for one in columns:
        # The first column that holds anything often numbers the rows; two or three of them are as good as many there.
        if one.marks or one.others:
            texts = list(one.marks.values())
            if len(texts) > 1 and texts[0] in ("1", "A", "a") and _counts_on(texts):
                one.others.extend(one.marks)
                one.marks.clear()
            break
    return columns


def groups_of(columns: Iterable[Column], first_row: int = 0) -> list[list[Column]]:
    """Columns of marks that share marks with one another, the group with most marks first."""
    groups: list[tuple[set[str], list[Column]]] = []
    for column in columns:
        if not column.is_of_marks(first_row):
            continue
        words = {part for row, text in column.marks.items() if row >= first_row for part in parts_of(text)}
        joined = [group for group in groups if not words.isdisjoint(group[0])]
        groups = [group for group in groups if words.isdisjoint(group[0])]
        members = [member for group in joined for member in group[1]]
        groups.append((words.union(*(group[0] for group in joined)), [*members, column]))
    found = [sorted(members, key=lambda one: one.column) for _, members in groups]
    return sorted(found, key=lambda members: -sum(len(member.marks) for member in members))


def too_many_numbers(texts: Iterable[str]) -> bool:
    """Whether what stands in the places are points, hours or weights: many different numbers."""
    numbers = {text for text in set(texts) if kind_of(text) is Kind.NUMBER or text.isdigit()}
    return len(numbers) > _MOST_NUMBERS


def _column(at: int, texts: Sequence[str], words: frozenset[str], remarks: frozenset[int]) -> Column:
    # The same few texts stand in most places: each is looked at once.
    marks, others = set(), set()
    for text in set(texts) - {""}:
        kind = kind_of(text)
        if kind is Kind.MARK or (kind is Kind.WORD and words.issuperset(parts_of(text))):
            marks.add(text)
        elif kind is not Kind.NONE:
            others.add(text)
    return Column(
        at,
        {row: text for row, text in enumerate(texts) if text in marks} if marks else {},
        [row for row, text in enumerate(texts) if text in others and row not in remarks] if others else [],
    )


def _words_that_come_back(view: View) -> frozenset[str]:
    """Short words that stand in several columns and several rows."""
    return _in_several(view.texts) & _in_several(zip(*view.texts, strict=True))


def _in_several(lines: Iterable[Sequence[str]]) -> frozenset[str]:
    counts = Counter(
        part
        for texts in lines
        for part in {part for text in set(texts) if text and kind_of(text) is Kind.WORD for part in parts_of(text)}
    )
    return frozenset(part for part, count in counts.items() if count > 1)
