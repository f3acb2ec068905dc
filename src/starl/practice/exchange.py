"""Rounds of peer review in a cohort: reviewers are found once the day has passed, and found anew for those who are late."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from starl.model.cohort import Assignment
from starl.practice.matching import EACH, match
from starl.store.hosted.exchange import Exchange

Shuffle = Callable[[list[str]], None]


class Round(NamedTuple):
    """What a round gave people to do."""

    assignment: Assignment
    due: dt.date
    reviews: dict[str, int]
    """By reviewer: how many stories they were given."""


def find_reviewers(exchange: Exchange, assignment: str, today: dt.date, shuffle: Shuffle) -> Round | None:
    """Gives everybody who handed in two stories to review; None where that was done already. Within a transaction.

    Accounts that only review step in where the others are too few.
    """
    held = exchange.hold(assignment)
    if held.matched:
        return None
    of = {one.account: one.id for one in exchange.submissions(assignment)}
    people = list(of)
    shuffle(people)
    past = exchange.past(held.cohort)
    pairs = list(match(dict.fromkeys(people, EACH), dict.fromkeys(people, EACH), past))
    got = dict.fromkeys(people, 0)
    for pair in pairs:
        got[pair.author] += 1
    others = dict.fromkeys(exchange.only_reviewers(held.cohort), EACH)
    lacking = {author: EACH - number for author, number in got.items() if number < EACH}
    pairs += match(others, lacking, past | set(pairs))
    due = max(held.due, today) + dt.timedelta(days=held.days)
    exchange.pair([(pair.reviewer, of[pair.author]) for pair in pairs], due)
    exchange.set_matched(assignment)
    return Round(held, due, dict(Counter(pair.reviewer for pair in pairs)))


def replace_late(exchange: Exchange, assignment: str, today: dt.date, shuffle: Shuffle) -> Round | None:
    """Finds others for reviews that are late, among those who are not; None where nobody is late. Within a transaction."""
    held = exchange.hold(assignment)
    late = exchange.mark_late(assignment, today)
    if not late:
        return None
    of = {one.account: one.id for one in exchange.submissions(assignment)}
    expected = exchange.expected(assignment)
    needs = {
        author: EACH - expected[identifier]
        for author, identifier in of.items()
        if expected[identifier] < EACH
    }
    people = [person for person in (*of, *exchange.only_reviewers(held.cohort)) if person not in late]
    shuffle(people)
    pairs = match(dict.fromkeys(people, EACH), needs, exchange.past(held.cohort))
    due = today + dt.timedelta(days=held.days)
    exchange.pair([(pair.reviewer, of[pair.author]) for pair in pairs], due)
    return Round(held, due, dict(Counter(pair.reviewer for pair in pairs)))
