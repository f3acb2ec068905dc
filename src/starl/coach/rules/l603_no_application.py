"""The learning tells no use of it since."""

from __future__ import annotations

from collections.abc import Iterable

from starl.coach.document import Document
from starl.coach.learning_words import any_change, concrete_lesson, intention_at
from starl.coach.rule import Hit, Match, Rule
from starl.model.report import Severity
from starl.model.story import Section


def check(document: Document, _: list[Match]) -> Iterable[Hit]:
    learning = document.of(Section.LEARNING)
    if not learning or any(intention_at(sentence.plain) for sentence in learning) or any_change(document):
        return
    doubtful = document.inferred or any(concrete_lesson(sentence.plain) for sentence in learning)
    yield Hit(learning[-1].span, severity=Severity.INFO if doubtful else None)


RULE = Rule(
    code="L603",
    name="no-application",
    severity=Severity.WARNING,
    message="The learning ends here, and nothing tells how you have used it since.",
    question="When did you last do something differently because of this?",
    check=check,
)
