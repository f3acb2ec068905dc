"""Who reviews whom: everyone gives and gets alike, and no two meet twice in the same direction."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Mapping
from typing import NamedTuple

EACH = 2
"""Reviews that everybody gives and gets."""


class Pair(NamedTuple):
    """One review to be given."""

    reviewer: str
    author: str


def match(
    gives: Mapping[str, int], needs: Mapping[str, int], past: Collection[tuple[str, str]] = ()
) -> tuple[Pair, ...]:
    """As many reviews as can be given, spread evenly: nobody gets a second one while somebody could have a first.

    gives: how many reviews each reviewer can give, 0 or more. needs: how many each author is to get.
    past: (reviewer, author) of earlier rounds, which are not made again. Nobody reviews themself.
    The order of the mappings decides between equals; the caller shuffles it.

    A maximum flow from reviewers to authors by shortest augmenting paths (Edmonds and Karp, 1972), where the
    capacities grow by one from round to round, so that no round takes from somebody what an earlier one gave.
    """
    flow = _Flow(gives, needs, set(past))
    for level in range(1, max([*gives.values(), *needs.values(), 0]) + 1):
        flow.fill(level)
    return tuple(Pair(reviewer, author) for author, those in flow.of.items() for reviewer in those)


class _Flow:
    def __init__(
        self, gives: Mapping[str, int], needs: Mapping[str, int], past: set[tuple[str, str]]
    ) -> None:
        self.gives, self.needs, self.past = gives, needs, past
        self.reviewers = list(gives)
        self.given = dict.fromkeys(gives, 0)
        self.of: dict[str, dict[str, None]] = {author: {} for author in needs}
        """The reviewers of each author, in the order in which they were found."""

    def fill(self, level: int) -> None:
        """Gives authors reviewers until nothing more is possible with at most `level` for each on both sides."""
        start = 0
        for author in self.of:
            while len(self.of[author]) < min(level, self.needs[author]):
                start = self._greedy(author, level, start)
                if start < 0 and not self._augment(author, level):
                    break
                start = max(start, 0)

    def _greedy(self, author: str, level: int, start: int) -> int:
        """Takes the next free reviewer after `start`; gives the place after it, or -1 where there is none."""
        for step in range(len(self.reviewers)):
            at = (start + step) % len(self.reviewers)
            reviewer = self.reviewers[at]
            if self.given[reviewer] < min(level, self.gives[reviewer]) and self._may(reviewer, author):
                self.of[author][reviewer] = None
                self.given[reviewer] += 1
                return at + 1
        return -1

    def _may(self, reviewer: str, author: str) -> bool:
        return reviewer != author and reviewer not in self.of[author] and (reviewer, author) not in self.past

    def _augment(self, author: str, level: int) -> bool:
        """Frees a reviewer for this author by giving the authors in between other reviewers."""
        came: dict[str, tuple[str, str]] = {}
        waiting, seen = deque([author]), {author}
        while waiting:
            taker = waiting.popleft()
            for reviewer in self.reviewers:
                if reviewer in came or not self._may(reviewer, taker) or not self.gives[reviewer]:
                    continue
                if self.given[reviewer] < min(level, self.gives[reviewer]):
                    self._turn(reviewer, taker, came, author)
                    return True
                came[reviewer] = (taker, reviewer)
                for other, those in self.of.items():
                    if reviewer in those and other not in seen:
                        seen.add(other)
                        came[f"\0{other}"] = (taker, reviewer)
                        waiting.append(other)
        return False

    def _turn(self, free: str, taker: str, came: dict[str, tuple[str, str]], author: str) -> None:
        """Gives the free reviewer to the last author of the path, that one's reviewer to the one before, and so on."""
        self.given[free] += 1
        reviewer = free
        while True:
            self.of[taker][reviewer] = None
            if taker == author:
                return
            before, lost = came[f"\0{taker}"]
            del self.of[taker][lost]
            taker, reviewer = before, lost
