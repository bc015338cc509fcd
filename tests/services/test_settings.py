"""How large a file may be is a setting; what reading it may take follows."""

import pytest

from curriculum_map.importing.limits import Limits
from curriculum_map.importing.opening import open_workbook
from curriculum_map.services.settings import Settings


def test_without_settings_the_limits_are_those_of_the_documentation() -> None:
    assert Settings().limits() == Limits()
    assert (Limits().file_bytes, Limits().unpacked_bytes) == (10 * 2**20, 100 * 2**20)
    assert (Limits().rows, Limits().columns) == (20_000, 1_000)


def test_an_administrator_sets_the_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"FILE_MB": 1, "UNPACKED_MB": 2, "ROWS": 3, "COLUMNS": 4}.items():
        monkeypatch.setenv(f"CURRICULUM_MAP_MAX_{name}", str(value))
    limits = Settings().limits()
    assert limits == Limits(2**20, 2 * 2**20, 3, 4)
    found = {}
    for text in ("a;b;c;d\n" * 3, "a\n" * 4, "a;b;c;d;e", "a;b\n" * 2**20):
        refusal = open_workbook("a.csv", text.encode(), limits).refusal
        found[text[:9]] = refusal and refusal.code
    assert found == {
        "a;b;c;d\na": None,
        "a\na\na\na\n": "sheet-too-large",
        "a;b;c;d;e": "sheet-too-large",
        "a;b\na;b\na": "file-too-large",
    }
