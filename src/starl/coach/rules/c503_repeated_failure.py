"""The same failure again."""

from __future__ import annotations

from starl.coach.rule import Rule
from starl.model.report import Severity

RULE = Rule(
    code="C503",
    name="repeated-failure",
    severity=Severity.WARNING,
    message="The same failure again: the lesson does not seem to have held.",
    question="What was different after the last time?",
    patterns=(
        r"\b(?:it|this|that|the same (?:thing|mistake|bug|error|failure)) (?:has |had |then |just |also |actually |unfortunately )?(?:happened|went wrong|occurred|broke|failed) (?:to me )?(?:again|twice|a (?:second|third|fourth) time|once more|two more times|three more times|at (?:my|the) (?:next|other|new|previous|last) job)\b",
        r"\b(?:i|we) (?:have |had |then |just |later |still |actually |also )?(?:did|made|do|done|make|repeated|repeat) (?:exactly |basically )?the (?:very )?same (?:thing|mistake|error|one) (?:again|twice|a (?:second|third) time|all over again|(?:a )?(?:week|month|year)s? later|at (?:my|the) (?:next|new|other) job)\b",
        r"\b(?:this|it|that|already) (?:was|is)? ?(?:already )?(?:the|my|our) (?:second|third|fourth|fifth|\d+(?:nd|rd|th)) (?:time|outage|database|incident)(?: that| i| in a| this| in|,|\.|$)",
        r"\b(?:kept|keep|keeps|always) (?:on )?(?:happening|making the same|breaking (?:it|production)|forgetting (?:it|them|to)|doing (?:it|that))\b|\bhappens? to me (?:a lot|all the time|every)\b",
        r"\b(?:not|wasn't|n't been) the first time (?:that )?i\b|\b(?:wouldn't|won't) be (?:my|the) last\b",
    ),
)
