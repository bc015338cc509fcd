"""A stored grid as the workbook that we would like to get: to go on with, to pass on, or to upload again."""

from collections.abc import Iterator

from curriculum_map.domain.actors import Action, Actor, require
from curriculum_map.domain.curriculum import BlankMeans, Grid, GridKey, Perspective
from curriculum_map.domain.framework import Edition
from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED
from curriculum_map.domain.rules import HIGHEST
from curriculum_map.domain.text import Language
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.importing.description import Description
from curriculum_map.importing.template.workbook import Filling, write_template
from curriculum_map.services.editions import shown_editions
from curriculum_map.services.programmes import shown_programmes
from curriculum_map.services.reports import report_name
from curriculum_map.storage.ambitions import load_intact_ambitions
from curriculum_map.storage.database import Database
from curriculum_map.storage.grids import load_version, require_intact
from curriculum_map.workbooks.words import not_applicable_mark


def grid_file(
    database: Database, actor: Actor, grid_id: int, version: int, language: Language
) -> tuple[str, bytes] | None:
    """File name and bytes of a workbook with a version of a grid; None if there is none, or its framework is gone.

    Uploaded again it is the same: courses, levels, groups of electives, what a blank means; of a coordinator also the
    ambitions as they are now. What was carried over and not confirmed is uploaded like the rest.
    """
    require(actor, Action.EXPORT)
    with database.read() as connection:
        stored = load_version(connection, grid_id, version)
        if stored is None:
            return None
        require_intact([stored])
        key = stored.grid.key
        ambitions = load_intact_ambitions(connection, key) if key.perspective is Perspective.COORDINATOR else {}
    edition = shown_editions(database, actor).get(stored.grid.edition)
    if edition is None:
        return None
    grid = stored.grid
    filling = Filling(
        Description(
            key.institution,
            key.programme,
            key.academic_year,
            grid.edition,
            key.rater,
            key.perspective,
            grid.blank_means,
            key.campus,
        ),
        grid.courses,
        [list(line) for line in _written(grid, edition, language)],
        ambitions,
        grid.groups,
        shown_programmes(database, actor),
    )
    return grid_file_name(key, language), write_template(edition, language, grid.granularity, filling)


def grid_file_name(key: GridKey, language: Language) -> str:
    """'grid-social-work-hogeschool-noordzee-2026-27-coordinator-team.xlsx'."""
    about = (key.programme, key.institution, key.campus or "", key.academic_year, key.perspective.value)
    return report_name("grid", (*about, key.rater or ""), HIGHEST, language, "xlsx")


def _written(grid: Grid, edition: Edition, language: Language) -> Iterator[Iterator[str]]:
    """What to write in each place, course by course; nothing for a target that the grid does not have."""
    legend, width = load_legend(), len(grid.targets)
    words = {int(level.value): level.name[language] for level in legend.levels}
    words |= {NOT_APPLICABLE: not_applicable_mark(language), NOT_RATED: ""}
    at = {target: place for place, target in enumerate(grid.targets)}
    # Where an empty cell means not covered, what is not rated has to say so.
    says_so = grid.blank_means is BlankMeans.NOT_COVERED
    not_blank = set(grid.provenance.not_blank(len(grid.courses))) if says_so else set()
    not_rated = legend.not_rated[language]

    def word(course: int, target: str) -> str:
        if target not in at:
            return not_rated if says_so else ""
        place = course * width + at[target]
        state = grid.levels[place]
        return not_rated if state == NOT_RATED and place in not_blank else words[state]

    targets = edition.targets(grid.granularity)
    for course in range(len(grid.courses)):
        yield (word(course, target) for target in targets)
