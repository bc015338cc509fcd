"""What the database itself refuses: changing a snapshot or the audit log, whoever asks."""

from sqlalchemy import DDL, event

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


for _table in (snapshots, audit):
    for _dialect, _statements in protecting(_table.name).items():
        for _statement in _statements:
            ddl = DDL(_statement)  # type: ignore[no-untyped-call]  # as SQLAlchemy has it
            event.listen(_table, "after_create", ddl.execute_if(dialect=_dialect))
