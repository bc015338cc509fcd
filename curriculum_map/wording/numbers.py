"""Numbers as a language writes them: on the screen, in the report and on the command line alike."""

from babel.numbers import format_decimal, format_percent

from curriculum_map.domain.text import Language


def number(value: float, language: Language) -> str:
    """A number with at most two decimals."""
    return str(format_decimal(round(value, 2), locale=language))


def percent(share: float, language: Language) -> str:
    """A share (0-1) as a whole percentage; only nothing at all is 0 % and only everything is 100 %."""
    kept = share if share in (0, 1) else min(max(share, 0.01), 0.99)
    return str(format_percent(kept, locale=language))
