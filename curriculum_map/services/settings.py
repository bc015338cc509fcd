"""What an administrator can set, from environment variables that begin with CURRICULUM_MAP_."""

from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

from platformdirs import user_data_path
from pydantic import AfterValidator, Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from curriculum_map.importing.limits import DEFAULT_LIMITS, Limits
from curriculum_map.storage.engine import sqlite_url
from curriculum_map.storage.revisions import HEAD
from curriculum_map.wording.numbers import DEFAULT_ZONE


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (LookupError, ValueError, OSError) as fault:
        raise ValueError(f"{name} is no time zone such as {DEFAULT_ZONE}") from fault
    return name


class Settings(BaseSettings):
    """CURRICULUM_MAP_DATA_DIR, _DATABASE_URL, _DEMO, _DRAFT_DAYS and so on; each has a default that works.

    The last four say how large a file is read: docs/limits.md.
    """

    model_config = SettingsConfigDict(env_prefix="CURRICULUM_MAP_")

    data_dir: Path = Field(default_factory=lambda: user_data_path("curriculum-map", appauthor=False))
    database_url: str | None = None
    # The folder of pg_dump, pg_restore and psql, where they are not on the path or are of another version.
    pg_tools: Path | None = None
    demo: bool = False
    # Of the days and times on screen and in reports; what is stored is in UTC.
    time_zone: Annotated[str, AfterValidator(_known_zone)] = DEFAULT_ZONE
    # Whom somebody writes to for whom the app does not work; on the page about accessibility.
    contact: str | None = None
    draft_days: int = Field(default=30, ge=1)
    max_file_mb: int = Field(default=DEFAULT_LIMITS.file_bytes // 2**20, ge=1)
    max_unpacked_mb: int = Field(default=DEFAULT_LIMITS.unpacked_bytes // 2**20, ge=1)
    max_rows: int = Field(default=DEFAULT_LIMITS.rows, ge=1)
    max_columns: int = Field(default=DEFAULT_LIMITS.columns, ge=1)

    def database(self) -> str:
        """The address of the database: the demo's own, the one that was set, or an embedded one in the data folder."""
        if self.demo:
            return sqlite_url(self.data_dir / f"demo-{HEAD}.sqlite3")
        return self.database_url or sqlite_url(self.data_dir / "curriculum-map.sqlite3")

    def limits(self) -> Limits:
        """How large a file is read."""
        return Limits(self.max_file_mb * 2**20, self.max_unpacked_mb * 2**20, self.max_rows, self.max_columns)

    def has_database(self) -> bool:
        """Whether there is a database already: asking for one that is not there would make it."""
        return self.database_url is not None or (self.data_dir / "curriculum-map.sqlite3").exists()
