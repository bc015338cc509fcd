"""Bring a workbook in: the template, the file, what is asked or wrong, the preview, the confirmation."""

import streamlit as st

from curriculum_map.domain.findings import Severity, blocking
from curriculum_map.ui.components.downloads import offer_template
from curriculum_map.ui.components.findings_view import show_findings
from curriculum_map.ui.components.upload_steps import (
    choose_file,
    confirm,
    read_with_answers,
    say_stored,
    show_preview,
)
from curriculum_map.ui.frame.page_frame import offer_samples
from curriculum_map.ui.session import t

st.title(t("Upload a workbook"), anchor=False)
with st.expander(t("No workbook yet? Start from the empty one")):
    st.write(t("It has a sheet for the programme, one for the courses and their levels, and one for your ambitions."))
    offer_template()

upload = choose_file()
if upload is None:
    st.caption(t("The file is read on this machine; nothing is stored before you confirm."))
    offer_samples()
    st.stop()

reading = read_with_answers(upload)
if say_stored(reading):
    st.stop()
would_store = show_preview(reading)
in_the_way = blocking(reading.findings)
if any(finding.severity is Severity.ERROR for finding in in_the_way):
    st.write(t("Nothing is stored yet. Mend this in your workbook, save it and choose it again:"))
show_findings(reading.findings, reading.workbook)
if would_store is not None and not in_the_way:
    confirm(reading, would_store)
