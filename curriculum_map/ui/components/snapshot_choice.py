"""Which snapshot, by the first signs of its hash in the address, and what is in it."""

from collections.abc import Sequence

import streamlit as st

from curriculum_map.domain.actors import Actor
from curriculum_map.domain.curriculum import GridKey
from curriculum_map.domain.rules import CountingRule
from curriculum_map.services.dossier import dossier_programmes
from curriculum_map.storage.snapshots import SnapshotInfo
from curriculum_map.ui.components.address import brought, say_unknown
from curriculum_map.ui.components.data.snapshot_new import SLUG
from curriculum_map.ui.components.grid_choices import choose_one
from curriculum_map.ui.session import actor, database, t


def choose_snapshot(found: Sequence[SnapshotInfo]) -> SnapshotInfo:
    """One of these."""
    by_slug = {one.sha256[:SLUG]: one for one in found}
    titles = {slug: f"{one.institution} · {one.name}" for slug, one in by_slug.items()}
    return by_slug[choose_one("snapshot", t("Snapshot"), {slug: slug for slug in by_slug}, titles)]


def say_named_in_vain() -> None:
    """Has the page say so where the address names a snapshot and there is none at all."""
    if asked := brought("snapshot"):
        say_unknown(asked)


def held_in(info: SnapshotInfo) -> list[GridKey]:
    """The programmes and years in a snapshot, each by the grid that counts."""
    return _held(info.id, info, database().change_count(), actor())[0]


def rule_in(info: SnapshotInfo) -> CountingRule:
    """The counting rule that the snapshot was made with."""
    return _held(info.id, info, database().change_count(), actor())[1]


@st.cache_resource(max_entries=8, show_spinner=False)
def _held(snapshot_id: int, _info: SnapshotInfo, change_count: int, who: Actor) -> tuple[list[GridKey], CountingRule]:
    return dossier_programmes(database(), who, _info)
