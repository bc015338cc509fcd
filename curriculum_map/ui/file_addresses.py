"""The addresses under which Streamlit serves what was made for a visitor: nobody can work them out."""

import secrets
from hashlib import blake2b

from streamlit.runtime import memory_media_file_storage as storage


def make_unguessable() -> None:
    """From here on the address of a file comes from all of it and a key that only this process has.

    Streamlit's own is a hash without a key, of large files over a few pieces: whoever knows these has the address,
    which asks for no session, and two files that share them would have the same one.
    """
    key = secrets.token_bytes(32)

    def address(data: bytes, mimetype: str, filename: str | None = None) -> str:
        said = blake2b(f"{len(data)}:{mimetype}:{filename or ''}:".encode(), key=key, digest_size=28)
        said.update(data)
        return said.hexdigest()

    storage._calculate_file_id = address
