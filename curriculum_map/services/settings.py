"""What an administrator can set, from environment variables that begin with CURRICULUM_MAP_."""

from pathlib import Path

from platformdirs import user_data_path
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from curriculum_map.storage.database import sqlite_url
from curriculum_map.storage.tables import SCHEMA


class Settings(BaseSettings):
    """CURRICULUM_MAP_DATA_DIR, CURRICULUM_MAP_DATABASE_URL and CURRICULUM_MAP_DEMO; each has a default that works."""

    model_config = SettingsConfigDict(env_prefix="CURRICULUM_MAP_")

    data_dir: Path = Field(default_factory=lambda: user_data_path("curriculum-map", appauthor=False))
    database_url: str | None = None
    demo: bool = False

    def database(self) -> str:
        """The address of the database: the demo's own, the one that was set, or an embedded one in the data folder."""
        if self.demo:
            return sqlite_url(self.data_dir / f"demo-{SCHEMA}.sqlite3")
        return self.database_url or sqlite_url(self.data_dir / "curriculum-map.sqlite3")

    def has_database(self) -> bool:
        """Whether there is a database already: asking for one that is not there would make it."""
        return self.database_url is not None or (self.data_dir / "curriculum-map.sqlite3").exists()
