"""The marks of a table to levels: what is certain, what was answered, and what is proposed and asked."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from curriculum_map.domain.findings import CellRef, Finding, Severity
from curriculum_map.domain.levels import NOT_RATED, Legend, Level
from curriculum_map.importing.levels import LevelWords, plain, state_ids
from curriculum_map.importing.meaning.answers import Answers
from curriculum_map.importing.meaning.explanations import DIGITS, Explained, Explanation
from curriculum_map.importing.meaning.level_names import levels_named
from curriculum_map.importing.meaning.level_pairs import level_pairs
from curriculum_map.importing.meaning.number_scales import number_scale
from curriculum_map.importing.meaning.scales import Note, Proposal, Scales, date_as_levels

Why = Literal["legend", "answer", "remembered", "file-legend", "unknown"]
MOST_REFS = 1_000
_ANYWHERE = CellRef("", 0, 0)


@dataclass(frozen=True, slots=True)
class MarkReading:
    """What one mark stands for: a state where that is certain or answered, else perhaps a proposal.

    `why` is where the state or the proposal comes from; `note` what the mark seems to be; `explanation` what the file
    itself says of it, where that is why it is asked, and `explained_at` where it says so. `also` has what stands there
    for the same mark in other cases.
    """

    written: str
    count: int
    state: int | None
    proposal: int | None
    why: Why
    first: CellRef
    note: Note = ""
    explanation: str = ""
    explained_at: CellRef | None = None
    also: tuple[str, ...] = ()


def read_marks(
    counts: Counter[str],
    first_refs: Mapping[str, CellRef],
    answers: Answers,
    legend: Legend,
    told: Iterable[Explanation] = (),
    remembered: Mapping[str, int] | None = None,
) -> tuple[MarkReading, ...]:
    """What each mark stands for, in the order of their counts, the most frequent first.

    `told` has all that the file says of marks, `remembered` what this institution answered before: both are proposed
    and not assumed.
    """
    reader = _Reader(counts, answers, legend, Explained(told, legend), remembered or {})
    return tuple(reader.reading(mark, count, first_refs[mark]) for mark, count in counts.most_common())


def cases_together(readings: Iterable[MarkReading]) -> tuple[MarkReading, ...]:
    """The readings, with those of one mark in capitals and without as one, unless they are read otherwise."""
    alike: dict[MarkReading, list[MarkReading]] = {}
    for one in readings:
        alike.setdefault(replace(one, written=plain(one.written), count=0, first=_ANYWHERE), []).append(one)
    return tuple(
        replace(some[0], count=sum(one.count for one in some), also=tuple(one.written for one in some[1:]))
        for some in alike.values()
    )


def mark_questions(
    readings: Sequence[MarkReading], refs: Mapping[str, Sequence[CellRef]], legend: Legend
) -> Iterator[Finding]:
    """One question for each mark that nobody explained, with its places: the first thousand and how many there are."""
    ids = state_ids(legend)
    for reading in cases_together(readings):
        if reading.state is not None:
            continue
        named = [ref for mark in (reading.written, *reading.also) for ref in refs.get(mark, ())] or [reading.first]
        facts: dict[str, object] = {
            "field": "mark",
            "written": reading.written,
            "count": reading.count,
            "refs": [str(ref) for ref in named[:MOST_REFS]],
            "choices": list(ids.values()),
            "proposal": None if reading.proposal is None else ids[reading.proposal],
            "note": reading.note,
        }
        facts |= {"also": list(reading.also)} if reading.also else {}
        facts |= {"explanation": reading.explanation} if reading.explanation else {}
        facts |= {"explained_at": str(reading.explained_at)} if reading.explained_at else {}
        yield Finding("unknown-mark", Severity.QUESTION, reading.first, facts)


class _Reader:
    def __init__(
        self,
        counts: Counter[str],
        answers: Answers,
        legend: Legend,
        explained: Explained,
        remembered: Mapping[str, int],
    ) -> None:
        self._words = LevelWords(legend)
        self._answers, self._answers_folded = answers.marks, {plain(mark): s for mark, s in answers.marks.items()}
        self._explained = explained
        self._remembered = {plain(mark): state for mark, state in remembered.items()}
        self._scales = Scales(counts, self._words)
        self._numbers = number_scale(
            Counter({mark: count for mark, count in counts.items() if not self._is_empty(mark)})
        )

    def reading(self, mark: str, count: int, first: CellRef) -> MarkReading:
        # What the file explains in capitals and without as two marks has two answers.
        of_any_case = None if self._explained.tells_apart(mark) else self._answers_folded.get(plain(mark))
        answered = self._answers.get(mark, of_any_case)
        if answered is not None:
            return MarkReading(mark, count, answered, None, "answer", first)
        known, told = self._words.state(mark), self._explained.of(mark)
        if known is not None and self._is_certain(mark, known, told):
            return MarkReading(mark, count, known, None, "legend", first)
        remembered, meant = self._remembered.get(plain(mark)), self._explained.meant(mark)
        if meant is None and remembered is not None:
            return MarkReading(mark, count, None, remembered, "remembered", first, "remembered")
        if told is not None and (meant is not None or known != NOT_RATED):
            # The file explains this mark, perhaps in words that we do not know: then it is none of the scales we do.
            return MarkReading(mark, count, None, meant, "file-legend", first, "file-legend", told.text, told.ref)
        proposed = Proposal(NOT_RATED, "dash") if known == NOT_RATED else self._proposal(mark)
        return MarkReading(mark, count, None, proposed.state, "unknown", first, proposed.note)

    def _is_certain(self, mark: str, known: int, told: Explanation | None) -> bool:
        """Whether a mark that we know means that in this file too: a word does, a dash and a digit may not."""
        if known == NOT_RATED:
            return any(sign.isalpha() for sign in mark)
        if plain(mark) not in DIGITS:
            return True
        return not self._explained.are_turned and (told is not None or self._numbers.proposal(mark) is None)

    def _is_empty(self, mark: str) -> bool:
        """Whether a mark is one for no level at all: a dash, n.v.t."""
        state = self._words.state(mark)
        return state is not None and state > Level.PRACTISED

    def _proposal(self, mark: str) -> Proposal:
        if (of_scale := self._numbers.proposal(mark)) is not None:
            return of_scale
        if self._explained.are_turned and plain(mark) in DIGITS:
            return self._explained.unexplained(plain(mark))
        belied = [pair for pair in level_pairs(mark) if pair.mark in DIGITS and int(pair.mark) != pair.level]
        if len(belied) == 1:
            return Proposal(belied[0].level, "digit-and-word")
        proposed = self._scales.proposal(mark)
        if proposed == Proposal(None, "") and len(levels_named(mark)) > 1:
            # Nothing says which of them holds: one may be struck through.
            return Proposal(None, "two-levels")
        return Proposal(date_as_levels(mark), "date") if proposed.note == "date" else proposed
