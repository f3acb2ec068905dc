"""Nothing says what the speaker did or left undone."""

from __future__ import annotations

from collections.abc import Iterable

from starl.coach.document import Document
from starl.coach.rule import Hit, Match, Rule
from starl.coach.structure import missing
from starl.model.report import Severity
from starl.model.story import Section


def check(document: Document, _: list[Match]) -> Iterable[Hit]:
    return missing(document, Section.ACTION, undivided=Severity.WARNING)


RULE = Rule(
    code="S103",
    name="missing-action",
    severity=Severity.ERROR,
    message="The Action is missing: what you did, the misstep included.",
    question="What did you do or leave undone, step by step, and what did you know at each step?",
    check=check,
)
