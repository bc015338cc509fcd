"""A fault that nobody could foresee where it happened, as a sentence for the person who waits for an answer."""

import errno

from curriculum_map.domain.text import Language
from curriculum_map.wording.database_care import refusal_sentence
from curriculum_map.wording.record import not_intact_sentence
from curriculum_map.wording.troubles import trouble_sentence, unavailable_sentence

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
# The same as lxml says it, which writes the sheets of a workbook.
_NO_ROOM_FOR_A_SHEET = ("IO_ENOSPC", "IO_EDQUOT", "IO_EFBIG")


def fault_sentence(fault: BaseException, language: Language) -> str | None:
    """What happened to the database, its content, its backup or the disk, and what to do; None for any other fault."""
    # Takes SQLAlchemy, which takes longer than `--help` may.
    from curriculum_map.storage.backups import BackupError
    from curriculum_map.storage.database import DatabaseUnavailableError
    from curriculum_map.storage.troubles import ConcurrentChangeError, DatabaseTroubleError, NotIntactError

    if isinstance(fault, DatabaseUnavailableError):
        return unavailable_sentence(fault.url, fault.kind.value, fault.why, language)
    if isinstance(fault, DatabaseTroubleError):
        return trouble_sentence(fault.trouble.value, language)
    if isinstance(fault, NotIntactError):
        return not_intact_sentence(fault.about, language)
    if isinstance(fault, BackupError):
        return refusal_sentence(fault.refusal.value, fault.why, language)
    if (isinstance(fault, OSError) and fault.errno in _NO_ROOM) or str(fault) in _NO_ROOM_FOR_A_SHEET:
        return trouble_sentence("no-room", language)
    return trouble_sentence("conflict", language) if isinstance(fault, ConcurrentChangeError) else None
