"""Every code that a finding can carry: the rules, the five pitfalls, and what is said of no story."""

from __future__ import annotations

from functools import cache

from starl.coach.engine import FRONT_MATTER, NOT_JUDGED, UNCLEAR
from starl.coach.pitfalls import PITFALL_RULES
from starl.coach.registry import all_rules
from starl.coach.rule import Rule


@cache
def described_rules() -> tuple[Rule, ...]:
    """All of them, by code."""
    return tuple(
        sorted(
            (*all_rules(), *PITFALL_RULES.values(), NOT_JUDGED, FRONT_MATTER, UNCLEAR),
            key=lambda rule: rule.code,
        )
    )


def rule_of(code: str) -> Rule | None:
    """The rule with this code or name, in any case."""
    wanted = code.strip().lower()
    return next((rule for rule in described_rules() if wanted in (rule.code.lower(), rule.name)), None)
