"""Insights: plots with their tables and files, claims only from enough records, fast with many."""

from __future__ import annotations

import csv
import datetime as dt
import io
import statistics
import time
from pathlib import Path
from typing import Any

import pytest

from starl.capture.stories import new_record
from starl.model.journal import Entry
from starl.model.practice import Card, CardKind, Rating
from starl.model.story_record import VerdictSnapshot
from starl.practice.grading import grade
from starl.store.store import Store
from starl.web.figures import MAKERS

from .conftest import LOOKS, NOW, Browserless, Site, Tab, eventually, violations

DAY = dt.timedelta(days=1)
HOSTILE = '=HYPERLINK("x")<script>alert(1)</script>'


def an_entry(store: Store, days: int, **more: Any) -> Entry:
    """An entry of so many days ago."""
    made = NOW - days * DAY
    return Entry(store.new_id(), made, made, made.date(), "It broke.", **more)


def a_year(store: Store, entries: int = 40, title: str = "The outage") -> None:
    """A journal in which every plot has something to show."""
    causes = (
        "I skipped the review",
        "Skipping the rehearsal",
        "I assumed it was tested",
        "I assumed too much",
    )
    kept = [
        an_entry(
            store, 6 * number + 2, at=dt.time(number % 24), cause=causes[number % 4], tags=("deploy",),
            lesson="Rehearse it", applied=(NOW - (6 * number + 1) * DAY).date() if number % 3 == 0 else None,
        )
        for number in range(entries)
    ]  # fmt: skip
    store.entries.add_many(kept)
    for name in (title, "Another"):
        record = new_record(store, name)
        for number, score in enumerate((40, 55, 80)):
            record = store.stories.save(
                record, f"# {name} {number}", VerdictSnapshot(score, score > 70, (), {}, "1")
            )
    for entry in kept[10:14]:
        card = store.cards.add(Card(store.new_id(), entry.created, CardKind.LESSON, entry.id, entry.created))
        for week in range(3):
            rating = Rating.AGAIN if week == 1 else Rating.GOOD
            card = grade(store, card, rating, entry.created + (1 + 8 * week) * DAY)


def test_nothing_yet_says_one_thing_to_do(client: Browserless) -> None:
    assert "Look at all of it" in client.get("/insights").text
    assert "Nothing to see yet" in client.get("/insights?since=all").text


def test_few_records_claim_nothing(client: Browserless, store: Store) -> None:
    store.entries.add(an_entry(store, 1, cause="I skipped the review", lesson="x"))
    page = client.get("/insights").text
    assert "1 cause so far; from 3 on they are compared" in page
    assert "0 lessons lived by so far; from 3 on there is a median" in page
    assert "only the second review of a card tests memory" in page
    assert "1 of the 30 entries" in page
    assert 'data-plot="causes"' not in page


def test_what_is_said(client: Browserless, store: Store) -> None:
    a_year(store)
    page = client.get("/insights").text
    assert "<b>40 entries</b>" in page
    assert "“assumed” stands in 20 of 40 causes" in page
    assert "Half of the 14 changes took 1 day or less" in page
    assert "2 of 2 stories with more than one revision rose" in page
    assert "You recalled 4 of 8 (50%); the aim is 90%" in page
    assert "26 of 40; the oldest first" in page
    assert "Times of the day" in page


@pytest.mark.parametrize(("since", "entries"), [("3m", 16), ("1y", 40), ("all", 40)])
def test_how_far_back(client: Browserless, store: Store, since: str, entries: int) -> None:
    a_year(store)
    assert client.get(f"/api/v1/insights?since={since}").json()["entries"] == entries
    assert f"<b>{entries} entries</b>" in client.get(f"/insights?since={since}").text


def test_a_change_is_seen_at_once(client: Browserless, store: Store) -> None:
    a_year(store)
    client.get("/insights")
    record = store.entries.select()[0]
    store.entries.bin(record.id)
    assert "<b>39 entries</b>" in client.get("/insights").text
    store.entries.restore(record.id)
    assert "<b>40 entries</b>" in client.get("/insights").text
    store.stories.bin(store.stories.select()[0].id)
    assert len(client.get("/api/v1/insights").json()["stories"]) == 1
    drawn = client.get("/api/v1/insights?plots=true").json()
    assert (drawn["open_lessons"], drawn["tags"]) == ([], [])
    assert all(len(story["scores"]) > 1 for story in drawn["stories"])


@pytest.mark.parametrize("name", MAKERS)
def test_the_numbers_as_a_file(client: Browserless, store: Store, name: str) -> None:
    a_year(store, title=HOSTILE)
    answer = client.get(f"/insights/{name}.csv?since=all")
    assert answer.headers["content-disposition"] == f'attachment; filename="starl-{name}-2026-05-04.csv"'
    heads, *rows = csv.reader(io.StringIO(answer.text))
    assert rows
    assert all(len(row) == len(heads) for row in rows)
    assert not any(cell.startswith("=") for row in rows for cell in row)
    if name == "scores":
        assert sum(row[0] == "'" + HOSTILE for row in rows) == 3
    if name == "weeks":
        assert sum(int(row[1]) for row in rows) == 40


@pytest.mark.parametrize("path", ["/insights/none.csv", "/insights/..%2f.csv", "/insights/scores.txt"])
def test_there_is_no_such_file(client: Browserless, path: str) -> None:
    assert client.get(path).status_code == 404


def test_weeks_end_somewhere(client: Browserless, store: Store) -> None:
    store.entries.add(Entry(store.new_id(), NOW, NOW, dt.date(1, 1, 1), "Long ago."))
    store.entries.add(Entry(store.new_id(), NOW, NOW, dt.date(9999, 12, 31), "To come."))
    assert len(client.get("/api/v1/insights?since=all").json()["weeks"]) == 522


def test_words_are_escaped(client: Browserless, store: Store) -> None:
    a_year(store, title=HOSTILE)
    store.entries.add_many(
        [an_entry(store, 9 + n, cause=HOSTILE, lesson=HOSTILE, tags=(HOSTILE,)) for n in range(40)]
    )
    page = client.get("/insights?since=all").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_plots_are_drawn_and_read_out(tab: Tab, store: Store) -> None:
    a_year(store)
    page = tab.go("/insights")
    page.wait_for_selector(".figures[data-drawn]")
    assert page.locator(".plot canvas").count() == len(MAKERS)
    page.locator("[data-plot=weeks] .u-over").hover()
    eventually(lambda: "Week from" in page.locator("[data-readout=weeks]").inner_text())
    assert page.locator("[data-legend=scores] li").all_inner_texts() == ["Another", "The outage"]
    page.locator("section:has(#f-scores) summary").click()
    assert page.locator("section:has(#f-scores) tbody tr").count() == 6


def test_plots_follow_the_scheme(tab: Tab, store: Store) -> None:
    a_year(store)
    page = tab.go("/insights")
    page.wait_for_selector(".figures[data-drawn]")
    pixel = "() => [...document.querySelector('[data-legend=scores] line').getAttribute('stroke')].join('')"
    light = page.evaluate(pixel)
    page.emulate_media(color_scheme="dark")
    eventually(lambda: bool(page.evaluate(pixel) != light))
    assert page.locator(".plot canvas").count() == len(MAKERS)


def test_a_plot_as_a_picture(tab: Tab, store: Store, tmp_path: Path) -> None:
    a_year(store)
    page = tab.go("/insights")
    page.wait_for_selector(".figures[data-drawn]")
    with page.expect_download() as download:
        page.locator("[data-png=causes]").click()
    assert download.value.suggested_filename == "starl-causes.png"
    download.value.save_as(tmp_path / "causes.png")
    assert (tmp_path / "causes.png").read_bytes().startswith(b"\x89PNG")
    with page.expect_download() as download:
        page.locator("a[href^='/insights/causes.csv']").click()
    assert download.value.suggested_filename == "starl-causes-2026-05-04.csv"


def test_many_entries_are_quick(client: Browserless, store: Store) -> None:
    a_year(store, 10_000)
    client.get("/insights")

    def took() -> float:
        began = time.perf_counter()
        assert client.get("/insights").status_code == 200
        return time.perf_counter() - began

    assert statistics.median(took() for _ in range(7)) < 0.3


@pytest.mark.parametrize(("width", "scheme"), LOOKS.values(), ids=LOOKS)
def test_no_barrier(site: Site, tab: Tab, store: Store, scheme: str, width: int) -> None:
    a_year(store)
    tab.page.set_viewport_size({"width": width, "height": 800})
    tab.page.emulate_media(color_scheme=scheme)
    page = tab.go("/insights")
    page.wait_for_selector(".figures[data-drawn]")
    for summary in page.locator(".under summary").all():
        summary.click()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
