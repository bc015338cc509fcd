"""Whether a block of marks is a map, which way it lies, and what has to be asked about it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from curriculum_map.importing.layout.axes import ANY, STRONG, SURE, Evidence, outcomes_of
from curriculum_map.importing.layout.block import Block, heading_texts
from curriculum_map.importing.layout.declining import no_courses, no_map, too_thin
from curriculum_map.importing.layout.shapes import Doubt, Orientation, Seems
from curriculum_map.importing.layout.vocabulary import call_otherwise


@dataclass(frozen=True, slots=True)
class Judgement:
    """The orientation of a map and what to ask; or what it seems to be instead of one."""

    orientation: Orientation = Orientation.COURSES_ROWS
    doubts: tuple[Doubt, ...] = ()
    seems: Seems | None = None


def judge(
    block: Block,
    find_evidence: Callable[[], tuple[Evidence, Evidence]],
    before: Sequence[Doubt],
    is_explained: Callable[[], bool],
) -> Judgement:
    """What a block is by the evidence of its axes; its doubts so far; whether a legend has its marks.

    Evidence and legends are looked for only where they count.
    """
    if block.named:
        # Our own targets stand in surveys, plans and lists of points as well.
        down = block.named == "columns"
        return Judgement(
            Orientation.COURSES_ROWS if down else Orientation.COURSES_COLS, tuple(before), no_courses(block)
        )
    rows, columns = find_evidence()
    seems = no_map(block) or too_thin(block, rows, columns)
    if seems is not None:
        return Judgement(seems=seems)
    lead = rows.lead - columns.lead
    courses = max(rows.courses, columns.courses)
    nobody_says = courses < SURE and max(rows.outcomes, columns.outcomes) < ANY and not is_explained()
    if nobody_says or max(rows.lead, columns.lead) <= -STRONG:
        # Signs between things that nobody calls courses or outcomes, or one framework beside another.
        return Judgement(seems=Seems.OTHER)
    doubts = list(before)
    if abs(lead) < SURE:
        doubts.append(Doubt.ORIENTATION)
    called_otherwise = lead > 0 and rows.courses < STRONG and _are_called_otherwise(block)
    if courses < ANY or outcomes_of(rows, columns) < ANY or called_otherwise:
        doubts.append(Doubt.OUTCOMES)
    if lead == 0:
        # Nothing speaks: labels without a heading, many more than the columns, are more often outcomes.
        lead = -1 if len(block.rows) > 2 * len(block.columns) else 1
    return Judgement(Orientation.COURSES_ROWS if lead > 0 else Orientation.COURSES_COLS, tuple(doubts))


def _are_called_otherwise(block: Block) -> bool:
    """Whether what names the rows has a heading, and one that speaks of no courses: 'Research group'."""
    headings = [heading_texts(block.view, block.top, block.header, column)[-1:] for column in block.keys]
    return call_otherwise([text for texts in headings for text in texts])
