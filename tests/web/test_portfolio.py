"""The portfolio, its grid and its sheet in the browser."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import httpx
import pytest

from starl.capture.stories import new_record, save
from starl.model.interview import Use
from starl.model.journal import Entry
from starl.model.question import Theme
from starl.model.story_record import StoryRecord
from starl.practice.questions import add
from starl.store.store import Store
from tests.coach.test_fit import LATE, QUARREL

from .conftest import LOOKS, NOW, SOUND, Browserless, Site, Tab, eventually, violations

HOSTILE = '"><script>alert(1)</script>{{7*7}}&amp;\u202e'


def keep(store: Store, title: str, text: str, front: str = "") -> StoryRecord:
    quoted = title.replace("\\", "\\\\").replace('"', '\\"')
    return save(store, new_record(store, title), f'---\ntitle: "{quoted}"\n{front}---\n{text}\n')


@pytest.fixture
def three(store: Store) -> list[StoryRecord]:
    return [
        keep(store, "The export", LATE, "skills: [planning, Python]\ninsight: I hope in silence\n"),
        keep(store, "The review", QUARREL),
        keep(store, "The statements", SOUND),
    ]


def quarrel(store: Store) -> Entry:
    now = store.now()
    text = "I argued with a colleague about a revert and nobody wrote down what broke"
    return store.entries.add(Entry(store.new_id(), now, now, now.date(), text))


def test_without_a_story_there_is_one_thing_to_do(client: Browserless) -> None:
    page = client.get("/portfolio").text
    assert "No story to look at yet" in page
    assert 'href="/stories/new"' in page
    assert "Nothing to put on it yet" in client.get("/portfolio/sheet").text


def test_the_set_and_what_each_adds(client: Browserless, three: list[StoryRecord]) -> None:
    page = client.get("/portfolio").text
    assert re.search(r"These 3 together answer <b>\d+ of 128 questions</b>, \d+ of them strongly", page)
    assert "every one was compared" in page
    assert len(re.findall(r'<span class="soft">(?:covers|adds) \d+ %', page)) == 3
    assert len(re.findall(r'<tbody id="theme-', page)) == 14
    two = client.get("/portfolio", params={"size": 2}).text
    assert "These 2 together answer" in two
    assert client.get("/portfolio", params={"size": 6}).status_code == 422


def test_a_theme_opens_without_a_script(client: Browserless, three: list[StoryRecord]) -> None:
    page = client.get("/portfolio?theme=deadline").text
    assert page.count('<tr class="question">') == 9
    path = re.search(r'href="(/portfolio/fit/the-export/missed-deadline)"', page)
    assert path
    fit = client.get(path[1]).text
    assert "It tells of a date that was not kept" in fit
    assert "What the interviewer listens for" in fit


def test_a_theme_opens_in_place_and_closes(tab: Tab, three: list[StoryRecord]) -> None:
    page = tab.go("/portfolio")
    page.locator("#unfold-deadline").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#theme-deadline .question")
    assert page.locator("#theme-deadline .question").count() == 9
    assert page.locator("#unfold-deadline").get_attribute("aria-expanded") == "true"
    eventually(lambda: page.evaluate("document.activeElement.id") == "unfold-deadline")
    assert "theme=" not in page.url
    page.keyboard.press("Enter")
    page.wait_for_selector("#theme-deadline .question", state="detached")


def test_why_a_mark_is_what_it_is(tab: Tab, three: list[StoryRecord]) -> None:
    page = tab.go("/portfolio?theme=deadline")
    cell = page.locator('.question .cell[href$="/the-export/missed-deadline"]')
    cell.hover()
    page.wait_for_selector("#tip:visible")
    assert "a date that was not kept" in page.inner_text("#tip")
    page.mouse.move(0, 0)
    page.wait_for_selector("#tip", state="hidden")
    page.locator("#unfold-failure").focus()
    page.keyboard.press("Tab")
    page.wait_for_selector("#tip:visible")
    assert "it answers" in page.inner_text("#tip")
    page.keyboard.press("Escape")
    page.wait_for_selector("#tip", state="hidden")
    cell.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/portfolio/fit/the-export/missed-deadline")


def test_a_tap_shows_why_and_the_next_one_opens(
    chromium: Any, site: Site, store: Store, three: list[StoryRecord]
) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 800}, has_touch=True)
    page = context.new_page()
    page.goto(site.address + "/portfolio")
    cell = page.locator("#theme-failure .cell").first
    cell.tap()
    page.wait_for_selector("#tip:visible")
    assert page.url.endswith("/portfolio")
    box = page.locator("#tip").bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 390
    cell.tap()
    page.wait_for_url("**/portfolio/fit/**")
    context.close()


def test_a_gap_becomes_a_story_with_one_click(tab: Tab, store: Store) -> None:
    keep(store, "The export", LATE)
    entry = quarrel(store)
    page = tab.go("/portfolio")
    page.get_by_role("button", name="Make a story of").first.click()
    page.wait_for_url("**/stories/*")
    (made,) = [record for record in store.stories.select() if record.slug != "the-export"]
    assert made.entry == entry.id


def test_the_plan_leads_to_the_question(client: Browserless, store: Store) -> None:
    keep(store, "The statements", SOUND)
    quarrel(store)
    page = client.submit("/plan", when="in 20 days", minutes="120").text
    found = re.search(r'<a href="(/questions/[a-z-]+)">Find an answer to: ', page)
    assert found
    assert "What may become its story" in client.get(found[1]).text


def test_what_a_story_shows(client: Browserless, store: Store, three: list[StoryRecord]) -> None:
    for day in (1, 2):
        date = NOW.date() - dt.timedelta(days=day)
        store.uses.add(Use(store.new_id(), store.now(), three[0].id, date, company="Harbour"))
    page = client.get("/portfolio").text
    card = page.partition('id="story-the-export"')[2].partition("</li>")[0]
    assert "I hope in silence" in card
    assert "are-suggested" not in card
    assert "Told in 2 interviews (Harbour), last on 3 May 2026." in card
    assert "Let it rest at Harbour" in card
    card = page.partition('id="story-the-review"')[2].partition("</li>")[0]
    assert "May show" in card
    assert "Not told in an interview yet." in card
    assert 'href="/stories/the-review#about"' in card


def test_many_stories_are_paged(client: Browserless, store: Store) -> None:
    for number in range(14):
        keep(store, f"Story {number}", (LATE, QUARREL, SOUND)[number % 3] + f" It was the {number}th.")
    page = client.get("/portfolio").text
    assert page.count('<th scope="col"') == 9
    assert "others, those that answer the most first" in page
    after = client.get("/portfolio?start=5").text
    assert page.count('class="is-chosen"') == after.count('class="is-chosen"') == 3
    others = [re.findall(r'id="story-([a-z0-9-]+)"', text)[3:] for text in (page, after)]
    assert len(others[0]) == 5
    assert not set(others[0]) & set(others[1])


def test_an_archived_story_is_out(client: Browserless, store: Store, three: list[StoryRecord]) -> None:
    assert client.get("/portfolio/fit/the-review").status_code == 200
    store.stories.bin(three[1].id)
    assert "The review" not in client.get("/portfolio").text
    assert client.get("/portfolio/fit/the-review").status_code == 404
    assert client.get("/portfolio/fit/nowhere").status_code == 404
    assert client.get("/portfolio/fit/the-export/nowhere").status_code == 404


def test_nothing_of_the_persons_words_runs(tab: Tab, store: Store) -> None:
    keep(store, HOSTILE, LATE + " " + HOSTILE, f"skills: ['{HOSTILE}']\ninsight: '{HOSTILE}'\n")
    question = add(store, f"Tell me {HOSTILE}", Theme.DEADLINE, listens_for=HOSTILE)
    slug = store.stories.select()[0].slug
    for path in (
        "/portfolio?theme=deadline",
        "/portfolio/sheet",
        f"/portfolio/fit/{slug}",
        f"/portfolio/fit/{slug}/{question.id}",
        f"/questions/{question.id}",
        "/questions?own=true",
        "/questions?q=%22%3E%3Cscript%3E",
    ):
        page = tab.go(path)
        assert page.locator("script:not([src])").count() == 0, path
        assert "49" not in page.inner_text("main").replace("49 %", ""), path


LONG = (
    " and then for a long while nothing else that was of any use to anybody happened to us in those weeks" * 3
)


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_sheet_is_one_page(tab: Tab, store: Store, paper: str) -> None:
    for number, text in enumerate((LATE, QUARREL, SOUND)):
        longer = text.replace(". ", LONG + ". ").replace(".\n", LONG + ".\n")
        front = f"insight: {'I am slow to say that I am late' * 4}\n"
        keep(store, f"A rather long title for a story that is the {number}th of them all", longer, front)
    page = tab.go("/portfolio/sheet")
    assert page.locator(".sheet-story").count() >= 2
    data = page.pdf(format=paper)
    assert len(re.findall(rb"/Type\s*/Page\b", data)) == 1


def test_the_sheet_prints_and_only_itself(tab: Tab, three: list[StoryRecord], client: Browserless) -> None:
    client.submit("/plan", when="in 3 days", company="Harbour")
    page = tab.go("/portfolio/sheet")
    assert "Harbour" in page.inner_text(".sheet")
    page.evaluate("window.print = () => { window.printed = true }")
    page.get_by_role("button", name="Print").click()
    assert page.evaluate("window.printed")
    page.emulate_media(media="print")
    assert not page.locator(".side").is_visible()
    assert not page.get_by_role("button", name="Print").is_visible()
    assert page.locator(".sheet").is_visible()


def test_over_http(site: Site, three: list[StoryRecord]) -> None:
    with httpx.Client(base_url=f"{site.address}/api/v1") as client:
        found = client.get("/portfolio").json()
        assert {one["slug"] for one in found["chosen"]} <= {record.slug for record in three}
        assert sum(one["adds"] for one in found["chosen"]) == pytest.approx(found["coverage"], abs=0.001)
        assert found["optimal"] is True
        assert len(found["questions"]) == 128
        assert all(len(question["fits"]) == 3 for question in found["questions"])
        page = client.get("/portfolio", params={"limit": 1, "offset": 2, "theme": "deadline"}).json()
        assert (page["total"], len(page["stories"]), len(page["questions"])) == (3, 1, 9)
        assert page["questions"][0]["fits"][0]["slug"] == page["stories"][0]["slug"]


def test_the_overview_is_made_once_for_a_state(site: Site, store: Store, three: list[StoryRecord]) -> None:
    overviews = site.app.state.overviews
    first = overviews.of(store, NOW)
    assert overviews.of(store, NOW) is first
    assert overviews.of(store, NOW, 2).fits is first.fits
    changed = keep(store, "Another", LATE)
    second = overviews.of(store, NOW)
    assert len(second.stories) == 4
    add(store, "Was it late?", Theme.DEADLINE)
    assert len(overviews.of(store, NOW).questions) == 129
    store.stories.bin(changed.id)
    assert len(overviews.of(store, NOW).stories) == 3
    tomorrow = overviews.of(store, NOW + dt.timedelta(days=1)).stories[0].freshness.revision
    assert tomorrow == second.stories[0].freshness.revision + 1


@pytest.mark.parametrize(("width", "scheme"), LOOKS.values(), ids=LOOKS)
def test_no_barrier(tab: Tab, store: Store, scheme: str, width: int) -> None:
    tab.page.set_viewport_size({"width": width, "height": 800})
    tab.page.emulate_media(color_scheme=scheme)
    assert violations(tab.go("/portfolio")) == []
    keep(store, "The export", LATE, "skills: [planning]\ninsight: I hope in silence\n")
    told = keep(store, "The statements with a name that goes on and on and does not end", SOUND)
    for number in range(9):
        keep(store, f"Story {number}", QUARREL)
        store.uses.add(Use(store.new_id(), store.now(), told.id, NOW.date(), company="Harbour"))
    quarrel(store)
    for path in (
        "/portfolio?theme=deadline",
        "/portfolio/sheet",
        "/portfolio/fit/the-export",
        "/portfolio/fit/the-export/missed-deadline",
    ):
        page = tab.go(path)
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
