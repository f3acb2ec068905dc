"""Somebody else is named as the cause, and the speaker's own part is not near."""

from __future__ import annotations

from collections.abc import Iterable

from starl.coach.document import Document
from starl.coach.lexicon import NEGATIVE, OTHERS, own_part
from starl.coach.rule import Hit, Match, Rule
from starl.model.report import Severity


def check(document: Document, matches: list[Match]) -> Iterable[Hit]:
    for match in matches:
        if not any(own_part(sentence.plain) for sentence in document.around(match.sentence)):
            yield Hit(match.span)


RULE = Rule(
    code="B201",
    name="others-at-fault",
    severity=Severity.WARNING,
    message="This makes somebody else the cause.",
    question="What did you know at the time, and what did you choose?",
    patterns=(rf"\b{OTHERS} (?:just |simply |completely |totally )?(?:missed|broke|messed up|screwed up|{NEGATIVE})\b",),
    check=check,
)
