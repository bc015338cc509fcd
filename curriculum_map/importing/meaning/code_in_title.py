"""Code and title of a course in one cell, 'SW101 Ethiek': taken apart where the codes of a table are of one shape."""

import re
from collections import Counter
from collections.abc import Sequence

from curriculum_map.importing.layout.vocabulary import is_course_code, shape_of_text

# A code has a digit and no small letters, else "3de jaar" and "Web2 maken" would begin with one.
_PLAIN = r"(?=[^\s()\[\]]*\d)[A-Z0-9](?:[A-Z0-9]|[._/-](?=[A-Z0-9])){2,}"
_CODE = rf"[A-Z]{{1,6}} \d{{3,6}}[A-Z]?(?![\w.])|{_PLAIN}"
_FIRST = re.compile(rf"(?P<code>{_CODE})(?:\s*[:–—|]\s*|\s+[-–—|]\s+|\s+)(?P<title>.*[^\W\d_]{{2}}.*)")
_LAST = re.compile(rf"(?P<title>.*[^\W\d_]{{2}}.*?)(?:\s*[(\[](?P<code>{_CODE})[)\]]|\s+[-–—|]\s+(?P<bare>{_CODE}))")
MAX_TITLE = 300
_FEWEST_DIGITS = 4
_LEAST, _LEAST_OF_COURSE_CODES = 3, 2

CodeAndTitle = tuple[str, str]


def codes_in_titles(titles: Sequence[str]) -> dict[str, CodeAndTitle]:
    """Code and title of each text that holds both; empty where most do not, or the codes are not of one series.

    A part of a programme before each title ('1BA Ethiek') comes back too often to be a code.
    """
    for pattern in (_FIRST, _LAST):
        parts = {title: found for title in titles if (found := _parts(pattern, title))}
        shapes = Counter(shape_of_text(code) for code, _ in parts.values())
        if not shapes:
            continue
        shape = shapes.most_common(1)[0][0]
        series = {title: found for title, found in parts.items() if shape_of_text(found[0]) == shape}
        if _is_series([code for code, _ in series.values()], len(set(titles))):
            return series
    return {}


def _parts(pattern: re.Pattern[str], title: str) -> CodeAndTitle | None:
    # What is longer is no title, and would take these patterns minutes.
    match = pattern.fullmatch(title) if len(title) <= MAX_TITLE else None
    if match is None:
        return None
    found = match.groupdict()
    code = found["code"] or found["bare"]
    if code.isdigit() and len(code) < _FEWEST_DIGITS:
        return None
    return code, found["title"].strip()


def _is_series(codes: Sequence[str], titles: int) -> bool:
    least = _LEAST_OF_COURSE_CODES if all(map(is_course_code, codes)) else _LEAST
    return len(codes) >= least and 2 * len(codes) > titles and 3 * len(set(codes)) >= 2 * len(codes)
