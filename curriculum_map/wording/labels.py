"""The labels of fixed choices, per language."""

from collections.abc import Mapping
from enum import StrEnum

from curriculum_map.domain.ambitions import Position, Weight
from curriculum_map.domain.crosswalk import Relation
from curriculum_map.domain.curriculum import BlankMeans, Perspective, Status
from curriculum_map.domain.decisions import DecisionKind, DecisionState
from curriculum_map.domain.findings import Severity
from curriculum_map.domain.framework import Granularity, Subtheme
from curriculum_map.domain.gaps import Gap, GapKind
from curriculum_map.domain.register import Subject
from curriculum_map.domain.samples import Verdict
from curriculum_map.domain.text import Language, Text
from curriculum_map.wording.catalogue import mark, say

# Per kind of choice: members of two enumerations with the same id, such as "elective", are equal as keys.
_LABELS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    Status: {
        Status.COMPULSORY: mark("compulsory"),
        Status.ELECTIVE: mark("elective"),
        Status.TRACK: mark("track"),
    },
    Perspective: {
        Perspective.COORDINATOR: mark("coordinator"),
        Perspective.LECTURER: mark("lecturer"),
        Perspective.STUDENT: mark("student"),
        Perspective.ALUMNI: mark("alumni"),
        Perspective.FIELD: mark("field of work"),
    },
    BlankMeans: {
        BlankMeans.NOT_RATED: mark("not rated yet"),
        BlankMeans.NOT_COVERED: mark("not covered"),
    },
    Weight: {
        Weight.ESSENTIAL: mark("essential"),
        Weight.NICE_TO_HAVE: mark("nice to have"),
        Weight.NOT_FOR_US: mark("not for us"),
    },
    Position: {
        Position.BEGINNER: mark("beginner"),
        Position.EXPERIENCED: mark("professional with experience"),
        Position.PIONEER: mark("pioneer"),
        Position.DRIVER: mark("driver"),
    },
    Granularity: {
        Granularity.CLUSTER: mark("per cluster"),
        Granularity.CELL: mark("per cell"),
        Granularity.ELEMENT: mark("per element"),
    },
    Subtheme: {
        Subtheme.INFORMING_ONLINE: mark("informing online"),
        Subtheme.COMMUNICATING_ONLINE: mark("communicating online"),
        Subtheme.USING_TOOLS: mark("using apps, websites and other tools"),
    },
    Relation: {
        Relation.SAME: mark("the same as"),
        Relation.BROADER: mark("broader than"),
        Relation.NARROWER: mark("narrower than"),
        Relation.OVERLAPS: mark("overlaps with"),
        Relation.NONE: mark("nothing corresponds"),
    },
    Severity: {
        Severity.ERROR: mark("error"),
        Severity.QUESTION: mark("question"),
        Severity.WARNING: mark("warning"),
        Severity.NOTE: mark("note"),
    },
    DecisionKind: {
        DecisionKind.CHOICE: mark("deliberate choice"),
        DecisionKind.ELSEWHERE: mark("covered elsewhere"),
        DecisionKind.REPAIR: mark("repair"),
    },
    DecisionState: {
        DecisionState.STANDS: mark("stands"),
        DecisionState.OPEN: mark("open"),
        DecisionState.DONE: mark("done"),
        DecisionState.REOPENED: mark("reopened"),
    },
    Verdict: {
        Verdict.CONFIRMED: mark("confirmed"),
        Verdict.NOT_CONFIRMED: mark("not confirmed"),
        Verdict.UNCLEAR: mark("unclear"),
    },
    Subject: {
        Subject.DECISION: mark("decision"),
        Subject.COMMENT: mark("comment"),
        Subject.NARRATIVE: mark("text for the dossier"),
        Subject.AGREED_LEVEL: mark("agreed level"),
        Subject.AUDIT_SAMPLE: mark("audit sample"),
    },
    GapKind: {
        GapKind.NO_AMBITION: mark("no ambition set"),
        GapKind.UNKNOWN: mark("not rated yet"),
        GapKind.NONE: mark("ambition reached"),
        GapKind.ELECTIVE: mark("reached only in an elective or in some tracks"),
        GapKind.HARD: mark("not covered anywhere"),
        GapKind.SOFT: mark("covered, below the ambition"),
    },
}


def label(choice: StrEnum, language: Language) -> str:
    """The label of a choice as people read it."""
    return say(_LABELS[type(choice)][choice], language)


def label_text(choice: StrEnum) -> Text:
    """The label in both languages at once: what a workbook in either language may hold."""
    return Text(label(choice, "nl"), label(choice, "en"))


def weight_words(gap: Gap, language: Language) -> str:
    """How much an ambition weighs, and for which position in the profession; empty where neither was said."""
    return ", ".join(label(one, language) for one in (gap.weight, gap.position) if one is not None)
