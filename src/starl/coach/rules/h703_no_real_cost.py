"""The only cost fell on the comfort of the speaker."""

from __future__ import annotations

from collections.abc import Iterable

from starl.coach.document import Document
from starl.coach.rule import Hit, Match, Rule
from starl.coach.stakes import others_paid
from starl.model.report import Severity


def check(document: Document, matches: list[Match]) -> Iterable[Hit]:
    if not others_paid(document):
        yield from (Hit(match.span) for match in matches)


RULE = Rule(
    code="H703",
    name="no-real-cost",
    severity=Severity.INFO,
    message="The cost told here is your own comfort only.",
    question="Who else had to bear something because of it?",
    patterns=(
        r"\bi (?:lost|didn't get|did not get|got (?:almost |hardly )?no|hardly got|barely) (?:any |some |much |a lot of |a few hours of )?(?:sleep|slept)\b|\bsleepless nights?\b",
        r"\bi (?:\w+ )?(?:burn(?:ed|t) (?:myself )?out|was (?:exhausted|tired|stressed)|got (?:tired|stressed|exhausted)|neglected my (?:hobbies|free time|social life|own needs)|forgot to (?:eat|sleep|take (?:a )?(?:break|holiday|vacation)s?))\b",
        r"\bi (?:had to )?(?:worked|work|spent|gave up|sacrificed|skipped) (?:\w+ )?(?:my )?(?:weekends?|evenings?|holidays?|vacation|lunch(?:es)?|nights?)(?: and \w+)? (?:to|so|but|and) (?:\w+ ){0,4}(?:deliver|finish|make|get|everything|it|still|on time)\b",
    ),
    check=check,
)
