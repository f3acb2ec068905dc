"""The failure ends as praise or triumph."""

from __future__ import annotations

from collections.abc import Iterable

from starl.coach.document import Document
from starl.coach.rule import Hit, Match, Rule
from starl.coach.stakes import others_paid
from starl.model.report import Severity

_STORY = 4
"""In a text of so many sentences the first one is no end."""


def check(document: Document, matches: list[Match]) -> Iterable[Hit]:
    paid = others_paid(document)
    for match in matches:
        opens = match.sentence.number == 0 and len(document.sentences) >= _STORY
        if not opens and not match.before.endswith(("when ", "after ", "before ")):
            yield Hit(match.span, (), Severity.INFO if paid else None)


RULE = Rule(
    code="H702",
    name="ends-as-praise",
    severity=Severity.WARNING,
    message="The failure ends as praise of you.",
    question="What stayed broken, or was lost, in spite of the good end?",
    patterns=(
        r"\b(?:boss|manager|lead|cto|ceo|director|client|customers?|professor|team|they|he|she|everyone|everybody|management|people) (?:later |still |even |all |always |then |actually |also |said that )?(?:praised|thanked me for|congratulated|admired|applauded|was (?:so |very |really )?(?:impressed|amazed|thrilled|delighted|blown away)|were (?:so |very |really )?(?:impressed|amazed|thrilled|delighted|blown away)|loved (?:it|the|my|what)|said (?:that )?i(?:'m| am| was| had| have) (?:\w+ ){0,3}(?:best|hardest|most|hero|great|indispensable))\b",
        r"\bi (?:was|got|have been|had been|even got|ended up (?:being|getting)) (?:then |even |later |eventually |soon |subsequently )?(?:promoted|a promotion|a bonus|an award|a raise|employee of the|named (?:the|as|employee)|called (?:a|the) hero|nominated|asked to lead|given (?:a|the) (?:bonus|award|lead|promotion))\b",
        r"\b(?:ended up|turned out|became|was|is still|remains) (?:being |to be )?(?:\w+ )?(?:the|our|their|my|one of the|one of our) (?:most successful|best(?: |-)?(?:selling|ever|release|product|project|launch|quarter|in)|biggest (?:success|win|hit)|proudest|greatest success)\b",
        r"\b(?:saved|rescued) (?:the (?:project|day|company|launch|release|account|deal|whole)|us all|everyone|everybody)\b",
        r"\b(?:still|to this day) (?:talk about (?:it|how i|what i)|use(?:s)? (?:it|my \w+) as (?:the|an) (?:example|gold standard))\b|\b(?:ahead of (?:schedule|time)|(?:two|three|four|six) (?:days|weeks|months) early|under budget)\b|\bstanding ovation\b|\bexceeded (?:all |every |everyone's |the )?(?:expectations|target)",
    ),
    check=check,
)
