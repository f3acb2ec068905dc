"""Told aloud, the story is over before a listener is in it."""

from __future__ import annotations

from collections.abc import Iterable

from starl.coach.document import WORDS_A_MINUTE, Document
from starl.coach.rule import Hit, Match, Rule
from starl.coach.structure import speaking_time
from starl.model.report import Severity

_SHORTEST = WORDS_A_MINUTE * 45 // 60
"""In words."""


def check(document: Document, _: list[Match]) -> Iterable[Hit]:
    words = document.words
    if 0 < words < _SHORTEST:
        yield Hit(document.sentences[-1].span, (speaking_time(words),))


RULE = Rule(
    code="S113",
    name="too-short",
    severity=Severity.INFO,
    message="Spoken, this is over after about {}; most listeners would still be asking what happened.",
    question="Where would a curious colleague interrupt you and say: wait, how exactly?",
    check=check,
)
