"""How what the rules hear is fitted: thresholds that keep their promises, and a file that says what was fitted."""

from __future__ import annotations

import math

import numpy as np
import pytest

from starl.coach.asks import ASKED, LANES
from starl.coach.model import Rows
from starl.model.story import Section
from starl.training.asks import Said, fit_asks, threshold
from starl.training.corpus import split
from starl.training.lanes import stored_rows
from starl.training.phrases import Phrase


def said(code: str, fires: bool, section: Section = Section.ACTION, found: str = "") -> Said:
    return Said("ann", section, code, fires, frozenset(found), ("they broke it",), "they broke it")


MEANT = [said("B201", True) for _ in range(10)]
SCORES = [float(n) for n in range(10)]


@pytest.mark.parametrize(
    ("more", "scores", "flag"),
    [
        ([], [], 0),
        ([said("B201", False)] * 2, [4.5, 4.5], 5),
        ([said("B203", True)], [9.5], 0),
        ([said("O301", True)], [4.5], 5),
        ([said("O301", True, Section.LEARNING)], [4.5], 0),
        ([said("", False)], [7.5], 8),
        ([said("", False, found="B")], [7.5], 0),
        ([said("", False)], [9.5], math.inf),
    ],
    ids=[
        "nothing against it",
        "two near misses",
        "another rule of the group",
        "a phrase for another group",
        "where it may not ask",
        "a sentence of an answer",
        "a sentence with a finding of the group",
        "always louder",
    ],
)
def test_a_threshold_keeps_what_it_promises(more: list[Said], scores: list[float], flag: float) -> None:
    assert threshold("B201", [*MEANT, *more], np.array([*SCORES, *scores])) == flag


def test_the_file_says_what_was_fitted() -> None:
    phrases = [
        Phrase(author, code, fires, min(ASKED[code]), f"{'zounds' if fires else 'gadzooks'} {code} {number}")
        for author in ("ann", "bob", "cat", "dan", "eve")
        for code in LANES
        for fires in (True, False)
        for number in range(2)
    ]
    data = fit_asks(phrases, split()["dev"][:2])
    rows = Rows(data, len(LANES))
    stored = stored_rows(data, len(LANES))
    assert len(stored) > 100
    up, down = rows.lanes(rows["zounds"]), rows.lanes(rows["gadzooks"])
    assert all(more > less for more, less in zip(up, down, strict=True))
