"""Words that tell courses from outcomes, and both from columns that are neither; in the languages people send us."""

import re
from collections.abc import Sequence

from curriculum_map.importing.cells import remembered, same_word
from curriculum_map.importing.words import AMBITION_FIELDS, COURSE_FIELDS, DESCRIPTION_FIELDS


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What courses are called.
_COURSE = _words(
    """
    asignatura asignaturas class classes corso cours course coursecode courseid courses curso cursos cursus
    cursussen disciplina discipline ecue fach facher insegnamento kurs kursus lehrveranstaltung lehrveranstaltungen
    materia materias matiere matieres modul module modulecode modules modulo modulos moduul moduulcode olod olods
    onderwijseenheden onderwijseenheid opleidingsonderdeel opleidingsonderdelen opo opocode opos paper papers projet
    projets realisation realisations subject subjects ue unit units uv vak vakcode vakken
    """
)
# What an explanation of marks is called.
_LEGEND = _words(
    """
    afkortingen betekenis colour colours farbcode farben key kleurcode kleurcodes kleuren legend legenda legende
    leyenda scale schaal sleutel verklaring zeichenerklarung
    """
)
# What outcomes are called, whatever the framework.
_OUTCOME = _words(
    """
    abilities ability acquis aprendizaje attribute attributes bekwaamheden bekwaamheid capability clo clos cluster
    clusters competence competences competencia competencias competencies competency competentie competenties
    component criteria criterium deelcompetentie deelcompetenties descriptor descriptoren dlr dlrs doel doelen
    domain domaine domaines domein domeinen dominio eindkwalificatie eindkwalificaties eindterm eindtermen element
    elementen focus ga gas gedragsindicator goal goals ilo ilos indicador indicadores indicateur indicateurs
    indicator indicators kerndoel kerndoelen kerntaak kerntaken kompetenz kompetenzen kwalificatie leerdoel
    leerdoelen leerlijn leerlijnen leerresultaat leerresultaten leeruitkomst leeruitkomsten lernergebnis
    lernergebnisse lernziel lernziele lo los lr lre objectif objectifs objective objectives objetivo objetivos olr
    olrs outcome outcomes plo plos po pos resultaat resultado resultados resultat resultats ro rol rollen sdg sdgs
    skill skills slo slos standard standards topic topics
    """
)
# With what longer words for them end: "eindcompetenties", "Schlüsselkompetenzen".
_ENDS_OF_OUTCOMES = (
    *("competentie", "competenties", "doelstelling", "doelstellingen", "kwalificatie", "kwalificaties"),
    *("leerresultaat", "leerresultaten", "leeruitkomst", "leeruitkomsten", "kompetenz", "kompetenzen"),
)
# What levels are called.
_LEVEL = _words(
    """
    ambitieniveau beheersingsniveau beoordeling bloom dekking depth diepgang graad level levels mark mate niveau
    niveauaanduiding niveaus nivel niveles rating score stufe taxonomie
    """
)
# What heads neither courses nor outcomes: remarks, people, weights, numbers of rows.
_REMARKS = _words(
    """
    auteur author bemerkung bemerkungen bron comment commentaar commentaire commentaires comments coordinator
    corequisites date datum docent docente docenten dozent eigenaar enseignant exclusions gewicht grade instructor
    instructors language lector lectoren lecturer lecturers lesgever lesgevers link no nota notas note notes nr
    observaciones observation observations opmerking opmerkingen owner prerequisites profesor reason reden remark
    remarks remarque remarques reviewer source taal teacher teachers titularis toelichting trekker trekkers url
    verantwoordelijke versie version volgnr volgnummer weging weight
    """
)
# What a course is made of: alone the title of a course, in a row of headings hours or ways of teaching.
_TEACHING = _words(
    """
    cm contact contacturen essay evaluatievorm exam examen examination exercices exercises heures hoorcollege
    hoorcolleges horas hours lab labo labs lecture lectures mondeling oefening oefeningen oral paper portfolio
    practica practicas practicum presentatie presentation schriftelijk seminar seminaries seminars studielast
    studietijd stunden taak td teoria theorie theory toetsvorm tp travaux tutorial tutorials uebung uren verslag
    vorlesung werkcollege werkcolleges werkvorm werkvormen workload written zelfstudie
    """
)
# With what longer words for them end: "kennistoets", "stageverslag", "groepspresentatie".
_ENDS_OF_TEACHING = ("toets", "examen", "verslag", "presentatie", "opdracht", "evaluatie")
# What heads a line that adds up others.
_TOTALS = _words(
    """
    average avg eindtotaal gem gemiddeld gemiddelde gesamt mean moyenne promedio som somma somme subtotaal subtotal
    subtotals sum suma summe totaal total totale totalen totals totaux
    """
)
# What may follow such a word: "Totaal aantal studiepunten"; "Total quality care" is a course.
_OF_TOTALS = _words(
    """
    aant aantal algemeen course courses cr creditos credits ec ects fase generaal general hrs jaar marks number of
    olod opo opos per phase score scores semester sp stp studiepunten vak vakken x year
    """
)
# What is said of all courses together, or of what is aimed for: alone in a line it is no course.
_OF_ALL = _words(
    """
    actual ambitie ambition baseline besluit conclusie conclusion coverage current dekking desired doelniveau
    eindniveau eindresultaat gap gewenst gewenste highest hoogste huidig huidige kloof laagste lowest max maximaal
    maximum median mediaan min minimaal minimum modus norm nulmeting overall previous resultaat resultaten
    score startniveau streefdoel streefniveau streefwaarde target vereist vereiste vorig vorige
    """
)
# What may stand beside such a word: "Hoogste niveau", "Vorig jaar", "Resultaat opleiding".
_BESIDE_OF_ALL = _words(
    "de fase het jaar level niveau of opleiding per phase programma programme the van waarde value year"
)
# With what a step of a scale begins.
_GRADES = _words(
    """
    advanced agree alto applied apply avanzado bajo basico beginner bien bon bueno confirme debutant develop
    developed developing disagree eens eleve elevee emerging excelente excellent expert faible fair gevorderd goed
    good helemaal high hoch hoog inicial insufficient insuffisant intermediate intermedio introduce introduced
    junior laag low master mastered matig medio medior medium middel moyen neutraal neutral novice oneens
    onvoldoende poor proficient regular reinforce reinforced satisfactory senior starter strongly sufficient
    uitstekend unsatisfactory voldoende zeer
    """
)
# What heads a list of people, points, presence, days, rooms or other things that are neither courses nor outcomes.
_OTHER_THINGS = _words(
    """
    achternaam alumno alumnos apellido apellidos april assignment assignments attendance august augustus aula boek
    book bsc company country december deelnemer deelnemers devoir di dinsdag do donderdag employee examen
    familienaam februari february final firstname fri friday homework januari january jeudi juli july june juni klas
    klausur land lastname leerling leerlingen lesweek lokaal lundi ma maandag maart march mardi matricule medewerker
    medewerkers mercredi midterm mon monday msc nom november october oktober opdracht opdrachten pais parcial
    parciales partiel partner partners pays person persoon points pregunta prenom punten puntos question questions
    quiz raum risico risk room salle saturday semaine semana september stamnummer student studenten studentnummer
    students sunday surname taak taken tarea tareas task tasks team teilnehmer thu thursday toets tool tue tuesday
    vendredi voornaam vr vraag vragen vrijdag wed wednesday week weeks weken wo woensdag za zaterdag zo zondag
    """
)
# Fields of a course that an outcome never has. "Code", "Naam", "Type" and "id" are nobody's own.
OF_COURSES_ONLY = frozenset(("ects", "phase", "semester", "status", "track", "group"))
_SHARED_NAMES = frozenset(("code", "id", "naam", "name", "titel", "title", "type", "term", "status"))

_MOST_WORDS_OF_HEADING, _FEW_WORDS, _MOST_WORDS_OF_TITLE, _MOST_WORDS_OF_NAME = 3, 3, 9, 5
_COUNTS = re.compile(
    r"#(?!REF!|N/A|VALUE!|DIV/0!|NAME\?|NULL!|NUM!)|"  # an error of the spreadsheet is no count
    r"Σ|∑|(?:aantal|number of|no of|count|nombre|numero de|anzahl|freq\w*|count of)\b",
    re.IGNORECASE,
)
_PHASE = re.compile(
    r"(?:(?:fase|phase|jaar|year|semester|sem|bachelor|ba|blok|block|trimester|term|periode|kwartaal|quarter|annee|ano|"
    r"semestre|studiejaar|trajectschijf|schijf|deel|jahr|opleidingsfase|modeltraject|jaargang|anno) ?(?:[0-9]|[iv]+|"
    r"one|two|three|four|five|six|seven|eight)\b"
    r"|[1-6] ?(?:e|ste|de|st|nd|rd|th|ere|eme|er)? (?:fase|phase|jaar|year|semester|bachelor|trimester|annee|ano|"
    r"semestre|schijf|studiejaar|opleidingsfase|jahr)\b|electives?\b|"
    r"(?:keuze|verplichte ?|(?:wahl)?pflicht|wahl|(?:core|required|elective|optional|compulsory|mandatory) )"
    r"(?:vakken|opleidingsonderdelen|module|modulen|modules|courses|subjects|units|classes)\b|"
    r"(?:cours|modules|unites|ue) (?:obligatoires?|optionnel(?:le)?s|au choix)\b|"
    r"(?:asignaturas|materias) (?:obligatorias|optativas|basicas)\b)"
)
_DATE = re.compile(
    r"(?:\D{2,3} )?\d{1,2}/\d{1,2}(?:/\d{2,4})?|\d{1,2}[-.]\d{1,2}[-.]\d{2,4}|\d{4}-\d\d-\d\d.*|"
    r"(?:19|20)\d\d(?:\s*[-–/]\s*(?:19|20)?\d\d)?"
)
_PERSON = re.compile(r"[^\W\d_][\w'’-]+(?: [^\W\d_][\w'’-]+)?, [^\W\d_][\w.'’-]*|(?:[^\W\d_a-z]\. ?)+[^\W\d_][\w'’ -]+")
_INITIALLED = re.compile(r"[^\W\d_a-z][\w'’-]+(?: [^\W\d_][\w'’-]+)* (?:[^\W\d_a-z]\.[ -]?)+")
_PARTICLES = _words("al bin da de del den der di dos du el la le ten ter van vande vanden vander von")
_OF_ONESELF = re.compile(
    r"(?:ik|i|je|ich) (?:kan|ken|ben|heb|weet|can|am|have|know|peux|sais|kann|bin)\b", re.IGNORECASE
)
_LEVEL_NUMBER = re.compile(r"(?:level|niveau|nivel|stufe|lvl|beheersingsniveau) ?(?:[0-9]|[a-f]\b|[iv]+\b)")
_COURSE_CODE = re.compile(
    r"[^\W\d_]{1,6}[ ._/\u2011-]{0,2}\d{3,6}[^\W\d_]{0,2}(?![\d.])|\b[A-Z0-9]{2,4}\d[A-Z]\d{2,}\b"
)
_OUTCOME_CODE = re.compile(
    r"(?:(?:[^\W\d_]{1,4}|[A-Z]{5,6})[ ._-]?\d{1,2}(?:[.]\d{1,2})*[a-z]?|\d{1,2}(?:[.]\d{1,2}){1,3}|"
    r"\d{1,2}[.]?[^\W\d_]{1,2}|(?:[^\W_]{1,5}-){2,}[^\W_]{1,5})(?=$|[\s:.)–-])"
)
_NUMBERED = re.compile(r"\d{1,2}(?:[.)]|\s*[-–:])\s*\D|\d{1,2}$")
_VERBS = re.compile(
    r"(?:\W*)(?:[^\W\d_]{3,}(?:er|ir|re|ar|eren|oir)|apply|analy[sz]e|design|evaluate|understand|explain|describe|"
    r"demonstrate|use|identify|develop|communicate|create|work|interpret|conduct|construct|solve|formulate|foster|"
    r"obtain|transform|recogni[sz]e|kan|kent|heeft|is|toont|neemt|gaat|geeft|past|"
    r"(?:be)?(?:handelt|werkt|waakt|geleidt|vordert|stuurt|oefent)|"
    r"(?:ver|be|ont|her|mede|org)[^\W\d_]{3,}t|[^\W\d_]{4,}eert|de student|"
    r"the student|students?|l etudiant|el estudiante)\b",
    re.IGNORECASE,
)
_LIKE_A_TITLE = re.compile(
    r"\b(?:inleiding|introduction|introduccion|stage|bachelorproef|masterproef|thesis|internship|praktijk|seminarie|"
    r"seminar|wiskunde|statistiek|statistics|mathematics|calculus|physics|chemistry|engels|frans|afstudeerproject|"
    r"workshop|practicum|lab|labo|minor|recht|project|proyecto|taller)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\b(?:[1-6]|i|ii|iii|iv)[ab]?$", re.IGNORECASE)


@remembered
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared."""
    return tuple(same_word(text).split())


@remembered
def course_field(text: str) -> str | None:
    """The field of a course that a heading names, also with a unit or a remark behind it; None if it names none."""
    named = COURSE_FIELDS.named(text)
    if named is None and ("(" in text or "[" in text):
        named = COURSE_FIELDS.named(re.split(r"[(\[]", text, maxsplit=1)[0])
    if named is None and (words := words_of(text)) and len(words) <= 5:
        if words[0] in (
            "credits",
            "creditos",
            "studiepunten",
            "ects",
            "cr",
            "kredit",
            "kredietpunten",
            "leistungspunkte",
        ):
            return "ects"
        if words in (("lp",), ("cp",), ("kp",), ("cfu",), ("ects", "lp")):
            return "ects"
        if words[0] in ("semestre", "trimestre", "trimester", "kwartaal"):
            return "semester"
    return named


@remembered
def says_course(text: str) -> bool:
    """Whether a heading says that what it heads are courses."""
    return any(word.rstrip("0123456789") in _COURSE for word in words_of(text)[:6])


@remembered
def says_outcome(text: str) -> bool:
    """Whether a heading says that what it heads are outcomes, whatever they are called."""
    words = (word.rstrip("0123456789") for word in words_of(text)[:8])
    return any(word in _OUTCOME or word.endswith(_ENDS_OF_OUTCOMES) for word in words)


def names_an_axis(text: str) -> bool:
    """Whether a text only says what the items beside or below it are: 'Vak', 'Course / PLO'."""
    return all(word in _COURSE or word in _OUTCOME for word in words_of(text))


@remembered
def says_level(text: str) -> bool:
    """Whether a heading says that what it heads are levels."""
    return any(word in _LEVEL for word in words_of(text)[:4])


def is_level_number(text: str) -> bool:
    """Whether a heading is one step of a scale: 'Level 2 (Assist)', 'Zeer goed'."""
    words = words_of(text)
    return (
        _LEVEL_NUMBER.match(" ".join(words)) is not None
        or _OF_ONESELF.match(text) is not None
        or (0 < len(words) < _FEW_WORDS and words[0] in _GRADES)
    )


@remembered
def is_phase(text: str) -> bool:
    """Whether a text names a part of a programme in time: 'Fase 1', 'Semester Two:'."""
    return _PHASE.match(same_word(text)) is not None


def names_nobody(text: str) -> bool:
    """Whether a name of a field fits courses and outcomes alike."""
    return same_word(text) in _SHARED_NAMES


@remembered
def is_remark(text: str) -> bool:
    """Whether a heading is about neither: remarks, people, weights, numbers of rows."""
    words = words_of(text.partition(":")[0])
    if not words or len(words) > 4:
        return False
    return words[0] in _REMARKS or words[-1] in _REMARKS or AMBITION_FIELDS.named(text) in ("weight", "reason")


def is_way_of_teaching(text: str) -> bool:
    """Whether a heading names hours, ways of teaching or of examining; alone it may as well be a course's title."""
    words = words_of(text)
    if not words or len(words) > _MOST_WORDS_OF_HEADING:
        return False
    return any(word in _TEACHING or word.endswith(_ENDS_OF_TEACHING) for word in (words[0], words[-1]))


def is_about_other_things(text: str) -> bool:
    """Whether a heading names people, days, tests or rooms: what it heads are points, or who was where."""
    words = words_of(text)
    others = bool(words) and len(words) <= 4 and words[0].rstrip("0123456789") in _OTHER_THINGS
    return (others and not says_outcome(text)) or _DATE.fullmatch(text.strip()) is not None


def names_person(text: str) -> bool:
    """Whether a text looks like the name of somebody: 'Peeters, An', 'A. Peeters', 'Peeters A.'."""
    return _PERSON.fullmatch(text.strip()) is not None or _INITIALLED.fullmatch(text.strip()) is not None


def may_name_person(text: str) -> bool:
    """Whether a text can be a first name and a surname: two to five words with capitals; a title can look so too."""
    words = [part for word in text.split() for part in re.split(r"['’-]", word) if part]
    named = all(word.isalpha() and (word.istitle() or word in _PARTICLES) for word in words)
    return 1 < len(words) <= _MOST_WORDS_OF_NAME and named and words[0].istitle() and words[-1].istitle()


def describes_sheet(text: str) -> bool:
    """Whether a text says something of the sheet by its label: 'Opleiding: Sociaal werk'."""
    label, colon, value = text.partition(":")
    return bool(colon and value) and DESCRIPTION_FIELDS.named(label) is not None


@remembered
def heads_totals(text: str) -> bool:
    """Whether a line with this label adds up others."""
    first, *others = words_of(text) or ("",)
    if text.lstrip()[:1] in ("=", "@"):  # what looks like a formula is a text that somebody typed: "@SUM(1+1)"
        return False
    if first in _TOTALS:
        return all(word in _OF_TOTALS or word.isdigit() for word in others)
    return _COUNTS.match(text.strip()) is not None


@remembered
def is_about_all(text: str) -> bool:
    """Whether a label speaks of all courses together, or of what is aimed for: 'Ambitie', 'Hoogste niveau', 'Ø'."""
    first, *others = words_of(text) or ("",)
    return text.strip() == "Ø" or (
        first in _OF_ALL and all(word in _BESIDE_OF_ALL or word in _OF_ALL or word.isdigit() for word in others)
    )


@remembered
def heads_legend(text: str) -> bool:
    """Whether a text is the heading of an explanation of marks."""
    words = words_of(text)
    # "Betekenis van de cijfers", "Legend of the marks"
    most = _MOST_WORDS_OF_NAME if words[1:2] and words[1] in ("bij", "of", "van", "voor") else _MOST_WORDS_OF_HEADING
    return bool(words) and words[0] in _LEGEND and len(words) <= most


@remembered
def is_course_code(text: str) -> bool:
    """Whether a text is or begins or ends with a code such as courses have."""
    return _COURSE_CODE.search(text) is not None


@remembered
def is_outcome_code(text: str) -> bool:
    """Whether a text is or begins with a short number or code such as outcomes have."""
    return _OUTCOME_CODE.match(text) is not None and not is_course_code(text.split(maxsplit=1)[0])


def is_numbered(text: str) -> bool:
    """Whether a text begins with a number in a list, or is one."""
    return _NUMBERED.match(text) is not None


@remembered
def begins_with_verb(text: str) -> bool:
    """Whether a text says what somebody does or can do."""
    return len(text.split()) > 1 and _VERBS.match(text) is not None


@remembered
def is_like_a_title(text: str) -> bool:
    """Whether a text looks like the title of a course."""
    return len(text.split()) <= _MOST_WORDS_OF_TITLE and _LIKE_A_TITLE.search(text) is not None


def is_counted(text: str) -> bool:
    """Whether a text ends with a number such as courses that follow one another have: 'Chemie 2', 'Calculus II'."""
    return len(text.split()) <= _MOST_WORDS_OF_TITLE and _COUNTED.search(text) is not None


@remembered
def shape_of_text(text: str) -> str:
    """A text with every letter and every number alike: codes of one series have the same shape."""
    return re.sub(r"[^\W\d_]+", "a", re.sub(r"\d+", "9", text)) if any(map(str.isdigit, text)) else text


def call_otherwise(headings: Sequence[str]) -> bool:
    """Whether there are headings and none speaks of courses or outcomes: 'Research group'."""
    return bool(headings) and not any(says_course(one) or course_field(one) or says_outcome(one) for one in headings)
