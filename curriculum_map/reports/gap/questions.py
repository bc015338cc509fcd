"""The sheets with what a grid makes one ask: of targets and courses, and of knowledge, skills and attitudes."""

from curriculum_map.analytics.balance import balance, balance_questions
from curriculum_map.analytics.claims import claim_questions, rater_questions
from curriculum_map.analytics.progression import progression_questions
from curriculum_map.domain.levels import NOT_RATED
from curriculum_map.domain.questions import Question, question_refs
from curriculum_map.domain.text import Language
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.reports.book import Column, Kind, Sheet, Value
from curriculum_map.reports.gap.input import GapReport
from curriculum_map.reports.gap.words import SHEET_NAMES, state_word, with_carried
from curriculum_map.wording.catalogue import mark, say
from curriculum_map.wording.courses import course_name
from curriculum_map.wording.places import cells_words
from curriculum_map.wording.questions import question_sentence
from curriculum_map.workbooks.words import cluster_heading

# A question about half of the courses names so many of them.
_MOST_COURSES = 12


def questions(report: GapReport, language: Language) -> Sheet:
    """A row per question: about the order through the phases, courses that claim much or nothing, and raters."""
    grid = report.grid
    about_targets = [*progression_questions(grid), *balance_questions(grid)]
    rows = [_row(report, one, language) for one in (*about_targets, *claim_questions(grid))]
    rows += [_row(report, one, language) for one in rater_questions(report.raters)] if report.raters else []
    note = mark("Questions, not verdicts: each says what was seen, and in which cells of the file.")
    if not rows:
        note = mark("This programme raises no question.")
    return Sheet(
        name=say(SHEET_NAMES["questions"], language),
        title=say(mark("What this makes one ask"), language),
        notes=with_carried(report, say(note, language), language=language),
        columns=(
            Column(say(mark("About"), language), 44, Kind.LABEL),
            Column(say(mark("Question"), language), 80),
            Column(say(mark("Courses"), language), 50),
            Column(say(mark("Cells in the file"), language), 40),
        ),
        rows=tuple(rows),
        frozen_columns=1,
    )


def balanced(report: GapReport, language: Language) -> Sheet:
    """A row per cluster: what is guaranteed and possible of its knowledge, skills and attitudes, next to each other."""
    frame = balance(report.grid)
    components = [] if frame.empty else report.edition.components
    at = {(row["cluster"], row["component"]): row for row in frame.to_dict("records")}
    rows = []
    for cluster in dict.fromkeys(frame["cluster"]):
        of_cluster = [at.get((cluster, component.id)) for component in components]
        values: list[Value] = [cluster_heading(report.edition, str(cluster), language)]
        for side in ("guaranteed", "possible"):
            values += [state_word(NOT_RATED if one is None else int(one[side]), language) for one in of_cluster]
        values += [0 if one is None else int(one["courses"]) for one in of_cluster]
        rows.append(tuple(values))
    per_cluster = say(mark("This grid is rated per cluster: it does not tell the components apart."), language)
    by_highest = say(mark("By the highest level, whatever the counting rule of the report."), language)
    return Sheet(
        name=say(SHEET_NAMES["balance"], language),
        title=say(mark("Knowledge, skills and attitudes of each cluster"), language),
        notes=with_carried(report, by_highest if rows else per_cluster, language=language),
        columns=(
            Column(say(mark("Cluster"), language), 44, Kind.LABEL),
            *(
                Column(component.name[language], 17, kind, say(group, language))
                for group, kind in (
                    (mark("Guaranteed"), Kind.LEVEL),
                    (mark("Possible"), Kind.LEVEL),
                    (mark("Courses that practise it"), Kind.COUNT),
                )
                for component in components
            ),
        ),
        rows=tuple(rows),
        frozen_columns=1,
    )


def _row(report: GapReport, question: Question, language: Language) -> tuple[Value, ...]:
    grid = report.grid
    target = "" if question.target is None else report.edition.name(question.target, language)
    names = [course_name(grid.courses[place]) for place in question.courses]
    titles = [grid.courses[place].title for place in question.courses]
    sentence = question_sentence(question, language, load_legend(), target, _few(titles, language))
    # Of a target so many courses that the cells can be read.
    courses = question.courses if question.target is None else question.courses[:_MOST_COURSES]
    refs = question_refs(question, grid, courses)
    about = target or ", ".join(names[:1]) or str(question.facts.get("rater", ""))
    return about, sentence, "; ".join(_few(names, language)) or None, cells_words(refs) or None


def _few(names: list[str], language: Language) -> list[str]:
    """The names, of many the first ones and how many more there are."""
    if len(names) <= _MOST_COURSES:
        return names
    more = say(mark("and {count} more"), language, count=len(names) - _MOST_COURSES)
    return [*names[:_MOST_COURSES], more]
