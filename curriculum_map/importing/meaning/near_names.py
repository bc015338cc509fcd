"""Names that look like a known one: with a typing error, or shortened. Good for a proposal, never for more."""

import difflib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from curriculum_map.importing.cells import same_word
from curriculum_map.importing.names import Names

How = Literal["typing", "short"]
# As much of a name must be the same before a difference is taken for a typing error.
_LIKE = 0.86
_LIKE_ONE_WORD = 0.8
_LONG_WORD = 4
_LONGEST = 300
_MOST_COMPARED = 12


@dataclass(frozen=True, slots=True)
class Near:
    """What a text is probably a form of, and how it differs from it."""

    id: str
    how: How


class NearNames:
    """Clusters, components and elements by names that are not quite theirs; each text is looked up once."""

    def __init__(self, names: Names) -> None:
        self._clusters, self._labels = _forms_of(names)
        self._components = {form: id_ for form, id_ in names.component_forms.items() if len(form) >= _LONG_WORD}
        self.cluster = lru_cache(maxsize=4096)(self._cluster)
        self.label = lru_cache(maxsize=4096)(self._label)
        self.component = lru_cache(maxsize=4096)(self._component)

    def _cluster(self, text: str) -> Near | None:
        """The only cluster whose name this can be with a typing error, else the only one it can be short for."""
        form = same_word(text[:_LONGEST])
        typed = self._clusters.typed(form)
        if typed is not None:
            return Near(typed, "typing")
        short = self._clusters.short(form)
        return None if short is None else Near(short, "short")

    def _label(self, text: str) -> str | None:
        """The label of elements that this can be with a typing error."""
        form = same_word(text[:_LONGEST])
        return self._labels.typed(form) if " " in form else None

    def _component(self, text: str) -> str | None:
        """The component whose name this can be with a typing error."""
        form = same_word(text[:_LONGEST])
        if len(form) < _LONG_WORD:
            return None
        found = difflib.get_close_matches(form, self._components, n=1, cutoff=_LIKE_ONE_WORD)
        return self._components[found[0]] if found else None


class _Forms:
    """Known names with what each can mean, found by the words in them."""

    def __init__(self, forms: Mapping[str, frozenset[str]]) -> None:
        self._forms = forms
        self._with_word: dict[str, list[str]] = {}
        # The same words come back in most headings of a file.
        self._holding = lru_cache(maxsize=4096)(self._forms_holding)
        for form in forms:
            for word in set(form.split()):
                self._with_word.setdefault(word, []).append(form)

    def typed(self, form: str) -> str | None:
        """What the names that are nearly this one mean, if that is one thing."""
        ratios: dict[str, float] = {}
        for candidate in self._alike(form):
            if _at_most(form, candidate) < _LIKE:
                continue
            ratio = difflib.SequenceMatcher(None, form, candidate, autojunk=False).ratio()
            for meant in self._forms[candidate]:
                ratios[meant] = max(ratio, ratios.get(meant, 0))
        ranked = sorted(ratios.items(), key=lambda item: -item[1])
        if not ranked or ranked[0][1] < _LIKE or (len(ranked) > 1 and ranked[1][1] == ranked[0][1]):
            return None
        return ranked[0][0]

    def short(self, form: str) -> str | None:
        """What the names mean that hold every word of this one or begin with it, if that is one thing."""
        words = form.split()
        if not words or max(map(len, words)) < _LONG_WORD:
            return None
        holding = frozenset.intersection(*map(self._holding, words))
        meant = {id_ for candidate in holding for id_ in self._forms[candidate]}
        return meant.pop() if len(meant) == 1 else None

    def _forms_holding(self, word: str) -> frozenset[str]:
        """The names in which a word or its beginning stands."""
        return frozenset(candidate for candidate in self._forms if _held(word, candidate.split()))

    def _alike(self, form: str) -> Iterable[str]:
        """The names that share most words with this one, most first; comparing with all of them would take long."""
        if " " not in form:
            return [candidate for candidate in self._forms if " " not in candidate and len(candidate) >= _LONG_WORD]
        shared: dict[str, int] = {}
        for word in set(form.split()):
            for candidate in self._with_word.get(word, ()):
                if abs(len(candidate) - len(form)) <= len(form) // 3:
                    shared[candidate] = shared.get(candidate, 0) + len(word)
        return sorted(shared, key=lambda candidate: -shared[candidate])[:_MOST_COMPARED]


@lru_cache(maxsize=4)
def _forms_of(names: Names) -> tuple[_Forms, _Forms]:
    """The names of clusters and the labels of elements; the same editions are read with from file to file."""
    # One label can mean an element in each edition, so what is looked for is the label.
    return _Forms(names.cluster_forms), _Forms({form: frozenset((form,)) for form in names.element_forms})


@lru_cache(maxsize=4096)
def _letters(text: str) -> Counter[str]:
    return Counter(text)


def _at_most(form: str, candidate: str) -> float:
    """How alike two texts can be by the letters they have: comparing them takes a hundred times as long."""
    common = sum((_letters(form) & _letters(candidate)).values())
    return 2 * common / (len(form) + len(candidate))


def _held(word: str, words: Iterable[str]) -> bool:
    """Whether a word is one of these, or the beginning of one: three letters tell enough, such as 'dig.'."""
    return any(word == one or (len(word) >= 3 and one.startswith(word)) for one in words)
