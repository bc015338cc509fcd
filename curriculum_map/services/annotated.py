"""The uploaded workbook sent back with what was found in it."""

from pathlib import PurePath

from curriculum_map.domain.actors import Action, Actor, require
from curriculum_map.domain.text import Language
from curriculum_map.frameworks.loader import Editions
from curriculum_map.importing.annotated import annotated
from curriculum_map.importing.reading import Reading
from curriculum_map.wording.catalogue import say
from curriculum_map.wording.findings import sentence


def annotated_upload(
    actor: Actor, data: bytes, reading: Reading, language: Language, editions: Editions | None = None
) -> tuple[str, bytes] | None:
    """A file name and the bytes of an xlsx workbook with the findings of this reading of these bytes.

    None if the file was refused, or is too large for this. Targets have their names in these editions, else in the
    packaged ones.
    """
    require(actor, Action.READ_FILE)
    if reading.refused:
        return None
    workbook = reading.workbook
    written = annotated(data, workbook, reading.findings, lambda one: sentence(one, language, editions), language)
    if written is None:
        return None
    ending = f"-{say('Findings', language).lower()}"
    return f"{PurePath(workbook.file_name).stem.removesuffix(ending)}{ending}.xlsx", written
