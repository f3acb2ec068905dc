"""The speaker's own part, or a whole sentence, is wrapped in words that take it half back."""

from __future__ import annotations

from collections.abc import Iterable

from starl.coach.document import Document
from starl.coach.rule import Hit, Match, Rule
from starl.coach.vague_words import FAULT, HEDGE, OWN, SOFT, SPECIES, has_filler, shortly_before, spoken
from starl.model.report import Severity
from starl.model.story import Span

_DENSE = 3
"""Hedges in one sentence that take it back; or in two that follow each other, where these are short."""
_SHORT = 40
"""Words in two sentences."""

_ALSO = r"(?:(?:also|still|all|a bit|a little|partly|partially) )?"


def check(document: Document, matches: list[Match]) -> Iterable[Hit]:
    yield from (Hit(match.span) for match in matches if match.pattern < 2)
    hedges = [match for match in matches if match.pattern == 2]
    if len(hedges) < _DENSE or spoken(document):
        return
    paused = {
        number
        for number in {match.sentence.number for match in hedges}
        if has_filler(document.sentences[number])
    }
    yield from _dense(
        [
            match
            for match in hedges
            if match.sentence.number not in paused and not SPECIES.search(shortly_before(match))
        ]
    )


def _dense(hedges: list[Match]) -> Iterable[Hit]:
    """From the first to the last of three hedges that stand close together."""
    used = -1
    for first, last in zip(hedges, hedges[_DENSE - 1 :], strict=False):
        near = first.sentence.number == last.sentence.number or (
            first.sentence.number + 1 == last.sentence.number
            and len(first.sentence.words) + len(last.sentence.words) <= _SHORT
        )
        if near and first.span.start >= used:
            used = last.span.end
            yield Hit(Span(first.span.start, last.span.end))


RULE = Rule(
    code="V901",
    name="hedges",
    severity=Severity.INFO,
    message="These words take back half of what you say.",
    question="Was it so, or was it not? What would you say if you left these words out?",
    patterns=(
        rf"\b(?:i(?:'m| was| am| felt| had been|'ve been| have been) {_ALSO}{SOFT} {_ALSO}(?:{OWN}|{FAULT})|"
        rf"(?:it|that|this|which)(?:'s| was| is| had been|'d been) {_ALSO}{SOFT} {_ALSO}{FAULT})\b"
        rf"|\b(?:some|part|a part|a bit|a little) of (?:the blame|the fault|the responsibility|it) (?:was|is|may be|may have been|might be|might have been|could be) (?:perhaps |maybe |probably |possibly )?(?:mine|my fault|on me|with me)\b",
        rf"\b(?:{SOFT},? (?:i (?:could|should|might|may) (?:\w+ )?(?:have|'ve)|i (?:could've|should've|(?:was|am) {_ALSO}{OWN})|(?:it|that|this) (?:was|is|may have been|might have been) (?:partly |also |all )?(?:my (?:fault|mistake|error)|on me))"
        rf"|i (?:may|might|could) (?:perhaps |maybe |possibly |well )?(?:have|'ve) (?:perhaps |possibly |maybe |also )?(?:made (?:a|some|one or two) (?:\w+ )?(?:mistakes?|errors?)|been (?:\w+ )?(?:{OWN}|too (?:fast|quick|optimistic|confident|trusting|eager))|missed|overlooked|forgotten|underestimated|misjudged|contributed|played a (?:part|role))"
        rf"|mistakes (?:may|might) have been made)\b",
        rf"\b{HEDGE}\b",
    ),
    check=check,
)
