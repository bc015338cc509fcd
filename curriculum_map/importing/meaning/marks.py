"""The marks of a table to levels: what is certain, what was answered, and what is proposed and asked."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from curriculum_map.domain.findings import CellRef, Finding, Severity
from curriculum_map.domain.levels import NOT_RATED, Legend, Level
from curriculum_map.importing.cells import same_word
from curriculum_map.importing.levels import LevelWords, plain, state_ids
from curriculum_map.importing.meaning.answers import Answers
from curriculum_map.importing.meaning.level_pairs import DENIALS, level_of, level_pairs
from curriculum_map.importing.meaning.number_scales import number_scale
from curriculum_map.importing.meaning.scales import Note, Proposal, Scales, date_as_levels

Why = Literal["legend", "answer", "remembered", "file-legend", "unknown"]
MOST_REFS = 1_000
_DIGITS = frozenset("0123")


@dataclass(frozen=True, slots=True)
class MarkReading:
    """What one mark stands for: a state where that is certain or answered, else perhaps a proposal.

    `why` is where the state or the proposal comes from; `note` what the mark seems to be; `explanation` what the file's
    own legend says of it, where that is why it is asked.
    """

    written: str
    count: int
    state: int | None
    proposal: int | None
    why: Why
    first: CellRef
    note: Note = ""
    explanation: str = ""


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
        facts |= {"explanation": reading.explanation} if reading.explanation else {}
        yield Finding("unknown-mark", Severity.QUESTION, reading.first, facts)


def told_by_colours(readings: Sequence[MarkReading], colours: Mapping[str, Collection[str]]) -> tuple[MarkReading, ...]:
    """The same, where a tick stands in cells of several colours that the file explains without our proposal.

    `colours` has what the legend says of the colours in which each mark stands.
    """
    return tuple(
        replace(one, proposal=None, note="coloured", explanation=", ".join(sorted(colours[one.written])))
        if one.state is None and one.note == "tick" and len(colours.get(one.written, ())) > 1
        else one
        for one in readings
    )


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
        told = {digit: text for digit in _DIGITS if (text := self._explained.get(digit))}
        # Where the file says something else of one digit, the others may not mean what they do with us either.
        self._are_turned = any(not self._says(text, int(digit)) for digit, text in told.items())
        self._taken = {self._meant_by(text) for text in told.values()}

    def reading(self, mark: str, count: int, first: CellRef) -> MarkReading:
        answered = self._answers.get(mark, self._answers_folded.get(plain(mark)))
        if answered is not None:
            return MarkReading(mark, count, answered, None, "answer", first)
        known, text = self._words.state(mark), self._explained.get(plain(mark), "")
        if known is not None and self._is_certain(mark, known, text):
            return MarkReading(mark, count, known, None, "legend", first)
        remembered = self._remembered.get(plain(mark))
        meant = self._meant_by(text) if text else None
        if meant is None and remembered is not None:
            return MarkReading(mark, count, None, remembered, "remembered", first, "remembered")
        if text and (meant is not None or known != NOT_RATED):
            # The file explains this mark, perhaps in words that we do not know: then it is none of the scales we do.
            return MarkReading(mark, count, None, meant, "file-legend", first, "file-legend", text)
        proposed = Proposal(NOT_RATED, "dash") if known == NOT_RATED else self._proposal(mark)
        return MarkReading(mark, count, None, proposed.state, "unknown", first, proposed.note)

    def _is_certain(self, mark: str, known: int, text: str) -> bool:
        """Whether a mark that we know means that in this file too: a word does, a dash and a digit may not."""
        if known == NOT_RATED:
            return False
        if plain(mark) not in _DIGITS:
            return True
        return self._says(text, known) if text else self._numbers.proposal(mark) is None and not self._are_turned

    def _is_empty(self, mark: str) -> bool:
        """Whether a mark is one for no level at all: a dash, n.v.t."""
        state = self._words.state(mark)
        return state is not None and state > Level.PRACTISED

    def _says(self, text: str, known: int) -> bool:
        """Whether the file's own legend says of a digit what ours says."""
        return self._meant_by(text) == known or same_word(text) in self._ours(known)

    def _ours(self, level: int) -> set[str]:
        """How our own legend explains a level."""
        return {same_word(form) for form in (self._legend[level].meaning.nl, self._legend[level].meaning.en)}

    def _meant_by(self, text: str) -> int | None:
        """The level that an explanation names: all of it, the words it begins with, or the only one named in it."""
        words = text.split()
        beginnings = (" ".join(words[:count]) for count in range(min(len(words), 4), 0, -1))
        known = next((state for one in beginnings if (state := self._words.state(one)) is not None), None)
        if known is None:
            known = self._named_within(same_word(text))
        if known is None:
            known = self._legend_scales.proposal(text).state
        return level_of(text) if known is None else known

    def _named_within(self, text: str) -> int | None:
        """The only level whose name stands in a text: 'uitgebreid (geoefend)'; none of one that is denied."""
        named = self._names_within(text)
        denied = any(before.split()[-1:] and before.split()[-1] in DENIALS for before, _, _ in named.values())
        levels = {int(level) for _, level in named}
        return levels.pop() if len(levels) == 1 and not denied else None

    def _names_within(self, text: str) -> dict[tuple[str, Level], tuple[str, str, str]]:
        """Each name of a level in a text, with what stands before and behind it."""
        return {
            (form, level): f" {text} ".partition(f" {form} ")
            for level in Level
            for form in self._names_of(level)
            if f" {form} " in f" {text} "
        }

    def _names_of(self, level: int) -> set[str]:
        name = self._legend[level].name
        return {same_word(name.nl), same_word(name.en)}

    def _proposal(self, mark: str) -> Proposal:
        if (of_scale := self._numbers.proposal(mark)) is not None:
            return of_scale
        if self._are_turned and plain(mark) in _DIGITS:
            return Proposal(None if int(plain(mark)) in self._taken else int(plain(mark)), "other-digits")
        belied = [pair for pair in level_pairs(mark) if pair.mark in _DIGITS and int(pair.mark) != pair.level]
        if len(belied) == 1:
            return Proposal(belied[0].level, "digit-and-word")
        proposed = self._scales.proposal(mark)
        if proposed == Proposal(None, "") and len({level for _, level in self._names_within(same_word(mark))}) > 1:
            # Nothing says which of them holds: one may be struck through.
            return Proposal(None, "two-levels")
        return Proposal(date_as_levels(mark), "date") if proposed.note == "date" else proposed
