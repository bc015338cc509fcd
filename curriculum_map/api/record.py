"""The user's own record: what is stored, as a frame, and any grid of it."""

from pathlib import Path
from types import TracebackType
from typing import Self

import pandas as pd

from curriculum_map.api.columns import choice_columns, texts
from curriculum_map.api.grids import Answers, RatedGrid, ReadFile, read_with
from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.text import Language
from curriculum_map.frameworks.loader import programme_name
from curriculum_map.services.asking import may_be_asked
from curriculum_map.services.columns import load_columns, one_per_programme
from curriculum_map.services.editions import shown_editions
from curriculum_map.services.grids import list_stored
from curriculum_map.services.programmes import shown_programmes
from curriculum_map.services.settings import Settings
from curriculum_map.storage.database import Database
from curriculum_map.storage.engine import database_file


class Record:
    """What is stored in a database; nothing here changes it. To be used in a `with`, or closed."""

    def __init__(self, database: Database, language: Language) -> None:
        self._database, self._language = database, language

    def grids(self) -> pd.DataFrame:
        """One row per stored grid, in its current version: grid is the number to load it by, courses how many it has.

        in_tables: whether it is the one that stands for its programme in a table of the latest year.
        """
        stored, to = list_stored(self._database, LOCAL_ACTOR), self._language
        counting = {info.id for info in one_per_programme(stored)}
        return pd.DataFrame(
            {
                "grid": pd.Series([info.id for info in stored], dtype="int64"),
                "version": pd.Series([info.version for info in stored], dtype="int64"),
                "institution": texts(info.key.institution for info in stored),
                "campus": texts(info.key.campus for info in stored),
                "programme": texts(programme_name(info.key.programme)[to] for info in stored),
                "programme_code": texts(info.key.programme for info in stored),
                "academic_year": texts(info.key.academic_year for info in stored),
                "rater": texts(info.key.rater for info in stored),
                **choice_columns("perspective", [info.key.perspective for info in stored], to),
                "edition": texts(info.edition for info in stored),
                **choice_columns("granularity", [info.granularity for info in stored], to),
                **choice_columns("blank_means", [info.blank_means for info in stored], to),
                "courses": pd.Series([info.courses for info in stored], dtype="int64"),
                "file": texts(info.file_name for info in stored),
                "sha256": texts(info.sha256 for info in stored),
                "stored_at": pd.Series([info.imported_at for info in stored], dtype="datetime64[us, UTC]"),
                "stored_by": texts(info.imported_by for info in stored),
                "is_sample": pd.Series([info.is_sample for info in stored], dtype="bool"),
                "in_tables": pd.Series([info.id in counting for info in stored], dtype="bool"),
            }
        )

    def load(self, grid: int, *, as_rated: bool = False) -> RatedGrid:
        """A stored grid with the ambitions for its programme and year; KeyError if there is none of this number.

        Levels that its raters agreed on count in it, as on screen. To ask how far raters agree, load each `as_rated`.
        """
        columns = load_columns(self._database, LOCAL_ACTOR, [int(grid)], as_rated=as_rated)
        if not columns:
            raise KeyError(grid)
        found = columns[0]
        agreed = found.info.id in may_be_asked(self._database, LOCAL_ACTOR, [found.info])
        return RatedGrid(found.grid, found.edition, found.ambitions, self._language, agreed)

    def read(self, file: str | Path, answers: Answers | None = None) -> ReadFile:
        """What a file says, also against the frameworks and programmes that were added to this database."""
        editions = shown_editions(self._database, LOCAL_ACTOR)
        programmes = shown_programmes(self._database, LOCAL_ACTOR)
        return read_with(file, answers, self._language, editions, programmes)

    def close(self) -> None:
        """Lets go of the database."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_record(address: str | Path | None = None, language: Language = "en") -> Record:
    """The record in the database that the app uses; or that of an address such as postgresql://..., or of a file.

    FileNotFoundError if there is no such file: none is made. DatabaseUnavailableError if it cannot be opened. An
    embedded database of an earlier version is brought up to date first, with a copy of it kept beside it.
    """
    url = Settings().database() if address is None else str(address)
    if "://" not in url:
        url = f"sqlite:///{url}"
    file = database_file(url)
    if file is not None and not file.exists():
        raise FileNotFoundError(f"there is no database {file.name} yet: store something in the app first")
    return Record(Database(url), language)
