"""Practice beside real interviews: sums, and how few they are."""

from __future__ import annotations

import datetime as dt

import pytest

from starl.model.interview import Use, Went
from starl.practice.outcomes import ENOUGH, Practised, outcomes

MOMENT = dt.datetime(2026, 5, 1, tzinfo=dt.UTC)


def _use(number: int, story: str, day: dt.date, went: Went | None) -> Use:
    return Use(id=f"u{number}", created=MOMENT, story=story, date=day, went=went)


def _day(month: int, day: int) -> dt.date:
    return dt.date(2026, month, day)


def test_the_newest_score_before_counts() -> None:
    answers = [
        Practised(_day(1, 5), "a", 1.0),
        Practised(_day(2, 5), "a", 3.0),
        Practised(_day(4, 1), "a", 4.0),
    ]
    uses = [
        _use(1, "a", _day(3, 1), Went.WELL),
        _use(2, "b", _day(3, 2), Went.WELL),
        _use(3, "a", _day(1, 1), Went.BADLY),
    ]
    found = outcomes(answers, uses)
    by = {outcome.went: outcome for outcome in found.by_went}
    assert (by[Went.WELL].tellings, by[Went.WELL].practised, by[Went.WELL].score) == (2, 1, 3.0)
    assert (by[Went.BADLY].tellings, by[Went.BADLY].practised, by[Went.BADLY].score) == (1, 0, None)
    assert by[Went.MIXED].tellings == 0


def test_months_have_both() -> None:
    found = outcomes(
        [Practised(_day(1, 5), None, 1.0), Practised(_day(1, 9), None, 2.0)],
        [_use(1, "a", _day(3, 1), Went.WELL), _use(2, "a", _day(3, 2), None)],
    )
    assert [(month.month, month.answers, month.score, month.went) for month in found.months] == [
        ("2026-01", 2, 1.5, {}),
        ("2026-03", 0, None, {Went.WELL: 1}),
    ]


SAID = [
    ([], [], "No real interview is noted yet"),
    (
        [],
        [_use(1, "a", _day(3, 1), Went.WELL)],
        "1 real telling with a word on how it went, none of a story practised",
    ),
    (
        [Practised(_day(1, 1), "a", 2.0)],
        [_use(1, "a", _day(3, 1), Went.WELL)],
        "Only 1 real telling of practised stories",
    ),
    (
        [Practised(_day(1, 1), "a", 2.0)],
        [_use(at, "a", _day(3, 1), Went.WELL) for at in range(ENOUGH)],
        f"{ENOUGH} real tellings of practised stories: still few",
    ),
]


@pytest.mark.parametrize(("answers", "uses", "says"), SAID)
def test_it_says_how_few_there_are(answers: list[Practised], uses: list[Use], says: str) -> None:
    assert outcomes(answers, uses).said.startswith(says)
