"""The step that asks what the columns stand for, and shows how each column of levels is read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from curriculum_map.domain.findings import CellRef, Finding
from curriculum_map.domain.framework import Edition, Granularity
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.importing.meaning.answers import NOT_READ
from curriculum_map.importing.meaning.asked_headings import AskedHeading, uncertain_headings
from curriculum_map.importing.meaning.targets import ColumnReading
from curriculum_map.importing.reading import Reading
from curriculum_map.importing.words import COURSE_FIELDS
from curriculum_map.ui.components import level_table
from curriculum_map.ui.components.level_table.values import Column, Head, Place, Row, Table
from curriculum_map.ui.components.upload.file import Upload, answer, answers_of, said_before, say_decided_before
from curriculum_map.ui.components.upload.path import Step, questions
from curriculum_map.ui.markdown import as_text
from curriculum_map.ui.session import is_dark, language, t, t_many
from curriculum_map.ui.stored import editions
from curriculum_map.wording.catalogue import beginning, mark

_ABOUT_ONE = ("heading-unsure", "heading-number", "heading-unknown")
_OF_NUMBERS, _IN_ORDER = "headings-numbers", "headings-in-order"
# The question about another framework stands at the first heading of the table, and says nothing of that one.
ASKED = (*_ABOUT_ONE, _OF_NUMBERS, _IN_ORDER, "column-unsure", "other-framework")
_MOST_ASKED = 40
_LEFT = "headings-left"
_WHY = {
    "name": mark("by its name"),
    "answer": mark("your answer"),
    "not-read": mark("your answer"),
    "number": mark("a proposal: only a number stands there"),
    "typing": mark("a proposal: the name is written nearly so"),
    "short": mark("a proposal: it looks like a short form of the name"),
    "below-cell": mark("a proposal: it stands under this cell"),
    "order": mark("a proposal: by its place in the order"),
    "remembered": mark("a proposal: decided before for this institution"),
    "unknown": mark("nothing of the framework is called so"),
}
_ONLY_A_NUMBER = mark("only a number stands there")


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading that is not certain: its columns, what it can stand for, and what is proposed."""

    asked: AskedHeading
    choices: list[str]
    proposal: str | None

    @property
    def where(self) -> str:
        """The cells in which it stands over columns, in one address if they are side by side."""
        refs = [one.ref for one in self.asked.columns]
        first, last = refs[0], refs[-1]
        if len(refs) == 1 or len(refs) < (last.row - first.row + 1) * (last.column - first.column + 1):
            return ", ".join(map(str, refs))
        return str(CellRef(first.sheet, first.row, first.column, last.row, last.column))


def columns_step(upload: Upload, reading: Reading) -> Step:
    """What every column stands for; asked as long as one of them is only nearly known."""
    asked = questions(reading, ASKED)
    known = sum(one.named is not None for one in reading.columns)
    result = t("{known} of {all} outcomes read", known=known, all=len(reading.columns))
    return Step(
        t("What the headings mean"),
        result if reading.columns else "",
        len(asked),
        lambda: _show(upload, reading, asked),
    )


def _show(upload: Upload, reading: Reading, asked: Sequence[Finding]) -> None:
    edition = _edition(reading)
    if any(one.code == "other-framework" for one in asked):
        st.write(t("No heading names anything of the framework. Say here which do, if some do."))
    if any(one.why == "remembered" for one in reading.columns):
        say_decided_before()
    fields = [one for one in asked if one.code == "column-unsure"]
    headings = _headings(reading, edition, asked)
    _ask_edition(upload, reading, asked)
    of_all = next((one for one in asked if one.code in (_OF_NUMBERS, _IN_ORDER)), None)
    if of_all is not None:
        _ask_of_numbers(upload, of_all)
        with st.expander(t("They stand for something else")):
            _ask(upload, headings, fields, edition)
    elif headings or fields:
        _ask(upload, headings, fields, edition)
    # What is asked above is in the table once it is answered.
    settled = [one for one in reading.columns if not (headings and one.is_asked)]
    if settled:
        columns = (Column("target", t("Read as")), Column("why", t("Why")))
        before, now = said_before(upload).columns, answers_of(upload).columns
        same = {name for name, target in before.items() if name in now and now[name] == target}
        rows = tuple(_row(one, edition, before=not same.isdisjoint(_called(one))) for one in settled)
        corners = (t("Heading in your file"),)
        table = Table(t("How each outcome is read"), corners, columns, rows, language(), choosable=False, stacks=True)
        level_table.show(table, upload.key("columns"), load_legend(), is_dark())


def _headings(reading: Reading, edition: Edition, asked: Sequence[Finding]) -> list[_Heading]:
    """The headings that name nothing for certain: first those that are asked about, then those that are left."""
    of_ref = {one.ref: one for one in asked if one.code in _ABOUT_ONE}
    clusters, cells = (edition.targets(one) for one in (Granularity.CLUSTER, Granularity.CELL))
    headings = []
    for one in uncertain_headings(reading.columns):
        finding = of_ref.get(one.first.ref)
        every = [*clusters, NOT_READ] if one.components else [*clusters, *cells, NOT_READ]
        choices = finding.facts.get("choices") if finding else every
        proposal = one.proposal or (None if finding else NOT_READ)
        headings.append(_Heading(one, [str(each) for each in _many(choices)], proposal))
    return sorted(headings, key=lambda one: one.asked.first.ref not in of_ref)[:_MOST_ASKED]


def _many(values: object) -> Sequence[object]:
    return values if isinstance(values, list | tuple) else ()


def _called(one: ColumnReading) -> tuple[str, ...]:
    """By what an answer can have named this column."""
    return (one.heading, str(one.ref), *((one.over.name, one.over.own) if one.over is not None else ()))


def _row(one: ColumnReading, edition: Edition, *, before: bool) -> Row:
    """How one outcome is read; `before` says that it was answered so when the same file was stored."""
    if one.named is not None:
        target = _name(edition, one.named.target)
    elif one.proposal is not None:
        target = t("perhaps {target}", target=_name(edition, one.proposal))
    else:
        target = t("not read") if one.why == "not-read" else t("not known")
    heading = beginning(one.heading) or t("(no heading)")
    why = t("answered before") if before and one.why in ("answer", "not-read") else t(_WHY[one.why])
    places = (Place(text=target), Place(text=why))
    return Row(str(one.ref), heading, (Head(heading, sub=str(one.ref)),), places)


def _ask(upload: Upload, headings: Sequence[_Heading], fields: Sequence[Finding], edition: Edition) -> None:
    """One form for the headings that are not certain: a proposal is chosen already, another can be."""
    # Another proposal, as after the edition was chosen, makes a widget of its own: one keeps what it had.
    keys = {one.asked.written: upload.key(f"column-{one.asked.first.ref}-{one.proposal}") for one in headings}
    field_keys = {_field_name(one): upload.key(f"field-{one.ref}") for one in fields}
    with st.form(upload.key("headings"), border=False):
        if any(one.proposal is None for one in headings):
            st.write(t("Choose for each heading what it stands for, or that it is not to be read."))
        if any(one.asked.components for one in headings):
            st.write(t("Where the components stand beside each other, one answer is for all columns of a heading."))
        for one in headings:
            _choose_target(one, edition, keys[one.asked.written])
        for finding in fields:
            _choose_field(finding, field_keys[_field_name(finding)])
        st.form_submit_button(
            t("This is what they stand for"), type="primary", on_click=_keep, args=(upload, keys, field_keys)
        )
    if left := st.session_state.get(upload.key(_LEFT), 0):
        st.info(
            t_many(
                "{count} heading has no answer yet: choose above what it stands for.",
                "{count} headings have no answer yet: choose above what each stands for.",
                left,
            )
        )


def _ask_edition(upload: Upload, reading: Reading, asked: Sequence[Finding]) -> None:
    """Which edition the numbers are of, where that decides what they stand for and the file does not say it."""
    is_open = answers_of(upload).description.edition or questions(reading, ("missing-edition",))
    if is_open and any(one.code == "heading-number" and one.facts.get("proposal") is None for one in asked):
        key = upload.key("edition-of-numbers")
        st.selectbox(
            t("Of which edition are these numbers? Choose it, and those that mean one thing there get a proposal."),
            list(editions()),
            index=None,
            format_func=lambda one: editions()[one].title[language()],
            placeholder=t("Choose"),
            key=key,
            on_change=_keep_edition,
            args=(upload, key),
        )


def _ask_of_numbers(upload: Upload, finding: Finding) -> None:
    """Of which edition headings are that are numbers, or that stand in its order: what each would be there is shown."""
    key, known = upload.key("numbers"), editions()
    choices, written = ([str(one) for one in _many(finding.facts.get(name))] for name in ("choices", "headings"))
    are_numbers = t("The headings are only numbers. Of which edition are they, in its order?")
    in_order = t("These headings are no names that we know for certain. Do they stand in the order of this edition?")
    st.selectbox(
        in_order if written else are_numbers,
        choices,
        index=choices.index(str(finding.facts["proposal"])),
        format_func=lambda one: known[one].title[language()],
        key=key,
    )
    edition = known[st.session_state[key]]
    if written:
        targets = [str(one) for one in _many(finding.facts["targets"])]
        _show_in_order(written, [edition.name(one, language()) for one in targets])
    else:
        names = enumerate((cluster.name[language()] for cluster in edition.clusters), start=1)
        st.markdown("\n".join(f"{at}. {as_text(name)}" for at, name in names))
    if st.button(t("Yes, in this order"), key=upload.key("numbers-said"), type="primary"):
        answer(upload, numbers=edition.id)
        st.rerun()


def _show_in_order(headings: Sequence[str], names: Sequence[str]) -> None:
    """Each heading beside what it would be by its place."""
    heads = f"| {t('Heading in your file')} | {t('Our proposal, by its place')} |\n| --- | --- |\n"
    lines = zip(headings, names, strict=True)
    st.markdown(heads + "\n".join(f"| {as_text(beginning(one))} | {as_text(name)} |" for one, name in lines))


def _keep_edition(upload: Upload, key: str) -> None:
    answer(upload, edition=st.session_state[key])


def _field_name(finding: Finding) -> str:
    """The heading of a column beside the levels, as an answer names it."""
    return str(finding.facts["written"] or finding.ref)


def _choose_target(one: _Heading, edition: Edition, key: str) -> None:
    column, proposed = one.asked.first, one.proposal
    choices = one.choices if proposed is None or proposed in one.choices else [proposed, *one.choices]
    names = {target: t("do not read") if target == NOT_READ else _name(edition, target) for target in choices}
    said = one.asked.written if one.asked.components else column.heading
    why = _ONLY_A_NUMBER if column.why == "number" and proposed is None else _WHY[column.why]
    heading = as_text(beginning(said) or t("(no heading)"))
    st.selectbox(
        f"**{heading}** ({as_text(one.where)}) · *{t(why)}*",
        choices,
        index=None if proposed is None else choices.index(proposed),
        format_func=lambda target: names[target],
        placeholder=t("Choose"),
        key=key,
    )


def _choose_field(finding: Finding, key: str) -> None:
    """What a column beside the levels holds, by what stands in it."""
    names = {name: said[language()] for name, said in COURSE_FIELDS.labels.items()} | {NOT_READ: t("do not read")}
    proposal = str(finding.facts["proposal"])
    examples = ", ".join(beginning(str(value)) for value in _many(finding.facts.get("values")))
    facts = {"written": as_text(beginning(str(finding.facts["written"]))), "ref": as_text(str(finding.ref))}
    st.selectbox(
        t("**{written}** ({ref}), with {examples}", examples=as_text(examples), **facts),
        list(names),
        index=list(names).index(proposal),
        format_func=lambda name: names[name],
        key=key,
    )


def _keep(upload: Upload, keys: Mapping[str, str], field_keys: Mapping[str, str]) -> None:
    """Takes over what was chosen; what nobody chose anything for stays a question."""
    st.session_state[upload.key(_LEFT)] = sum(st.session_state.get(key) is None for key in keys.values())
    answer(upload, columns=_chosen(keys), course_columns=_chosen(field_keys))


def _chosen(keys: Mapping[str, str]) -> dict[str, str | None]:
    chosen = {written: st.session_state.get(key) for written, key in keys.items()}
    return {written: None if one == NOT_READ else one for written, one in chosen.items() if one is not None}


def _edition(reading: Reading) -> Edition:
    """The edition whose names are shown: the one that was read or answered, else the first."""
    known = editions()
    said = reading.grids[0].read_as.id if reading.grids else reading.answers.description.edition or ""
    return known.get(said) or next(iter(known.values()))


def _name(edition: Edition, target: str) -> str:
    """The name of a target in this edition, or in the one that has it."""
    having = (one for one in (edition, *editions().values()) if _has(one, target))
    found = next(having, None)
    return target if found is None else found.name(target, language())


def _has(edition: Edition, target: str) -> bool:
    return any(target in edition.targets(granularity) for granularity in Granularity)
