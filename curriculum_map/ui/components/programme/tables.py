"""The two tables of one programme: what it covers per target, and its courses with their levels."""

from collections.abc import Sequence
from dataclasses import replace

from curriculum_map.analytics.coverage import band_at
from curriculum_map.domain.curriculum import Course, Status
from curriculum_map.domain.framework import Edition, Granularity, granularity_of, split_target
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.services.columns import GridColumn
from curriculum_map.ui.components.figures_note import number, percent
from curriculum_map.ui.components.framework_table import PlaceOf, framework_table, grid_places
from curriculum_map.ui.components.level_table.values import Column, Head, Place, Row, Table
from curriculum_map.ui.session import language, t
from curriculum_map.wording.flags import band_words, short_flags
from curriculum_map.wording.labels import label


def coverage_table(grid: GridColumn, targets: tuple[str, ...]) -> Table:
    """Per target the guaranteed and the possible level, courses and credits per level, and the share rated."""
    legend, granularity = load_legend(), granularity_of(targets[0])
    columns: list[tuple[Column, PlaceOf]] = [
        (Column("guaranteed", t("guaranteed")), _guaranteed(grid, granularity)),
        (Column("possible", t("possible")), lambda target: Place(grid.gap(target).possible)),
        (Column("blanks", t("if the blanks were filled in"), sub=t("guaranteed, at least – at most")), _band(grid)),
    ]
    for level in (3, 2, 1, 0):
        name, credits_sub = legend[level].name[language()], t("courses (ECTS)")
        columns.append((Column(f"level-{level}", name, sub=credits_sub), _counts(grid, level)))
    columns.append((Column("rated", t("courses rated")), _rated(grid)))
    edition = grid.edition
    return framework_table(edition, granularity, t("Coverage per target"), columns, only=targets)


def courses_table(grid: GridColumn, targets: tuple[str, ...]) -> Table:
    """The courses down and the targets across, a letter in each place; the rows are in the order of the file."""
    edition, to = grid.edition, language()
    columns = target_columns(edition, targets)
    rolled, band = band_at(grid.grid, granularity_of(targets[0]))
    levels = band.states[:, [rolled.index(target) for target in targets]]
    rows = tuple(
        Row(
            id=str(position),
            name=course.title,
            heads=(Head(course.title, sub=_about(course, carried=position in grid.grid.carried)),),
            places=tuple(Place(int(state)) for state in levels[position]),
        )
        for position, course in enumerate(grid.grid.courses)
    )
    return Table(
        caption=t("Courses and their levels"),
        corners=(t("Course"),),
        columns=columns,
        rows=rows,
        language=to,
        hint=t("Move with the arrow keys; Enter shows the courses behind a place."),
        dense=len(columns) > len(edition.clusters),
    )


def target_columns(edition: Edition, targets: Sequence[str]) -> tuple[Column, ...]:
    """A column per target, under its focus and, where it is finer, its cluster."""
    return tuple(_target_column(edition, target) for target in targets)


def _target_column(edition: Edition, target: str) -> Column:
    to = language()
    cluster_id, component = split_target(target)
    cluster, focus = edition.cluster(cluster_id), edition.focus_of(cluster_id)
    heading = f"{cluster.number} {cluster.name[to]}"
    if component is None:
        return Column(target, heading, groups=(focus.name[to],), name=cluster.name[to])
    name, groups = edition.component_name(target, to) or "", (focus.name[to], heading)
    if granularity_of(target) is Granularity.ELEMENT:
        return Column(target, edition.name(target, to), groups=(*groups, name))
    return Column(target, name, groups=groups, name=edition.name(target, to))


def _guaranteed(grid: GridColumn, granularity: Granularity) -> PlaceOf:
    """The guaranteed levels; the missing-data band of each has a column of its own."""
    guaranteed = grid_places(grid, "guaranteed", granularity)

    def place(target: str) -> Place | None:
        found = guaranteed(target)
        return found and replace(found, sub=short_flags(grid.gap(target), language()))

    return place


def _band(grid: GridColumn) -> PlaceOf:
    """What would be guaranteed, and possible, with every blank at the lowest level and with every one at the top."""

    def place(target: str) -> Place:
        gap = grid.gap(target)
        sure, best = band_words(*gap.guaranteed_band), band_words(*gap.possible_band)
        return Place(text=sure or "–", sub=t("possible: {level}", level=best) if best else "")

    return place


def _counts(grid: GridColumn, level: int) -> PlaceOf:
    def place(target: str) -> Place:
        gap = grid.gap(target)
        courses, ects = gap.courses_at[level], number(gap.credits_at[level])
        return Place(text=f"{courses} ({ects})" if courses else "–", opens=courses > 0)

    return place


def _rated(grid: GridColumn) -> PlaceOf:
    def place(target: str) -> Place:
        gap = grid.gap(target)
        share = percent(gap.rated / gap.courses) if gap.courses else "–"
        return Place(text=share, opens=gap.courses > 0)

    return place


def _about(course: Course, *, carried: bool) -> str:
    status = "" if course.status is None else label(course.status, language())
    if course.status is Status.TRACK:
        status = f"{status}: {course.track}"
    elif course.status is Status.ELECTIVE and course.group:
        status = f"{status}: {course.group}"
    credits_text = "" if course.ects is None else t("{credits} ECTS", credits=number(course.ects))
    phase = "" if course.phase is None else t("phase {phase}", phase=course.phase)
    told = t("carried over") if carried else ""
    return ", ".join(part for part in (course.code, credits_text, phase, status, told) if part)
