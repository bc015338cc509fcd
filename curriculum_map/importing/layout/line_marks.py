"""What stands in the places of each line: marks as the others have them, or texts."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from curriculum_map.importing.layout.counted import number_in
from curriculum_map.importing.layout.marks import Kind, begins_with_mark, is_filled, kind_of, parts_of
from curriculum_map.importing.layout.shapes import Table

_FEWEST_OTHERS = 3
_FEW, _USUAL = 1 / 3, 0.8
_SENTENCE = 3  # words


@dataclass(frozen=True)
class LineMarks:
    """What stands in the places of the lines of a table that may be courses."""

    table: Table

    @cached_property
    def marks(self) -> dict[int, list[str]]:
        """What stands in the places of each line, empty for what means so."""
        text, places = self.table.sheet.text, self.table.outcomes
        return {
            row: [written if is_filled(written := text(row, at)) else "" for at in places]
            for row in self.table.course_rows
        }

    @cached_property
    def _known(self) -> frozenset[str]:
        """The marks that stand in several lines."""
        counts = Counter(part for row in self.table.course_rows for part in set(self._parts(row)))
        return frozenset(part for part, count in counts.items() if count > 1)

    @cached_property
    def _shares(self) -> dict[int, float]:
        """Of each line with something in its places, the share of these in which a mark of other lines stands."""
        filled = {row: [text for text in texts if text] for row, texts in self.marks.items()}
        return {
            row: sum(1 for text in texts if self._is_known(text)) / len(texts) for row, texts in filled.items() if texts
        }

    def _is_known(self, text: str) -> bool:
        return not self._known.isdisjoint(parts_of(text)) or begins_with_mark(text, self._known)

    def _parts(self, row: int) -> list[str]:
        return [part for text in self.marks[row] for part in parts_of(text)]

    def holds_texts(self, row: int) -> bool:
        """Whether few marks of the others are among what stands in the places of a line, where the others have them."""
        own = self._shares.get(row, 1.0)
        others = len(self._shares) - 1
        return own < _FEW and others >= _FEWEST_OTHERS and self._marked >= _USUAL * others

    @cached_property
    def _marked(self) -> int:
        """In how many lines nearly all that stands there are marks that others have too."""
        return sum(1 for share in self._shares.values() if share >= _USUAL)

    def is_wordy(self, row: int) -> bool:
        """Whether that is more than one word that is no mark: other words, or a sentence."""
        texts = set(self.marks[row]) - {""}
        if not any(part.isdigit() for part in self._known) and len(texts) > 1 and all(map(number_in, texts)):
            # Among words and letters they count something.
            return True
        texts = {text for text in texts if kind_of(text) is not Kind.MARK}
        texts = {text for text in texts if self._known.isdisjoint(parts_of(text))}
        return len(texts) > 1 or any(text.count(" ") + 1 >= _SENTENCE for text in texts)
