"""Whoever waits for a file can end that at any time: also when it is read and only has to be understood."""

import pytest

from curriculum_map.importing import reading, waiting
from curriculum_map.importing.opening import open_workbook
from tests.workbooks import ABOUT, MATRIX, rows_of, xlsx

TABLE = """
    Code | Opleidingsonderdeel | Studiepunten | inclusion | choosing
    A    | Ethiek              | 6            | 1         | 3
    B    | Recht               | 3            | 3         | 2
"""
FILE = ("kaart.xlsx", xlsx({"Opleiding": ABOUT, MATRIX: rows_of(TABLE)}))


@pytest.fixture(autouse=True)
def is_read_already(monkeypatch: pytest.MonkeyPatch) -> None:
    """No process reads anything any more."""
    opened = open_workbook(*FILE)
    monkeypatch.setattr(reading, "open_workbook", lambda *_: opened)


def test_who_does_not_want_to_wait_any_longer_ends_it() -> None:
    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), waiting.while_waiting(stop):
        reading.read_file(*FILE)
    assert reading.read_file(*FILE).is_map, "and nobody is asked about the next one"


@pytest.mark.parametrize(("each", "least", "most"), [(0.0, 6, 100), (3_600.0, 1, 1)])
def test_who_waits_is_asked_at_each_line_and_not_again_within_a_moment(
    monkeypatch: pytest.MonkeyPatch, each: float, least: int, most: int
) -> None:
    """Two courses are two lines to find where the table ends, two to tell what they are, and two to read."""
    monkeypatch.setattr(waiting, "ASKED_EACH", each)
    asked: list[bool] = []
    with waiting.while_waiting(lambda: asked.append(True)):
        reading.read_file(*FILE)
    assert least <= len(asked) <= most
