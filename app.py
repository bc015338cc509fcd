"""The app for `streamlit run app.py` and for ASGI servers; `curriculum-map serve` starts the same thing."""

import streamlit as st

from curriculum_map.ui.server import options

# Streamlit finds the app by reading this file: the call has to stand here, literally.
app = st.App(**options())

if __name__ == "__main__":
    app.run()
