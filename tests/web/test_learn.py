"""Learn: the pages, the rules with what the coach underlines, and one's own words."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from starl.capture.stories import new_record, save
from starl.coach.catalogue import described_rules
from starl.coach.examples import page_of
from starl.model.story import Section
from starl.practice import learn
from starl.store.store import Store
from starl.text.writer import new_story

from .conftest import LOOKS, Browserless, Tab, violations

BLAME = "QA missed the regression and it went out on Monday."


def test_the_pages_in_their_order(client: Browserless) -> None:
    every = learn.pages()
    index = client.get("/learn").text
    assert re.findall(r'class="cover" href="/learn/([\w-]+)"', index) == [page.slug for page in every]
    for before, page in pairwise(every):
        text = client.get(f"/learn/{page.slug}").text
        assert f'rel="prev" href="/learn/{before.slug}"' in text
        assert f'rel="next" href="/learn/{page.slug}"' in client.get(f"/learn/{before.slug}").text
    assert 'rel="next" href="/exercises"' in client.get(f"/learn/{every[-1].slug}").text
    assert client.get("/learn/nothing").status_code == 404


def test_markdown_becomes_a_page(client: Browserless) -> None:
    text = client.get("/learn/star-l").text
    assert "<th>part</th>" in text
    assert "<h2>Part by part</h2>" in text
    assert "<blockquote>" in text
    assert 'href="/learn/rules/S101"' in text


def test_the_table_of_rules(client: Browserless) -> None:
    text = client.get("/learn/rules").text
    assert re.findall(r'href="/learn/rules/(\w+)"', text) == [rule.code for rule in described_rules()]


def test_every_rule_has_its_page(client: Browserless) -> None:
    for rule in described_rules():
        told = page_of(rule)
        page = client.get(f"/learn/rules/{rule.code.lower()}").text
        fires, _, misses = page.partition("It speaks up at")[2].partition("It is silent at")
        assert fires.count("<li>") == len(told.fires), rule.code
        shown = fires.split("<li>")[1:]
        assert all("<mark>" in one or '<p class="soft">' in one for one in shown), rule.code
        assert "<mark" not in misses.partition("In your stories")[0], rule.code


def test_words_are_underlined_where_the_rule_speaks(client: Browserless) -> None:
    text = client.get("/learn/rules/B201").text
    assert re.search(r"<mark>QA missed[^<]*</mark>", text)
    assert client.get("/learn/rules/X999").status_code == 404


def test_ones_own_stories_and_words(client: Browserless, store: Store) -> None:
    assert "When you have a story" in client.get("/learn/rules/B201").text
    said = {
        Section.ACTION: "The billing was moved in March. QA missed the bug and it went out on Monday.",
        Section.RESULT: "2,100 customers got a wrong balance for two days.",
        Section.LEARNING: "Next time QA has to test more.",
    }
    save(store, new_record(store, "The outage"), new_story("The outage", said=said))
    page = client.get("/learn/rules/B201").text
    assert 'href="/stories/the-outage"' in page.partition("In your stories")[2]
    assert "It says nothing in your story" in client.get("/learn/rules/P001").text
    tried = client.submit("/learn/rules/B201", text=BLAME).text
    assert "B201 speaks up:" in tried
    quiet = client.submit("/learn/rules/B201", text="I skipped the test. <script>alert(1)</script>").text
    assert "B201 has nothing to say here." in quiet
    assert "<script>alert" not in quiet
    assert client.submit("/learn/rules/B201", text="x" * 5001).status_code == 422


def test_from_the_editor_to_the_rule(tab: Tab, store: Store) -> None:
    slug = save(store, new_record(store, "The outage"), new_story("The outage")).slug
    page = tab.go(f"/stories/{slug}")
    page.fill("textarea[name=action]", BLAME)
    page.wait_for_selector("[data-box=action] .note")
    note = page.locator("[data-box=action] .note").first
    note.locator("summary").click()
    note.get_by_role("link", name="About").click()
    page.wait_for_selector("h2:has-text('Why an interviewer minds')")


@pytest.mark.parametrize(("width", "scheme"), LOOKS.values(), ids=LOOKS)
def test_no_barrier(tab: Tab, scheme: str, width: int) -> None:
    tab.page.set_viewport_size({"width": width, "height": 800})
    tab.page.emulate_media(color_scheme=scheme)
    for path in (
        "/learn",
        "/learn/star-l",
        "/learn/reading",
        "/learn/rules",
        "/learn/rules/B201",
        "/learn/rules/S101",
    ):
        page = tab.go(path)
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
