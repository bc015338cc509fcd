"""What stands around a table: titles, lines that describe it, a legend, footnotes; and the other sheets."""

from collections.abc import Sequence

from curriculum_map.domain.levels import NOT_APPLICABLE
from curriculum_map.importing.description import Description
from tests.importing.random_layouts.canvas import Canvas, Fill, Value
from tests.importing.random_layouts.courses import CourseWriter, field_labels, field_order
from tests.importing.random_layouts.grids import RandomGrid
from tests.importing.random_layouts.layouts import Layout
from tests.importing.random_layouts.marks import WORDS

_TITLES = {
    "nl": (
        "Opleidingsmatrix digitale competenties",
        "Bachelor, versie van 12 maart",
        "In opbouw: nog niet verspreiden",
    ),
    "en": ("Curriculum map of digital competences", "Bachelor, version of 12 March", "Draft: do not circulate yet"),
}
_FOOTNOTES = ("* Zie ook de ECTS-fiches.", "Laatst bijgewerkt door de curriculumcommissie")


def description_lines(description: Description) -> list[tuple[Value, ...]]:
    """Label and value beside each other, as the template has them."""
    return [
        ("Instelling", description.institution),
        ("Opleiding", description.programme),
        ("Academiejaar", description.academic_year),
        ("Editie van het kader", description.edition),
        ("Een lege cel betekent", description.blank_means),
    ]


def above_table(layout: Layout, description: Description) -> Canvas:
    """Titles and description; an empty row follows, unless there is nothing."""
    canvas, random = Canvas(), layout.random()
    lines: list[tuple[Value, ...]] = [(title,) for title in _TITLES[layout.language][: layout.title_lines]]
    if layout.described == "above":
        lines += description_lines(description)
    for row, values in enumerate(lines):
        canvas.line(row, 0, *values)
    if layout.title_lines and layout.format == "xlsx" and random.random() < 0.5:
        canvas.merge((0, 0), (0, 5))
    return canvas


def legend(layout: Layout) -> Canvas:
    """Each mark or colour with the level that it stands for."""
    canvas, random = Canvas(), layout.random()
    canvas.put(0, 0, "Legende" if layout.language == "nl" else "Legend")
    beside, marks = random.random() < 0.6, layout.marks
    for row, state in enumerate(sorted(marks.fills or marks.forms), start=1):
        nvt = "n.v.t." if layout.language == "nl" else "n/a"
        level = nvt if state == NOT_APPLICABLE else WORDS[layout.language][state]
        if state in marks.fills:
            canvas.fills[row, 0] = marks.fills[state]
            canvas.put(row, 1 if beside else 0, level)
        elif beside:
            canvas.line(row, 0, marks.forms[state][0], level)
        else:
            form = marks.forms[state][0]
            canvas.put(row, 0, f"{form if isinstance(form, str) else state} = {level}")
    return canvas


def footnotes() -> Canvas:
    """Lines of text below a table."""
    canvas = Canvas()
    for row, text in enumerate(_FOOTNOTES):
        canvas.put(row, 0, text)
    return canvas


def course_list(grid: RandomGrid, layout: Layout) -> Canvas:
    """The courses without any target."""
    canvas, writer, labels = Canvas("Vakkenlijst"), CourseWriter(layout), field_labels(layout)
    for column, name in enumerate(field_order(layout)):
        canvas.put(0, column, labels[name])
        for row, course in enumerate(grid.courses, start=1):
            canvas.put(row, column, writer.value(course, name))
    return canvas


def framework(grid: RandomGrid, layout: Layout) -> Canvas:
    """The clusters of the framework with their focus, and no course."""
    canvas = Canvas("Kader")
    canvas.line(0, 0, "Focus", "Nr", "Cluster")
    for row, cluster in enumerate(grid.edition.clusters, start=1):
        focus = grid.edition.focus_of(cluster.id).name[layout.language]
        canvas.line(row, 0, focus, float(cluster.number), cluster.name[layout.language])
    return canvas


def text_sheet(name: str, lines: Sequence[tuple[Value, ...]]) -> Canvas:
    """A sheet of lines; the first in a colour."""
    canvas = Canvas(name)
    for row, values in enumerate(lines):
        canvas.line(row + 1, 1, *values)
    canvas.fills[1, 1] = Fill("1F4E78")
    return canvas


def cover(layout: Layout, description: Description) -> Canvas:
    """A cover sheet, with the description where the layout puts it there."""
    lines: list[tuple[Value, ...]] = [(_TITLES[layout.language][0],)]
    if layout.described == "cover":
        lines += description_lines(description)
    return text_sheet("Voorblad", lines)


def notes() -> Canvas:
    """A sheet of sentences."""
    return text_sheet("Toelichting", [("Hoe vul je deze matrix in?",), ("Kies per vak één niveau.",), _FOOTNOTES])
