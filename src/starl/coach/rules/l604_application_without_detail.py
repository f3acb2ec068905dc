"""A change is told, but nothing definite: no time, place, project, name or number."""

from __future__ import annotations

from collections.abc import Iterable

from starl.coach.document import Document, Sentence
from starl.coach.learning_words import definite_words, tells_change
from starl.coach.rule import Hit, Match, Rule
from starl.model.report import Severity
from starl.model.story import Section
from starl.text.lazy import lazy, lazy2

_DETAIL = lazy2(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|hundred|"
    r"thousand|dozen|half|once|twice|january|february|march|april|june|july|august|september|october|november|"
    r"december|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|spring|summer|autumn|winter|"
    r"christmas|easter|daily|weekly|monthly|quarterly|nightly|yearly|(?:last|next|following|each|every|later) "
    r"(?:hour|day|night|morning|evening|afternoon|week|fortnight|month|quarter|year|season|sprint|release|project|"
    r"migration|job|launch|rollout|deployment|import|import job|role|client|company|employer|upgrade|version)s?|"
    r"(?:weeks?|months?|years?) (?:later|after|on|ago)|(?:last|next|following|the|my|our|a|that) (?:\w+ )?(?:project|migration|release|launch|"
    r"rollout|upgrade)|at (?:the|my) (?:\w+ )?(?:company|place|job|bank|hospital|shop|firm|office))\b"
)
_NAME = lazy(r"(?<=[a-z,;:\"'(] )(?!I\b)(?:[A-Z][\w-]*|\w+[_/][\w/]+)|`")
_MANY = 9
"""A sentence with so many definite words shows something, whatever it is."""


def check(document: Document, _: list[Match]) -> Iterable[Hit]:
    first: Sentence | None = None
    for sentence in document.of(Section.LEARNING):
        if first is None and tells_change(sentence.plain):
            first = sentence
        if first is not None and _definite(document.text, sentence):
            return
    if first is not None:
        yield Hit(first.span)


def _definite(text: str, sentence: Sentence) -> bool:
    return (
        _DETAIL.search(sentence.plain) is not None
        or _NAME.search(text, sentence.span.start, sentence.span.end) is not None
        or definite_words(sentence.plain) >= _MANY
    )


RULE = Rule(
    code="L604",
    name="application-without-detail",
    severity=Severity.INFO,
    message="You changed something. A date, a project, a name or a number would let the listener see it.",
    question="Where did you last do this, and what came of it?",
    check=check,
)
