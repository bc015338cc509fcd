"""The tables of the record: who offers what, each version of each grid, ambitions, snapshots, and who did what.

A version keeps its levels and marks as one array of bytes each, its courses as rows. Versions are never changed.
"""

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from curriculum_map.storage.tables import Moment, metadata

institutions = Table(
    "institution",
    metadata,
    # An id is never given twice, also when what had it is gone: it stands in bookmarks and in the audit log.
    Column("id", Integer, primary_key=True),
    Column("name", String(300), nullable=False, unique=True),
    sqlite_autoincrement=True,
)

# Every way in which an institution was written in a file; its own name is one of them.
spellings = Table(
    "spelling",
    metadata,
    Column("spelling", String(300), primary_key=True),
    Column("institution_id", ForeignKey("institution.id", ondelete="CASCADE"), nullable=False, index=True),
)

# The programmes of an institution that agreed to be asked by others, by name, how they do what they are strong in.
asked_programmes = Table(
    "asked_programme",
    metadata,
    Column("institution_id", ForeignKey("institution.id", ondelete="CASCADE"), primary_key=True),
    Column("programme", String(100), primary_key=True),
)

# Two spellings that somebody said are one institution. `moved` has what came along, so that it can be undone.
merges = Table(
    "merge",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("institution_id", ForeignKey("institution.id", ondelete="CASCADE"), nullable=False),
    Column("name", String(300), nullable=False),
    Column("moved", JSON, nullable=False),
    Column("merged_at", Moment, nullable=False),
    Column("merged_by", String(200), nullable=False),
    Column("undone_at", Moment),
    sqlite_autoincrement=True,
)

# A programme that is none of the six of the field.
own_programmes = Table(
    "own_programme",
    metadata,
    Column("id", String(100), primary_key=True),
    Column("name", String(300), nullable=False, unique=True),
)

# What has versions: the ratings of one programme in one academic year by one rater. `version` is the current one.
grids = Table(
    "grid",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("institution_id", ForeignKey("institution.id", ondelete="CASCADE"), nullable=False),
    Column("programme", String(100), nullable=False),
    # Without a campus or a rater's name this is an empty text: a NULL would make two of them different when compared.
    Column("campus", String(300), nullable=False, default=""),
    Column("academic_year", String(7), nullable=False),
    Column("rater", String(300), nullable=False, default=""),
    Column("perspective", String(20), nullable=False),
    Column("version", Integer, nullable=False),
    Column("is_sample", Boolean(name="is_sample"), nullable=False, default=False),
    UniqueConstraint("institution_id", "programme", "campus", "academic_year", "rater", "perspective"),
    sqlite_autoincrement=True,
)

versions = Table(
    "grid_version",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("grid_id", ForeignKey("grid.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("made", String(20), nullable=False),
    # The version that this one was made of, if it was: of last year's grid, or the one that somebody went back to.
    Column("made_from", Integer),
    Column("made_at", Moment, nullable=False),
    Column("made_by", String(200), nullable=False),
    # What was answered about its file, as YAML: taken as given when the same file comes again. Empty without answers.
    Column("answers", Text, nullable=False),
    Column("edition", String(50), nullable=False),
    Column("granularity", String(10), nullable=False),
    Column("blank_means", String(20), nullable=False),
    Column("targets", JSON, nullable=False),
    Column("levels", LargeBinary, nullable=False),
    # The marks, compressed where that makes them shorter (version_rows.py).
    Column("written", LargeBinary, nullable=False),
    # The places that are not where their row and column meet, as runs (addresses.py).
    Column("elsewhere", JSON, nullable=False),
    # What a student takes of each elective group, and the tracks that no course names.
    Column("groups", JSON, nullable=False),
    Column("tracks", JSON, nullable=False),
    Column("course_count", Integer, nullable=False),
    Column("checksum", String(64), nullable=False),
    UniqueConstraint("grid_id", "number"),
    sqlite_autoincrement=True,
)

sources = Table(
    "source",
    metadata,
    Column("version_id", ForeignKey("grid_version.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("file_name", String(300), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("format", String(10), nullable=False),
    Column("sheet", String(300), nullable=False),
    Column("columns", JSON, nullable=False),
    Column("marks", JSON, nullable=False),
    Column("turned", Boolean(name="turned"), nullable=False),
)

courses = Table(
    "course",
    metadata,
    Column("version_id", ForeignKey("grid_version.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("code", String(100)),
    Column("title", String(300), nullable=False),
    Column("ects", Float),
    Column("phase", Integer),
    Column("semester", String(100)),
    Column("status", String(20)),
    Column("track", String(300)),
    # The name of the elective group that it belongs to.
    Column("group", String(300)),
    Column("source", Integer, nullable=False),
    Column("row", Integer, nullable=False),
    # The column in which the course is named, where that is known.
    Column("named_in", Integer),
    Column("carried", Boolean(name="carried"), nullable=False),
    CheckConstraint("ects IS NULL OR ects > 0", name="ects_positive"),
)

# What somebody said about a course of a version and one of the version before it: these are one, or these are not. A
# course that was split has several.
course_links = Table(
    "course_link",
    metadata,
    Column("version_id", ForeignKey("grid_version.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("before_version_id", ForeignKey("grid_version.id", ondelete="CASCADE"), primary_key=True),
    Column("before_position", Integer, primary_key=True),
    Column("is_one", Boolean(name="is_one"), nullable=False),
)

# The ambitions of a programme in a year, each time they were set; the highest number counts.
ambition_sets = Table(
    "ambition_set",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("institution_id", ForeignKey("institution.id", ondelete="CASCADE"), nullable=False),
    Column("programme", String(100), nullable=False),
    Column("campus", String(300), nullable=False, default=""),
    Column("academic_year", String(7), nullable=False),
    Column("number", Integer, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("made_by", String(200), nullable=False),
    # The file they were read from; empty where they were set on the screen.
    Column("file_name", String(300), nullable=False),
    Column("sha256", String(64), nullable=False),
    # Over its rows and what they are of: domain/frozen.py.
    Column("checksum", String(64), nullable=False),
    UniqueConstraint("institution_id", "programme", "campus", "academic_year", "number"),
    sqlite_autoincrement=True,
)

ambitions = Table(
    "ambition",
    metadata,
    Column("set_id", ForeignKey("ambition_set.id", ondelete="CASCADE"), primary_key=True),
    Column("target", String(100), primary_key=True),
    Column("weight", String(20)),
    Column("level", Integer),
    Column("reason", String(4000)),
    Column("position", String(20)),
    CheckConstraint("level IS NULL OR level BETWEEN 1 AND 3", name="level_in_legend"),
)

# What a programme writes down about its own figures (domain/register.py), each time; the highest number counts.
entries = Table(
    "entry",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("institution_id", ForeignKey("institution.id", ondelete="CASCADE"), nullable=False),
    Column("programme", String(100), nullable=False),
    Column("campus", String(300), nullable=False),
    # Empty for what holds in every academic year.
    Column("academic_year", String(7), nullable=False),
    Column("subject", String(20), nullable=False),
    Column("name", String(200), nullable=False),
    Column("number", Integer, nullable=False),
    # What was said, in plain values; the null of JSON where it was taken back.
    Column("body", JSON, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("made_by", String(200), nullable=False),
    # Over what was said, of what, when and by whom; which time it was said, and its number, can change in a merge.
    Column("checksum", String(64), nullable=False),
    UniqueConstraint("institution_id", "programme", "campus", "academic_year", "subject", "name", "number"),
    sqlite_autoincrement=True,
)

# A frozen state for accreditation: its document, compressed, and the hash over it. Triggers keep it (protection.py).
snapshots = Table(
    "snapshot",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("institution_id", Integer, nullable=False, index=True),
    Column("institution", String(300), nullable=False),
    Column("name", String(300), nullable=False),
    Column("about", JSON, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("made_by", String(200), nullable=False),
    Column("document", LargeBinary, nullable=False),
    Column("sha256", String(64), nullable=False),
    UniqueConstraint("institution_id", "name"),
    sqlite_autoincrement=True,
)

# An institution whose data somebody asked to delete: only then may its snapshots go.
erasures = Table(
    "erasure",
    metadata,
    Column("institution_id", Integer, primary_key=True),
    Column("asked_at", Moment, nullable=False),
)

# Who did what to what, when; only ever added to. The id is the count of changes that the act made it.
audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("by", String(200), nullable=False),
    Column("action", String(30), nullable=False),
    Column("about", String(300), nullable=False),
    Column("details", JSON, nullable=False),
    # What the act wrote: table, key and seal of each object (seals.py).
    Column("sealed", JSON, nullable=False),
    Column("chain", String(64), nullable=False),
)

# The log of where an institution came from: the lines that came along in its archive, in their order. What happened
# there did not happen here.
elsewhere = Table(
    "elsewhere",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("institution_id", ForeignKey("institution.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("by", String(200), nullable=False),
    Column("action", String(30), nullable=False),
    Column("about", String(300), nullable=False),
    Column("details", JSON, nullable=False),
    # The SHA-256 of the archive in which the line came along first.
    Column("archive", String(64), nullable=False),
    sqlite_autoincrement=True,
)

# One row: a count of changes, so that nothing computed from an older state is shown, and the hash of the last line of
# the log, empty before the first.
changes = Table(
    "changes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("count", Integer, nullable=False),
    Column("chain", String(64), nullable=False),
)
