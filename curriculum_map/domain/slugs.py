"""Slugs: names as they stand in an address, the same whatever the database numbers them."""

import re
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256
from unicodedata import normalize

_OTHER = re.compile(r"[^a-z0-9]+")
_HASH = 6


def slug(text: str) -> str:
    """A text in small letters, digits and hyphens; empty where it has none of these."""
    return _OTHER.sub("-", normalize("NFKD", text).encode("ascii", "ignore").decode().lower()).strip("-")


def by_slug(names: Iterable[str]) -> dict[str, str]:
    """These names by their slug, in their order; where two would share one, or one has none, a hash follows it."""
    listed = list(dict.fromkeys(names))
    shared = Counter(map(slug, listed))
    return {_own(name, alone=shared[slug(name)] == 1): name for name in listed}


def _own(name: str, *, alone: bool) -> str:
    plain = slug(name)
    if plain and alone:
        return plain
    return "-".join(filter(None, (plain, sha256(name.encode()).hexdigest()[:_HASH])))
