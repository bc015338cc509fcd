"""The public interface for notebooks and researchers: `from curriculum_map import api as cm`.

Everything that is imported here, and nothing else, is what docs/api.md promises. Each function gives a tidy frame: one
row per observation, plain columns. What people read is in words, in the language that was asked for; beside it stands
what a program needs: NAME_level is a level 0 to 3, missing where there is none, and NAME_code the id of a fixed choice.
`target` is the stable id of a cluster, a cell or an element. The figures are those of the screens and the Excel report.
"""

from curriculum_map.api.asked import progression, questions
from curriculum_map.api.changes import closing_offers, single_points, what_if
from curriculum_map.api.covered import coverage, gaps
from curriculum_map.api.grids import NotCompleteError, RatedGrid, ReadFile, read
from curriculum_map.api.pictures import draw_comparison, draw_gaps, level_colours
from curriculum_map.api.rated import courses, ratings
from curriculum_map.api.record import Record, open_record
from curriculum_map.api.routes import credits_touching, routes, routes_over
from curriculum_map.api.several import agreement, among_others, compare, over_years, to_discuss, whom_to_ask
from curriculum_map.domain.curriculum import Status
from curriculum_map.domain.levels import Level
from curriculum_map.domain.rules import HIGHEST, RULES, CountingRule, own_rule
from curriculum_map.domain.what_if import ChangeLevel, DropCourse, MergeCourses, MoveCourse

__all__ = [
    "HIGHEST",
    "RULES",
    "ChangeLevel",
    "CountingRule",
    "DropCourse",
    "Level",
    "MergeCourses",
    "MoveCourse",
    "NotCompleteError",
    "RatedGrid",
    "ReadFile",
    "Record",
    "Status",
    "agreement",
    "among_others",
    "closing_offers",
    "compare",
    "courses",
    "coverage",
    "credits_touching",
    "draw_comparison",
    "draw_gaps",
    "gaps",
    "level_colours",
    "open_record",
    "over_years",
    "own_rule",
    "progression",
    "questions",
    "ratings",
    "read",
    "routes",
    "routes_over",
    "single_points",
    "to_discuss",
    "what_if",
    "whom_to_ask",
]
