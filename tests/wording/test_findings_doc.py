"""The table of findings in the documents and the findings of the program are the same, severity included."""

import ast
import re
from pathlib import Path

import curriculum_map
from curriculum_map.domain.findings import Severity
from curriculum_map.wording.findings import SENTENCES

PACKAGE = Path(curriculum_map.__file__).parent
DOCUMENT = PACKAGE.parent / "docs" / "findings.md"
_LINE = re.compile(r"\| `([a-z0-9-]+)` \| (\w+) \| [^|]+ \| [^|]+ \|")


def documented() -> list[tuple[str, str]]:
    """Code and severity of each line of the document's tables."""
    return [(one[1], one[2]) for one in map(_LINE.fullmatch, DOCUMENT.read_text("utf-8").splitlines()) if one]


def reported() -> set[tuple[str, str]]:
    """Code and severity wherever the importer names both in one call."""
    calls = [
        [argument for argument in node.args[:3] if isinstance(argument, ast.Constant | ast.Attribute)]
        for path in (PACKAGE / "importing").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
    ]
    return {
        (str(code.value), Severity[severity.attr].value)
        for code, severity in (call[:2] for call in calls if len(call) > 1)
        if isinstance(code, ast.Constant) and code.value in SENTENCES
        if isinstance(severity, ast.Attribute) and severity.attr in Severity.__members__
    }


def test_every_code_stands_in_the_document_once() -> None:
    assert sorted(code for code, _ in documented()) == sorted(SENTENCES)


def test_the_severity_in_the_document_is_the_one_that_is_reported() -> None:
    """Refusals and questions name no severity beside their code; all the others do."""
    assert len(reported()) > 25
    assert reported() - set(documented()) == set()
    assert {severity for _, severity in documented()} == set(Severity)
