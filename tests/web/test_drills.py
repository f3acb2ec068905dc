"""The drills in the browser: ten seconds for a story, versions, and what is judged at once."""

from __future__ import annotations

import re

import pytest

from starl.capture.stories import new_record, save
from starl.practice.drills import Drill
from starl.store.store import Store

from .conftest import NOW, SOUND, Browserless, Tab, sound
from .test_interview import HOSTILE

OWNS = (
    "It was mine. I chose the twelve statements myself and I skipped the full archive, although I had the time for it. "
    "Two thousand customers got a wrong balance because of that."
)
LEARNT = (
    "Since then I run every converter over the whole archive and compare the totals before anything is sent. In June that "
    "comparison caught a rounding error."
)


def two_stories(store: Store) -> None:
    save(store, new_record(store, "The statements"), SOUND)
    save(store, new_record(store, "A row with <b>Ann</b>"), SOUND.replace("billing", "payroll"))


def test_ten_seconds_to_name_a_story(tab: Tab, store: Store) -> None:
    two_stories(store)
    tab.page.clock.install(time=NOW)
    page = tab.go("/drills/retrieval?seed=a")
    assert page.locator("#prompt").is_hidden()
    sound(page)
    page.keyboard.press("Enter")
    assert page.locator("#answer").evaluate("(field) => field === document.activeElement")
    page.clock.run_for(4_000)
    assert page.locator("#time").inner_text() in ("0:06", "0:05", "0:04")
    page.keyboard.type("stAtem")
    assert page.locator("#picks li:visible").all_inner_texts() == ["The statements"]
    page.keyboard.press("Enter")
    page.wait_for_selector("#result")
    assert re.search(r"\b[4-9] of 10 seconds\.", page.locator("main").inner_text())
    assert page.locator("blockquote").inner_text() == "The statements"
    page.get_by_role("link", name="Another question").click()
    page.wait_for_selector("#ready:focus")
    page.keyboard.press("Enter")
    page.clock.run_for(12_000)
    assert page.locator("#time").inner_text().startswith("+0:0")
    sound(page)
    page.get_by_role("button", name="A row with <b>Ann</b>").click()
    page.wait_for_selector("#result")
    assert re.search(r"\b[12]\d of 10 seconds\.", page.locator("main").inner_text())
    assert page.locator("li.is-met", has_text="In time").count() == 0


def test_thirty_seconds_of_a_story(tab: Tab, store: Store) -> None:
    two_stories(store)
    page = tab.go("/drills")
    assert page.locator(".offers > li").count() == len(Drill)
    assert page.locator("nav [aria-current=page]").inner_text().strip() == "Exercises"
    sound(page)
    page.get_by_role("link", name="Thirty seconds").click()
    page.get_by_label("Which story").select_option("the-statements")
    page.get_by_role("button", name="Tell it").click()
    page.wait_for_selector("#answer:focus")
    page.keyboard.insert_text("I tried it on 12 of 99 statements. " + LEARNT)
    assert "words so far" in page.locator("#count").inner_text()
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#result")
    found = page.locator(".drill-points").inner_text()
    assert "99: not in the story as you wrote it" in found
    assert "The learning is in it." in found
    sound(page)
    page.get_by_role("link", name="Ninety seconds").click()
    assert "“The statements” in ninety seconds" in page.locator("#prompt").inner_text()


@pytest.mark.parametrize(
    ("kind", "said", "result"),
    [
        ("pushback", OWNS, "That holds."),
        (
            "pushback",
            "QA missed it, they did not test it, and the process was broken anyway, as everybody in the company knew by then.",
            "of 2",
        ),
        (
            "opening",
            "In March I moved the statements of 30,000 customers alone, and 2,100 got a wrong balance.",
            "That holds.",
        ),
        ("opening", "It was kind of a thing.", "of 5"),
        ("learning", LEARNT, "That holds."),
        ("learning", "Communicate.", "0 of 1 holds."),
    ],
)
def test_judged_without_javascript(client: Browserless, kind: str, said: str, result: str) -> None:
    page = client.submit(f"/drills/{kind}", f"/drills/{kind}", seed="a", text=said, seconds="12.5").text
    assert result in page
    assert said.partition(".")[0] in page
    assert f'/drills/{kind}?seed=a"' in page
    assert re.search(r"\d+ words? in 0:12", page)


def test_retrieval_without_javascript(client: Browserless, store: Store) -> None:
    assert "There is no story in the journal yet" in client.get("/drills/retrieval").text
    two_stories(store)
    shown = re.search(r'name="shown" value="(\d+)"', client.get("/drills/retrieval?seed=a").text)
    assert shown
    page = client.submit("/drills/retrieval", "/drills", seed="a", text="statements", shown=shown[1]).text
    assert re.search(r"[1-9] of 10 seconds\.", page)
    page = client.submit("/drills/retrieval", "/drills", seed="a", choice="none", shown=shown[1]).text
    assert "No story was named." in page
    assert "&lt;b&gt;Ann&lt;/b&gt;" in client.get("/drills/retrieval?seed=a").text


@pytest.mark.parametrize("kind", ["30s", "opening"])
def test_hostile_words_stay_words(client: Browserless, store: Store, kind: str) -> None:
    two_stories(store)
    page = client.submit(
        f"/drills/{kind}", "/drills", seed=HOSTILE[:40], story="the-statements", text=HOSTILE
    ).text
    assert "<script>alert" not in page and "&lt;script&gt;alert(1)" in page


def test_what_is_not_there(client: Browserless) -> None:
    assert client.get("/drills/juggling").status_code == 404
    assert client.get("/drills/30s?story=none").status_code == 404
    assert client.submit("/drills/30s", "/drills", seed="a", text="x").status_code == 422
    assert "there is none yet" in client.get("/drills/30s").text
