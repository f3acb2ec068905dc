"""The inventory: looking through real repositories, answering by buttons and keys, what was kept; with and without JavaScript."""

from __future__ import annotations

import datetime as dt
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from starl.inventory.remembered import remember_one
from starl.inventory.scan import Request, Scan, scan
from starl.model.journal import ExperienceStatus
from starl.store.store import Store
from tests.inventory.repositories import Planted

from .conftest import LOOKS, Browserless, Site, Tab, eventually, violations

TITLES = ("Import orders in batches", "Cache the price list", "Switch the queue")


@pytest.fixture(autouse=True)
def no_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    yield


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A repository in which three things were taken back."""
    path = tmp_path / "shop"
    with Planted(path) as planted:
        for number, title in enumerate(TITLES):
            sha = planted.commit(title, day=100 * number)
            planted.commit(f'Revert "{title}"\n\nThis reverts commit {sha}.', day=100 * number + 2)
    return path


def look(client: Browserless, path: Path, **fields: str) -> str:
    """The page after a scan of this path."""
    sent = {"paths": f"{path}\r\n", "whose": "everyone", **fields}
    answer = client.submit("/inventory/scan", **sent)
    assert answer.status_code == 200, answer.text
    eventually(lambda: "Looking through your history" not in client.get("/inventory").text)
    return client.get("/inventory").text


def names(page: str) -> list[str]:
    """The references on a page, from above."""
    return [part.partition('"')[0] for part in page.split('name="keep" value="')[1:]]


# Looking


def test_a_repository_is_looked_through_without_javascript(
    client: Browserless, store: Store, shop: Path
) -> None:
    page = look(client, shop)
    assert "3 candidates" in page
    assert "shop: 6 of 6 commits" in page
    assert all(f"Taken back: {title}" in page for title in TITLES)
    assert "Its author took it back after 2 days" in page
    assert store.experiences.count() == 0, "nothing is kept before the person says so"


@pytest.mark.parametrize(
    ("fields", "number"),
    [
        ({"whose": "named", "names": "Bob Example"}, 0),
        ({"whose": "named", "names": "bob@example.org, ann@example.org"}, 3),
        ({"since": "2024-04"}, 2),
        ({"since": "2024-04", "until": "2024-05-31"}, 1),
    ],
)
def test_whose_and_when(client: Browserless, shop: Path, fields: dict[str, str], number: int) -> None:
    page = look(client, shop, **fields)
    assert len(names(page)) == number
    for name, value in fields.items():
        assert value in page, f"the form still says {name}"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"paths": " \r\n"}, "Name at least one folder"),
        ({"paths": "code/shop"}, "is no whole path"),
        ({"paths": "/no/such/folder"}, "is not there"),
        ({"paths": "~nobody-of-this-name/x"}, "is no whole path"),
        ({"paths": "/tmp/a\0b"}, "is not there"),
        ({"paths": "/tmp", "since": "someday"}, "is no day"),
        ({"paths": "/tmp", "whose": "named"}, "say whose"),
    ],
)
def test_a_wrong_wish_says_what_to_do(client: Browserless, fields: dict[str, str], said: str) -> None:
    page = client.submit("/inventory/scan", **fields)
    assert page.status_code == 400
    assert said.casefold() in page.text.casefold()
    assert "Looking through your history" not in client.get("/inventory").text


def test_a_folder_without_anything_says_so(client: Browserless, tmp_path: Path) -> None:
    (tmp_path / "void").mkdir()
    assert "is no repository and has no documents in it" in look(client, tmp_path / "void")


def test_one_scan_at_a_time_which_can_be_stopped(
    client: Browserless, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = threading.Event()

    def slow(request: Request, caches: Path, now: dt.datetime, known: Any, report: Any) -> Scan:
        while True:
            report("commits", 1234)
            begun.set()
            threading.Event().wait(0.01)

    monkeypatch.setattr("starl.web.scans.scan", slow)
    page = client.submit("/inventory/scan", paths=str(shop)).text
    assert "Looking through your history" in page
    assert '<meta http-equiv="refresh" content="2; url=/inventory">' in page
    assert begun.wait(5)
    assert "1,234 commits read" in client.get("/inventory").text
    page = client.submit("/inventory/scan", paths=str(shop)).text
    assert "A scan is running already" in page
    page = client.submit("/inventory/stop").text
    assert "Looking through your history" not in page
    assert "Stopped. What was read is kept" in page
    monkeypatch.undo()


def test_the_browser_shows_the_progress_and_then_the_list(tab: Tab, shop: Path) -> None:
    page = tab.go("/inventory")
    page.fill("textarea[name=paths]", str(shop))
    page.get_by_label("Everybody's").check()
    page.get_by_role("button", name="Look").click()
    page.wait_for_selector("[data-candidate]")
    assert page.locator("[data-candidate]").count() == 3
    page.locator("[data-candidate] summary").first.click()
    assert "This reverts" not in page.locator(".evidence").first.inner_text()
    assert 'Revert "' in page.locator(".evidence").first.inner_text()


def test_the_page_waits_for_the_list(tab: Tab, shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = threading.Event()

    def slow(request: Request, caches: Path, now: dt.datetime, known: Any, report: Any) -> Scan:
        report("commits", 7)
        assert gate.wait(20)
        return scan(request, caches, now, known, report)

    monkeypatch.setattr("starl.web.scans.scan", slow)
    page = tab.go("/inventory")
    page.fill("textarea[name=paths]", str(shop))
    page.get_by_label("Everybody's").check()
    page.get_by_role("button", name="Look").click()
    page.wait_for_selector("#scan [role=status]:has-text('7 commits read')")
    assert violations(page) == []
    gate.set()
    page.wait_for_selector("[data-candidate]")


# Answering


@pytest.mark.parametrize(
    ("verb", "said"),
    [
        ("keep", "Kept: "),
        ("dismiss", "Not offered again: "),
        ("entry", "Kept, and an entry made: "),
        ("story", "Kept, and a story started: "),
    ],
)
def test_an_answer_is_stored_and_taken_back(
    client: Browserless, store: Store, shop: Path, verb: str, said: str
) -> None:
    first, *others = names(look(client, shop))
    page = client.submit("/inventory/answer", **{verb: first}).text
    assert said in page
    assert names(page) == others
    (item,) = store.experiences.select()
    assert item.status is (ExperienceStatus.DISMISSED if verb == "dismiss" else ExperienceStatus.KEPT)
    assert (item.entry is not None, item.story is not None) == (verb == "entry", verb == "story")
    assert "answered before is left out" in look(client, shop)
    page = client.submit("/inventory/answer", undo="1").text
    assert "There is nothing to undo" in page, "a new scan begins anew"


def test_undo_puts_it_back_to_its_place(client: Browserless, store: Store, shop: Path) -> None:
    before = names(look(client, shop))
    client.submit("/inventory/answer", story=before[1])
    client.submit("/inventory/answer", above=before[2])
    page = client.submit("/inventory/answer", undo="1").text
    assert names(page) == [before[0], before[2]]
    page = client.submit("/inventory/answer", undo="1").text
    assert names(page) == before
    assert (store.experiences.count(), store.stories.count()) == (0, 0)


def test_undo_leaves_what_was_written_on(client: Browserless, store: Store, shop: Path) -> None:
    first = names(look(client, shop))[0]
    client.submit("/inventory/answer", entry=first)
    (entry,) = store.entries.select()
    path = f"/journal/{entry.id}/edit"
    client.submit(path, path, lesson="Mine", updated=entry.updated.isoformat())
    assert "you have written on" in client.submit("/inventory/answer", undo="1").text.replace("You", "you")
    assert store.entries.get(entry.id)


def test_ticked_ones_are_merged(client: Browserless, store: Store, shop: Path) -> None:
    first, second, third = names(look(client, shop))
    one: dict[str, Any] = {"merge": "", "with": first}
    assert "Merging takes two" in client.submit("/inventory/answer", **one).text
    page = client.submit("/inventory/answer", **(one | {"with": [first, third]})).text
    assert "Kept as one with 1 more" in page
    assert names(page) == [second]
    assert len(store.experiences.select([ExperienceStatus.MERGED])) == 1


@pytest.mark.parametrize(
    "fields", [{"keep": "nothing"}, {"above": "nothing"}, {}, {"merge": "", "with": ["a", "b"]}]
)
def test_an_answer_to_nothing_says_so(client: Browserless, store: Store, shop: Path, fields: Any) -> None:
    look(client, shop)
    page = client.submit("/inventory/answer", **fields).text
    assert 'class="flash is-bad"' in page
    assert store.experiences.count() == 0


def test_the_list_by_keys_alone(tab: Tab, client: Browserless, store: Store, shop: Path) -> None:
    look(client, shop)
    page = tab.go("/inventory")
    titles = page.locator("[data-candidate] h3").all_inner_texts()
    page.keyboard.press("j")
    assert page.evaluate("() => document.activeElement.querySelector('h3').textContent") == titles[0]
    page.keyboard.press("j")
    page.keyboard.press("o")
    assert page.locator("[data-candidate] details").nth(1).evaluate("each => each.open")
    page.keyboard.press("k")
    page.keyboard.press("x")
    page.wait_for_selector("#said:has-text('Kept: ')")
    assert page.locator("[data-candidate] h3").all_inner_texts() == titles[1:]
    assert page.evaluate("() => document.activeElement.querySelector('h3').textContent") == titles[1]
    page.keyboard.press("u")
    page.wait_for_selector("#said:text-matches('^Taken back: ')")
    assert page.locator("[data-candidate] h3").all_inner_texts() == titles
    page.keyboard.press("j")
    page.keyboard.press("m")
    page.wait_for_selector("#said:has-text('Kept as one with 1 more')")
    page.keyboard.press("d")
    page.wait_for_selector("h2:has-text('All is answered')")
    statuses = sorted(item.status.value for item in store.experiences.select())
    assert statuses == ["dismissed", "kept", "merged"]


def test_keys_mean_nothing_while_one_types(tab: Tab, client: Browserless, store: Store, shop: Path) -> None:
    look(client, shop)
    page = tab.go("/inventory")
    page.locator("#one summary").click()
    page.locator("input[name=title]").press_sequentially("jxdes")
    assert page.locator("input[name=title]").input_value() == "jxdes"
    assert store.experiences.count() == 0


# What was kept


def test_one_is_remembered(client: Browserless, store: Store) -> None:
    page = client.submit(
        "/inventory/remember",
        title=" The launch  we took back ",
        when="2 years ago",
        summary="It was\r\nearly",
        project="shop",
    )
    (item,) = store.experiences.select()
    assert page.url.path == f"/inventory/kept/{item.id}"
    assert (item.title, item.summary, item.project) == ("The launch we took back", "It was\nearly", "shop")
    assert item.date == dt.date(2024, 5, 4)
    page = client.submit("/inventory/remember", title="x", when="in a year", summary="Still here")
    assert page.status_code == 400
    assert "Still here</textarea>" in page.text


def test_an_entry_and_a_story_are_made_of_what_was_kept(
    client: Browserless, store: Store, shop: Path
) -> None:
    client.submit("/inventory/answer", keep=names(look(client, shop))[0])
    (item,) = store.experiences.select()
    here = f"/inventory/kept/{item.id}"
    page = client.submit(f"{here}/entry", here)
    assert page.url.path.startswith("/journal/")
    client.submit(f"{here}/entry", here)
    (entry,) = store.entries.select()
    assert item.evidence[0].reference in entry.text
    assert client.get(here).text.count(f"/journal/{entry.id}") == 2
    client.submit("/stories/new", here, experience=item.id)
    assert "Open the story" in client.get(here).text
    client.submit(f"{here}/forget", here)
    assert store.experiences.get(item.id), "only with the box ticked"
    client.submit(f"{here}/forget", here, sure="true")
    assert store.experiences.count() == 0
    assert (store.entries.count(), store.stories.count()) == (1, 1)


def test_what_was_kept_is_searched(client: Browserless, store: Store) -> None:
    for title in ("The rollback", "The certificate"):
        remember_one(store, title, dt.date(2024, 1, 1))
    assert "The certificate" not in client.get("/inventory/kept?q=rollb*").text
    assert "The rollback" in client.get("/inventory/kept?q=rollb*").text
    assert 'role="alert"' in client.get("/inventory/kept?q=-rollback").text
    assert "Nothing is like that" in client.get("/inventory/kept?q=zebra").text
    assert "None dismissed" in client.get("/inventory/kept?dismissed=true").text


def test_a_dismissed_one_is_kept_after_all(client: Browserless, store: Store) -> None:
    item = remember_one(store, "The rollback", dt.date(2024, 1, 1))
    here = f"/inventory/kept/{item.id}"
    assert "You dismissed it." in client.submit(f"{here}/status", here).text
    assert "The rollback" not in client.get("/inventory/kept").text
    assert "It is kept again." in client.submit(f"{here}/status", here, kept="true").text
    assert "The rollback" in client.get("/inventory/kept").text


def test_words_of_commits_are_escaped(client: Browserless, tmp_path: Path) -> None:
    hostile = '<script>alert(1)</script> {{ 7*7 }} "><img src=x>'
    with Planted(tmp_path / "bad") as planted:
        sha = planted.commit(hostile)
        planted.commit(f'Revert "{hostile}"\n\nThis reverts commit {sha}.')
    page = look(client, tmp_path / "bad")
    name = names(page)[0]
    pages = [page, client.submit("/inventory/answer", keep=name).text, client.get("/inventory/kept").text]
    for text in pages:
        assert "{{ 7*7 }}" in text
        assert "<script>alert" not in text
        assert "<img" not in text


def test_only_our_own_forms_start_a_scan(site: Site, client: Browserless, shop: Path) -> None:
    assert client.post("/inventory/scan", data={"paths": str(shop)}).status_code == 403
    assert not (site.home / "inventory" / "last.json").exists()


@pytest.mark.parametrize(("width", "scheme"), LOOKS.values(), ids=LOOKS)
def test_axe_finds_nothing(
    tab: Tab, client: Browserless, store: Store, shop: Path, width: int, scheme: Any
) -> None:
    tab.page.set_viewport_size({"width": width, "height": 800})
    tab.page.emulate_media(color_scheme=scheme)
    seen = []

    def look_at(path: str) -> None:
        page = tab.go(path)
        for more in page.locator("main details").all():
            more.evaluate("each => { each.open = true }")
        seen.append(
            (path, violations(page), page.evaluate("() => document.documentElement.scrollWidth > innerWidth"))
        )

    look_at("/inventory")
    look_at("/inventory/kept")
    first = names(look(client, shop))[0]
    client.submit("/inventory/answer", keep=first)
    (item,) = store.experiences.select()
    for path in (
        "/inventory",
        "/inventory/kept",
        f"/inventory/kept/{item.id}",
        f"/journal/{item.id}/reflect",
    ):
        look_at(path)
    assert seen == [(path, [], False) for path, _, _ in seen]


# For programs


def test_experiences_over_http(client: Browserless, store: Store) -> None:
    made = client.post("/api/v1/experiences", json={"title": "The launch", "date": "2024-05-04"})
    assert made.status_code == 201
    item = made.json()
    assert (item["title"], item["status"]) == ("The launch", "kept")
    assert client.get("/api/v1/experiences").json() == [item]
    path = f"/api/v1/experiences/{item['id']}"
    assert client.patch(path, json={"status": "dismissed"}).json()["status"] == "dismissed"
    assert client.get("/api/v1/experiences").json() == []
    assert len(client.get("/api/v1/experiences?status=dismissed").json()) == 1
    assert client.patch(path, json={"status": "merged"}).status_code == 422
    assert client.patch("/api/v1/experiences/nothing", json={"status": "kept"}).status_code == 404
    assert client.post("/api/v1/experiences", json={"title": "x", "date": "2027-01-01"}).status_code == 422
    assert client.post("/api/v1/experiences", json={"title": " "}).status_code == 400
