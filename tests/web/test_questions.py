"""The bank of questions in the browser and over HTTP."""

from __future__ import annotations

import re

import httpx
import pytest

from starl.model.question import Theme
from starl.practice.question_file import read_questions, shipped
from starl.practice.questions import Value, add, add_value, own_questions, question_of_day, values
from starl.store.store import Store
from tests.coach.test_fit import LATE, QUARREL

from .conftest import LOOKS, NOW, Browserless, Site, Tab, eventually, violations
from .test_portfolio import keep, quarrel

FILE = """
theme = "outage"
[[question]]
id = "pager-at-a-wedding"
text = "Which alert found you in the wrong place?"
follow_ups = ["Whom did you reach?"]
"""


def shown(page: str) -> list[str]:
    """The ids of the questions that a page lists."""
    return re.findall(r'<h3><a href="/questions/([a-z0-9-]+)">', page)


@pytest.mark.parametrize(
    ("query", "number", "first"),
    [
        ("", 40, "time-you-failed"),
        ("start=120", 8, None),
        ("theme=outage", 9, None),
        ("q=a+TIME+you+failed", None, "time-you-failed"),
        ("q=xyzzy", 0, None),
        ("own=true", 0, None),
        ("value=true", 0, None),
    ],
)
def test_the_list(client: Browserless, query: str, number: int | None, first: str | None) -> None:
    answer = client.get(f"/questions?{query}")
    found = shown(answer.text)
    assert answer.status_code == 200
    assert number is None or len(found) == number
    assert first is None or found[0] == first


@pytest.mark.parametrize("query", ["theme=weather", "start=-1", "q=" + "x" * 201])
def test_what_is_no_filter_is_refused(client: Browserless, query: str) -> None:
    assert client.get(f"/questions?{query}").status_code == 422


def test_finding_while_one_types(tab: Tab) -> None:
    page = tab.go("/questions")
    page.get_by_label("Find a question").fill("estimate")
    eventually(lambda: "of 128" in page.inner_text("#how-many"))
    eventually(lambda: page.locator(".asked").count() < 40)
    assert page.locator(".asked").count() > 0
    assert page.get_by_label("Find a question").input_value() == "estimate"
    page.get_by_label("Find a question").fill("xyzzy")
    page.wait_for_selector("text=Nothing found")


def test_the_folded_part(tab: Tab) -> None:
    page = tab.go("/questions")
    question = shipped()[0]
    assert not page.get_by_text(question.follow_ups[0]).is_visible()
    page.locator(".asked summary").first.focus()
    page.keyboard.press("Enter")
    assert page.get_by_text(question.follow_ups[0]).is_visible()
    assert page.get_by_text(question.listens_for).is_visible()


def test_one_question_and_its_stories(client: Browserless, store: Store) -> None:
    page = client.get("/questions/missed-deadline").text
    assert "There is no story yet" in page
    keep(store, "The export", LATE)
    keep(store, "The review", QUARREL)
    page = client.get("/questions/missed-deadline").text
    stories = page.partition('id="fits"')[2].partition("</section>")[0]
    assert stories.index("The export") < stories.index("Tell it: The export")
    assert "It tells of a date that was not kept" in stories
    assert client.get("/questions/nowhere").status_code == 404
    quarrel(store)
    store.stories.bin(store.stories.by_slug("the-review").id)  # type: ignore[union-attr]
    assert "What may become its story" in client.get("/questions/conflict-you-worsened").text


def test_of_the_day_and_by_chance(client: Browserless) -> None:
    daily = question_of_day(shipped(), NOW.date())
    assert daily
    page = client.get("/questions").text
    assert f'href="/questions/{daily.id}">Look at it' in page
    drawn = {client.get("/questions?draw=true&theme=outage").url.path for _ in range(12)}
    assert len(drawn) > 1
    assert drawn <= {f"/questions/{item.id}" for item in shipped() if item.theme is Theme.OUTAGE}


def test_adding_and_removing(tab: Tab, store: Store) -> None:
    page = tab.go("/questions")
    page.get_by_label("As it was asked").fill("Why was it late?")
    page.get_by_label("What it is about").select_option("deadline")
    page.get_by_label("Follow-ups, one on a line").fill("When?\n\nWho?")
    page.locator("form[action='/questions'] button", has_text="Add it").click()
    page.wait_for_url("**/questions/why-was-it-late")
    (question,) = own_questions(store)
    assert (question.theme, question.follow_ups) == (Theme.DEADLINE, ("When?", "Who?"))
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.get_by_role("button", name="Remove").click()
    assert own_questions(store)
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Remove").click()
    page.wait_for_url("**/questions?own=true")
    assert own_questions(store) == []


def test_the_forms_without_a_script(client: Browserless, store: Store) -> None:
    page = client.submit("/questions", page="/questions", text="Why was it late?", theme="deadline")
    assert "Why was it late?" in page.text
    page = client.submit("/questions/values", name="Ownership", description="We finish what we begin")
    assert "fell short of “Ownership”" in page.text
    assert values(store) == [Value("Ownership", "We finish what we begin")]
    assert len(shown(client.get("/questions?own=true").text)) == 2
    assert len(shown(client.get("/questions?value=true").text)) == 1
    client.submit("/questions/value-ownership/remove")
    assert values(store) == []


@pytest.mark.parametrize(
    ("path", "fields", "status", "said"),
    [
        ("/questions", {"text": "  "}, 400, "text is missing"),
        ("/questions", {"text": "x" * 401}, 422, "text"),
        ("/questions", {"text": "x", "theme": "weather"}, 422, "theme"),
        ("/questions/values", {"name": " "}, 400, "the name of a value"),
        ("/questions/time-you-failed/remove", {}, 400, "comes with starl"),
        ("/questions/time-you/remove", {}, 404, "no such question"),
    ],
)
def test_what_cannot_be_done_is_said(
    client: Browserless, path: str, fields: dict[str, str], status: int, said: str
) -> None:
    answer = client.submit(path, **fields)
    assert (answer.status_code, said in answer.text) == (status, True)


def test_a_file_is_taken_in_and_given_back(client: Browserless, store: Store) -> None:
    assert client.get("/questions.toml").status_code == 404
    page = send(client, FILE.encode())
    assert "Taken in: 1 question." in page.text
    assert "Taken in: 0 questions, 1 already there." in send(client, FILE.encode()).text
    add_value(store, Value("Ownership"))
    add(store, "Why \\ \"was\" it 'late'?", Theme.DEADLINE)
    file = client.get("/questions.toml")
    assert "attachment" in file.headers["content-disposition"]
    assert [item.id for item in read_questions(file.text, "file", own=True)] == [
        "pager-at-a-wedding",
        "why-was-it-late",
        "value-ownership",
    ]


@pytest.mark.parametrize(
    ("data", "status", "said"),
    [
        (b"x = ", 400, "mine.toml: it is no TOML"),
        (b"x = 1", 400, "no [[question]]"),
        (FILE.replace("outage", "weather").encode(), 400, "there is no &#39;weather&#39;"),
        (b"\x00\xff\xfe" * 9, 400, "mine.toml"),
        (b"#" * (300 << 10), 413, "larger than 256 kB"),
    ],
    ids=["no TOML", "no question", "no theme", "no text", "too large"],
)
def test_a_file_that_cannot_be_taken_in(
    client: Browserless, store: Store, data: bytes, status: int, said: str
) -> None:
    answer = send(client, data)
    assert (answer.status_code, said in answer.text) == (status, True), answer.text
    assert own_questions(store) == []


def send(client: Browserless, data: bytes) -> httpx.Response:
    return client.post(
        "/questions/import", data={"_csrf": client.token("/questions")}, files={"file": ("mine.toml", data)}
    )


def test_over_http(site: Site, store: Store) -> None:
    with httpx.Client(base_url=f"{site.address}/api/v1") as client:
        assert len(client.get("/questions").json()) == 128
        assert len(client.get("/questions", params={"theme": "outage", "limit": 4}).json()) == 4
        made = client.post("/questions", json={"text": "Why was it late?", "theme": "deadline"}).json()
        assert client.get("/questions", params={"own": True}).json() == [made]
        assert made in client.get("/questions", params={"q": "why LATE"}).json()
        value = client.post("/values", json={"name": "Ownership"}).json()
        assert client.get("/values").json() == [value]
        assert client.delete(f"/values/{made['id']}").status_code == 404
        assert client.delete("/questions/time-you-failed").status_code == 400
        assert client.delete(f"/questions/{made['id']}").status_code == 204
        assert client.delete(f"/values/{value['question']}").status_code == 204
        assert client.get("/questions", params={"own": True}).json() == []


@pytest.mark.parametrize(("width", "scheme"), LOOKS.values(), ids=LOOKS)
def test_no_barrier(tab: Tab, store: Store, scheme: str, width: int) -> None:
    tab.page.set_viewport_size({"width": width, "height": 800})
    tab.page.emulate_media(color_scheme=scheme)
    assert violations(tab.go("/questions?own=true")) == []
    keep(store, "The export", LATE)
    add(
        store,
        "Why was it " + "so " * 60 + "late?",
        Theme.DEADLINE,
        listens_for="The reason",
        follow_ups=["Who?"],
    )
    quarrel(store)
    for path in (
        "/questions",
        "/questions?own=true",
        "/questions?q=xyzzy",
        "/questions/missed-deadline",
        "/questions/conflict-you-worsened",
    ):
        page = tab.go(path)
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
