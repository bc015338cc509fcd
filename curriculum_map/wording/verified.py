"""What checking a snapshot found, in sentences."""

from collections.abc import Iterable, Sequence

from curriculum_map.domain.curriculum import GridKey
from curriculum_map.domain.text import Language
from curriculum_map.frameworks.loader import programme_name
from curriculum_map.wording.catalogue import mark, say


def verified_sentences(
    language: Language,
    *,
    name: str,
    sha256: str,
    expected: str | None,
    is_intact: bool,
    altered: Iterable[GridKey],
    not_stored: Sequence[GridKey] | None,
) -> list[str]:
    """Whether the snapshot says what it said, then each grid in it that does not, or that is no longer stored so."""
    if not is_intact:
        first = mark("Not intact. SHA-256 of what is there: {sha256}; it was {expected}.")
    elif expected is None:
        first = mark("“{name}” holds together. Compare its hash with the one that was printed: SHA-256 {sha256}")
    else:
        first = mark("“{name}” is intact: SHA-256 {sha256}")
    said = [say(first, language, name=name, sha256=sha256, expected=expected or "?")]
    said += [say(mark("Changed in the snapshot: {about}"), language, about=_about(key, language)) for key in altered]
    gone = mark("No longer stored so: {about}")
    said += [say(gone, language, about=_about(key, language)) for key in not_stored or ()]
    if not_stored is not None and not not_stored and is_intact:
        said.append(say(mark("Every grid in it is still stored as it is there."), language))
    return said


def _about(key: GridKey, language: Language) -> str:
    parts = (key.institution, programme_name(key.programme)[language], key.campus, key.academic_year, key.rater)
    return " | ".join(part for part in parts if part)
