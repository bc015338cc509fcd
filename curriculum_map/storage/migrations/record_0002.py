"""The tables and triggers that revision 0002 makes, as they were when it was released."""

import sqlalchemy as sa

_MOMENT = sa.DateTime(timezone=True)
metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

sa.Table(
    "institution",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.String(300), nullable=False, unique=True),
    sqlite_autoincrement=True,
)
sa.Table(
    "spelling",
    metadata,
    sa.Column("spelling", sa.String(300), primary_key=True),
    sa.Column("institution_id", sa.ForeignKey("institution.id", ondelete="CASCADE"), nullable=False, index=True),
)
sa.Table(
    "asked_programme",
    metadata,
    sa.Column("institution_id", sa.ForeignKey("institution.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("programme", sa.String(100), primary_key=True),
)
sa.Table(
    "merge",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("institution_id", sa.ForeignKey("institution.id", ondelete="CASCADE"), nullable=False),
    sa.Column("name", sa.String(300), nullable=False),
    sa.Column("moved", sa.JSON, nullable=False),
    sa.Column("merged_at", _MOMENT, nullable=False),
    sa.Column("merged_by", sa.String(200), nullable=False),
    sa.Column("undone_at", _MOMENT),
    sqlite_autoincrement=True,
)
sa.Table(
    "own_programme",
    metadata,
    sa.Column("id", sa.String(100), primary_key=True),
    sa.Column("name", sa.String(300), nullable=False, unique=True),
)
sa.Table(
    "grid",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("institution_id", sa.ForeignKey("institution.id", ondelete="CASCADE"), nullable=False),
    sa.Column("programme", sa.String(100), nullable=False),
    sa.Column("campus", sa.String(300), nullable=False),
    sa.Column("academic_year", sa.String(7), nullable=False),
    sa.Column("rater", sa.String(300), nullable=False),
    sa.Column("perspective", sa.String(20), nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("is_sample", sa.Boolean, nullable=False),
    sa.UniqueConstraint("institution_id", "programme", "campus", "academic_year", "rater", "perspective"),
    sqlite_autoincrement=True,
)
sa.Table(
    "grid_version",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("grid_id", sa.ForeignKey("grid.id", ondelete="CASCADE"), nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("made", sa.String(20), nullable=False),
    sa.Column("made_from", sa.Integer),
    sa.Column("made_at", _MOMENT, nullable=False),
    sa.Column("made_by", sa.String(200), nullable=False),
    sa.Column("answers", sa.Text, nullable=False),
    sa.Column("edition", sa.String(50), nullable=False),
    sa.Column("granularity", sa.String(10), nullable=False),
    sa.Column("blank_means", sa.String(20), nullable=False),
    sa.Column("targets", sa.JSON, nullable=False),
    sa.Column("levels", sa.LargeBinary, nullable=False),
    sa.Column("written", sa.LargeBinary, nullable=False),
    sa.Column("elsewhere", sa.JSON, nullable=False),
    sa.Column("groups", sa.JSON, nullable=False),
    sa.Column("tracks", sa.JSON, nullable=False),
    sa.Column("course_count", sa.Integer, nullable=False),
    sa.Column("checksum", sa.String(64), nullable=False),
    sa.UniqueConstraint("grid_id", "number"),
    sqlite_autoincrement=True,
)
sa.Table(
    "source",
    metadata,
    sa.Column("version_id", sa.ForeignKey("grid_version.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("file_name", sa.String(300), nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("format", sa.String(10), nullable=False),
    sa.Column("sheet", sa.String(300), nullable=False),
    sa.Column("columns", sa.JSON, nullable=False),
    sa.Column("marks", sa.JSON, nullable=False),
    sa.Column("turned", sa.Boolean, nullable=False),
)
sa.Table(
    "course",
    metadata,
    sa.Column("version_id", sa.ForeignKey("grid_version.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("code", sa.String(100)),
    sa.Column("title", sa.String(300), nullable=False),
    sa.Column("ects", sa.Float),
    sa.Column("phase", sa.Integer),
    sa.Column("semester", sa.String(100)),
    sa.Column("status", sa.String(20)),
    sa.Column("track", sa.String(300)),
    sa.Column("group", sa.String(300)),
    sa.Column("source", sa.Integer, nullable=False),
    sa.Column("row", sa.Integer, nullable=False),
    sa.Column("named_in", sa.Integer),
    sa.Column("carried", sa.Boolean, nullable=False),
    sa.CheckConstraint("ects IS NULL OR ects > 0", name="ects_positive"),
)
sa.Table(
    "course_link",
    metadata,
    sa.Column("version_id", sa.ForeignKey("grid_version.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("before_version_id", sa.ForeignKey("grid_version.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("before_position", sa.Integer, primary_key=True),
    sa.Column("is_one", sa.Boolean, nullable=False),
)
sa.Table(
    "ambition_set",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("institution_id", sa.ForeignKey("institution.id", ondelete="CASCADE"), nullable=False),
    sa.Column("programme", sa.String(100), nullable=False),
    sa.Column("campus", sa.String(300), nullable=False),
    sa.Column("academic_year", sa.String(7), nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("made_at", _MOMENT, nullable=False),
    sa.Column("made_by", sa.String(200), nullable=False),
    sa.Column("file_name", sa.String(300), nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("checksum", sa.String(64), nullable=False),
    sa.UniqueConstraint("institution_id", "programme", "campus", "academic_year", "number"),
    sqlite_autoincrement=True,
)
sa.Table(
    "ambition",
    metadata,
    sa.Column("set_id", sa.ForeignKey("ambition_set.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("target", sa.String(100), primary_key=True),
    sa.Column("weight", sa.String(20)),
    sa.Column("level", sa.Integer),
    sa.Column("reason", sa.String(4000)),
    sa.Column("position", sa.String(20)),
    sa.CheckConstraint("level IS NULL OR level BETWEEN 1 AND 3", name="level_in_legend"),
)
sa.Table(
    "entry",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("institution_id", sa.ForeignKey("institution.id", ondelete="CASCADE"), nullable=False),
    sa.Column("programme", sa.String(100), nullable=False),
    sa.Column("campus", sa.String(300), nullable=False),
    sa.Column("academic_year", sa.String(7), nullable=False),
    sa.Column("subject", sa.String(20), nullable=False),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("body", sa.JSON, nullable=False),
    sa.Column("made_at", _MOMENT, nullable=False),
    sa.Column("made_by", sa.String(200), nullable=False),
    sa.Column("checksum", sa.String(64), nullable=False),
    sa.UniqueConstraint("institution_id", "programme", "campus", "academic_year", "subject", "name", "number"),
    sqlite_autoincrement=True,
)
sa.Table(
    "snapshot",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("institution_id", sa.Integer, nullable=False, index=True),
    sa.Column("institution", sa.String(300), nullable=False),
    sa.Column("name", sa.String(300), nullable=False),
    sa.Column("about", sa.JSON, nullable=False),
    sa.Column("made_at", _MOMENT, nullable=False),
    sa.Column("made_by", sa.String(200), nullable=False),
    sa.Column("document", sa.LargeBinary, nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.UniqueConstraint("institution_id", "name"),
    sqlite_autoincrement=True,
)
sa.Table(
    "erasure",
    metadata,
    sa.Column("institution_id", sa.Integer, primary_key=True),
    sa.Column("asked_at", _MOMENT, nullable=False),
)
sa.Table(
    "audit",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", _MOMENT, nullable=False),
    sa.Column("by", sa.String(200), nullable=False),
    sa.Column("action", sa.String(30), nullable=False),
    sa.Column("about", sa.String(300), nullable=False),
    sa.Column("details", sa.JSON, nullable=False),
    sa.Column("sealed", sa.JSON, nullable=False),
    sa.Column("chain", sa.String(64), nullable=False),
)
sa.Table(
    "elsewhere",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("institution_id", sa.ForeignKey("institution.id", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("at", _MOMENT, nullable=False),
    sa.Column("by", sa.String(200), nullable=False),
    sa.Column("action", sa.String(30), nullable=False),
    sa.Column("about", sa.String(300), nullable=False),
    sa.Column("details", sa.JSON, nullable=False),
    sa.Column("archive", sa.String(64), nullable=False),
    sqlite_autoincrement=True,
)
sa.Table(
    "changes",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("count", sa.Integer, nullable=False),
    sa.Column("chain", sa.String(64), nullable=False),
)
sa.Table(
    "original",
    metadata,
    sa.Column("sha256", sa.String(64), primary_key=True),
    sa.Column("file_name", sa.String(300), nullable=False),
    sa.Column("data", sa.LargeBinary, nullable=False),
    sa.Column("kept_until", _MOMENT, nullable=False),
)
sa.Table(
    "draft",
    metadata,
    sa.Column("sha256", sa.String(64), primary_key=True),
    sa.Column("created_by", sa.String(200), primary_key=True),
    sa.Column("institution", sa.String(300)),
    sa.Column("file_name", sa.String(300), nullable=False),
    sa.Column("data", sa.LargeBinary, nullable=False),
    sa.Column("answers", sa.Text, nullable=False),
    sa.Column("choices", sa.JSON, nullable=False),
    sa.Column("created_at", _MOMENT, nullable=False),
    sa.Column("kept_until", _MOMENT, nullable=False),
)

_ERASED = "NOT EXISTS (SELECT 1 FROM erasure WHERE erasure.institution_id = OLD.institution_id)"
TRIGGERS = {
    "sqlite": (
        "CREATE TRIGGER snapshot_no_update BEFORE UPDATE ON snapshot "
        "BEGIN SELECT RAISE(ABORT, 'a snapshot is never changed'); END",
        f"CREATE TRIGGER snapshot_no_delete BEFORE DELETE ON snapshot WHEN {_ERASED} "
        "BEGIN SELECT RAISE(ABORT, 'a snapshot is never changed'); END",
        "CREATE TRIGGER snapshot_no_replace BEFORE INSERT ON snapshot WHEN EXISTS "
        "(SELECT 1 FROM snapshot WHERE id = NEW.id OR (institution_id = NEW.institution_id AND name = NEW.name)) "
        "BEGIN SELECT RAISE(ABORT, 'already there: a snapshot is never changed'); END",
        "CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit "
        "BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END",
        "CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit "
        "BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END",
        "CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit WHEN EXISTS "
        "(SELECT 1 FROM audit WHERE id = NEW.id) "
        "BEGIN SELECT RAISE(ABORT, 'already there: the audit log is only added to'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION keep_snapshot() RETURNS trigger AS $$ BEGIN "
        f"IF TG_OP = 'DELETE' AND NOT ({_ERASED}) THEN RETURN OLD; END IF; "
        "RAISE EXCEPTION 'a snapshot is never changed'; END $$ LANGUAGE plpgsql",
        "CREATE TRIGGER snapshot_kept BEFORE UPDATE OR DELETE ON snapshot "
        "FOR EACH ROW EXECUTE FUNCTION keep_snapshot()",
        "CREATE TRIGGER snapshot_not_emptied BEFORE TRUNCATE ON snapshot "
        "FOR EACH STATEMENT EXECUTE FUNCTION keep_snapshot()",
        "CREATE FUNCTION keep_audit() RETURNS trigger AS $$ BEGIN "
        "RAISE EXCEPTION 'the audit log is only added to'; END $$ LANGUAGE plpgsql",
        "CREATE TRIGGER audit_kept BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION keep_audit()",
        "CREATE TRIGGER audit_not_emptied BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION keep_audit()",
    ),
}
