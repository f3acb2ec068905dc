"""Work at night right before a release, by people who seldom work at night."""

from __future__ import annotations

from collections.abc import Iterator

from starl.inventory.git.cache import Commit
from starl.inventory.git.history import History
from starl.inventory.git.signs.finding import DAY, Finding

_BEFORE = 3 * DAY
_LEAST = 4
_USUAL = 0.25
"""Who makes more than this share of all commits at night works then anyway."""


def find(history: History) -> Iterator[Finding]:
    """For each release and person: at least four commits at night in the three days before."""
    for commits in history.by_author.values():
        nightly = [commit for commit in commits if at_night(commit)]
        if len(nightly) < _LEAST or len(nightly) > _USUAL * len(commits):
            continue
        until = 0
        for release in history.releases:
            start = max(release.at - _BEFORE, until)
            burst = [commit for commit in nightly if start < commit.at <= release.at]
            until = release.at
            if len(burst) >= _LEAST:
                weight = min(0.5, 0.3 + 0.04 * (len(burst) - _LEAST))
                reason = f"{len(burst)} commits at night in the three days before {release.name}, which is unusual here"
                title = f"Nights before {release.name}: "
                yield Finding(
                    f"{release.name}:{burst[-1].sha}",
                    tuple(burst),
                    weight,
                    reason,
                    title,
                    burst[-1],
                    links=False,
                )


def at_night(commit: Commit) -> bool:
    """Whether it was between ten in the evening and five in the morning where the author was."""
    hour = (commit.at + commit.zone * 60) // 3600 % 24
    return hour >= 22 or hour < 5
