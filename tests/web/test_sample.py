"""The sample journal in the browser: loaded, looked at, taken away, and what stays."""

from __future__ import annotations

import pytest

from starl.capture.stories import save
from starl.practice.sample_journal import is_loaded
from starl.store.store import Store

from .conftest import LOOKS, Browserless, Tab, violations


def test_it_is_loaded_from_the_welcome_page_and_goes(tab: Tab, store: Store) -> None:
    page = tab.go("/")
    page.get_by_role("button", name="Load the sample journal").click()
    page.wait_for_selector("form.sample")
    assert "The sample journal is here" in page.locator(".flash").first.inner_text()
    assert is_loaded(store)
    page.get_by_role("button", name="Take the sample away").click()
    page.wait_for_selector(".hero")
    assert "The sample journal is gone" in page.locator(".flash").inner_text()
    assert not is_loaded(store)
    assert store.stories.count() == store.entries.count() == 0


def test_what_the_person_changed_stays(client: Browserless, store: Store) -> None:
    client.submit("/sample/load")
    assert "The sample journal was here already." in client.submit("/sample/load").text
    record = store.stories.select()[0]
    save(store, record, store.stories.text(record.id) + "\nMine.\n")
    page = client.submit("/sample/remove").text
    assert f"stays: “{record.title}”" in page
    assert [one.id for one in store.stories.select()] == [record.id]
    assert "Take the sample away" not in client.get("/").text


def test_only_our_own_pages_may(client: Browserless, store: Store) -> None:
    assert client.post("/sample/load").status_code == 403
    assert client.get("/sample/load").status_code == 405
    assert not is_loaded(store)


@pytest.mark.parametrize(("width", "scheme"), LOOKS.values(), ids=LOOKS)
def test_no_barrier(tab: Tab, client: Browserless, scheme: str, width: int) -> None:
    client.submit("/sample/load")
    tab.page.set_viewport_size({"width": width, "height": 800})
    tab.page.emulate_media(color_scheme=scheme)
    page = tab.go("/")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
