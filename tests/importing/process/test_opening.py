"""What is no workbook is refused with a code of its own; nothing is guessed from the name alone."""

import io
import random
import warnings
import zipfile

import pytest
from openpyxl import load_workbook

from curriculum_map.importing.opening import Opened, open_workbook
from curriculum_map.importing.reading import read_file
from tests.workbooks import ods, unzipped, xlsx, zipped

GOOD = xlsx({"Blad": [["Vak", 1]]})
GOOD_ODS = ods({"Blad": [["Vak", 1]]})
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
NOISE = random.Random(4).randbytes(20_000)  # no file, and the same in every run


def refused(name: str, data: bytes) -> str | None:
    """The code of the refusal, or None if the file opens."""
    refusal = open_workbook(name, data).refusal
    return None if refusal is None else refusal.code


def cells(opened: Opened) -> list[list[object]]:
    assert opened.refusal is None
    return opened.workbook.sheets[0].rows


@pytest.mark.parametrize(("name", "data"), [("a.xlsx", GOOD), ("A.XLSX", GOOD), ("b.ods", GOOD_ODS)])
def test_a_workbook_opens_whatever_the_case_of_its_ending(name: str, data: bytes) -> None:
    assert cells(open_workbook(name, data)) == [["Vak", 1.0]]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("nothing.xlsx", b"", "empty-file"),
        ("spaces.csv", b" \r\n \n", "empty-file"),
        ("only-a-mark.csv", b"\xef\xbb\xbf", "empty-file"),
        ("guide.xlsx", b"%PDF-1.7\n%\xe2\xe3", "not-a-workbook"),
        ("picture.xlsx", b"\x89PNG\r\n\x1a\n", "not-a-workbook"),
        ("photo.csv", b"\xff\xd8\xff\xe0", "not-a-workbook"),
        ("export.xls", b"\r\n<HTML><table>", "web-page-as-workbook"),
        ("noise.xlsx", NOISE, "not-a-workbook"),
        ("letter.xlsx", zipped({"[Content_Types].xml": b"", "word/document.xml": b""}), "not-a-workbook"),
        ("photos.xlsx", zipped({"a.jpg": b"", "b.jpg": b""}), "not-a-workbook"),
        ("half.xlsx", GOOD[: len(GOOD) // 2], "damaged-file"),
        ("tail.xlsx", GOOD[:-10], "damaged-file"),
        ("half.ods", GOOD_ODS[: len(GOOD_ODS) // 2], "damaged-file"),
        ("hollow.xlsx", zipped({"xl/workbook.xml": b"<workbook/>"}), "damaged-file"),
        ("unknown.xls", OLE, "not-a-workbook"),
        ("hollow.xls", OLE + "Workbook\0".encode("utf-16-le"), "damaged-file"),
        ("hollow.xlsb", zipped({"xl/workbook.bin": b""}), "damaged-file"),
        ("excel-4.xls", b"\x09\x04\x06\x00\x00\x00\x10\x00", "old-format"),
        ("locked.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "password-protected"),
    ],
)
def test_what_is_no_workbook_is_refused(name: str, data: bytes, code: str) -> None:
    assert refused(name, data) == code
    reading = read_file(name, data)
    assert (reading.exit_status, [finding.code for finding in reading.findings]) == (2, [code])


def test_a_refusal_says_what_was_found_instead() -> None:
    found = {}
    for name, data in {
        "a": b"%PDF-1.4",
        "b": b"<?xml version='1.0'?><a/>",
        "c": zipped({"word/document.xml": b""}),
        "d": NOISE,
    }.items():
        refusal = open_workbook(f"{name}.xlsx", data).refusal
        assert refusal is not None
        found[name] = refusal.facts["found"]
    assert found == {"a": "PDF", "b": "XML", "c": "Word", "d": ""}


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.csv", GOOD), ("a.ods", GOOD), ("a.xlsx", GOOD_ODS), ("a.xlsx", b"code;titel"), ("a", GOOD), ("a.xls", GOOD)],
)
def test_an_ending_that_belies_the_content_is_refused(name: str, data: bytes) -> None:
    assert refused(name, data) == "wrong-extension"


@pytest.mark.parametrize(("name", "macros", "known_as"), [("a.xlsm", True, "xlsm"), ("a.xlsm", False, "xlsm")])
def test_a_workbook_with_macros_is_read_without_them(name: str, macros: bool, known_as: str) -> None:
    """A workbook may be saved as one that can hold macros and hold none."""
    data = zipped(unzipped(GOOD) | ({"xl/vbaProject.bin": OLE} if macros else {}))
    opened = open_workbook(name, data)
    assert (cells(opened), opened.workbook.format) == ([["Vak", 1.0]], known_as)
    assert refused("a.xlsx", data) == ("wrong-extension" if macros else None)


def test_merged_cells_count_as_far_as_something_is_filled_in() -> None:
    workbook = load_workbook(io.BytesIO(xlsx({"Blad": [["Titel", "", ""], ["a", "b", ""], ["", "", "c"]]})))
    for area in ("A1:Z1", "B2:B9", "C3:D3", "E5:F6"):
        workbook["Blad"].merge_cells(area)
    out = io.BytesIO()
    workbook.save(out)
    (sheet,) = open_workbook("a.xlsx", out.getvalue()).workbook.sheets
    assert [str(area) for area in sheet.merged] == ["Blad!A1:C1", "Blad!B2:B3"]


def test_a_merge_over_all_of_a_sheet_is_ignored_with_a_warning() -> None:
    """The merging is written into the file afterwards: a spreadsheet program would have emptied the covered cells."""
    parts = unzipped(xlsx({"Blad": [["Vak", "Doel", "Fase"], ["a", "x", "1"], ["b", "", "2"]]}))
    sheet = "xl/worksheets/sheet1.xml"
    merging = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    opened = open_workbook("a.xlsx", zipped(parts | {sheet: parts[sheet].replace(b"</sheetData>", merging)}))
    assert opened.workbook.sheets[0].merged == ()
    assert [(one.code, str(one.ref)) for one in opened.findings] == [("merged-over-all", "Blad!A1:C3")]


@pytest.mark.parametrize("content", ["content.xml", "encrypted-package"])
def test_an_ods_with_a_password_is_refused_part_by_part_or_as_a_whole(content: str) -> None:
    manifest = b"<manifest:manifest><manifest:encryption-data/></manifest:manifest>"
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    locked = zipped({"mimetype": kind, content: NOISE, "META-INF/manifest.xml": manifest})
    assert refused("locked.ods", locked) == "password-protected"


def test_a_zip_of_which_the_parts_are_locked_is_refused() -> None:
    locked = bytearray(zipped({"xl/workbook.xml": b""}))
    central = locked.index(b"PK\x01\x02")
    locked[central + 8] |= 1  # the flag for encryption in the directory of the zip
    assert refused("locked.xlsx", bytes(locked)) == "password-protected"


def test_one_changed_byte_in_a_packed_part_is_damage_and_no_exception() -> None:
    broken = bytearray(zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet" * 9, "content.xml": b""}))
    broken[40] ^= 0xFF
    assert refused("bent.ods", bytes(broken)) == "damaged-file"


def test_a_file_over_ten_megabytes_is_not_even_looked_into() -> None:
    assert refused("big.csv", b"a;b\n" * (10 * 2**18 + 1)) == "file-too-large"


def test_a_small_zip_that_unpacks_to_over_a_hundred_megabytes_is_refused_unread() -> None:
    """Eleven parts of 10 MB of zeros each say 110 MB in the directory and take 110 kB packed."""
    parts = {f"xl/media/{number}.png": bytes(10 * 2**20) for number in range(11)}
    bomb = zipped({"xl/workbook.xml": b"", **parts})
    assert len(bomb) < 2**18
    assert refused("bomb.xlsx", bomb) == "unpacked-too-large"


def test_parts_of_the_same_name_all_count() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for _ in range(11):
            archive.writestr("xl/workbook.xml", bytes(10 * 2**20))
    assert refused("twins.xlsx", out.getvalue()) == "unpacked-too-large"


@pytest.mark.parametrize("far", ["XFD1048576", "A20001", "ALM1", "ZZZZZ1", "A9999999999", "A" + "9" * 5000])
def test_one_cell_far_away_is_refused_before_the_parser_builds_everything_up_to_it(far: str) -> None:
    """ALM is column 1001; the limits are 20,000 rows and 1,000 columns."""
    assert refused("far.xlsx", _with_cell(f'<c r="{far}"><v>1</v></c>'.encode())) == "sheet-too-large"


@pytest.mark.parametrize("near", ['<c r="ALL20000"><v>1</v></c>', '<c r="XFD1048576" s="1"/>'])
def test_the_last_cell_allowed_and_an_empty_cell_far_away_are_accepted(near: str) -> None:
    assert refused("near.xlsx", _with_cell(near.encode())) is None


def test_a_cell_of_two_billion_spaces_is_refused() -> None:
    parts = unzipped(GOOD_ODS)
    parts["content.xml"] = parts["content.xml"].replace(b"Vak", b'<text:s text:c="2000000000"/>')
    assert refused("spaces.ods", zipped(parts)) == "cell-too-long"


def test_the_name_is_kept_without_its_folders_and_without_halves_of_characters() -> None:
    assert open_workbook("C:\\mijn map\\../matrix\udce9.xlsx", GOOD).workbook.file_name == "matrix?.xlsx"


def test_a_hidden_sheet_is_known_as_hidden() -> None:
    opened = open_workbook("a.xlsx", xlsx({"Oud": [["x"]], "Nieuw": [["y"]]}, hidden=["Oud"]))
    assert [(sheet.name, sheet.visible) for sheet in opened.workbook.sheets] == [("Oud", False), ("Nieuw", True)]


def _with_cell(cell: bytes) -> bytes:
    """The good workbook with one more cell in a row of its own."""
    parts = unzipped(GOOD)
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(b"</sheetData>", b"<row>" + cell + b"</row></sheetData>")
    return zipped(parts)
