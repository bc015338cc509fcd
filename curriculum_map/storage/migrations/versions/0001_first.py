"""The tables of the first release: a grid is what was last uploaded."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
_MOMENT = sa.DateTime(timezone=True)
_metadata = sa.MetaData(naming_convention=NAMING)

sa.Table(
    "grid",
    _metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("institution", sa.String(300), nullable=False),
    sa.Column("programme", sa.String(100), nullable=False),
    sa.Column("academic_year", sa.String(7), nullable=False),
    sa.Column("rater", sa.String(300), nullable=False),
    sa.Column("perspective", sa.String(20), nullable=False),
    sa.Column("edition", sa.String(50), nullable=False),
    sa.Column("granularity", sa.String(10), nullable=False),
    sa.Column("blank_means", sa.String(20), nullable=False),
    sa.Column("targets", sa.JSON, nullable=False),
    sa.Column("levels", sa.LargeBinary, nullable=False),
    sa.Column("file_name", sa.String(300), nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("format", sa.String(10), nullable=False),
    sa.Column("sheet", sa.String(300), nullable=False),
    sa.Column("columns", sa.JSON, nullable=False),
    sa.Column("marks", sa.JSON, nullable=False),
    sa.Column("written", sa.LargeBinary, nullable=False),
    sa.Column("turned", sa.Boolean, nullable=False),
    sa.Column("elsewhere", sa.JSON, nullable=False),
    sa.Column("imported_at", _MOMENT, nullable=False),
    sa.Column("imported_by", sa.String(200), nullable=False),
    sa.Column("is_sample", sa.Boolean, nullable=False),
    sa.UniqueConstraint("institution", "programme", "academic_year", "rater", "perspective"),
)
sa.Table(
    "course",
    _metadata,
    sa.Column("grid_id", sa.ForeignKey("grid.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("code", sa.String(100)),
    sa.Column("title", sa.String(300), nullable=False),
    sa.Column("ects", sa.Float),
    sa.Column("phase", sa.Integer),
    sa.Column("semester", sa.String(100)),
    sa.Column("status", sa.String(20)),
    sa.Column("track", sa.String(300)),
    sa.Column("row", sa.Integer, nullable=False),
    sa.Column("named_in", sa.Integer),
    sa.CheckConstraint("ects IS NULL OR ects > 0", name="ects_positive"),
)
sa.Table(
    "ambition",
    _metadata,
    sa.Column("institution", sa.String(300), primary_key=True),
    sa.Column("programme", sa.String(100), primary_key=True),
    sa.Column("academic_year", sa.String(7), primary_key=True),
    sa.Column("target", sa.String(100), primary_key=True),
    sa.Column("weight", sa.String(20)),
    sa.Column("level", sa.Integer),
    sa.Column("reason", sa.String(4000)),
    sa.Column("position", sa.String(20)),
    sa.CheckConstraint("level IS NULL OR level BETWEEN 1 AND 3", name="level_in_legend"),
)
sa.Table(
    "official_wording",
    _metadata,
    sa.Column("edition", sa.String(50), primary_key=True),
    sa.Column("element", sa.String(100), primary_key=True),
    sa.Column("language", sa.String(2), primary_key=True),
    sa.Column("text", sa.String(2000), nullable=False),
)
sa.Table(
    "framework",
    _metadata,
    sa.Column("id", sa.String(50), primary_key=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("document", sa.Text, nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("imported_at", _MOMENT, nullable=False),
)
sa.Table(
    "remembered_answer",
    _metadata,
    sa.Column("institution", sa.String(300), primary_key=True),
    sa.Column("asked", sa.String(10), primary_key=True),
    sa.Column("written", sa.String(300), primary_key=True),
    sa.Column("state", sa.Integer),
    sa.Column("target", sa.String(100)),
    sa.Column("answered_at", _MOMENT, nullable=False),
    sa.Column("answered_by", sa.String(200), nullable=False),
)
sa.Table(
    "draft",
    _metadata,
    sa.Column("sha256", sa.String(64), primary_key=True),
    sa.Column("institution", sa.String(300)),
    sa.Column("file_name", sa.String(300), nullable=False),
    sa.Column("data", sa.LargeBinary, nullable=False),
    sa.Column("answers", sa.Text, nullable=False),
    sa.Column("created_at", _MOMENT, nullable=False),
    sa.Column("created_by", sa.String(200), nullable=False),
    sa.Column("kept_until", _MOMENT, nullable=False),
)
_changes = sa.Table(
    "changes",
    _metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("count", sa.Integer, nullable=False),
    sa.Column("schema", sa.Integer, nullable=False),
)


def upgrade() -> None:
    """Makes the tables in an empty database."""
    _metadata.create_all(op.get_bind(), checkfirst=False)
    op.execute(_changes.insert().values(id=1, count=0, schema=2))
