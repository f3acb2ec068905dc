"""Nothing says what was the speaker's to do."""

from __future__ import annotations

from collections.abc import Iterable

from starl.coach.document import Document
from starl.coach.rule import Hit, Match, Rule
from starl.coach.structure import missing
from starl.model.report import Severity
from starl.model.story import Section


def check(document: Document, _: list[Match]) -> Iterable[Hit]:
    return missing(document, Section.TASK, undivided=Severity.INFO)


RULE = Rule(
    code="S102",
    name="missing-task",
    severity=Severity.WARNING,
    message="The Task is missing: nobody hears what was yours to do.",
    question="What had you taken on, by when, and what did others expect from you?",
    check=check,
)
