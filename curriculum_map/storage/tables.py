"""The tables of what surrounds the record: frameworks, wording, drafts, files; and what all tables have in common."""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Column,
    DateTime,
    Dialect,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)


class Moment(TypeDecorator[datetime]):
    """A moment in UTC that comes back as it went in: SQLite itself forgets the time zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """What the database gets."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """What comes out of it."""
        return value if value is None or value.tzinfo else value.replace(tzinfo=UTC)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# The publication's own sentences, loaded by who has the right to; shown in the place of our labels.
official_wording = Table(
    "official_wording",
    metadata,
    Column("edition", String(50), primary_key=True),
    Column("element", String(100), primary_key=True),
    Column("language", String(2), primary_key=True),
    Column("text", String(2000), nullable=False),
)

# A framework of one's own: its document is what the YAML file would hold.
frameworks = Table(
    "framework",
    metadata,
    Column("id", String(50), primary_key=True),
    Column("title", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("imported_at", Moment, nullable=False),
)

# What an institution answered about a mark or a heading: proposed with its next file, never taken in silence. Names
# stand here in the form in which they are compared.
remembered_answers = Table(
    "remembered_answer",
    metadata,
    Column("institution", String(300), primary_key=True),
    Column("asked", String(10), primary_key=True),
    Column("written", String(300), primary_key=True),
    Column("state", Integer),
    # None beside a heading: the column is not to be read.
    Column("target", String(100)),
    Column("answered_at", Moment, nullable=False),
    Column("answered_by", String(200), nullable=False),
)

# An upload that somebody started: the file, the answers so far, and what was chosen about what is stored. The same
# bytes are one draft of each person.
drafts = Table(
    "draft",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("created_by", String(200), primary_key=True),
    Column("institution", String(300)),
    Column("file_name", String(300), nullable=False),
    Column("data", LargeBinary, nullable=False),
    Column("answers", Text, nullable=False),
    Column("choices", JSON, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("kept_until", Moment, nullable=False),
)

# The bytes of files that were imported, for a set time; what was read from them stays with the grids.
originals = Table(
    "original",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("file_name", String(300), nullable=False),
    Column("data", LargeBinary, nullable=False),
    Column("kept_until", Moment, nullable=False),
)
