"""Other years and other raters of a programme, written as what differs from the one that they were made from."""

from collections.abc import Iterator, Mapping
from typing import Any

Raw = Mapping[str, Any]

ROW_DEFAULT = "*"
# Each year differs from the year after it; each rater from the grid that stands first.
YEARS, RATERS = "earlier_years", "other_raters"
_DIFFERENCES = ("name", "without", "courses", "levels", "ambitions", YEARS, RATERS)


def with_variants(programme: Raw) -> Iterator[Raw]:
    """The grid as it is written, then its earlier years, then its other raters; a variant's `name` tells it apart."""
    yield programme
    year = programme
    for said in programme.get(YEARS, ()):
        year = _varied(year, said)
        yield year
    for said in programme.get(RATERS, ()):
        yield _varied(programme, said)


def _varied(base: Raw, said: Raw) -> Raw:
    unknown = {*said.get("without", ()), *said.get("levels", {})} - {course["code"] for course in base["courses"]}
    if unknown:
        raise ValueError(f"{said['name']} speaks of courses that are not there: {', '.join(sorted(unknown))}")
    facts = {name: value for name, value in said.items() if name not in _DIFFERENCES}
    return {
        **base,
        "not_rated": (),
        **facts,
        "name": said["name"],
        "courses": list(_courses(base, said)),
        "ambitions": _ambitions(base["ambitions"], said.get("ambitions", {})),
    }


def _courses(base: Raw, said: Raw) -> Iterator[Raw]:
    """Those that stay, with their other levels, and behind those of their phase the ones that come in."""
    gone, levels = said.get("without", ()), said.get("levels", {})
    stay = [course for course in base["courses"] if course["code"] not in gone]
    varied = [{**course, "levels": _levels(course["levels"], levels.get(course["code"], {}))} for course in stay]
    yield from sorted([*varied, *said.get("courses", ())], key=lambda course: int(course["phase"]))


def _levels(base: Raw, said: Raw) -> Raw:
    """What is said comes last and so counts; a default for the row begins it anew."""
    kept = {} if ROW_DEFAULT in said else {place: level for place, level in base.items() if place not in said}
    return {**kept, **said}


def _ambitions(base: Raw, said: Raw | None) -> Raw:
    """With what is said in the place of what was; one of nothing is dropped, and all are where nothing is said of."""
    return {} if said is None else {place: one for place, one in {**base, **said}.items() if one is not None}
