"""What our style sheets and scripts look for on a page is what Streamlit calls it in the version that is installed."""

import re
from pathlib import Path

import streamlit

import curriculum_map.ui

MARK = re.compile(r"""data-testid\^?=["']?(\w+)""")


def test_every_mark_that_is_looked_for_is_one_of_streamlits() -> None:
    """A mark of another version is not missed by anybody: a text stays English, or a rule is for nothing."""
    ours = [path for path in Path(curriculum_map.ui.__file__).parent.rglob("*") if path.suffix in (".css", ".js")]
    looked_for = {mark for path in ours for mark in MARK.findall(path.read_text(encoding="utf-8"))}
    assert len(looked_for) > 30
    scripts = Path(streamlit.__file__).parent.joinpath("static", "static", "js").glob("*.js")
    known = "".join(path.read_text(encoding="utf-8") for path in scripts)
    assert sorted(mark for mark in looked_for if mark not in known) == []
