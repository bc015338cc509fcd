"""Which element of an edition a file means: by id, by printed code, or by its place in a cell."""

from bisect import bisect
from collections.abc import Mapping, Sequence

from curriculum_map.domain.framework import Edition, Element, Granularity
from curriculum_map.importing.cells import same_word


class ElementCodes:
    """The codes of the elements and the names of the cells of one edition."""

    def __init__(self, edition: Edition) -> None:
        self._elements: dict[str, list[Element]] = {}
        for element in edition.elements:
            # A set: where ids have no edition in front, two of the three are the same.
            for code in {element.id, element.id.rpartition(":")[2], element.printed_code or ""} - {""}:
                self._elements.setdefault(same_word(code), []).append(element)
        self._places = {(element.cell, str(element.order)): element for element in edition.elements}
        cells = edition.targets(Granularity.CELL)
        names = {cell: (cell, edition.name(cell, "nl"), edition.name(cell, "en")) for cell in cells}
        self._cells = {same_word(name): cell for cell in cells for name in names[cell]}
        self._ids = {form: elements[0].id for form, elements in sorted(self._elements.items())}

    def elements(self, codes: Sequence[str], cell: str | None = None) -> list[Element]:
        """The elements that all these codes fit, in this cell if one is given; there, its place is a code too.

        More than one where the publication prints a code twice, as the 2024 draft does with 6.1.1 and 6.1.2.
        """
        found = [self._elements_of(code, cell) for code in codes]
        return [element for element in found[0] if all(element in others for others in found[1:])]

    def _elements_of(self, code: str, cell: str | None) -> list[Element]:
        at_place = self._places.get((cell or "", code))
        if at_place is not None:
            return [at_place]
        return [element for element in self._elements.get(same_word(code), ()) if cell in (None, element.cell)]

    def cell(self, written: str) -> str | None:
        """The id of the cell with this id or name, in either language; None if there is none."""
        return self._cells.get(same_word(written))

    def near(self, written: str) -> list[str]:
        """The ids of a few elements whose id or code stands beside this one in the alphabet."""
        return _beside(self._ids, written)

    def cells_near(self, written: str) -> list[str]:
        """The ids of a few cells whose id or name stands beside this one in the alphabet."""
        return _beside(dict(sorted(self._cells.items())), written)


def _beside(sorted_forms: Mapping[str, str], written: str) -> list[str]:
    # Codes go from large to small, so what is nearly the same begins the same; and a wrong file may hold thousands.
    forms = list(sorted_forms)
    place = bisect(forms, same_word(written))
    return list(dict.fromkeys(sorted_forms[form] for form in forms[max(place - 2, 0) : place + 1]))
