"""The catalogues: complete, in step with the code, and fit to be filled in."""

import ast
from collections.abc import Iterable
from enum import StrEnum
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message

from curriculum_map.domain.ambitions import Weight
from curriculum_map.domain.curriculum import BlankMeans, Perspective, Status
from curriculum_map.domain.findings import Finding, Severity
from curriculum_map.domain.text import LANGUAGES, Language
from curriculum_map.importing.description import Description, blank_question, open_questions
from curriculum_map.reports.gap.words import SHEET_NAMES
from curriculum_map.services.imports import Outcome
from curriculum_map.wording import labels
from curriculum_map.wording.catalogue import say, say_many
from curriculum_map.wording.findings import SENTENCES, sentence
from curriculum_map.wording.labels import label
from curriculum_map.wording.outcomes import outcome_sentence
from tests.wording.catalogues import calls, catalogue_path, messages_in_code, read_catalogue, updated

CHOICES = [
    choice for kind in vars(labels).values() if isinstance(kind, type) and issubclass(kind, StrEnum) for choice in kind
]
# What each finding's sentence is given, as the importer gives it; a code without an entry has no facts.
TWICE: dict[str, object] = {"field": "rater", "written": "team", "other": "programme team"}
FACTS: dict[str, dict[str, object]] = {
    "file-too-large": {"megabytes": 10},
    "unpacked-too-large": {"megabytes": 100},
    "sheet-too-large": {"sheet": "Grid", "last": "ALM7", "rows": 20_000, "columns": 1_000},
    "too-many-places": {"sheet": "Grid", "most": 5_000_000},
    "too-many-parts": {"most": 2_000},
    "too-many-sheets": {"most": 200},
    "too-many-merged": {"sheet": "Grid", "most": 20_000},
    "too-much-text": {"megabytes": 48},
    "sheet-in-utf-16": {"sheet": "Grid"},
    "unclosed-quote": {"line": 3},
    "text-after-quote": {"line": 3},
    "encoding-guessed": {"encoding": "Mac Roman"},
    **{
        code: {"cells": "B3, C4", "count": 2, "most": 32_767}
        for code in ("cell-too-long", "control-character", "bidirectional-character", "number-without-value")
    },
    "not-a-workbook": {"found": "", "readable": ".xlsx, .csv"},
    "wrong-extension": {"extension": "xls", "kind": "csv"},
    "no-course-table": {"seems": {"Grid": "course-list", "Notes": "not-a-map"}},
    "sheet-without-map": {"field": "sheet", "written": "2024", "choices": ["2025"], "proposal": "2025"},
    "several-grids": {"field": "sheet", "sheets": "2025, 2026", "choices": ["2025", "2026"], "proposal": "2025"},
    "sheets-together": {"field": "together", "sheets": "1, 2", "choices": ["1", "2"], "proposal": ["1", "2"]},
    "sheets-read-together": {"sheets": "Fase 1, Fase 2"},
    "sheets-apart": {
        "sheet": "1",
        "second": "2",
        "apart": "fields-differ",
        "written": "6",
        "first": "4",
        "other": "1!C4",
    },
    "heading-from-sheet": {"sheets": "Kennis, Attitudes"},
    "field-from-sheet": {"field": "phase", "sheets": "Fase 1, Fase 2"},
    "several-tables": {"sheet": "Grid", "refs": ["Grid!B3", "Grid!B40"]},
    "merged-over-all": {"sheet": "Grid"},
    "tables-joined": {"sheet": "Grid", "refs": ["Grid!B3", "Grid!B40"], "count": 2},
    "tables-disagree": {"written": "practised", "first": "exemplary", "other": "Grid!D4"},
    "layout-unsure": {
        "field": "layout",
        "sheet": "Grid",
        "doubt": "orientation",
        "choices": ["courses_rows", "courses_cols", "long"],
        "proposal": "courses_rows",
    },
    "hidden-sheet": {"sheet": "2025"},
    "no-targets-left": {"count": 4},
    "hidden-lines": {"sheet": "Grid", "rows": 2, "columns": 1},
    "hidden-lines-read": {"sheet": "Grid", "rows": 2, "columns": 1},
    "conditional-colours": {},
    "xlsb-looks-not-read": {},
    "comments-not-read": {"count": 2, "refs": ["Grid!D4", "Grid!E5"]},
    "colour-against-mark": {"written": "1", "explanation": "practised", "count": 2, "refs": ["Grid!D4", "Grid!E4"]},
    "colour-without-mark": {"written": "", "explanation": "practised", "count": 1, "refs": ["Grid!D4"]},
    "colours-not-read": {"written": "1", "values": ["new", "to be discussed"], "count": 2, "refs": ["Grid!D4"]},
    "struck-through": {"written": "practised", "count": 1, "refs": ["Grid!D4"]},
    "faint-text": {"written": "practised", "count": 1, "refs": ["Grid!D4"]},
    "too-many-marks": {"most": 255},
    "marks-without-course": {"why": "unnamed", "count": 4},
    "title-too-long": {"written": "Ethics…", "most": "300"},
    "formula-without-value": {"written": "=B3*2"},
    "spreadsheet-error": {"written": "#REF!"},
    "bad-credits": {"written": "six", "most": "60"},
    "credits-missing": {"course": "Ethics"},
    "bad-phase": {"written": "first"},
    "unknown-status": {"written": "sometimes"},
    "track-unsure": {"written": "A/B", "count": 1, "refs": ["Grid!E3"], "choices": [], "proposal": "A; B"},
    "tracks-read-apart": {"written": "A/B", "count": 1, "refs": ["Grid!E3"], "values": ["A", "B"]},
    "track-without-name": {"written": "track"},
    "group-unsure": {
        "field": "group",
        "group": "Media",
        "count": 4,
        "refs": ["Grid!E3"],
        "choices": ["1", "6 ects", "not-known"],
        "proposal": None,
    },
    "group-without-rule": {"group": "Media", "count": 3, "refs": ["Grid!E3"]},
    "group-rule-read": {"group": "Media", "count": 3, "refs": ["Grid!E3"], "rule": "1"},
    "group-without-courses": {"group": "Media", "count": 0, "refs": []},
    "group-rule-unclear": {"written": "Media | 1 | 6"},
    "status-missing": {"count": 3},
    "duplicate-code": {"written": "OPO1", "other": "Courses!A4", "kind": "other-title", "choices": ["keep"]},
    "row-without-course": {"why": "text-only", "count": 1, "refs": ["Grid!A9"]},
    "lines-left-out": {"why": "totals", "count": 2, "refs": ["Grid!A9", "Grid!A12"]},
    "line-unsure": {
        "field": "line",
        "written": "Year 1",
        "sign": "name",
        "count": 9,
        "choices": ["no-course", "course"],
        "proposal": "no-course",
    },
    "line-no-course": {"written": "Benchmark", "why": "whole"},
    "rated-twice": {"written": "practised", "first": "exemplary", "other": "Grid!C2"},
    "columns-without-name": {"count": 2, "refs": ["Grid!H1", "Grid!I1"]},
    "two-programmes": {"field": "programme", "written": "Social Work", "other": "family-science"},
    "said-twice": TWICE,
    "not-a-choice": {"field": "programme", "written": "Cookery", "choices": ["social-work", "family-science"]},
    "bad-academic-year": {"written": "2026-28"},
    "answered-otherwise": TWICE,
    "edition-by-headings": {"written": "the new one", "other": "sap-2024-nl"},
    "mixed-granularity": {"written": "Ethics", "target": "inclusion"},
    "merged-levels": {"written": "2"},
    "column-without-heading": {"written": "2"},
    "target-twice": {"written": "K", "target": "inclusion.knowledge", "other": "Courses!H3"},
    "target-missing": {"targets": ["inclusion", "own-literacy", "client-literacy", "choosing"], "count": 4},
    "column-not-read": {"written": "Remarks"},
    "name-of-other-edition": {"target": "inclusion", "edition": "sap-2024-nl", "other": "kjg-nl"},
    "number-contradicts-name": {"target": "inclusion", "edition": "sap-2024-nl", "written": 3, "number": 1},
    "ambition-twice": {"target": "inclusion"},
    "ambition-for-unknown-target": {"written": "Cookery – Knowledge"},
    "ambition-granularity": {"granularity": "cell"},
    "ambition-without-level": {"written": "essential"},
    "unknown-ambition-level": {"written": "4"},
    "unknown-weight": {"written": "heavy"},
    "unknown-position": {"written": "boss"},
    "element-of-other-edition": {"written": "Barriers to online support", "edition": "kjg-nl"},
    "ambitions-not-taken": {"perspective": "student"},
    "unknown-mark": {
        "field": "mark",
        "written": "x",
        "count": 4,
        "note": "file-legend",
        "explanation": "present",
        "explained_at": "Legend!B2",
        "refs": ["Grid!D4"],
        "choices": ["not-covered", "exemplary", "not-rated", "not-applicable"],
        "proposal": "exemplary",
    },
    "other-framework": {"columns": ["1.1", "1.2"], "count": 2, "choices": ["not-read"], "proposal": None},
    "heading-unsure": {
        "field": "target",
        "written": "Vison",
        "target": "vision",
        "proposal": "vision",
        "looks": "typing",
        "choices": ["vision", "not-read"],
        "edition": "kjg-nl",
    },
    "heading-number": {
        "field": "target",
        "written": "4",
        "proposal": None,
        "choices": ["vision", "not-read"],
        "components": ["knowledge", "skills"],
        "refs": ["Grid!D2", "Grid!E2"],
    },
    "components-in-cells": {"written": "K1 | V2 | A3", "components": ["knowledge", "skills"], "count": 4},
    "headings-in-order": {
        "field": "numbers",
        "count": 2,
        "refs": ["Grid!C1", "Grid!D1"],
        "edition": "sap-2024-nl",
        "headings": ["DIV", "ZMW"],
        "targets": ["inclusion", "own-literacy"],
        "choices": ["sap-2024-nl"],
        "proposal": "sap-2024-nl",
    },
    "headings-numbers": {
        "field": "numbers",
        "count": 9,
        "refs": ["Grid!C1", "Grid!D1"],
        "edition": "sap-2024-nl",
        "numbered": ["inclusion", "own-literacy"],
        "choices": ["sap-2024-nl", "kjg-nl"],
        "proposal": "sap-2024-nl",
    },
    "columns-below": {
        "field": "target",
        "written": "student",
        "values": ["lecturer", "student"],
        "count": 9,
        "proposal": None,
        "choices": ["not-read"],
    },
    "heading-unknown": {"field": "target", "written": "1.2.3.4", "proposal": None, "choices": ["vision", "not-read"]},
    "column-unsure": {
        "field": "course_column",
        "written": "Y",
        "values": ["6", "3"],
        "choices": ["ects", "not-read"],
        "proposal": "ects",
    },
    "code-is-date": {"written": "2026-09-01", "proposal": None, "choices": []},
    "blank-in-list": {},
    "codes-with-decimals": {
        "count": 2,
        "refs": ["Grid!A2"],
        "values": ["1.1"],
        "choices": ["keep"],
        "proposal": "keep",
    },
    "code-is-number": {"written": "2.00E+10", "proposal": "2E10", "choices": []},
    "phase-of-section": {"written": "Fase 1", "count": 9},
    "track-of-section": {"written": "Track Youth", "track": "Youth", "count": 3},
    "status-of-section": {"written": "Common core", "status": "compulsory", "count": 9},
    "group-of-section": {
        "written": "Electives (choose 2)",
        "group": "Electives",
        "count": 2,
        "values": ["Film", "Radio"],
    },
    "no-levels": {"count": 12},
    "carried-down": {"written": "Phase", "count": 9},
    "credits-in-title": {"written": "Ethics (6 ECTS)", "title": "Ethics", "count": 12},
    "code-in-title": {"written": "SW101 Ethics", "code": "SW101", "title": "Ethics", "count": 12},
    "code-missing": {"count": 2, "refs": ["Grid!A4", "Grid!A5"]},
    "duplicate-row": {"written": "Ethics", "kind": "same-row", "other": "Grid!B4", "proposal": None},
    "duplicate-title": {"written": "Ethics", "other": "Grid!B4"},
    "persons-not-read": {"columns": ["Lecturer", "E-mail"], "refs": ["Grid!F3", "Grid!G3"]},
    "answers-broken": {"line": 3},
    "answers-too-large": {"kilobytes": 256},
    "answers-reference": {"line": 3},
    "answers-no-mapping": {"line": 3, "written": "x", "path": "marks"},
    "answers-no-text": {"line": 3, "path": "marks.x"},
    "answers-unknown-key": {"line": 3, "written": "colour", "choices": ["marks", "columns"]},
    "answers-key-twice": {"line": 3, "written": "marks"},
    "answers-not-a-choice": {"line": 3, "path": "marks.x", "written": "much", "choices": ["exemplary"]},
    "wording-incomplete": {"field": "text"},
    "unknown-element-code": {"written": "9.9.9", "edition": "sap-2024-nl", "choices": ["sap-2024-nl:future.skills.1"]},
    "ambiguous-element-code": {"written": "6.1.1", "edition": "sap-2024-nl", "choices": ["kjg-nl:future.skills.1"]},
    "unknown-cell": {"written": "Cookery", "choices": ["vision.skills", "vision.attitudes"]},
    "wording-twice": {"other": "Texts!A2"},
    "wording-not-text": {"written": "#REF!"},
    "wording-too-long": {"written": "It is said…", "most": "2000"},
    "text-beyond-headings": {"written": " and so on"},
    "framework-file-too-large": {"megabytes": 10},
    "framework-broken": {"line": 3, "format": "YAML"},
    "framework-yaml-reference": {"line": 3},
    "framework-no-items": {"where": "items"},
    "framework-too-many-items": {"count": 6_000, "most": 5_000},
    "framework-item-not-read": {"line": 3},
    "framework-key-not-read": {"where": "colour"},
    "framework-key-twice": {"line": 3, "written": "label"},
    "framework-value-not-text": {"where": "title"},
    "framework-bad-order": {"line": 3, "written": "first"},
    "framework-id-made": {"id": "ethics"},
    "framework-id-taken": {"id": "kjg-nl"},
    "framework-without-title": {"title": "ethics"},
    "framework-language-assumed": {"written": "fr"},
    "framework-item-without-id": {"line": 3, "label": "Ethics"},
    "framework-duplicate-id": {"line": 3, "id": "1", "count": 1},
    "framework-empty-label": {"line": 3, "id": "1"},
    "framework-orphan": {"line": 3, "id": "1.1", "parent": "1"},
    "framework-circle": {"line": 3, "items": "1 → 2 → 1"},
    "framework-second": {"line": 3, "label": "Ethics"},
    "framework-associations-ignored": {"count": 3, "kinds": "precedes: 3"},
    "framework-several-parents": {"where": "CFAssociations", "id": "1.1", "parents": "2, 3"},
    "framework-link-without-item": {"where": "CFAssociations", "id": "1.1", "parents": "1"},
    **{question.code: dict(question.facts) for question in open_questions(Description())},
    **{question.code: dict(question.facts) for question in [blank_question(Description(), 53)] if question},
}


def texts(written: str | Iterable[str] | None) -> list[str]:
    """The one text of a message or of its translation, or the two of a plural."""
    return [written] if isinstance(written, str) else list(written or ())


def entries(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_is_what_make_catalogue_writes(language: Language) -> None:
    """So every message of the code is in it, and nothing else."""
    assert catalogue_path(language).read_bytes() == updated(language), "run `make catalogue`, then translate"


def test_messages_are_written_out_where_they_are_said() -> None:
    """Or stand in a name; what is put together on the spot would not be found."""
    together = (ast.JoinedStr, ast.BinOp, ast.IfExp)
    assert [f"{file}:{line}" for file, line, said in calls() if any(isinstance(one, together) for one in said)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_in_a_catalogue_is_guessed_or_obsolete(language: Language) -> None:
    catalogue = read_catalogue(language)
    assert [message.id for message in entries(catalogue) if message.fuzzy] == []
    assert not catalogue.obsolete


def test_every_message_has_a_dutch_translation() -> None:
    assert [message.id for message in entries(read_catalogue("nl")) if not all(texts(message.string))] == []


def test_translations_have_the_placeholders_of_the_message() -> None:
    for message in entries(read_catalogue("nl")):
        wanted = placeholders(texts(message.id)[0])
        assert [text for text in (*texts(message.id), *texts(message.string)) if placeholders(text) != wanted] == []


def test_quotation_marks_are_typographic() -> None:
    said = [text for message in entries(read_catalogue("nl")) for text in (*texts(message.id), *texts(message.string))]
    assert [text for text in said if '"' in text] == []


def test_a_message_is_said_in_the_language_asked_for() -> None:
    assert say("Coverage", "nl") == "Dekking"
    assert say("Coverage", "en") == "Coverage"
    assert say("phase {phase}", "nl", phase=2) == "fase 2"


@pytest.mark.parametrize(
    ("language", "count", "said"),
    [
        ("nl", 1, "1 opleidingsonderdeel"),
        ("nl", 0, "0 opleidingsonderdelen"),
        ("en", 1, "1 course"),
        ("en", 2, "2 courses"),
    ],
)
def test_a_count_chooses_the_form(language: Language, count: int, said: str) -> None:
    assert say_many("{count} course", "{count} courses", count, language) == said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", SENTENCES)
def test_every_finding_is_a_sentence(code: str, language: Language) -> None:
    said = sentence(Finding(code, Severity.ERROR, None, FACTS.get(code, {})), language)
    assert said.endswith((".", "?"))
    assert not set("{}[]") & set(said)


def test_every_finding_with_facts_is_known() -> None:
    assert set(FACTS) <= set(SENTENCES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("choice", CHOICES)
def test_every_choice_has_a_label(choice: StrEnum, language: Language) -> None:
    assert label(choice, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("choice", [*Status, *Perspective, *BlankMeans, *Weight])
def test_a_label_in_a_drop_down_list_of_the_template_has_no_comma(choice: StrEnum, language: Language) -> None:
    assert "," not in label(choice, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_is_a_sentence(outcome: Outcome, language: Language) -> None:
    assert outcome_sentence(outcome, language).endswith((".", "?"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_names_of_sheets_differ_and_fit(language: Language) -> None:
    names = [say(name, language) for name in SHEET_NAMES.values()]
    assert len(set(names)) == len(names)
    assert all(len(name) <= 31 and not set(name) & set(r"[]:*?/\'") for name in names)


def test_the_template_and_the_screens_use_the_words_of_the_field() -> None:
    said = [say(name, "nl") for name in ("Programme", "Courses", "Ambitions", "Legend")]
    assert said == ["Opleiding", "Opleidingsonderdelen", "Ambities", "Legende"]


def test_every_message_in_the_code_is_found() -> None:
    found = {text for message in entries(messages_in_code()) for text in texts(message.id)}
    sentences = {text for said in SENTENCES.values() for text in texts(said)}
    assert {*sentences, *SHEET_NAMES.values(), "Programme", "{count} courses"} <= found
