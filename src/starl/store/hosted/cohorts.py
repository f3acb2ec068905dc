"""Cohorts: who is in them, and how far they are, in numbers."""

from __future__ import annotations

import json
from collections import Counter
from typing import NamedTuple

from starl.model.account import Part
from starl.model.cohort import Cohort, Member
from starl.store.hosted.base import Keeper
from starl.store.values import utc

ENOUGH = 3
"""Pitfalls are summed over at least so many people with stories, so that no sum is one person's."""


class Pitfalls(NamedTuple):
    """How often each pitfall stands in the stories of a cohort."""

    stories: int
    """Stories that were judged; 0 where too few people have some."""
    flagged: dict[str, int]


class Cohorts(Keeper):
    """What coaches see of journals are counts made here; no method gives a word of one."""

    def add(self, name: str) -> str:
        """Makes a cohort and gives its id."""
        identifier = self.new_id()
        self.rows(
            "INSERT INTO cohorts (id, created, name) VALUES (%s, %s, %s)",
            identifier, utc(self.now()), name.strip()[:80],
        )  # fmt: skip
        return identifier

    def join(self, cohort: str, account: str, part: Part) -> None:
        """Puts somebody into a cohort, or changes what they are in it."""
        self.rows(
            "INSERT INTO members (cohort, account, part, joined) VALUES (%s, %s, %s, %s) "
            "ON CONFLICT (cohort, account) DO UPDATE SET part = excluded.part, "
            "joined = CASE WHEN members.part = excluded.part THEN members.joined ELSE excluded.joined END",
            cohort, account, part.value, utc(self.now()),
        )  # fmt: skip

    def leave(self, cohort: str, account: str) -> bool:
        """Takes somebody out, with the stories that they showed there. What was handed in for review stays."""
        with self.transaction():
            self.change("DELETE FROM shown WHERE cohort = %s AND account = %s", cohort, account)
            return bool(
                self.change("DELETE FROM members WHERE cohort = %s AND account = %s", cohort, account)
            )

    def of(self, account: str) -> list[Cohort]:
        """The cohorts that somebody is in."""
        rows = self.rows(
            "SELECT c.id, c.name, m.part FROM members m JOIN cohorts c ON c.id = m.cohort "
            "WHERE m.account = %s ORDER BY c.created DESC",
            account,
        )
        return [Cohort(identifier, name, Part(part)) for identifier, name, part in rows]

    def get(self, cohort: str, account: str) -> Cohort | None:
        """A cohort, for somebody who is in it; None for anybody else."""
        return next((each for each in self.of(account) if each.id == cohort), None)

    def all(self) -> list[tuple[str, str, int]]:
        """Id, name and number of people of every cohort."""
        rows = self.rows(
            "SELECT c.id, c.name, count(m.account) FROM cohorts c LEFT JOIN members m ON m.cohort = c.id "
            "GROUP BY c.id ORDER BY c.created DESC"
        )
        return [(identifier, name, int(number)) for identifier, name, number in rows]

    def names(self, cohort: str) -> list[Member]:
        """Who is in it."""
        rows = self.rows(
            "SELECT a.id, a.name, m.part FROM members m JOIN accounts a ON a.id = m.account "
            "WHERE m.cohort = %s AND NOT a.disabled ORDER BY m.part, lower(a.name)",
            cohort,
        )
        return [Member(account, name, Part(part)) for account, name, part in rows]

    def progress(self, cohort: str) -> list[Member]:
        """Its learners with how much they have: numbers only."""
        rows = self.rows(
            "SELECT a.id, a.name, "
            "(SELECT count(*) FROM entries e WHERE e.owner = a.id AND e.binned IS NULL), "
            "(SELECT count(*) FROM stories s WHERE s.owner = a.id AND s.binned IS NULL), "
            "(SELECT count(*) FROM stories s WHERE s.owner = a.id AND s.binned IS NULL "
            "AND (s.verdict::json ->> 'ready')::boolean), "
            "(SELECT count(*) FROM takes t WHERE t.owner = a.id) "
            "FROM members m JOIN accounts a ON a.id = m.account "
            "WHERE m.cohort = %s AND m.part = 'learner' AND NOT a.disabled ORDER BY lower(a.name)",
            cohort,
        )
        return [Member(account, name, Part.LEARNER, *map(int, numbers)) for account, name, *numbers in rows]

    def pitfalls(self, cohort: str) -> Pitfalls:
        """The common pitfalls of a cohort, of all its stories together."""
        rows = self.rows(
            "SELECT s.owner, s.verdict FROM stories s JOIN members m ON m.account = s.owner "
            "WHERE m.cohort = %s AND m.part = 'learner' AND s.binned IS NULL AND s.verdict IS NOT NULL",
            cohort,
        )
        if len({owner for owner, _ in rows}) < ENOUGH:
            return Pitfalls(0, {})
        found = Counter(name for _, verdict in rows for name in json.loads(verdict)["pitfalls"])
        return Pitfalls(len(rows), dict(found.most_common()))
