"""Audit samples: the same seed draws the same claims, a reviewer marks them, and the report says how many hold."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from curriculum_map.analytics.confirmed import wilson_interval
from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.refused import Refused, Why
from curriculum_map.domain.register import Entry
from curriculum_map.domain.samples import Marked, Verdict, claimed_places, draw
from curriculum_map.services.audit_samples import draw_sample, mark_place, samples_of
from curriculum_map.services.reports import gap_report
from curriculum_map.storage.database import Database
from tests.grids import make_grid, row
from tests.services.record import NOW, A, keep_grid, key

KEY = key(A)
# Five claims: 3, 1, 2, 1 and 3; a blank, n/a and "not covered" claim nothing.
GRID = make_grid(
    [row("Intro", 3, 0, 1), row("Lab", None, "n/a", 2), row("Stage", 1, 3, 0)],
    ["inclusion", "vision", "future"],
    key=KEY,
)


def test_the_interval_is_wilsons() -> None:
    """By hand, z = 1.96: 8 of 10: (0.8 + 0.19207) / 1.38415 = 0.71674, give or take 0.22658; 0 of 5: 0 to 0.43448."""
    assert wilson_interval(8, 10) == pytest.approx((0.49016, 0.94332), abs=1e-4)
    assert wilson_interval(0, 5) == pytest.approx((0, 0.43448), abs=1e-4)
    assert wilson_interval(5, 5) == pytest.approx((0.56552, 1), abs=1e-4)
    for wrong in ((1, 0), (3, 2), (-1, 2)):
        with pytest.raises(ValueError, match="no share"):
            wilson_interval(*wrong)


def test_the_same_seed_draws_the_same_claims_and_never_more_than_there_are() -> None:
    claimed = claimed_places(GRID)
    assert [(one.course.title, one.target, one.level) for one in claimed] == [
        ("Intro", "inclusion", 3),
        ("Intro", "future", 1),
        ("Lab", "future", 2),
        ("Stage", "inclusion", 1),
        ("Stage", "vision", 3),
    ]
    first = draw(GRID, 1, "a" * 64, 3, seed=7)
    assert first == draw(GRID, 1, "a" * 64, 3, seed=7)
    assert (len(first.places), first.of, first.seed) == (3, 5, 7)
    assert {draw(GRID, 1, "a" * 64, 3, seed).places for seed in range(20)} > {first.places}
    assert list(draw(GRID, 1, "a" * 64, 99, seed=7).places) == claimed


def test_a_reviewer_marks_places_and_the_report_prints_the_share_with_its_interval() -> None:
    """Of 4 drawn: confirmed twice, once not, one still open. 2 of 3: 67 %, by Wilson 21 % to 94 %."""
    database = Database("sqlite://")
    one = keep_grid(database, GRID).id
    assert isinstance(draw_sample(database, LOCAL_ACTOR, KEY, n=4, seed=2026, now=NOW), Entry)
    marks = (
        Marked(Verdict.CONFIRMED),
        Marked(Verdict.NOT_CONFIRMED, "Staat er niet ", "lid  visitatie"),
        Marked(Verdict.CONFIRMED),
    )
    for place, said in enumerate(marks):
        done = mark_place(database, LOCAL_ACTOR, KEY, 1, place, said, seen=place + 1, now=NOW)
        assert isinstance(done, Entry)
    late = mark_place(database, LOCAL_ACTOR, KEY, 1, 3, Marked(Verdict.UNCLEAR), seen=1, now=NOW)
    assert late == Refused(Why.SAID_SINCE)
    (standing,) = samples_of(database, LOCAL_ACTOR, KEY)
    assert (standing.entry.number, len(standing.sample.places), len(standing.sample.marks)) == (4, 4, 3)
    written = gap_report(database, LOCAL_ACTOR, one, "en", NOW)
    assert written is not None
    sheet = load_workbook(BytesIO(written[1]))["Audit sample"]
    notes = [line[0] for line in sheet.iter_rows(values_only=True)]
    assert any("4 of 5 claimed places" in str(note) and "seed 2026" in str(note) for note in notes)
    assert any("2 of 3 checked places confirmed, 67% (95% interval of Wilson: 21% to 94%)" in str(one) for one in notes)
    said_of = [line[5:] for line in sheet.iter_rows(values_only=True)][-4:]
    assert said_of == [
        ("example.xlsx", "confirmed", None, None),
        ("example.xlsx", "not confirmed", "Staat er niet", "lid visitatie"),
        ("example.xlsx", "confirmed", None, None),
        ("example.xlsx", None, None, None),
    ]


def test_where_nothing_is_claimed_nothing_is_drawn() -> None:
    database = Database("sqlite://")
    assert isinstance(draw_sample(database, LOCAL_ACTOR, KEY, n=4, seed=1, now=NOW), Refused)
    keep_grid(database, make_grid([row("Intro", 0)], key=KEY))
    assert draw_sample(database, LOCAL_ACTOR, KEY, n=4, seed=1, now=NOW) == Refused(Why.NOTHING_TO_DRAW)
    assert mark_place(database, LOCAL_ACTOR, KEY, 1, 0, Marked(Verdict.UNCLEAR), seen=0, now=NOW) == Refused(
        Why.NOTHING_TO_DRAW
    )
