"""Every name of every edition leads to its own cluster; the number before it is a check and no more."""

from collections import defaultdict
from itertools import chain

import pytest

from curriculum_map.domain.findings import CellRef
from curriculum_map.domain.framework import Cluster, Edition, Granularity
from curriculum_map.domain.text import Language
from curriculum_map.frameworks.loader import load_editions
from curriculum_map.importing.cells import same_word
from curriculum_map.importing.meaning.answers import Answers
from curriculum_map.importing.meaning.targets import Outcome, name_outcomes
from curriculum_map.importing.names import Names, is_target

EDITIONS = tuple(load_editions().values())
NAMES = Names(EDITIONS)
NAMED = [
    pytest.param(edition, cluster, form, id=f"{edition.id}: {form}")
    for edition in EDITIONS
    for cluster in edition.clusters
    for form in (cluster.id, cluster.name.nl, cluster.name.en, *cluster.also)
]


@pytest.mark.parametrize(("edition", "cluster", "form"), NAMED)
def test_every_name_finds_its_cluster_and_its_edition(edition: Edition, cluster: Cluster, form: str) -> None:
    for written in (form, form.upper(), f"  {form}. ", f"{cluster.number} {form}", f"Cluster {cluster.number}: {form}"):
        named = NAMES.cluster(written)
        assert named is not None, written
        assert named.target == cluster.id
        assert edition.id in named.editions
    assert NAMES.cluster(f"4. {form}").number == 4  # type: ignore[union-attr]


def test_no_name_means_two_clusters() -> None:
    meant = defaultdict(set)
    for edition in EDITIONS:
        for cluster in edition.clusters:
            for form in (cluster.id, cluster.name.nl, cluster.name.en, *cluster.also):
                meant[same_word(form)].add(cluster.id)
    assert {form: ids for form, ids in meant.items() if len(ids) > 1} == {}


@pytest.mark.parametrize(
    ("written", "target", "number"),
    [
        ("Digitale inclusie bevorderen", "inclusion", None),
        ("4 Digitale inclusie bevorderen", "inclusion", 4),
        ("4. Digitale inclusie bevorderen", "inclusion", 4),
        ("Cluster 4 – Digitale inclusie bevorderen", "inclusion", 4),
        ("DIGITALE\u00a0 INCLUSIE\nbevorderen", "inclusion", None),
        ("Online clie\u0308ntgegevens beheren", "client-data", None),
        ("Online clientgegevens beheren", "client-data", None),
        ("Digitale inclu\u00adsie bevorderen", "inclusion", None),
        ("own-literacy", "own-literacy", None),
    ],
)
def test_what_people_make_of_a_name(written: str, target: str, number: int | None) -> None:
    named = NAMES.cluster(written)
    assert named is not None
    assert (named.target, named.number) == (target, number)


@pytest.mark.parametrize("written", ["", "4", "Digitale exclusie bevorderen", "Digitale inclusie", "1.2 Digitale", "?"])
def test_what_is_no_name_is_not_guessed(written: str) -> None:
    assert NAMES.cluster(written) is None


def test_a_cell_is_named_by_its_id_in_one_text_or_by_two_headings() -> None:
    targets = [
        NAMES.target(text, above)
        for text, above in [
            ("inclusion.knowledge", ""),
            ("Digitale inclusie bevorderen – Kennis", ""),
            ("Kennis", "Digitale inclusie bevorderen"),
            ("K", "4 Digitale inclusie bevorderen"),
            ("Knowledge", "Promoting digital inclusion"),
        ]
    ]
    assert [named and named.target for named in targets] == ["inclusion.knowledge"] * 5
    assert NAMES.target("Kennis", "") is None
    assert NAMES.target("Kennis", "Iets anders") is None


@pytest.mark.parametrize(
    ("written", "target", "number"),
    [
        ("Kennis: Digitale inclusie bevorderen", "inclusion.knowledge", None),
        ("Digitale inclusie bevorderen (V)", "inclusion.skills", None),
        ("1.2 Digitale inclusie bevorderen – Vaardigheden", "inclusion.skills", 1),
        ("Kennis – 4. Digitale inclusie bevorderen", "inclusion.knowledge", 4),
        ("C4 Digitale inclusie bevorderen K", "inclusion.knowledge", 4),
    ],
)
def test_cluster_and_component_in_one_text_stand_in_either_order(written: str, target: str, number: int) -> None:
    named = NAMES.cell(written)
    assert named is not None
    assert (named.target, named.number) == (target, number)


def test_the_names_of_focuses_are_known_as_such() -> None:
    focuses = [form for edition in EDITIONS for focus in edition.focuses for form in (focus.name.nl, *focus.also)]
    assert all(map(NAMES.is_focus, focuses))
    assert NAMES.is_focus("Focus 1: Alert zijn voor digitale kloof en voor mediawijsheid")
    assert not NAMES.is_focus("Digitale inclusie bevorderen")


def test_ids_of_targets_are_told_from_other_texts() -> None:
    ids = ("vision", "vision.skills", "kjg-nl:vision.skills.1")
    assert all(is_target(text, load_editions()) for text in ids)
    assert not any(is_target(text, load_editions()) for text in ("", "visie", "vision.wisdom", "1.2.3.4"))


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_headings_of_every_edition_give_its_27_cells_in_order(edition: Edition, language: Language) -> None:
    """In the English edition of 2025 the second focus bears the name of its second cluster: position decides."""
    headings = [
        (focus.name[language], cluster.name[language], component.name[language])
        for focus in edition.focuses
        for cluster in focus.clusters
        for component in edition.components
    ]
    outcomes = [Outcome(texts, CellRef("Grid", 2, column)) for column, texts in enumerate(headings)]
    named = [column.named for column in name_outcomes(outcomes, NAMES, load_editions(), Answers())]
    assert tuple(one.target for one in named if one) == edition.targets(Granularity.CELL)


def test_each_component_goes_by_its_name_and_its_letter() -> None:
    written = ["Kennis", "knowledge", "K", "Vaardigheden", "Skills", "v", "S", "Attitudes", "Houding", "A"]
    expected = ["knowledge"] * 3 + ["skills"] * 4 + ["attitudes"] * 3
    assert [NAMES.component(text) for text in written] == expected
    assert {NAMES.component(text) for text in chain("BCD", ["Kennissen", ""])} == {None}
