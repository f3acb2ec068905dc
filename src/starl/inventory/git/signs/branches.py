"""Branches that were worked on for long and never merged."""

from __future__ import annotations

from collections.abc import Iterator

from starl.inventory.git.history import History
from starl.inventory.git.signs.finding import DAY, Finding, after

_LEAST = 3
_LONG = 14 * DAY
_QUIET = 60 * DAY


def find(history: History) -> Iterator[Finding]:
    """Branches with at least three commits of the person over two weeks or more, quiet for two months."""
    for tip, shas in history.branches:
        commits = [history.by_sha[sha] for sha in shas if sha in history.by_sha]
        mine = sorted((c for c in commits if history.is_mine(c) and c.at), key=lambda commit: commit.at)
        brought_over = sum(sha in history.copied for sha in shas)
        if len(mine) < _LEAST or 2 * brought_over >= len(shas):
            continue
        worked = mine[-1].at - mine[0].at
        quiet = history.now - max(tip.at, mine[-1].at)
        if worked < _LONG or quiet < _QUIET:
            continue
        elsewhere = sum(len(history.by_subject.get(commit.subject, ())) > 1 for commit in mine)
        if 2 * elsewhere >= len(mine):
            continue
        weight = 0.35 + min(0.15, 0.01 * len(mine)) + (0.05 if worked > 60 * DAY else 0)
        reason = f"{len(mine)} commits over {after(worked)} on a branch that was never merged, quiet for {after(quiet)}"
        title = f"Never merged: {tip.name}: "
        yield Finding(
            f"{tip.name}:{mine[0].sha}", tuple(mine[:12]), weight, reason, title, mine[-1], links=False
        )
