"""The sentences about lines that may be no course, and about lines that say something of the courses below them."""

from collections.abc import Mapping

from curriculum_map.wording.catalogue import mark

LINE_SENTENCES: Mapping[str, str | tuple[str, str]] = {
    "line-unsure": mark(
        "Is “{written}” a course? {sign} As long as nobody says that it is one it counts nowhere; filled places: "
        "{count}."
    ),
    "line-no-course": mark(
        "“{written}” was not read as a course: {why}. If it is one, answer so, or give it a code or credits as the "
        "others have."
    ),
    "track-of-section": mark(
        "The line “{written}” stands above its courses ({count}) and says of which track they are: “{track}”."
    ),
    "status-of-section": mark(
        "The line “{written}” stands above its courses ({count}) and says their status: “{status}”."
    ),
    "group-of-section": mark(
        "The line “{written}” heads an elective group, “{group}”. Its courses ({count}) stand below it: {values}."
    ),
}

SIGNS: Mapping[str, str] = {
    "name": mark("By its name it may be about the whole programme, about a part of it, or another view of it."),
    "bare": mark("It has nothing of what stands beside the other courses, such as a code or credits."),
    "aggregate": mark("Its levels are the highest, or the lowest, of other lines."),
    "counts": mark("Its numbers count the marks of other lines, or add them up."),
    "credits": mark("Its credits are those of other lines together."),
    "apart": mark(
        "It is set apart from the others: behind an empty line, filled, in bold or in capitals as no other is."
    ),
    "word": mark("It is one word, with nothing beside it and no level."),
    "heads": mark("It has nothing beside it, and with other such lines it stands above all courses, as headings do."),
    "text": mark("It holds texts where the others hold marks."),
}

LINE_CHOICES: Mapping[str, str] = {"course": mark("a course"), "no-course": mark("no course")}
