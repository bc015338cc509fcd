"""The child process in which files are parsed, and what passes to it and back."""
