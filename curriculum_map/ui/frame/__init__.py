"""The frame around every page. It has a folder of its own: Streamlit would take a pages/ beside the script for its own."""
