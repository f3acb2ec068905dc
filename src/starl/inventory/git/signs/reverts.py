"""A commit that was taken back: by its author, or by somebody else."""

from __future__ import annotations

from collections.abc import Iterator

from starl.inventory.git.cache import Commit
from starl.inventory.git.history import History
from starl.inventory.git.message import Flag
from starl.inventory.git.signs.finding import DAY, HOUR, Finding, after

_WEEK = 7 * DAY
_SERIES = 2 * DAY
"""Commits this close to each other that are taken back within an hour belong together."""
_OLD = 365 * DAY
"""What is taken back after more than this did its work meanwhile."""


def find(history: History) -> Iterator[Finding]:
    """Reverts of the person's commits, and reverts that the person made; those of one series are linked."""
    last: dict[tuple[int, int], tuple[Commit, Commit, str]] = {}
    for commit in history.all:
        if not commit.has(Flag.REVERT) or commit.has(Flag.RELAND) or not commit.at:
            continue
        undone = target(history, commit)
        if undone is not None and (history.is_mine(undone) or history.is_mine(commit)):
            who = (commit.author, undone.author)
            before, with_it, series = last.get(who, (commit, undone, ""))
            near = abs(commit.at - before.at) <= HOUR and abs(undone.at - with_it.at) <= _SERIES
            series = series if series and near else undone.sha
            last[who] = (commit, undone, series)
            yield _known(history, commit, undone)._replace(series=series)
        elif undone is None and history.is_mine(commit):
            yield _unknown(history, commit)


def target(history: History, commit: Commit) -> Commit | None:
    """The commit that a revert takes back: named by its hash, else the last one before it with the subject named."""
    for sha in commit.marked("r"):
        found = history.find(sha)
        if found is not None and found.number < commit.number:
            return found
    earlier = [other for other in history.by_subject.get(commit.undone, ()) if other.number < commit.number]
    return earlier[-1] if earlier and commit.undone else None


def _known(history: History, commit: Commit, undone: Commit) -> Finding:
    lived = max(0, commit.at - undone.at)
    same = commit.author == undone.author
    if same:
        weight, who = (
            0.45,
            "you took back your own commit" if history.mine_alone else "its author took it back",
        )
    elif history.is_mine(undone):
        weight, who = (
            0.5,
            "somebody else took back your commit" if history.mine_alone else "somebody else took it back",
        )
    else:
        weight, who = 0.2, "you took back somebody else's commit"
    reason = f"{who} after {after(lived)}"
    if lived < HOUR:
        weight -= 0.2
    elif DAY <= lived < _OLD:
        weight += 0.15 if lived >= _WEEK else 0.1
    elif lived >= _OLD:
        weight -= 0.1
    if undone.has(Flag.SMALL):
        weight -= 0.2
    shipped = next((release for release in history.releases if undone.at < release.at < commit.at), None)
    if shipped is not None and lived >= HOUR:
        weight += 0.1 * (lived < _OLD)
        reason += f"; {shipped.name} had gone out with it"
    if commit.has(Flag.HARM) and not commit.has(Flag.MOOT):
        reason += "; the message says what went wrong"
    weight += _told(commit)
    return Finding(undone.sha, (undone, commit), weight, reason, "Taken back: ", undone)


def _unknown(history: History, commit: Commit) -> Finding:
    """A revert of something that is not in this history, or of somebody else."""
    foreign = bool(commit.marked("r")) and history.mine_alone
    weight = (0.15 if foreign else 0.25) + _told(commit)
    reason = "a commit takes something back"
    return Finding(commit.sha, (commit,), weight, reason, "", commit)


def _told(commit: Commit) -> float:
    """How much more a revert is worth that says what went wrong, or how much less one that says that nothing did."""
    if commit.has(Flag.MOOT):
        return -0.2
    return (
        0.12 * commit.has(Flag.HARM)
        + 0.04 * commit.has(Flag.EXPLAINED)
        + 0.06 * commit.has(Flag.GRAVE, Flag.HOT)
    )
