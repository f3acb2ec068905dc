"""When cards come back, how a session goes, and what the log says of memory."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from starl.model.practice import Card, CardKind, Rating, ReviewLog, State
from starl.practice.days import end_of_day
from starl.practice.retention import Recall, load, recall_by_week, recall_on
from starl.practice.scheduling import intervals, reviewed
from starl.practice.session import Session

ZONE = dt.timezone(dt.timedelta(hours=2))
NOON = dt.datetime(2026, 5, 4, 12, 0, tzinfo=ZONE)
"""A Monday."""
DAY = dt.timedelta(days=1)


def new(name: str = "a", due: dt.datetime = NOON) -> Card:
    return Card(name, NOON, CardKind.LESSON, f"entry of {name}", due)


def days(card: Card, rating: Rating, now: dt.datetime = NOON) -> int:
    return intervals(card, now)[rating].days


def test_a_card_that_was_forgotten_comes_back_in_the_session() -> None:
    assert intervals(new(), NOON)[Rating.AGAIN] == dt.timedelta(minutes=10)
    assert days(new(), Rating.GOOD) >= 1


def test_a_better_rating_brings_it_back_later_and_each_success_later_still() -> None:
    card = reviewed(new(), Rating.GOOD, NOON)
    lasts = [days(card, rating, card.due) for rating in (Rating.HARD, Rating.GOOD, Rating.EASY)]
    assert lasts == sorted(lasts)
    assert lasts[1] > (card.due - NOON).days
    again = reviewed(card, Rating.AGAIN, card.due.astimezone(ZONE))
    assert (again.state, again.step) == (State.RELEARNING, 0)


def test_the_same_reviews_give_the_same_card() -> None:
    def run() -> Card:
        card, now = new(), NOON
        for rating in (Rating.GOOD, Rating.HARD, Rating.AGAIN, Rating.GOOD, Rating.EASY):
            card = reviewed(card, rating, now)
            now = card.due.astimezone(ZONE)
        return card

    assert run() == run()


def test_yesterday_evening_is_a_day_before_this_morning() -> None:
    """The library alone would see 14 hours and count the review as one of the same day."""
    evening = dt.datetime(2026, 5, 4, 22, 0, tzinfo=ZONE)
    card = reviewed(new(), Rating.GOOD, evening)
    morning, same_hour = (
        reviewed(card, Rating.GOOD, evening + later) for later in (dt.timedelta(hours=10), DAY)
    )
    assert morning.stability == same_hour.stability
    assert morning.stability != reviewed(card, Rating.GOOD, evening + dt.timedelta(hours=1)).stability


def test_a_clock_that_went_back_does_no_harm() -> None:
    card = reviewed(new(), Rating.GOOD, NOON + 5 * DAY)
    assert reviewed(card, Rating.GOOD, NOON).due > NOON


def test_a_session_shows_forgotten_cards_again_at_the_end() -> None:
    first, second = new("a"), new("b")
    after = reviewed(first, Rating.AGAIN, NOON)
    session = Session((first, second)).grade(after, Rating.AGAIN, NOON)
    assert session.waiting == (second, after)
    assert session.undo() == Session((first, second))
    assert session.skip().waiting == (after,)


@given(st.lists(st.sampled_from([*Rating, "undo", "skip"]), max_size=40))
def test_a_session_never_loses_a_card(actions: list[Rating | str]) -> None:
    session = Session(tuple(new(name) for name in "abcde"))
    skipped: set[str] = set()
    for action in actions:
        card = session.current
        if action == "undo":
            session = session.undo() if session.graded else session
        elif card is None:
            break
        elif action == "skip":
            skipped.add(card.id)
            session = session.skip()
        else:
            assert isinstance(action, Rating)
            session = session.grade(reviewed(card, action, NOON), action, NOON)
        waiting = [card.id for card in session.waiting]
        assert len(waiting) == len(set(waiting))
        assert {*waiting, *skipped, *session.results} == set("abcde")
        for one in session.results.values():
            assert (one.due <= end_of_day(NOON)) == (one.id in waiting) or one.id in skipped
    while session.graded:
        session = session.undo()
    assert {one.id for one in session.waiting} >= set("abcde") - skipped
    assert all(one.last_review is None for one in session.waiting)


def log(card: str, moment: dt.datetime, rating: Rating = Rating.GOOD) -> ReviewLog:
    return ReviewLog(f"{card}{moment.isoformat()}", card, rating, moment)


def test_only_a_later_day_tests_memory() -> None:
    logs = [
        log("a", NOON, Rating.AGAIN),  # the first: nothing to recall yet
        log("a", NOON + dt.timedelta(minutes=10)),  # the same day
        log("a", NOON + DAY),
        log("b", NOON + DAY),
        log("b", NOON + 7 * DAY, Rating.AGAIN),
        log("a", NOON + 7 * DAY, Rating.HARD),
    ]
    assert recall_by_week(reversed(logs), NOON) == {
        dt.date(2026, 5, 4): Recall(1, 1),
        dt.date(2026, 5, 11): Recall(1, 2),
    }
    assert recall_on(logs, NOON + 7 * DAY) == Recall(1, 2)
    assert recall_on(logs, NOON).share is None


@pytest.mark.parametrize(("hour", "day"), [(21, 0), (23, 1)])
def test_days_are_those_of_the_person(hour: int, day: int) -> None:
    """23:00 in UTC is the next day two hours to the east."""
    due = dt.datetime(2026, 5, 4, hour, 0, tzinfo=dt.UTC)
    assert load([due], NOON, 3).index(1) == day


def test_what_is_overdue_counts_today_and_what_is_far_not_at_all() -> None:
    cards = [
        new(due=NOON - 9 * DAY),
        new(due=NOON),
        replace(new(), due=NOON + 2 * DAY),
        new(due=NOON + 30 * DAY),
    ]
    assert load((card.due for card in cards), NOON, 3) == [2, 0, 1]
