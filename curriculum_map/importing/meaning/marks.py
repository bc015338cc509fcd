"""The marks of a table to levels: what is certain, what was answered, and what is proposed and asked."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from curriculum_map.domain.findings import CellRef, Finding, Severity
from curriculum_map.domain.levels import Legend, Level
from curriculum_map.importing.cells import same_word
from curriculum_map.importing.levels import LevelWords, plain, state_ids
from curriculum_map.importing.meaning.answers import Answers
from curriculum_map.importing.meaning.number_scales import number_scale
from curriculum_map.importing.meaning.scales import Note, Proposal, Scales, date_as_levels

Why = Literal["legend", "answer", "remembered", "file-legend", "unknown"]
MOST_REFS = 1_000
_DIGITS = frozenset("0123")


@dataclass(frozen=True, slots=True)
class MarkReading:
    """What one mark stands for: a state where that is certain or answered, else perhaps a proposal.

    `why` is where the state or the proposal comes from; `note` what the mark seems to be.
    """

    written: str
    count: int
    state: int | None
    proposal: int | None
    why: Why
    first: CellRef
    note: Note = ""


def read_marks(
    counts: Counter[str],
    first_refs: Mapping[str, CellRef],
    answers: Answers,
    legend: Legend,
    file_legend: Mapping[str, str] | None = None,
    remembered: Mapping[str, int] | None = None,
) -> tuple[MarkReading, ...]:
    """What each mark stands for, in the order of their counts, the most frequent first.

    `file_legend` has the text that the file's own legend puts beside a mark, `remembered` what this institution
    answered before: both are proposed and not assumed.
    """
    reader = _Reader(counts, answers, legend, file_legend or {}, remembered or {})
    return tuple(reader.reading(mark, count, first_refs[mark]) for mark, count in counts.most_common())


def mark_questions(
    readings: Sequence[MarkReading], refs: Mapping[str, Sequence[CellRef]], legend: Legend
) -> Iterator[Finding]:
    """One question for each mark that nobody explained, with its places: the first thousand and how many there are."""
    ids = state_ids(legend)
    for reading in readings:
        if reading.state is not None:
            continue
        named = refs.get(reading.written, (reading.first,))
        facts: dict[str, object] = {
            "field": "mark",
            "written": reading.written,
            "count": reading.count,
            "refs": [str(ref) for ref in named[:MOST_REFS]],
            "choices": list(ids.values()),
            "proposal": None if reading.proposal is None else ids[reading.proposal],
            "note": reading.note,
        }
        yield Finding("unknown-mark", Severity.QUESTION, reading.first, facts)


class _Reader:
    def __init__(
        self,
        counts: Counter[str],
        answers: Answers,
        legend: Legend,
        file_legend: Mapping[str, str],
        remembered: Mapping[str, int],
    ) -> None:
        self._words, self._legend = LevelWords(legend), legend
        self._answers, self._answers_folded = answers.marks, {plain(mark): s for mark, s in answers.marks.items()}
        self._explained = {plain(mark): text for mark, text in file_legend.items()}
        self._remembered = {plain(mark): state for mark, state in remembered.items()}
        self._scales = Scales(counts, self._words)
        self._legend_scales = Scales(file_legend.values(), self._words)
        self._numbers = number_scale(
            Counter({mark: count for mark, count in counts.items() if not self._is_empty(mark)})
        )

    def reading(self, mark: str, count: int, first: CellRef) -> MarkReading:
        answered = self._answers.get(mark, self._answers_folded.get(plain(mark)))
        if answered is not None:
            return MarkReading(mark, count, answered, None, "answer", first)
        known = self._words.state(mark)
        explained = self._explanation(mark, known)
        if known is not None and explained is None:
            of_scale = None if self._is_explained(mark) else self._numbers.proposal(mark)
            if of_scale is None:
                return MarkReading(mark, count, known, None, "legend", first)
            remembered = self._remembered.get(plain(mark))
            if remembered is None:
                return MarkReading(mark, count, None, of_scale.state, "unknown", first, of_scale.note)
        if explained is not None:
            return MarkReading(mark, count, None, explained, "file-legend", first, "file-legend")
        remembered = self._remembered.get(plain(mark))
        if remembered is not None:
            return MarkReading(mark, count, None, remembered, "remembered", first, "remembered")
        proposed = self._proposal(mark)
        return MarkReading(mark, count, None, proposed.state, "unknown", first, proposed.note)

    def _is_empty(self, mark: str) -> bool:
        """Whether a mark is one for no level at all: a dash, n.v.t."""
        state = self._words.state(mark)
        return state is not None and state > Level.PRACTISED

    def _is_explained(self, mark: str) -> bool:
        """Whether the file's own legend says of this digit what ours says."""
        text, known = self._explained.get(plain(mark)), self._words.state(mark)
        if not text or known is None or known > Level.PRACTISED:
            return False
        return self._meant_by(text) == known or same_word(text) in self._ours(known)

    def _explanation(self, mark: str, known: int | None) -> int | None:
        """The level by the file's own legend, where that says something about the mark that we do not know already."""
        text = self._explained.get(plain(mark))
        if not text or (known is not None and plain(mark) not in _DIGITS):
            return None
        meant = self._meant_by(text)
        if known is None:
            return meant
        # Our own explanation of a digit is in the legend of the template.
        return (
            None if meant in (None, known) or known > Level.PRACTISED or same_word(text) in self._ours(known) else meant
        )

    def _ours(self, level: int) -> set[str]:
        """How our own legend explains a level."""
        return {same_word(form) for form in (self._legend[level].meaning.nl, self._legend[level].meaning.en)}

    def _meant_by(self, text: str) -> int | None:
        """The level that an explanation names: all of it, or the words it begins with ('geoefend door studenten')."""
        words = text.split()
        beginnings = (" ".join(words[:count]) for count in range(min(len(words), 4), 0, -1))
        known = next((state for one in beginnings if (state := self._words.state(one)) is not None), None)
        return self._legend_scales.proposal(text).state if known is None else known

    def _proposal(self, mark: str) -> Proposal:
        if (of_scale := self._numbers.proposal(mark)) is not None:
            return of_scale
        proposed = self._scales.proposal(mark)
        if proposed.note == "abbreviation" and plain(mark) in self._explained:
            # The file explains this letter in words that we do not know, so it is none of the scales that we do.
            return Proposal(None, "")
        return Proposal(date_as_levels(mark), "date") if proposed.note == "date" else proposed
