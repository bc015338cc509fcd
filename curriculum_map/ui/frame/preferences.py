"""What a visitor prefers, on every page and in the address: the language, the colours, how close the lines are."""

import json
from pathlib import Path

import streamlit as st

from curriculum_map.domain.text import LANGUAGES
from curriculum_map.ui.components.choices import choose_segment
from curriculum_map.ui.frame.menu import NAMES
from curriculum_map.ui.session import LANGUAGE, is_dark, language, t

_HERE = Path(__file__).parent
_NAMES = {"nl": "Nederlands", "en": "English"}
# Streamlit keeps the chosen theme in the browser, per page, and reads it when a page is loaded.
_THEME = """
<script>
(() => {
  const theme = THEME, paths = PATHS, isDark = IS_DARK;
  const name = { light: "Light", dark: "Dark" }[theme] ?? "System";
  for (const path of paths) localStorage.setItem(`stActiveTheme-${path}-v2`, JSON.stringify(name));
  const wanted = theme === "system" ? matchMedia("(prefers-color-scheme: dark)").matches : theme === "dark";
  const tried = sessionStorage.getItem("curriculum-map-theme");
  sessionStorage.setItem("curriculum-map-theme", theme);
  if (wanted === isDark || (theme === tried && !CHOSEN)) return;
  const address = new URL(location.href);
  address.searchParams.set("theme", theme);
  location.replace(address);
})();
</script>
"""


def choose_preferences() -> None:
    """The choices; a link opens in those that it names."""
    choose_segment(LANGUAGE, t("Language"), {one: _NAMES[one] for one in LANGUAGES}, language())
    with st.expander(t("How it looks"), key="open-looks"):
        names = {"system": t("as the device"), "light": t("light"), "dark": t("dark")}
        theme = choose_segment("theme", t("Colours"), names)
        density = choose_segment("density", t("Lines"), {"comfortable": t("roomy"), "compact": t("close together")})
    if density == "compact":
        st.html(_HERE / "compact.css")
    _wear(theme)


def _wear(theme: str) -> None:
    """Has the browser load the page again where it shows another theme than was chosen."""
    before = st.session_state.get("theme-worn")
    st.session_state["theme-worn"] = theme
    facts = {
        "THEME": theme,
        "PATHS": ["/", *(f"/{name}" for name in NAMES)],
        "IS_DARK": is_dark(),
        "CHOSEN": before not in (None, theme),
    }
    script = _THEME
    for fact, value in facts.items():
        script = script.replace(fact, json.dumps(value))
    st.html(script, unsafe_allow_javascript=True)
