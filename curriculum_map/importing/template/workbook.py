"""The workbook we would like to get: empty for a coordinator to fill in, or filled with a grid that we know."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO

from openpyxl import Workbook

from curriculum_map.domain.ambitions import Ambition
from curriculum_map.domain.curriculum import Course, ElectiveGroup, Programme
from curriculum_map.domain.framework import Edition, Granularity
from curriculum_map.domain.text import Language
from curriculum_map.frameworks.loader import load_programmes
from curriculum_map.importing.description import Description
from curriculum_map.importing.template.courses import write_courses
from curriculum_map.importing.template.groups import write_groups
from curriculum_map.importing.template.sheets import write_ambitions, write_description, write_legend


@dataclass(frozen=True, slots=True)
class Filling:
    """What a template can be filled with; `places` holds what to write, [course][target] in the edition's order.

    One of `programmes` can be chosen in it.
    """

    description: Description = field(default_factory=Description)
    courses: Sequence[Course] = ()
    places: Sequence[Sequence[str]] = ()
    ambitions: Mapping[str, Ambition] = field(default_factory=dict)
    groups: Sequence[ElectiveGroup] = ()
    programmes: Sequence[Programme] = field(default_factory=load_programmes)


def write_template(
    edition: Edition,
    language: Language,
    granularity: Granularity = Granularity.CELL,
    filling: Filling | None = None,
) -> bytes:
    """The bytes of an xlsx workbook: programme, courses, ambitions and legend, in one language."""
    filling = filling or Filling()
    workbook = Workbook()
    workbook.properties.creator = "curriculum-map"
    first = workbook.active
    if first is not None:
        workbook.remove(first)
    about = write_description(workbook, edition, language, filling.description, filling.programmes)
    write_groups(about, language, filling.groups, filling.courses)
    write_courses(workbook, edition, language, granularity, filling.courses, filling.places)
    write_ambitions(workbook, edition, language, granularity, filling.ambitions)
    write_legend(workbook, language)
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()
