"""The register of each programme, every time something was written down in it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, func, select

from curriculum_map.domain.canonical import checksum
from curriculum_map.domain.register import About, Body, Entry, Subject, standing
from curriculum_map.storage.bulk import insert_many, new_ids
from curriculum_map.storage.moments import when_said
from curriculum_map.storage.record_tables import entries, institutions
from curriculum_map.storage.seals import touch
from curriculum_map.storage.troubles import ConcurrentChangeError, NotIntactError

_NAMES = tuple(column.name for column in entries.c)


def add_entry(
    connection: Connection, institution_id: int, about: About, body: Body | None, seen: int, at: datetime, by: str
) -> Entry:
    """Writes down what is said about something after the `seen`th time, 0 for the first.

    ConcurrentChangeError where somebody else said something since: nobody speaks over what they have not seen.
    """
    said = func.max(entries.c.number)
    last = connection.execute(select(said).where(_is_about(institution_id, about))).scalar() or 0
    if last != seen:
        raise ConcurrentChangeError("something else was written down since")
    moment = when_said(connection, institution_id, about.programme, about.campus or "", at)
    entry = Entry(about, seen + 1, body, moment, by)
    add_entries(connection, institution_id, [entry])
    return entry


def add_entries(connection: Connection, institution_id: int, new: Iterable[Entry]) -> None:
    """Stores entries as they are, as those of an archive; none of them may be there already."""
    listed = list(new)
    ids = new_ids(connection, entries, len(listed)) if listed else ()
    rows = [
        {
            "id": entry_id,
            "institution_id": institution_id,
            "checksum": _checksum(values := entry_values(entry)),
            **values,
        }
        for entry_id, entry in zip(ids, listed, strict=True)
    ]
    insert_many(connection, entries, _NAMES, [[row[name] for name in _NAMES] for row in rows])
    touch(connection, entries, *ids)


def entries_of(
    connection: Connection,
    institution_id: int,
    programme: str | None = None,
    campus: str | None = None,
    subject: Subject | None = None,
) -> list[Entry]:
    """Everything that was ever said of an institution, or of one programme of a campus of it, the first time first.

    Of every subject, or of one.
    """
    wanted = [entries.c.institution_id == institution_id]
    if programme is not None:
        wanted += [entries.c.programme == programme, entries.c.campus == (campus or "")]
    if subject is not None:
        wanted.append(entries.c.subject == subject.value)
    statement = select(entries).where(and_(*wanted)).order_by(entries.c.number, entries.c.id)
    found = map(_entry, connection.execute(statement).mappings())
    # The same on every database, which do not sort texts alike.
    return sorted(found, key=lambda entry: (_sorted_by(entry.about), entry.number))


def entries_of_institutions(connection: Connection, names: Collection[str], subject: Subject) -> dict[str, list[Entry]]:
    """Everything that was ever said of a subject by these institutions, by their names, the first time first."""
    statement = (
        select(institutions.c.name.label("institution"), *entries.c)
        .join(institutions, institutions.c.id == entries.c.institution_id)
        .where(institutions.c.name.in_(list(names)), entries.c.subject == subject.value)
        .order_by(entries.c.number, entries.c.id)
    )
    found: dict[str, list[Entry]] = {}
    for row in connection.execute(statement).mappings():
        found.setdefault(row["institution"], []).append(_entry(row))
    return found


def entry_values(entry: Entry) -> Mapping[str, Any]:
    """What the row of an entry says of it, but for its institution."""
    return {
        "programme": entry.about.programme,
        "campus": entry.about.campus or "",
        "academic_year": entry.about.academic_year or "",
        "subject": entry.about.subject.value,
        "name": entry.about.name,
        "number": entry.number,
        "body": None if entry.body is None else dict(entry.body),
        "made_at": entry.made_at,
        "made_by": entry.made_by,
    }


def require_said(said: Iterable[Entry], institution: str) -> None:
    """NotIntactError with each of these entries that is not what was written down."""
    changed = [entry.about for entry in said if not entry.is_intact]
    if changed:
        parts = ((institution, one.programme, one.campus, one.academic_year, one.name) for one in changed)
        raise NotIntactError(dict.fromkeys(" | ".join(filter(None, each)) for each in parts))


def trusted(said: Sequence[Entry], institution: str) -> list[Entry]:
    """All of these; without its text what was changed and stands no more.

    NotIntactError where something that stands is not what was written down.
    """
    require_said(standing(said).values(), institution)
    return [entry if entry.is_intact else replace(entry, body=None) for entry in said]


def _checksum(row: Mapping[str, Any]) -> str:
    """Over what a row says, but for its numbers: a merge changes these, and the log has them."""
    said = [row[name] for name in ("programme", "campus", "academic_year", "subject", "body", "made_by")]
    return checksum([*said, row["made_at"].astimezone(UTC).isoformat()])


def _sorted_by(about: About) -> tuple[str, ...]:
    return about.programme, about.campus or "", about.academic_year or "", about.subject.value, about.name


def _is_about(institution_id: int, about: About) -> ColumnElement[bool]:
    return and_(
        entries.c.institution_id == institution_id,
        entries.c.programme == about.programme,
        entries.c.campus == (about.campus or ""),
        entries.c.academic_year == (about.academic_year or ""),
        entries.c.subject == about.subject.value,
        entries.c.name == about.name,
    )


def _entry(row: RowMapping) -> Entry:
    about = About(
        row["programme"], row["campus"] or None, row["academic_year"] or None, Subject(row["subject"]), row["name"]
    )
    is_intact = _checksum(dict(row)) == row["checksum"]
    return Entry(about, row["number"], row["body"], row["made_at"], row["made_by"], is_intact)
