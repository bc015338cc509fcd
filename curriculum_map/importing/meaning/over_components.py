"""The heading that stands over the columns of components, or in one cell with the name of one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from curriculum_map.domain.framework import Granularity, cell_id, granularity_of
from curriculum_map.importing.names import Names

PATH = " > "
# A name and a word behind it: 'Dig. inclusie (K)', 'C4 - Kennis'.
_AND_A_WORD = re.compile(r"(.*\w\S*?)[\s\-–—:;,/|>([]+(\w+)[)\]]?")


@dataclass(frozen=True, slots=True)
class OverComponent:
    """What a column is called besides its component: the headings in one text, the last of them, and the component."""

    name: str
    own: str
    component: str


def over_component(headings: Sequence[str], names: Names) -> OverComponent | None:
    """The headings of a column without those that name its component; None where none does, or nothing else is left.

    The component is the innermost or the outermost of them: what stands below a cell is of another kind.
    """
    written = list(dict.fromkeys(heading for heading in headings if heading))
    components = [names.component(heading) for heading in written]
    named = {one for one in components if one is not None}
    if not named and written:
        apart = _AND_A_WORD.fullmatch(written[-1].strip())
        component = names.component(apart[2]) if apart else None
        if apart is None or component is None:
            return None
        others = [*written[:-1], apart[1]]
        return OverComponent(PATH.join(others), others[-1], component)
    # The same component may stand there in two languages.
    others = [heading for heading, component in zip(written, components, strict=True) if component is None]
    if len(named) != 1 or not others or (components[0] is None and components[-1] is None):
        return None
    return OverComponent(PATH.join(others), others[-1], named.pop())


def in_component(target: str | None, over: OverComponent) -> str | None:
    """The cell that a target is for a column of this component; what is no cluster stays as it is."""
    if target is None or granularity_of(target) is not Granularity.CLUSTER:
        return target
    return cell_id(target, over.component)
