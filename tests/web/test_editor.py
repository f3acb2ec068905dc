"""The story editor: live underlines, saving by itself, two windows, dismissals; with and without JavaScript."""

from __future__ import annotations

import os
import re

import pytest

from starl.capture.stories import new_record, save
from starl.coach.deep import available
from starl.model.report import Tier
from starl.store.store import Store
from starl.text.writer import new_story

from .conftest import LOOKS, SOUND, Browserless, Site, Tab, eventually, violations

BLAME = "QA missed the bug because they did not test it."


def a_story(store: Store, title: str = "The outage") -> str:
    """The slug of a new story."""
    return save(store, new_record(store, title), new_story(title)).slug


def test_a_story_from_one_line_without_javascript(client: Browserless, store: Store) -> None:
    page = client.submit("/stories/new", title="The  migration")
    assert page.url.path == "/stories/the-migration"
    answer = client.submit(
        "/stories/the-migration",
        "/stories/the-migration",
        revision="1",
        action="I dropped the table.",
        note="first",
    )
    assert "Saved as revision 2." in answer.text
    record = store.stories.by_slug("the-migration")
    assert record
    assert "I dropped the table." in store.stories.text(record.id)
    assert store.stories.revision(record.id, 2).note == "first"


def test_words_are_escaped(client: Browserless) -> None:
    hostile = "</textarea><script>alert(1)</script><svg onload=alert(1)>[x](javascript:alert(1)) {{ 7*7 }}"
    page = client.submit("/stories/new", title=hostile)
    page = client.submit(page.url.path, page.url.path, revision="1", action=hostile)
    assert "<script>alert" not in page.text
    assert "<svg onload" not in page.text
    assert "{{ 7*7 }}" in page.text


def test_underlines_come_as_one_types(tab: Tab, store: Store) -> None:
    page = tab.go(f"/stories/{a_story(store)}")
    area = page.locator("textarea[name=action]")
    area.click()
    area.press_sequentially(BLAME)
    page.wait_for_selector("[data-box=action] .mirror mark")
    assert page.locator("[data-box=action] .note .question").first.inner_text().endswith("?")
    eventually(lambda: BLAME in store.stories.text(store.stories.select()[0].id))
    assert store.stories.select()[0].revision == 2


def test_underlines_stand_under_the_evidence(tab: Tab, store: Store) -> None:
    page = tab.go(f"/stories/{a_story(store)}")
    page.fill("textarea[name=action]", "😀 Überall. " + BLAME)
    page.wait_for_selector("[data-box=action] .mirror mark")
    for mark in page.locator("[data-box=action] .mirror mark").all():
        number = mark.get_attribute("data-number")
        words = page.locator(f"[data-note='{number}'] .words").inner_text().strip("“”")
        assert mark.inner_text() in words or words.rstrip(" …") in mark.inner_text()


def test_a_note_by_pointer_caret_and_keyboard(tab: Tab, store: Store) -> None:
    page = tab.go(f"/stories/{a_story(store)}")
    page.fill("textarea[name=action]", BLAME)
    mark = page.locator("[data-box=action] .mirror mark").first
    mark.wait_for()
    box = mark.bounding_box()
    assert box
    # Behind the words that another finding points at more closely.
    there = box["x"] + 0.8 * box["width"], box["y"] + box["height"] / 2
    page.mouse.move(*there)
    page.wait_for_selector("#tip:not([hidden])")
    assert "?" in page.locator("#tip").inner_text()
    number = mark.get_attribute("data-number")
    page.mouse.click(*there)
    page.wait_for_selector(f"[data-note='{number}'].is-here")
    page.locator(f"[data-note='{number}'] [data-goto]").focus()
    page.keyboard.press("Enter")
    selected = page.evaluate(
        "() => { const a = document.activeElement; return a.value.slice(a.selectionStart, a.selectionEnd) }"
    )
    assert selected == mark.inner_text()


def test_a_finding_is_set_aside_with_a_reason(tab: Tab, store: Store) -> None:
    page = tab.go(f"/stories/{a_story(store)}")
    page.fill("textarea[name=action]", BLAME)
    page.wait_for_selector("#saved:has-text('Saved')")
    note = page.locator("[data-box=action] .note").first
    code = note.locator("summary").inner_text()[:4]
    note.locator("summary").click()
    note.locator("input[name=reason]").fill("It is what the report says")
    note.get_by_role("button", name="Set aside").click()
    page.wait_for_selector(".flash")
    (kept,) = store.dismissals.select()
    assert (kept.code, kept.reason) == (code, "It is what the report says")
    page.locator("summary:has-text('Set aside (1)')").click()
    page.get_by_role("button", name="Let the coach speak of it again").click()
    page.wait_for_selector(".flash")
    assert store.dismissals.select() == []


def test_two_windows_do_not_overwrite_each_other(tab: Tab, store: Store, client: Browserless) -> None:
    tab.expected = ("Failed to load resource: the server responded with a status of 409 (Conflict)",)
    slug = a_story(store)
    page = tab.go(f"/stories/{slug}")
    client.submit(f"/stories/{slug}", f"/stories/{slug}", revision="1", task="Theirs.")
    page.fill("textarea[name=task]", "Mine.")
    page.wait_for_selector("#trouble:not([hidden])")
    record = store.stories.by_slug(slug)
    assert record
    assert "Theirs." in store.stories.text(record.id)
    page.click("#save")
    page.wait_for_selector("h1:has-text('Saved elsewhere')")
    assert page.locator("textarea[name=task]").input_value() == "Mine."
    assert "Theirs." in page.locator("main").inner_text()
    page.get_by_role("button", name="Save mine").click()
    page.wait_for_selector(".editor")
    assert "Mine." in store.stories.text(record.id)
    assert len(store.stories.revisions(record.id)) == 3


def test_history_shows_what_changed_and_goes_back(tab: Tab, store: Store) -> None:
    slug = a_story(store)
    record = store.stories.by_slug(slug)
    assert record
    save(store, record, store.stories.text(record.id).replace("## Task\n", "## Task\nIt was mine.\n"))
    page = tab.go(f"/stories/{slug}/history")
    assert page.locator("ins").inner_text() == "It was mine."
    page.get_by_role("button", name="Back to revision 1").click()
    page.wait_for_selector(".flash")
    assert "It was mine." not in store.stories.text(record.id)
    assert len(store.stories.revisions(record.id)) == 3


def test_an_archived_story_comes_back_or_goes(client: Browserless, store: Store) -> None:
    slug = a_story(store)
    client.submit(f"/stories/{slug}/archive")
    assert slug not in client.get("/stories").text
    assert slug in client.get("/stories?archived=true").text
    client.submit(f"/stories/{slug}/remove")
    assert store.stories.by_slug(slug)
    client.submit(f"/stories/{slug}/remove", sure="true")
    assert store.stories.by_slug(slug) is None


def test_words_outlive_a_server_that_dies(tab: Tab, store: Store) -> None:
    page = tab.go(f"/stories/{a_story(store)}")
    tab.expected = ("Failed to load resource: net::ERR_FAILED",)
    page.route("**/api/v1/stories/*", lambda route: route.abort())
    page.fill("textarea[name=result]", "Two hours of downtime.")
    page.wait_for_selector("#trouble:not([hidden])")
    page.unroute("**/api/v1/stories/*")
    page.reload()
    assert page.locator("textarea[name=result]").input_value() == "Two hours of downtime."
    eventually(lambda: "Two hours of downtime." in store.stories.text(store.stories.select()[0].id))


def test_a_heading_in_a_box_loses_nothing(tab: Tab, store: Store) -> None:
    page = tab.go(f"/stories/{a_story(store)}")
    page.fill("textarea[name=task]", "Mine.\n\n## Action\nI did it.")
    page.wait_for_selector("textarea[name=whole]")
    assert "I did it." in page.locator("textarea[name=whole]").input_value()


def test_facts_are_put_in_by_a_click(tab: Tab, store: Store) -> None:
    page = tab.go(f"/stories/{a_story(store)}")
    page.click("[data-fact=deadline]")
    page.keyboard.type("Friday")
    assert page.locator("textarea[name=task]").input_value() == "- deadline: Friday"


def test_title_themes_skills_and_insight_are_kept_in_the_file(client: Browserless, store: Store) -> None:
    slug = a_story(store)
    client.submit(
        f"/stories/{slug}/about",
        title="A: new",
        themes="a, b",
        skills="SQL",
        insight="Only I saw it",
        level="staff",
    )
    record = store.stories.by_slug(slug)
    assert record
    assert (record.title, record.themes) == ("A: new", ("a", "b"))
    assert re.search(r'^insight: "Only I saw it"$', store.stories.text(record.id), re.M)
    assert store.settings.get("web.level") == "staff"


@pytest.mark.skipif(not available() and "CI" not in os.environ, reason="starl[deep] is not installed")
@pytest.mark.parametrize("tier", [Tier.DEEP])
def test_the_deep_tier_takes_a_second_look(site: Site, tab: Tab, store: Store) -> None:
    assert site.app.state.deep.wait(30)
    slug = save(store, new_record(store, "Statements"), SOUND).slug
    page = tab.go(f"/stories/{slug}")
    page.wait_for_selector("text=The deep tier looked as well.")
    page.fill("textarea[name=action]", BLAME)
    page.wait_for_selector("[data-box=action] .mirror mark")
    page.wait_for_selector("text=The deep tier looked as well.")


@pytest.mark.parametrize(("width", "scheme"), LOOKS.values(), ids=LOOKS)
def test_no_barrier(site: Site, tab: Tab, store: Store, scheme: str, width: int) -> None:
    slug = a_story(store)
    tab.page.set_viewport_size({"width": width, "height": 800})
    tab.page.emulate_media(color_scheme=scheme)
    page = tab.go(f"/stories/{slug}")
    page.fill("textarea[name=action]", BLAME)
    page.wait_for_selector(".mirror mark")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for path in ("/stories", f"/stories/{slug}/history", "/stories/new"):
        assert violations(tab.go(path)) == []
