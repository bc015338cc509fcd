"""The dossier: one description, three kinds of file with the same numbers, and to each audience what is for it."""

from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from openpyxl import load_workbook

from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.curriculum import Perspective
from curriculum_map.domain.decisions import Decision, DecisionKind
from curriculum_map.domain.gaps import GapKind
from curriculum_map.domain.levels import Level
from curriculum_map.domain.register import About, Subject
from curriculum_map.domain.samples import Marked, Verdict
from curriculum_map.reports.dossier.description import describe_dossier_book
from curriculum_map.reports.dossier.input import SECTIONS, Audience, Section
from curriculum_map.reports.workbook import write_workbook
from curriculum_map.services.audit_samples import draw_sample, mark_place
from curriculum_map.services.columns import load_columns
from curriculum_map.services.comments import write_comment
from curriculum_map.services.decisions import decide
from curriculum_map.services.dossier import Asked, describe, dossier
from curriculum_map.services.register import write_down
from curriculum_map.services.snapshots import make_snapshot
from curriculum_map.storage.database import Database
from curriculum_map.storage.snapshots import SnapshotInfo
from curriculum_map.wording.labels import label
from tests.databases import store
from tests.grids import make_grid, row
from tests.services.record import NOW, A, keep_ambition, key

KEY = key(A)
TARGETS = ["inclusion.knowledge", "inclusion.skills"]
FIRST = make_grid([row("Ethiek", 1, 1, phase=1), row("Stage", None, 3, phase=3)], TARGETS, key=KEY)
NOW_RATED = make_grid([row("Ethiek", 2, 1, phase=1), row("Stage", None, 3, phase=3)], TARGETS, key=KEY)
STORY = "Wij begonnen met Ethiek.\n\nDaarna kwam de stage."


def frozen() -> tuple[Database, SnapshotInfo]:
    """A snapshot, a year of work, a decision, a text for the dossier, and the snapshot it is written from."""
    database = Database("sqlite://")
    store(database, FIRST)
    _made(database, "Vorige", 1)
    keep_ambition(database, KEY, Level.PRACTISED, 2)
    decision = Decision("inclusion.knowledge", DecisionKind.CHOICE, "Zie stage", "2026-27", GapKind.SOFT, None)
    decide(database, LOCAL_ACTOR, KEY, decision, now=NOW + timedelta(minutes=3))
    about = About(KEY.programme, None, KEY.academic_year, Subject.NARRATIVE, "inclusion")
    write_down(database, LOCAL_ACTOR, A, about, {"text": STORY}, seen=0, now=NOW)
    store(database, NOW_RATED, NOW + timedelta(minutes=4))
    colleague = replace(KEY, rater="lectoren", perspective=Perspective.LECTURER)
    store(database, make_grid([row("Ethiek", 2, 2, phase=1)], TARGETS, key=colleague), NOW + timedelta(minutes=4))
    write_comment(database, LOCAL_ACTOR, KEY, "inclusion.skills", "Nog eens navragen", seen=0, now=NOW)
    draw_sample(database, LOCAL_ACTOR, KEY, n=2, seed=1, now=NOW)
    mark_place(database, LOCAL_ACTOR, KEY, 1, 0, Marked(Verdict.CONFIRMED, "", "lid"), seen=1, now=NOW)
    return database, _made(database, "Visitatie", 5)


def _made(database: Database, name: str, minutes: int) -> SnapshotInfo:
    made = make_snapshot(database, LOCAL_ACTOR, A, name, now=NOW + timedelta(minutes=minutes))
    assert isinstance(made, SnapshotInfo)
    return made


DATABASE, INFO = frozen()


def written(kind: str, audience: Audience = Audience.COMMITTEE, language: str = "en") -> bytes:
    made = dossier(
        DATABASE,
        LOCAL_ACTOR,
        INFO,
        Asked(KEY.programme, audience=audience, kind=kind),
        language,
        now=NOW,  # type: ignore[arg-type]
    )
    assert made is not None
    name, data = made
    assert name == f"dossier-social-work-hogeschool-gent-2026-27-{audience}.{kind}"
    return data


class Cells(HTMLParser):
    """The rows of every table of a page, and its headings."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.headings: list[str] = []
        self._is_cell = self._is_heading = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._is_heading = tag in ("h1", "h2", "h3", "h4")
        if self._is_heading:
            self.headings.append("")
        if tag == "tr":
            self.rows.append([])
        self._is_cell = tag in ("td", "th")
        if self._is_cell:
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        self._is_cell = self._is_cell and tag not in ("td", "th")
        self._is_heading = False

    def handle_data(self, data: str) -> None:
        if self._is_cell:
            self.rows[-1][-1] += data
        if self._is_heading:
            self.headings[-1] += data


def of_html() -> set[tuple[str, ...]]:
    page = Cells()
    page.feed(written("html").decode())
    return {tuple(filter(None, line)) for line in page.rows}


def of_word() -> set[tuple[str, ...]]:
    word = docx.Document(BytesIO(written("docx")))
    found = set()
    for table in word.tables:
        seen: set[object] = set()
        for line in table.rows:
            texts = []
            for cell in line.cells:
                # A cell that stands over several comes with each of them: its text counts once.
                texts += [] if cell._tc in seen else [cell.text]
                seen.add(cell._tc)
            found.add(tuple(filter(None, texts)))
    return found


def of_excel() -> set[tuple[str, ...]]:
    book = load_workbook(BytesIO(written("xlsx")))
    found = {
        tuple(f"{value:g}" if isinstance(value, int | float) else str(value) for value in line if value is not None)
        for sheet in book
        for line in sheet.iter_rows(values_only=True)
    }
    # In a list that can be filtered the target stands in every row, elsewhere in the first of them.
    return found | {line[1:] for line in found}


def test_word_html_and_excel_say_the_same_in_every_row_of_every_table() -> None:
    """But for shares, which Excel holds as numbers, and what a row repeats, which stands once over all of them here."""
    word, html, excel = of_word(), of_html(), of_excel()
    assert word == html
    with_share = {line for line in word if any("%" in text for text in line)}
    rows = [set(line) for line in excel]
    assert not [line for line in word - with_share if not any(set(line) <= row for row in rows)]
    assert len(word) > 40


def test_the_numbers_are_those_of_the_screen() -> None:
    """Knowledge: 2 in Ethiek. Skills: 1 in Ethiek, 3 in Stage, which everybody takes."""
    (column,) = load_columns(DATABASE, LOCAL_ACTOR, [1])
    assert {target: gap.guaranteed for target, gap in column.gaps.items()} == {TARGETS[0]: 2, TARGETS[1]: 3}
    knowledge, skills = (
        next(line[line.index(name) :] for line in of_word() if name in line and "no ambition set" in line)
        for name in ("Knowledge", "Skills")
    )
    assert knowledge[:4] == ("Knowledge", "well framed", "well framed", "no ambition set")
    assert skills[:4] == ("Skills", "practised", "practised", "no ambition set")


def test_it_has_the_words_of_the_programme_the_decision_and_what_changed() -> None:
    text = written("html").decode()
    assert "<p>Wij begonnen met Ethiek.</p>\n<p>Daarna kwam de stage.</p>" in text
    assert "Zie stage" in text
    assert label(DecisionKind.CHOICE, "en") in text
    assert "What changed since the snapshot Vorige (3 November 2026)" in text
    assert ("Knowledge", "exemplary", "well framed", "higher") in {line[-4:] for line in of_html()}


@pytest.mark.parametrize("kind", ["docx", "xlsx", "html"])
def test_what_a_programme_says_to_itself_is_for_its_committee_alone(kind: str) -> None:
    def has_comment(audience: Audience) -> bool:
        data = written(kind, audience)
        if kind == "html":
            return b"Nog eens navragen" in data
        with ZipFile(BytesIO(data)) as packed:
            return any(b"Nog eens navragen" in packed.read(name) for name in packed.namelist())

    assert [has_comment(audience) for audience in Audience] == [True, False, False]


def test_the_public_reads_no_raters_files_cells_or_gaps() -> None:
    text = written("html", Audience.PUBLIC).decode()
    made = describe(DATABASE, LOCAL_ACTOR, INFO, Asked(KEY.programme, audience=Audience.PUBLIC), NOW)
    assert made is not None
    for secret in ("example.xlsx", "Grid!", "Rater", "team", "Zie stage", "Ambition"):
        assert secret not in text, secret
    assert "Wij begonnen met Ethiek." in text
    assert INFO.sha256 in text


def test_who_chooses_sections_takes_away_and_never_adds() -> None:
    asked = Asked(KEY.programme, audience=Audience.PUBLIC, sections=[Section.MATRIX, Section.EVIDENCE])
    made = describe(DATABASE, LOCAL_ACTOR, INFO, asked, NOW)
    assert made is not None
    assert made.sections == (Section.MATRIX,)
    assert Section.EVIDENCE not in SECTIONS[Audience.PUBLIC]


@pytest.mark.parametrize("kind", ["docx", "xlsx", "html"])
def test_what_came_after_the_snapshot_is_not_in_it(kind: str) -> None:
    before = written(kind)
    later = make_grid([row("Iets nieuws", 3, 3)], TARGETS, key=KEY)
    database, info = frozen()
    store(database, later, NOW + timedelta(minutes=9))
    made = dossier(
        database, LOCAL_ACTOR, info, Asked(KEY.programme, audience=Audience.COMMITTEE, kind=kind), "en", now=NOW
    )
    assert made is not None
    assert len(made[1]) == pytest.approx(len(before), abs=40)
    assert b"Iets nieuws" not in made[1]


def test_making_one_says_how_far_it_is_and_stops_where_it_is_told_to() -> None:
    """Once the snapshot is read, once its figures are counted, and once the snapshot before is read too."""
    heard: list[float] = []
    dossier(DATABASE, LOCAL_ACTOR, INFO, Asked(KEY.programme, kind="html"), "en", now=NOW, told=heard.append)
    assert heard == [0.25, 0.4, 0.6]

    def stop(share: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        dossier(DATABASE, LOCAL_ACTOR, INFO, Asked(KEY.programme), "en", now=NOW, told=stop)


def test_a_programme_that_is_not_in_the_snapshot_has_none() -> None:
    assert dossier(DATABASE, LOCAL_ACTOR, INFO, Asked("family-science"), "nl", now=NOW) is None


# What the issue of a dossier promises, each under its heading, to a committee.
PROMISED = (
    "How this was made",
    "Who rated",
    "In the words of the programme",
    "Coverage, guaranteed and possible",
    "Through the phases",
    "Knowledge, skills and attitudes of each cluster",
    "Gaps and what was decided about them",
    "Decisions about gaps",
    "How far the raters agree",
    "Audit sample: claims checked against the course sheets",
    "What changed since the snapshot Vorige (3 November 2026)",
    "Evidence: the courses behind each target",
)


def test_an_independent_reader_finds_every_part_its_tables_and_the_hash_in_all_three() -> None:
    word, page = docx.Document(BytesIO(written("docx"))), Cells()
    page.feed(written("html").decode())
    headings = [one.text for one in word.paragraphs if one.style is not None and one.style.name.startswith("Heading")]
    assert [name for name in PROMISED if name not in headings] == []
    assert headings == page.headings[2:], "after the title and the contents"
    book = load_workbook(BytesIO(written("xlsx")))
    assert {sheet["A1"].value for sheet in book} >= set(PROMISED) - {PROMISED[0], PROMISED[2]}
    links = [cell.hyperlink.location for (cell, *_) in book.worksheets[0].iter_rows() if cell.hyperlink]
    assert links == [f"'{name}'!A1" for name in book.sheetnames[1:]]
    texts = [cell.value for line in book.worksheets[0].iter_rows() for cell in line]
    for found in ([cell for line in of_word() for cell in line], [cell for line in of_html() for cell in line], texts):
        assert any(INFO.sha256 in str(text) for text in found)
    for table in word.tables[1:]:
        assert table._tbl.tblPr.find(qn("w:tblCaption")) is not None, "an alternative text"
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None, "a row of headings on each page"
    for properties in (word.core_properties, book.properties):
        assert (getattr(properties, "author", None) or properties.creator) == "curriculum-map"
        assert "somebody" not in str(properties.last_modified_by if hasattr(properties, "last_modified_by") else "")


def test_a_long_text_stands_whole_in_the_workbook_over_as_many_rows_as_it_takes() -> None:
    """18,000 signs in one line are 8 rows of at most 2,300, no row higher than the 409 points that a program takes.

    A list of 30 short lines is two rows: 24 lines, and 6.
    """
    made = describe(DATABASE, LOCAL_ACTOR, INFO, Asked(KEY.programme, audience=Audience.PANEL), NOW)
    assert made is not None
    line, lines = "Dit is een lange zin. " * 818, "\n".join(f"- punt {number}" for number in range(30))
    told = replace(made, narratives={"inclusion": f"{line}\n\n{lines}"})
    sheet = load_workbook(BytesIO(write_workbook(describe_dossier_book(told, "nl"), "nl"))).worksheets[0]
    said = [
        str(text.value)
        for name, text in sheet.iter_rows(max_col=2)
        if name.value == made.report.edition.name("inclusion", "nl")
    ]
    assert [len(text) < 2400 for text in said] == [True] * 10
    assert " ".join(said[:8]).split() == line.split()
    assert "\n".join(said[8:]) == lines
    assert max(one.height for one in sheet.row_dimensions.values() if one.height) < 409


INCLUSION = "Paying attention to and promoting digital inclusion"


def test_the_evidence_names_a_target_once_in_a_document_and_in_each_row_of_a_list_that_can_be_filtered() -> None:
    """Skills: Ethiek (exemplary) and Stage (practised)."""
    page = Cells()
    page.feed(written("html").decode())
    lines = [tuple(filter(None, line)) for line in page.rows]
    assert lines.count((f"{INCLUSION} – Skills",)) == 1
    heading = lines.index((f"{INCLUSION} – Skills",))
    assert [line[-1] for line in lines[heading + 1 : heading + 3]] == ["Grid!H6", "Grid!H7"]
    sheet = load_workbook(BytesIO(written("xlsx")))["Evidence"]
    lines = [line for line in sheet.iter_rows(values_only=True) if line[6] in ("Grid!H6", "Grid!H7")]
    assert len({line[0] for line in lines}) == 1
    assert not [area for area in sheet.merged_cells.ranges if area.min_row > 5]
