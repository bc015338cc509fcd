"""What the name of a sheet says: the phase and semester of its courses, and whether it is a part of a whole."""

from collections.abc import Mapping

import pytest

from curriculum_map.importing.sheet_names import are_parts, read_sheet_name


@pytest.mark.parametrize(
    ("name", "fields", "rest"),
    [
        ("1e jaar", {"phase": "1e jaar"}, ""),
        ("Fase 2", {"phase": "fase 2"}, ""),
        ("Derde jaar", {"phase": "derde jaar"}, ""),
        ("Year Two", {"phase": "year 2"}, ""),
        ("Matrix SW - fase 3", {"phase": "fase 3"}, "matrix sw"),
        ("Jaar 1 sem 2", {"phase": "jaar 1", "semester": "sem 2"}, ""),
        ("Semester 1", {"semester": "semester 1"}, ""),
        ("Deel II", {}, ""),
        ("Keuzevakken", {}, ""),
        ("Fase 1 en fase 2", {}, ""),
        ("Fase 1 en 2", {}, ""),
        ("Jaar 2/3", {}, ""),
        ("Fase 1 focus 2", {"phase": "fase 1"}, "focus 2"),
    ],
)
def test_a_part_of_a_whole_says_which(name: str, fields: Mapping[str, str], rest: str) -> None:
    read = read_sheet_name(name)
    assert (read.fields, read.rest, read.is_part) == (fields, rest, True)


@pytest.mark.parametrize("name", ["2024-25", "Sociaal werk", "Blad1", "Focus 1", "Jaarverslag 3"])
def test_another_name_says_nothing(name: str) -> None:
    read = read_sheet_name(name)
    assert (read.fields, read.is_part) == ({}, False)


def test_parts_are_of_the_same_whole() -> None:
    assert are_parts(["SW jaar 1", "SW jaar 2"])
    assert not are_parts(["SW jaar 1", "GZW jaar 1"])
    assert not are_parts(["Jaar 1", "Vorig jaar"])
