"""Reads the packaged editions, legend and programmes; each is read once per process."""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import yaml

from curriculum_map.domain.crosswalk import Correspondence, Crosswalk, Relation
from curriculum_map.domain.curriculum import Programme
from curriculum_map.domain.framework import Cluster, Component, Edition, Element, Focus, Subtheme, cell_id
from curriculum_map.domain.levels import Legend, LegendLevel, Level, Shade
from curriculum_map.domain.text import Text

EDITION_IDS = ("sap-2024-nl", "sw-2025-en", "kjg-nl")
DEFAULT_EDITION = EDITION_IDS[0]


@cache
def load_edition(edition_id: str) -> Edition:
    """The packaged edition with this id; KeyError if there is none."""
    if edition_id not in EDITION_IDS:
        raise KeyError(edition_id)
    raw = _read(f"editions/{edition_id}.yaml")
    focuses = tuple(_focus(focus) for focus in raw["focuses"])
    in_sections = tuple(cluster.id for focus in focuses for cluster in focus.clusters)
    return Edition(
        id=raw["id"],
        title=Text(**raw["title"]),
        language=raw["language"],
        date=raw["date"],
        status=raw["status"],
        audience=Text(**raw["audience"]),
        citation=raw["citation"],
        focuses=focuses,
        components=_components(),
        table_order=tuple(raw["table_order"] or in_sections),
        elements=_elements(edition_id, in_sections),
    )


Editions = Mapping[str, Edition]


@cache
def load_editions() -> Editions:
    """Every packaged edition by its id, in the order in which screens offer them."""
    return MappingProxyType({edition_id: load_edition(edition_id) for edition_id in EDITION_IDS})


def family(edition_id: str) -> str:
    """What editions with the same clusters share: the packaged ones are one family, each own framework is another."""
    return DEFAULT_EDITION if edition_id in EDITION_IDS else edition_id


@cache
def load_crosswalk() -> Crosswalk:
    """Which elements of the packaged editions correspond."""
    rows = (
        Correspondence(
            row["from"], row.get("edition") or row["to"].partition(":")[0], row["to"], Relation(row["relation"])
        )
        for row in _read("crosswalk.yaml")["rows"]
    )
    return Crosswalk(rows)


@cache
def load_legend() -> Legend:
    """The four levels and the words for places without one."""
    raw = _read("legend.yaml")
    return Legend(
        levels=tuple(_legend_level(level) for level in raw["levels"]),
        not_rated=Text(**raw["not_rated"]["name"]),
        not_applicable=Text(**raw["not_applicable"]["name"]),
        not_applicable_written=tuple(raw["not_applicable"]["written"]),
        blank_marks=tuple(raw["blank_marks"]),
        border=(raw["border"]["light"], raw["border"]["dark"]),
        gap_marker=(raw["gap_marker"]["light"], raw["gap_marker"]["dark"]),
    )


@cache
def load_programmes() -> tuple[Programme, ...]:
    """The six programmes of the field, in the order of the printed table."""
    return tuple(
        Programme(raw["id"], Text(**raw["name"]), Text(**raw["short"]), _also(raw))
        for raw in _read("programmes.yaml")["programmes"]
    )


def programme_name(programme_id: str) -> Text:
    """The name of a programme; its id in both languages for one that is not of the six."""
    names = {programme.id: programme.name for programme in load_programmes()}
    return names.get(programme_id, Text(programme_id, programme_id))


@cache
def _components() -> tuple[Component, ...]:
    raw = _read("components.yaml")["components"]
    return tuple(Component(part["id"], Text(**part["name"]), _also(part)) for part in raw)


def _elements(edition_id: str, clusters: tuple[str, ...]) -> tuple[Element, ...]:
    """The elements in the order of the edition's sections, of its components and of the lists in them."""
    components = [component.id for component in _components()]
    cells = [cell_id(cluster, component) for cluster in clusters for component in components]
    raw = _read(f"elements/{edition_id}.yaml")["elements"]
    return tuple(sorted(map(_element, raw), key=lambda element: (cells.index(element.cell), element.order)))


def _element(raw: Mapping[str, Any]) -> Element:
    return Element(
        id=raw["id"],
        cell=raw["cell"],
        order=int(raw["id"].rpartition(".")[2]),
        label=Text(**raw["label"]),
        subtheme=Subtheme(raw["subtheme"]) if raw["subtheme"] else None,
        printed_code=raw["printed_code"],
    )


def _focus(raw: Mapping[str, Any]) -> Focus:
    clusters = tuple(
        Cluster(part["id"], part["number"], Text(**part["name"]), _also(part), part.get("table_number"))
        for part in raw["clusters"]
    )
    return Focus(raw["id"], Text(**raw["name"]), _also(raw), clusters)


def _legend_level(raw: Mapping[str, Any]) -> LegendLevel:
    return LegendLevel(
        value=Level(raw["value"]),
        id=raw["id"],
        name=Text(**raw["name"]),
        meaning=Text(**raw["meaning"]),
        letter=Text(**raw["letter"]),
        also=_also(raw),
        light=_shade(raw["light"]),
        dark=_shade(raw["dark"]),
    )


def _shade(raw: Mapping[str, Any]) -> Shade:
    hatch = raw["hatch"] or {}
    return Shade(raw["fill"], raw["ink"], hatch.get("angle"), hatch.get("colour"))


def _also(raw: Mapping[str, Any]) -> tuple[str, ...]:
    forms: Iterable[str] = (form for language in ("nl", "en") for form in raw["also"][language])
    return tuple(forms)


def _read(name: str) -> dict[str, Any]:
    text = files("curriculum_map.frameworks").joinpath("data", name).read_text(encoding="utf-8")
    raw: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return raw
