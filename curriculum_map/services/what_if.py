"""What somebody tried with a stored grid, as a file to take along. Nothing of it is stored."""

from datetime import datetime

from curriculum_map.analytics.steps import Tried
from curriculum_map.domain.actors import Action, Actor, require
from curriculum_map.domain.text import Language
from curriculum_map.reports.what_if_report import what_if_book
from curriculum_map.reports.workbook import write_workbook
from curriculum_map.services.columns import GridColumn
from curriculum_map.services.reports import report_name


def what_if_report(actor: Actor, column: GridColumn, tried: Tried, language: Language, now: datetime) -> bytes:
    """The bytes of the workbook with the steps and what they come to."""
    require(actor, Action.EXPORT)
    return write_workbook(what_if_book(column.edition, column.rule, tried, now, language), language)


def what_if_report_name(column: GridColumn, language: Language) -> str:
    """'what-if-social-work-hogeschool-noordzee-2026-27.xlsx'."""
    key = column.key
    about = (key.programme, key.institution, key.campus or "", key.academic_year)
    return report_name("what-if", about, column.rule, language, "xlsx")
