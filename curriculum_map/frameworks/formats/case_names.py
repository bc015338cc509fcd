"""What the reader and the writer of CASE packages both know."""

from collections.abc import Mapping
from typing import Any

CHILD_OF = "isChildOf"
# Under this name our own export keeps what CASE has no place for; other programs leave it alone.
OURS = "curriculum-map"


def own_facts(raw: Mapping[str, Any]) -> Mapping[str, Any]:
    """What our own export kept with a part of a package; nothing in the package of somebody else."""
    extensions = raw.get("extensions")
    found = extensions.get(OURS) if isinstance(extensions, dict) else None
    return found if isinstance(found, dict) else {}
