"""The journal: taking down, searching as one types, entries, the bin, and reflecting; with and without JavaScript."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from starl.capture.noting import add, noted
from starl.model.journal import Entry, EntryFilter
from starl.practice.drafts import drafts
from starl.store.store import Store

from .conftest import LOOKS, NOW, Browserless, Site, Tab, eventually, violations

HOSTILE = '</textarea><script>alert(1)</script><svg onload=alert(1)> {{ 7*7 }} #x"><img src=x>'


def an_entry(store: Store, text: str = "Ran the import twice #ops", days: int = 0, **fields: Any) -> Entry:
    """A new entry of so many days ago."""
    return add(store, noted(text, NOW - dt.timedelta(days=days), **fields))


# Taking down


def test_an_entry_is_taken_down_without_javascript(client: Browserless, store: Store, tmp_path: Path) -> None:
    log = tmp_path / "import.log"
    log.write_text("x")
    page = client.submit(
        "/journal",
        text="Ran the import twice.\r\nNobody saw it. #ops",
        lesson="Look at the row count",
        when="last friday",
        tags="shop, #Deploy",
        mood="silly",
        project="shop",
        attached=f"{log}\r\n",
    )
    assert page.url.path == "/journal"
    assert "Kept for Friday, 2026-05-01 with #shop #Deploy #ops." in page.text
    (entry,) = store.entries.select()
    assert entry.text == "Ran the import twice.\nNobody saw it. #ops"
    assert (entry.date, entry.lesson, entry.tags) == (
        dt.date(2026, 5, 1),
        "Look at the row count",
        ("shop", "Deploy", "ops"),
    )
    assert (entry.mood, entry.project, entry.attachments) == ("silly", "shop", (str(log),))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"text": "   "}, "There is nothing in it yet"),
        ({"text": "Words", "when": "the day of the llama"}, "is not understood"),
        ({"text": "Words", "when": "2027-01-01"}, "still to come"),
        (
            {"text": "Words", "attached": "/no/such/file"},
            "The attachment &#39;/no/such/file&#39; is not there",
        ),
        ({"text": "Words", "attached": "~nobody-of-this-name/x"}, "is not there"),
        ({"text": "Words", "attached": "/tmp/\0"}, "is not there"),
        ({"text": "Words with a \0"}, "NUL"),
        ({"text": "Words", "begin": "no-such"}, "there is no template"),
    ],
)
def test_what_cannot_be_kept_stays_in_the_box(
    client: Browserless, store: Store, fields: dict[str, str], said: str
) -> None:
    page = client.submit("/journal", lesson="Mine, still", **fields)
    if said == "There is nothing in it yet":
        assert page.status_code == 200, "a lesson alone is an entry"
        page = client.submit("/journal", **fields)
    else:
        assert store.entries.count() == 0
        assert "Mine, still</textarea>" in page.text
    assert page.status_code == 400
    assert said.casefold() in page.text.casefold()


def test_a_template_takes_what_is_typed_and_leaves_no_prompts(client: Browserless, store: Store) -> None:
    page = client.submit("/journal", text="The shop was down", begin="incident")
    assert "## How it was noticed" in page.text
    assert 'value="incident">' in page.text
    body = page.text.partition('maxlength="100000"')[2].partition(">\n")[2].partition("</textarea>")[0]
    body = body.replace("&lt;", "<").replace("&gt;", ">").replace("&#34;", '"').replace("&#39;", "'")
    client.submit("/journal", text=body, template="incident", tags="incident")
    (entry,) = store.entries.select()
    assert entry.text == "The shop was down"
    assert entry.tags == ("incident",)


def test_a_template_that_cannot_be_read_does_not_close_the_journal(client: Browserless, site: Site) -> None:
    (site.home / "templates").mkdir()
    (site.home / "templates" / "mine.md").mkdir()
    page = client.get("/journal")
    assert page.status_code == 200
    assert "mine.md: cannot be read" in page.text


def test_many_tags_do_not_lose_the_session(tab: Tab, store: Store) -> None:
    page = tab.go("/journal")
    page.fill("#text", " ".join(f"#{'ä' * 40}a{number}" for number in range(200)))
    for _ in range(2):
        page.get_by_role("button", name="Keep").click()
        page.wait_for_selector(".flash:has-text('Kept for')")
        page.fill("#text", "Another one")
    assert store.entries.count() == 2


def test_a_line_is_taken_down_in_the_browser(tab: Tab, store: Store) -> None:
    page = tab.go("/journal")
    assert page.locator(".empty h2").inner_text() == "Nothing is noted yet"
    page.fill("#text", "Merged on a Friday #deploy")
    page.get_by_role("button", name="Keep").click()
    page.wait_for_selector(".flash:has-text('Kept for Monday, 2026-05-04 with #deploy.')")
    assert page.locator(".month h2").inner_text() == "May 2026"
    assert page.locator(".timeline h3").inner_text() == "Merged on a Friday #deploy"
    assert store.entries.count() == 1


# Looking for


def test_the_timeline_is_grouped_by_month_and_paged(client: Browserless, store: Store) -> None:
    for days in range(45):
        an_entry(store, f"Entry number {days}.", days)
    page = client.get("/journal")
    assert page.text.count("<h3>") == 40
    assert page.text.index("May 2026") < page.text.index("April 2026") < page.text.index("March 2026")
    assert "start=40" in page.text
    older = client.get("/journal?start=40").text
    assert older.count("<h3>") == 5
    assert "Entry number 44." in older
    assert "Newer" in older


@pytest.mark.parametrize(
    ("query", "there"),
    [
        ("tag=OPS", {"one", "two"}),
        ("kind=lesson", {"two", "three"}),
        ("kind=open", {"two"}),
        ("since=2026-04-20", {"one", "two"}),
        ("until=two+weeks+ago", {"three"}),
        ("q=wor*&tag=ops", {"one", "two"}),
        ("q=words+-one", {"two", "three"}),
        ('q="words+three"', {"three"}),
        ("q=words&kind=open", {"two"}),
        ("q=words&kind=story", set()),
        ("kind=nonsense", {"one", "two", "three"}),
    ],
)
def test_filters(client: Browserless, store: Store, query: str, there: set[str]) -> None:
    an_entry(store, "Words one #ops")
    an_entry(store, "Words two #ops", 3, lesson="Look")
    done = an_entry(store, "Words three", 40, lesson="Look")
    store.entries.update(replace(done, applied=NOW.date()))
    text = client.get(f"/journal?{query}").text.partition('id="found"')[2]
    shown = {word for word in ("one", "two", "three") if f"Words {word}" in text}
    assert shown == there
    if not there:
        assert "Nothing is like that" in text


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("q=-ops", "not be there"),
        ("since=someday", "is not understood"),
        ("until=03/04/2026", "could be two days"),
    ],
)
def test_a_wrong_query_says_so_in_words(client: Browserless, store: Store, query: str, said: str) -> None:
    an_entry(store)
    page = client.get(f"/journal?{query}")
    assert page.status_code == 200
    assert said in page.text.partition('role="alert"')[2]


def test_every_kind_of_record_is_found_with_a_link(client: Browserless, store: Store) -> None:
    entry = an_entry(store, "The rollback failed")
    story = client.submit("/stories/new", title="The rollback").url.path
    client.submit("/inventory/remember", title="A rollback at night")
    (item,) = store.experiences.select()
    text = client.get("/journal?q=rollback").text
    for address in (f"/journal/{entry.id}", story, f"/inventory/kept/{item.id}"):
        assert f'href="{address}"' in text
        assert client.get(address).status_code == 200
    assert "<mark>rollback</mark>" in text


def test_it_searches_as_one_types(tab: Tab, store: Store) -> None:
    an_entry(store, "The rollback failed #ops")
    an_entry(store, "The certificate ended")
    page = tab.go("/journal")
    page.locator("input[name=q]").press_sequentially("rollb*", delay=20)
    page.wait_for_selector(".hits mark:has-text('rollback')")
    assert page.locator(".hits li").count() == 1
    eventually(lambda: page.url.endswith("/journal?q=rollb*"))
    assert page.locator("#count").inner_text() == "1 found"
    page.fill("input[name=q]", "-failed")
    page.wait_for_selector("#found [role=alert]")
    page.fill("input[name=q]", "")
    page.wait_for_selector(".month")
    page.reload()
    assert page.locator(".timeline h3").count() == 2
    page.get_by_role("link", name="#ops 1").click()
    page.wait_for_url("**tag=ops")
    assert page.locator(".timeline h3").count() == 1


# An entry


def test_every_field_is_changed(client: Browserless, store: Store) -> None:
    entry = an_entry(store)
    path = f"/journal/{entry.id}/edit"
    sent = {
        "text": "Ran it twice, with #care",
        "mistake": "I did not look\r\nat the count",
        "lesson": "Look",
        "cause": "Haste",
        "date": "yesterday",
        "time": "7:05",
        "tags": "ops, imports",
        "project": "shop",
        "mood": "calm",
        "attachments": "/a\r\n/b",
        "applied": "today",
        "updated": entry.updated.isoformat(),
    }
    assert "Saved." in client.submit(path, path, **sent).text
    changed = store.entries.get(entry.id)
    assert changed
    assert changed.text == "Ran it twice, with #care"
    assert changed.mistake == "I did not look\nat the count"
    assert (changed.lesson, changed.cause, changed.project, changed.mood) == ("Look", "Haste", "shop", "calm")
    assert (changed.date, changed.at) == (dt.date(2026, 5, 3), dt.time(7, 5))
    assert changed.tags == ("ops", "imports", "care")
    assert changed.attachments == ("/a", "/b")
    assert changed.applied == NOW.date()


def test_text_is_not_touched_by_saving_the_form_as_it_is(client: Browserless, store: Store) -> None:
    entry = an_entry(store)
    store.entries.update(replace(entry, text="  A line\r\nand one with an old break\r\n"))
    before = store.entries.get(entry.id)
    assert before
    path = f"/journal/{entry.id}/edit"
    page = client.submit(
        path, path, text="  A line\r\nand one with an old break\r\n", updated=before.updated.isoformat()
    )
    assert "Nothing was changed." in page.text
    assert store.entries.get(entry.id) == before


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"date": ""}, "needs a date"),
        ({"date": "2027-01-01"}, "still to come"),
        ({"time": "25:00"}, "is not read"),
        ({"applied": "never"}, "is not understood"),
        ({"text": " "}, "nothing left in it"),
        ({"text": "x\0"}, "NUL"),
    ],
)
def test_a_change_that_cannot_be_saved_stays_in_the_form(
    client: Browserless, store: Store, fields: dict[str, str], said: str
) -> None:
    entry = an_entry(store)
    path = f"/journal/{entry.id}/edit"
    page = client.submit(path, path, mood="Mine, still", updated=entry.updated.isoformat(), **fields)
    assert page.status_code == 400
    assert said in page.text
    assert 'value="Mine, still"' in page.text
    assert store.entries.get(entry.id) == entry


def test_two_windows_do_not_overwrite_each_other(client: Browserless, store: Store) -> None:
    entry = an_entry(store)
    path = f"/journal/{entry.id}/edit"
    client.submit(path, path, lesson="Theirs", updated=entry.updated.isoformat())
    page = client.submit(path, path, lesson="Mine", updated=entry.updated.isoformat())
    assert page.status_code == 409
    assert "Mine</textarea>" in page.text
    kept = store.entries.get(entry.id)
    assert kept and kept.lesson == "Theirs"
    page = client.submit(path, path, lesson="Mine", updated=kept.updated.isoformat())
    assert "Saved." in page.text


def test_a_story_is_made_of_an_entry_and_shown_with_it(tab: Tab, store: Store) -> None:
    entry = an_entry(store, lesson="Look at the count", mistake="I did not look")
    page = tab.go(f"/journal/{entry.id}")
    page.get_by_role("button", name="Make a story of it").click()
    page.wait_for_url("**/stories/**")
    (story,) = store.stories.select(entry=entry.id)
    page = tab.go(f"/journal/{entry.id}")
    assert page.get_by_role("link", name=story.title).get_attribute("href") == f"/stories/{story.slug}"


def test_a_lesson_is_lived_by(client: Browserless, store: Store) -> None:
    entry = an_entry(store, lesson="Look at the count")
    path = f"/journal/{entry.id}"
    assert "since 3 May 2026" in client.submit(f"{path}/applied", path, day="yesterday").text
    assert "I live by it" in client.submit(f"{path}/applied", path, back="true").text
    assert client.submit(f"{path}/applied", path, day="in two weeks").status_code == 400
    kept = store.entries.get(entry.id)
    assert kept and kept.applied is None


def test_the_bin(client: Browserless, store: Store) -> None:
    one, two = an_entry(store, "First one"), an_entry(store, "Second one")
    for entry in (one, two):
        client.submit(f"/journal/{entry.id}/bin", f"/journal/{entry.id}")
    assert "First one" not in client.get("/journal").text
    assert "First one" in client.get("/journal/bin").text
    assert "back in the journal" in client.submit(f"/journal/{one.id}/restore").text
    client.submit(f"/journal/{one.id}/remove", sure="true")
    assert store.entries.get(one.id), "only what is in the bin is removed"
    client.submit(f"/journal/{two.id}/remove")
    client.submit("/journal/bin/empty")
    assert store.entries.get(two.id), "only with the box ticked"
    client.submit(f"/journal/{two.id}/remove", sure="true")
    assert store.entries.get(two.id) is None
    client.submit(f"/journal/{one.id}/bin")
    assert "1 entry is gone for good." in client.submit("/journal/bin/empty", sure="true").text
    assert store.entries.count() == 0


@pytest.mark.parametrize(
    "path", ["/journal/nothing", "/journal/a%00b", "/journal/..%2fx/edit", "/journal/zzz/reflect"]
)
def test_what_is_not_there(client: Browserless, path: str) -> None:
    assert client.get(path).status_code == 404


def test_words_are_escaped(client: Browserless, store: Store) -> None:
    client.submit(
        "/journal", text=HOSTILE, mistake=HOSTILE, lesson=HOSTILE, mood=HOSTILE, project=HOSTILE[:90]
    )
    (entry,) = store.entries.select(EntryFilter())
    for path in ("/journal", "/journal?q=alert", f"/journal?tag={'%22%3E%3Cscript%3Ealert'}", f"/journal/{entry.id}",
                 f"/journal/{entry.id}/edit", f"/journal/{entry.id}/reflect"):  # fmt: skip
        text = client.get(path).text
        assert "<script>alert" not in text
        assert "<svg onload" not in text
        assert "<img" not in text


# Reflecting


def test_a_reflection_question_by_question_without_javascript(client: Browserless, store: Store) -> None:
    entry = an_entry(store, mistake="Ran the import twice")
    path = f"/journal/{entry.id}/reflect"
    assert "Ran the import twice</textarea>" in client.get(path).text
    answers = ["Ran the import twice", "We moved the shop", "", "I ran it", "Two thousand doubles", "Count first",
               "I did not look at the count"]  # fmt: skip
    for step, text in enumerate(answers):
        page = client.submit(path, path, step=str(step), text=text, do="answer" if text else "skip")
    assert "Is this the root, and yours to change?" in page.text
    page = client.submit(path, path, step="7", text="y", do="answer")
    assert "I did not look at the count</textarea>" in page.text
    page = client.submit(path, path, step="8", text="I did not look at the count")
    page = client.submit(path, path, step="9", text="Count first")
    page = client.submit(path, path, step="10", text="I compare the counts before I commit")
    page = client.submit(path, path, step="11", text="yesterday")
    assert page.status_code == 400
    assert "which is not to come" in page.text
    page = client.submit(path, path, step="11", text="in two weeks")
    assert "looked at again on 2026-05-18" in page.text
    page = client.submit(f"{path}/keep", path)
    assert page.url.path == f"/journal/{entry.id}"
    kept = store.entries.get(entry.id)
    assert kept
    assert kept.text.startswith("Ran the import twice #ops\n\nWe moved the shop")
    assert (kept.cause, kept.lesson) == ("I did not look at the count", "Count first")
    (change,) = store.improvements.select(entry=entry.id)
    assert (change.change, change.due) == ("I compare the counts before I commit", dt.date(2026, 5, 18))
    assert "I compare the counts before I commit" in page.text
    assert drafts(store) == []


def test_a_reflection_goes_back_and_on_and_is_not_answered_twice(client: Browserless, store: Store) -> None:
    path = "/journal/new/reflect"
    client.submit(path, path, step="0", text="The launch")
    client.submit(path, path, step="0", text="The launch, sent twice")
    (draft,) = drafts(store)
    assert draft.answers == (("mistake", "The launch"),)
    assert "When was that?" in client.get(path).text
    client.submit(path, path, step="1", do="back")
    assert "what went wrong?" in client.get(path).text
    assert "There are questions left" in client.submit(f"{path}/keep", path).text
    client.submit(path, path, do="anew")
    assert drafts(store) == []


def test_a_reflection_on_something_new_ends_as_a_story(tab: Tab, store: Store) -> None:
    page = tab.go("/journal/new/reflect")
    for text in ("I dropped the table", "yesterday", "A small shop", "Mine to move", "I dropped it", "An hour down",
                 "Copies first", None, None, None, "I copy first", "in six weeks"):  # fmt: skip
        number = page.locator("input[name=step]").first.input_value()
        if text is None:
            page.get_by_role("button", name="Skip").click()
        else:
            page.locator("[name=text]").fill(text)
            page.get_by_role("button", name="Next").click()
        page.wait_for_function(
            "n => document.querySelector('input[name=step]')?.value !== n || document.querySelector('[name=story]')",
            arg=number,
        )
    page.get_by_label("Also make a story draft").check()
    page.get_by_role("button", name="Keep it").click()
    page.wait_for_url("**/stories/**")
    (entry,) = store.entries.select()
    (story,) = store.stories.select(entry=entry.id)
    assert "I dropped it" in store.stories.text(story.id)
    assert entry.date == dt.date(2026, 5, 3)


# For everybody


@pytest.mark.parametrize(("width", "scheme"), LOOKS.values(), ids=LOOKS)
def test_axe_finds_nothing(tab: Tab, store: Store, width: int, scheme: Any) -> None:
    entry = an_entry(
        store, "A first line #ops\n\nand more", lesson="Look", mistake="Mine", project="shop", mood="calm"
    )
    thrown = store.entries.bin(an_entry(store, "Thrown").id)
    tab.page.set_viewport_size({"width": width, "height": 800})
    tab.page.emulate_media(color_scheme=scheme)
    here = f"/journal/{entry.id}"
    for path in ("/journal", "/journal?q=line", "/journal?q=-x", "/journal?q=zzz", "/journal/bin", here, f"{here}/edit",
                 f"{here}/reflect", f"/journal/{thrown.id}"):  # fmt: skip
        page = tab.go(path)
        for more in page.locator("main details").all():
            more.evaluate("each => { each.open = true }")
        assert (path, violations(page)) == (path, [])
        wide = page.evaluate(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert (path, max(0, wide)) == (path, 0)


# For programs


def test_entries_over_http(client: Browserless, store: Store) -> None:
    made = client.post(
        "/api/v1/entries",
        json={"text": "Ran it twice #ops", "when": "yesterday", "lesson": "Look", "tags": ["a, b"]},
    )
    assert made.status_code == 201
    entry = made.json()
    assert (entry["date"], entry["at"], entry["tags"]) == ("2026-05-03", None, ["a", "b", "ops"])
    path = f"/api/v1/entries/{entry['id']}"
    assert client.get(path).json() == entry
    changed = client.patch(path, json={"lesson": None, "tags": ["x"], "date": "2026-01-02"}).json()
    assert (changed["lesson"], changed["tags"], changed["date"]) == (None, ["x"], "2026-01-02")
    assert [each["id"] for each in client.get("/api/v1/entries?tag=x&until=2026-01-02").json()] == [
        entry["id"]
    ]
    assert client.get("/api/v1/entries?lesson=true").json() == []
    assert client.get("/api/v1/tags").json() == [{"tag": "x", "entries": 1}]
    assert client.delete(path).json()["binned"]
    assert client.get("/api/v1/entries").json() == []
    assert len(client.get("/api/v1/entries?binned=true").json()) == 1
    assert client.post(f"{path}/restore").json()["binned"] is None
    (kept,) = store.entries.select()
    assert kept.tags == ("x",)


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("POST", "/entries", {}, 422),
        ("POST", "/entries", {"text": " "}, 422),
        ("POST", "/entries", {"text": "x", "other": 1}, 422),
        ("POST", "/entries", {"text": "x", "when": "tomorrow"}, 400),
        ("POST", "/entries", {"text": "x\0"}, 400),
        ("PATCH", "/entries/ID", {"date": "2027-01-01"}, 422),
        ("PATCH", "/entries/ID", {"date": None}, 422),
        ("PATCH", "/entries/ID", {"text": ""}, 422),
        ("PATCH", "/entries/nothing", {"text": "x"}, 404),
        ("DELETE", "/entries/nothing", None, 404),
        ("GET", "/search?q=-x", None, 400),
        ("GET", "/search?kind=poem", None, 422),
        ("GET", "/entries?limit=1000000000000000000000", None, 422),
    ],
)
def test_refusals_over_http(
    client: Browserless, store: Store, method: str, path: str, body: Any, status: int
) -> None:
    path = path.replace("ID", an_entry(store).id)
    answer = client.request(method, f"/api/v1{path}", json=body)
    assert answer.status_code == status
    assert answer.json()["detail"]


def test_search_over_http(client: Browserless, store: Store) -> None:
    entry = an_entry(store, "The rollback failed #ops")
    (hit,) = client.get("/api/v1/search?q=rollb*&tag=ops&kind=entry").json()
    start, end = hit["highlights"][0]
    assert hit["snippet"][start:end] == "rollback"
    assert (hit["id"], hit["address"]) == (entry.id, f"/journal/{entry.id}")
