"""Whether a file is on a network drive, as far as the system says so."""

import re
from pathlib import Path

_MOUNTS = Path("/proc/self/mounts")
_NETWORK = frozenset(("nfs", "nfs4", "cifs", "smb", "smb3", "smbfs", "fuse.sshfs", "fuse.smbnetfs"))
_OCTAL = re.compile(r"\\([0-7]{3})")


def network_kind(path: Path, mounts: Path = _MOUNTS) -> str | None:
    """The kind of network drive that this path is on; None for a disk of this machine, and where that is not known."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        # Only Linux says so in a file.
        return None
    place, found = path.absolute().resolve(), (-1, "")
    for line in lines:
        _device, folder, kind, *_ = line.split(" ")
        folder = _OCTAL.sub(lambda code: chr(int(code[1], 8)), folder)
        # Of two on the same folder the later one lies over the earlier one.
        if place.is_relative_to(folder) and len(folder) >= found[0]:
            found = (len(folder), kind)
    return found[1] if found[1] in _NETWORK else None
