"""What leaves the product: gap reports, the programme table, the dossier of a snapshot, its texts and samples."""

import streamlit as st

from curriculum_map.ui.components.address import end_page
from curriculum_map.ui.components.choices import choose_segment
from curriculum_map.ui.components.reports.dossier import offer_dossier
from curriculum_map.ui.components.reports.gaps import offer_gap_reports
from curriculum_map.ui.components.reports.sample import offer_samples
from curriculum_map.ui.components.reports.table import offer_programme_table
from curriculum_map.ui.components.reports.texts import offer_texts
from curriculum_map.ui.frame.page_frame import offer_a_start
from curriculum_map.ui.session import t
from curriculum_map.ui.stored import stored

st.title(t("Reports to take away"), anchor=False)
infos = stored()
if not infos:
    offer_a_start()
    end_page()

parts = {
    "gaps": t("Gap reports"),
    "table": t("Programme table"),
    "dossier": t("Dossier"),
    "texts": t("Texts for the dossier"),
    "sample": t("Audit sample"),
}
part = choose_segment("part", t("Make"), parts)
if part == "gaps":
    offer_gap_reports(infos)
elif part == "table":
    offer_programme_table(infos)
elif part == "dossier":
    offer_dossier()
elif part == "texts":
    offer_texts(infos)
else:
    offer_samples(infos)
