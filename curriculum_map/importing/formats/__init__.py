"""The formats of files: seen from their first bytes, and their cells as they have them."""
