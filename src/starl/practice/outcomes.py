"""Real interviews beside practice: whether what went well in mock interviews went well there too."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from starl.model.interview import Use, Went
from starl.model.mock import Mock

ENOUGH = 10
"""Tellings with a practice score from which on a difference is more than chance may bring. Our own choice; it is
still few."""


class Practised(NamedTuple):
    """One answer of a mock interview in which a story was told."""

    date: dt.date
    story: str | None
    """The id of the story; None for one that is not in the journal."""
    score: float
    """The mean of the four dimensions, 0..4."""


class Month(NamedTuple):
    """A month of practice and of interviews."""

    month: str
    """Such as `2026-05`."""
    answers: int
    """Judged ones, in mock interviews."""
    score: float | None
    """Their mean, 0..4; None without any."""
    went: dict[Went, int]
    """How often stories told in real interviews went so."""


class Outcome(NamedTuple):
    """The real tellings that went one way."""

    went: Went
    tellings: int
    practised: int
    """Those whose story had been told in a mock interview before."""
    score: float | None
    """The mean of the newest practice score before each, 0..4; None without any."""


class Outcomes(NamedTuple):
    """Practice and outcomes."""

    months: tuple[Month, ...]
    """Those in which anything was; the earliest first."""
    by_went: tuple[Outcome, ...]
    said: str
    """What can be said, and how little that may be."""


def practised(mocks: Iterable[tuple[dt.date, Mock]]) -> list[Practised]:
    """The judged answers of finished sessions, each with the day of its session."""
    return [
        Practised(
            date, one.told.story if one.told else None, sum(item.score for item in one.heard) / len(one.heard)
        )
        for date, mock in mocks
        if mock.debrief is not None
        for one in mock.debrief.rounds
        if one.judged
    ]


def outcomes(answers: Sequence[Practised], uses: Sequence[Use]) -> Outcomes:
    """Practice scores beside how it went. Sums only: no cause is claimed."""
    months = sorted(
        {answer.date.strftime("%Y-%m") for answer in answers} | {use.date.strftime("%Y-%m") for use in uses}
    )
    by_went = tuple(_outcome(went, answers, [use for use in uses if use.went is went]) for went in Went)
    return Outcomes(tuple(_month(month, answers, uses) for month in months), by_went, _said(by_went, uses))


def _month(month: str, answers: Sequence[Practised], uses: Sequence[Use]) -> Month:
    scores = [answer.score for answer in answers if answer.date.strftime("%Y-%m") == month]
    there = [use.went for use in uses if use.date.strftime("%Y-%m") == month]
    return Month(
        month, len(scores), _mean(scores), {went: there.count(went) for went in Went if went in there}
    )


def _outcome(went: Went, answers: Sequence[Practised], uses: Sequence[Use]) -> Outcome:
    scores = []
    for use in uses:
        before = [answer for answer in answers if answer.story == use.story and answer.date <= use.date]
        if before:
            scores.append(max(before, key=lambda answer: answer.date).score)
    return Outcome(went, len(uses), len(scores), _mean(scores))


def _mean(scores: Sequence[float]) -> float | None:
    return round(sum(scores) / len(scores), 2) if scores else None


def _said(by_went: Sequence[Outcome], uses: Sequence[Use]) -> str:
    rated = sum(outcome.tellings for outcome in by_went)
    known = sum(outcome.practised for outcome in by_went)
    if not uses:
        return "No real interview is noted yet; `starl used` notes a story that you told in one."
    if not known:
        return f"{_counted(rated)} with a word on how it went, none of a story practised before; nothing can be compared yet."
    if known < ENOUGH:
        return f"Only {_counted(known)} of practised stories: too few to conclude anything from."
    return f"{_counted(known)} of practised stories: still few, and chance plays a part."


def _counted(number: int) -> str:
    return f"{number} real {'telling' if number == 1 else 'tellings'}"
