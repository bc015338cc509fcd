"""What each counting rule gives: for the places of a grid where it matters, and for one place."""

from dataclasses import replace

import streamlit as st

from curriculum_map.domain.gaps import Gap
from curriculum_map.domain.levels import NOT_APPLICABLE
from curriculum_map.domain.rules import HIGHEST, RULES, CountingRule
from curriculum_map.services.columns import GridColumn
from curriculum_map.ui.components.framework_table import PlaceOf, framework_table
from curriculum_map.ui.components.level_table.values import Column, Head, Place, Row, Table
from curriculum_map.ui.components.shown import show_table
from curriculum_map.ui.session import language, t
from curriculum_map.ui.stored import columns
from curriculum_map.wording.flags import RULE_SIGN, rule_matters
from curriculum_map.wording.labels import label
from curriculum_map.wording.rules import rule_name


def show_where_rules_differ(column: GridColumn) -> tuple[str, CountingRule] | None:
    """How many places depend on the counting rule, and folded away which, with what each rule gives.

    The target just chosen in that list and the rule it is counted by there.
    """
    gaps = column.gaps.values()
    differing = [gap.target for gap in gaps if gap.rule_dependent]
    if not differing:
        return None
    title = t("The counting rule decides in {count} of {all} places", count=len(differing), all=len(gaps))
    chosen = None
    # What is folded away is not counted either: each rule counts the whole grid once more.
    with st.expander(f"{RULE_SIGN} {title}", key="open-rules", on_change="rerun") as fold:
        if fold.open:
            st.write(" ".join(rule_matters(gaps, language())))
            chosen = show_table(_differing_table(column, differing), f"rules-{column.info.id}", "table")
    if chosen is None:
        return None
    return chosen[0], next(rule for rule in _rules(column) if rule.slug == chosen[1])


def show_each_rule(column: GridColumn, target: str) -> None:
    """What each counting rule gives in one place, unfolded where they do not agree."""
    is_open = column.gap(target).rule_dependent
    key = f"open-each-rule-{column.info.id}-{target}"
    with st.expander(t("Under each counting rule"), expanded=is_open, key=key, on_change="rerun") as fold:
        if fold.open:
            show_table(_place_table(column, target), f"each-rule-{column.info.id}-{target}", "table")


def _rules(column: GridColumn) -> tuple[CountingRule, ...]:
    """The rules with a name, and the own one that this grid is counted by."""
    return RULES if column.rule in RULES else (*RULES, column.rule)


def _counted_by(column: GridColumn, rule: CountingRule) -> GridColumn:
    return column if rule == column.rule else columns([column.info.id], rule)[0]


def _differing_table(column: GridColumn, targets: list[str]) -> Table:
    across: list[tuple[Column, PlaceOf]] = []
    for rule in _rules(column):
        under, first = _counted_by(column, rule), _counted_by(column, HIGHEST)
        here = t("as counted here") if rule == column.rule else ""
        across.append((Column(rule.slug, rule_name(rule, language()), sub=here, width=2), _places(under, first)))
    caption = t("Guaranteed coverage and kind of gap under each counting rule")
    granularity = column.grid.granularity
    table = framework_table(column.edition, granularity, caption, across, only=targets, focuses=False)
    return replace(table, stacks=True)


def _places(under: GridColumn, first: GridColumn) -> PlaceOf:
    def place(target: str) -> Place:
        gap = under.gap(target)
        if _says_nothing(gap, first.gap(target)):
            return Place(text=t("says nothing here"))
        kind = "" if gap.ambition is None else label(gap.kind, language())
        return Place(gap.guaranteed, sub=kind)

    return place


def _place_table(column: GridColumn, target: str) -> Table:
    first, rows = _counted_by(column, HIGHEST).gap(target), list[Row]()
    for rule in _rules(column):
        gap, name = _counted_by(column, rule).gap(target), rule_name(rule, language())
        kind = Place(text=label(gap.kind, language()))
        places = (Place(gap.guaranteed), Place(gap.possible), kind)
        if _says_nothing(gap, first):
            places = (Place(text=t("says nothing here")), Place(), Place())
        here = t("as counted here") if rule == column.rule else ""
        rows.append(Row(rule.slug, name, (Head(name, sub=here),), places))
    return Table(
        caption=t("Coverage and kind of gap under each counting rule"),
        corners=(t("Counting rule"),),
        columns=(
            Column("guaranteed", t("guaranteed")),
            Column("possible", t("possible")),
            Column("kind", t("gap"), width=2),
        ),
        rows=tuple(rows),
        language=language(),
        choosable=False,
        stacks=True,
    )


def _says_nothing(gap: Gap, first: Gap) -> bool:
    """Whether a rule has nothing to count here, as one about credits where no course has any."""
    return (gap.guaranteed < NOT_APPLICABLE) != (first.guaranteed < NOT_APPLICABLE)
