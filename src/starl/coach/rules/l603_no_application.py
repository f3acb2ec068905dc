"""The learning tells no use of it since."""

from __future__ import annotations

from collections.abc import Iterable

from starl.coach.document import Document, Sentence
from starl.coach.learning_words import any_change, concrete_lesson, intention_at, says_little
from starl.coach.rule import Hit, Match, Rule
from starl.model.report import Severity
from starl.model.story import Section


def check(document: Document, _: list[Match]) -> Iterable[Hit]:
    learning = document.of(Section.LEARNING)
    if not learning or any(intention_at(sentence.plain) for sentence in learning) or any_change(document):
        return
    sure = not document.inferred and _is_poor(learning)
    yield Hit(learning[-1].span, severity=None if sure else Severity.INFO)


def _is_poor(learning: list[Sentence]) -> bool:
    """Whether nothing in it is a lesson, and much of it fits any story, or is musing, or is hardly there."""
    plains = [sentence.plain for sentence in learning]
    if any(concrete_lesson(plain) for plain in plains):
        return False
    return any(says_little(plain) for plain in plains)


RULE = Rule(
    code="L603",
    name="no-application",
    severity=Severity.WARNING,
    message="The learning ends here, and nothing tells how you have used it since.",
    question="When did you last do something differently because of this?",
    check=check,
)
