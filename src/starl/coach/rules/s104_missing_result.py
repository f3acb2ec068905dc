"""Nothing says what came of it."""

from __future__ import annotations

from collections.abc import Iterable

from starl.coach.document import Document
from starl.coach.rule import Hit, Match, Rule
from starl.coach.structure import missing
from starl.model.report import Severity
from starl.model.story import Section


def check(document: Document, _: list[Match]) -> Iterable[Hit]:
    return missing(document, Section.RESULT, undivided=Severity.WARNING)


RULE = Rule(
    code="S104",
    name="missing-result",
    severity=Severity.ERROR,
    message="The Result is missing: nobody hears what went wrong and for whom.",
    question="What happened because of it, to whom, and how did you find out?",
    check=check,
)
