"""People on a shared server: each logs in, reads, types, saves and reviews, and thinks in between."""

from __future__ import annotations

import asyncio
import random
import re
import time
from collections import defaultdict
from dataclasses import dataclass, field

import httpx

PASSWORD = "correct horse tram violet"
TYPED = " Nobody told me that the index was locked while they were buying, and I had not asked."
_CSRF = re.compile(r'name="csrf" content="([^"]+)"')
_REVIEW = re.compile(r'href="/reviews/(\w+)"')
ACTIONS = {
    "home": 10,
    "stories": 10,
    "story": 14,
    "check": 24,
    "save": 10,
    "journal": 10,
    "search": 6,
    "entry": 8,
    "cohorts": 5,
    "review": 3,
}
"""How often each is done, of a hundred. `check` is the coach reading along while somebody types."""


@dataclass
class Tally:
    """What came of it all."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    """Seconds of each request that was answered, by action."""
    failed: list[str] = field(default_factory=list)
    """Answers that should not be, and what broke off."""
    entries: list[tuple[str, str]] = field(default_factory=list)
    """Account and text of each entry whose keeping was acknowledged."""
    stories: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    """Account and short name of each story: the marks of the saves that were acknowledged, in order."""
    reviews: list[str] = field(default_factory=list)
    """What was acknowledged as reviewed."""
    retried: int = 0
    """Requests that were sent again since the server, or its database, was away."""

    def percentile(self, action: str | None, share: float) -> float:
        """Milliseconds in which this share was answered; of all actions for None."""
        every = self.times[action] if action else [t for times in self.times.values() for t in times]
        every = sorted(every)
        return every[min(len(every) - 1, int(len(every) * share))] * 1000 if every else 0.0


class Somebody:
    """One person in a browser."""

    def __init__(
        self, number: int, address: str, transport: httpx.AsyncHTTPTransport, tally: Tally, patient: bool
    ) -> None:
        self.email = f"p{number}@example.org"
        self.chance = random.Random(number)
        self.tally = tally
        self.patient = patient
        """Sends again what failed since the server was away, as the pages do."""
        forwarded = {"X-Forwarded-For": f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"}
        self.client = httpx.AsyncClient(base_url=address, transport=transport, headers=forwarded, timeout=30)
        self.csrf = ""
        self.count = 0

    async def ask(self, action: str, method: str, path: str, **more: object) -> httpx.Response | None:
        """One request; None where it failed for good."""
        for _ in range(60 if self.patient else 1):
            started = time.perf_counter()
            try:
                answer = await self.client.request(method, path, **more)  # type: ignore[arg-type]
            except httpx.TransportError as error:
                said = type(error).__name__
            else:
                if answer.status_code < 400:
                    self.tally.times[action].append(time.perf_counter() - started)
                    return answer
                said = f"{answer.status_code}"
                if answer.status_code != 503:
                    break
            if self.patient:
                self.tally.retried += 1
                await asyncio.sleep(0.5)
        self.tally.failed.append(f"{action}: {said}")
        return None

    async def log_in(self) -> bool:
        page = await self.ask("log in", "GET", "/login")
        if page is None:
            return False
        fields = {"_csrf": _csrf(page), "email": self.email, "password": PASSWORD}
        answer = await self.ask("log in", "POST", "/login", data=fields)
        home = await self.ask("home", "GET", "/") if answer is not None else None
        if home is None:
            return False
        self.csrf = _csrf(home)
        return bool(self.csrf)

    async def stay(self, until: float, think: float) -> None:
        """Does one thing after another. think: seconds between two, at the median."""
        await asyncio.sleep(self.chance.random() * think)
        if not await self.log_in():
            self.tally.failed.append(f"{self.email} did not get in")
            return
        names, weights = list(ACTIONS), list(ACTIONS.values())
        while time.monotonic() < until:
            await asyncio.sleep(min(self.chance.lognormvariate(0, 0.5) * think, 5 * think))
            (name,) = self.chance.choices(names, weights)
            await getattr(self, f"do_{name}")()

    async def do_home(self) -> None:
        await self.ask("home", "GET", "/")

    async def do_stories(self) -> None:
        await self.ask("stories", "GET", "/stories")

    async def do_story(self) -> None:
        await self.ask("story", "GET", f"/stories/story-{self.chance.randrange(10)}")

    async def do_journal(self) -> None:
        await self.ask("journal", "GET", "/journal")

    async def do_search(self) -> None:
        await self.ask("search", "GET", f"/journal?q=word{self.chance.randrange(4000)}")

    async def do_cohorts(self) -> None:
        await self.ask("cohorts", "GET", "/cohorts")

    async def do_check(self) -> None:
        """The coach is asked about a story that has grown by a letter."""
        self.count += 1
        text = STORY + TYPED[: self.count % len(TYPED)]
        await self.ask("check", "POST", "/api/v1/check", json={"text": text}, headers=self._own)

    async def do_entry(self) -> None:
        self.count += 1
        text = f"mark{self.email}n{self.count} I forgot to tell them"
        kept = await self.ask("entry", "POST", "/api/v1/entries", json={"text": text}, headers=self._own)
        if kept is not None:
            self.tally.entries.append((self.email, text))

    async def do_save(self) -> None:
        self.count += 1
        name = f"story-{self.chance.randrange(10)}"
        mark = f"mark{self.count}"
        body = {"text": f"{STORY}\nAnd then it was {mark}.\n"}
        saved = await self.ask("save", "PUT", f"/api/v1/stories/{name}", json=body, headers=self._own)
        if saved is not None:
            self.tally.stories[self.email, name].append(mark)

    async def do_review(self) -> None:
        """Gives the next review that is to be given."""
        page = await self.ask("cohorts", "GET", "/cohorts")
        found = _REVIEW.search(page.text) if page is not None else None
        if found is None:
            return
        form = await self.ask("review", "GET", f"/reviews/{found[1]}")
        if form is None or 'name="authenticity"' not in form.text:
            return
        fields = {"_csrf": self.csrf, "authenticity": "4", "learning": "3", "summary": "It rings true."}
        given = await self.ask("review", "POST", f"/reviews/{found[1]}", data=fields)
        if given is not None:
            self.tally.reviews.append(found[1])

    @property
    def _own(self) -> dict[str, str]:
        return {"X-CSRF-Token": self.csrf}


STORY = ""
"""What they write; the benchmark sets it."""


def _csrf(page: httpx.Response) -> str:
    found = _CSRF.search(page.text)
    return found[1] if found else ""


async def crowd(
    address: str, people: int, seconds: float, think: float, tally: Tally, *, patient: bool = False
) -> None:
    """So many people for so long; they come within the first quarter of the time."""
    limits = httpx.Limits(max_connections=people, max_keepalive_connections=people)
    until = time.monotonic() + seconds
    async with httpx.AsyncHTTPTransport(verify=False, limits=limits) as transport:
        everybody = [Somebody(number, address, transport, tally, patient) for number in range(people)]

        async def come(one: Somebody, after: float) -> None:
            await asyncio.sleep(after)
            await one.stay(until, think)

        await asyncio.gather(
            *(come(one, seconds / 4 * number / people) for number, one in enumerate(everybody))
        )
