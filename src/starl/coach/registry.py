"""All rules, found by being there: every module of `starl.coach.rules` holds one as `RULE`."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from starl.coach import rules
from starl.coach.rule import Rule


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, by code."""
    names = (module.name for module in pkgutil.iter_modules(rules.__path__))
    found = (importlib.import_module(f"{rules.__name__}.{name}").RULE for name in names)
    return tuple(sorted(found, key=lambda rule: rule.code))


@cache
def rule_of(code: str) -> Rule | None:
    """The rule with this code or this name."""
    wanted = code.strip()
    return next((rule for rule in all_rules() if wanted.upper() == rule.code or wanted.lower() == rule.name), None)


GROUPS = {
    "S": "structure",
    "B": "blaming others",
    "O": "hidden ownership",
    "T": "trivial failure",
    "C": "catastrophic failure",
    "L": "no concrete learning",
    "H": "humble-bragging",
    "A": "authenticity",
    "V": "vagueness",
    "P": "confidentiality",
    "N": "not judged",
}
"""The first letter of a code and what its rules are about."""
