"""A file that has to be fixed again and again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from starl.inventory.git.cache import Commit
from starl.inventory.git.history import History
from starl.inventory.git.message import Flag
from starl.inventory.git.signs.finding import DAY, Finding, after

_STRETCH = 120 * DAY
_LEAST = 5
_APART = DAY // 2
"""Fixes closer than this are one sitting."""
_SHARE = 0.4
"""So many of the commits to it must be fixes."""
_MOST_FOUND = 12
_MOST_SHOWN = 10


def find(history: History) -> Iterator[Finding]:
    """The files with the most sittings of fixing in four months."""
    touched: dict[int, int] = defaultdict(int)
    fixes: dict[int, list[Commit]] = defaultdict(list)
    for commit in history.mine:
        fix = commit.has(Flag.FIX) and not commit.has(Flag.SMALL, Flag.CI)
        for path in history.files.get(commit.number, ()):
            touched[path] += 1
            if fix and (not fixes[path] or commit.at - fixes[path][-1].at > _APART):
                fixes[path].append(commit)
    found = []
    for path, commits in fixes.items():
        if len(commits) < _LEAST or len(commits) < _SHARE * touched[path]:
            continue
        densest = _densest(commits)
        if len(densest) >= _LEAST:
            found.append((len(densest), path, densest))
    found.sort(key=lambda item: (-item[0], item[1]))
    for number, path, commits in found[:_MOST_FOUND]:
        weight = min(0.5, 0.22 + 0.05 * (number - _LEAST))
        reason = f"{number} fixes on different days within {after(commits[-1].at - commits[0].at)}"
        yield Finding(
            str(path & 0xFFFF_FFFF_FFFF_FFFF),
            tuple(commits[-_MOST_SHOWN:]),
            weight,
            reason,
            "Fixed again and again: ",
            links=False,
            file=path,
        )


def _densest(commits: list[Commit]) -> list[Commit]:
    """The longest run of them within the stretch."""
    best = (0, 0)
    start = 0
    for end, commit in enumerate(commits):
        while commit.at - commits[start].at > _STRETCH:
            start += 1
        best = max(best, (end + 1 - start, start))
    return commits[best[1] : best[1] + best[0]]
