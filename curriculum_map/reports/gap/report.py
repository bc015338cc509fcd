"""The gap report of one grid as an Excel workbook, for the people who decide about the curriculum."""

from curriculum_map.domain.text import Language
from curriculum_map.reports.book import Book
from curriculum_map.reports.gap.cells import cells
from curriculum_map.reports.gap.changes import since_last_year
from curriculum_map.reports.gap.closing import closing
from curriculum_map.reports.gap.comments import commented, commented_targets
from curriculum_map.reports.gap.courses import every_course
from curriculum_map.reports.gap.cover import cover, report_title
from curriculum_map.reports.gap.data import data
from curriculum_map.reports.gap.decisions import decisions
from curriculum_map.reports.gap.glance import at_a_glance
from curriculum_map.reports.gap.input import GapReport
from curriculum_map.reports.gap.legend import legend
from curriculum_map.reports.gap.list import gap_list
from curriculum_map.reports.gap.questions import balanced, questions
from curriculum_map.reports.gap.raters import agreed, contested, raters_agree
from curriculum_map.reports.gap.sample import audit_sample
from curriculum_map.reports.gap.table import table
from curriculum_map.reports.gap.unknowns import unknowns
from curriculum_map.reports.workbook import write_workbook


def gap_report(report: GapReport, language: Language) -> bytes:
    """The bytes of an xlsx workbook, from the cover to the legend."""
    return write_workbook(describe_gap_report(report, language), language)


def describe_gap_report(report: GapReport, language: Language) -> Book:
    """The workbook as values, before it is written."""
    every_target = table(report, language)
    sheets = (
        at_a_glance(report, every_target, language),
        every_target,
        *([cells(report, language)] if report.rolled_up else []),
        gap_list(report, language),
        closing(report, language),
        every_course(report, language),
        unknowns(report, language),
        questions(report, language),
        balanced(report, language),
        *((raters_agree(report, language), contested(report, language)) if report.raters else ()),
        *([agreed(report, language)] if report.agreed or report.left else []),
        *([since_last_year(report, language)] if report.before else []),
        *([audit_sample(report, language)] if report.samples else []),
        decisions(report, language),
        *([commented(report, language)] if commented_targets(report) else []),
        data(report, language),
        legend(report.rule, language),
    )
    return Book(report_title(report, language), report.made_at, (cover(report, language, sheets), *sheets))
