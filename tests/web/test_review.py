"""Review: a card at a time by keyboard and by forms, undo, skip, the end of the day, improvements, the forecast."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import httpx
import pytest

from starl.capture.stories import new_record, save
from starl.model.journal import Entry, Improvement, Outcome
from starl.model.practice import Card, CardKind, Rating
from starl.practice.grading import grade
from starl.store.store import Store

from .conftest import LOOKS, NOW, SOUND, Browserless, Site, Tab, eventually, violations

HOSTILE = "</dd><script>alert(1)</script><img src=x onerror=alert(1)> {{ 7*7 }}"
DAY = dt.timedelta(days=1)


def a_lesson(store: Store, mistake: str = "The import dropped rows", days: int = 3, **more: Any) -> Entry:
    """An entry of some days ago with a lesson, and a card by the next look."""
    made = NOW - days * DAY
    told = {"text": mistake, "mistake": mistake, "lesson": "Count before and after", "cause": "I was sure"}
    return store.entries.add(Entry(store.new_id(), made, made, made.date(), **(told | more)))


def an_improvement(store: Store, entry: Entry | None = None, due: int = 0) -> Improvement:
    """An improvement to look at in so many days."""
    return store.improvements.add(
        Improvement(
            store.new_id(), NOW - 20 * DAY, NOW - 20 * DAY, "I was sure", "Ask", "I ask for a second pair of eyes",
            due=(NOW + due * DAY).date(), entry=entry.id if entry else None,
        )
    )  # fmt: skip


def hidden(page: str, name: str) -> str:
    """The value of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found
    return found[1]


def graded(client: Browserless, rating: int) -> httpx.Response:
    """Grades the card that is shown."""
    page = client.get("/review").text
    return client.submit(
        "/review/grade", "/review", card=hidden(page, "card"), due=hidden(page, "due"), rating=str(rating)
    )


def test_nothing_yet_says_one_thing_to_do(client: Browserless) -> None:
    page = client.get("/review").text
    assert "Nothing to review yet" in page
    assert 'class="forecast"' not in page


def test_nothing_due_says_when(client: Browserless, store: Store) -> None:
    a_lesson(store)
    graded(client, 4)
    card = store.cards.select()[0]
    assert card.last_review
    moved = Card(**{name: getattr(card, name) for name in Card.__slots__} | {"due": NOW + 9 * DAY})
    store.cards.undo(card.id)
    store.cards.record(moved, _log(store, card.id, NOW - DAY))
    page = client.get("/review").text
    assert "Nothing is due" in page
    assert "in 9 days" in page


def _log(store: Store, card: str, moment: dt.datetime) -> Any:
    from starl.model.practice import ReviewLog

    return ReviewLog(store.new_id(), card, Rating.GOOD, moment)


def test_a_session_without_javascript(client: Browserless, store: Store) -> None:
    a_lesson(store, "First", days=5)
    a_lesson(store, "Second", days=4)
    page = client.get("/review").text
    assert "<b>1 of 2</b>" in page
    assert "Count before and after" in page
    answer = graded(client, 3)
    assert answer.url.path == "/review"
    assert "<b>2 of 2</b>" in answer.text
    answer = graded(client, 4)
    assert "Done for today" in answer.text
    assert "<b>2 cards</b> reviewed" in answer.text
    assert "first reviews" in answer.text
    assert [log.rating for log in store.cards.logs()] == [Rating.GOOD, Rating.EASY]
    answer = client.submit("/review/undo", "/review")
    assert "Taken back." in answer.text
    assert "<b>2 of 2</b>" in answer.text
    assert len(store.cards.logs()) == 1


def test_a_forgotten_card_comes_back_the_same_day(client: Browserless, store: Store) -> None:
    a_lesson(store)
    assert "<b>1 of 1</b>" in graded(client, 1).text
    answer = graded(client, 4)
    assert "<b>1 card</b> reviewed in 2 looks" in answer.text


def test_a_second_click_grades_nothing_twice(client: Browserless, store: Store) -> None:
    a_lesson(store)
    page = client.get("/review").text
    fields = {"card": hidden(page, "card"), "due": hidden(page, "due"), "rating": "1"}
    client.submit("/review/grade", "/review", **fields)
    answer = client.submit("/review/grade", "/review", **fields)
    assert "graded already" in answer.text
    assert len(store.cards.logs()) == 1


def test_skipped_cards_stay_due(client: Browserless, store: Store) -> None:
    a_lesson(store, "First", days=5)
    a_lesson(store, "Second", days=4)
    first = client.get("/review").text
    page = client.submit("/review/skip", "/review", card=hidden(first, "card")).text
    assert hidden(page, "card") != hidden(first, "card")
    assert "1 skipped" in page
    page = client.submit("/review/skip", "/review", card=hidden(page, "card")).text
    assert "You skipped what is due" in page
    assert "2 skipped cards" in page
    assert "<b>1 of 2</b>" in client.submit("/review/skipped", "/review").text


def test_undo_shows_the_card_that_was_graded(client: Browserless, store: Store) -> None:
    for days in (9, 6, 3):
        a_lesson(store, f"The one of {days} days ago", days=days)
    first = client.get("/review").text
    graded(client, 3)
    page = client.submit("/review/undo", "/review").text
    assert hidden(page, "card") == hidden(first, "card")
    assert "nothing to take back" in client.submit("/review/undo", "/review").text


def test_the_summary_counts_recall(client: Browserless, store: Store) -> None:
    entry = a_lesson(store, days=9)
    card = store.cards.add(Card(store.new_id(), NOW - 9 * DAY, CardKind.LESSON, entry.id, NOW - 8 * DAY))
    grade(store, card, Rating.GOOD, NOW - 8 * DAY)
    assert "Recalled 1 of 1 (100 %)" in graded(client, 3).text


def test_a_story_is_a_card_too(client: Browserless, store: Store) -> None:
    record = save(store, new_record(store, "The outage"), SOUND)
    store.cards.add(Card(store.new_id(), NOW - DAY, CardKind.STORY, record.id, NOW - DAY))
    page = client.get("/review").text
    assert "Tell it aloud" in page
    assert f'href="/stories/{record.slug}"' in page


def test_what_is_marked_is_remembered(client: Browserless, store: Store) -> None:
    entry = a_lesson(store)
    page = client.get("/review").text
    assert "edit it later" in client.submit("/review/mark", "/review", card=hidden(page, "card")).text
    assert list(store.settings.get("edit-later")) == [f"lesson {entry.id}"]
    assert entry.id in graded(client, 3).text


def test_an_improvement_that_held_makes_its_lesson_lived_by(client: Browserless, store: Store) -> None:
    entry = a_lesson(store)
    item = an_improvement(store, entry)
    page = client.get("/review").text
    assert "Did it hold?" in page
    answer = client.submit(
        "/review/improvements", "/review", improvement=item.id, outcome="held", note=" three times ", again=""
    )
    assert "That is a strength now" in answer.text
    kept = store.improvements.get(item.id)
    assert kept
    assert (kept.outcome, kept.due, kept.note) == (Outcome.HELD, None, "three times")
    lived = store.entries.get(entry.id)
    assert lived
    assert lived.applied == NOW.date()


@pytest.mark.parametrize(
    ("again", "status", "due"),
    [("", 200, dt.date(2026, 5, 18)), ("2026-06-01", 200, dt.date(2026, 6, 1)), ("2026-05-04", 422, None),
     ("soon", 422, None)],
)  # fmt: skip
def test_an_improvement_not_yet_is_asked_again(
    client: Browserless, store: Store, again: str, status: int, due: dt.date | None
) -> None:
    item = an_improvement(store)
    answer = client.submit(
        "/review/improvements",
        "/review",
        improvement=item.id,
        outcome="not_yet",
        again=again,
        back="/review/improvements",
    )
    assert answer.status_code == status
    kept = store.improvements.get(item.id)
    assert kept
    assert kept.due == (due or item.due)
    assert kept.outcome is (Outcome.NOT_YET if due else None)


def test_all_improvements(client: Browserless, store: Store) -> None:
    assert "No improvement is written down yet" in client.get("/review/improvements").text
    an_improvement(store, due=-2)
    page = client.get("/review/improvements").text
    assert "Not looked at yet" in page
    assert "to look at since 2 May 2026" in page


def test_words_are_escaped(client: Browserless, store: Store) -> None:
    entry = a_lesson(store, HOSTILE, lesson=HOSTILE)
    an_improvement(store, entry)
    item = store.improvements.select()[0]
    client.submit("/review/improvements", "/review", improvement=item.id, outcome="partly", note=HOSTILE)
    for path in ("/review", "/review/improvements"):
        page = client.get(path).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "&lt;script&gt;" in page


def test_a_session_by_keyboard(tab: Tab, store: Store) -> None:
    a_lesson(store, "First", days=5)
    a_lesson(store, "Second", days=4)
    page = tab.go("/review")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    assert not page.locator(".answer").is_visible()
    page.keyboard.press("Space")
    page.wait_for_selector(".answer >> visible=true")
    page.keyboard.press("3")
    tab.arrive("b:has-text('2 of 2')")
    (log,) = store.cards.logs()
    assert log.rating is Rating.GOOD
    assert log.duration is not None
    assert 0 < log.duration < 60_000
    page.keyboard.press("u")
    tab.arrive(".flash:has-text('Taken back')")
    assert store.cards.logs() == []
    page.keyboard.press("s")
    tab.arrive("text=1 skipped")
    page.keyboard.press("Enter")
    page.wait_for_selector(".grade-3:focus")
    page.keyboard.press("Enter")
    page.wait_for_selector("button:has-text('Look at the 1 skipped card')")
    assert [log.rating for log in store.cards.logs()] == [Rating.GOOD]


def test_keys_are_letters_in_a_field(tab: Tab, store: Store) -> None:
    a_lesson(store)
    an_improvement(store)
    page = tab.go("/review")
    page.locator("summary:has-text('A note')").click()
    page.fill("input[name=note]", "")
    page.locator("input[name=note]").press_sequentially("us 1")
    assert page.locator("input[name=note]").input_value() == "us 1"
    page.keyboard.press("Enter")
    page.get_by_role("button", name="In part").click()
    page.wait_for_selector(".flash")
    assert [(item.outcome, item.note) for item in store.improvements.select()] == [(Outcome.PARTLY, "us 1")]


def test_the_forecast_has_its_table(tab: Tab, store: Store) -> None:
    entry = a_lesson(store)
    store.cards.add(Card(store.new_id(), NOW, CardKind.LESSON, entry.id, NOW + 3 * DAY))
    page = tab.go("/review")
    page.locator("summary:has-text('As a table')").click()
    rows = page.locator("section:has(#coming) tbody tr")
    assert rows.count() == 14
    assert rows.nth(3).inner_text().split("\t") == ["Thursday, 7 May 2026", "1"]


def test_over_http(client: Browserless, store: Store) -> None:
    entry = a_lesson(store)
    item = an_improvement(store, entry)
    overview = client.get("/api/v1/review").json()
    assert overview["cards"] == {"story": 0, "lesson": 1, "question": 0}
    assert overview["improvements"] == 1
    shown = client.get("/api/v1/review/next").json()
    assert (shown["done"], shown["left"]) == (0, 1)
    card = shown["card"]
    assert {"name": "lesson", "text": "Count before and after"} in card["answer"]
    assert card["waits"]["again"] == 600
    skipped = client.get("/api/v1/review/next", params={"skip": card["id"]}).json()
    assert (skipped["card"], skipped["left"]) == (None, 0)
    address = f"/api/v1/review/cards/{card['id']}/grade"
    headers = {"X-CSRF-Token": client.token()}
    told = {"rating": 4, "duration": 4000, "due": card["due"]}
    assert client.post(address, json=told, headers=headers).json()["state"] == "review"
    assert client.post(address, json=told, headers=headers).status_code == 409
    assert client.post("/api/v1/review/undo", headers=headers).json()["due"] == card["due"]
    assert client.post("/api/v1/review/undo", headers=headers).status_code == 409
    assert client.post(address.replace(card["id"], "0"), json=told, headers=headers).status_code == 404
    (listed,) = client.get("/api/v1/improvements", params={"due": "true"}).json()
    assert listed["change"] == item.change
    address = f"/api/v1/improvements/{item.id}/check"
    for body, status in (
        ({"outcome": "partly"}, 400),
        ({"outcome": "partly", "again": "2026-05-04"}, 400),
        ({"outcome": "held", "again": "2026-06-04"}, 400),
        ({"outcome": "lost"}, 422),
        ({"outcome": "held", "note": "a\0b"}, 400),
        ({"outcome": "held", "note": "x" * 2001}, 422),
        ({"outcome": "held", "note": "yes"}, 200),
    ):
        assert client.post(address, json=body, headers=headers).status_code == status, body
    assert client.get("/api/v1/improvements", params={"due": "true"}).json() == []


@pytest.mark.parametrize(("width", "scheme"), LOOKS.values(), ids=LOOKS)
def test_no_barrier(site: Site, tab: Tab, store: Store, scheme: str, width: int) -> None:
    entry = a_lesson(store, "The index locked the table for an hour while everyone was buying")
    an_improvement(store, entry)
    tab.page.set_viewport_size({"width": width, "height": 800})
    tab.page.emulate_media(color_scheme=scheme)
    page = tab.go("/review")
    assert violations(page) == []
    page.keyboard.press("Enter")
    page.wait_for_selector(".grades >> visible=true")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(tab.go("/review/improvements")) == []
    page = tab.go("/review")
    page.keyboard.press("Enter")
    page.keyboard.press("4")
    eventually(lambda: "Done for today" in page.locator("main").inner_text())
    assert violations(page) == []
