"""The accreditation dossier of a programme, described once: as a document and, with the same tables, as a workbook."""

from collections.abc import Callable, Iterator, Mapping
from textwrap import wrap

from curriculum_map.domain.text import Language
from curriculum_map.frameworks.loader import programme_name
from curriculum_map.reports.book import Book, Column, Kind, Sheet, Value
from curriculum_map.reports.document import Document, Part
from curriculum_map.reports.dossier.input import Dossier, Section
from curriculum_map.reports.dossier.tables import evidence, gaps, matrix, progressed, rated_by, since_snapshot
from curriculum_map.reports.gap.comments import commented, commented_targets
from curriculum_map.reports.gap.cover import contents, facts
from curriculum_map.reports.gap.decisions import decisions
from curriculum_map.reports.gap.legend import legend
from curriculum_map.reports.gap.questions import balanced, questions
from curriculum_map.reports.gap.raters import agreed, contested, raters_agree
from curriculum_map.reports.gap.sample import audit_sample
from curriculum_map.reports.gap.words import INSTRUMENT, counted_so, meddled
from curriculum_map.wording.catalogue import mark, say

Describe = Callable[[Dossier, Language], Iterator[Part]]
# A row of a workbook is never higher than 27 lines; what programs differ is kept free.
_SIGNS_IN_A_LINE, _LINES_IN_A_ROW = 100, 24


def describe_dossier(dossier: Dossier, language: Language) -> Document:
    """The dossier as a document: what it is about, then its sections in their order."""
    parts = [
        part for section in Section if section in dossier.sections for part in _SECTIONS[section](dossier, language)
    ]
    about = facts(dossier.report, language, is_public=dossier.is_public)
    notes = (*meddled(dossier.report, language), say(INSTRUMENT, language))
    return Document(dossier_title(dossier, language), tuple(about), notes, dossier.report.made_at, tuple(parts))


def describe_dossier_book(dossier: Dossier, language: Language) -> Book:
    """The same as a workbook: a first sheet with what it is about, its sheets and the texts; then one a table."""
    document = describe_dossier(dossier, language)
    tables = tuple(part.table for part in document.parts if part.table is not None)
    rows: list[tuple[Value, ...]] = [*document.facts, *contents(tables, language)]
    for part in document.parts:
        rows += [(part.title, piece) for text in part.texts for piece in _pieces(text)]
    first = Sheet(
        name=say(mark("Dossier"), language),
        title=document.title,
        columns=(Column(say(mark("About"), language), 44, Kind.LABEL), Column(say(mark("Text"), language), 120)),
        rows=tuple(rows),
        notes=document.notes,
        filtered=False,
    )
    return Book(document.title, document.made_at, (first, *tables))


def _pieces(text: str) -> Iterator[str]:
    """A text in pieces that a row of a workbook can show: of whole lines, and of whole words of a very long line."""
    piece: list[str] = []
    filled = 0
    for line in text.split("\n"):
        for part in wrap(line, (_LINES_IN_A_ROW - 1) * _SIGNS_IN_A_LINE) or [""]:
            takes = 1 + len(part) // _SIGNS_IN_A_LINE
            if piece and filled + takes > _LINES_IN_A_ROW:
                yield "\n".join(piece)
                piece, filled = [], 0
            piece.append(part)
            filled += takes
    yield "\n".join(piece)


def dossier_title(dossier: Dossier, language: Language) -> str:
    """The title: programme, institution and year."""
    key = dossier.report.grid.key
    return say(
        mark("Dossier digital competences: {programme}, {institution}, {year}"),
        language,
        programme=" – ".join(filter(None, (programme_name(key.programme)[language], key.campus))),
        institution=key.institution,
        year=key.academic_year,
    )


def _method(dossier: Dossier, language: Language) -> Iterator[Part]:
    report = dossier.report
    texts = [
        say(
            mark("Each course was rated for each target of the framework on a legend of four ordered levels."), language
        ),
        counted_so(report.rule, language),
        say(
            mark("A place that nobody rated is not the same as a place that is not covered; both are named."), language
        ),
        say(mark("Levels are an order: they are never added up or averaged, and there is no score."), language),
    ]
    if report.snapshot is not None:
        texts.append(
            say(
                mark("Everything here comes from the snapshot “{name}”. Its SHA-256 is {sha256}: it can be checked."),
                language,
                name=report.snapshot.name,
                sha256=report.snapshot.sha256,
            )
        )
    yield Part(say(mark("How this was made"), language), texts=tuple(texts))


def _narratives(dossier: Dossier, language: Language) -> Iterator[Part]:
    edition, texts = dossier.report.edition, dossier.narratives
    if not texts:
        return
    yield Part(say(mark("In the words of the programme"), language))
    for focus in edition.focuses:
        clusters = [cluster for cluster in focus.clusters if cluster.id in texts]
        if focus.id in texts or clusters:
            yield Part(focus.name[language], 2, _paragraphs(texts.get(focus.id, "")))
        for cluster in clusters:
            yield Part(cluster.name[language], 3, _paragraphs(texts[cluster.id]))


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in text.split("\n\n") if one.strip())


def _agreement(dossier: Dossier, language: Language) -> Iterator[Part]:
    if dossier.report.raters:
        yield from _table(raters_agree)(dossier, language)
        if Section.QUESTIONS in dossier.sections:
            yield from _table(contested)(dossier, language)
    if dossier.report.agreed or dossier.report.left:
        yield from _table(agreed)(dossier, language)


def _comments(dossier: Dossier, language: Language) -> Iterator[Part]:
    if commented_targets(dossier.report):
        yield from _table(commented)(dossier, language)


def _sample(dossier: Dossier, language: Language) -> Iterator[Part]:
    if dossier.report.samples:
        yield from _table(audit_sample)(dossier, language)


def _changes(dossier: Dossier, language: Language) -> Iterator[Part]:
    if dossier.earlier is not None:
        sheet = since_snapshot(dossier, dossier.earlier, language)
        yield Part(sheet.title, table=sheet)


def _table(describe: Callable[..., Sheet]) -> Describe:
    """A part with the table that the gap report has too."""

    def part(dossier: Dossier, language: Language) -> Iterator[Part]:
        sheet = describe(dossier.report, language)
        yield Part(sheet.title, table=sheet)

    return part


def _own_table(describe: Callable[[Dossier, Language], Sheet]) -> Describe:
    """A part with a table that only the dossier has."""

    def part(dossier: Dossier, language: Language) -> Iterator[Part]:
        sheet = describe(dossier, language)
        yield Part(sheet.title, table=sheet)

    return part


def _legend(dossier: Dossier, language: Language) -> Iterator[Part]:
    sheet = legend(dossier.report.rule, language)
    yield Part(sheet.title, table=sheet)


_SECTIONS: Mapping[Section, Describe] = {
    Section.METHOD: _method,
    Section.RATERS: _own_table(rated_by),
    Section.NARRATIVES: _narratives,
    Section.MATRIX: _own_table(matrix),
    Section.PROGRESSION: _own_table(progressed),
    Section.BALANCE: _table(balanced),
    Section.GAPS: _own_table(gaps),
    Section.DECISIONS: _table(decisions),
    Section.COMMENTS: _comments,
    Section.AGREEMENT: _agreement,
    Section.SAMPLE: _sample,
    Section.CHANGES: _changes,
    Section.QUESTIONS: _table(questions),
    Section.EVIDENCE: _own_table(evidence),
    Section.LEGEND: _legend,
}
