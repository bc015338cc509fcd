"""The versions of a grid: how each came to be, the files they were read from, and any two compared."""

from datetime import UTC, datetime
from pathlib import PurePosixPath

import streamlit as st

from curriculum_map.services.history import compare, count_carried, effect, versions
from curriculum_map.services.originals import kept_until, original
from curriculum_map.storage.grids import GridInfo
from curriculum_map.ui.components.address import from_address, into_address, leave_address
from curriculum_map.ui.components.choices import grid_slugs
from curriculum_map.ui.components.data.tables import Line, carried_over, show_lines
from curriculum_map.ui.components.data.year_links import offer_links
from curriculum_map.ui.components.figures_note import day
from curriculum_map.ui.components.upload.changes import show_changes
from curriculum_map.ui.markdown import as_code
from curriculum_map.ui.session import actor, database, language, t
from curriculum_map.wording.change_words import MADE
from curriculum_map.wording.labels import label
from curriculum_map.wording.numbers import moment
from curriculum_map.wording.record import who_words

_SHORT_HASH = 12


def versions_of(grids: list[GridInfo]) -> list[GridInfo]:
    """Every version of these grids by academic year, the newest of each grid last."""
    found = [one for grid in grids for one in versions(database(), actor(), grid.id)]
    return sorted(found, key=lambda one: (one.key.academic_year, one.id, one.version))


def show_versions(info: GridInfo, of_programme: list[GridInfo], changed: set[int]) -> None:
    """Each version of the grid, the newest first; `of_programme` are those that it can have been made of.

    `changed` are the ids of those that somebody changed in the database: it stands beside them.
    """
    found = [one for one in of_programme[::-1] if one.id == info.id]
    carried = count_carried(database(), actor(), [one.version_id for one in found])
    known = {one.version_id: one for one in of_programme}
    st.header(t("Versions"), anchor=False)
    headings = {
        "made": t("How it came to be"),
        "when": t("When, by whom"),
        "file": t("File and its SHA-256"),
        "courses": t("Courses"),
    }
    beside = {info.version_id: t("current")} | {one: t("not intact") for one in changed}
    lines = [
        _line(one, known.get(one.made_from or 0), carried.get(one.version_id, 0), beside.get(one.version_id, ""))
        for one in found
    ]
    show_lines("data-versions", t("Versions of this grid"), t("Version"), headings, lines)


def _line(one: GridInfo, made_from: GridInfo | None, carried: int, beside: str) -> Line:
    origin = ""
    if made_from is not None:
        origin = t("from {year}, version {version}", year=made_from.key.academic_year, version=made_from.version)
    texts = (
        (t(MADE[one.made]), origin),
        (moment(one.imported_at, language()), who_words(one.imported_by, language())),
        (one.file_name, f"{one.sha256[:_SHORT_HASH]}…"),
        (str(one.courses), carried_over(carried)),
    )
    return str(one.version), str(one.version), beside, texts


def show_files(info: GridInfo) -> None:
    """The files that the versions were read from with their whole SHA-256; each to take along while it is kept."""
    files = {one.sha256: one.file_name for one in versions(database(), actor(), info.id)}
    kept = kept_until(database(), actor(), list(files), datetime.now(UTC))
    with st.expander(t("The files as they came, and their SHA-256"), key="open-files"):
        st.caption(t("Files are kept for a set time. The cells that were read from them stay as long as the grid."))
        for sha256, name in files.items():
            st.markdown(f"**{as_code(name)}**")
            st.code(sha256, language=None, wrap_lines=True)
            if sha256 in kept:
                st.caption(t("Kept until {day}.", day=day(kept[sha256])))
                _offer_file(sha256, name)
            else:
                st.caption(t("This file is not kept, or no longer."))


def _offer_file(sha256: str, name: str) -> None:
    who, where = actor(), database()

    def load() -> bytes:
        found = original(where, who, sha256, datetime.now(UTC))
        return b"" if found is None else found.data

    plain = PurePosixPath(name.replace("\\", "/")).name or sha256
    said = t("Download {file}", file=as_code(plain))
    st.download_button(said, load, file_name=plain, on_click="ignore", key=f"original-{sha256}")


def compare_versions(info: GridInfo, of_programme: list[GridInfo]) -> None:
    """What changed between two versions, of this grid or of others of its institution and programme."""
    st.header(t("Compare two versions"), anchor=False)
    names = {f"{one.id}.{one.version}": _version_name(one) for one in of_programme[::-1]}
    current = f"{info.id}.{info.version}"
    if len(names) < 2 or current not in names:
        st.caption(t("There is one version. From the second one on you see here what changed."))
        return
    # From the one before it to the current one is what is mostly asked; the first of all is compared with the next one.
    listed = [*names]
    place = min(listed.index(current), len(listed) - 2)
    earlier, later = listed[place + 1], listed[place]
    if (before_it := _one_before(info, of_programme)) is not None:
        earlier, later = f"{before_it.id}.{before_it.version}", current
    slugs = {grid_id: slug for slug, grid_id in grid_slugs(of_programme).items()}
    options = {f"{slugs[one.id]}.{one.version}": f"{one.id}.{one.version}" for one in of_programme[::-1]}
    before, after = st.columns(2)
    chosen = []
    for side, name, asked, default in ((before, "before", t("From"), earlier), (after, "after", t("To"), later)):
        key = from_address(name, options, default)
        one = side.selectbox(asked, listed, key=key, format_func=lambda one: names[one])
        chosen.append(into_address(name, one))
    if chosen[0] == chosen[1]:
        st.text(t("This is one and the same version."))
        return
    (grid, number), (other, its) = (map(int, one.split(".")) for one in chosen)
    changes = compare(database(), actor(), (grid, number), (other, its))
    if changes is not None:
        offer_links((grid, number), (other, its), changes)
        show_changes(changes, effect(changes), "data")


def _one_before(info: GridInfo, of_programme: list[GridInfo]) -> GridInfo | None:
    """The version before; of the first, what this perspective, at best this rater, gave the year before."""
    earlier = [
        one
        for one in of_programme
        if one.key.perspective is info.key.perspective
        and ((one.id == info.id and one.version < info.version) or one.key.academic_year < info.key.academic_year)
    ]
    about = (info.key.campus, info.key.rater)
    return max(
        earlier,
        key=lambda one: (one.key.academic_year, (one.key.campus, one.key.rater) == about, one.version),
        default=None,
    )


def forget_comparison() -> None:
    """Has the comparison begin anew: another grid was chosen."""
    for name in ("before", "after"):
        leave_address(name)


def _version_name(one: GridInfo) -> str:
    key = one.key
    about = (key.academic_year, key.campus, key.rater, label(key.perspective, language()))
    return " · ".join((*(part for part in about if part), t("version {number}", number=one.version)))
