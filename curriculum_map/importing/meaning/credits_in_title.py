"""Title and credits of a course in one cell: 'Inleiding (6 sp)'."""

import re

from curriculum_map.importing.meaning.code_in_title import MAX_TITLE

_UNIT = r"(?:sp|stp|studiepunt(?:en)?|ec|ects|credits?)\.?"
_NUMBER = r"(?P<number>[0-9]{1,2}(?:[.,][0-9]{1,2})?)"
_BRACKETED = re.compile(rf"(?P<title>.*\w.*?)\s*[(\[]\s*{_NUMBER}\s*{_UNIT}\s*[)\]]", re.IGNORECASE)
_BEHIND = re.compile(rf"(?P<title>.*\w.*?)\s*[-–—,;|:]\s*{_NUMBER}\s*{_UNIT}", re.IGNORECASE)


def credits_in_title(text: str) -> tuple[str, str]:
    """The title without the credits that stand behind it, and their number; all of it, and nothing, without any."""
    for pattern in (_BRACKETED, _BEHIND) if len(text) <= MAX_TITLE else ():
        if (match := pattern.fullmatch(text)) is not None:
            return match["title"], match["number"]
    return text, ""
