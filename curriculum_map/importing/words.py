"""The words people write in a workbook for its fields and fixed choices, in both languages."""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from curriculum_map.domain.ambitions import Position, Weight
from curriculum_map.domain.curriculum import BlankMeans, Perspective, Status
from curriculum_map.domain.text import Text
from curriculum_map.importing.cells import same_word
from curriculum_map.wording.labels import label_text

Choice = TypeVar("Choice", bound=StrEnum)

_TRACK_WORDS = (
    "traject|track|keuzetraject|afstudeer(?:richting|traject)|keuzerichting|uitstroomprofiel|specialisatie|"
    "speciali[sz]ation|pathway|minor|major"
)
TRACK_NAMED = re.compile(
    rf"(?:(?:{_TRACK_WORDS})\b\s*[:\-–]?\s*(.*)|(?:optie|option)\b\s*[:\-–]?\s*(.+))", re.IGNORECASE
)
"""A word for a track and, as one of its two groups, what the track is called."""


class FieldWords:
    """The labels of some fields, and the field that a heading or label names."""

    def __init__(self, fields: Mapping[str, tuple[Text, tuple[str, ...]]]) -> None:
        self.labels = {name: label for name, (label, _) in fields.items()}
        self._names = {form: name for name, (label, also) in fields.items() for form in _forms(label, also)}

    def named(self, text: str) -> str | None:
        """The field that this text names, in either language or by a usual other word; None if it names none."""
        return self._names.get(same_word(text))


def _forms(label: Text, also: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(same_word, (label.nl, label.en, *also)))


# The first of each pair is what the template writes; the others are what people write as well.
COURSE_FIELDS = FieldWords(
    {
        "code": (
            Text("Code", "Code"),
            (
                *("opo-code", "opo code", "opocode", "code opo", "olod-code", "olodcode", "opleidingsonderdeelcode"),
                *("vakcode", "vaknummer", "cursuscode", "cursusnummer", "code vak", "code ue", "modulecode"),
                *("course code", "course id", "course no", "course number", "module code", "id"),
            ),
        ),
        "title": (
            Text("Opleidingsonderdeel", "Course"),
            (
                *("titel", "title", "naam", "name", "opo", "olod", "vak", "vakken", "cursus", "onderwijseenheid"),
                *("opleidingsonderdelen", "naam opleidingsonderdeel", "naam van het opleidingsonderdeel", "naam opo"),
                *("titel opleidingsonderdeel", "vaknaam", "naam vak", "cursusnaam", "course title", "course name"),
                *("courses", "module", "module title", "cours", "intitulé", "unité d'enseignement"),
            ),
        ),
        "ects": (
            Text("Studiepunten", "ECTS"),
            (
                *(
                    "studiepunt",
                    "aantal studiepunten",
                    "sp",
                    "aantal sp",
                    "stp",
                    "ects",
                    "ec",
                    "ects-punten",
                    "credits",
                ),
                *(
                    "ects credits",
                    "ects-credits",
                    "credit points",
                    "credit",
                    "cr",
                    "crédits",
                    "crédits ects",
                    "studieomvang",
                ),
            ),
        ),
        "phase": (
            Text("Fase", "Phase"),
            (
                *("jaar", "year", "trajectschijf", "schijf", "modeltrajectjaar", "modeltraject", "deeltraject"),
                *("studiejaar", "studiefase", "opleidingsfase", "opleidingsjaar", "leerjaar", "bachelorjaar"),
                *("year of study", "study year", "fase/jaar", "année", "année d'études"),
            ),
        ),
        "semester": (
            Text("Semester", "Semester"),
            ("sem", "semesters", "term", "periode", "trimester", "kwartaal", "semestre", "trimestre"),
        ),
        "status": (
            Text("Status", "Status"),
            (
                *("keuze/verplicht", "keuze of verplicht", "optioneel/verplicht", "keuze/plicht", "k/v", "v/k/p"),
                *("elective/compulsory", "optional/compulsory", "elective/core", "au choix/obligatoire"),
                *("verplicht/keuze", "verplicht of keuze", "verplicht/optioneel", "plicht/keuze", "v/k", "type"),
                *("statuut", "statut", "compulsory/elective", "core/elective", "obligatoire/au choix"),
                # As headings of a column with a cross for each course that is.
                *("verplicht", "keuze", "keuzevak", "compulsory", "mandatory", "required", "elective", "optional"),
                *("obligatoire", "au choix"),
            ),
        ),
        "track": (
            Text("Traject", "Track"),
            (
                *("afstudeerrichting", "keuzetraject", "specialisatie", "uitstroomprofiel", "minor"),
                *(
                    "afstudeerrichtingen",
                    "afstudeertraject",
                    "trajecten",
                    "optie",
                    "opties",
                    "richting",
                    "keuzerichting",
                ),
                *("major", "specialisation", "specialization", "pathway"),
            ),
        ),
        "group": (
            Text("Keuzegroep", "Elective group"),
            (
                *("keuzegroepen", "keuzepakket", "keuzepakketten", "keuzeblok", "keuzecluster", "keuzelijst"),
                *("elective groups", "elective package", "elective block", "choice group"),
            ),
        ),
    }
)
DESCRIPTION_FIELDS = FieldWords(
    {
        "institution": (Text("Instelling", "Institution"), ("hogeschool", "onderwijsinstelling", "university college")),
        "programme": (Text("Opleiding", "Programme"), ("program", "bacheloropleiding", "opleidingsnaam")),
        "campus": (Text("Campus", "Campus"), ("vestiging", "locatie", "location", "vestigingsplaats")),
        "academic_year": (Text("Academiejaar", "Academic year"), ("schooljaar", "year", "jaar")),
        "edition": (Text("Editie van het kader", "Framework edition"), ("editie", "edition", "kader", "framework")),
        "rater": (Text("Beoordelaar", "Rater"), ("ingevuld door", "rated by", "filled in by", "wie beoordeelt")),
        "perspective": (
            Text("Rol van de beoordelaar", "Role of the rater"),
            ("rol", "role", "perspectief", "perspective"),
        ),
        "blank_means": (
            Text("Een lege cel betekent", "An empty cell means"),
            ("lege cel", "leeg betekent", "blank means"),
        ),
    }
)
GROUP_FIELDS = FieldWords(
    {
        "group": (Text("Keuzegroep", "Elective group"), ("keuzegroepen", "keuzepakket", "elective groups")),
        "choose": (
            Text("Kies hoeveel opleidingsonderdelen", "Choose how many courses"),
            ("kies hoeveel vakken", "kies hoeveel", "choose how many"),
        ),
        "ects": (Text("Of hoeveel studiepunten", "Or how many credits"), ("hoeveel studiepunten", "how many credits")),
    }
)
AMBITION_FIELDS = FieldWords(
    {
        "cluster": (Text("Cluster", "Cluster"), ()),
        "component": (Text("Component", "Component"), ()),
        "element": (Text("Element", "Element"), ("competentie", "competence")),
        "level": (Text("Ambitieniveau", "Ambition level"), ("niveau", "level", "ambitie", "ambition")),
        "weight": (Text("Belang", "Weight"), ("gewicht", "importance")),
        "position": (Text("Positie", "Position"), ("functie",)),
        "reason": (Text("Toelichting", "Reason"), ("reden", "motivering", "explanation")),
    }
)

_MORE_WORDS: Mapping[StrEnum, tuple[str, ...]] = {
    Status.COMPULSORY: (
        *("verpl", "verplicht vak", "verplicht opleidingsonderdeel", "plicht", "plichtvak", "required", "mandatory"),
        *("verplicht oo", "verplicht opo", "verplicht olod", "core", "obligatory", "obligatoire", "v", "p", "c"),
    ),
    Status.ELECTIVE: (
        *("keuzevak", "keuze-opleidingsonderdeel", "keuzeopleidingsonderdeel", "keuze-opo", "optional", "optioneel"),
        *("keuze-oo", "keuzeopo", "keuze-olod", "keuzeolod"),
        *("optie", "au choix", "facultatif", "k", "e"),
    ),
    Perspective.COORDINATOR: ("opleidingscoördinator", "opleidingshoofd", "programme coordinator"),
    Perspective.LECTURER: ("lector", "lesgever", "teacher"),
    Perspective.ALUMNI: ("alumnus", "alumna", "afgestudeerde"),
    Perspective.FIELD: ("praktijk", "stageplaats", "field"),
    BlankMeans.NOT_RATED: ("not rated", "niet beoordeeld"),
    Position.EXPERIENCED: ("hulpverlener met ervaring", "ervaren"),
    Position.PIONEER: ("pionier",),
    Position.DRIVER: ("gangmaker",),
    Weight.NICE_TO_HAVE: ("mooi meegenomen", "wenselijk"),
}


def choice_named(text: str, choices: Iterable[Choice]) -> Choice | None:
    """The choice that this text means, by its label in either language, its id or a usual other word."""
    word = same_word(text)
    return next((choice for choice in choices if word in choice_forms(choice)), None)


# Typed: members of two enumerations with the same id are equal.
@lru_cache(maxsize=None, typed=True)
def choice_forms(choice: StrEnum) -> frozenset[str]:
    """Every way to write a choice, in the form in which words are compared."""
    return _forms(label_text(choice), (choice.value, *_MORE_WORDS.get(choice, ())))
