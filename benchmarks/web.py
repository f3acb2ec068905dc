"""The web app's speed with 10,000 entries and 300 stories: `python benchmarks/web.py`.

A server of its own process is asked as a browser asks it. The peer of the live check is proselint, in one process on
the same text; that of the pages is the smallest page of the same server. In Chromium, where it is installed: from a key
to the underline, layout shift, and the bytes of a page with all that it loads.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx

from starl.model.ids import make_id
from starl.model.journal import Entry
from starl.model.story_record import StoryRecord, VerdictSnapshot
from starl.store.store import Store, open_store

ROOT = Path(__file__).resolve().parents[1]
STORY = (ROOT / "examples" / "database-migration.md").read_text(encoding="utf-8")
ENTRIES, STORIES = 10_000, 300
PAGES = (
    "/",
    "/plan",
    "/journal",
    "/journal?tag=t7",
    "/inventory",
    "/stories",
    "/stories/story-7",
    "/stories/story-7/history",
    "/portfolio",
    "/questions",
    "/exercises",
    "/exercises/reframing",
    "/review",
    "/insights",
    "/learn",
    "/settings",
)
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
    "STARL_TIER": "default",
}
"""As a person has it: installed code is compiled once, not at each start."""
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def fill(store: Store) -> None:
    """Five years of a busy person."""
    from starl.coach.engine import check
    from starl.training.corpus import CORPUS, read_answers

    chance = random.Random(7)
    words = [f"word{n}" for n in range(4000)]
    now = dt.datetime.now(dt.UTC)
    entries = []
    for number in range(ENTRIES):
        moment = now - dt.timedelta(minutes=260 * number)
        text = " ".join(chance.choices(words, k=40)) + f" #t{number % 40}"
        entries.append(
            Entry(
                make_id(moment, chance.randbytes(10)),
                moment,
                moment,
                moment.date(),
                text,
                lesson=f"Look at {chance.choice(words)} first" if number % 3 == 0 else None,
                cause="I did not look" if number % 5 == 0 else None,
                tags=(f"t{number % 40}",),
            )
        )
    store.entries.add_many(entries)
    answers = [a.text for path in sorted((CORPUS / "answers").glob("*.txt")) for a in read_answers(path)]
    for number in range(STORIES):
        moment = now - dt.timedelta(hours=30 * number)
        identifier = make_id(moment, chance.randbytes(10))
        record = StoryRecord(
            identifier, moment, moment, f"story-{number}", f"Story {number}", themes=("ops",)
        )
        text = STORY if number == 7 else answers[number * 7 % len(answers)]
        report = check(text)
        store.stories.save(record, text, VerdictSnapshot.of(report, "bench") if report.judged else None)


def median(times: list[float]) -> float:
    return statistics.median(times) * 1000


def pages(client: httpx.Client) -> list[tuple[str, str, str, str]]:
    """The median of each page, and how often the smallest page could have been given meanwhile."""

    def once(path: str) -> float:
        started = time.perf_counter()
        client.get(path)
        return time.perf_counter() - started

    rows = []
    least = median([once("/nowhere") for _ in range(30)])
    for path in PAGES:
        answer = client.get(path)
        if answer.status_code != 200:
            rows.append((path, f"{answer.status_code}", "", ""))
            continue
        first = once(path)
        took = median([once(path) for _ in range(21)])
        rows.append((path, f"{took:.0f} ms", f"{took / least:.1f} times", f"{first * 1000:.0f} ms"))
    return rows


def live(client: httpx.Client) -> tuple[float, float]:
    """Checks a second over HTTP of a story of 300 words that grows by a letter, and proselint's in this process."""
    from proselint.checks import __register__
    from proselint.registry import CheckRegistry
    from proselint.tools import LintFile

    CheckRegistry().register_many(__register__)
    typed = " Nobody told me that the index was locked while they were buying, and I had not asked."
    for _ in range(20):
        client.post("/api/v1/check", json={"text": STORY})
    started, count = time.perf_counter(), 0
    while time.perf_counter() - started < 4:
        client.post("/api/v1/check", json={"text": STORY + typed[: count % len(typed)]}).raise_for_status()
        count += 1
    ours = count / (time.perf_counter() - started)
    started, count = time.perf_counter(), 0
    while time.perf_counter() - started < 4:
        LintFile("story", STORY + typed[: count % len(typed)]).lint()
        count += 1
    return ours, count / (time.perf_counter() - started)


def in_browser(address: str) -> list[tuple[str, str]]:
    """What only a browser can tell."""
    from playwright.sync_api import sync_playwright

    rows = []
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.add_init_script(
            "window.shift = 0; new PerformanceObserver((list) => { for (const e of list.getEntries())"
            " if (!e.hadRecentInput) window.shift += e.value }).observe({type: 'layout-shift', buffered: true})"
        )
        heaviest, shifts = ("", 0), []
        for path in PAGES:
            page.goto(address + path)
            page.wait_for_timeout(300)
            shifts.append((page.evaluate("window.shift"), path))
            total = page.evaluate(
                "performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation'))"
                ".reduce((sum, e) => sum + e.decodedBodySize, 0)"
            )
            heaviest = max(heaviest, (path, total), key=lambda item: item[1])
        rows.append(("the heaviest page with all it loads", f"{heaviest[1] / 1000:.0f} KB ({heaviest[0]})"))
        worst = max(shifts)
        rows.append(("the largest layout shift", f"{worst[0]:.3f} ({worst[1]})"))
        page.goto(address + "/stories/story-7")
        area = page.locator("textarea[name=action]")
        area.click()
        page.keyboard.press("Control+End")
        times = []
        for letter in " Nobody told me that QA":
            page.evaluate("performance.clearMarks()")
            page.keyboard.type(letter)
            page.wait_for_timeout(350)
            marks = {
                mark["name"]: mark["startTime"]
                for mark in page.evaluate("performance.getEntriesByType('mark').map(m => m.toJSON())")
            }
            times.append(marks["starl:underlined"] - marks["starl:key"])
        rows.append(("from a key to the underline, median", f"{statistics.median(times):.0f} ms"))
        rows.append(("the same, slowest of 23", f"{max(times):.0f} ms"))
        browser.close()
    return rows


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        with open_store(home / "journal.sqlite") as store:
            fill(store)
        command = [sys.executable, "-m", "starl", "serve", "--no-open", "--port", "0", "--home", name]
        subprocess.run([sys.executable, "-m", "compileall", "-q", str(ROOT / "src")], check=False)
        started = time.perf_counter()
        server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=ENVIRONMENT)
        try:
            assert server.stdout
            address = server.stdout.readline().split()[-1].rstrip("/")
            httpx.get(address + "/login")
            start = time.perf_counter() - started
            time.sleep(15)
            with httpx.Client(base_url=address, timeout=60) as client:
                table = pages(client)
            with httpx.Client(base_url=address, timeout=60) as client:
                ours, peer = live(client)
            browser = in_browser(address) if CHROMIUM else []
        finally:
            server.terminate()
            server.wait(20)
    print("| page | median | smallest page | first time |\n|---|---|---|---|")
    for row in table:
        print("| " + " | ".join(row) + " |")
    print("\n| | |\n|---|---|")
    print(f"| starl serve answers after | {start:.2f} s |")
    print(f"| live checks a second | {ours:.0f} (proselint: {peer:.0f}; {ours / peer:.1f} times) |")
    for label, value in browser:
        print(f"| {label} | {value} |")


if __name__ == "__main__":
    main()
