"""The exercises: the clock and its phases, reframing, peer review by pointer and by keys, and all of it without JavaScript."""

from __future__ import annotations

import datetime as dt
import json
import re
from itertools import pairwise
from typing import Any

import httpx
import pytest

from starl.capture.stories import new_record, save
from starl.model.attempt import Attempt, Exercise
from starl.model.reframing import Point
from starl.model.story import Section
from starl.practice.development import at_second, steps
from starl.practice.peer_review import from_json
from starl.practice.samples import samples
from starl.practice.scenarios import scenario, scenarios
from starl.store.store import Store
from starl.text.writer import new_story

from .conftest import LOOKS, NOW, Browserless, Site, Tab, eventually, violations

SAID = {
    Section.SITUATION: "In March I ran the billing of a small shop, four of us, for 2,100 customers.",
    Section.TASK: "I was to move the statements by June, and the plan was mine.",
    Section.ACTION: "I tried the converter on twelve statements. I skipped the full archive because I was sure that they were all alike.",
    Section.RESULT: "2,100 customers got a wrong balance for two days, and 40 of them called.",
    Section.LEARNING: "Since then I run every converter over the whole archive. In June that caught a rounding error.",
}
BLAME = "QA missed the bug because they did not test it."
REPLY = (
    "I built the coupons and never pressed reload, because the four cases in the ticket worked. 340 orders went out too "
    "cheap and support had to explain it for days. Now I write a list of misuses before I begin, and in May it caught a "
    "double booking."
)
HOSTILE = "</textarea><script>alert(1)</script><svg onload=alert(1)>{{ 7*7 }}"


def a_story(store: Store, title: str = "The outage", text: str | None = None) -> str:
    """The slug of a new story."""
    return save(store, new_record(store, title), text or new_story(title, said=SAID)).slug


def attempts(store: Store, kind: Exercise) -> list[Attempt]:
    return store.attempts.select(kind=kind)


def drafted(client: Browserless, **fields: Any) -> httpx.Response:
    """A draft sent without JavaScript."""
    return client.submit("/exercises/story/write", "/exercises/story", **fields)


def test_the_index_says_what_was_done(client: Browserless) -> None:
    assert client.get("/exercises").text.count("Not done yet.") == 3
    drafted(client, title="The outage", **SAID)
    client.submit("/exercises/reframing/major-bug", text=REPLY)
    page = client.get("/exercises").text
    assert page.count("Not done yet.") == 1
    assert re.search(r"Done once, last today: \d+ of 100", page)
    assert re.search(r"Done once, last today: \d of 4 points", page)
    assert f"{len(scenarios()) - 1} scenarios new to you." in page


# Story development


def test_a_draft_without_javascript(client: Browserless, store: Store) -> None:
    page = client.get("/exercises/story/write", params={"title": " The  outage "}).text
    assert all(step.prompt in page for step in steps())
    assert re.findall(r"(\d:\d\d) minutes", page) == ["2:00", "1:30", "4:00", "2:30", "4:00"]
    page = drafted(client, title=" The  outage ", seconds="", **SAID).text
    assert "This is the first draft" in page
    record = store.stories.by_slug("the-outage")
    assert record
    assert all(said in store.stories.text(record.id) for said in SAID.values())
    (kept,) = attempts(store, Exercise.STORY_DEVELOPMENT)
    assert (kept.item, kept.seconds, kept.text) == (record.id, None, store.stories.text(record.id))


def test_the_next_draft_is_compared(client: Browserless, store: Store) -> None:
    drafted(client, title="The outage", action=BLAME, result="It broke for two days.", seconds="600")
    page = drafted(client, story="the-outage", revision="1", seconds="840", **SAID)
    record = store.stories.by_slug("the-outage")
    assert record and record.revision == 2
    now, before = attempts(store, Exercise.STORY_DEVELOPMENT)
    assert (now.seconds, before.seconds) == (840, 600)
    assert now.verdict and record.verdict
    assert now.verdict["verdict"]["score"] == record.verdict.score
    assert "14:00 of 15:00 minutes" in page.text
    assert "more than the last time" in page.text
    assert f'href="/exercises/story/results/{before.id}"' in page.text
    assert "This is the first draft" not in page.text
    first = client.get(f"/exercises/story/results/{before.id}").text
    assert "more than the last time" not in first


def test_a_draft_beside_a_newer_revision_loses_nothing(client: Browserless, store: Store) -> None:
    slug = a_story(store)
    client.submit(f"/stories/{slug}", f"/stories/{slug}", revision="1", task="Theirs.")
    page = drafted(client, story=slug, revision="1", task="Mine.")
    assert page.status_code == 409
    assert "Mine." in page.text and "Theirs." in page.text
    (kept,) = attempts(store, Exercise.STORY_DEVELOPMENT)
    assert "Mine." in kept.text


def test_a_story_of_another_form_is_told_anew(client: Browserless, store: Store) -> None:
    slug = a_story(store, text="Once I broke the shop, and it stayed broken for two days.")
    assert "Once I broke the shop" in client.get(f"/exercises/story/write?story={slug}").text
    drafted(client, story=slug, revision="1", **SAID)
    record = store.stories.by_slug(slug)
    assert record
    assert SAID[Section.TASK] in store.stories.text(record.id)
    assert "Once I broke" in store.stories.revision(record.id, 1).text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"title": "x", "action": "  "}, "Nothing was written"),
        ({"title": " ", "action": "I broke it."}, "needs a title"),
        ({"title": "x", "action": "I broke it.", "seconds": "-1"}, "seconds"),
        ({"title": "x", "action": "a" * 200_001}, "200,000 characters"),
    ],
)
def test_no_draft(client: Browserless, store: Store, fields: dict[str, str], said: str) -> None:
    page = drafted(client, **fields)
    assert page.status_code == 422
    assert said in page.text
    assert store.stories.count() == store.attempts.count() == 0


def test_a_nul_character_is_refused_whole(client: Browserless, store: Store) -> None:
    assert drafted(client, title="x", action="I broke\0it.").status_code == 400
    assert store.stories.count() == store.attempts.count() == 0


def test_the_clock_goes_through_the_phases(tab: Tab, store: Store) -> None:
    tab.page.clock.install(time=NOW)
    page = tab.go("/exercises/story/write?title=The+outage")
    page.clock.pause_at(NOW + dt.timedelta(hours=1))
    page.get_by_role("button", name="Start").click()
    assert page.evaluate("document.activeElement.name") == "situation"
    said = page.locator("#said")
    plan = steps()
    pauses = {after.section.value: step.pause for step, after in pairwise(plan)}
    second = 0
    for at in (1, 119, 125, 131, 230, 400, 800, 899):
        page.clock.run_for((at - second) * 1000)
        second = at
        now = at_second(at)
        assert now
        name = now.step.section.value
        left = f"{now.left // 60}:{now.left % 60:02} left"
        assert page.locator("#left").inner_text() == left
        assert page.locator("#seed").inner_text() == now.seed
        current = page.locator("[aria-current=step]")
        if now.pausing:
            assert current.count() == 0
            assert said.inner_text() == f"A breath of {pauses[name]} seconds. Next comes {name}."
        else:
            assert current.get_attribute("data-part") == name
            assert said.inner_text().lower().startswith(name)
    page.clock.run_for(5000)
    assert page.locator("#phase").inner_text() == "The time is over"
    assert page.locator("#time").inner_text() == "0:00"
    page.fill("textarea[name=action]", SAID[Section.ACTION])
    page.get_by_role("button", name="Save the draft and ask the coach").click()
    tab.arrive("#draft-result")
    (kept,) = attempts(store, Exercise.STORY_DEVELOPMENT)
    assert kept.seconds is not None and 899 <= kept.seconds <= 905
    assert page.evaluate("sessionStorage.length") == 0


def test_the_clock_waits_and_a_reload_loses_nothing(tab: Tab, store: Store) -> None:
    tab.page.clock.install(time=NOW)
    page = tab.go("/exercises/story/write?title=The+outage")
    page.clock.pause_at(NOW + dt.timedelta(hours=1))
    page.get_by_role("button", name="Start").click()
    page.fill("textarea[name=situation]", "In March.")
    page.clock.run_for(60_000)
    assert page.locator("#time").inner_text() == "14:00"
    page.get_by_role("button", name="Pause").click()
    page.clock.run_for(60_000)
    assert page.locator("#time").inner_text() == "14:00"
    page.reload()
    assert page.locator("textarea[name=situation]").input_value() == "In March."
    assert page.locator("#restored").is_visible()
    assert page.locator("#time").inner_text() == "14:00"
    page.get_by_role("button", name="Go on").click()
    page.clock.run_for(30_000)
    assert page.locator("#time").inner_text() == "13:30"


# Reframing


def test_the_scenarios_are_filtered(client: Browserless) -> None:
    def shown(**query: str) -> set[str]:
        return set(
            re.findall(
                r'class="cover" href="/exercises/reframing/([\w-]+)"',
                client.get("/exercises/reframing", params=query).text,
            )
        )

    assert shown() == {one.id for one in scenarios()}
    assert shown(role="intern") == {one.id for one in scenarios() if one.role == "intern"}
    assert shown(level="staff", role="") == {one.id for one in scenarios() if one.level == "staff"}
    assert "No scenario is like that" in client.get("/exercises/reframing?role=astronaut").text
    client.submit("/exercises/reframing/major-bug", text=REPLY)
    assert shown(untried="true") == {one.id for one in scenarios()} - {"major-bug"}


def test_surprise_prefers_what_is_new(client: Browserless, store: Store) -> None:
    for one in scenarios()[1:]:
        store.attempts.add(Attempt(store.new_id(), store.now(), Exercise.REFRAMING, one.id, "x"))
    assert client.get("/exercises/reframing/surprise").url.path == f"/exercises/reframing/{scenarios()[0].id}"


def test_a_reply_is_judged_and_kept(client: Browserless, store: Store) -> None:
    page = client.submit(
        "/exercises/reframing/major-bug",
        text=BLAME + " We were all surprised by it that weekend, and support was not amused about it at all.",
    )
    (kept,) = attempts(store, Exercise.REFRAMING)
    assert page.url.params["attempt"] == kept.id
    assert kept.verdict and set(kept.verdict["points"]) == set(Point)
    missing = [name for name, standing in kept.verdict["points"].items() if standing != "met"]
    result = page.text.partition('id="result"')[2].partition("</section>")[0]
    assert result.count('class="asked"') == len(missing) > 0
    again = client.submit("/exercises/reframing/major-bug", text=REPLY).text
    assert again.count('class="dots"') == 2
    assert "<mark" in again


def test_copied_words_are_named(client: Browserless) -> None:
    page = client.submit("/exercises/reframing/major-bug", text=scenario("major-bug").example).text
    assert 'class="is-copied"' in page
    assert "in the example" in page


def test_a_reply_that_is_too_short_stays_in_its_box(client: Browserless, store: Store) -> None:
    page = client.submit("/exercises/reframing/major-bug", text="I broke it.")
    assert page.status_code == 422
    assert "words are too few" in page.text and "I broke it.</textarea>" in page.text
    assert attempts(store, Exercise.REFRAMING) == []


def test_the_coach_hears_a_reply_as_it_is_typed(tab: Tab, store: Store) -> None:
    page = tab.go("/exercises/reframing/major-bug")
    page.fill("#reply", REPLY)
    page.wait_for_selector("#live li[data-point=learning].is-met")
    assert page.locator("#count").inner_text() == f"{len(REPLY.split())} words"
    page.get_by_role("button", name="Ask the coach").click()
    page.wait_for_selector("#result mark sup")
    (kept,) = attempts(store, Exercise.REFRAMING)
    assert kept.seconds is not None


@pytest.mark.parametrize(
    "path",
    [
        "/exercises/reframing/nothing",
        "/exercises/reframing/major-bug?attempt=nothing",
        "/exercises/story/results/nothing",
        "/exercises/story/write?story=nothing",
        "/exercises/peer-review/samples/nothing",
        "/exercises/peer-review/own/nothing",
        "/exercises/peer-review/own/nothing/review",
        "/exercises/peer-review/reviews/nothing",
    ],
)
def test_what_is_not_there(client: Browserless, path: str) -> None:
    assert client.get(path).status_code == 404


# Peer review


def reviewed(client: Browserless, path: str, **fields: Any) -> httpx.Response:
    """A review sent without JavaScript, with one remark."""
    remark = {"quote": "", "comment": "", "theme": "", "after": "0"}
    return client.submit(path, path, **({"authenticity": "2", "learning": "4"} | remark | fields))


def test_a_sample_is_reviewed_without_javascript(client: Browserless, store: Store) -> None:
    one = next(each for each in samples() if each.id == "quiet-fix")
    spot = one.reference.strengthen[0]
    path = f"/exercises/peer-review/samples/{one.id}"
    page = reviewed(
        client, path, quote=" ".join(spot.quote.split()), comment="Why?", theme="honesty", summary="Tell her."
    )
    assert f"You found 1 of the {len(one.reference.strengthen)} weak spots" in page.text
    assert "You were kinder" in page.text
    (kept,) = attempts(store, Exercise.PEER_REVIEW)
    review = from_json(kept.text)
    assert kept.item == one.id
    assert (review.authenticity, review.learning, review.summary) == (2, 4, "Tell her.")
    assert review.strengthen[0].span == spot.span
    assert kept.verdict and kept.verdict["found"] == 1


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"quote": "These words are nowhere", "comment": "Why?"}, "do not stand in the story"),
        ({"quote": "", "comment": "Which words?"}, "needs the words"),
        ({"authenticity": "0"}, "Both ratings are needed"),
    ],
)
def test_a_review_with_a_fault_stays_on_the_page(
    client: Browserless, store: Store, fields: dict[str, str], said: str
) -> None:
    page = reviewed(client, "/exercises/peer-review/samples/quiet-fix", summary="My summary.", **fields)
    assert page.status_code == 422
    assert said in page.text
    assert "My summary." in page.text
    assert fields.get("comment", "") in page.text
    assert attempts(store, Exercise.PEER_REVIEW) == []


@pytest.mark.parametrize(
    "fields", [{"authenticity": "6"}, {"learning": "-1"}, {"quote": ["a"] * 41}, {"quote": ["a", "b"]}]
)
def test_a_review_of_another_form_is_refused(client: Browserless, fields: dict[str, Any]) -> None:
    assert reviewed(client, "/exercises/peer-review/samples/quiet-fix", **fields).status_code == 422


def test_a_peer_reviews_a_story_of_ones_own(client: Browserless, store: Store) -> None:
    slug = a_story(store)
    path = f"/exercises/peer-review/own/{slug}/review"
    assert "peer review" not in client.get(f"/stories/{slug}").text
    for_peer = client.get(f"{path}?peer=true").text
    assert SAID[Section.TASK] in for_peer
    assert "coach" not in for_peer.partition("<main")[2]
    page = reviewed(
        client,
        path,
        peer="true",
        reviewer="Ada",
        revision="1",
        quote="they were all alike",
        comment="Who said so?",
    )
    assert page.url.path.endswith("/thanks")
    assert "Thank you, Ada" in page.text
    assert (
        f'href="/exercises/peer-review/own/{slug}">1 peer review</a>' in client.get(f"/stories/{slug}").text
    )
    listed = client.get(f"/exercises/peer-review/own/{slug}").text
    assert "Ada" in listed and "Who said so?" in listed
    assert re.search(r'<mark class="is-mine" data-start="\d+">they were all alike<sup>1</sup></mark>', listed)
    record = store.stories.by_slug(slug)
    assert record
    text = store.stories.text(record.id)
    save(store, record, text.replace("all alike", "the same"))
    listed = client.get(f"/exercises/peer-review/own/{slug}").text
    assert "1 remark on words that you changed since" in listed
    assert ", on revision 1" in listed
    (kept,) = attempts(store, Exercise.PEER_REVIEW)
    assert "Who said so?" in client.get(f"/exercises/peer-review/reviews/{kept.id}").text


def test_a_review_stays_at_the_revision_that_was_read(client: Browserless, store: Store) -> None:
    slug = a_story(store)
    record = store.stories.by_slug(slug)
    assert record
    save(store, record, store.stories.text(record.id).replace("all alike", "the same"))
    path = f"/exercises/peer-review/own/{slug}/review"
    page = reviewed(client, path, revision="1", quote="nowhere", comment="Why?")
    assert page.status_code == 422
    assert 'name="revision" value="1"' in page.text and "all alike" in page.text
    reviewed(client, path, revision="1", quote="all alike", comment="Why?")
    (kept,) = attempts(store, Exercise.PEER_REVIEW)
    assert kept.verdict and kept.verdict["revision"] == 1
    assert reviewed(client, path, revision="9", quote="all alike", comment="Why?").status_code == 400


def test_words_are_marked_and_commented_on(tab: Tab, store: Store) -> None:
    page = tab.go("/exercises/peer-review/samples/quiet-fix")
    assert page.locator(".remark").count() == 0
    page.evaluate(
        """() => {
          const last = [...document.querySelectorAll("#words [data-start]")].at(-1).firstChild;
          const at = last.data.indexOf("two mistakes");
          getSelection().setBaseAndExtent(last, at, last, at + "two mistakes".length);
        }"""
    )
    page.get_by_role("button", name="Comment on this").click()
    assert page.locator("[name=quote]").input_value() == "two mistakes"
    page.keyboard.type("Which ones?")
    for name in ("authenticity", "learning"):
        page.check(f"[name={name}][value='3']")
    page.get_by_role("button", name="Compare").click()
    page.wait_for_selector("#comparison")
    assert "two mistakes" in page.locator("mark.is-mine").all_inner_texts()[-1]
    (kept,) = attempts(store, Exercise.PEER_REVIEW)
    (remark,) = from_json(kept.text).strengthen
    text = next(one.text for one in samples() if one.id == "quiet-fix")
    assert (remark.quote, remark.comment) == ("two mistakes", "Which ones?")
    assert remark.span.start == text.index("two mistakes")


def test_the_second_of_two_places_is_the_one_that_was_marked(tab: Tab, store: Store) -> None:
    slug = a_story(
        store,
        text=new_story(
            "T", said=SAID | {Section.SITUATION: "😀 I was late.", Section.TASK: "I was late. I was late."}
        ),
    )
    page = tab.go(f"/exercises/peer-review/own/{slug}/review")
    page.evaluate(
        """() => {
          const node = document.querySelectorAll("#words [data-start]")[1].firstChild;
          getSelection().setBaseAndExtent(node, 12, node, 23);
        }"""
    )
    page.get_by_role("button", name="Comment on this").click()
    page.keyboard.type("Again?")
    for name in ("authenticity", "learning"):
        page.check(f"[name={name}][value='3']")
    page.get_by_role("button", name="Compare").click()
    page.wait_for_selector("#comparison")
    (kept,) = attempts(store, Exercise.PEER_REVIEW)
    record = store.stories.by_slug(slug)
    assert record
    assert from_json(kept.text).strengthen[0].span.start == store.stories.text(record.id).rindex(
        "I was late."
    )


def test_a_review_by_keys_alone(tab: Tab, store: Store) -> None:
    page = tab.go("/exercises/peer-review/samples/quiet-fix")

    def to(selector: str) -> None:
        for _ in range(60):
            if page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
            page.keyboard.press("Tab")
        raise AssertionError(f"no key leads to {selector}")

    to("#words")
    page.keyboard.press("ArrowDown")
    assert page.locator("#marking").inner_text().startswith("Marked: I was the only developer")
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+ArrowDown")
    assert "In June I saw" in page.locator("#marking").inner_text()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == "comment"
    page.keyboard.type("What did you feel?")
    for _ in range(20):
        if page.evaluate("document.activeElement.name") == "authenticity":
            break
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowLeft")
    to("[name=learning]")
    page.keyboard.press("Space")
    chosen = page.locator("input:checked").evaluate_all("all => all.map((each) => Number(each.value))")
    assert len(chosen) == 2
    to("#review-form .button")
    page.keyboard.press("Enter")
    page.wait_for_selector("#comparison")
    (kept,) = attempts(store, Exercise.PEER_REVIEW)
    review = from_json(kept.text)
    assert [review.authenticity, review.learning] == chosen
    (remark,) = review.strengthen
    assert remark.comment == "What did you feel?"
    assert remark.quote.startswith("In March I changed") and remark.quote.endswith("three months.")


def test_words_across_parts_are_not_taken(tab: Tab) -> None:
    page = tab.go("/exercises/peer-review/samples/quiet-fix")
    page.evaluate(
        """() => {
          const [first, second] = document.querySelectorAll("#words [data-start]");
          getSelection().setBaseAndExtent(first.firstChild, 0, second.firstChild, 5);
        }"""
    )
    assert page.locator("#comment-on").is_hidden()
    page.locator("#words").press("Enter")
    eventually(lambda: "within one part" in page.locator("#marking").inner_text())
    assert page.locator(".remark").count() == 0


# All of them


def test_words_are_escaped(client: Browserless, store: Store) -> None:
    seen = [drafted(client, title=HOSTILE, action=HOSTILE)]
    slug = store.stories.select()[0].slug
    seen.append(client.get(f"/exercises/story/write?story={slug}"))
    seen.append(client.get("/exercises/story/write", params={"title": HOSTILE}))
    seen.append(client.submit("/exercises/reframing/major-bug", text=f"{HOSTILE} {REPLY}"))
    seen.append(client.submit("/exercises/reframing/major-bug", text=HOSTILE))
    own = f"/exercises/peer-review/own/{slug}"
    seen.append(
        reviewed(
            client, f"{own}/review", quote=HOSTILE, comment=HOSTILE, summary=HOSTILE, authenticity_why=HOSTILE
        )
    )
    seen.append(
        reviewed(
            client, f"{own}/review", quote="nowhere", comment=HOSTILE, peer="true", reviewer=HOSTILE[:90]
        )
    )
    seen += [
        client.get(path)
        for path in (
            own,
            f"{own}/thanks?by=<script>alert(1)",
            "/exercises",
            "/exercises/story",
            "/exercises/peer-review",
        )
    ]
    assert len(attempts(store, Exercise.PEER_REVIEW)) == 1
    for page in seen:
        assert "<script>alert" not in page.text
        assert "<svg onload" not in page.text
    assert "{{ 7*7 }}" in seen[0].text


@pytest.mark.parametrize(("width", "scheme"), LOOKS.values(), ids=LOOKS)
def test_no_barrier(tab: Tab, client: Browserless, store: Store, scheme: str, width: int) -> None:
    drafted(client, title="The outage", action=BLAME, result="It broke for two days.", seconds="600")
    draft = drafted(client, story="the-outage", revision="1", seconds="840", **SAID).url.path
    reply = client.submit("/exercises/reframing/major-bug", text=scenario("major-bug").example[:300]).url
    remark = {"quote": "She never found out why.", "comment": "Why?"}
    review = reviewed(client, "/exercises/peer-review/samples/quiet-fix", **remark).url.path
    reviewed(
        client, "/exercises/peer-review/own/the-outage/review", peer="true", quote="all alike", comment="Why?"
    )
    tab.page.set_viewport_size({"width": width, "height": 800})
    tab.page.emulate_media(color_scheme=scheme)
    for path in (
        "/exercises",
        "/exercises/story",
        draft,
        "/exercises/reframing?role=intern",
        f"{reply.path}?{reply.query.decode()}",
        "/exercises/peer-review",
        review,
        "/exercises/peer-review/own/the-outage",
        "/exercises/peer-review/own/the-outage/thanks",
    ):
        page = tab.go(path)
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    page = tab.go("/exercises/story/write?story=the-outage")
    page.get_by_role("button", name="Start").click()
    page.wait_for_selector("[aria-current=step]")
    assert violations(page) == []
    page = tab.go("/exercises/peer-review/own/the-outage/review?peer=true")
    page.locator("#words").press("ArrowDown")
    page.locator("#words").press("Enter")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_over_http(site: Site, client: Browserless) -> None:
    client.submit("/exercises/reframing/major-bug", text=REPLY)
    with httpx.Client(base_url=f"{site.address}/api/v1") as api:
        every = api.get("/scenarios").json()
        assert [one["id"] for one in every] == [one.id for one in scenarios()]
        assert {one["level"] for one in api.get("/scenarios", params={"level": "senior"}).json()} == {
            "senior"
        }
        one = api.get("/scenarios/major-bug").json()
        assert one["example"] == scenario("major-bug").example
        assert api.get("/scenarios/nothing").status_code == 404
        judged = api.post("/reframing", json={"scenario": "major-bug", "text": one["example"]}).json()
        assert judged["points"]["learning"]["standing"] == "met"
        assert judged["copies"][0]["source"] == "example"
        assert api.post("/reframing", json={"scenario": "nothing", "text": REPLY}).status_code == 404
        alone = json.dumps({"text": "\ud800 " + REPLY})
        headers = {"Content-Type": "application/json"}
        assert api.post("/reframing", content=alone, headers=headers).status_code in (200, 422)
        (kept,) = api.get("/attempts", params={"exercise": "reframing"}).json()
        assert (kept["item"], kept["text"]) == ("major-bug", REPLY)
        assert api.get("/attempts", params={"item": "nothing"}).json() == []
        assert json.loads(json.dumps(kept["verdict"]))["words"] == len(REPLY.split())
