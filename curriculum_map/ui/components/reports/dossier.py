"""The accreditation dossier: from which snapshot, of which programme, for whom, with what in it, as which file."""

from datetime import UTC, datetime

import streamlit as st

from curriculum_map.domain.curriculum import GridKey
from curriculum_map.domain.slugs import by_slug
from curriculum_map.frameworks.loader import programme_name
from curriculum_map.reports.dossier.input import SECTIONS, Audience, Section
from curriculum_map.services.dossier import Asked, dossier, dossier_name
from curriculum_map.services.progress import Told, untold
from curriculum_map.services.snapshots import list_snapshots, still_intact
from curriculum_map.storage.snapshots import SnapshotInfo
from curriculum_map.ui.components.address import dressed
from curriculum_map.ui.components.choices import choose_segment
from curriculum_map.ui.components.downloads import MIME
from curriculum_map.ui.components.grid_choices import choose_one, choose_several
from curriculum_map.ui.components.long_work import MANY, File, Made, offer_to_make
from curriculum_map.ui.components.snapshot_choice import choose_snapshot, held_in, rule_in, say_named_in_vain
from curriculum_map.ui.frame.menu import menu
from curriculum_map.ui.markdown import as_text
from curriculum_map.ui.session import actor, database, language, t
from curriculum_map.wording.rules import rule_name
from curriculum_map.wording.verified import NOT_INTACT


def offer_dossier() -> None:
    """The choices, and a button that makes the file; without a snapshot the way to one."""
    st.write(
        t(
            "What a panel reads about one programme. It is written from a snapshot, so that nothing in it changes any "
            "more and everybody can check it by its hash."
        )
    )
    found = list_snapshots(database(), actor())
    if not found:
        say_named_in_vain()
        st.info(t("There is no snapshot yet."))
        st.page_link(menu()["data"], label=t("Make a snapshot"), query_params=dressed({"part": "snapshots"}))
        return
    left, right = st.columns(2)
    with left:
        info = choose_snapshot(found)
    held = held_in(info)
    if not held:
        st.info(t("No grid is in this snapshot."))
        return
    with right:
        key = _choose_programme(held)
    if not still_intact(database(), actor(), info.id):
        st.warning(t(NOT_INTACT, name=as_text(info.name)))
    st.caption(t("Counting rule of the snapshot: {rule}", rule=rule_name(rule_in(info), language())))
    _offer(info, key)


def _choose_programme(held: list[GridKey]) -> GridKey:
    names = {key: _name(key) for key in held}
    texts = {" | ".join((key.programme, key.campus or "", key.academic_year)): key for key in held}
    return choose_one(
        "of", t("Programme in the snapshot"), {slug: texts[text] for slug, text in by_slug(texts).items()}, names
    )


def _name(key: GridKey) -> str:
    return " · ".join(filter(None, (programme_name(key.programme)[language()], key.campus, key.academic_year)))


def _offer(info: SnapshotInfo, key: GridKey) -> None:
    """For whom, with which parts, as which file; and the button."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        names = {
            Audience.PANEL.value: t("the panel"),
            Audience.COMMITTEE.value: t("the committee itself"),
            Audience.PUBLIC.value: t("everybody"),
        }
        audience = Audience(choose_segment("for", t("For"), names))
        kind = choose_segment("dossier-as", t("File"), {"docx": "Word", "xlsx": "Excel", "html": "HTML"})
    _say_audience(audience)
    offered = SECTIONS[audience]
    # Another audience has parts of its own, all chosen at first.
    options = {section.value: section for section in offered}
    sections = choose_several(f"parts-{audience}", t("Parts"), options, _section_names(), offered)
    if not sections:
        st.info(t("Choose a part or more."))
        return
    asked = Asked(key.programme, key.academic_year, audience, sections, kind, key.campus)
    who, where, to = actor(), database(), language()

    def make(told: Told = untold) -> bytes:
        written = dossier(where, who, info, asked, to, now=datetime.now(UTC), told=told)
        return b"" if written is None else written[1]

    name = dossier_name(key, audience, rule_in(info), to, kind)
    if len(held_in(info)) >= MANY:
        offer_to_make(
            File("dossier", t("Dossier"), name, MIME[kind]),
            t("Make the dossier"),
            (info.sha256, asked, to),
            lambda told: Made(make(told)),
            doing=t("The dossier is being made."),
        )
        return
    st.download_button(
        t("Make the dossier"),
        make,
        file_name=name,
        mime=MIME[kind],
        type="primary",
        on_click="ignore",
    )


def _say_audience(audience: Audience) -> None:
    said = {
        Audience.PANEL: t("The panel reads all but the questions that the programme still asks itself."),
        Audience.COMMITTEE: t("The committee reads everything, with the questions that the figures raise."),
        Audience.PUBLIC: t("Everybody may read it: it names no raters, files or cells, and no gaps or ambitions."),
    }
    st.caption(said[audience])


def _section_names() -> dict[Section, str]:
    return {
        Section.METHOD: t("How this was made"),
        Section.RATERS: t("Who rated"),
        Section.NARRATIVES: t("In the words of the programme"),
        Section.MATRIX: t("Coverage, guaranteed and possible"),
        Section.PROGRESSION: t("Through the phases"),
        Section.BALANCE: t("Knowledge, skills and attitudes of each cluster"),
        Section.GAPS: t("Gaps and what was decided about them"),
        Section.DECISIONS: t("Decisions about gaps"),
        Section.COMMENTS: t("Comments on targets"),
        Section.AGREEMENT: t("How far the raters agree"),
        Section.SAMPLE: t("Audit sample"),
        Section.CHANGES: t("What changed since the snapshot before"),
        Section.QUESTIONS: t("What this makes one ask"),
        Section.EVIDENCE: t("Evidence: the courses behind each target"),
        Section.LEGEND: t("What the words and colours mean"),
    }
