"""What a file says of its marks, wherever it does, and which levels that comes to. Nothing of it is assumed."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from curriculum_map.domain.findings import CellRef
from curriculum_map.domain.levels import Legend
from curriculum_map.importing.cells import same_word
from curriculum_map.importing.levels import LevelWords, plain
from curriculum_map.importing.meaning.level_names import denies, end_of_ladder, levels_named, number_said
from curriculum_map.importing.meaning.level_pairs import level_of
from curriculum_map.importing.meaning.scales import Proposal, Scales

DIGITS = frozenset("0123")
# Whatever is typed, a program that writes along may make another dash of it.
_DASHES = str.maketrans(dict.fromkeys("–—−", "-"))
_MOST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Explanation:
    """A mark, the text that a file puts beside it, and where; a comment stands at the cell that it is about."""

    mark: str
    text: str
    ref: CellRef


class Explained:
    """The marks that a file explains. Digits belong together: where one is none of ours, all are asked about."""

    def __init__(self, told: Iterable[Explanation], legend: Legend) -> None:
        self._legend, self._words = legend, LevelWords(legend)
        self._by_mark: dict[str, list[Explanation]] = {}
        for one in told:
            self._by_mark.setdefault(_folded(one.mark), []).append(one)
        self._scales = Scales([one.text for said in self._by_mark.values() for one in said], self._words)
        belied = {
            digit: next((one for one in self._by_mark.get(digit, ()) if not self._agrees(one.text, int(digit))), None)
            for digit in DIGITS
        }
        self.are_turned = any(belied.values())
        """Whether the file says of one of our digits anything else than our legend does."""
        shown = {mark: self._first_of_use(said) for mark, said in self._by_mark.items()}
        self._shown = shown | {digit: one for digit, one in belied.items() if one is not None}
        self._digits = self._levels_of_digits()
        self._of_case = {one.mark: one for said in self._by_mark.values() if _are_two_marks(said) for one in said}

    def tells_apart(self, mark: str) -> bool:
        """Whether the file says one thing of this mark in capitals, or as one dash, and another of it otherwise."""
        return any(_folded(one) == _folded(mark) for one in self._of_case)

    def of(self, mark: str) -> Explanation | None:
        """What the file says of a mark; of a digit, what is not what our legend says goes first."""
        return self._of_case.get(mark) or self._shown.get(_folded(mark))

    def meant(self, mark: str) -> int | None:
        """The only level that the explanation of a mark names; None if nobody knows."""
        if self.are_turned and _folded(mark) in DIGITS:
            return self._digits.get(_folded(mark))
        said = self.of(mark)
        return None if said is None else self._meant_by(said.text)

    def unexplained(self, digit: str) -> Proposal:
        """What a digit probably means of which the file says nothing while it turns others."""
        step = self._step(digit)
        known = any(level is not None for level in self._digits.values())
        return Proposal(step if known and step not in self._digits.values() else None, "other-digits")

    def _first_of_use(self, said: list[Explanation]) -> Explanation:
        return next((one for one in said if self._meant_by(one.text) is not None), said[0])

    def _levels_of_digits(self) -> Mapping[str, int | None]:
        """The level of each explained digit: the one it names, or the one of several that no other has."""
        texts = {digit: self._shown[digit].text for digit in DIGITS if digit in self._shown}
        found: dict[str, int | None] = {digit: self._meant_by(text) for digit, text in texts.items()}
        for digit, text in texts.items():
            left = levels_named(text) - set(found.values())
            if found[digit] is None and len(left) == 1:
                found[digit] = next(iter(left))
            elif found[digit] is None and end_of_ladder(text):
                found[digit] = self._step(digit)
        if self._counts_down() and not any(map(levels_named, texts.values())):
            found = {digit: self._step(digit) for digit in texts}
        twice = {level for level, count in Counter(found.values()).items() if count > 1}
        # Where two digits seem to be the same level, one of the two is not what it seems.
        return {digit: None if level in twice else level for digit, level in found.items()}

    def _counts_down(self) -> bool:
        """Whether the file says that 1 is the highest step, or 3 the lowest."""
        ends = {digit: end_of_ladder(one.text) for digit, one in self._shown.items() if digit in DIGITS}
        return ends.get("1", 0) > 0 or ends.get("3", 0) < 0

    def _step(self, digit: str) -> int | None:
        if not self._counts_down():
            return int(digit)
        return 4 - int(digit) if int(digit) else None

    def _agrees(self, text: str, level: int) -> bool:
        """Whether the file says of a digit what ours says, in our own words."""
        if same_word(text) in self._ours(level) or number_said(text) == level or (not level and denies(text)):
            return True
        named = levels_named(text)
        if named:
            return named == {level} or (level in named and self._begins_with(text) == level)
        return self._scales.is_ours and self._scales.proposal(text) == Proposal(level, "abbreviation")

    def _ours(self, level: int) -> set[str]:
        """How our own legend explains a level."""
        return {same_word(form) for form in (self._legend[level].meaning.nl, self._legend[level].meaning.en)}

    def _begins_with(self, text: str) -> int | None:
        """The level, or the state without one, that is all of a text or the words it begins with."""
        words = text.split()
        beginnings = (" ".join(words[:count]) for count in range(min(len(words), _MOST_WORDS), 0, -1))
        known = next((state for one in beginnings if (state := self._words.state(one)) is not None), None)
        of_first = level_of(text)
        return of_first if known is None and of_first in levels_named(text) else known

    def _meant_by(self, text: str) -> int | None:
        """The level that an explanation names: the words it begins with, or the only one named in it."""
        known, named = self._begins_with(text), levels_named(text)
        if known is not None:
            return known
        if len(named) == 1:
            return next(iter(named))
        if named:
            return None
        proposed = self._scales.proposal(text).state
        return level_of(text) if proposed is None else proposed


def _folded(mark: str) -> str:
    return plain(mark).translate(_DASHES)


def _are_two_marks(said: Sequence[Explanation]) -> bool:
    """Whether these explain a mark in capitals and without, each in other words."""
    texts: dict[str, set[str]] = {}
    for one in said:
        texts.setdefault(one.mark, set()).add(same_word(one.text))
    return len(texts) > 1 and not set.intersection(*texts.values())
