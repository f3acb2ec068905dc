"""Dismissed or put on notice for the failure."""

from __future__ import annotations

from starl.coach.rule import Rule
from starl.model.report import Severity

RULE = Rule(
    code="C504",
    name="fired-for-it",
    severity=Severity.WARNING,
    message="A dismissal or a formal warning for it may be all that is remembered.",
    question="Can you tell what you learned from it without this, or choose a failure that others could forgive?",
    patterns=(
        r"\bi (?:was|got|had been|ended up|am|'d been|been) (?:then |eventually |later |immediately |promptly |subsequently |being )?(?:fired|sacked|let go|dismissed|terminated|kicked out|thrown out|suspended|escorted out|walked out)(?: for| because| over| after| the| that| on|,|\.|$)",
        r"\b(?:they|he|she|the company|my (?:boss|manager)|management|the client) (?:then |eventually |later |immediately |had to |promptly )?(?:fired|sacked|dismissed|terminated|suspended) me\b|\blet me go\b|\b(?:ended|terminated|cancelled) my contract\b",
        r"\b(?:put|placed) (?:me )?on (?:a )?(?:performance (?:improvement )?plan|pip)\b|\bi (?:got|received|was given|had|was on) (?:a|my) (?:first |second |final |formal |written )+warning\b|\blost (?:my|the) job (?:over|because|for|after)\b|\bcost me (?:my|the) job\b",
    ),
)
