"""Frameworks of one's own as files: YAML and CASE both ways, Moodle's CSV to read."""

import codecs
from enum import StrEnum

from curriculum_map.domain.findings import Finding
from curriculum_map.domain.own_framework import OwnFramework
from curriculum_map.frameworks.formats.case_json import read_case
from curriculum_map.frameworks.formats.case_writing import write_case
from curriculum_map.frameworks.formats.faults import error
from curriculum_map.frameworks.formats.moodle_csv import read_moodle_csv
from curriculum_map.frameworks.formats.yaml_format import read_yaml, write_yaml
from curriculum_map.frameworks.own import is_taken

MOST_MEGABYTES = 10


class FrameworkFormat(StrEnum):
    """The formats in which a framework is written."""

    YAML = "yaml"
    CASE = "case"


ENDINGS = {FrameworkFormat.YAML: "yaml", FrameworkFormat.CASE: "json"}
_READERS = {"yaml": read_yaml, "yml": read_yaml, "json": read_case, "csv": read_moodle_csv}


def read_framework(file_name: str, data: bytes) -> tuple[OwnFramework | None, list[Finding]]:
    """The framework in a file and what is wrong with it; None, with the reason, where it cannot be read at all."""
    if not data.strip():
        return None, [error("framework-empty-file")]
    if len(data) > MOST_MEGABYTES * 1_000_000:
        return None, [error("framework-file-too-large", megabytes=MOST_MEGABYTES)]
    text = _decoded(data)
    kind = None if text is None else _kind(file_name, text)
    if text is None or kind is None:
        return None, [error("framework-unknown-format")]
    framework, findings = _READERS[kind](text, file_name)
    if framework is not None and is_taken(framework.id):
        findings.append(error("framework-id-taken", id=framework.id))
    return framework, findings


def write_framework(framework: OwnFramework, format: FrameworkFormat) -> bytes:  # noqa: A002  # what people call it
    """The framework as the bytes of a file; reading them gives the same framework."""
    return write_case(framework) if format is FrameworkFormat.CASE else write_yaml(framework)


def _kind(file_name: str, text: str) -> str | None:
    """What to read the text as: JSON is known by how it begins, the others by the ending of the name."""
    if text.lstrip().startswith("{"):
        return "json"
    ending = file_name.lower().rpartition(".")[2]
    if ending == "json" or ending in _READERS:
        return ending
    return "csv" if "," in text.split("\n", 1)[0] and "idnumber" in text.lower().replace(" ", "")[:200] else None


def _decoded(data: bytes) -> str | None:
    """The text of a file in UTF-8, UTF-16 with its mark, or Windows-1252; None if it is not text."""
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else text
    return None
