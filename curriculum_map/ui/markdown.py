"""Texts of people inside Markdown."""

import re

_MARKDOWN = re.compile(r"([\\`*_\[\]$:~<>|&])")


def as_text(text: str) -> str:
    """A user's text in Markdown, each of its signs as it is."""
    return _MARKDOWN.sub(r"\\\1", text)


def as_code(text: str) -> str:
    """A user's text in Markdown: as code it cannot become a link, an image or HTML."""
    return "`" + " ".join(text.replace("`", "'").split()) + "`"
