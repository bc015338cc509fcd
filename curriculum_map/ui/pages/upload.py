"""Bring a workbook in: the template, the file, what we see and ask, what would change, the confirmation."""

import streamlit as st

from curriculum_map.domain.findings import Severity, blocking
from curriculum_map.ui.components.address import end_page
from curriculum_map.ui.components.downloads import offer_template
from curriculum_map.ui.components.findings_view import show_findings
from curriculum_map.ui.components.upload.about import about_step, comes_first
from curriculum_map.ui.components.upload.again import offer_same_answers
from curriculum_map.ui.components.upload.columns import columns_step
from curriculum_map.ui.components.upload.confirm import confirm, say_stored, show_preview
from curriculum_map.ui.components.upload.file import (
    begun,
    choose_files,
    keep,
    offer_drafts,
    say_answered_before,
    the_one,
)
from curriculum_map.ui.components.upload.groups import groups_step
from curriculum_map.ui.components.upload.lines import lines_step
from curriculum_map.ui.components.upload.marks import marks_step
from curriculum_map.ui.components.upload.path import show_path
from curriculum_map.ui.components.upload.questions import questions_step
from curriculum_map.ui.components.upload.seen import seen_step
from curriculum_map.ui.components.upload.several import show_several
from curriculum_map.ui.components.upload.takeaway import offer_annotated, offer_answers
from curriculum_map.ui.components.upload.while_reading import read_or_stop
from curriculum_map.ui.frame.page_frame import offer_samples
from curriculum_map.ui.session import settings, t

st.title(t("Upload a workbook"), anchor=False)
with st.expander(t("No workbook yet? Start from the empty one")):
    st.write(t("It has a sheet for the programme, one for the courses and their levels, and one for your ambitions."))
    offer_template()

uploads = choose_files()
upload = the_one(uploads)
if say_stored() and len(uploads) < 2:
    end_page()
if upload is None and uploads:
    show_several(uploads)
    end_page()
if upload is None:
    waits = t(
        "It counts nowhere before you confirm it. Until then it waits here, with your answers, for {days} days.",
        days=settings().draft_days,
    )
    st.caption(f"{t('The file is read on this machine.')} {waits}")
    if drafts := begun():
        st.header(t("Begun and not finished"), anchor=False)
        offer_drafts(drafts)
    offer_samples()
    end_page()

reading = read_or_stop(upload)
say_answered_before(upload)
offer_same_answers(upload, reading)
meanings = (columns_step, marks_step)
middle = (about_step, *meanings) if comes_first(upload, reading) else (*meanings, about_step)
steps = (seen_step, lines_step, *middle, groups_step, questions_step)
settled = reading.refused or show_path([step(upload, reading) for step in steps])
would_store = show_preview(upload, reading) if settled else None
keep(upload, reading, would_store)
in_the_way = blocking(reading.findings)
if any(finding.severity is Severity.ERROR for finding in in_the_way):
    mend = t("Nothing is stored yet. Mend this in your workbook, save it and choose it again:")
    st.write(mend if reading.refused or reading.is_map else t("Nothing is stored: there is no map in this file."))
show_findings(reading.findings, reading.workbook)
offer_annotated(upload, reading)
if would_store is not None and not in_the_way:
    confirm(reading, would_store, upload)
if not reading.refused:
    offer_answers(upload)
