"""What is looked at, in the address: any view can be bookmarked, shared and loaded again.

A choice is called the same in the address, in the session (the key of its widget) and here. The frame begins and ends
each run; at the end the address names what was chosen on the page, all at once: the browser's way back is one step.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, NoReturn, TypeVar
from urllib.parse import urlencode

import streamlit as st

ALL = "*"  # no slug has this sign
NO_PAGE = "page"  # what somebody took for the name of a page
_STATE = "address"
_PLACE, _BETWEEN = "place", "~"  # no id has this sign either
# What stays chosen from page to page; any other choice belongs to its page.
_EVERYWHERE = frozenset(
    ("lang", "theme", "density", "institution", "programme", "grid", "year", "perspective", "side", "rule")
)
Value = TypeVar("Value")


@dataclass
class _Address:
    """The address of one visitor: what it names now, named before, and will name; and what each page had chosen."""

    page: str = ""
    moved: bool = True
    before: dict[str, str] = field(default_factory=dict)
    now: dict[str, str] = field(default_factory=dict)
    then: dict[str, str] = field(default_factory=dict)
    kept: dict[tuple[str, str], str] = field(default_factory=dict)
    options: dict[str, dict[Any, str]] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    # The place of a table whose dialog is open; the one that was handed out in this run; whether that opened one.
    open: str = ""
    handed_out: str = ""
    opened: bool = False
    # What the choices held when the run before ended.
    held: dict[str, Any] = field(default_factory=dict)
    # Whether something was pressed that is no choice; whether this run comes of a press.
    pressed: bool = False
    by_press: bool = False

    def place(self, name: str) -> tuple[str, str]:
        """Where a choice is kept."""
        return "" if name in _EVERYWHERE else self.page, name


class _PageEndsError(Exception):
    """A page has shown all that it has to show."""


@contextmanager
def address_of_page(page: str) -> Iterator[None]:
    """Reads the address before a page runs, and writes it once the page is done or has ended itself."""
    begin(page)
    with suppress(_PageEndsError):
        yield
    _write()


def end_page() -> NoReturn:
    """Ends the page here. After Streamlit's own way to stop, nothing can be written any more, the address neither."""
    raise _PageEndsError


def begin(page: str) -> None:
    """Reads the address for a run of this page."""
    address = _address()
    address.moved = page != address.page
    address.page, address.before, address.now = page, address.now, st.query_params.to_dict()
    address.then, address.unknown = {}, []
    address.by_press, address.pressed = address.pressed or address.held != _held(address.held), False
    if _is_brought(_PLACE):
        address.open = address.now.get(_PLACE, "")
    address.handed_out, address.opened = "", False
    if no_page := brought(NO_PAGE):
        say_unknown(no_page)


def note_press() -> None:
    """Has the next run know that it comes of a press, where no choice in the address tells so."""
    _address().pressed = True


def brought(name: str) -> str | None:
    """What the address names, where a link or the browser's way back brought it; None if it is what was chosen here."""
    return _address().now.get(name) if _is_brought(name) else None


def _is_brought(name: str) -> bool:
    address = _address()
    # Who presses again before the answer has arrived still sends the address of before: that is no way back.
    return address.moved or (not address.by_press and address.now.get(name) != address.before.get(name))


def _held(names: Iterable[str]) -> dict[str, Any]:
    """What the choices of these names hold."""
    return {name: st.session_state[name] for name in names if name in st.session_state}


def from_address(name: str, options: Mapping[str, Value], default: Value | None = None) -> str:
    """The key of a choice among these, by slug, that holds what the address names.

    Else it holds what was chosen before, else the default, else the first. An address that names none of these is
    said at the top of the page.
    """
    address, asked, values = _address(), brought(name), list(options.values())
    address.options[name] = {value: slug for slug, value in options.items()}
    if asked is not None and asked in options:
        st.session_state[name] = options[asked]
    elif address.moved or asked is not None or st.session_state.get(name) not in values:
        if asked is not None:
            say_unknown(asked)
        first = values[0] if default is None else default
        st.session_state[name] = options.get(address.kept.get(address.place(name), ""), first)
    return name


def into_address(name: str, chosen: Value) -> Value:
    """What was chosen, once the address will name it."""
    put(name, _address().options[name][chosen])
    return chosen


def put(name: str, slug: str) -> None:
    """Has the address name this."""
    address = _address()
    address.then[name] = address.kept[address.place(name)] = slug


def kept(name: str) -> str | None:
    """The slug of what was chosen before, on another page too where the choice is one for all pages."""
    address = _address()
    return address.kept.get(address.place(name))


def remember(choices: Mapping[str, str]) -> None:
    """Has other pages begin with these choices, as far as they are for all pages."""
    address = _address()
    address.kept.update({address.place(name): slug for name, slug in choices.items()})


def leave_address(name: str) -> None:
    """Forgets a choice; the next run begins with the default."""
    address = _address()
    address.kept.pop(address.place(name), None)
    st.session_state.pop(name, None)


def place_of(
    table: str,
    chosen: tuple[str, str] | None,
    rows: Collection[str],
    columns: Collection[str],
    slugs: Mapping[str, str],
) -> tuple[str, str] | None:
    """The row and the column of a table that was chosen just now, or that has its dialog open; None otherwise.

    `slugs` are what the address calls a row or a column that goes by a number here.
    """
    address = _address()
    if chosen is None and not address.handed_out:
        chosen = _asked_place(table, rows, columns, slugs)
    if chosen is not None:
        # Who does something else with it than to open a dialog does that once.
        address.open, address.handed_out = "", _BETWEEN.join((table, *(slugs.get(one, one) for one in chosen)))
    return chosen


def _asked_place(
    table: str, rows: Collection[str], columns: Collection[str], slugs: Mapping[str, str]
) -> tuple[str, str] | None:
    asked = _address().open.split(_BETWEEN)
    if asked[0] != table:
        return None
    by_name = [{slugs.get(one, one): one for one in among} for among in (rows, columns)]
    if len(asked) != 3 or asked[1] not in by_name[0] or asked[2] not in by_name[1]:
        say_unknown(_address().open)
        return None
    return by_name[0][asked[1]], by_name[1][asked[2]]


def asked_row(table: str) -> str:
    """What the address calls the row of this table that has its dialog open; empty where none has."""
    asked = _address().open.split(_BETWEEN)
    return asked[1] if len(asked) == 3 and asked[0] == table else ""


def open_dialog(title: str, body: Callable[..., None], *about: object) -> None:
    """Opens a dialog; the address names the place that it is about, if it is about one, until it is closed."""
    address = _address()
    address.open, address.opened = address.handed_out, True
    st.dialog(title, width="large", on_dismiss=close_dialog)(body)(*about)


def close_dialog() -> None:
    """Has the next run begin without the dialog."""
    note_press()
    _address().open = ""


def say_unknown(asked: str) -> None:
    """Has the frame say that the address names something that is not here."""
    _address().unknown.append(asked)


def unknown() -> list[str]:
    """What the address names in vain in this run."""
    return list(dict.fromkeys(_address().unknown))


def dressed(choices: Mapping[str, str]) -> dict[str, str]:
    """These choices for an address, with the language and the looks of now."""
    dress = {name: slug for name, slug in _address().then.items() if name in ("lang", "theme", "density")}
    return {**dress, **choices}


def link_to(**choices: str) -> str:
    """The address of this page with these choices instead, in the language and the looks of now."""
    return "?" + urlencode(dressed(choices))


def _write() -> None:
    address = _address()
    if not address.opened:
        address.open = ""
    elif address.open:
        address.then[_PLACE] = address.open
    if address.then != st.query_params.to_dict():
        st.query_params.from_dict(address.then)
    address.now, address.held = address.then, _held(address.then)


def _address() -> _Address:
    if _STATE not in st.session_state:
        st.session_state[_STATE] = _Address()
    address: _Address = st.session_state[_STATE]
    return address
