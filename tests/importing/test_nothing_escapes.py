"""Whatever the bytes, read_file gives a reading with a reason; it never raises."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from curriculum_map.domain.findings import Finding
from curriculum_map.frameworks.loader import DEFAULT_EDITION, load_edition
from curriculum_map.importing.contract import as_json
from curriculum_map.importing.reading import read_file
from curriculum_map.importing.template.workbook import write_template
from curriculum_map.wording.findings import sentence
from tests.workbooks import ABOUT, csv_text, ods, rows_of, unzipped, xlsx, zipped

TABLE = rows_of("Code | Opleidingsonderdeel | Studiepunten | inclusion\n A | Ethiek | 6 | geoefend\n B | Recht | 3 | 2")
SHEETS = {"Over": ABOUT, "Matrix": TABLE}
GOOD = {
    "xlsx": xlsx(SHEETS),
    "ods": ods(SHEETS),
    "csv": csv_text([*ABOUT, *TABLE]).encode(),
    "template.xlsx": write_template(load_edition(DEFAULT_EDITION), "nl"),
}
PARTS = {name: unzipped(GOOD[name]) for name in ("xlsx", "ods")}
a_few = settings(max_examples=50)
names = st.sampled_from(["a.xlsx", "a.ods", "a.csv", "a.tsv", "a", "", "..", "a.xls", "\udcff.xlsx", "a\0b.csv"])


def read_and_say(name: str, data: bytes) -> int:
    """The exit status, after all that a reader would be shown was made."""
    reading = read_file(name, data)
    shown = [as_json(reading, lambda finding: sentence(finding, "nl")), as_json(reading, _in_english)]
    assert json.dumps(shown, allow_nan=False, ensure_ascii=False).encode()
    return reading.exit_status


@a_few
@given(names, st.binary(max_size=300) | st.text().map(str.encode) | st.text().map(lambda text: text.encode("utf-16")))
def test_any_bytes(name: str, data: bytes) -> None:
    assert read_and_say(name, data) in (2, 3)


@a_few
@given(st.text("abcsep=;,\t\r\n\"'\ufeff \0é"))
def test_any_separated_text(text: str) -> None:
    assert read_and_say("a.csv", text.encode()) in (2, 3)


@a_few
@given(st.sampled_from(sorted(GOOD)), st.data())
def test_a_good_file_with_some_bytes_changed(kind: str, data: st.DataObject) -> None:
    changed = bytearray(GOOD[kind])
    for place in data.draw(st.lists(st.integers(0, len(changed) - 1), max_size=8)):
        changed[place] = data.draw(st.integers(0, 255))
    assert read_and_say(f"a.{kind}", bytes(changed)) in (0, 1, 2, 3)


@a_few
@given(st.sampled_from(sorted(GOOD)), st.data())
def test_a_good_file_cut_off(kind: str, data: st.DataObject) -> None:
    length = data.draw(st.integers(0, len(GOOD[kind])))
    assert read_and_say(f"a.{kind}", GOOD[kind][:length]) in (0, 1, 2, 3)


@a_few
@given(st.sampled_from(sorted(PARTS)), st.data())
def test_a_good_workbook_with_a_part_changed_left_out_or_cut_off(kind: str, data: st.DataObject) -> None:
    """The zip itself is sound here, so that the damage reaches the parser."""
    parts = dict(PARTS[kind])
    name = data.draw(st.sampled_from(sorted(parts)))
    content = parts.pop(name)
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, len(content)))
    new = data.draw(st.binary(max_size=12) | st.sampled_from([b"999999999", b"<", b"&#0;", b"-1", b"</c>", b't="e"']))
    if data.draw(st.booleans()):
        parts[name] = content[:start] + new + content[end:]
    assert read_and_say(f"a.{kind}", zipped(parts)) in (0, 1, 2, 3)


def _in_english(finding: Finding) -> str:
    return sentence(finding, "en")
