"""The learning is an intention only: what will be, or would be, done."""

from __future__ import annotations

from collections.abc import Iterable

from starl.coach.document import Document
from starl.coach.learning_words import any_change, concrete_lesson, intention_at
from starl.coach.rule import Hit, Match, Rule
from starl.model.report import Severity
from starl.model.story import Section, Span


def check(document: Document, _: list[Match]) -> Iterable[Hit]:
    for sentence in document.of(Section.LEARNING):
        span = intention_at(sentence.plain)
        if span is not None:
            if not any_change(document):
                start = sentence.span.start
                doubtful = document.inferred or concrete_lesson(sentence.plain)
                yield Hit(
                    Span(start + span.start, start + span.end), severity=Severity.INFO if doubtful else None
                )
            return


RULE = Rule(
    code="L602",
    name="nothing-changed",
    severity=Severity.WARNING,
    message="This is an intention. The learning does not say what is different already.",
    question="What have you changed since, however small, and how would somebody notice it?",
    check=check,
)
