"""Commits that close an issue; telling where the same issue had to be closed more than once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from starl.inventory.git.cache import Commit
from starl.inventory.git.history import History
from starl.inventory.git.message import Flag
from starl.inventory.git.signs.finding import DAY, Finding, after
from starl.inventory.words import times


def find(history: History) -> Iterator[Finding]:
    """One finding for each issue that the person's commits close."""
    closing: dict[str, list[Commit]] = defaultdict(list)
    for commit in history.mine:
        for issue in commit.marked("#"):
            earlier = closing[issue]
            if not earlier or (commit.at - earlier[-1].at >= DAY and commit.subject != earlier[-1].subject):
                earlier.append(commit)
    for issue, commits in closing.items():
        name = f"#{issue}" if issue.isdecimal() else issue
        last = commits[-1]
        if len(commits) > 1:
            weight = 0.38 if len(commits) == 2 else 0.5
            reason = (
                f"{name} was fixed {times(len(commits))}, {after(last.at - commits[0].at)} from first to last"
            )
            title = f"Issue {name} fixed {times(len(commits))}: "
        else:
            weight = 0.2 if last.has(Flag.HOT) else 0.08
            reason, title = f"a commit closes {name}", ""
        yield Finding(f"{issue}:{commits[0].sha}", tuple(commits), weight, reason, title, commits[0])
