"""What an archive holds for people: the current ratings and courses as tables, and a note on what is in it."""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from operator import attrgetter

from curriculum_map.domain.curriculum import Course
from curriculum_map.domain.findings import CellRef
from curriculum_map.domain.provenance import Brought
from curriculum_map.importing.official_wording.csv_file import guarded
from curriculum_map.storage.grids import StoredGrid

_ABOUT = (
    *("institution", "programme", "campus", "academic_year", "rater", "perspective"),
    *("version", "stored_at", "stored_by"),
)
# Where it was read, the version that the file was uploaded as, and whether it stands as it was in an earlier year.
_SOURCE = (
    *("file", "sha256", "sheet", "cell"),
    *("uploaded_year", "uploaded_version", "uploaded_at", "uploaded_by", "carried"),
)
_COURSE = ("course", "code", "title", "ects", "phase", "semester", "status", "track", "group", "group_rule", *_SOURCE)
_RATING = ("course", "code", "title", "target", "level", "written", *_SOURCE)

README = """\
NEDERLANDS

Dit bestand bevat alles wat over één onderwijsinstelling is bewaard, in open formaten.

manifest.json    wat erin zit, met de SHA-256 van elk ander deel
grids/           elke versie van elke opleidingsmatrix: niveaus, opleidingsonderdelen, en waar elk niveau stond (JSON)
ambitions.json   de ambities, elke keer dat ze werden vastgelegd
register.json    beslissingen, opmerkingen, teksten en afspraken, elke keer dat ze werden opgeschreven
snapshots/       de momentopnames; de SHA-256 van elk bestand is die van de momentopname
frameworks.json  de eigen kaders die de matrices gebruiken
answers.json     wat bij eerdere bestanden over tekens en kolommen werd geantwoord
audit.jsonl      het logboek: wie deed wat wanneer, een regel JSON per handeling
elsewhere.jsonl  het logboek van waar de instelling eerder vandaan kwam, als dat zo is
originals/       de bestanden zoals ze kwamen, voor zover nog bewaard, genoemd naar hun SHA-256
ratings.csv      de huidige niveaus, een per regel      } om te bekijken: een rekenblad opent ze; een tekst die
courses.csv      de huidige opleidingsonderdelen        } op een formule lijkt, heeft een apostrof ervoor

Het wordt weer ingelezen met: curriculum-map institution import BESTAND

ENGLISH

This file holds everything that was stored of one institution, in open formats.

manifest.json    what is in it, with the SHA-256 of every other part
grids/           every version of every grid: levels, courses, and where each level was written (JSON)
ambitions.json   the ambitions, each time they were set
register.json    decisions, comments, texts and agreed levels, each time they were written down
snapshots/       the snapshots; the SHA-256 of each file is that of the snapshot
frameworks.json  the own frameworks that the grids use
answers.json     what was answered about marks and columns of earlier files
audit.jsonl      the log: who did what when, a line of JSON per act
elsewhere.jsonl  the log of where the institution came from before, if it did
originals/       the files as they came, as far as they are still kept, named after their SHA-256
ratings.csv      the current levels, one per line       } to look at: a spreadsheet opens them; a text that
courses.csv      the current courses                    } looks like a formula has an apostrophe before it

It is read again with: curriculum-map institution import FILE
"""


@dataclass(frozen=True, slots=True)
class Listed:
    """A current grid, and the version that each of its files was uploaded as, by the SHA-256 of the file."""

    stored: StoredGrid
    brought: Mapping[str, Brought]


def ratings_csv(grids: Iterable[Listed]) -> bytes:
    """Every place that counts as a level, a line each, with where it was written."""
    return _csv((*_ABOUT, *_RATING), (line for one in grids for line in _ratings(one)))


def courses_csv(grids: Iterable[Listed]) -> bytes:
    """Every course, a line each, with where it is named."""
    return _csv((*_ABOUT, *_COURSE), (line for one in grids for line in _courses(one)))


def _courses(one: Listed) -> Iterator[Sequence[str]]:
    grid, about = one.stored.grid, _guarded(_about(one))
    for place, course in enumerate(grid.courses):
        said = (str(place + 1), *_course(course), *_group(one, course))
        at = _at(one, place, grid.provenance.course_ref(place))
        yield (*about, *_guarded((*said, *_file(one, place), *at, *_uploaded(one, place))))


def _ratings(one: Listed) -> Iterator[Sequence[str]]:
    grid, about = one.stored.grid, _guarded(_about(one))
    for place, ratings in groupby(grid.ratings(), attrgetter("course")):
        course = grid.courses[place]
        # What the lines of a course share is looked at once: there may be half a million lines.
        named = _guarded((str(place + 1), course.code or "", course.title))
        file, uploaded = _guarded(_file(one, place)), _guarded(_uploaded(one, place))
        for rating in ratings:
            said = (rating.target, str(int(rating.level)), rating.written)
            yield (*about, *named, *_guarded(said), *file, *_guarded(_at(one, place, rating.ref)), *uploaded)


def _about(one: Listed) -> tuple[str, ...]:
    key, info = one.stored.grid.key, one.stored.info
    named = (key.institution, key.programme, key.campus or "", key.academic_year, key.rater or "")
    return (*named, key.perspective.value, str(info.version), _moment(info.imported_at), info.imported_by)


def _file(one: Listed, course: int) -> tuple[str, str]:
    source = one.stored.grid.provenance.source(course)
    return source.file_name, source.sha256


def _at(one: Listed, course: int, ref: CellRef | None) -> tuple[str, str]:
    """The sheet and the cell; without a cell the sheet that the course was read from."""
    if ref is None:
        return one.stored.grid.provenance.source(course).sheet, ""
    return ref.sheet, str(ref).rpartition("!")[2]


def _uploaded(one: Listed, course: int) -> tuple[str, ...]:
    grid = one.stored.grid
    brought = one.brought[grid.provenance.source(course).sha256]
    uploaded = (brought.academic_year, str(brought.version), _moment(brought.at), brought.by)
    return (*uploaded, "1" if course in grid.carried else "0")


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()


def _course(course: Course) -> tuple[str, ...]:
    status = "" if course.status is None else course.status.value
    numbers = ("" if course.ects is None else f"{course.ects:g}", "" if course.phase is None else str(course.phase))
    return (course.code or "", course.title, *numbers, course.semester or "", status, course.track or "")


def _group(one: Listed, course: Course) -> tuple[str, str]:
    """The elective group of a course, and what a student takes of it: so many courses, or credits."""
    rules = {group.name: str(group) for group in one.stored.grid.groups}
    return course.group or "", rules.get(course.group or "", "")


def _guarded(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(guarded, texts))


def _csv(headings: Sequence[str], lines: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(headings)
    writer.writerows(lines)
    return codecs.BOM_UTF8 + out.getvalue().encode()
