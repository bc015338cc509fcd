"""What is written comes back: any framework, in each format; and whatever the bytes are, reading them never fails."""

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from curriculum_map.domain.findings import Finding
from curriculum_map.domain.own_framework import OwnFramework
from curriculum_map.frameworks.formats import ENDINGS, FrameworkFormat, read_framework, write_framework
from curriculum_map.frameworks.own import as_edition
from tests.frameworks.own_frameworks import SMALL, any_framework

REAL = Path(__file__).parents[2].parent / "shared" / "real-sheets"


def there_and_back(framework: OwnFramework, written_as: FrameworkFormat) -> OwnFramework | None:
    return read_framework(f"x.{ENDINGS[written_as]}", write_framework(framework, written_as))[0]


@pytest.mark.parametrize("written_as", FrameworkFormat)
@given(framework=any_framework)
def test_any_framework_comes_back_exactly(framework: OwnFramework, written_as: FrameworkFormat) -> None:
    assert there_and_back(framework, written_as) == framework


@given(framework=any_framework)
def test_a_framework_goes_from_one_format_to_the_other_and_back(framework: OwnFramework) -> None:
    as_case = there_and_back(framework, FrameworkFormat.CASE)
    assert as_case is not None
    assert there_and_back(as_case, FrameworkFormat.YAML) == framework


@pytest.mark.parametrize("written_as", FrameworkFormat)
def test_the_same_framework_gives_the_same_bytes_and_no_findings(written_as: FrameworkFormat) -> None:
    written = write_framework(SMALL, written_as)
    assert written == write_framework(SMALL, written_as)
    assert read_framework(f"x.{ENDINGS[written_as]}", written) == (SMALL, [])


@pytest.mark.parametrize("name", ["x.yaml", "x.json", "x.csv", "x"])
@given(data=st.binary(max_size=200) | st.text(alphabet="{}[]:-,\"'\n #&*!|>idtemslabx1", max_size=120).map(str.encode))
def test_no_bytes_make_reading_fail(name: str, data: bytes) -> None:
    framework, findings = read_framework(name, data)
    assert framework is not None or findings
    if framework is not None:
        as_edition(framework)


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "identifier", "label", "parent", "order", "sequenceNumber"]), inner)
    ),
    max_leaves=6,
)


@given(title=_VALUES, items=st.lists(_VALUES, max_size=4), links=_VALUES)
def test_no_values_make_reading_fail(title: object, items: list[object], links: object) -> None:
    package = {"CFDocument": {"title": title, "extensions": links}, "CFItems": items, "CFAssociations": [links, title]}
    assert read_framework("x.json", json.dumps(package).encode())[0] is not None
    ours = yaml.safe_dump({"title": title, "language": links, "items": items}).encode()
    found = read_framework("x.yaml", ours)
    assert found[0] is not None or found[1][0].code in {"framework-yaml-reference", "framework-broken"}


@pytest.mark.parametrize(
    ("name", "items", "can_be_rated", "kept_from_reading"),
    [("moodle-pharmacy-framework.csv", 209, 178, 0), ("opensalt-case-framework.json", 16, 12, 23)],
)
def test_a_framework_that_people_really_use(name: str, items: int, can_be_rated: int, kept_from_reading: int) -> None:
    if not (REAL / name).exists():
        pytest.skip(f"{name} is not beside this repository, so it cannot be tried")
    framework, findings = read_framework(name, (REAL / name).read_bytes())
    assert framework is not None
    assert (len(framework.items), len(as_edition(framework).elements)) == (items, can_be_rated)
    assert {finding.severity.value for finding in findings} == {"note"}
    assert ignored(findings) == kept_from_reading
    assert [there_and_back(framework, one) for one in FrameworkFormat] == [framework, framework]


def ignored(findings: list[Finding]) -> int:
    """How many associations a note counts."""
    counts = (one.facts["count"] for one in findings if one.code == "framework-associations-ignored")
    return sum(count for count in counts if isinstance(count, int))
