"""What the documents say about frameworks of one's own is what happens."""

import ast
from pathlib import Path

import pytest

import curriculum_map
from curriculum_map.domain.findings import Severity
from curriculum_map.frameworks.formats import read_framework
from curriculum_map.frameworks.own import as_edition
from curriculum_map.wording.framework_findings import FRAMEWORK_SENTENCES
from tests.wording.test_findings_doc import documented

PACKAGE = Path(curriculum_map.__file__).parent
DOCUMENT = PACKAGE.parent / "docs" / "frameworks.md"
# How a call says its severity: by the function, or by naming it.
SEVERITIES = {"error": Severity.ERROR, "_error": Severity.ERROR, "warning": Severity.WARNING}


def reported() -> set[tuple[str, str]]:
    """Code and severity wherever reading a framework finds something."""
    files = [PACKAGE / "domain" / "own_framework.py", *(PACKAGE / "frameworks" / "formats").glob("*.py")]
    calls = [
        node for path in files for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)
    ]
    found = set()
    for call in calls:
        first = [part for part in call.args[:1] if isinstance(part, ast.Constant | ast.IfExp)]
        codes = {one.value for part in first for one in ast.walk(part) if isinstance(one, ast.Constant)}
        for code in codes & set(FRAMEWORK_SENTENCES):
            named = [one for one in call.args[1:2] if isinstance(one, ast.Attribute)]
            said = Severity[named[0].attr] if named else SEVERITIES[getattr(call.func, "id", "")]
            found.add((str(code), said.value))
    return found


def test_each_finding_is_in_the_document_with_its_severity() -> None:
    assert reported() == {(code, severity) for code, severity in documented() if code in FRAMEWORK_SENTENCES}
    assert {code for code, _ in reported()} == set(FRAMEWORK_SENTENCES)


def test_the_example_in_the_document_is_read_without_a_remark() -> None:
    example = DOCUMENT.read_text("utf-8").partition("```yaml\n")[2].partition("```")[0]
    framework, findings = read_framework("outcomes.yaml", example.encode())
    assert findings == []
    assert framework is not None
    assert [cluster.name.en for cluster in as_edition(framework).clusters] == [
        "Working with people",
        "Working in a team",
    ]
    assert len(as_edition(framework).elements) == 3


@pytest.mark.parametrize("command", ["list", "show", "check", "import", "export", "remove"])
def test_each_command_is_in_the_document(command: str) -> None:
    assert f"curriculum-map framework {command}" in DOCUMENT.read_text("utf-8")
