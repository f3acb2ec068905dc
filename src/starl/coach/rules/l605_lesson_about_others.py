"""The lesson is one for somebody else."""

from __future__ import annotations

from collections.abc import Iterable

from starl.coach.document import Document
from starl.coach.learning_words import any_concrete, for_others_at, marks_change, tells_change
from starl.coach.lexicon import own_part
from starl.coach.rule import Hit, Match, Rule
from starl.model.report import Severity
from starl.model.story import Section, Span
from starl.text.lazy import lazy

_DOUBTFUL = lazy(
    r"\b(?:users?|customers?|clients?|members|owners?|reviewers?|authors?|operators?|drivers?|it)\b|"
    r"\b(?:they|he|she|team|teams) (?:\w+ )?(?:need|needs|have|has|must)\b|\b(?:must|should|to|have to|need to|has to) be$"
)
"""A lesson on what is built for people, perhaps, or on what the team agreed."""
_OWN = lazy(
    r"\bi(?:'d| would| now|'ve| have to| should| need to| must| could)\b|\b(?:unless|until|if|so|because) (?:i|we)\b|\b(?:from|by|through|to) (?:me|us)\b"
)


def check(document: Document, _: list[Match]) -> Iterable[Hit]:
    learning = document.of(Section.LEARNING)
    for index, sentence in enumerate(learning):
        plain = sentence.plain
        span = for_others_at(plain)
        if span is None or marks_change(plain) or _OWN.search(plain, span.end):
            continue
        if own_part(plain[: span.start]) or own_part(plain[span.end :]):
            continue
        if any(tells_change(near.plain) for near in learning[max(0, index - 1) : index + 2]):
            continue
        doubtful = _DOUBTFUL.search(plain[span.start : span.end]) or any_concrete(learning)
        start = sentence.span.start
        yield Hit(Span(start + span.start, start + span.end), severity=Severity.INFO if doubtful else None)


RULE = Rule(
    code="L605",
    name="lesson-about-others",
    severity=Severity.WARNING,
    message="This is a lesson for somebody else.",
    question="What did you learn about how you work, given that others are as they are?",
    check=check,
)
