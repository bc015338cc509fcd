"""What the database itself refuses: changing a snapshot or the audit log, whoever asks."""

from sqlalchemy import DDL, Connection, event, text

from curriculum_map.storage.record_tables import audit, snapshots
from curriculum_map.storage.troubles import TAKEN

# A snapshot goes only with its institution, in the transaction that erases it.
_UNLESS_ERASED = "NOT EXISTS (SELECT 1 FROM erasure WHERE erasure.institution_id = OLD.institution_id)"
_SAYS = {"snapshot": "a snapshot is never changed", "audit": "the audit log is only added to"}
# SQLite does not call it deleting when INSERT OR REPLACE takes the place of a row.
_SAME = {
    "snapshot": "id = NEW.id OR (institution_id = NEW.institution_id AND name = NEW.name)",
    "audit": "id = NEW.id",
}


def protecting(table: str) -> dict[str, list[str]]:
    """The statements that protect a table, by kind of database; {} for a table that is not protected."""
    if table not in _SAYS:
        return {}
    when = f"WHEN {_UNLESS_ERASED} " if table == "snapshot" else ""
    says, function = _SAYS[table], f"keep_{table}"
    of_sqlite = [
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{says}'); END",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {when}BEGIN SELECT RAISE(ABORT, '{says}'); END",
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
        f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {_SAME[table]}) "
        f"BEGIN SELECT RAISE(ABORT, '{TAKEN}: {says}'); END",
    ]
    allowed = f"IF TG_OP = 'DELETE' AND NOT ({_UNLESS_ERASED}) THEN RETURN OLD; END IF; " if when else ""
    of_postgresql = [
        f"CREATE FUNCTION {function}() RETURNS trigger AS $$ BEGIN {allowed}RAISE EXCEPTION '{says}'; END $$ "
        "LANGUAGE plpgsql",
        f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {function}()",
        f"CREATE TRIGGER {table}_not_emptied BEFORE TRUNCATE ON {table} FOR EACH STATEMENT "
        f"EXECUTE FUNCTION {function}()",
    ]
    return {"sqlite": of_sqlite, "postgresql": of_postgresql}


def wanted_protection(connection: Connection, table: str) -> set[str]:
    """What the triggers of a table say in this database if nobody touched them."""
    statements = protecting(table)[connection.dialect.name]
    if connection.dialect.name == "sqlite":
        return set(statements)
    does = statements[0].split("$$")[1]
    return {f"{table}_kept {_BEFORE_ROW} {does}", f"{table}_not_emptied {_BEFORE_TRUNCATE} {does}"}


def protection_of(connection: Connection, table: str) -> set[str]:
    """What the triggers of a table that are in force say."""
    asked = _ASKED[connection.dialect.name]
    return set(connection.execute(text(asked), {"of_table": table}).scalars())


# How PostgreSQL writes down when a trigger is fired: the sum of 1 (each row), 2 (before), 8 (delete), 16 (update) and
# 32 (truncate).
_BEFORE_ROW, _BEFORE_TRUNCATE = 1 + 2 + 8 + 16, 2 + 32
_ASKED = {
    "sqlite": "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :of_table",
    "postgresql": "SELECT tgname || ' ' || tgtype || ' ' || prosrc FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid"
    " WHERE tgrelid = to_regclass(:of_table) AND tgenabled IN ('O', 'A') AND tgqual IS NULL",
}

for _table in (snapshots, audit):
    for _dialect, _statements in protecting(_table.name).items():
        for _statement in _statements:
            ddl = DDL(_statement)  # type: ignore[no-untyped-call]  # as SQLAlchemy has it
            event.listen(_table, "after_create", ddl.execute_if(dialect=_dialect))
