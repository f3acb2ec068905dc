"""Patterns over time: what is counted, and from how few nothing is claimed."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from starl.model.journal import Entry, Improvement, Outcome
from starl.model.report import Dimension
from starl.model.story_record import Revision, StoryRecord, VerdictSnapshot
from starl.practice.causes import Cause, group
from starl.practice.days import distance
from starl.practice.insights import LEAST_CHANGES, LEAST_FOR_HABITS, Insights, Streak, insights, spread

NOW = dt.datetime(2026, 5, 13, 18, 0, tzinfo=dt.UTC)
TODAY = NOW.date()
DAY = dt.timedelta(days=1)


def entry(ago: int, **more: Any) -> Entry:
    day = NOW - ago * DAY
    fields: dict[str, Any] = {"id": f"e{ago}", "created": day, "updated": day, "date": day.date()} | more
    return Entry(text="It broke", **fields)


def of(entries: list[Entry], **more: Any) -> Insights:
    fields: dict[str, Any] = {"improvements": [], "stories": [], "reviewed": [], "now": NOW} | more
    return insights(entries, **fields)


def cause(number: int, text: str) -> Cause:
    return Cause(f"c{number}", TODAY - number * DAY, text)


def test_causes_are_grouped_by_the_most_shared_word() -> None:
    causes = [
        cause(0, "I assumed that staging is like production"),
        cause(1, "Assuming again, this time about tests"),
        cause(2, "I skipped the review"),
        cause(3, "Skipping the dry run; I assumed it was fine"),
        cause(4, "Reviewed too late"),
        cause(5, "I was tired"),
    ]
    found = [(one.word, [c.record for c in one.causes]) for one in group(causes)]
    assert found == [("assumed", ["c0", "c1", "c3"]), ("review", ["c2", "c4"])]


@given(st.lists(st.text(st.sampled_from("abet \n'"), max_size=30), max_size=20), st.randoms())
def test_groups_do_not_depend_on_the_order_and_hold_each_cause_once(texts: list[str], random: Any) -> None:
    causes = [cause(number, text) for number, text in enumerate(texts)]
    found = group(causes)
    shuffled = causes.copy()
    random.shuffle(shuffled)
    assert group(shuffled) == found
    inside = [one for those in found for one in those.causes]
    assert len(inside) == len(set(inside))
    sizes = [len(those.causes) for those in found]
    assert sizes == sorted(sizes, reverse=True)
    assert all(size > 1 for size in sizes)


def test_two_causes_are_not_compared_yet() -> None:
    two = [entry(ago, cause="I assumed it") for ago in (1, 2)]
    assert (of(two).causes, of(two).groups) == (2, [])
    assert len(of([*two, entry(3, cause="I assumed so")]).groups) == 1


def test_the_weakness_of_an_improvement_counts_once() -> None:
    item = Improvement("i", NOW, NOW, "I assumed it", "", "Measure", entry="e1")
    assert of([entry(1, cause="I assumed it")], improvements=[item]).causes == 1
    assert of([entry(1)], improvements=[item]).causes == 1
    assert of([entry(1)], improvements=[item], since=TODAY + DAY).causes == 0


def test_lessons_tags_and_changes() -> None:
    entries = [
        entry(40, lesson="Count", tags=("DB", "db"), applied=TODAY - 37 * DAY),
        entry(10, lesson="Ask", tags=("db", "talk")),
        entry(20, lesson="Read"),
        entry(5),
    ]
    found = of(entries)
    assert found.tags == [("db", 2, TODAY - 10 * DAY)]
    assert [(lesson.entry, lesson.age) for lesson in found.open_lessons] == [("e20", 20), ("e10", 10)]
    assert found.changes == [("e40", 3, TODAY - 37 * DAY)]
    assert found.median_days is None
    more = [entry(ago, id=f"x{ago}", lesson="x", applied=TODAY) for ago in (9, 300)]
    assert of([*entries, *more]).median_days == 9
    assert len(of([*entries, *more]).changes) == LEAST_CHANGES
    assert spread(of([*entries, *more]).changes) == [
        ("within a week", 1), ("within a month", 1), ("within 3 months", 0), ("within 6 months", 0), ("longer", 1),
    ]  # fmt: skip


def test_improvements_by_outcome() -> None:
    items = [
        Improvement(str(at), NOW, NOW, "", "", "x", outcome=outcome)
        for at, outcome in enumerate((Outcome.HELD, None, Outcome.HELD, Outcome.NOT_YET))
    ]
    assert of([], improvements=items).improvements == {"held": 2, "partly": 0, "not_yet": 1, "open": 1}


@pytest.mark.parametrize(
    ("written", "reviewed", "streak"),
    [
        ([], [], (0, 0, 0)),
        ([0, 1, 3], [2], (4, 4, 4)),
        ([1, 2, 9], [], (2, 2, 3)),
        ([2, 3], [], (0, 2, 2)),
    ],
)
def test_streak(written: list[int], reviewed: list[int], streak: tuple[int, int, int]) -> None:
    found = of([entry(ago) for ago in written], reviewed=[NOW - ago * DAY for ago in reviewed])
    assert found.streak == Streak(*streak)


def test_weeks_begin_on_monday_and_end_now() -> None:
    found = of([entry(0), entry(2), entry(3), entry(300)])
    assert found.weeks[-1] == (dt.date(2026, 5, 11), 2)
    assert found.weeks[-2] == (dt.date(2026, 5, 4), 1)
    assert len(found.weeks) == 12


def test_habits_need_enough_entries() -> None:
    entries = [entry(ago, at=dt.time(23) if ago % 2 else None) for ago in range(LEAST_FOR_HABITS)]
    assert of(entries[1:]).weekdays is None
    found = of(entries)
    assert found.weekdays == [4, 5, 5, 4, 4, 4, 4]
    assert (found.parts, found.timed) == (None, 15)
    assert of([entry(ago, at=dt.time(6)) for ago in range(30)]).parts == [0, 30, 0, 0]


def test_scores_over_revisions() -> None:
    record = StoryRecord("s", NOW, NOW, "s", "The import")
    revisions = [
        Revision(
            "s", number, NOW - ago * DAY, "", VerdictSnapshot(score, False, (), {Dimension.LEARNING: 1}, "1")
        )
        for number, ago, score in ((1, 9, 40), (2, 1, 70))
    ]
    unjudged = Revision("s", 3, NOW, "")
    found = of([], stories=[(record, [*revisions, unjudged]), (record, [unjudged])])
    assert [[score for _, _, score in one.scores] for one in found.stories] == [[40, 70]]
    since = of([], stories=[(record, revisions)], since=TODAY - 2 * DAY)
    assert [score for _, _, score in since.stories[0].scores] == [70]


@pytest.mark.parametrize(
    ("days", "words"), [(20, "in 20 days"), (21, "in 3 weeks"), (-1, "yesterday"), (-800, "2 years ago")]
)
def test_distance(days: int, words: str) -> None:
    assert distance(days) == words
