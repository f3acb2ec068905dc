"""Fixes in haste after a release."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from statistics import median

from starl.inventory.git.cache import Commit
from starl.inventory.git.history import History
from starl.inventory.git.message import Flag
from starl.inventory.git.repository import Tip
from starl.inventory.git.signs.finding import DAY, HOUR, Finding, after

_SOON = 3 * DAY
_NEXT_SOON = 4 * DAY
_MOST = 8
"""A release is seldom mended with more commits than this in haste; more is the usual work going on."""


def find(history: History) -> Iterator[Finding]:
    """For each release: the person's fixes soon after it, where they speak of haste or another release followed."""
    releases = [release for release in history.releases if release.at]
    at = [release.at for release in releases]
    gaps = [later - earlier for earlier, later in itertools.pairwise(at) if later > earlier]
    soon = min(_SOON, int(median(gaps) / 3)) if gaps else _SOON
    found: dict[int, list[Commit]] = defaultdict(list)
    for commit in history.mine:
        number = bisect_right(at, commit.at) - 1
        if (
            number >= 0
            and _mends(commit)
            and commit.at - at[number] <= soon
            and commit.sha != releases[number].sha
        ):
            found[number].append(commit)
    for number, commits in found.items():
        following = releases[number + 1] if number + 1 < len(releases) else None
        if following is not None and following.at - at[number] > min(_NEXT_SOON, soon * 2):
            following = None
        finding = _finding(releases[number], following, commits)
        if finding is not None:
            yield finding


def _mends(commit: Commit) -> bool:
    return (commit.has(Flag.FIX) and not commit.has(Flag.SMALL, Flag.REVERT)) or commit.has(Flag.HOT)


def _finding(release: Tip, following: Tip | None, commits: list[Commit]) -> Finding | None:
    hot = [commit for commit in commits if commit.has(Flag.HOT)]
    if following is not None:
        commits = [commit for commit in commits if commit.at <= following.at]
        if not 1 <= len(commits) <= _MOST:
            commits = [commit for commit in hot if commit in commits]
    else:
        commits = hot
    if not commits:
        return None
    first = next((commit for commit in commits if commit.has(Flag.HOT, Flag.GRAVE)), commits[0])
    weight = 0.3 + 0.12 * bool(hot) + 0.05 * first.has(Flag.GRAVE) + 0.03 * min(4, len(commits) - 1)
    said = f"{len(commits)} fixes" if len(commits) > 1 else "a fix"
    reason = f"{said} within {after(max(HOUR, commits[-1].at - release.at))} after {release.name}"
    if following is not None:
        weight += 0.15
        reason += f", and {following.name} had to follow after {after(following.at - release.at)}"
    return Finding(
        f"{release.name}:{commits[0].sha}",
        tuple(commits),
        weight,
        reason,
        f"Mended right after {release.name}: ",
        first,
    )
