"""Files that nobody made: mutated workbooks, grids of any cells. Whatever comes in, a reading with a reason comes out.

Some tens of examples in the tests; `make fuzz` tries twenty thousand of each kind, `make fuzz N=500` five hundred.
"""

import os
from datetime import datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curriculum_map.importing.cells import cell_text
from curriculum_map.importing.opening import open_workbook
from tests.faults import evil
from tests.importing.formats.test_unseen_cells import PATIENT, in_row, xls, xlsb
from tests.importing.looks.test_binary import record
from tests.importing.test_nothing_escapes import GOOD as MAPS
from tests.importing.test_nothing_escapes import read_and_say
from tests.workbooks import Value, csv_text, ods, unzipped, xlsx, zipped

EXAMPLES = int(os.environ.get("CURRICULUM_MAP_FUZZ", "40"))
fuzzed = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))

FILES = {
    **{name.rpartition(".")[2]: data for name, data in MAPS.items()},
    "xlsm": evil.package({"xl/vbaProject.bin": b"\xcc\x61"}),
    "xls": xls(record(0x203, "3Hd", 0, 0, 0, 7.0), record(0x205, "3HBB", 0, 1, 0, 0x17, 1)),
    "xlsb": xlsb(in_row(0), (5, bytes(8) + b"\0\0\0\0\0\0\x1c\x40")),
}
PACKED = [kind for kind, data in FILES.items() if data.startswith(b"PK")]
# What readers trip over: numbers that are too large, tags that do not end, entities, signs of other encodings.
WORDS = (
    *(
        b"-1",
        b"0",
        b"65536",
        b"1048577",
        b"4294967296",
        b"9" * 30,
        b"1e999",
        b"NaN",
        b"",
        b"\0",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
    ),
    *(
        b"<",
        b">",
        b"/>",
        b"</c>",
        b"</row>",
        b'"',
        b"'",
        b"&",
        b"&#0;",
        b"&#x202e;",
        b"<!--",
        b"<![CDATA[",
        b"<!DOCTYPE a>",
    ),
    *(
        b' r="XFD1048576"',
        b' r="A0"',
        b' t="e"',
        b' t="s"',
        b' t="b"',
        b' t="d"',
        b"<f>",
        b"<v>",
        b'<c r="B2"/>',
        b"<row>",
    ),
    *(b'table:number-columns-repeated="99999"', b'table:number-rows-repeated="99999"', b'<text:s text:c="99999"/>'),
)
FROM_TO = datetime(1950, 1, 1), datetime(2100, 1, 1)  # noqa: DTZ001 - a cell knows no time zone
places = st.integers(0, 2**20)
values: st.SearchStrategy[Value] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.integers(-(10**6), 10**6).map(lambda quarters: quarters / 4),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12),
    st.sampled_from(["geoefend", "G", "x", "-", "n.v.t.", "#REF!", "'=1+1", "Totaal", "OPO1", "3,5", "inclusion"]),
    st.datetimes(*FROM_TO).map(lambda when: when.replace(hour=8, second=0, microsecond=0)),
)
grids = st.lists(st.lists(values, max_size=6), max_size=6)


def mutated(data: bytes, draw: st.DataObject) -> bytes:
    """The bytes after up to four small accidents."""
    for _ in range(draw.draw(st.integers(1, 4))):
        start = draw.draw(places) % (len(data) + 1)
        end = min(start + draw.draw(st.integers(0, 40)), len(data))
        piece = data[start:end]
        other = draw.draw(st.sampled_from([piece * 2, piece[::-1], b"", *WORDS]) | st.binary(max_size=4))
        data = data[:start] + other + data[end:]
    return data


@fuzzed
@given(st.sampled_from(sorted(FILES)), st.data())
def test_a_file_after_some_accidents(kind: str, draw: st.DataObject) -> None:
    assert read_and_say(f"a.{kind}", mutated(FILES[kind], draw)) in range(4)


@fuzzed
@given(st.sampled_from(sorted(PACKED)), st.data())
def test_a_sound_zip_of_parts_after_some_accidents(kind: str, draw: st.DataObject) -> None:
    parts = unzipped(FILES[kind])
    name = draw.draw(st.sampled_from(sorted(parts)))
    parts[name] = mutated(parts[name], draw)
    assert read_and_say(f"a.{kind}", zipped(parts)) in range(4)


@fuzzed
@given(st.sampled_from(["xlsx", "ods", "csv"]), grids)
def test_a_grid_of_any_cells(kind: str, grid: list[list[Value]]) -> None:
    data = {
        "xlsx": lambda: xlsx({"Blad": grid}),
        "ods": lambda: ods({"Blad": grid}),
        "csv": lambda: csv_text(grid).encode(),
    }
    assert read_and_say(f"a.{kind}", data[kind]()) in range(4)


@fuzzed
@given(grids)
def test_the_cells_of_a_workbook_are_read_as_they_were_written(grid: list[list[Value]]) -> None:
    opened = open_workbook("a.xlsx", xlsx({"Blad": grid}), PATIENT)
    if opened.refusal is not None:
        assert opened.refusal.code == "bidirectional-character"
        return
    (sheet,) = opened.workbook.sheets
    for row, line in enumerate(grid):
        for column, value in enumerate(line):
            assert sheet.text(row, column) == _said(value)


def _said(value: Value) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return cell_text(float(value))
    return cell_text(value)
