"""`curriculum-map snapshot`, `audit` and `original`: what is on record, and whether it still says what it said."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from curriculum_map.cli.shared import (
    Institution,
    Lang,
    Output,
    described,
    end_without,
    open_database,
    refuse,
    rule_named,
    save,
    save_or_say,
    snapshot_asked,
    spoken,
)
from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.refused import Refused
from curriculum_map.domain.rules import HIGHEST
from curriculum_map.domain.text import Language
from curriculum_map.wording.catalogue import mark, say
from curriculum_map.wording.numbers import day, moment
from curriculum_map.wording.record import act_sentence
from curriculum_map.wording.rules import rule_called
from curriculum_map.wording.verified import NOT_INTACT, difference_sentence, file_sentence, verified_sentences

if TYPE_CHECKING:
    from curriculum_map.storage.database import Database
    from curriculum_map.storage.snapshots import SnapshotInfo

snapshot_app = typer.Typer(no_args_is_help=True, help="Frozen states for accreditation, each with its hash.")

Name = Annotated[str, typer.Argument(help="The name of the snapshot, or the first eight signs of its hash.")]


@snapshot_app.command("make")
def make(
    name: Annotated[str, typer.Argument(help="What the snapshot is called.")],
    institution: Institution,
    programme: Annotated[
        list[str] | None, typer.Option(help="Only this programme; may be said more than once.")
    ] = None,
    year: Annotated[str | None, typer.Option(help="Only this academic year.")] = None,
    rule: Annotated[str, typer.Option(help="Counting rule: its name, or own-LEVEL-COURSES-PERCENT.")] = HIGHEST.name,
    note: Annotated[str, typer.Option(help="What it is for.")] = "",
    lang: Lang = None,
) -> None:
    """Freeze the current grids and ambitions of an institution, and the rule by which their figures count."""
    from curriculum_map.services.snapshots import Scope, make_snapshot

    language, now = spoken(lang), datetime.now(UTC)
    counted = rule_named(rule, language)
    chosen = [described(None, one, None).programme or one for one in programme or ()]
    scope = Scope(chosen or None, described(None, None, year).academic_year, counted.slug)
    made = make_snapshot(open_database(), LOCAL_ACTOR, institution, name, now=now, scope=scope, note=note)
    if isinstance(made, Refused):
        refuse(made, language)
    print(" | ".join((made.name, _counted_by(made, language), f"SHA-256 {made.sha256}")))


@snapshot_app.command("list")
def list_(
    institution: Annotated[str | None, typer.Option(help="Only of this institution.")] = None, lang: Lang = None
) -> None:
    """List the snapshots, the newest first, and which of them is not intact."""
    from curriculum_map.services.snapshots import list_snapshots, still_intact

    language = spoken(lang)
    database = open_database()
    for info in list_snapshots(database, LOCAL_ACTOR, institution):
        about = [info.institution, info.name, moment(info.made_at, language), _counted_by(info, language)]
        about.append(f"SHA-256 {info.sha256}")
        if not still_intact(database, LOCAL_ACTOR, info.id):
            about.append(say(mark("not intact"), language))
        print(" | ".join(about))


@snapshot_app.command("verify")
def verify(
    name: Annotated[str, typer.Argument(help="The name of a snapshot, or an exported file.")],
    institution: Annotated[
        str | None, typer.Option(help="Institution, as stored; where one has it, not needed.")
    ] = None,
    sha256: Annotated[str | None, typer.Option("--sha256", help="For a file: the hash that was printed.")] = None,
    lang: Lang = None,
) -> None:
    """Check that a snapshot says what it said when it was made. A file needs no database."""
    from curriculum_map.services.snapshots import verify_exported, verify_snapshot

    language = spoken(lang)
    if institution is None and Path(name).is_file():
        verified = verify_exported(LOCAL_ACTOR, _bytes(Path(name)), sha256)
    else:
        database = open_database()
        of = _only_one_with(database, name, language) if institution is None else institution
        verified = verify_snapshot(database, LOCAL_ACTOR, snapshot_asked(database, of, name, language))
    print("\n".join(verified_sentences(verified, language)))
    raise typer.Exit(0 if verified.is_intact else 1)


@snapshot_app.command("check-file")
def check_file(
    file: Annotated[Path, typer.Argument(help="An exported snapshot, or a workbook that bears the hash of one.")],
    lang: Lang = None,
) -> None:
    """Say whether a file is what was exported of a snapshot here, and where it differs."""
    from curriculum_map.services.exported import FileIs, check_exported

    language = spoken(lang)
    found = check_exported(open_database(), LOCAL_ACTOR, file.name, _bytes(file))
    about = {} if found.snapshot is None else {"name": found.snapshot.name, "institution": found.snapshot.institution}
    print(file_sentence(found.outcome, language, **about, sha256=found.sha256, count=len(found.differences)))
    for one in found.differences:
        print(difference_sentence(one.where, one.was, one.now, language))
    raise typer.Exit(found.outcome is not FileIs.UNCHANGED)


@snapshot_app.command("export")
def export(name: Name, institution: Institution, output: Output = None, lang: Lang = None) -> None:
    """Write a snapshot to a JSON file; the SHA-256 of that file is the hash of the snapshot."""
    from curriculum_map.services.snapshots import export_snapshot

    database = open_database()
    info = snapshot_asked(database, institution, name, spoken(lang))
    _warn_of(database, info, spoken(lang))
    save(output or Path(f"snapshot-{info.sha256[:12]}.json"), export_snapshot(database, LOCAL_ACTOR, info.id) or b"")


@snapshot_app.command("put-back")
def put_back_(
    name: Name,
    file: Annotated[Path, typer.Argument(help="The JSON file that was exported of it.")],
    institution: Institution,
    lang: Lang = None,
) -> None:
    """Put a snapshot that somebody changed in the database back as it was frozen, from a file that was exported."""
    from curriculum_map.services.snapshot_repair import put_back

    language, database = spoken(lang), open_database()
    info = snapshot_asked(database, institution, name, language)
    done = put_back(database, LOCAL_ACTOR, info, _bytes(file), now=datetime.now(UTC))
    if isinstance(done, Refused):
        refuse(done, language)
    print(" | ".join((done.name, f"SHA-256 {done.sha256}")))


@snapshot_app.command("report")
def report(
    name: Name,
    institution: Institution,
    programme: Annotated[str, typer.Option(help="Programme: its name or id.")],
    year: Annotated[str | None, typer.Option(help="Academic year; else the latest in it.")] = None,
    output: Output = None,
    lang: Lang = None,
) -> None:
    """Write the gap report of a programme as it is in a snapshot, with the hash on its cover."""
    from curriculum_map.services.reports import snapshot_report

    language, database, wanted = spoken(lang), open_database(), described(None, programme, year)
    info, id_ = snapshot_asked(database, institution, name, language), wanted.programme or ""
    _warn_of(database, info, language)
    written = snapshot_report(
        database, LOCAL_ACTOR, info.id, id_, language, now=datetime.now(UTC), academic_year=wanted.academic_year
    )
    save_or_say(written, mark("No grid of this programme is in the snapshot."), output, language)


def audit(
    about: Annotated[str | None, typer.Option(help="Only about this, as an institution and what it has.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many lines.")] = 200,
    elsewhere: Annotated[
        str | None, typer.Option(help="Instead: what happened to this institution where its archive came from.")
    ] = None,
    lang: Lang = None,
) -> None:
    """Say who did what to what, the last act first."""
    from curriculum_map.services.audit import editions_in_log, list_audit, list_elsewhere
    from curriculum_map.services.editions import shown_editions
    from curriculum_map.services.grids import list_stored

    language, database = spoken(lang), open_database()
    if elsewhere is None:
        acts = list_audit(database, LOCAL_ACTOR, about, limit)
    else:
        acts = [one.act for one in list_elsewhere(database, LOCAL_ACTOR, elsewhere)[:limit]]
    editions = editions_in_log(list_stored(database, LOCAL_ACTOR), shown_editions(database, LOCAL_ACTOR))
    for act in acts:
        print(act_sentence(act.at, act.by, act.action, act.about, act.details, language, editions))


def original(
    sha256: Annotated[str, typer.Argument(help="The SHA-256 of the file, as a grid says it.")],
    output: Output = None,
    lang: Lang = None,
) -> None:
    """Write the file that a grid was read from, while it is kept."""
    from curriculum_map.services.originals import original as kept

    language = spoken(lang)
    found = kept(open_database(), LOCAL_ACTOR, sha256.strip().lower(), datetime.now(UTC))
    if found is None:
        end_without(mark("This file is not kept, or no longer."), language)
    # Whatever the file is called, it is written here.
    save(output or Path(Path(found.file_name.replace("\\", "/")).name or found.sha256), found.data)
    print(say(mark("Kept until {day}."), language, day=day(found.kept_until, language)))


def _only_one_with(database: "Database", name: str, language: Language) -> str:
    """The institution that has a snapshot of this name; where none has, or several have, it says so and ends."""
    from curriculum_map.services.snapshots import find_snapshot, list_snapshots

    known = dict.fromkeys(info.institution for info in list_snapshots(database, LOCAL_ACTOR))
    having = [one for one in known if find_snapshot(database, LOCAL_ACTOR, one, name) is not None]
    if len(having) == 1:
        return having[0]
    none = mark("There is no file “{name}”, and no snapshot of that name. See: snapshot list.")
    several = mark("Several institutions have a snapshot called “{name}”: {names}. Add --institution.")
    sentence = several if having else none
    said = say(sentence, language, name=name, names="; ".join(having))
    raise typer.BadParameter(said, param_hint="NAME")


def _counted_by(info: "SnapshotInfo", language: Language) -> str:
    """The counting rule of a snapshot by its name; an own rule with its parameters, as --rule takes them."""
    return say(mark("counting rule “{name}”"), language, name=rule_called(info.about["counting_rule"], language))


def _warn_of(database: "Database", info: "SnapshotInfo", language: Language) -> None:
    """Says it on the error channel where what is about to be written is of a snapshot that was changed."""
    from curriculum_map.services.snapshots import still_intact

    if not still_intact(database, LOCAL_ACTOR, info.id):
        print(say(NOT_INTACT, language, name=info.name), file=sys.stderr)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise typer.BadParameter(f"{path}: {fault.strerror}", param_hint="NAME") from fault
