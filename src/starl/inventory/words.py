"""The words by which people name what went wrong, in titles of documents, meetings and issues."""

from __future__ import annotations

import re
from typing import NamedTuple


class Naming(NamedTuple):
    """A kind of title."""

    pattern: re.Pattern[str]
    weight: float
    """What a title alone is worth."""
    noun: str


def _naming(pattern: str, weight: float, noun: str) -> Naming:
    return Naming(re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE), weight, noun)


NAMINGS = (
    _naming(r"war[ -]?room", 0.6, "war room"),
    _naming(
        r"post[ -]?mortem|blameless review|correction of errors?|coe|after[- ]action (?:review|report)",
        0.6,
        "postmortem",
    ),
    _naming(r"outages?|(?:major )?downtime|data loss|rollback", 0.55, "outage"),
    _naming(r"root[ -]cause(?: analysis)?|rca|five whys|5 whys", 0.5, "root cause analysis"),
    _naming(r"incidents?|sev[ -]?[0-2]|p0|escalation", 0.5, "incident"),
    _naming(r"retro(?:spective)?s?|lessons[ -]learn(?:ed|t)", 0.25, "retrospective"),
)
_NOT_ONE = re.compile(
    r"\b(?:templates?|policy|policies|process|procedures?|runbooks?|playbooks?|guides?|guidelines?|how[ -]?to|checklist"
    r"|training|drill|workshop|onboarding|course|webinar|demo|example|handbook|on[- ]call rota|index|best practices?"
    r"|management|response plan)\b",
    re.IGNORECASE,
)


def naming(title: str) -> Naming | None:
    """How a title names something that went wrong; None where it does not, or is about how to deal with such things."""
    if is_guidance(title):
        return None
    return next((item for item in NAMINGS if item.pattern.search(title)), None)


def is_guidance(title: str) -> bool:
    """Whether a title is about how to deal with such things, not about one that happened."""
    return _NOT_ONE.search(title) is not None


def times(number: int) -> str:
    """How often, in words."""
    return {1: "once", 2: "twice"}.get(number, f"{number} times")
