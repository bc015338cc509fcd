"""The Streamlit app: the only place, with app.py, that knows Streamlit."""
