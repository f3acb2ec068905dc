"""Home and plan: the newcomer's ten minutes, what is due, the days up to an interview, uses."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from icalendar import Calendar

from starl.capture.stories import new_record, save
from starl.model.journal import Entry
from starl.store.store import Store

from .conftest import LOOKS, NOW, SOUND, Browserless, Tab, eventually, violations


def an_entry(store: Store, text: str = "Pushed the wrong tag") -> Entry:
    now = store.now()
    return store.entries.add(Entry(store.new_id(), now, now, now.date(), text))


def test_a_newcomer_reaches_a_story_with_a_verdict(tab: Tab, store: Store) -> None:
    page = tab.go("/")
    page.get_by_label("What went wrong, in a line").fill("The wrong statements")
    page.keyboard.press("Enter")
    tab.arrive(".path")
    for part in SOUND.split("## ")[1:]:
        name, _, text = part.partition("\n")
        page.fill(f"textarea[name={name.lower()}]", text.strip())
    page.wait_for_selector("text=Ready to tell")
    eventually(lambda: bool((verdict := store.stories.select()[0].verdict) and verdict.ready))


def test_home_says_what_is_next_and_due(client: Browserless, store: Store) -> None:
    an_entry(store)
    text = client.get("/").text
    assert "Do this now" in text
    assert "Pushed the wrong tag" in text
    assert "The five steps" in text


def test_the_plan_up_to_an_interview(client: Browserless, store: Store) -> None:
    save(store, new_record(store, "Statements"), SOUND)
    page = client.submit("/plan", when="in 5 days", company="Harbour", minutes="30")
    assert "Harbour in 5 days" in page.text
    assert "Harbour" in client.get("/").text
    events: list[Any] = list(Calendar.from_ical(client.get("/plan.ics?at=18:00").content).walk("VEVENT"))
    assert len(events) == 7
    assert events[-1]["summary"] == "Interview at Harbour"
    assert events[-1]["dtstart"].dt == NOW.date() + dt.timedelta(days=5)
    client.submit("/plan/clear")
    assert client.get("/plan.ics").status_code == 404


@pytest.mark.parametrize("when", ["", "some day", "in 5 years"])
def test_a_day_that_is_none_is_said(client: Browserless, when: str) -> None:
    answer = client.submit("/plan", when=when)
    assert answer.status_code in (400, 422)
    assert "That did not work" in answer.text


def test_a_use_is_noted_and_shown(client: Browserless, store: Store) -> None:
    slug = save(store, new_record(store, "Statements"), SOUND).slug
    page = client.submit(
        "/uses", story=slug, when="yesterday", company="Harbour", went="well", note="They asked twice"
    )
    assert "They asked twice" in page.text
    (use,) = store.uses.select()
    assert (use.date, use.company) == (NOW.date() - dt.timedelta(days=1), "Harbour")


@pytest.mark.parametrize(("width", "scheme"), LOOKS.values(), ids=LOOKS)
def test_no_barrier(tab: Tab, store: Store, client: Browserless, scheme: str, width: int) -> None:
    tab.page.set_viewport_size({"width": width, "height": 800})
    tab.page.emulate_media(color_scheme=scheme)
    assert violations(tab.go("/")) == []
    an_entry(store)
    save(store, new_record(store, "Statements"), SOUND)
    client.submit("/plan", when="in 5 days", company="Harbour")
    for path in ("/", "/plan"):
        page = tab.go(path)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_the_menu_of_a_phone_by_keyboard(tab: Tab) -> None:
    tab.page.set_viewport_size({"width": 390, "height": 800})
    page = tab.go("/plan")
    link = page.get_by_role("link", name="Stories")
    assert not link.is_visible()
    page.locator(".menu summary").focus()
    page.keyboard.press("Enter")
    assert link.is_visible()
    page.keyboard.press("Escape")
    assert not link.is_visible()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
