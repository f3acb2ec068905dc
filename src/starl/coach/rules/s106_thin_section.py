"""A section is there, but in so few words that it tells nothing."""

from __future__ import annotations

from collections.abc import Iterable

from starl.coach.document import Document
from starl.coach.rule import Hit, Match, Rule
from starl.coach.structure import whole
from starl.model.report import Severity
from starl.model.story import Section

_FEWEST = 12
_FEWEST_OF_LEARNING = 20
_SETUP = (Section.SITUATION, Section.TASK)


def check(document: Document, _: list[Match]) -> Iterable[Hit]:
    for section in Section:
        told = document.of(section)
        words = sum(len(sentence.words) for sentence in told)
        fewest = _FEWEST_OF_LEARNING if section is Section.LEARNING else _FEWEST
        if not 0 < words < fewest or (document.inferred and section in _SETUP):
            continue
        doubtful = document.inferred or section in _SETUP
        yield Hit(
            whole(told),
            (section.capitalize(), words, "word" if words == 1 else "words"),
            Severity.INFO if doubtful else None,
        )


RULE = Rule(
    code="S106",
    name="thin-section",
    severity=Severity.WARNING,
    message="{} has only {} {}; a listener has nothing to picture or to ask about.",
    question="Which detail do you still see before you: a number, a person, what somebody said?",
    check=check,
)
