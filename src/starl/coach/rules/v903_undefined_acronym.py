"""An acronym that not every programmer knows is never spelled out."""

from __future__ import annotations

from collections.abc import Iterable

from starl.coach.document import Document
from starl.coach.rule import Hit, Match, Rule
from starl.coach.terms import acronyms, expanded
from starl.model.report import Severity


def check(document: Document, _: list[Match]) -> Iterable[Hit]:
    for span in acronyms(document):
        name = document.text[span.start : span.end]
        if not expanded(document, name):
            yield Hit(span, (name,))


RULE = Rule(
    code="V903",
    name="undefined-acronym",
    severity=Severity.INFO,
    message="{} is not spelled out; outside your company people may not know it.",
    question="How would you say this to a programmer who has never worked in your field?",
    check=check,
)
