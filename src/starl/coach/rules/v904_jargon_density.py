"""One sentence holds so many technical terms that somebody from another team is lost."""

from __future__ import annotations

from collections.abc import Iterable

from starl.coach.document import Document
from starl.coach.rule import Hit, Match, Rule
from starl.coach.terms import jargon
from starl.model.report import Severity

_MOST = 4
"""Different terms that a sentence may hold."""
_LARGEST_SHARE = 0.15
"""Of the words of the sentence."""


def check(document: Document, _: list[Match]) -> Iterable[Hit]:
    for sentence in document.sentences:
        terms = len(jargon(document, sentence))
        if terms > _MOST and terms > _LARGEST_SHARE * len(sentence.words):
            yield Hit(sentence.span, (terms,))


RULE = Rule(
    code="V904",
    name="jargon-density",
    severity=Severity.INFO,
    message="{} technical terms in one sentence; an interviewer from another team is lost here.",
    question="What did all this do for somebody, and which one part of it matters for your mistake?",
    check=check,
)
