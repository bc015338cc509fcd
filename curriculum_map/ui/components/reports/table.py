"""The framework's own table, filled: of which institution, how it is counted, and as which file."""

from datetime import UTC, datetime

import streamlit as st

from curriculum_map.services.programme_table import Asked, grids_in_table, programme_table, programme_table_name
from curriculum_map.services.progress import Told, untold
from curriculum_map.storage.grids import GridInfo
from curriculum_map.ui.components.choices import choose_institution_and_year, choose_segment, choose_side
from curriculum_map.ui.components.downloads import MIME
from curriculum_map.ui.components.long_work import MANY, File, Made, offer_to_make
from curriculum_map.ui.components.rule_choice import choose_rule
from curriculum_map.ui.session import actor, database, language, t, t_many


def offer_programme_table(infos: list[GridInfo]) -> None:
    """The choices, which grids stand in the table, and a button that makes the file."""
    st.write(
        t(
            "The empty table of the framework itself, filled in and in the layout in which it was printed: to be sent "
            "back to its authors, or laid on the table of a committee."
        )
    )
    institution, year = choose_institution_and_year(infos)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        side = choose_side()
        kind = choose_segment("table-as", t("File"), {"xlsx": "Excel", "docx": "Word"})
        rule = choose_rule()
    asked = Asked(institution, year, rule, side, kind)
    count = len(grids_in_table(infos, asked))
    if not count:
        st.info(t("No grid of this choice stands in the table: they use a framework of one's own."))
        return
    st.write(t_many("{count} programme stands in it.", "{count} programmes stand in it.", count))
    who, where, to = actor(), database(), language()

    def make(told: Told = untold) -> bytes:
        written = programme_table(where, who, asked, to, datetime.now(UTC), told)
        return b"" if written is None else written[1]

    if count >= MANY:
        offer_to_make(
            File("programme-table", t("Programme table"), programme_table_name(asked, language()), MIME[kind]),
            t("Make the programme table"),
            (asked, to, where.change_count()),
            lambda told: Made(make(told)),
            doing=t("The programme table is being made."),
            count=count,
        )
        return
    st.download_button(
        t("Make the programme table"),
        make,
        file_name=programme_table_name(asked, language()),
        mime=MIME[kind],
        type="primary",
        on_click="ignore",
    )
