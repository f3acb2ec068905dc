"""Told aloud, the story takes longer than anybody listens."""

from __future__ import annotations

from collections.abc import Iterable

from starl.coach.document import WORDS_A_MINUTE, Document
from starl.coach.rule import Hit, Match, Rule
from starl.coach.structure import sentence_of_word, speaking_time
from starl.model.report import Severity

_LONGEST = 3 * WORDS_A_MINUTE
"""In words."""


def check(document: Document, _: list[Match]) -> Iterable[Hit]:
    words = document.words
    if words > _LONGEST:
        place = sentence_of_word(document, document.sentences, _LONGEST)
        yield Hit(place.span, (speaking_time(words),))


RULE = Rule(
    code="S112",
    name="too-long",
    severity=Severity.WARNING,
    message="Spoken, the whole takes about {}; here three minutes are over.",
    question="If you had to stop after two minutes, what must have been said by then?",
    check=check,
)
