"""A file that was exported: dropped here, and it is said whether it is what it was."""

import streamlit as st

from curriculum_map.services.exported import FileIs, check_exported
from curriculum_map.ui.frame.page_frame import LARGEST_EXPORTED_MB
from curriculum_map.ui.markdown import as_text
from curriculum_map.ui.session import actor, database, language, t
from curriculum_map.wording.verified import difference_sentence, file_sentence

_MOST = 50


def offer_check() -> None:
    """The choice of a file, what it is, and each place in which it differs."""
    with st.expander(t("Check a file that was exported"), key="open-check-file"):
        st.write(
            t(
                "A snapshot as JSON, or a gap report with the hash of one on its cover: you see whether it still says "
                "what it said. The file is not kept."
            )
        )
        chosen = st.file_uploader(
            t("The file"), key="exported", type=["json", "xlsx"], max_upload_size=LARGEST_EXPORTED_MB
        )
        if chosen is None:
            return
        found = check_exported(database(), actor(), chosen.name, chosen.getvalue())
        about = {"sha256": found.sha256, "count": len(found.differences)}
        if found.snapshot is not None:
            about |= {"name": found.snapshot.name, "institution": found.snapshot.institution}
        said = file_sentence(found.outcome, language(), **about)
        with st.container(border=True):
            st.text(("✓ " if found.outcome is FileIs.UNCHANGED else "") + said)
            lines = [difference_sentence(one.where, one.was, one.now, language()) for one in found.differences[:_MOST]]
            st.markdown("\n".join(f"- {as_text(line)}" for line in lines))
            if len(found.differences) > _MOST:
                st.caption(t("Only the first {count} are shown.", count=_MOST))
