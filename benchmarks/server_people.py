"""People who use a shared server, each with a browser of their own, and what they were told is saved."""

from __future__ import annotations

import asyncio
import json
import random
import re
import time
from collections import Counter, defaultdict
from contextlib import suppress
from html import unescape
from secrets import token_hex
from typing import Any, NamedTuple
from urllib.parse import urlencode

from server_fill import PASSWORD, email, said

PAUSE = (2.0, 8.0)
"""Seconds from one page to the next: people read."""
TYPING = (1.5, 3.0)
"""Seconds from one live check to the next, while somebody writes a story."""
CHECKS = (3, 8)
"""Live checks before a story is saved."""
ACTIVITIES = {
    "home": 18,
    "write an entry": 16,
    "read the journal": 14,
    "read stories": 10,
    "work on a story": 10,
    "search": 10,
    "review cards": 10,
    "cohort": 6,
    "review a peer": 3,
    "portfolio": 2,
    "export": 1,
    "log in anew": 2,
}
"""What people do, by weight."""
PATIENCE = 30.0
"""Seconds that a browser waits."""


class LostError(Exception):
    """The connection ended before the answer: nobody knows whether it was done."""


class Answer(NamedTuple):
    """What came back."""

    status: int
    headers: dict[str, str]
    body: str


class Tally:
    """What was asked, how long it took, and what the server said it saved."""

    def __init__(self) -> None:
        self.seconds: dict[str, list[float]] = defaultdict(list)
        self.statuses: Counter[tuple[str, int]] = Counter()
        self.wrong: list[str] = []
        """Answers that a person would call an error."""
        self.lost: Counter[str] = Counter()
        """By route: connections that ended before the answer."""
        self.away: Counter[str] = Counter()
        """By route: 503 with Retry-After."""
        self.entries: dict[str, bool] = {}
        """By the mark in its text: whether it was said to be kept. The same for the others."""
        self.revisions: dict[str, bool] = {}
        self.reviews: dict[str, bool] = {}
        self.grades = [0, 0]
        """Said to be kept, and sent without an answer."""
        self.exports = 0


class Browser:
    """One person's browser: keeps its connection open, its cookies, and the last page's token against forgery."""

    def __init__(self, port: int, address: str, tally: Tally) -> None:
        self._port, self._from, self._tally = port, address, tally
        self._cookies: dict[str, str] = {}
        self._token = ""
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def get(self, path: str, route: str) -> Answer:
        """A page; asked for again while the server is away, as a person does."""
        while True:
            with suppress(LostError):
                found = await self._ask("GET", path, f"GET {route}")
                if found.status != 503:
                    return found
            await asyncio.sleep(1)

    async def send(self, path: str, route: str, **fields: Any) -> Answer | None:
        """A form, with the token of the last page; None where nobody knows what became of it."""
        body = urlencode({"_csrf": self._token, **fields}, doseq=True).encode()
        return await self._send(path, route, body, "application/x-www-form-urlencoded")

    async def call(self, path: str, route: str, value: object) -> Answer | None:
        """What a script sends."""
        return await self._send(path, route, json.dumps(value).encode(), "application/json")

    async def _send(self, path: str, route: str, body: bytes, kind: str) -> Answer | None:
        more = (f"Content-Type: {kind}", f"Content-Length: {len(body)}", f"X-CSRF-Token: {self._token}")
        try:
            found = await self._ask("POST", path, f"POST {route}", more, body)
        except LostError:
            return None
        return None if found.status == 503 else found

    async def _ask(
        self, method: str, path: str, route: str, more: tuple[str, ...] = (), body: bytes = b""
    ) -> Answer:
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        lines = (f"{method} {path} HTTP/1.1", f"Host: localhost:{self._port}", f"X-Forwarded-For: {self._from}",
                 f"Cookie: {cookies}", *more)  # fmt: skip
        begun = time.perf_counter()
        try:
            async with asyncio.timeout(PATIENCE):
                found = await self._exchange("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
        except (OSError, EOFError, ValueError) as error:
            self.close()
            self._tally.lost[f"{route}: {type(error).__name__}"] += 1
            raise LostError from error
        except asyncio.CancelledError:
            self.close()
            raise
        self._judge(route, found, time.perf_counter() - begun)
        return found

    async def _exchange(self, request: bytes) -> Answer:
        if self._writer is None or self._writer.is_closing() or (self._reader and self._reader.at_eof()):
            self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port, limit=2**22)
        assert self._reader
        self._writer.write(request)
        first, *lines = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1").rstrip().split("\r\n")
        headers = {}
        for line in lines:
            name, _, value = line.partition(": ")
            headers[name.lower()] = value
            if name.lower() == "set-cookie":
                name, _, value = value.partition(";")[0].partition("=")
                self._cookies[name] = value
        body = await self._reader.readexactly(int(headers["content-length"]))
        text = body.decode("utf-8", "replace")
        token = re.search('name="csrf" content="([^"]+)"', text)
        self._token = token[1] if token else self._token
        return Answer(int(first.split()[1]), headers, text)

    def _judge(self, route: str, found: Answer, taken: float) -> None:
        tally = self._tally
        tally.statuses[route, found.status] += 1
        if found.status == 503 and "retry-after" in found.headers:
            tally.away[route] += 1
            return
        tally.seconds[route].append(taken)
        if found.status not in (200, 303) and (route, found.status) != ("POST /stories/…", 409):
            tally.wrong.append(f"{route}: {found.status} {found.body[:300]!r}")

    def close(self) -> None:
        """Closes the connection."""
        if self._writer:
            self._writer.close()
        self._writer = None


class Person:
    """Somebody with an account, and what they do with it."""

    def __init__(self, number: int, port: int, tally: Tally, pace: float) -> None:
        """pace: what pauses are divided by."""
        self._email, self._tally, self._pace = email(number), tally, pace
        self._number = number
        self._chance = random.Random(number)
        address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
        self.browser = Browser(port, address, tally)

    async def live(self, first: float, until: float) -> None:
        """Comes after `first` seconds and stays until the moment of `time.monotonic`."""
        await asyncio.sleep(first)
        await self._log_in()
        kinds, weights = list(ACTIVITIES), list(ACTIVITIES.values())
        while time.monotonic() < until:
            await self._pause(PAUSE)
            (kind,) = self._chance.choices(kinds, weights)
            await getattr(self, "_" + kind.replace(" ", "_"))()

    async def _pause(self, span: tuple[float, float]) -> None:
        await asyncio.sleep(self._chance.uniform(*span) / self._pace)

    def _mark(self) -> str:
        return f"mark{self._number}x{token_hex(6)}"

    async def _log_in(self) -> None:
        while True:
            await self.browser.get("/login", "/login")
            found = await self.browser.send("/login", "/login", email=self._email, password=PASSWORD)
            if found and found.status == 303:
                break
            await asyncio.sleep(1)
        await self.browser.get("/", "/")

    async def _log_in_anew(self) -> None:
        if await self.browser.send("/logout", "/logout"):
            await self._log_in()

    async def _home(self) -> None:
        await self.browser.get("/", "/")

    async def _write_an_entry(self) -> None:
        await self.browser.get("/journal", "/journal")
        await self._pause(PAUSE)
        mark = self._mark()
        self._tally.entries[mark] = False
        found = await self.browser.send(
            "/journal",
            "/journal",
            text=f"{self._chance.choice(said())} {mark}",
            lesson=self._chance.choice(said()),
            tags="delivery",
        )
        if found and found.status == 303:
            self._tally.entries[mark] = True
            await self.browser.get("/journal", "/journal")

    async def _read_the_journal(self) -> None:
        found = await self.browser.get("/journal", "/journal")
        ids = re.findall('<h3><a href="/journal/([^"/]+)"', found.body)
        for identifier in self._chance.sample(ids, min(2, len(ids))):
            await self._pause(PAUSE)
            await self.browser.get(f"/journal/{identifier}", "/journal/…")

    async def _slug(self) -> str | None:
        found = await self.browser.get("/stories", "/stories")
        slugs = re.findall('class="cover" href="/stories/([^"/]+)"', found.body)
        await self._pause(PAUSE)
        return self._chance.choice(slugs) if slugs else None

    async def _read_stories(self) -> None:
        if slug := await self._slug():
            await self.browser.get(f"/stories/{slug}", "/stories/…")

    async def _work_on_a_story(self) -> None:
        slug = await self._slug()
        if slug is None:
            return
        found = await self.browser.get(f"/stories/{slug}", "/stories/…")
        revision = re.search('name="revision" value="([0-9]+)"', found.body)
        areas = re.findall(
            r'<textarea form="story-form" name="(\w+)"[^>]*>\n?(.*?)</textarea>', found.body, re.S
        )
        boxes = {name: unescape(text) for name, text in areas}
        if revision is None or not boxes:
            return
        name = self._chance.choice(list(boxes))
        for _ in range(self._chance.randint(*CHECKS)):
            await self._pause(TYPING)
            boxes[name] = f"{boxes[name][:3000].rstrip()} {self._chance.choice(said())}"
            await self.browser.call(f"/stories/{slug}/live", "/stories/…/live", {"boxes": boxes})
        mark = self._mark()
        boxes[name] += f" {mark}"
        self._tally.revisions[mark] = False
        sent = await self.browser.send(f"/stories/{slug}", "/stories/…", revision=revision[1], **boxes)
        if sent and sent.status == 303:
            self._tally.revisions[mark] = True
            await self.browser.get(f"/stories/{slug}", "/stories/…")

    async def _search(self) -> None:
        words = re.findall(r"[a-z]{5,}", self._chance.choice(said()))
        query = urlencode({"q": " ".join(words[:2]) or "release"})
        await self.browser.get(f"/journal?{query}", "/journal?q=…")

    async def _review_cards(self) -> None:
        found = await self.browser.get("/review", "/review")
        for _ in range(3):
            card = re.search('name="card" value="([^"]+)"', found.body)
            due = re.search('name="due" value="([^"]+)"', found.body)
            if card is None or due is None:
                return
            await self._pause(PAUSE)
            sent = await self.browser.send(
                "/review/grade", "/review/grade", card=card[1], due=due[1], rating=self._chance.randint(1, 4)
            )
            self._tally.grades[0 if sent and sent.status == 303 else 1] += 1
            found = await self.browser.get("/review", "/review")

    async def _cohort(self) -> None:
        found = await self.browser.get("/cohorts", "/cohorts")
        cohort = re.search('href="/cohorts/([0-9a-z]+)"', found.body)
        coached = re.search('href="/coach/([0-9a-z]+)"', found.body)
        await self._pause(PAUSE)
        if cohort:
            await self.browser.get(f"/cohorts/{cohort[1]}", "/cohorts/…")
        if coached:
            await self._pause(PAUSE)
            await self.browser.get(f"/coach/{coached[1]}", "/coach/…")

    async def _review_a_peer(self) -> None:
        found = await self.browser.get("/cohorts", "/cohorts")
        for submission in re.findall('href="/reviews/([0-9a-z]+)"', found.body)[:1]:
            await self._pause(PAUSE)
            shown = await self.browser.get(f"/reviews/{submission}", "/reviews/…")
            if 'id="review-form"' not in shown.body:
                return
            await self._pause(PAUSE)
            mark = self._mark()
            self._tally.reviews[mark] = False
            sent = await self.browser.send(
                f"/reviews/{submission}",
                "/reviews/…",
                authenticity=4,
                learning=3,
                summary=f"It rings true. {mark}",
            )
            self._tally.reviews[mark] = bool(sent and sent.status == 303)

    async def _portfolio(self) -> None:
        await self.browser.get("/portfolio", "/portfolio")

    async def _export(self) -> None:
        await self.browser.get("/account", "/account")
        sent = await self.browser.send("/account/export", "/account/export")
        self._tally.exports += bool(sent and sent.status == 303)
