"""The signs of a failure in a history, one a file: each looks at the history and says what it found."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from starl.inventory.git.history import History
from starl.inventory.git.signs import (
    again,
    branches,
    chains,
    checks,
    hotfixes,
    issues,
    nights,
    relands,
    reverts,
)
from starl.inventory.git.signs.finding import Finding

SIGNS: dict[str, Callable[[History], Iterator[Finding]]] = {
    "revert": reverts.find,
    "reland": relands.find,
    "hotfix": hotfixes.find,
    "chain": chains.find,
    "again": again.find,
    "issue": issues.find,
    "night": nights.find,
    "branch": branches.find,
    "checks": checks.find,
}
