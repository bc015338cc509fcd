"""`curriculum-map audit-sample`: claims drawn at random, and what the course sheets say of them."""

import secrets
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from curriculum_map.cli.shared import (
    Institution,
    Lang,
    OfCampus,
    OfProgramme,
    OfYear,
    current_editions,
    grid_asked,
    open_database,
    refuse,
    spoken,
)
from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.framework import Edition
from curriculum_map.domain.refused import Refused
from curriculum_map.domain.samples import Marked, SampleOnRecord, Verdict
from curriculum_map.domain.text import Language
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.wording.catalogue import mark, say
from curriculum_map.wording.courses import course_name
from curriculum_map.wording.labels import label
from curriculum_map.wording.samples import confirmed_words, drawn_words
from curriculum_map.wording.targets import target_name

if TYPE_CHECKING:
    from curriculum_map.storage.database import Database
    from curriculum_map.storage.grids import GridInfo

sample_app = typer.Typer(no_args_is_help=True, help="Claims drawn at random, checked against the course sheets.")
_SEEDS = 1_000_000


@sample_app.command("draw")
def draw(
    institution: Institution,
    programme: OfProgramme,
    year: OfYear = None,
    campus: OfCampus = None,
    count: Annotated[int, typer.Option("--count", "-n", min=1, max=200, help="How many places.")] = 20,
    seed: Annotated[int | None, typer.Option(min=0, help="To draw the same again; else chance decides.")] = None,
    lang: Lang = None,
) -> None:
    """Draw claimed places of the grid at random; the seed is written down with them."""
    from curriculum_map.services.audit_samples import draw_sample

    language, database = spoken(lang), open_database()
    info = grid_asked(database, institution, programme, year, campus, language)
    chosen = secrets.randbelow(_SEEDS) if seed is None else seed
    done = draw_sample(database, LOCAL_ACTOR, info.key, n=count, seed=chosen, now=datetime.now(UTC))
    if isinstance(done, Refused):
        refuse(done, language)
    _print(_sample(database, info, int(done.about.name), language), info, language)


@sample_app.command("show")
def show(
    institution: Institution, programme: OfProgramme, year: OfYear = None, campus: OfCampus = None, lang: Lang = None
) -> None:
    """Print the samples of a programme: each place with its cell, what was found, and the share confirmed."""
    from curriculum_map.services.audit_samples import samples_of

    language, database = spoken(lang), open_database()
    info = grid_asked(database, institution, programme, year, campus, language)
    for one in samples_of(database, LOCAL_ACTOR, info.key):
        _print(one, info, language)


@sample_app.command("mark")
def mark_(
    number: Annotated[int, typer.Argument(help="The number of the sample, as `audit-sample show` says it.")],
    place: Annotated[int, typer.Argument(min=1, help="The number of the place in it.")],
    verdict: Annotated[Verdict, typer.Argument(help="What the course sheet says of the claim.")],
    institution: Institution,
    programme: OfProgramme,
    year: OfYear = None,
    campus: OfCampus = None,
    remark: Annotated[str, typer.Option(help="What was found.")] = "",
    role: Annotated[str, typer.Option("--by", help="The role of who checked it; no names.")] = "",
    lang: Lang = None,
) -> None:
    """Write down what the course sheet says of a place; said anew, the last time counts."""
    from curriculum_map.services.audit_samples import mark_place

    language, database = spoken(lang), open_database()
    info = grid_asked(database, institution, programme, year, campus, language)
    seen, said = _sample(database, info, number, language).entry.number, Marked(verdict, remark, role)
    now = datetime.now(UTC)
    done = mark_place(database, LOCAL_ACTOR, info.key, number, place - 1, said, seen=seen, now=now)
    if isinstance(done, Refused):
        refuse(done, language)
    one = _sample(database, info, number, language)
    print(_line(one, place - 1, current_editions()[info.edition], language))
    print(confirmed_words(one, language))


def _sample(database: "Database", info: "GridInfo", number: int, language: Language) -> SampleOnRecord:
    """The sample with this number; where there is none it says so and ends."""
    from curriculum_map.services.audit_samples import samples_of

    for one in samples_of(database, LOCAL_ACTOR, info.key):
        if one.entry.about.name == str(number):
            return one
    said = say(mark("There is no sample {number}. See: audit-sample show."), language, number=number)
    raise typer.BadParameter(said, param_hint="NUMBER")


def _print(one: SampleOnRecord, info: "GridInfo", language: Language) -> None:
    """A sample: how it was drawn, a line per place, and what was confirmed."""
    print(drawn_words(one, language))
    edition = current_editions()[info.edition]
    for place in range(len(one.sample.places)):
        print(_line(one, place, edition, language))
    print(confirmed_words(one, language))


def _line(one: SampleOnRecord, number: int, edition: Edition, language: Language) -> str:
    """A place in one line."""
    place, said = one.sample.places[number], one.sample.marks.get(number)
    found = (
        (label(said.verdict, language), said.remark, said.role) if said else (say(mark("still to check"), language),)
    )
    about = (
        str(number + 1),
        course_name(place.course),
        target_name(edition, place.target, language),
        load_legend()[place.level].name[language],
        f"{place.file}!{place.ref}",
    )
    return " | ".join(filter(None, (*about, *found)))
