"""A learning that fits any story, with nothing definite beside it."""

from __future__ import annotations

from collections.abc import Iterable

from starl.coach.document import Document
from starl.coach.learning_words import any_concrete, definite_words, platitude_at
from starl.coach.rule import Hit, Match, Rule
from starl.model.report import Severity
from starl.model.story import Section, Span
from starl.text.lazy import lazy

_CLAUSE = lazy(r"[.,;:!?]|\b(?:and|but|so|because)\b")
_DEFINITE = 3
"""So many definite words behind a platitude, in its own clause, make it one no more."""


def check(document: Document, _: list[Match]) -> Iterable[Hit]:
    learning = document.of(Section.LEARNING)
    for index, sentence in enumerate(learning):
        span = platitude_at(sentence.plain)
        if span is None or any_concrete(learning[index : index + 2]):
            continue
        if definite_words(_CLAUSE.split(sentence.plain[span.end :], maxsplit=1)[0]) >= _DEFINITE:
            continue
        start = sentence.span.start
        yield Hit(
            Span(start + span.start, start + span.end),
            severity=Severity.INFO if any_concrete(learning) else None,
        )


RULE = Rule(
    code="L601",
    name="platitude",
    severity=Severity.WARNING,
    message="This fits any story. What did yours teach you that another's would not?",
    question="What would a colleague do differently on Monday if they had learned exactly this?",
    check=check,
)
