"""`curriculum-map db`: the database brought up to date, checked, verified, copied and put back."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from curriculum_map.cli.shared import NOT_AGREED, Lang, agreed, open_database, refuse, spoken
from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.text import Language
from curriculum_map.wording.catalogue import mark, say, say_many
from curriculum_map.wording.database_care import unsound_sentence
from curriculum_map.wording.record import entry_words

if TYPE_CHECKING:
    from curriculum_map.storage.checking import Fault
    from curriculum_map.storage.verifying import Verified

database_app = typer.Typer(no_args_is_help=True, help="The database: keep it sound, copied and up to date.")


@database_app.command("upgrade")
def upgrade(lang: Lang = None) -> None:
    """Bring the tables of an earlier version up to date, all at once or not at all."""
    from curriculum_map.services.database_care import bring_up_to_date
    from curriculum_map.services.settings import Settings

    language = spoken(lang)
    done = bring_up_to_date(LOCAL_ACTOR, Settings().database())
    if done.before == done.now:
        typer.echo(say(mark("The database is up to date."), language))
        return
    typer.echo(say(mark("The database is up to date now (schema {now})."), language, now=done.now))
    if done.copy is not None:
        typer.echo(say(mark("As it was before it is kept in {file}."), language, file=done.copy))


@database_app.command("check")
def check(lang: Lang = None) -> None:
    """Look for damage in the database; nothing is changed."""
    from curriculum_map.services.database_care import check_database
    from curriculum_map.services.settings import Settings

    language = spoken(lang)
    faults = check_database(LOCAL_ACTOR, Settings().database())
    if not faults:
        typer.echo(say(mark("The database is sound."), language))
    raise typer.Exit(_print_faults(faults, language))


@database_app.command("verify")
def verify(lang: Lang = None) -> None:
    """Compare every version and every snapshot with its checksum."""
    from curriculum_map.services.database_care import verify_database

    language = spoken(lang)
    verified = verify_database(open_database(), LOCAL_ACTOR)
    _print_counts(verified, language)
    raise typer.Exit(_print_faults(verified.faults, language))


@database_app.command("take-back")
def take_back(
    yes: Annotated[bool, typer.Option("--yes", help="Without being asked.")] = False, lang: Lang = None
) -> None:
    """Take back what was written down and then changed in the database, so that the rest can be used again."""
    from curriculum_map.services.audit import editions_in_log
    from curriculum_map.services.editions import shown_editions
    from curriculum_map.services.grids import list_stored
    from curriculum_map.services.register import changed_entries, withdraw_changed

    language, database = spoken(lang), open_database()
    changed = changed_entries(database, LOCAL_ACTOR)
    if not changed:
        typer.echo(say(mark("All that was written down is as it was written."), language))
        return
    editions = editions_in_log(list_stored(database, LOCAL_ACTOR), shown_editions(database, LOCAL_ACTOR))
    for institution, entry in changed:
        typer.echo(entry_words(institution, entry, language, editions))
    if not yes and not agreed(say(mark("Is this to be taken back?"), language), language):
        typer.echo(say(mark("Nothing was taken back. To do it without being asked: --yes."), language), err=True)
        raise typer.Exit(NOT_AGREED)
    for refused in withdraw_changed(database, LOCAL_ACTOR, changed, now=datetime.now(UTC)):
        refuse(refused, language)
    typer.echo(say(mark("It was taken back. Write down again what should stand there."), language))


@database_app.command("backup")
def backup(
    file: Annotated[Path, typer.Argument(dir_okay=False, help="The new file; one that is there is not written over.")],
    lang: Lang = None,
) -> None:
    """Copy the database to a file, also while it is in use, and say what is wrong with it if anything is."""
    from curriculum_map.services.database_care import back_up_database
    from curriculum_map.services.settings import Settings

    settings = Settings()
    language = spoken(lang)
    faults = back_up_database(LOCAL_ACTOR, settings.database(), file, settings.pg_tools)
    typer.echo(say(mark("The backup is in {file}."), language, file=file))
    if faults:
        unsound = mark(
            "The database is not sound, and neither is this backup: it can be looked at, but not be put back with "
            "“curriculum-map db restore”. Keep the earlier backups. It was found:"
        )
        typer.echo(say(unsound, language), err=True)
    raise typer.Exit(_print_faults(faults, language, err=True))


@database_app.command("restore")
def restore(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A backup.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Also over data, which are kept in a file of their own.")
    ] = False,
    lang: Lang = None,
) -> None:
    """Put a backup back, once all of it is verified."""
    from curriculum_map.services.database_care import restore_database
    from curriculum_map.services.settings import Settings

    language, settings, now = spoken(lang), Settings(), datetime.now(UTC)
    done = restore_database(LOCAL_ACTOR, settings.database(), file, now=now, replace=replace, tools=settings.pg_tools)
    typer.echo(say(mark("The backup was put back."), language))
    _print_counts(done.verified, language)
    if done.former is not None:
        typer.echo(say(mark("As it was before it is kept in {file}."), language, file=done.former))
    for name in done.erasures.erased:
        again = mark("“{name}” was deleted after the backup was made, so it was deleted in it too.")
        typer.echo(say(again, language, name=name))
    for name in done.erasures.left:
        by_hand = mark(
            "A part of “{name}” was deleted after the backup was made. It came back, because it is merged with "
            "something that was not: undo that merge, and delete it again."
        )
        typer.echo(say(by_hand, language, name=name))
    for name in done.erasures.back:
        stored_again = mark(
            "“{name}” was deleted after the backup was made, and stored again since. What the backup has of it came "
            "back: delete it if that should not be."
        )
        typer.echo(say(stored_again, language, name=name))


def _print_counts(verified: "Verified", language: Language) -> None:
    count = verified.versions
    typer.echo(say_many("{count} version of a grid was read.", "{count} versions of grids were read.", count, language))
    count = verified.snapshots
    typer.echo(say_many("{count} snapshot was read.", "{count} snapshots were read.", count, language))


def _print_faults(faults: "Iterable[Fault]", language: Language, *, err: bool = False) -> int:
    """Says what is wrong; the exit status: 1 if anything is."""
    said = [unsound_sentence(fault.kind.value, fault.about, language) for fault in faults]
    for sentence in said:
        typer.echo(sentence, err=err)
    return 1 if said else 0
