"""The uploaded workbook sent back with what was found in it."""

import re
from pathlib import PurePosixPath

from curriculum_map.domain.actors import Action, Actor, require
from curriculum_map.domain.text import LANGUAGES, Language
from curriculum_map.frameworks.loader import Editions
from curriculum_map.importing.annotated import annotated, comes_back_whole
from curriculum_map.importing.reading import Reading
from curriculum_map.wording.catalogue import say
from curriculum_map.wording.findings import sentence

# What Windows takes for something else than a part of a name, and signs that are not seen.
_UNSEEN = r"\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff"
_NOT_IN_A_NAME = re.compile(rf'[<>:"/\\|?*{_UNSEEN}]+')
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)", re.IGNORECASE)
_LONGEST_NAME = 100


def annotated_upload(
    actor: Actor, data: bytes, reading: Reading, language: Language, editions: Editions | None = None
) -> tuple[str, bytes] | None:
    """A file name and the bytes of an xlsx workbook with the findings of this reading of these bytes.

    None if the file was refused; of a file that is too large, the list of the findings alone. Targets have their names
    in these editions, else in the packaged ones.
    """
    require(actor, Action.READ_FILE)
    if reading.refused:
        return None
    workbook = reading.workbook
    written = annotated(data, workbook, reading.findings, lambda one: sentence(one, language, editions), language)
    return annotated_name(workbook.file_name, language), written


def is_sent_back_whole(actor: Actor, data: bytes, reading: Reading) -> bool:
    """Whether the annotated upload is the user's own workbook, not the list of the findings alone."""
    require(actor, Action.READ_FILE)
    return not reading.refused and comes_back_whole(data, reading.workbook)


def annotated_name(file_name: str, language: Language) -> str:
    """The name of the annotated copy: that of the file and what it is, the same for a copy of a copy."""
    return f"{stem_of_original(file_name)}{_ending(language)}.xlsx"


def stem_of_original(file_name: str) -> str:
    """The name of a file less its ending, and less what an annotated copy of it has behind it, in any language.

    A browser that has downloaded one before puts a number behind that.
    """
    behind = "|".join(re.escape(_ending(language)) for language in LANGUAGES)
    return re.sub(rf"({behind})( \(\d+\))?$", "", safe_stem(file_name))


def _ending(language: Language) -> str:
    return f"-{say('Findings', language).lower()}"


def safe_stem(file_name: str) -> str:
    """The name of a file less its ending, as every system takes it: a hyphen for what Windows does not."""
    name = _NOT_IN_A_NAME.sub("-", PurePosixPath(file_name).stem)[:_LONGEST_NAME].strip(" .-")
    return _DEVICES.sub(r"_\g<0>", name, count=1) if _DEVICES.match(name) else name or "_"
