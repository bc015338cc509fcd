"""The public interface for notebooks and researchers: `from curriculum_map import api as cm`.

Everything that is imported here, and nothing else, is what docs/api.md promises. Each function gives a tidy frame: one
row per observation, plain columns. What people read is in words, in the language that was asked for; beside it stands
what a program needs: NAME_level is a level 0 to 3, missing where there is none, and NAME_code the id of a fixed choice.
`target` is the stable id of a cluster, a cell or an element. The figures are those of the screens and the Excel report.
"""

from curriculum_map.api.agreement import agreement
from curriculum_map.api.asked import progression, questions
from curriculum_map.api.changes import offers, what_if
from curriculum_map.api.compare import compare
from curriculum_map.api.covered import coverage, gaps
from curriculum_map.api.grids import read
from curriculum_map.api.pictures import draw
from curriculum_map.api.rated import courses, ratings
from curriculum_map.api.record import open_record
from curriculum_map.api.routes import routes
from curriculum_map.domain.curriculum import Status
from curriculum_map.domain.levels import Level
from curriculum_map.domain.rules import RULES, own_rule
from curriculum_map.domain.what_if import ChangeLevel, DropCourse, MergeCourses, MoveCourse

__all__ = [
    "RULES",
    "ChangeLevel",
    "DropCourse",
    "Level",
    "MergeCourses",
    "MoveCourse",
    "Status",
    "agreement",
    "compare",
    "courses",
    "coverage",
    "draw",
    "gaps",
    "offers",
    "open_record",
    "own_rule",
    "progression",
    "questions",
    "ratings",
    "read",
    "routes",
    "what_if",
]
