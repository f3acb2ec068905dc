"""Situation and Task take so much of the story that little is left for what matters."""

from __future__ import annotations

from collections.abc import Iterable

from starl.coach.document import Document
from starl.coach.rule import Hit, Match, Rule
from starl.coach.structure import LONG_ENOUGH, sentence_of_word
from starl.model.report import Severity
from starl.model.story import Section

_LARGEST_SHARE = 0.4


def check(document: Document, _: list[Match]) -> Iterable[Hit]:
    total = document.words
    if total < LONG_ENOUGH:
        return
    setup = document.of(Section.SITUATION, Section.TASK)
    words = sum(len(sentence.words) for sentence in setup)
    if words > _LARGEST_SHARE * total and document.of(Section.ACTION, Section.RESULT, Section.LEARNING):
        place = sentence_of_word(document, setup, int(_LARGEST_SHARE * total))
        yield Hit(place.span, (round(100 * words / total),))


RULE = Rule(
    code="S110",
    name="long-setup",
    severity=Severity.WARNING,
    message="Situation and Task take {} % of the story; here the listener has waited long enough for what you did.",
    question="Which of these facts must one know to understand your mistake, and which could wait until somebody asks?",
    check=check,
)
