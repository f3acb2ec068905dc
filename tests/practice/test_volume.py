"""How much softer the ends of sentences are."""

from __future__ import annotations

import pytest

from starl.model.take import Transcript
from starl.practice.delivery import deliver
from starl.practice.spoken import heard

from .tellings import script

TOLD = "I moved the booking tables on a Friday night. I never counted any rows of the old one. It cost us four thousand euros in one week. "


def _told(drop: float | None, text: str = TOLD) -> Transcript:
    """The sentences, the last three words of each softer by so many decibels."""
    made = script(text)
    words = list(made.words)
    left = 0
    for number in reversed(range(len(words))):
        left = 3 if words[number].text.endswith(".") else left - 1
        level = None if drop is None else -20.0 - (drop if left > 0 else 0)
        words[number] = words[number]._replace(level=level)
    return Transcript(tuple(words), made.seconds, made.language, made.engine)


@pytest.mark.parametrize(("drop", "side"), [(0.0, 0), (5.0, 0), (8.0, 0), (9.5, 1), (-3.0, 0)])
def test_the_ends_of_sentences_are_beside_the_rest(drop: float, side: int) -> None:
    measure = deliver(heard(_told(drop))).measure("volume_drop")
    assert measure is not None
    assert measure.value == pytest.approx(drop)
    assert measure.side == side
    assert ("get lost" in measure.says) == (side == 1)
    assert ("stay as loud" in measure.says) == (drop < 1)


@pytest.mark.parametrize(
    ("drop", "text"), [(None, TOLD), (9.0, "Short one. And another. " * 9), (9.0, TOLD[:46])]
)
def test_it_is_not_measured_where_nobody_could(drop: float | None, text: str) -> None:
    assert deliver(heard(_told(drop, text))).measure("volume_drop") is None
