"""An Action told with `we`, in which the speaker's own doing cannot be seen."""

from __future__ import annotations

from collections.abc import Iterable

from starl.coach.document import Document
from starl.coach.rule import Hit, Match, Rule
from starl.coach.subjects import FIRST_SINGULAR
from starl.model.report import Severity
from starl.model.story import Section

_MANY = 3
"""Fewest `we` as a subject."""
_SHARE = 4
"""So many `we` hide one `I`."""
_MY_PART = frozenset(["my", "mine", "myself"])
_ABOUT_ME = 2
"""`my` twice shows the speaker as plainly as an `I`."""


def check(document: Document, matches: list[Match]) -> Iterable[Hit]:
    wes = [match for match in matches if match.sentence.section is Section.ACTION]
    if len(wes) < _MANY:
        return
    words = [word for sentence in document.of(Section.ACTION) for word in sentence.words]
    mine = sum(word in FIRST_SINGULAR for word in words)
    if mine > len(wes) // _SHARE or sum(word in _MY_PART for word in words) >= _ABOUT_ME:
        return
    yield Hit(wes[0].span, (len(wes), mine), Severity.INFO if document.inferred and mine else None)


RULE = Rule(
    code="O302",
    name="we-hides-me",
    severity=Severity.WARNING,
    message='Your action says "we" {} times and "I" {} times.',
    question="Which of these things did you do, and which did you decide?",
    patterns=(r"\b(?:we|we'd|we've|we're|we'll|us two|the (?:two|three|four) of us)\b",),
    check=check,
)
