"""Names of lines about all courses together, or with another view of them: 'Globaal beeld', 'Visitatie 2024'."""

import re

from curriculum_map.importing.cells import remembered
from curriculum_map.importing.layout.vocabulary import (
    is_about_all,
    is_counted,
    is_phase,
    says_course,
    says_outcome,
    words_of,
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Each says by itself that a line is about the whole.
_WHOLE = _words(
    """
    achieved aggregaat aggregate ambities ambitions attained behaald behaalde benchmark benchmarks bereikt bereikte
    coverage cumulatief cumulative desired doelstelling doelstellingen entire expected gehele gerealiseerd
    gerealiseerde globaal globale hele intended momentopname overall previous reached realised realized samengevat
    samenvattend samenvatting streefdoel streefdoelen streefwaarden summary target targets verwacht verwachte volledige
    vooropgesteld vooropgestelde vorig vorige whole
    """
)
_COMPOUND = re.compile(
    r"(?:totaal|ambitie|eind|begin|start|instap|uitstroom|streef|doel|opleidings|programma|curriculum|jaar|fase)"
    r"(?:beeld|niveau|doel|profiel|score|overzicht|resultaat|waarde|cijfer)(?:en|s)?"
)
# What may stand beside such a word; a level of the whole is about it too: 'Niveau na 3 jaar', 'Level of the programme'.
_LEVEL, _TIME = _words("level levels niveau niveaus"), _words("bachelor fase jaar phase semester year years")
_PROGRAMME = _words("curriculum opleiding program programma programme")
_BESIDE = _words(
    """
    a aan af after all alle at average beeld best by current de degree door een eind einde end final for gemiddeld het
    hogeschool huidig huidige in institution instelling last laatste na new nieuwe of old ons onze op oud our oude over
    overzicht overview per picture tegen the three to tot twee two uit van vier voor
    """
)
# Others who looked at the programme, and an older map of it: with levels beside it a line so called is hardly a course.
_VIEWS = _words(
    """
    accreditatie accreditation afgestudeerden alumni alumnus audit auditcommissie auditoren beroepenveld beroepsveld
    docenten docententeam employers evaluatiecommissie experten experts externen field graduates lecturers lectoren nvao
    opleidingscommissie opleidingsraad panel reviewers stakeholders studenten studentenpanel students stuurgroep
    teachers team visitatie visitatiecommissie visitation werkgevers werkveld zelfevaluatie zelfevaluatierapport
    """
)
# What is worked out from all courses, or found of them; a course can be called so too.
_FINDS = _words(
    """
    actie advies average belang beoordeling besluit check conclusie conclusion consensus controle decision
    dekkingsgraad delta difference doel doelen drempel eindbeoordeling evolutie evolution gap gemiddelde gewenst
    gewicht goal hoogste kleurcode kloof laagste landelijk maximum mediaan median minimum modus norm oordeel
    prioriteit priority profiel profile relevantie samen stijging streef teller threshold together trend verdict
    verschil verschillen weging weight
    """
)
_OF_FINDS = _words(
    """
    cluster clusters commissie commission committee competence competentie competenties compulsory course courses een
    kernvakken keuze keuzevakken keuzes met nodig o oc opleidingsonderdelen punten score scores t toegekend tov v
    vak vakken verplicht verplichte versus vlaams vs with
    """
)
_OVERVIEW = _words("overview overzicht overzichtstabel")
_ALL_COURSES = _words("courses kernvakken keuzevakken opleidingsonderdelen vakken")
_PHRASES = frozenset(("as is", "to be"))
_VERSION = _words("concept draft editie meting nulmeting peiling stand status versie version")
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s*[-–/]\s*(?:(?:19|20)?\d\d))?")
_MOST_WORDS = 6


@remembered
def is_about_the_whole(text: str) -> bool:
    """Whether a name says for certain that its line is no course, but about all of them or another view of them."""
    words = _named(text)
    whole = {word for word in words if word in _WHOLE or _COMPOUND.fullmatch(word)}
    views = words & _VIEWS
    if len(words) > _MOST_WORDS or not words - whole - views <= _BESIDE | _LEVEL | _TIME | _PROGRAMME | _VERSION:
        return False
    of_level = bool(words & _LEVEL and (words & _PROGRAMME or (words & _TIME and words & {"na", "after"})))
    return bool(whole) or of_level or bool(views and _YEAR.search(text))


@remembered
def may_be_about_the_whole(text: str) -> bool:
    """Whether a name may well be that of such a line: a phase, others who looked at it, an older map of it."""
    words = _named(text)
    if len(words) > _MOST_WORDS:
        return False
    if _is_found_of_all(words) or text.strip() == "Δ" or " ".join(words_of(text)) in _PHRASES:
        return True
    if says_course(text):
        return False
    if _names_outcomes_or_overview(words) and not is_counted(text):
        return True
    if is_about_the_whole(text) or is_about_all(text) or _YEAR.fullmatch(text.strip()):
        return True
    named = words - _BESIDE - _TIME - _PROGRAMME - _LEVEL
    of_views = bool(named) and named <= _VIEWS | _VERSION
    return of_views or bool(not named and words & _LEVEL and words & _TIME) or (is_phase(text) and words <= _TIME)


def _names_outcomes_or_overview(words: frozenset[str]) -> bool:
    """Whether words only say that there is an overview, or what outcomes are called: 'Onze eindkwalificaties'."""
    telling = words - _BESIDE - _PROGRAMME | words & _OVERVIEW
    return bool(telling) and all(word in _OVERVIEW or says_outcome(word) for word in telling)


def _is_found_of_all(words: frozenset[str]) -> bool:
    """Whether words say what was worked out from all courses, or name all of these: 'Verschil met vorig jaar'."""
    whole = {word for word in words if word in _WHOLE or _COMPOUND.fullmatch(word)}
    others = words - whole - _FINDS - _VIEWS - _BESIDE - _OF_FINDS - _LEVEL - _TIME - _PROGRAMME - _VERSION
    return not others and bool(words & _FINDS or words & _ALL_COURSES or words & {"opleiding", "curriculum"})


def _named(text: str) -> frozenset[str]:
    """The words of a name without years, ordinals and other numbers."""
    return frozenset(word for word in words_of(text) if not re.fullmatch(r"v?\d+(?:e|ste|de|st|nd|rd|th)?", word))
