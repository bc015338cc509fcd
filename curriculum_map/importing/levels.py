"""What is written in a place to a level: a word, a digit or an id; everything else is named, never guessed."""

from collections.abc import Iterator

from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED, Legend
from curriculum_map.importing.cells import cell_text


class LevelWords:
    """The states that texts stand for, in either language, in any case and with stray spaces."""

    def __init__(self, legend: Legend) -> None:
        self._states = dict(_forms(legend))

    def state(self, value: object) -> int | None:
        """0..3, NOT_APPLICABLE, or NOT_RATED for what means empty; None if nobody knows this mark."""
        return self._states.get(cell_text(value).casefold())


def _forms(legend: Legend) -> Iterator[tuple[str, int]]:
    yield "", NOT_RATED
    for mark in legend.blank_marks:
        yield mark, NOT_RATED
    for written in legend.not_applicable_written:
        yield written.casefold(), NOT_APPLICABLE
    for level in legend.levels:
        for form in (str(int(level.value)), level.id, level.name.nl, level.name.en, *level.also):
            yield form.casefold(), int(level.value)
