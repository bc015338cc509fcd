"""Headings that name targets of our own editions: with them even an empty sheet is a map."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from curriculum_map.importing.layout.marks import Kind, kind_of
from curriculum_map.importing.layout.view import View
from curriculum_map.importing.layout.vocabulary import course_field
from curriculum_map.importing.names import Names
from curriculum_map.importing.words import AMBITION_FIELDS

_ROWS_TO_SEARCH = 60
_COLUMNS_TO_SEARCH = 12
_MOST_TARGETS = 500
_GROUPS_BEFORE = 4
_FEW = 2


@dataclass(frozen=True, slots=True)
class NamedLine:
    """A row or column of headings, which of its places name a target, and how many different ones."""

    line: int
    places: tuple[int, ...]
    different: int


def named_row(view: View, names: Names) -> NamedLine | None:
    """The row of headings that names most targets, the lowest of its block; a single one needs a title beside it."""
    height = min(len(view.texts), _ROWS_TO_SEARCH)
    of_all = _group_of_sheet(view, names)
    best = _best(view.texts[:height], names, of_all)
    while best is not None and (above := _above(view, best, names, of_all)) is not None:
        best = above
    if best is None:
        return None
    # The names of fields may stand at the top, at the bottom or merged over all rows of headings.
    near = range(max(best.line - _GROUPS_BEFORE, 0), min(best.line + 2, height))
    titled = any(course_field(text) == "title" for row in near for _, text in view.filled(row))
    return best if best.different >= _FEW or titled else None


def _above(view: View, best: NamedLine, names: Names, of_all: str) -> NamedLine | None:
    """The headings of another table above those that name most targets, with marks below them; None without any."""
    found = _best(view.texts[: best.line], names, of_all)
    if found is None or 2 * found.different < max(best.different, 2 * _FEW):
        return None
    between = (view.texts[row][place] for row in range(found.line + 1, best.line) for place in found.places)
    return found if any(kind_of(text) is Kind.MARK for text in between) else None


def named_column(view: View, names: Names) -> NamedLine | None:
    """The column of labels that names most targets, at least two; the innermost of them."""
    width = min(view.width, _COLUMNS_TO_SEARCH)
    lines = [[texts[column] for texts in view.texts[:_MOST_TARGETS]] for column in range(width)]
    best = _best(lines, names, _group_of_sheet(view, names))
    return best if best is not None and best.different >= _FEW else None


def is_of_ambitions(view: View) -> bool:
    """Whether a row of headings is that of ambitions, which rate no course."""
    for row in range(min(len(view.texts), _ROWS_TO_SEARCH)):
        texts = set(view.texts[row]) - {""}
        named = {AMBITION_FIELDS.named(text) for text in texts} - {None}
        if "level" in named and len(named) > _FEW and not any(course_field(text) == "title" for text in texts):
            return True
    return False


def _group_of_sheet(view: View, names: Names) -> str:
    """The name of a sheet that is called by a cluster, below which its headings stand; else nothing."""
    return view.sheet.name if names.cluster(view.sheet.name) is not None else ""


def _best(lines: Sequence[Sequence[str]], names: Names, of_all: str) -> NamedLine | None:
    """The line that names most targets; of as many the first, or one close below it that says them more finely.

    `of_all` is the cluster that all of them stand below, where that is not said on a line before it.
    """
    reader = _Reader(names, of_all)
    best: NamedLine | None = None
    groups = [reader.names_clusters(line) for line in lines]
    for at, own in enumerate(lines):
        above = next((one for one in range(at - 1, max(at - _GROUPS_BEFORE, 0) - 1, -1) if groups[one]), None)
        found = reader.targets(() if above is None else lines[above], own)
        line = NamedLine(at, tuple(found), len(set(found.values())))
        if found and (best is None or line.different > best.different or _is_lower_row_of(line, best)):
            best = line
    return best


def _is_lower_row_of(line: NamedLine, best: NamedLine) -> bool:
    """Whether a line says the same targets just below another: the name of a focus can be that of a cluster."""
    return line.different == best.different and line.line - best.line < _GROUPS_BEFORE and line.places == best.places


class _Reader:
    """Looks up the targets of headings, each text once."""

    def __init__(self, names: Names, of_all: str) -> None:
        self._names, self._of_all = names, of_all
        self._targets: dict[tuple[str, str], str | None] = {}
        self._clusters: dict[str, bool] = {}

    def targets(self, groups: Sequence[str], own: Sequence[str]) -> dict[int, str]:
        """The places of a line that name a target, read with the clusters on a line before it, if there is one."""
        if not any(own):
            return {}
        found, group = {}, self._of_all
        for place, text in enumerate(own):
            group = (groups[place] if groups else "") or group
            target = self._target(text, group) if text else None
            if target is not None:
                found[place] = target
        return found

    def names_clusters(self, texts: Iterable[str]) -> bool:
        """Whether a text of a line names a cluster."""
        return any(self._is_cluster(text) for text in set(texts) if text)

    def _is_cluster(self, text: str) -> bool:
        if text not in self._clusters:
            self._clusters[text] = self._names.cluster(text) is not None
        return self._clusters[text]

    def _target(self, text: str, group: str) -> str | None:
        if (text, group) not in self._targets:
            named = self._names.target(text, group)
            self._targets[text, group] = None if named is None else named.target
        return self._targets[text, group]
