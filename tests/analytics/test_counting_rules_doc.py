"""The worked table of docs/counting-rules.md is what the program computes."""

from pathlib import Path

from curriculum_map.analytics.coverage import coverage
from curriculum_map.domain.levels import Level
from curriculum_map.domain.rules import RULES, own_rule
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.wording.rules import rule_name
from tests.grids import make_grid, read_table, row

DOC = Path(__file__).parents[2] / "docs" / "counting-rules.md"
OWN = {
    "own rule: lowest level practised, two courses": own_rule(lowest=Level.PRACTISED, courses=2),
    "own rule: 25 % of the credits": own_rule(percent=25),
}


def test_the_worked_table_holds() -> None:
    rules = {rule_name(rule, "en"): rule for rule in RULES} | OWN
    courses = [row(line["course"], line["level"], ects=float(line["ects"])) for line in _table("course")]
    lines = _table("rule | level")
    assert [line["rule"] for line in lines] == list(rules)
    for line in lines:
        found = coverage(make_grid(courses), rule=rules[line["rule"]]).loc["inclusion"]
        states = [int(found[f"guaranteed{end}"]) for end in ("", "_low", "_high")]
        assert [load_legend().name(state).en for state in states] == list(line.values())[1:]


def _table(heading: str) -> list[dict[str, str]]:
    """The table of the document whose heading begins so."""
    lines = [line.strip().removeprefix("|").removesuffix("|").strip() for line in DOC.read_text("utf-8").splitlines()]
    first = next(number for number, line in enumerate(lines) if line.startswith(heading))
    last = lines.index("", first)
    return read_table("\n".join([lines[first], *lines[first + 2 : last]]))
