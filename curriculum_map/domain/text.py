"""Names and sentences that exist in both languages of the product."""

from dataclasses import dataclass
from typing import Literal, get_args

Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


@dataclass(frozen=True, slots=True)
class Text:
    """One name in Dutch and in English."""

    nl: str
    en: str

    def __getitem__(self, language: Language) -> str:
        return self.nl if language == "nl" else self.en


def as_language(value: str | None, default: Language = "nl") -> Language:
    """The language meant by a locale or tag such as 'nl-BE', 'en_GB' or 'en'; the default for any other."""
    tag = (value or "").lower().replace("_", "-").split("-")[0]
    return "nl" if tag == "nl" else "en" if tag == "en" else default
