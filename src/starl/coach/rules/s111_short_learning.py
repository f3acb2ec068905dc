"""The Learning is a small part of the story."""

from __future__ import annotations

from collections.abc import Iterable

from starl.coach.document import Document
from starl.coach.rule import Hit, Match, Rule
from starl.coach.structure import LONG_ENOUGH
from starl.model.report import Severity
from starl.model.story import Section

_SMALLEST_SHARE = 0.12


def check(document: Document, _: list[Match]) -> Iterable[Hit]:
    total = document.words
    if total < LONG_ENOUGH:
        return
    words = document.words_of(Section.LEARNING)
    if 0 < words < _SMALLEST_SHARE * total:
        severity = Severity.INFO if document.inferred else None
        yield Hit(document.of(Section.LEARNING)[0].span, (words, total), severity)


RULE = Rule(
    code="S111",
    name="short-learning",
    severity=Severity.WARNING,
    message="The Learning gets {} of {} words, though it is the part that the question is asked for.",
    question="What have you done differently since, and when did it matter?",
    check=check,
)
