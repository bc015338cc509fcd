"""`curriculum-map decision`: what a programme decided about its gaps, and what became of it."""

import sys
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from curriculum_map.cli.shared import (
    NOT_AGREED,
    Institution,
    Lang,
    OfCampus,
    OfProgramme,
    OfYear,
    agreed,
    grid_asked,
    open_database,
    refuse,
    spoken,
)
from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.curriculum import Course
from curriculum_map.domain.decisions import Decision, DecisionKind, NamedCourse, Registered
from curriculum_map.domain.framework import Edition
from curriculum_map.domain.levels import Level
from curriculum_map.domain.refused import Refused
from curriculum_map.domain.text import Language
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.wording.catalogue import mark, say
from curriculum_map.wording.decisions import decision_words, history_words, plan_words
from curriculum_map.wording.targets import target_name

if TYPE_CHECKING:
    from curriculum_map.services.columns import GridColumn
    from curriculum_map.storage.database import Database

decision_app = typer.Typer(no_args_is_help=True, help="What a programme decided about its gaps.")

Number = Annotated[int, typer.Argument(help="The number of the decision, as decision list says it.")]
ToLevel = Annotated[int | None, typer.Option("--level", min=1, max=3, help="Of a repair: the level it brings.")]
Due = Annotated[str | None, typer.Option(help="Of a repair: the academic year by which, for example 2027-28.")]
InCourse = Annotated[str | None, typer.Option(help="Of a repair: the code or the title of the course.")]
Owner = Annotated[str | None, typer.Option(help="Of a repair: the role that sees to it; no names.")]


@decision_app.command("list")
def list_(institution: Institution, programme: OfProgramme, campus: OfCampus = None, lang: Lang = None) -> None:
    """List the decisions that stand, what became of each, and its history."""
    language, database = spoken(lang), open_database()
    column = _column(database, institution, programme, campus, language)
    for one in _registered(database, column):
        print(_line(one, column.edition, language))
        for words in history_words(one, language):
            print(f"  {words}")


@decision_app.command("add")
def add(
    target: Annotated[str, typer.Argument(help="What it is about: its id, as inclusion or inclusion.knowledge.")],
    kind: Annotated[DecisionKind, typer.Argument(help="A deliberate choice, covered elsewhere, or a repair.")],
    text: Annotated[str, typer.Argument(help="The reason; where it is learned; or what is done.")],
    institution: Institution,
    programme: OfProgramme,
    campus: OfCampus = None,
    year: OfYear = None,
    level: ToLevel = None,
    due: Due = None,
    course: InCourse = None,
    owner: Owner = None,
    lang: Lang = None,
) -> None:
    """Decide about the gap of a target, as the grid shows it."""
    language, database = spoken(lang), open_database()
    column = _column(database, institution, programme, campus, language, year)
    gaps = {one: gap for found in column.gaps_at.values() for one, gap in found.items()}
    if target not in gaps:
        facts = {"target": target, "year": column.key.academic_year, "rated": ", ".join(column.gaps)}
        said = say(mark("“{target}” is not rated in the grid of {year}. Rated: {rated}."), language, **facts)
        raise typer.BadParameter(said, param_hint="TARGET")
    gap = gaps[target]
    aim = gap.ambition if level is None else Level(level)
    decision = Decision(target, kind, text, column.key.academic_year, gap.kind, gap.ambition)
    if kind is DecisionKind.REPAIR:
        decision = replace(decision, level=aim, due=due, course=_course(column, course, language), owner=owner)
    _write(database, column, decision, None, language)


@decision_app.command("revise")
def revise(
    number: Number,
    institution: Institution,
    programme: OfProgramme,
    campus: OfCampus = None,
    year: OfYear = None,
    text: Annotated[str | None, typer.Option(help="The reason; where it is learned; or what is done.")] = None,
    level: ToLevel = None,
    due: Due = None,
    course: InCourse = None,
    owner: Owner = None,
    lang: Lang = None,
) -> None:
    """Say a decision anew; what is not given stays as it was."""
    language, database = spoken(lang), open_database()
    column = _column(database, institution, programme, campus, language, year)
    one = _numbered(database, column, number, language)
    gap = next((gaps[one.decision.target] for gaps in column.gaps_at.values() if one.decision.target in gaps), None)
    decision = replace(one.decision, decided_in=column.key.academic_year, text=text or one.decision.text)
    if gap is not None:
        decision = replace(decision, gap=gap.kind, ambition=gap.ambition)
    if decision.kind is DecisionKind.REPAIR:
        decision = replace(
            decision,
            level=decision.level if level is None else Level(level),
            due=due or decision.due,
            course=_course(column, course, language) or decision.course,
            owner=owner or decision.owner,
        )
    _write(database, column, decision, one, language)


@decision_app.command("withdraw")
def withdraw(
    number: Number,
    institution: Institution,
    programme: OfProgramme,
    campus: OfCampus = None,
    yes: Annotated[bool, typer.Option("--yes", help="Without being asked.")] = False,
    lang: Lang = None,
) -> None:
    """Take a decision back; that it was there stays on record."""
    from curriculum_map.services.decisions import take_back

    language, database = spoken(lang), open_database()
    column = _column(database, institution, programme, campus, language)
    one = _numbered(database, column, number, language)
    print(_line(one, column.edition, language))
    if not yes and not agreed(say(mark("Is this decision to be taken back?"), language), language):
        print(say(mark("Nothing was taken back. To do it without being asked: --yes."), language), file=sys.stderr)
        raise typer.Exit(NOT_AGREED)
    done = take_back(database, LOCAL_ACTOR, column.key, number, seen=one.said[-1].number, now=datetime.now(UTC))
    if isinstance(done, Refused):
        refuse(done, language)
    print(say(mark("Decision {number} was taken back."), language, number=number))


def _column(
    database: "Database",
    institution: str,
    programme: str,
    campus: str | None,
    language: Language,
    year: str | None = None,
) -> "GridColumn":
    """The grid that counts for the programme, in a year or now."""
    from curriculum_map.services.columns import load_columns

    info = grid_asked(database, institution, programme, year, campus, language)
    return load_columns(database, LOCAL_ACTOR, [info.id])[0]


def _registered(database: "Database", column: "GridColumn") -> list[Registered]:
    from curriculum_map.services.decisions import decisions_of

    return decisions_of(database, LOCAL_ACTOR, column.key)


def _numbered(database: "Database", column: "GridColumn", number: int, language: Language) -> Registered:
    """The decision with this number; where none stands it says so and ends."""
    for one in _registered(database, column):
        if one.number == number:
            return one
    said = say(mark("No decision {number} stands. See: decision list."), language, number=number)
    raise typer.BadParameter(said, param_hint="NUMBER")


def _course(column: "GridColumn", asked: str | None, language: Language) -> NamedCourse | None:
    """The course with this code or title; where there is none, or several, it says so and ends."""
    if asked is None:
        return None
    found = [one for one in column.grid.courses if _is(one, asked)]
    if len(found) == 1:
        return NamedCourse(found[0].code, found[0].title)
    said = mark("There are several courses “{course}”. Give the code.")
    if not found:
        said = mark("There is no course “{course}” in the grid of {year}.")
    raise typer.BadParameter(say(said, language, course=asked, year=column.key.academic_year), param_hint="--course")


def _is(course: Course, asked: str) -> bool:
    return asked.strip().casefold() in ((course.code or "").casefold(), course.title.casefold())


def _write(
    database: "Database", column: "GridColumn", decision: Decision, one: Registered | None, language: Language
) -> None:
    from curriculum_map.services.decisions import decide

    number, seen = (None, 0) if one is None else (one.number, one.said[-1].number)
    done = decide(database, LOCAL_ACTOR, column.key, decision, now=datetime.now(UTC), number=number, seen=seen)
    if isinstance(done, Refused):
        refuse(done, language)
    written = next(each for each in _registered(database, column) if str(each.number) == done.about.name)
    print(_line(written, column.edition, language))


def _line(one: Registered, edition: Edition, language: Language) -> str:
    """A decision in one line."""
    about = (str(one.number), target_name(edition, one.decision.target, language), decision_words(one, language))
    return " | ".join(filter(None, (*about, one.decision.text, plan_words(one.decision, load_legend(), language))))
