"""A revert of a revert: something was taken back, and then brought back."""

from __future__ import annotations

from collections.abc import Iterator

from starl.inventory.git.cache import Commit
from starl.inventory.git.history import History
from starl.inventory.git.message import Flag
from starl.inventory.git.signs.finding import Finding, after
from starl.inventory.git.signs.reverts import target


def find(history: History) -> Iterator[Finding]:
    """Re-lands by the person, or of the person's commits."""
    undoing: dict[str, Commit] = {}
    for commit in history.all:
        if commit.has(Flag.RELAND):
            finding = _finding(history, commit, undoing)
            if finding is not None:
                yield finding
        elif commit.has(Flag.REVERT):
            undone = target(history, commit)
            if undone is not None:
                undoing[undone.sha] = commit


def _finding(history: History, commit: Commit, undoing: dict[str, Commit]) -> Finding | None:
    """The re-land with the revert and the first attempt, where they are in the history."""
    named = target(history, commit)
    if named is None:
        return None
    if named.has(Flag.REVERT):
        revert, first = named, target(history, named)
    else:
        first, revert = named, undoing.get(named.sha, named)
    if revert is first or not commit.at or not revert.at:
        return None
    commits = tuple(item for item in (first, revert, commit) if item is not None)
    if not any(history.is_mine(item) for item in commits):
        return None
    reason = f"it was taken back, and brought back {after(max(0, commit.at - revert.at))} later"
    return Finding(commit.sha, commits, 0.55, reason, "Taken back and tried again: ", first or revert)
