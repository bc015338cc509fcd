"""What a file is probably about: institution, programme, year and edition, from its name, its sheets and its titles.

Only a proposal: last year's name is often still on this year's file.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from curriculum_map.domain.curriculum import Programme
from curriculum_map.domain.findings import CellRef
from curriculum_map.domain.framework import Edition
from curriculum_map.frameworks.loader import Editions, load_editions, load_programmes
from curriculum_map.importing.cells import same_word
from curriculum_map.importing.description import Proposed, academic_year, edition_named, programmes_named

# The institutions of the field by the names and short names that people write.
_INSTITUTIONS: Mapping[str, tuple[str, ...]] = {
    "AP Hogeschool": ("ap", "ap hogeschool"),
    "Arteveldehogeschool": ("artevelde", "arteveldehogeschool"),
    "Erasmushogeschool Brussel": ("ehb", "erasmushogeschool", "erasmushogeschool brussel"),
    "HOGENT": ("hogent", "hogeschool gent"),
    "Howest": ("howest",),
    "Karel de Grote Hogeschool": ("kdg", "karel de grote", "karel de grote hogeschool"),
    "Odisee": ("odisee",),
    "Hogeschool PXL": ("pxl", "hogeschool pxl"),
    "Thomas More": ("thomas more", "thomasmore"),
    "UCLL": ("ucll", "uc leuven limburg"),
    "VIVES": ("vives", "hogeschool vives"),
}
# Short forms that are everyday words where they are not in capitals.
_DEGREE = re.compile(
    r"^(?:(?:professionele|academische) )?(?:bachelor|opleiding|programma|programme)"
    r"(?: (?:in|of))?(?: (?:de|het|the))? "
)
_ONLY_IN_CAPITALS = frozenset(("ap",))
_SCHOOL = re.compile(
    r"\b(?:[A-Z][\w-]+ )?(?:[Hh]ogeschool|University College|University of Applied Sciences)"
    r"(?: (?:van |de |of )*[A-Z][\w-]+)+|\b[A-Z]\w+hogeschool\b"
)
_LABELLED = re.compile(r"\s*(?:instelling|institution|onderwijsinstelling|school)\s*[:=]\s*(\S.*)", re.IGNORECASE)
# Two digits each only where they are no part of a date or of a longer row of numbers.
_YEARS = re.compile(
    r"(?<!\d)(20\d\d)\s*[-–/_ ]\s*(20\d\d|\d\d(?![-–/.]\d))(?!\d)"
    r"|(?<!\d)(?<!\d[-–/.])([1-4]\d)\s*[-–/_ ]\s*([1-4]\d)(?!\d)(?![-–/.]\d)",
    re.ASCII,
)
_GLUED_YEARS = re.compile(
    r"(?<!\d)(20\d\d)(20\d\d)(?!\d)|\b(?:aj|ay|acjr?|academiejaar)\s?(\d\d)(\d\d)(?!\d)", re.ASCII | re.IGNORECASE
)
_EARLIEST = "2015-16"
_PARTED = re.compile(r"[_.\-]+")

Source = tuple[str, str]


def propose_description(
    file_name: str,
    sheet_names: Sequence[str],
    texts_above_table: Iterable[tuple[str, CellRef]],
    editions: Editions | None = None,
    texts_elsewhere: Iterable[tuple[str, CellRef]] = (),
    programmes: Sequence[Programme] = (),
) -> dict[str, Proposed]:
    """What each part of the description probably is; a part that nothing or more than one thing is said of is left out.

    What stands above the table goes before the names of sheets, these before what other sheets say that are no maps,
    such as a title page, and all before the name of the file.
    """
    levels: list[list[Source]] = [
        [(text, str(ref)) for text, ref in texts_above_table],
        [(name, "sheet") for name in sheet_names],
        [(text, str(ref)) for text, ref in texts_elsewhere],
        [(file_name.rpartition(".")[0] or file_name, "file")],
    ]
    known, of_field = editions or load_editions(), programmes or load_programmes()
    # Each text is looked through for all of them, so they are worked out once.
    forms, short = {one.id: _edition_forms(one) for one in known.values()}, _short_forms(of_field)
    readers: Mapping[str, Callable[[str], set[str]]] = {
        "institution": _institutions,
        "programme": lambda text: _programmes(text, of_field, short),
        "academic_year": _academic_years,
        "edition": lambda text: _editions(text, known, forms),
    }
    found = {name: _first_agreed(levels, read) for name, read in readers.items()}
    return {name: proposed for name, proposed in found.items() if proposed is not None}


def without_degree(form: str) -> str:
    """The name of a programme without 'professionele bachelor in de' before it; forms as names are compared."""
    return _DEGREE.sub("", form)


def is_institution(text: str) -> bool:
    """Whether a text is the name of an institution of the field, and nothing else."""
    return same_word(text) in {form for forms in _INSTITUTIONS.values() for form in forms}


def names_institution(text: str) -> bool:
    """Whether a text is the name of an institution of the field, or of any other university college."""
    return is_institution(text) or _SCHOOL.fullmatch(text.strip()) is not None


def _first_agreed(levels: Iterable[Sequence[Source]], read: Callable[[str], set[str]]) -> Proposed | None:
    for sources in levels:
        said = [(value, where) for text, where in sources for value in sorted(read(text))]
        if len({value for value, _ in said}) == 1:
            return Proposed(*said[0])
        if said:
            return None
    return None


def _institutions(text: str) -> set[str]:
    labelled = _LABELLED.fullmatch(text)
    if labelled is not None:
        return _institutions(labelled[1]) or {labelled[1].strip()}
    plain = f" {same_word(text)} "
    known = {
        name
        for name, forms in _INSTITUTIONS.items()
        for form in forms
        if f" {form} " in plain
        and (form not in _ONLY_IN_CAPITALS or re.search(rf"\b{form.upper()}\b", _PARTED.sub(" ", text)))
    }
    return known or {match[0] for match in _SCHOOL.finditer(_PARTED.sub(" ", text))}


def _programmes(text: str, programmes: Sequence[Programme], short: Mapping[str, set[str]]) -> set[str]:
    named = set(programmes_named(text, programmes))
    if named:
        return named
    # A short form such as TP is the first letters of a programme's name, and written in capitals.
    written = re.findall(r"[A-Z]{2,5}", _PARTED.sub(" ", text))
    # Also behind the kind of degree: PBSW, BASW.
    words = {word for one in written for word in (one, re.sub(r"^(?:PBA|PB|BA)(?=[A-Z]{2})", "", one))}
    return {id_ for word in words for id_ in short.get(word, ()) if len(short[word]) == 1}


def _short_forms(programmes: Sequence[Programme]) -> Mapping[str, set[str]]:
    """The first letters of each name, with the programmes that they can mean."""
    short: dict[str, set[str]] = {}
    for programme in programmes:
        for name in (programme.name.nl, programme.name.en):
            letters = "".join(word[0] for word in name.split()).upper()
            short.setdefault(letters, set()).add(programme.id)
    return short


def _academic_years(text: str) -> set[str]:
    found = [*_YEARS.finditer(text), *_GLUED_YEARS.finditer(text)]
    pairs = [tuple(filter(None, match.groups())) for match in found]
    years = (academic_year(f"{first}-{second}") for first, second in pairs)
    # What is older is the number of a chapter or an annex.
    return {year for year in years if year is not None and year >= _EARLIEST}


def _editions(text: str, editions: Editions, forms: Mapping[str, frozenset[str]]) -> set[str]:
    plain = f" {same_word(text)} "
    within = {id_ for id_, some in forms.items() if any(form in plain for form in some)}
    whole = edition_named(text, editions) if within else None
    return {whole} if whole else within


def _edition_forms(edition: Edition) -> frozenset[str]:
    """What an edition is called within a longer text, between spaces."""
    titles = (edition.title.nl, edition.title.en)
    short = (
        edition.id.removesuffix(f"-{edition.language}"),
        *(re.sub(r"\s*\(.*\)$", "", title) for title in titles),
    )
    return frozenset(f" {same_word(form)} " for form in (edition.id, *titles, *short))
