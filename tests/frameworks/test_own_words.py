"""Our labels are ours: none is a sentence of a publication, and none shares four words in a row with one.

What a test cannot see, such as a sentence translated word by word, is for a reader.
"""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from curriculum_map.frameworks.loader import EDITION_IDS, load_edition

SOURCES = Path(__file__).parents[3] / "shared" / "seeds"
EDITIONS = ("000_*.txt", "001_*.txt", "003_*.txt")  # the three editions; the other texts there hold no elements
LONGEST_RUN = 3
# Names of tools and laws have no other words.
NAMES = "GDPR Word Excel PowerPoint Microsoft Teams Outlook onlinehulp-apps.be SWOT"

_TAG = re.compile(r"<[^>]+>")
_BROKEN_WORD = re.compile(r"[-\u2010\u2011]\s*\n\s*")
_HYPHEN = re.compile(r"(?<=\w)[-\u2010\u2011](?=\w)")
_APOSTROPHES = "'`\u2018\u2019\u00b4"


def readings(text: str) -> Iterator[tuple[str, ...]]:
    """The words of a text without case, accents or signs: hyphens closed or open, words broken over lines or not."""
    apart = unicodedata.normalize("NFKD", _TAG.sub(" ", text.casefold()))
    plain = "".join(sign for sign in apart if not unicodedata.combining(sign) and sign not in _APOSTROPHES)
    for joined in dict.fromkeys((_BROKEN_WORD.sub("", plain), plain)):
        for hyphen in ("", " "):
            yield tuple(re.findall(r"[a-z0-9]+", _HYPHEN.sub(hyphen, joined)))


def runs(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Every stretch of words that is one longer than may be shared."""
    length = LONGEST_RUN + 1
    return (words[start : start + length] for start in range(len(words) - length + 1))


def sentences(text: str) -> Iterator[tuple[str, ...]]:
    """Every line, every part between tabs and every sentence of a text."""
    for part in re.split(r"\n|\t|\.\s", text):
        yield from readings(part)


@pytest.fixture(scope="module")
def sources() -> list[str]:
    """The texts of the publications; they are not part of the project."""
    paths = [path for pattern in EDITIONS for path in SOURCES.glob(pattern)]
    if not paths:
        pytest.skip("the publications are not here (../shared/seeds), so there is nothing to compare our labels with")
    assert len(paths) == len(EDITIONS), "a publication is missing"
    return [path.read_text(encoding="utf-8") for path in paths]


def labels() -> list[str]:
    elements = [element for edition_id in EDITION_IDS for element in load_edition(edition_id).elements]
    return [label for element in elements for label in (element.label.nl, element.label.en)]


def test_no_label_is_a_sentence_of_a_publication(sources: list[str]) -> None:
    printed = {words for text in sources for words in sentences(text)}
    assert [label for label in labels() if printed.intersection(readings(label))] == []


def test_no_label_shares_four_words_in_a_row_with_a_publication(sources: list[str]) -> None:
    printed = {run for text in sources for words in readings(text) for run in runs(words)}
    names = {word for words in readings(NAMES) for word in words}
    shared = [
        f"{' '.join(run)} in: {label}"
        for label in labels()
        for words in readings(label)
        for run in runs(words)
        if run in printed and not names.issuperset(run)
    ]
    assert shared == []


@pytest.mark.parametrize(
    ("label", "printed", "is_shared"),
    [
        ("Cliënten via mail begeleiden", "om clienten VIA mail bege-\nleiden te leren", True),
        ("Cliënten via e-mail begeleiden", "cliënten via email begeleiden", True),
        ("Cliënten via mail begeleiden", "cliënten, via mail: begeleiden", True),
        ("Cliënten via mail begeleiden", "cliënten via mail helpen begeleiden", False),
        ("Via mail begeleiden", "via mail begeleiden", False),
    ],
)
def test_four_words_are_seen_through_accents_signs_and_line_ends(label: str, printed: str, is_shared: bool) -> None:
    """Or the test above would pass for the wrong reason."""
    of_label, of_printed = ({run for words in readings(text) for run in runs(words)} for text in (label, printed))
    assert bool(of_label & of_printed) is is_shared
