"""Nothing says where, when and among whom it happened."""

from __future__ import annotations

from collections.abc import Iterable

from starl.coach.document import Document
from starl.coach.rule import Hit, Match, Rule
from starl.coach.structure import missing
from starl.model.report import Severity
from starl.model.story import Section


def check(document: Document, _: list[Match]) -> Iterable[Hit]:
    return missing(document, Section.SITUATION, undivided=Severity.INFO)


RULE = Rule(
    code="S101",
    name="missing-situation",
    severity=Severity.WARNING,
    message="The Situation is missing: a listener cannot tell where and when this was.",
    question="Where were you, when was it, and who depended on the work?",
    check=check,
)
