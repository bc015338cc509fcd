"""What is written in a place to a level: a word, a digit or an id; everything else is named, never guessed."""

from collections.abc import Iterator, Mapping

from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED, Legend
from curriculum_map.importing.cells import cell_text


class LevelWords:
    """The states that texts stand for, in either language, in any case, with stray spaces or a full stop behind."""

    def __init__(self, legend: Legend) -> None:
        self._states = {plain(form): state for form, state in _forms(legend)}

    def state(self, value: object) -> int | None:
        """0..3, NOT_APPLICABLE, or NOT_RATED for what means empty; None if nobody knows this mark."""
        return self._states.get(plain(cell_text(value)))

    @property
    def forms(self) -> Mapping[str, int]:
        """Every known text, in the form in which texts are compared, with its state."""
        return self._states


def plain(text: str) -> str:
    """The form in which marks are compared: without case and without a full stop behind."""
    folded = text.strip().casefold()
    return folded.rstrip(". ") or folded


def state_ids(legend: Legend) -> dict[int, str]:
    """The id of every state that a mark can stand for: the levels, not rated, not applicable."""
    ids = {int(level.value): level.id for level in legend.levels}
    return ids | {NOT_RATED: "not-rated", NOT_APPLICABLE: "not-applicable"}


def _forms(legend: Legend) -> Iterator[tuple[str, int]]:
    yield "", NOT_RATED
    for form in (*legend.blank_marks, legend.not_rated.nl, legend.not_rated.en):
        yield form, NOT_RATED
    for written in legend.not_applicable_written:
        yield written, NOT_APPLICABLE
    for level in legend.levels:
        for form in (str(int(level.value)), level.id, level.name.nl, level.name.en, *level.also):
            yield form, int(level.value)
