"""What changed between two grids, as lines of text: courses, ratings, and what that does to the coverage."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from curriculum_map.cli.shared import current_editions
from curriculum_map.domain.text import Language
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.wording.catalogue import mark, say
from curriculum_map.wording.change_words import COURSE_MOVES, RATING_MOVES, group_change

if TYPE_CHECKING:
    from curriculum_map.analytics.changes import Changes
    from curriculum_map.analytics.coverage_changes import CoverageChange


def change_lines(changes: "Changes", language: Language) -> Iterator[str]:
    """A line for each course and each rating that changed, with its address."""
    edition, legend = current_editions()[changes.after.edition], load_legend()
    if not changes:
        yield say(mark("No course and no rating changes."), language)
    for one in changes.courses:
        names = [course.title for course in (one.before, one.after) if course is not None]
        place = f"{one.file}!{one.ref}" if one.after is None else one.ref
        yield f"{place}: {' → '.join(dict.fromkeys(names))} | {say(COURSE_MOVES[one.move], language)}"
    for group in changes.groups:
        yield group_change(group.name, group.before, group.after, language)
    for rating in changes.ratings():
        states = " → ".join(legend.name(state)[language] for state in (rating.before, rating.after))
        what = f"{rating.course.title}, {edition.name(rating.target, language)}"
        yield f"{rating.ref or '–'}: {what}: {states} | {say(RATING_MOVES[rating.move], language)}"


def coverage_lines(coverage: "Iterable[CoverageChange]", edition_id: str, language: Language) -> Iterator[str]:
    """A line for each target that is covered differently now."""
    edition, legend = current_editions()[edition_id], load_legend()
    sentence = mark("{target}: guaranteed {guaranteed_before} → {guaranteed}, possible {possible_before} → {possible}")
    for one in coverage:
        states = {
            name: legend.name(getattr(one, name))[language]
            for name in ("guaranteed_before", "guaranteed", "possible_before", "possible")
        }
        yield say(sentence, language, target=edition.name(one.target, language), **states)
