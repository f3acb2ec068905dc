"""Nothing says what was learned."""

from __future__ import annotations

from collections.abc import Iterable

from starl.coach.document import Document
from starl.coach.rule import Hit, Match, Rule
from starl.coach.structure import missing
from starl.model.report import Severity
from starl.model.story import Section


def check(document: Document, _: list[Match]) -> Iterable[Hit]:
    return missing(document, Section.LEARNING, undivided=Severity.WARNING)


RULE = Rule(
    code="S105",
    name="missing-learning",
    severity=Severity.ERROR,
    message="The Learning is missing, and it is what interviewers wait for.",
    question="What did you believe then that you no longer believe, and what do you do differently since?",
    check=check,
)
