"""A recording told to the page of a shared server, and the page of what is being done for somebody, in a browser."""

from __future__ import annotations

from typing import Any

from tests.web.conftest import chromium, eventually, sound
from tests.web.scripted import Scripted
from tests.web.test_takes import told_and_sent

from .alone import offline, place, schema
from .recordings import Ann, ann, begun
from .test_cohort_in_browser import Room, room

__all__ = ["ann", "chromium", "offline", "place", "room", "schema"]


def test_told_to_the_page_and_heard_elsewhere(room: Room, ann: Ann) -> None:
    page = room.enter("ann")
    page.goto(f"/stories/{ann.story.slug}/rehearse")
    assert "What you record goes to this server and nowhere else" in page.content()
    said = told_and_sent(page)
    eventually(lambda: said.inner_text() == "Waiting …")
    listener = Scripted()
    worker = begun(ann, listener)
    listener.listen(0.5)
    eventually(lambda: said.inner_text() == "Listening, 50 %")
    listener.hear()
    page.wait_for_url("**/takes/*")
    worker.join(10)
    assert page.locator("audio").count() == 1


def test_the_page_of_jobs_is_live_and_keeps_the_place_of_the_keyboard(room: Room, ann: Ann) -> None:
    ann.send("first.wav")
    ann.send("second.wav")
    ann.client.submit("/account/export", "/account")
    page = room.enter("ann")
    page.goto("/account")
    page.get_by_role("link", name="What is being done for you").click()
    page.get_by_text("Waits for its turn; 1 recording is before it.").wait_for()
    sound(page)
    listener = Scripted()
    worker = begun(ann, listener)
    page.get_by_role("button", name="Stop listening to first.wav").focus()
    listener.listen(0.4)
    page.get_by_text("Is being listened to, 40 %.").wait_for()
    focused: Any = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert focused == "Stop listening to first.wav"
    page.keyboard.press("Enter")
    page.get_by_text("You stopped the listening.").wait_for()
    eventually(lambda: len(listener.paths) == 2)
    listener.fail(f"{listener.paths[1].name}: nobody can be heard in it")
    page.get_by_text("second.wav: nobody can be heard in it").wait_for()
    page.get_by_role("button", name="Throw second.wav away").click()
    page.get_by_text("second.wav was thrown away.").wait_for()
    page.get_by_role("button", name="Throw the export away").click()
    page.get_by_text("None was asked for.").wait_for()
    sound(page)
    worker.join(10)
