"""Behind a place: the level, the courses that make it, and where each level was written."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from curriculum_map.analytics.behind import courses_behind
from curriculum_map.analytics.rollup import ancestor
from curriculum_map.domain.framework import Edition, granularity_of
from curriculum_map.domain.gaps import Gap
from curriculum_map.domain.levels import NOT_APPLICABLE, Level
from curriculum_map.domain.provenance import Brought
from curriculum_map.frameworks.loader import load_legend, programme_name
from curriculum_map.services.columns import GridColumn
from curriculum_map.services.uploaded_as import uploaded_as
from curriculum_map.ui.components.address import open_dialog
from curriculum_map.ui.components.downloads import offer_frame
from curriculum_map.ui.components.figures_note import carried, number, rated, say_flags, say_rule
from curriculum_map.ui.components.gaps.closing_view import show_closing, show_routes
from curriculum_map.ui.components.place_notes import show_notes
from curriculum_map.ui.components.rule_views import show_each_rule
from curriculum_map.ui.markdown import as_code, as_text
from curriculum_map.ui.session import actor, database, language, t, t_many
from curriculum_map.wording.agreed_words import agreed_when
from curriculum_map.wording.change_words import MADE
from curriculum_map.wording.courses import status_words
from curriculum_map.wording.flags import band_words
from curriculum_map.wording.labels import label, weight_words
from curriculum_map.wording.numbers import moment
from curriculum_map.wording.record import who_words


def show_courses_behind(column: GridColumn, target: str) -> None:
    """Opens a dialog with what stands behind one place; for a grid rated per cluster that is the cell's cluster."""
    own = column.gap(target).target
    title = as_text(column.edition.name(own, language()))
    open_dialog(title, _behind, column, own)


def _behind(column: GridColumn, target: str) -> None:
    gap, legend, to = column.gap(target), load_legend(), language()
    st.markdown(f"**{programme_name(column.key.programme)[to]}** · {column.key.academic_year}")
    if column.key.campus:
        st.text(column.key.campus)
    st.text(column.key.institution)
    left, middle, right = st.columns(3)
    left.metric(t("guaranteed"), legend.name(gap.guaranteed)[to])
    middle.metric(t("possible"), legend.name(gap.possible)[to])
    right.metric(t("ambition"), t("none set") if gap.ambition is None else legend[gap.ambition].name[to])
    st.write(" · ".join(part for part in (label(gap.kind, to), say_flags(gap)) if part))
    if wanted := " · ".join(filter(None, (weight_words(gap, to), gap.reason))):
        st.text(t("Ambition: {words}", words=wanted))
    st.write(_counts(gap))
    if band := _band(gap):
        st.caption(band)
    say_rule([column], "guaranteed")
    parts = _show_courses(column, target, brought := uploaded_as(database(), actor(), column))
    _say_agreed(column, parts)
    show_each_rule(column, target)
    if target in column.gaps:
        show_closing(column, target)
        show_routes(column, target)
        show_notes(column, target)
    _say_provenance(column, brought)


def _show_courses(column: GridColumn, target: str, brought: Mapping[str, Brought]) -> list[str]:
    """The courses with a level here, to take along too; the parts of the target that they were rated on."""
    parts = [part for part in column.grid.targets if ancestor(part, granularity_of(target)) == target]
    courses = pd.concat([courses_behind(column.grid, part).assign(part=part) for part in parts])
    everything = st.toggle(t("Also the courses without a level above “not covered”"))
    touching = courses if everything else courses[courses["level"].between(1, 3)]
    if touching.empty:
        st.info(t("No course covers this."))
        return parts
    words = _worded(touching, column.edition, brought, with_parts=parts != [target])
    st.dataframe(words, hide_index=True, width="stretch")
    key, to = column.key, language()
    about = (programme_name(key.programme)[to], key.institution, key.academic_year, column.edition.name(target, to))
    offer_frame(words, " · ".join(about), "behind")
    return parts


def _say_agreed(column: GridColumn, parts: Sequence[str]) -> None:
    """The levels among these that count because the raters agreed on them: why, and who stays with another one."""
    for one in column.agreed:
        if one.agreed.target not in parts:
            continue
        agreed, level = one.agreed, load_legend().name(one.agreed.level)[language()]
        said = t("Agreed: {course}, {level}. {reason}", course=agreed.course.title, level=level, reason=agreed.reason)
        dissent = t("Dissent: {dissent}", dissent=agreed.dissent) if agreed.dissent else ""
        st.caption(as_text(f"{said} {dissent} ({agreed_when(one, language())})"))


def _say_provenance(column: GridColumn, brought: Mapping[str, Brought]) -> None:
    """How the version came to be, and each file with who uploaded it, when, and as which version."""
    info = column.info
    st.caption(
        t(
            "Version {version}, {made} on {moment} by {who}; {rated}.",
            version=info.version,
            made=t(MADE[info.made]),
            moment=moment(info.imported_at, language()),
            who=as_text(who_words(info.imported_by, language())),
            rated=", ".join(filter(None, (rated(column), carried(column)))),
        )
    )
    for sha256, name in column.grid.provenance.files.items():
        st.caption(f"{as_code(name)}{_say_upload(column, brought[sha256])}; SHA-256 {as_code(sha256)}")


def _say_upload(column: GridColumn, one: Brought) -> str:
    """Who uploaded a file, when, and as which version; empty where it came with this version, which says so itself."""
    if (one.version, one.academic_year) == (column.info.version, column.key.academic_year):
        return ""
    uploaded = t(
        "uploaded on {moment} by {who} as version {version} of {year}",
        moment=moment(one.at, language()),
        who=as_text(who_words(one.by, language())),
        version=one.version,
        year=one.academic_year,
    )
    return f": {uploaded}"


def _counts(gap: Gap) -> str:
    """Courses and credits per level, and how many of the courses were rated."""
    legend = load_legend()
    parts = [
        f"{legend[level].name[language()]}: "
        + t_many("{count} course", "{count} courses", gap.courses_at[level])
        + f" ({t('{credits} ECTS', credits=number(gap.credits_at[level]))})"
        for level in (3, 2, 1, 0)
    ]
    return " · ".join((*parts, t("{rated} of {courses} courses rated", rated=gap.rated, courses=gap.courses)))


def _band(gap: Gap) -> str:
    """Guaranteed and possible at both ends of the missing-data band; empty where the blanks change nothing."""
    if not (band_words(*gap.guaranteed_band) or band_words(*gap.possible_band)):
        return ""
    legend, to = load_legend(), language()
    return " ".join(
        t(
            "If every blank were “{level}”: guaranteed {guaranteed}, possible {possible}.",
            level=legend[level].name[to],
            guaranteed=legend.name(sure)[to],
            possible=legend.name(best)[to],
        )
        for level, sure, best in zip((min(Level), max(Level)), gap.guaranteed_band, gap.possible_band, strict=True)
    )


def _worded(
    courses: pd.DataFrame, edition: Edition, brought: Mapping[str, Brought], *, with_parts: bool
) -> pd.DataFrame:
    """The frame as people read it: words for levels and statuses, headings in their language; the part, if several."""
    legend = load_legend()
    by_level = courses.sort_values("level", ascending=False, kind="stable", key=_levels_first)
    return pd.DataFrame(
        {
            t("Code"): by_level["code"],
            t("Course"): by_level["title"],
            **({t("Part"): [edition.name(part, language()) for part in by_level["part"]]} if with_parts else {}),
            t("Level"): [legend.name(int(level))[language()] for level in by_level["level"]],
            t("ECTS"): by_level["ects"],
            t("Phase"): by_level["phase"],
            t("Status"): [
                status_words(status, track, language())
                for status, track in zip(by_level["status"], by_level["track"], strict=True)
            ],
            t("Cell"): by_level["ref"],
            t("Written"): by_level["written"],
            t("File"): by_level["file"],
            t("Uploaded as"): [_version(brought[sha256]) for sha256 in by_level["sha256"]],
            **(
                {t("Carried over"): [t("yes, to be confirmed") if one else "" for one in by_level["carried"]]}
                if by_level["carried"].any()
                else {}
            ),
        }
    )


def _version(brought: Brought) -> str:
    """A version with its year, for one place in a table."""
    return t("{year}, version {version}", year=brought.academic_year, version=brought.version)


def _levels_first(levels: "pd.Series[int]") -> "pd.Series[int]":
    """Places without a level come after every level."""
    return levels.where(levels < NOT_APPLICABLE, -1)
