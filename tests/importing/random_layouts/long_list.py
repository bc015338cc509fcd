"""A grid written as a long list: a row per course and target, with what stays the same merged, left out or repeated."""

from collections.abc import Sequence

from curriculum_map.domain.framework import Granularity, split_target
from curriculum_map.domain.levels import NOT_RATED
from tests.importing.random_layouts.canvas import Canvas
from tests.importing.random_layouts.courses import CourseWriter, field_labels, field_order
from tests.importing.random_layouts.grids import RandomGrid
from tests.importing.random_layouts.layouts import Layout
from tests.importing.random_layouts.matrix import Painted

_HEADINGS = {
    "nl": ("Focus", "Cluster", "Component", "Competentie", "Niveau"),
    "en": ("Focus", "Cluster", "Component", "Competence", "Level"),
}


def paint_list(grid: RandomGrid, layout: Layout) -> Painted:
    """The list below one row of headings; a course without levels has a row without one."""
    painted, writer, random = Painted(), CourseWriter(layout), layout.random()
    fields, labels, names = field_order(layout), field_labels(layout), _target_columns(grid, layout)
    about_course = [labels[name] for name in fields]
    pairs = _pairs(grid, layout)
    groups = [target if layout.targets_first else index for index, target in pairs]
    leading = len(names) if layout.targets_first else len(fields)
    headings = [*names, *about_course] if layout.targets_first else [*about_course, *names]
    painted.canvas.line(0, 0, *headings, _HEADINGS[layout.language][-1])
    for row, (index, target) in enumerate(pairs, start=1):
        course = [writer.value(grid.courses[index], name) for name in fields]
        named = [_named(grid, layout, target, name) for name in names]
        values = [*named, *course] if layout.targets_first else [*course, *named]
        if layout.filled != "repeated" and row > 1 and groups[row - 1] == groups[row - 2]:
            values[:leading] = [None] * leading
        state = grid.states[index][grid.targets.index(target)]
        painted.canvas.line(row, 0, *values, layout.marks.written(state, random))
        if state != NOT_RATED:
            painted.places[index, target] = (row, len(headings))
    if layout.filled == "merged":
        _merge(painted.canvas, groups, leading)
    return painted


def _pairs(grid: RandomGrid, layout: Layout) -> list[tuple[int, str]]:
    """Course and target of each row; every course stands in the list."""
    pairs = [
        (index, target)
        for index, states in enumerate(grid.states)
        for target, state in zip(grid.targets, states, strict=True)
        if state != NOT_RATED
    ]
    pairs += [(index, grid.targets[0]) for index, states in enumerate(grid.states) if set(states) == {NOT_RATED}]
    if layout.targets_first:
        return sorted(pairs, key=lambda pair: (grid.targets.index(pair[1]), pair[0]))
    return sorted(pairs, key=lambda pair: (pair[0], grid.targets.index(pair[1])))


def _target_columns(grid: RandomGrid, layout: Layout) -> list[str]:
    focus, cluster, component, competence, _ = _HEADINGS[layout.language]
    names = [focus] if layout.with_focus else []
    if grid.granularity is Granularity.CLUSTER:
        return [*names, cluster]
    if grid.granularity is Granularity.CELL:
        return [*names, competence] if layout.in_one_cell else [*names, cluster, component]
    return [*names, cluster, component, competence] if layout.with_cluster else [*names, competence]


def _named(grid: RandomGrid, layout: Layout, target: str, column: str) -> str:
    cluster, (focus_label, cluster_label, component_label, *_) = split_target(target)[0], _HEADINGS[layout.language]
    if column == focus_label:
        return grid.edition.focus_of(cluster).name[layout.language]
    if column == cluster_label:
        return grid.edition.name(cluster, layout.language)
    if column == component_label:
        return grid.edition.component_name(target, layout.language) or ""
    return grid.edition.name(target, layout.language)


def _merge(canvas: Canvas, groups: Sequence[object], leading: int) -> None:
    first = 0
    for after in range(1, len(groups) + 1):
        if after == len(groups) or groups[after] != groups[first]:
            for column in range(leading):
                canvas.merge((first + 1, column), (after, column))
            first = after
