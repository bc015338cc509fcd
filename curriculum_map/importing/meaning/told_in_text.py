"""Digits that follow one another in one text, each with what is said of it: 'van 1 (enkel geoefend) tot 3 (...)'."""

import re
from collections.abc import Iterator, Sequence

from curriculum_map.importing.cells import remembered
from curriculum_map.importing.meaning.level_names import are_steps, counts_down, name_all
from curriculum_map.importing.meaning.level_pairs import is_of_other_things

_LONGEST, _LONGEST_PART = 2_000, 150
_FEW, _SEVERAL = 2, 3
_DIGIT = re.compile(r"(?<![\w.,/+&-])(?<!\w['’])[0-9](?![\w+&%]|['’]\w|[.,-][0-9])")
# What is counted is no mark: '2 vakken', '3 keer'.
_OF_THINGS = re.compile(
    r"\s*(?:vakken|vak|olods?|opos?|opleidingsonderdelen|courses?|keer|maal|times|studiepunten|stp|sp|ects|credits?|uren|"
    r"uur|hours?|jaar|jaren|years?|semesters?|lessen|weken|weeks?|studenten|students?|docenten|niveaus|levels|graden|"
    r"stappen|steps)\b",
    re.IGNORECASE,
)
_SIGNS = "=:()[]→⇒➔>–—-"
_END = re.compile(r"[.;\n|](?:\s|$)|[;\n|]")
_START = re.compile(r".*(?:[.;:\n|]\s)", re.DOTALL)
_AROUND = " \t\n\"'“”’.,;:=()[]→⇒➔>–—-/|•·*"
_JOINS = re.compile(
    r"^(?:(?:is|zijn|betekent|staat voor|voor|means|punt(?:en)?|points?)\b\s*)+|"
    r"\s+(?:en|and|over|naar|tot|to|van|of|or|via|en met|een|score|niveau|level|code|cijfer|krijgt|a)$",
    re.IGNORECASE,
)
# '1 is het hoogste niveau', 'hoogste score = 3'.
_END_OF_LADDER = re.compile(
    r"(?<![\w.,/-])([0-3])\s*(?:=|:|is|zijn|\()\s*"
    r"((?:het |de |the )?(?:hoogste?|laagste?|highest|lowest)\b[^.;,)\n]{0,40})"
    r"|\b((?:hoogste?|laagste?|highest|lowest)\b[^.;,=:(\n]{0,20}?)\s*(?:=|:|is|\()\s*([0-3])(?![\w.,]\w|[0-9])",
    re.IGNORECASE,
)
# Then no digit of the file is a level.
_COUNTS_THINGS = re.compile(
    r"\b(?:cijfers?|getal(?:len)?|scores?|numbers?|digits?)\b[^.;:|]{0,40}?\b(?:aantal|hoeveel|how many)\b",
    re.IGNORECASE,
)
# '1/2/3 = geoefend/gekaderd/exemplarisch', or the other way round.
_DIGITS, _TEXTS = r"[0-9](?:\s*[/,|-]\s*[0-9]){1,4}", r"[^\W\d_][^=:/\d\n]*(?:/[^=:/\d\n]+){1,4}"
_LISTS = re.compile(rf"({_DIGITS})\s*[=:]\s*({_TEXTS})|({_TEXTS})\s*[=:]\s*({_DIGITS})")
# A letter or word and its digit: 'G=1 GK=2 E=3'.
_TURNED = re.compile(r"([^\W\d_][^=:;,|\n()]{0,30}?)\s*[=:]\s*([0-9])(?![\w.,%]\w|[0-9])")


@remembered
def told_in_text(text: str) -> tuple[tuple[str, str], ...]:
    """Each digit of a text with the words that explain it, where all that it explains are steps of a scale."""
    if len(text) > _LONGEST:
        return ()
    if counts_down(text) or _COUNTS_THINGS.search(text) is not None:
        return (("1", text),)
    ends = tuple((match[1] or match[4], match[2] or match[3]) for match in _END_OF_LADDER.finditer(text))
    if ends:
        return ends
    if (listed := _LISTS.search(text)) is not None and _are_steps(pairs := _listed(listed)):
        return tuple(pairs)
    turned = [(match[2], match[1].strip(_AROUND)) for match in _TURNED.finditer(text)]
    if _are_steps(turned):
        return tuple(turned)
    marks = [
        match
        for match in _DIGIT.finditer(text)
        if not is_of_other_things(text, match.start()) and not _OF_THINGS.match(text, match.end())
    ]
    return tuple(pair for run in _runs(marks) for pair in _explained(text, run))


def _are_steps(pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether digits that differ stand beside words that all say something, and not the same."""
    digits = {digit for digit, _ in pairs}
    words = [words for digit, words in pairs if digit != "0"]
    if len(digits) < _FEW or len(digits) != len(pairs) or not all(0 < len(one) <= _LONGEST_PART for one in words):
        return False
    return are_steps(words) and name_all(words)


def _listed(match: re.Match[str]) -> list[tuple[str, str]]:
    """The digits of a list with the texts of the one beside it; nothing if there are not as many."""
    digits, texts = re.findall(r"[0-9]", match[1] or match[4]), (match[2] or match[3]).split("/")
    return list(zip(digits, (one.strip(_AROUND) for one in texts), strict=True)) if len(digits) == len(texts) else []


def _runs(marks: Sequence[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """Digits that count up, or down, by one."""
    run: list[re.Match[str]] = []
    for mark in marks:
        step = int(mark[0]) - int(run[-1][0]) if run else 0
        if run and (abs(step) != 1 or (len(run) > 1 and step != int(run[-1][0]) - int(run[-2][0]))):
            yield run
            run = []
        run.append(mark)
    if len(run) >= _FEW:
        yield run


def _explained(text: str, run: Sequence[re.Match[str]]) -> Sequence[tuple[str, str]]:
    """The digits of a run with the words behind each, or else before each."""
    if len(run) < _SEVERAL and not all(_is_set_off(text, mark) for mark in run):
        return ()
    ends = [*(mark.start() for mark in run[1:]), len(text)]
    behind = [text[mark.end() : end] for mark, end in zip(run, ends, strict=True)]
    behind[-1] = _END.split(behind[-1], maxsplit=1)[0]
    starts = [0, *(mark.end() for mark in run[:-1])]
    before = [text[start : mark.start()] for mark, start in zip(run, starts, strict=True)]
    before[0] = _START.sub("", before[0])
    for parts in (behind, before):
        pairs = [(mark[0], _words(part)) for mark, part in zip(run, parts, strict=True)]
        if _are_steps(pairs):
            return pairs
    return ()


def _is_set_off(text: str, mark: re.Match[str]) -> bool:
    """Whether a sign stands beside a digit, which then counts nothing."""
    return text[mark.end() :].lstrip()[:1] in tuple(_SIGNS) or text[: mark.start()].rstrip()[-1:] in tuple(_SIGNS)


def _words(part: str) -> str:
    words, before = part.strip(_AROUND), ""
    while words != before:
        before, words = words, _JOINS.sub("", words).strip(_AROUND)
    return words
