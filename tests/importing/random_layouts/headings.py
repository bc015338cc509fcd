"""What stands above the columns of targets: focus, cluster, component and element, in one row to four."""

from dataclasses import dataclass
from random import Random

from curriculum_map.domain.framework import Granularity, split_target
from tests.importing.random_layouts.canvas import Canvas
from tests.importing.random_layouts.grids import RandomGrid
from tests.importing.random_layouts.layouts import Filled, Layout


@dataclass(frozen=True)
class HeadingLine:
    """One row of headings: a text for each target; neighbours of the same group have one heading together."""

    texts: tuple[str, ...]
    groups: tuple[str, ...]


def heading_lines(grid: RandomGrid, layout: Layout) -> list[HeadingLine]:
    """The rows of headings from top to bottom."""
    writer = _Writer(grid, layout)
    clusters = [split_target(target)[0] for target in grid.targets]
    cells = [".".join(filter(None, split_target(target))) for target in grid.targets]
    names = [HeadingLine(tuple(map(writer.name, grid.targets)), grid.targets)]
    if grid.granularity is Granularity.CELL and not layout.in_one_cell:
        names = [HeadingLine(tuple(map(writer.cluster, clusters)), tuple(clusters))]
        names.append(HeadingLine(tuple(map(writer.component, grid.targets)), grid.targets))
    if grid.granularity is Granularity.ELEMENT and layout.with_cluster:
        above = [HeadingLine(tuple(map(writer.cluster, clusters)), tuple(clusters))]
        if not layout.in_one_cell:
            above.append(HeadingLine(tuple(map(writer.component, grid.targets)), tuple(cells)))
        names = above + names
    room = 3 if layout.kind == "sub-columns" else 4
    if layout.numbers == "in a row" and len(names) < room:
        numbers = tuple(str(grid.edition.cluster(cluster).number) for cluster in clusters)
        names.insert(0, HeadingLine(numbers, tuple(clusters)))
    if layout.with_focus and len(names) < room:
        focuses = [grid.edition.focus_of(cluster) for cluster in clusters]
        texts = tuple(focus.name[layout.language] for focus in focuses)
        names.insert(0, HeadingLine(texts, tuple(focus.id for focus in focuses)))
    return names


def paint_line(canvas: Canvas, row: int, column: int, line: HeadingLine, filled: Filled, wide: int = 1) -> None:
    """Writes a row of headings, each target `wide` columns wide, in the way in which groups are filled."""
    start = 0
    for index, (text, group) in enumerate(zip(line.texts, line.groups, strict=True)):
        if index and group == line.groups[index - 1]:
            if filled == "repeated":
                _repeat(canvas, row, column + index * wide, text, wide)
            continue
        start, after = index, index + 1
        while after < len(line.groups) and line.groups[after] == group:
            after += 1
        canvas.put(row, column + start * wide, text)
        if filled == "merged":
            canvas.merge((row, column + start * wide), (row, column + after * wide - 1))
        elif filled == "repeated":
            _repeat(canvas, row, column + start * wide, text, wide)


def _repeat(canvas: Canvas, row: int, column: int, text: str, wide: int) -> None:
    for beside in range(wide):
        canvas.put(row, column + beside, text)


class _Writer:
    """Writes the names of targets as people do: a number before them, capitals, stray spaces and line breaks."""

    def __init__(self, grid: RandomGrid, layout: Layout) -> None:
        self._edition, self._layout, self._random = grid.edition, layout, layout.random()
        self._between = self._random.choice((" – ", ": ", " - ", "\n", " / "))
        self._number = self._random.choice(("{}. ", "{} ", "{}) ", "Cluster {}: "))
        self._letters = self._random.random() < 0.3

    def cluster(self, cluster: str) -> str:
        found = self._edition.cluster(cluster)
        number = self._number.format(found.number) if self._layout.numbers == "in the name" else ""
        return self._odd(f"{number}{found.name[self._layout.language]}")

    def component(self, target: str) -> str:
        name = self._edition.component_name(target, self._layout.language) or ""
        return name[0] if self._letters else self._odd(name)

    def name(self, target: str) -> str:
        cluster, component = split_target(target)
        if target.count(".") > 1:
            element = self._edition.element(target)
            code = element.printed_code if self._layout.numbers == "in the name" else None
            return self._odd(
                f"{code} {element.label[self._layout.language]}" if code else element.label[self._layout.language]
            )
        return f"{self.cluster(cluster)}{self._between}{self.component(target)}" if component else self.cluster(cluster)

    def _odd(self, text: str) -> str:
        return odd_spaces(text, self._random, self._layout) if self._layout.odd_spaces else text


def odd_spaces(text: str, random: Random, layout: Layout) -> str:
    """The text as somebody typed it who had other things on his mind."""
    choices = [text, text.upper(), f" {text} ", text.replace(" ", "  ", 1), text.replace(" ", "\n", 1)]
    choices.append(text.replace(" ", "\xa0", 1))
    if layout.format == "xlsx":
        choices.append(f"{text[:4]}\xad{text[4:]}")
    return random.choice(choices)
