"""`curriculum-map read`: say what was understood of a file. Nothing is stored."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from curriculum_map.cli.shared import Lang, current_editions, described, save, spoken
from curriculum_map.cli.upload import (
    AnswersFile,
    Blank,
    Campus,
    Edition,
    File,
    Hidden,
    Institution,
    PerspectiveOption,
    Programme,
    Rater,
    Year,
    as_contract,
    reading_lines,
    understood,
)
from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.text import Language
from curriculum_map.wording.catalogue import mark, say

if TYPE_CHECKING:
    from curriculum_map.importing.reading import Reading


def read(
    file: File,
    edition: Edition = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    institution: Institution = None,
    programme: Programme = None,
    year: Year = None,
    campus: Campus = None,
    rater: Rater = None,
    perspective: PerspectiveOption = None,
    blank: Blank = None,
    answers: AnswersFile = None,
    hidden: Hidden = False,
    annotate: Annotated[
        Path | None, typer.Option("--annotate", help="Write the workbook with our findings in it to this file.")
    ] = None,
    lang: Lang = None,
) -> None:
    """Read a workbook and say what was understood. Nothing is stored."""
    language = spoken(lang)
    said = described(institution, programme, year, edition, rater, perspective, blank, campus)
    data, reading, decided_at = understood(file, answers, said, language, hidden=hidden)
    if as_json:
        print(json.dumps(as_contract(reading, language), ensure_ascii=False, indent=2))
    else:
        for line in reading_lines(reading, decided_at, language):
            print(line)
    if annotate is not None:
        _annotate(annotate, data, reading, language)
    raise typer.Exit(reading.exit_status)


def _annotate(path: Path, data: bytes, reading: "Reading", language: Language) -> None:
    """Writes the workbook with the findings in it; what is printed on standard output stays as it is."""
    from curriculum_map.services.annotated import annotated_upload

    written = annotated_upload(LOCAL_ACTOR, data, reading, language, current_editions())
    if written is None:
        refused = mark("This file cannot be sent back with findings in it: it could not be opened.")
        print(say(refused, language), file=sys.stderr)
        return
    save(path, written[1], "--annotate", quietly=True)
