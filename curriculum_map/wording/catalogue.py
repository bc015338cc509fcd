"""The gettext catalogues. English is the source language; only the .po files are kept, built in memory once."""

from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from curriculum_map.domain.text import Language

CATALOGUE = "curriculum_map"
_LONGEST_SHOWN = 200


@cache
def translations(language: Language) -> NullTranslations:
    """The catalogue of a language; sentences without a translation come back in English."""
    folder = files("curriculum_map").joinpath("locales", language, "LC_MESSAGES")
    compiled = BytesIO()
    with folder.joinpath(f"{CATALOGUE}.po").open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)


def say(message: str, language: Language, **facts: object) -> str:
    """A message of the product in this language, with its facts filled in."""
    return translations(language).gettext(message).format(**facts)


def say_many(one: str, many: str, count: int, language: Language, **facts: object) -> str:
    """The same for a message with a count: the form that this language uses for it."""
    return translations(language).ngettext(one, many, count).format(count=count, **facts)


def mark(message: str) -> str:
    """The message itself: it marks a text for the catalogues where it is said later."""
    return message


def mark_many(one: str, many: str) -> tuple[str, str]:
    """The two forms of a message with a count, marked for the catalogues in the same way."""
    return one, many


def beginning(text: str) -> str:
    """A text of a file, or its beginning where it is too long for a sentence."""
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
