"""The buttons that take stories away as files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from starl.capture.stories import new_record, save
from starl.paper.make import Layout
from starl.store.store import Store

from .conftest import SOUND, WIDTHS, Browserless, Site, Tab, violations

STARTS = {"pdf": b"%PDF", "docx": b"PK", "anki": b"PK", "html": b"<!DOCTYPE", "md": b"", "json": b"{"}
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>'
PLACES = ("/stories/the-statements", "/portfolio", "/portfolio/sheet")


@pytest.fixture(autouse=True)
def story(store: Store) -> None:
    save(store, new_record(store, "The statements"), SOUND)


@pytest.mark.parametrize("place", PLACES)
def test_every_button_gives_its_file(client: Browserless, place: str) -> None:
    links = [part.partition('"')[0] for part in client.get(place).text.split('class="chip" href="')[1:]]
    links = [link.replace("&amp;", "&") for link in links if "/paper/" in link]
    assert {"pdf", "docx", "anki"} <= {link.partition("/paper/")[2].partition("?")[0] for link in links}
    for link in links:
        answer = client.get(link)
        assert answer.status_code == 200, link
        assert answer.content.startswith(STARTS[link.partition("/paper/")[2].partition("?")[0]])
        assert answer.headers["content-disposition"].startswith("attachment; filename=")
        assert answer.headers["cache-control"] == "no-store"


def test_characters_that_a_pdf_does_not_have_are_named_on_the_next_page(
    client: Browserless, store: Store
) -> None:
    (record,) = store.stories.select()
    client.get("/stories/the-statements/paper/pdf")
    assert "fonts of the PDF" not in client.get("/portfolio").text
    save(store, record, SOUND.replace("40 people", "40 people 日本"))
    client.get("/stories/the-statements/paper/docx")
    assert "fonts of the PDF" not in client.get("/portfolio").text
    assert client.get("/stories/the-statements/paper/pdf").content.startswith(b"%PDF")
    told = client.get("/portfolio").text
    assert (
        "The fonts of the PDF do not have: 日 本. A □ stands in their place; Word and HTML have them." in told
    )
    assert "fonts of the PDF" not in client.get("/portfolio").text


@pytest.mark.parametrize("layout", Layout)
def test_html_is_one_file_that_asks_for_nothing(
    client: Browserless, store: Store, layout: Layout, chromium: Any, tmp_path: Path
) -> None:
    for record in store.stories.select():
        save(store, record, SOUND.replace("40 people", f"{HOSTILE} and 40 people"))
    path = tmp_path / "paper.html"
    path.write_bytes(client.get(f"/portfolio/paper/html?layout={layout.value}").content)
    page = chromium.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    assert said == []
    assert asked == [path.as_uri()]
    assert page.locator("script, img").count() == 0
    assert page.evaluate("getComputedStyle(document.querySelector('main')).maxWidth") != "none"
    assert "The statements" in page.inner_text("main")
    if layout is not Layout.SHEET:
        assert HOSTILE in page.inner_text("main")
    page.close()


def test_without_the_extra_it_is_said_plainly(client: Browserless, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("starl.paper.extra.PACKAGES", ("no_such_package",))
    page = client.get("/stories/the-statements").text
    assert "pip install &#39;starl[files]&#39;" in page or "pip install 'starl[files]'" in page
    assert "/paper/pdf" not in page
    assert "/paper/md" in page


def test_what_is_not_there_is_refused(client: Browserless, store: Store) -> None:
    assert client.get("/stories/none/paper/pdf").status_code == 404
    assert client.get("/stories/the-statements/paper/exe").status_code == 422
    for record in store.stories.select():
        store.stories.bin(record.id)
    assert client.get("/portfolio/paper/pdf").status_code == 404


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_the_buttons_fit_and_can_be_used_by_all(site: Site, tab: Tab, width: int) -> None:
    tab.page.set_viewport_size({"width": width, "height": 1400})
    for place in PLACES:
        tab.go(place)
        tab.arrive(".downloads")
        assert violations(tab.page) == []
        assert tab.page.evaluate("document.documentElement.scrollWidth") <= width
    with tab.page.expect_download() as got:
        tab.page.get_by_label("This page as PDF").click()
    assert got.value.suggested_filename.startswith("cheat-sheet")
