"""When a card comes back: the FSRS algorithm of py-fsrs, counting days as the person does."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import fsrs

from starl.model.practice import Card, Rating, State
from starl.practice.days import local_day

DESIRED_RETENTION = 0.9
"""The chance of recall at which a card comes back."""
_STEP = (timedelta(minutes=10),)
"""A card that was forgotten comes back in the same session."""
_SCHEDULER = fsrs.Scheduler(
    desired_retention=DESIRED_RETENTION, learning_steps=_STEP, relearning_steps=_STEP, enable_fuzzing=False
)


def reviewed(card: Card, rating: Rating, now: datetime) -> Card:
    """The card as it is after a review. now: with the person's time zone.

    The library counts days of 24 hours since the last review. It is given the last review moved by whole days, so
    that yesterday evening is a day before this morning.
    """
    moment = now.astimezone(UTC)
    last = card.last_review
    if last is not None:
        last = moment - max(timedelta(days=(now.date() - local_day(last, now)).days), timedelta(0))
    after, _ = _SCHEDULER.review_card(
        fsrs.Card(
            card_id=0,
            state=fsrs.State(int(card.state)),
            step=card.step,
            stability=card.stability,
            difficulty=card.difficulty,
            due=card.due.astimezone(UTC),
            last_review=last,
        ),
        fsrs.Rating(int(rating)),
        moment,
    )
    return replace(
        card,
        due=after.due,
        state=State(int(after.state)),
        step=after.step,
        stability=after.stability,
        difficulty=after.difficulty,
        last_review=moment,
    )


def intervals(card: Card, now: datetime) -> dict[Rating, timedelta]:
    """After how long the card would come back, for each rating."""
    moment = now.astimezone(UTC)
    return {rating: reviewed(card, rating, now).due - moment for rating in Rating}
