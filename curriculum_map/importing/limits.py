"""How large a file may be, and how much its reading may take."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What is read at most; an administrator sets the first four, the others follow from what reading takes.

    `rows` and `columns` count as far as something is filled in, also below and right of empty ones.
    """

    file_bytes: int = 10 * 2**20
    unpacked_bytes: int = 100 * 2**20
    rows: int = 20_000
    columns: int = 1_000
    parts: int = 2_000
    sheets: int = 200
    merged: int = 20_000
    cell_characters: int = 32_767
    """As many as a cell of Excel holds."""
    block: int = 5_000_000
    """Places from A1 to the last filled cell that are held at once: calamine takes 32 bytes for each, empty or not."""
    result_bytes: int = 48 * 2**20
    memory_bytes: int = 400 * 2**20
    look_seconds: float = 3
    """For colours, comments and what is hidden; a file of which that takes longer is read without."""
    cpu_seconds: int = 8
    seconds: int = 9


DEFAULT_LIMITS = Limits()
