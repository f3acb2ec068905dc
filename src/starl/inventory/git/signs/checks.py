"""Several commits in a row that mend the build or the checks."""

from __future__ import annotations

from collections.abc import Iterator

from starl.inventory.git.cache import Commit
from starl.inventory.git.history import History
from starl.inventory.git.message import Flag
from starl.inventory.git.signs.finding import HOUR, Finding, after

_GAP = 6 * HOUR
_LEAST = 3
_BETWEEN = 1
"""So many other commits may stand between two of them."""


def find(history: History) -> Iterator[Finding]:
    """Runs of at least three, each within six hours of the one before."""
    for commits in history.by_author.values():
        run: list[Commit] = []
        others = 0
        for commit in commits:
            if not commit.has(Flag.CI):
                others += 1
                continue
            if run and (others > _BETWEEN or commit.at - run[-1].at > _GAP):
                yield from _finding(run)
                run = []
            run.append(commit)
            others = 0
        yield from _finding(run)


def _finding(run: list[Commit]) -> Iterator[Finding]:
    if len(run) < _LEAST:
        return
    weight = min(0.5, 0.3 + 0.06 * (len(run) - _LEAST))
    reason = (
        f"{len(run)} commits in a row to mend the build or the checks, within {after(run[-1].at - run[0].at)}"
    )
    yield Finding(
        run[0].sha, tuple(run), weight, reason, f"The build mended {len(run)} times in a row: ", run[0]
    )
