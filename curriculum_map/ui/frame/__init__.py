"""The frame around every page. Its script has a folder of its own: Streamlit claims a pages/ folder beside a script."""
