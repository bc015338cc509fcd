"""What somebody noted beside a target of a programme, in an academic year."""

from collections.abc import Iterable
from dataclasses import dataclass

from curriculum_map.domain.register import Entry, Subject

LONGEST_COMMENT = 4_000
# A programme, its campus, and an academic year.
ProgrammeYear = tuple[str, str | None, str]


@dataclass(frozen=True, slots=True)
class Comment:
    """The comment on a target, each time it was written or taken back, the last time last."""

    target: str
    said: tuple[Entry, ...]

    @property
    def text(self) -> str:
        """What it says now; empty where it was taken back."""
        body = self.said[-1].body
        return "" if body is None else str(body["text"])

    @property
    def last(self) -> Entry:
        """The last time that somebody wrote it, or took it back."""
        return self.said[-1]


def comments_among(entries: Iterable[Entry], about: ProgrammeYear) -> dict[str, Comment]:
    """The comments of a programme and year among these entries, by target; those that were taken back too."""
    of_target: dict[str, list[Entry]] = {}
    for entry in entries:
        of_entry = (entry.about.programme, entry.about.campus, entry.about.academic_year)
        if entry.about.subject is Subject.COMMENT and of_entry == about:
            of_target.setdefault(entry.about.name, []).append(entry)
    return {
        target: Comment(target, tuple(sorted(said, key=lambda one: one.number))) for target, said in of_target.items()
    }
