"""`curriculum-map institution` and `programme`: who is who, everything of one institution in a file, or gone."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from curriculum_map.cli.changes import change_lines, coverage_lines
from curriculum_map.cli.shared import NOT_AGREED, Lang, agreed, open_database, refuse, save, spoken
from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.refused import Refused
from curriculum_map.domain.text import Language
from curriculum_map.wording.catalogue import mark, say, say_many
from curriculum_map.wording.record import (
    CANNOT_COMPARE,
    NONE_OF_BOTH,
    OF_BOTH,
    Side,
    collision_sentence,
    grid_line,
    undone_sentences,
)

if TYPE_CHECKING:
    from curriculum_map.services.identity import WouldMerge

institution_app = typer.Typer(no_args_is_help=True, help="Institutions: merge two spellings, export, import, delete.")
programme_app = typer.Typer(no_args_is_help=True, help="Programmes of your own, beside the six of the field.")

Name = Annotated[str, typer.Argument(help="The institution, as stored.")]
ProgrammeName = Annotated[str, typer.Argument(help="The name of the programme.")]


@institution_app.command("list")
def list_(lang: Lang = None) -> None:
    """List the institutions with their spellings, and those that may be one."""
    from curriculum_map.services.identity import list_institutions
    from curriculum_map.services.near_names import near_spellings

    language, known = spoken(lang), list_institutions(open_database(), LOCAL_ACTOR)
    for one in known:
        also = [spelling for spelling in one.institution.spellings if spelling != one.institution.name]
        spelled = f" ({', '.join(also)})" if also else ""
        counted = say_many("{count} grid", "{count} grids", one.grids, language)
        frozen = say_many("{count} snapshot", "{count} snapshots", one.snapshots, language)
        print(f"{one.institution.name}{spelled} | {counted} | {frozen}")
    for first, second in near_spellings([one.institution for one in known]):
        sentence = mark("Perhaps one institution: “{first}” and “{second}”. If so: institution merge.")
        print(say(sentence, language, first=first.name, second=second.name))


@institution_app.command("merge")
def merge(
    keep: Annotated[str, typer.Argument(help="The institution that stays.")],
    absorb: Annotated[str, typer.Argument(help="The one that goes into it.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do it without asking.")] = False,
    lang: Lang = None,
) -> None:
    """Make one institution of two spellings, after showing what that does; institution unmerge undoes it."""
    from curriculum_map.services.identity import merge_institutions, preview_merge

    language, database = spoken(lang), open_database()
    would = preview_merge(database, LOCAL_ACTOR, keep, absorb)
    if isinstance(would, Refused):
        refuse(would, language)
    for line in _would_merge(would, language):
        print(line)
    question = say(mark("Are these two one institution?"), language)
    if not yes and not agreed(question, language):
        print(say(mark("Nothing was merged. To merge without being asked: --yes."), language), file=sys.stderr)
        raise typer.Exit(NOT_AGREED)
    done = merge_institutions(database, LOCAL_ACTOR, keep, absorb, now=datetime.now(UTC))
    if isinstance(done, Refused):
        refuse(done, language)
    sentence = mark(
        "“{absorbed}” is “{kept}” now. Grids that moved: {grids}; grids of which both had one, all versions kept: "
        "{joined}. To undo it: institution unmerge."
    )
    facts = {"absorbed": done.absorbed, "kept": done.kept, "grids": done.grids, "joined": done.joined}
    print(say(sentence, language, **facts))


def _would_merge(would: "WouldMerge", language: Language) -> Iterator[str]:
    """What a merge would do: what only moves, and of what both have which counts and what that changes."""
    from curriculum_map.services.history import effect

    moves = mark(
        "“{absorbed}” would go into “{kept}”: grids that move: {grids}; grids of both: {both}; snapshots: {frozen}."
    )
    facts = {"kept": would.kept, "absorbed": would.absorbed, "grids": would.grids, "frozen": would.snapshots}
    yield say(moves, language, both=len(would.colliding), **facts)
    if not would.colliding:
        yield say(NONE_OF_BOTH, language)
        return
    yield say_many(*OF_BOTH, len(would.colliding), language)
    for one in would.colliding:
        yield grid_line(one.counts.key, language)
        counts, earlier = (
            Side(info.key.institution, info.file_name, info.imported_at) for info in (one.counts, one.earlier)
        )
        yield collision_sentence(counts, earlier, language)
        if one.changes is None:
            yield say(CANNOT_COMPARE, language)
        else:
            yield from change_lines(one.changes, language)
            yield from coverage_lines(effect(one.changes), one.changes.after.edition, language)


@institution_app.command("unmerge")
def unmerge(institution: Name, lang: Lang = None) -> None:
    """Undo the last merge into an institution."""
    from curriculum_map.services.identity import undo_merge

    language = spoken(lang)
    undone = undo_merge(open_database(), LOCAL_ACTOR, institution, now=datetime.now(UTC))
    if isinstance(undone, Refused):
        refuse(undone, language)
    print("\n".join(undone_sentences(undone.name, undone.institution, undone.stay, language)))


@institution_app.command("export")
def export(
    institution: Name,
    output: Annotated[Path, typer.Option("--output", "-o", help="Where to write it.")] = Path("institution.zip"),
    lang: Lang = None,
) -> None:
    """Write everything of an institution to one zip of open formats."""
    from curriculum_map.services.archive import export_institution

    written = export_institution(open_database(), LOCAL_ACTOR, institution, now=datetime.now(UTC))
    if isinstance(written, Refused):
        refuse(written, spoken(lang))
    save(output, written)


@institution_app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A zip that institution export wrote.")],
    lang: Lang = None,
) -> None:
    """Store everything of such a zip, after checking each part of it."""
    from curriculum_map.services.archive import import_institution

    language = spoken(lang)
    done = import_institution(open_database(), LOCAL_ACTOR, file.read_bytes(), now=datetime.now(UTC))
    if isinstance(done, Refused):
        refuse(done, language)
    sentence = mark("“{name}” was imported: grids {grids}, versions {versions}, snapshots {snapshots}.")
    print(say(sentence, language, **done.facts()))


@institution_app.command("delete")
def delete(
    institution: Name,
    confirm: Annotated[str, typer.Option(help="The name of the institution once more, exactly as it is listed.")] = "",
    lang: Lang = None,
) -> None:
    """Delete everything of an institution: grids, ambitions, snapshots, files. This cannot be undone."""
    from curriculum_map.services.archive import delete_institution

    language = spoken(lang)
    done = delete_institution(open_database(), LOCAL_ACTOR, institution, confirm, now=datetime.now(UTC))
    if isinstance(done, Refused):
        refuse(done, language)
    sentence = mark("“{name}” was deleted: grids {grids}, versions {versions}, snapshots {snapshots}.")
    print(say(sentence, language, **done.facts()))


@programme_app.command("list")
def list_programmes(lang: Lang = None) -> None:
    """List every programme that a file may be about."""
    from curriculum_map.services.programmes import shown_programmes

    language = spoken(lang)
    for programme in shown_programmes(open_database(), LOCAL_ACTOR):
        print(f"{programme.id} | {programme.name[language]}")


@programme_app.command("add")
def add(name: ProgrammeName, lang: Lang = None) -> None:
    """Add a programme that is none of the six."""
    from curriculum_map.services.programmes import add_programme

    added = add_programme(open_database(), LOCAL_ACTOR, name, now=datetime.now(UTC))
    if isinstance(added, Refused):
        refuse(added, spoken(lang))
    print(added)


@programme_app.command("remove")
def remove(name: ProgrammeName, lang: Lang = None) -> None:
    """Remove a programme that was added, unless there are grids of it."""
    from curriculum_map.services.programmes import remove_programme

    removed = remove_programme(open_database(), LOCAL_ACTOR, name, now=datetime.now(UTC))
    if isinstance(removed, Refused):
        refuse(removed, spoken(lang))
    print(removed)
