"""How large a file may be, and whose times are shown, are settings."""

from datetime import UTC, datetime

import pytest

from curriculum_map.importing.limits import Limits
from curriculum_map.importing.opening import open_workbook
from curriculum_map.services.settings import Settings
from curriculum_map.wording.numbers import DEFAULT_ZONE, day, moment, moment_as_given, use_zone


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


def test_days_and_times_are_those_of_the_zone_that_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half past eleven at night in UTC is the next day in Brussels; a report of a snapshot stays in UTC."""
    assert Settings().time_zone == "Europe/Brussels"
    summer, winter = datetime(2026, 7, 3, 23, 30, tzinfo=UTC), datetime(2026, 11, 3, 12, 0, tzinfo=UTC)
    assert (moment(summer, "en"), moment(winter, "nl")) == ("4 July 2026, 01:30 CEST", "3 november 2026, 13:00 CET")
    assert (day(summer, "en"), moment_as_given(summer, "en")) == ("4 July 2026", "3 July 2026, 23:30 UTC")
    monkeypatch.setenv("CURRICULUM_MAP_TIME_ZONE", "Europe/London")
    use_zone(Settings().time_zone)
    assert moment(summer, "en") == "4 July 2026, 00:30 BST"
    use_zone(DEFAULT_ZONE)
    monkeypatch.setenv("CURRICULUM_MAP_TIME_ZONE", "Brussel")
    with pytest.raises(ValueError, match="Brussel is no time zone such as Europe/Brussels"):
        Settings()
