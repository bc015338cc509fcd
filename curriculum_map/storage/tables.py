"""The tables. A grid keeps its levels and marks as one array of bytes each, its courses as rows."""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
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

grids = Table(
    "grid",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("institution", String(300), nullable=False),
    Column("programme", String(100), nullable=False),
    Column("academic_year", String(7), nullable=False),
    # An unnamed rater is an empty text: a NULL would make two of them different in the unique constraint.
    Column("rater", String(300), nullable=False, default=""),
    Column("perspective", String(20), nullable=False),
    Column("edition", String(50), nullable=False),
    Column("granularity", String(10), nullable=False),
    Column("blank_means", String(20), nullable=False),
    Column("targets", JSON, nullable=False),
    Column("levels", LargeBinary, nullable=False),
    Column("file_name", String(300), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("format", String(10), nullable=False),
    Column("sheet", String(300), nullable=False),
    Column("columns", JSON, nullable=False),
    Column("marks", JSON, nullable=False),
    Column("written", LargeBinary, nullable=False),
    Column("turned", Boolean(name="turned"), nullable=False),
    # The places that are not where their row and column meet, as runs (addresses.py).
    Column("elsewhere", JSON, nullable=False),
    Column("imported_at", Moment, nullable=False),
    Column("imported_by", String(200), nullable=False),
    Column("is_sample", Boolean(name="is_sample"), nullable=False, default=False),
    UniqueConstraint("institution", "programme", "academic_year", "rater", "perspective"),
)

courses = Table(
    "course",
    metadata,
    Column("grid_id", ForeignKey("grid.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("code", String(100)),
    Column("title", String(300), nullable=False),
    Column("ects", Float),
    Column("phase", Integer),
    Column("semester", String(100)),
    Column("status", String(20)),
    Column("track", String(300)),
    Column("row", Integer, nullable=False),
    # The column in which the course is named, where that is known.
    Column("named_in", Integer),
    CheckConstraint("ects IS NULL OR ects > 0", name="ects_positive"),
)

ambitions = Table(
    "ambition",
    metadata,
    Column("institution", String(300), primary_key=True),
    Column("programme", String(100), primary_key=True),
    Column("academic_year", String(7), primary_key=True),
    Column("target", String(100), primary_key=True),
    Column("weight", String(20)),
    Column("level", Integer),
    Column("reason", String(4000)),
    Column("position", String(20)),
    CheckConstraint("level IS NULL OR level BETWEEN 1 AND 3", name="level_in_legend"),
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

# An upload that somebody started: the file and the answers so far. The same bytes are one draft.
drafts = Table(
    "draft",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("institution", String(300)),
    Column("file_name", String(300), nullable=False),
    Column("data", LargeBinary, nullable=False),
    Column("answers", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("created_by", String(200), nullable=False),
    Column("kept_until", Moment, nullable=False),
)

# Goes up with each change of these tables.
SCHEMA = 2

# One row: the version of the tables, and a count of changes so that nothing computed from an older state is shown.
changes = Table(
    "changes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("count", Integer, nullable=False),
    Column("schema", Integer, nullable=False),
)
