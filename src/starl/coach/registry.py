"""All rules, found by being there: every module of `starl.coach.rules` holds one as `RULE`."""

from __future__ import annotations

import importlib
from functools import cache
from pathlib import Path

from starl.coach import rules
from starl.coach.rule import Rule


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, by code."""
    # Not by pkgutil, which imports what takes a cold check eight milliseconds.
    names = (file.stem for file in Path(rules.__path__[0]).glob("[a-z]*.py"))
    found = (importlib.import_module(f"{rules.__name__}.{name}").RULE for name in names)
    return tuple(sorted(found, key=lambda rule: rule.code))


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
