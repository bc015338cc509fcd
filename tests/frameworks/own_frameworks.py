"""Frameworks of one's own for the tests: a small one with three levels, and any that a file can give."""

from hypothesis import strategies as st

from curriculum_map.domain.own_framework import Item, OwnFramework, framework_id, lines, one_line
from curriculum_map.domain.text import LANGUAGES

SMALL = OwnFramework(
    "outcomes",
    "Outcomes of social work",
    "en",
    (
        Item("1", "Working with people", order=1),
        Item("1.1", "Listening", "1", order=2),
        Item("1.1.1", "Listens without judging", "1.1", "1.1.1", "Also online.", 3),
        Item("1.1.2", "Asks through", "1.1", "1.1.2", order=4),
        Item("1.2", "Helping", "1", order=5),
        Item("1.2.1", "Helps with a form", "1.2", "1.2.1", order=6),
        Item("2", "Working in a team", order=7),
        Item("2.1", "Planning", "2", order=8),
        Item("2.1.1", "Plans a week", "2.1", "2.1.1", order=9),
    ),
    "Programme file 2026",
)

_LINE = st.text(max_size=30).map(one_line)
_OPTIONAL = _LINE.map(lambda text: text or None)
# Few ids, so that there are groups, duplicates, orphans and circles; and ids that other formats could misread.
_IDS = st.sampled_from(["1", "1.10", "null", "~", "no", "a: b", "é", "3f2504e0-4f89-41d3-9a0c-0305e82c3301"]) | _LINE

any_items = st.builds(
    Item,
    id=_IDS,
    label=_LINE,
    parent=st.none() | _IDS.map(lambda text: text or None),
    code=_OPTIONAL,
    description=st.text(max_size=60).map(lines).map(lambda text: text or None),
    order=st.integers(0, 1_000_000_000),
)
any_framework = st.builds(
    OwnFramework,
    id=st.text(max_size=40).map(framework_id),
    title=_LINE.map(lambda text: text or "Outcomes"),
    language=st.sampled_from(LANGUAGES),
    items=st.lists(any_items, max_size=12).map(tuple),
    source=st.text(max_size=40).map(lines).map(lambda text: text or None),
)
