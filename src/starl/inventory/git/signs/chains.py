"""A fix of a fix: the same thing mended again, and again."""

from __future__ import annotations

from collections.abc import Iterator

from starl.inventory.git.cache import Commit
from starl.inventory.git.history import History
from starl.inventory.git.message import Flag
from starl.inventory.git.signs.finding import DAY, Finding, after

_NEAR = 4 * DAY
"""A fix this soon after one's own commit to the same files belongs to it."""
_LOOK_BACK = 40
"""So many commits are looked through for the one that a fix belongs to."""
_LONGEST = 12
_WEIGHTS = {2: 0.2, 3: 0.34, 4: 0.44, 5: 0.5}


def find(history: History) -> Iterator[Finding]:
    """Chains of a commit and the fixes that followed it, and fixes that name the commit they mend."""
    yield from _named(history)
    for commits in history.by_author.values():
        before: dict[str, Commit] = {}
        for at, commit in enumerate(commits):
            if _is_fix(commit):
                earlier = _mended(history, commits, at)
                if earlier is not None:
                    before[commit.sha] = earlier
        continued = {commit.sha for commit in before.values()}
        for commit in commits:
            if commit.sha in before and commit.sha not in continued:
                finding = _chain(commit, before)
                if finding is not None:
                    yield finding


def _is_fix(commit: Commit) -> bool:
    return commit.has(Flag.FIX) and not commit.has(Flag.SMALL, Flag.REVERT, Flag.RELAND, Flag.CI)


def _mended(history: History, commits: list[Commit], at: int) -> Commit | None:
    """The last commit of the same author, not long before, that touched what this one mends."""
    mine = _files(history, commits[at])
    if not mine:
        return None
    for earlier in commits[max(0, at - _LOOK_BACK) : at][::-1]:
        if commits[at].at - earlier.at > _NEAR:
            return None
        theirs = _files(history, earlier)
        shared = len(mine & theirs)
        if shared and 2 * shared >= min(len(mine), len(theirs)) and not earlier.has(Flag.REVERT):
            return earlier
    return None


def _files(history: History, commit: Commit) -> set[int]:
    return set(history.files.get(commit.number, ())) - history.busy_files


def _chain(last: Commit, before: dict[str, Commit]) -> Finding | None:
    chain = [last]
    while chain[-1].sha in before and len(chain) < _LONGEST:
        chain.append(before[chain[-1].sha])
    chain.reverse()
    first, fixes = chain[0], chain[1:]
    if len(fixes) < 2:
        return None
    weight = _WEIGHTS.get(len(fixes), 0.55)
    if any(commit.has(Flag.GRAVE, Flag.HOT) for commit in fixes):
        weight += 0.08
    reason = f"{len(fixes)} fixes to the same files within {after(last.at - first.at)}"
    return Finding(first.sha, tuple(chain), weight, reason, f"Mended {len(fixes)} times: ", first)


def _named(history: History) -> Iterator[Finding]:
    """Commits whose message names the commit that they mend."""
    for commit in history.all:
        for sha in commit.marked("f"):
            wrong = history.find(sha)
            if wrong is None or not history.is_mine(wrong) or not commit.at or wrong is commit:
                continue
            same = wrong.author == commit.author
            weight = 0.35 + 0.06 * commit.has(Flag.GRAVE, Flag.HOT) + 0.05 * (commit.at - wrong.at >= 7 * DAY)
            whose = "a later commit of your own" if history.mine_alone else "a later commit of its author"
            reason = f"{whose if same else 'a commit of somebody else'} says that it mends it, {after(max(0, commit.at - wrong.at))} later"
            yield Finding(
                f"{wrong.sha}:{commit.sha}", (wrong, commit), weight, reason, "Mended later: ", wrong
            )
