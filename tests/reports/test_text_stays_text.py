"""What a spreadsheet brought in stays text in every file that goes out: Excel, Word, HTML and CSV.

The workbook of a gap report is read so in test_workbook.py.
"""

from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO, StringIO
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from openpyxl import load_workbook

from curriculum_map.domain.curriculum import GridKey
from curriculum_map.domain.rules import HIGHEST
from curriculum_map.reports.dossier.description import describe_dossier, describe_dossier_book
from curriculum_map.reports.dossier.input import Audience, Dossier, Section
from curriculum_map.reports.web_page import write_web_page
from curriculum_map.reports.word import write_word
from curriculum_map.reports.workbook import write_workbook
from curriculum_map.services.reports import gap_report_name
from curriculum_map.services.tables import FlatTable, Heading, table_csv, table_workbook
from tests.grids import KEY, make_grid, row
from tests.reports.reopened import report_of
from tests.reports.test_workbook import HOSTILE, REPORT

# Of each, one that no file can hold and one that is longer than a cell of Excel.
CONTROL, LONG = "a\x00b\x0bc\ufffe", "x" * 40_000
TITLES = (*HOSTILE, CONTROL, LONG)
# The same as it comes out of a cell of Word, which shows a tab as one.
CLEAN = (*HOSTILE, "abc")
GRID = make_grid(
    [row(title, 2, code=f"C{number}") for number, title in enumerate(TITLES)], key=replace(KEY, rater=CONTROL)
)
DOSSIER = Dossier(
    report_of(GRID), Audience.COMMITTEE, tuple(Section), {"inclusion": "\n\n".join((*HOSTILE, CONTROL, LONG))}
)


def test_a_dossier_in_excel_holds_no_formula_and_every_text_as_it_was() -> None:
    book = load_workbook(BytesIO(write_workbook(describe_dossier_book(DOSSIER, "en"), "en")))
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line if cell.value is not None]
    assert "f" not in {cell.data_type for cell in cells}
    assert all(cell.quotePrefix for cell in cells if isinstance(cell.value, str))
    texts = {cell.value for cell in cells}
    assert {f"C{number} {title}" for number, title in enumerate(CLEAN)} <= texts
    assert max(len(text) for text in texts if isinstance(text, str)) <= 32_767
    assert not [cell for cell in cells if cell.hyperlink and cell.hyperlink.target]


def test_a_dossier_in_word_holds_no_field_but_the_numbers_of_pages_and_no_link_that_leaves_it() -> None:
    data = write_word(describe_dossier(DOSSIER, "en"), "en")
    word = docx.Document(BytesIO(data))
    assert not list(word.element.iter(qn("w:fldSimple"), qn("w:instrText")))
    assert {link.get(qn("r:id")) for link in word.element.iter(qn("w:hyperlink"))} == {None}, (
        "the contents: to headings"
    )
    assert [field.get(qn("w:instr")) for field in word.sections[0].footer._element.iter(qn("w:fldSimple"))] == [
        "PAGE",
        "NUMPAGES",
    ]
    written = {"".join(part.text or "" for part in each.iter(qn("w:t"))) for each in word.element.iter(qn("w:tc"))}
    assert {f"C{number} {title}".replace("\t", "") for number, title in enumerate(CLEAN)} <= written
    assert any(len(text) > 30_000 for text in written)
    with ZipFile(BytesIO(data)) as parts:
        relations = "".join(parts.read(name).decode() for name in parts.namelist() if name.endswith(".rels"))
        assert not [name for name in parts.namelist() if "vba" in name.lower()]
    assert 'TargetMode="External"' not in relations


class Texts(HTMLParser):
    """Every tag, every attribute with its value, and the texts."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str | None]] = set()
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= set(attrs)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_a_dossier_in_html_has_no_tag_of_a_text_and_leads_nowhere_else() -> None:
    page = Texts()
    page.feed(write_web_page(describe_dossier(DOSSIER, "en"), "en", "Contents").decode())
    assert not page.tags & {"script", "img", "iframe", "object", "link", "form", "svg"}
    assert {name for name, _ in page.attributes} <= {
        *("lang", "charset", "http-equiv", "content", "name", "id", "class", "href", "scope", "colspan", "rowspan"),
        *("role", "tabindex", "aria-label"),
    }
    assert all(str(value).startswith("#part-") for name, value in page.attributes if name == "href")
    assert {f"C{number} {title}" for number, title in enumerate(CLEAN)} <= set(page.texts)


@pytest.mark.parametrize("hostile", [*HOSTILE, " =1", "\N{NO-BREAK SPACE}+1", "\u200b@x", "\ufeff-1", "\nx", "-2"])
def test_a_text_in_csv_has_an_apostrophe_before_what_a_spreadsheet_would_run(hostile: str) -> None:
    (line,) = (
        StringIO(table_csv(FlatTable("T", (Heading("A"),), ((hostile,),)), "nl").decode("utf-8-sig"))
        .read()
        .split("A\r\n")[1:]
    )
    is_plain = hostile[0] in "#<[{"
    assert line.strip('"\r\n').startswith(hostile[:1] if is_plain else "'")


@pytest.mark.parametrize("title", ["a/b[c]?*:\\d", "'quoted'", "x" * 40, "", "\x07"])
def test_a_sheet_is_named_as_excel_allows_whatever_its_table_is_called(title: str) -> None:
    table = FlatTable(title, (Heading("A"),), (("b",),))
    (name,) = load_workbook(BytesIO(table_workbook(table, "en", REPORT.made_at))).sheetnames
    assert 0 < len(name) <= 31
    assert not set(name) & set("[]:*?/\\")
    assert not name.startswith("'")


def test_the_name_of_a_file_is_made_of_letters_digits_and_hyphens_alone() -> None:
    key = GridKey("../../Évil <b> \x00\u202e", "social-work", "2026-27", None, KEY.perspective)
    assert gap_report_name(key, HIGHEST, "en") == "gap-report-social-work-evil-b-2026-27.xlsx"
