"""A story to a peer and back: nothing else goes out, what comes back is anchored, what is foreign is refused."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from starl.capture.stories import new_record, save
from starl.errors import StarlError
from starl.model.sharing import CommentState, Share
from starl.model.story import Span
from starl.model.story_record import StoryRecord
from starl.sharing.anchors import Hold, place
from starl.sharing.choices import offered, remember
from starl.sharing.document import document
from starl.sharing.incoming import checksum
from starl.sharing.offer import Choices, draft
from starl.sharing.reviews import Arrival, answer, arrival_in_words, side_by_side, take_in
from starl.sharing.shares import FORMAT, digest, keep, source
from starl.store.store import Store, open_store
from tests.store.records import Clock, Randomness, entry
from tests.web.conftest import Browserless, Site

STORY = """---
title: The Acme migration
themes: [zanzibar]
---
## Situation
- project: Quetzalcoatl
At Acme we were four, and Maria Keller led us. The host db-prod-07 was old. <!-- marmalade -->
## Action
I tried it on twelve statements. I skipped the test on the full archive.
## Result
It cost $40,000. I told Maria the same morning.
## Learning
Since then I run every converter over the whole archive.
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "journal.sqlite", clock=Clock(), randomness=Randomness()) as opened:
        yield opened


def shared(
    store: Store, choices: Choices = MappingProxyType({}), text: str = STORY
) -> tuple[StoryRecord, Share]:
    record = save(store, new_record(store, "The Acme migration"), text)
    made = offered(store, record.id, record.revision, record.title, choices)
    remember(store, choices)
    return record, keep(store, record, record.revision, made)


def review(share: Share, *quotes: str, **more: Any) -> dict[str, Any]:
    comments = [
        {"start": share.text.index(quote), "end": share.text.index(quote) + len(quote), "quote": quote,
         "comment": f"What of Person A at {quote[:5]}?", "theme": "learning"}
        for quote in quotes
    ]  # fmt: skip
    data = {
        "format": "starl-review", "version": FORMAT, "share": share.id, "digest": digest(share),
        "reviewer": "Ben", "written": "2025-03-15T10:00:00.000Z", "summary": "",
        "authenticity": {"rating": 4, "why": ""}, "learning": {"rating": 2, "why": "an intention"},
        "comments": comments,
    } | more  # fmt: skip
    return data | {"checksum": checksum(data)}


def test_no_other_word_of_the_journal_is_in_the_file(store: Store) -> None:
    store.entries.add(entry(store, "Xylophone quagmire", lesson="Hippopotamus", tags=("wolverine",)))
    record = save(store, new_record(store, "The Acme migration"), STORY.replace("twelve", "eleventynine"))
    save(store, record, STORY, "a kumquat note")
    record, share = shared(store)
    page = document(share).casefold()
    gone = "acme maria keller db-prod 40,000 quetzalcoatl zanzibar marmalade xylophone quagmire hippopotamus"
    for word in f"{gone} wolverine eleventynine kumquat {record.slug}".split():
        assert word not in page, word
    plain = document(replace(share, title="", text="", parts=())).casefold()
    allowed = set(re.findall(r"\w+", plain)) | set(
        re.findall(r"\w+", f"{share.title} {share.text}".casefold())
    )
    extra = set(re.findall(r"\w+", page)) - allowed
    positions = {str(part.start) for part in share.parts}
    assert extra - positions <= {digest(share), "situation", "action", "result", "learning"}


def test_the_file_teaches_on_a_story_with_a_reference(store: Store) -> None:
    page = document(shared(store)[1])
    story, _, reading = page.partition("How we read it")
    assert "The search was down until two in the afternoon." in story
    assert "3: Mixed" in reading and "1: It would fit any story." in reading
    assert len(page.encode()) < 40_000


def test_what_was_decided_is_consistent_and_remembered(store: Store) -> None:
    record, share = shared(store, {"acme": "a payments company", "maria keller": None})
    assert share.title == "The payments company migration"
    assert "At a payments company we were four, and Maria Keller led us." in share.text
    assert "I told Maria the same" in share.text
    again = offered(store, record.id, record.revision, record.title)
    assert again.text == share.text
    assert keep(store, record, record.revision, again) == share
    store.settings.set("model.words", ["archive"])
    assert "archive" not in offered(store, record.id, record.revision, record.title).text


@pytest.mark.parametrize(
    ("told", "said", "shared_as"),
    [
        ("Then the Acme move failed.", "a shop", "Then the shop move failed."),
        ("It was our\nAcme page.", "a shop", "It was our shop page."),
        ("Acme went down.", "a shop", "A shop went down."),
        ("It broke. Acme went down.", "the biggest customer", "It broke. The biggest customer went down."),
        ("She said “no.” Acme went down.", "an old customer", "She said “no.” An old customer went down."),
        ("We told Acme so.", "a shop", "We told a shop so."),
        ("We breathe Acme.", "a shop", "We breathe a shop."),
        ("The Acme move failed.", "shop X", "The shop X move failed."),
        ("The Acme move failed.", "amazing shop", "The amazing shop move failed."),
        ("Acme went down.", "iShop", "iShop went down."),
    ],
)
def test_a_replacement_with_an_article_reads_as_a_sentence(told: str, said: str, shared_as: str) -> None:
    assert draft(told, "", ["acme"], {"acme": said}).text == shared_as


NORTHERN = "## Situation\nAt Northern Bank, Mark Keller and Zoë Brandt ran db-prod-07. Mark paid Quetzal Ltd $40,000.\n"


@pytest.mark.parametrize(
    ("words", "said", "leak"),
    [
        ("quetzal ltd", "Quetzal", "Quetzal"),
        ("quetzal ltd", "a firm in the quetzalverse", "quetzal"),
        ("quetzal ltd", "Zoë's firm", "Zoë"),
        ("quetzal ltd", "Keller  and partners", "Keller"),
        ("mark keller", "Mark, my lead", "Mark"),
        ("northern bank", "the Northern  Bank of here", "Northern  Bank"),
        ("$40,000", "about $40,000", "$40,000"),
        ("zoë brandt", "the friend of marmalade", "marmalade"),
        ("quetzal ltd", "a bank in the north", None),
        ("northern bank", "a bank", None),
        ("mark keller", "somebody who left a mark", None),
        ("db-prod-07", "the production database", None),
        ("quetzal ltd", "a payments Ltd", None),
    ],
)
def test_a_replacement_that_gives_something_away_is_refused(words: str, said: str, leak: str | None) -> None:
    made = draft(NORTHERN, "With Quetzal", ["marmalade"], {words: said})
    assert [one.leak for one in made.refused] == ([leak] if leak else [])
    assert (" ".join(said.split()) in f"{made.title} {made.text}") is (leak is None)
    kept = draft(NORTHERN, "With Quetzal", [], {words: said, **dict.fromkeys(["mark keller", "zoë brandt"])})
    if leak in ("Zoë", "Keller"):
        assert kept.refused == ()


@given(st.text(st.sampled_from("ab Maria.\n-*<é\u200b\r\t"), min_size=1, max_size=80))
def test_every_stretch_leads_back_to_where_it_came_from(body: str) -> None:
    text = f"## Situation\n{body} Maria Keller was there.\n"
    made = draft(text, "A title")
    share = Share("0", Clock()(), "s", 1, made.title, made.text, made.parts, made.origins, made.swaps)
    at = made.text.index("was there")
    assert text[slice(*source(share, Span(at, at + 9)))] == "was there"
    assert "Maria Keller" in text[slice(*source(share, Span(0, len(made.text))))]


def test_a_review_is_led_back_and_follows_the_story(store: Store) -> None:
    record, share = shared(store)
    first, second, third = "Host A was old", "I skipped the test on the full archive.", "It cost Amount A."
    text = json.dumps(review(share, first, second, third), indent=2)
    received = take_in(store, f"Hi, here it is:\n{text}\nBen")
    assert (received.arrival, received.is_old) == (Arrival.NEW, False)
    assert take_in(store, text).arrival is Arrival.SAME
    changed = STORY.replace("I skipped the test", "That day I skipped the slow test").replace(
        "It cost $40,000. ", ""
    )
    save(store, record, "An opening.\n" + changed)
    fresh = store.stories.get(record.id)
    assert fresh is not None
    seen = side_by_side(store, fresh)
    assert [item.hold for item in seen.standings] == [Hold.SAME, Hold.CHANGED, Hold.GONE]
    assert "db-prod-07 was old" in seen.standings[0].quote
    assert "Maria" in seen.standings[0].said
    span = seen.standings[1].span
    assert span and seen.text[slice(*span)] == "I skipped the slow test on the full archive."
    assert [item.at for item in seen.orphans] == [3]
    answer(store, received.feedback.id, 2, CommentState.DONE)
    answer(store, received.feedback.id, 1, CommentState.DECLINED, "the age matters")
    with pytest.raises(StarlError, match="say why"):
        answer(store, received.feedback.id, 3, CommentState.DECLINED)
    kept = store.feedback.get(received.feedback.id)
    assert kept and [(each.state.value, each.revision) for each in kept.comments] == [
        ("declined", None), ("done", 2), ("open", None),
    ]  # fmt: skip
    assert take_in(store, text).arrival is Arrival.SAME
    other = review(share, second, reviewer="Eve", authenticity={"rating": 1, "why": ""})
    take_in(store, json.dumps(other))
    both = side_by_side(store, fresh)
    assert both.standings[1].agrees == ("Eve",)
    assert any("differ on how authentic" in line for line in both.agreement)


LATER = "2025-03-16T10:00:00.000Z"


@pytest.mark.parametrize(
    ("second", "arrival", "says"),
    [
        ({"reviewer": " ben ", "written": LATER}, Arrival.REPLACES, "It replaces the review that ben sent before."),
        ({"reviewer": "Eve", "written": LATER}, Arrival.NEW, "The review by Eve is with revision 1."),
        ({"reviewer": "", "written": LATER}, Arrival.NEW, "by A peer is with"),
        ({"written": "2025-03-14T10:00:00.000Z"}, Arrival.OVERTAKEN, "A later review by Ben is there already"),
    ],
)  # fmt: skip
def test_a_changed_review_of_the_same_reviewer_replaces_the_earlier_one(
    store: Store, second: dict[str, Any], arrival: Arrival, says: str
) -> None:
    _, share = shared(store)
    earlier = take_in(store, json.dumps(review(share, "Host A was old"))).feedback
    received = take_in(store, json.dumps(review(share, "It cost Amount A.", **second)))
    assert received.arrival is arrival and says in arrival_in_words(received)
    assert store.feedback.count() == (2 if arrival is Arrival.NEW else 1)
    assert (received.feedback.id == earlier.id) == (arrival is not Arrival.NEW)
    there = store.feedback.get(earlier.id)
    assert there and (there.comments == earlier.comments) == (arrival is not Arrival.REPLACES)


def test_answers_to_unchanged_comments_stay(store: Store) -> None:
    _, share = shared(store)
    quotes = ("Host A was old", "I skipped the test on the full archive.", "It cost Amount A.")
    received = take_in(store, json.dumps(review(share, *quotes)))
    for number in (1, 2):
        answer(store, received.feedback.id, number, CommentState.DECLINED, f"reason {number}")
    changed = review(share, *quotes[1:], "told", written=LATER)
    again = take_in(store, json.dumps(changed))
    assert [each.reason for each in again.feedback.comments] == ["reason 2", "", ""]
    assert again.reopened == 1 and "1 comment that you had answered changed" in arrival_in_words(again)
    last = review(share, *quotes[1:], "told", written=LATER, summary="Told well")
    assert "What you answered to its comments stays." in arrival_in_words(take_in(store, json.dumps(last)))
    assert take_in(store, json.dumps(last)).arrival is Arrival.SAME
    assert take_in(store, json.dumps(review(share, *quotes))).arrival is Arrival.OVERTAKEN


def test_through_a_link_a_name_alone_replaces_nothing(store: Store) -> None:
    _, share = shared(store)
    first = take_in(store, json.dumps(review(share)), share.id).feedback
    other = review(share, summary="not Ben", written=LATER)
    assert take_in(store, json.dumps(other), share.id).arrival is Arrival.NEW
    again = review(share, summary="once more", reviewer="", written=LATER)
    received = take_in(store, json.dumps(again), share.id, first.id)
    assert (received.arrival, received.feedback.id) == (Arrival.REPLACES, first.id)
    assert store.feedback.count() == 2


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"summary": "great"}, "changed after the reviewer saved it"),
        ({"digest": "0" * 64}, "another text than you shared"),
        ({"share": "01m8cazmqhyzgasd7tm6bz584g"}, "not shared from this journal"),
        ({"version": 2}, "install a newer starl"),
        ({"format": "other"}, "no review of a shared story"),
        ({"learning": {"rating": 9, "why": ""}}, "should be 1 to 5"),
        ({"comments": [{"start": 0, "end": 4, "quote": "Ouch", "comment": "x"}]}, "did not share"),
        ({"comments": [{"start": 0, "end": 3, "quote": "The", "comment": ""}]}, "about words|says nothing"),
        ({"written": "yesterday"}, "when it was written"),
    ],
)
def test_what_is_foreign_changed_or_wrong_is_refused(store: Store, change: dict[str, Any], said: str) -> None:
    _, share = shared(store)
    data = review(share) | change
    if "summary" not in change:
        data["checksum"] = checksum(data)
    with pytest.raises(StarlError, match=said):
        take_in(store, json.dumps(data))
    assert store.feedback.count() == 0


@given(st.text(max_size=60))
def test_no_text_at_all_breaks_the_reading(text: str) -> None:
    from starl.sharing.incoming import read

    with pytest.raises(StarlError):
        read(text)


@given(
    st.text(st.sampled_from("ab. \n"), min_size=1, max_size=40),
    st.text(st.sampled_from("ab. \n"), max_size=40),
)
def test_a_place_is_within_the_new_text(old: str, new: str) -> None:
    found = place(old, Span(0, len(old)), new)
    assert (found.span is None) == (found.hold is Hold.GONE)
    if found.span:
        assert 0 <= found.span.start < found.span.end <= max(len(new), len(old) * (old == new))


def test_the_file_works_from_a_double_click(store: Store, chromium: Any, tmp_path: Path) -> None:
    hostile = STORY.replace(
        "was old.", "was <img src=x onerror=alert(1)> old 😀 \N{LATIN SMALL LETTER E WITH ACUTE}."
    )
    _, share = shared(store, text=hostile)
    path = tmp_path / "story.html"
    path.write_text(document(share), encoding="utf-8")
    context = chromium.new_context(viewport={"width": 390, "height": 800}, accept_downloads=True)
    page = context.new_page()
    heard: list[str] = []
    page.on("console", lambda said: heard.append(said.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("dialog", lambda said: heard.append(said.message))
    page.on("request", lambda asked: heard.append(asked.url) if not asked.url.startswith("file://") else None)
    page.goto(path.as_uri())
    page.focus("#words")
    for press in ("ArrowDown", "ArrowDown", "Enter"):
        page.keyboard.press(press)
    page.keyboard.type("Old, “how” old?")
    page.click("#save")
    assert "first question" in page.inner_text("#trouble")
    page.check("[name=authenticity][value='4']")
    page.check("[name=learning][value='5']")
    page.fill("[name=summary]", "Told well\n\\ \u2028 é😀")
    page.reload()
    assert page.locator("#comments li").count() == 1
    with page.expect_download() as waiting:
        page.click("#save")
    back = Path(waiting.value.path()).read_text(encoding="utf-8")
    name = rf"review-{share.id[-6:]}-{{}}-20\d\d-\d\d-\d\d-\d{{{{6}}}}\.json"
    assert re.fullmatch(name.format("a-peer"), waiting.value.suggested_filename)
    page.fill("[name=reviewer]", " ../Zoë O’Hara: ")
    with page.expect_download() as second:
        page.click("#save")
    assert re.fullmatch(name.format("Zoë-O-Hara"), second.value.suggested_filename)
    page.click("#copy")
    assert json.loads(page.input_value("#text"))["summary"].startswith("Told well")
    from tests.web.conftest import violations

    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()
    assert heard == []
    received = take_in(store, back)
    (comment,) = received.feedback.comments
    assert comment.said == "Old, “how” old?"
    assert "onerror" in share.text[comment.start : comment.end]


class TestLink:
    """Review by link, between the owner and somebody without an account."""

    @pytest.fixture
    def site(self, tmp_path: Path) -> Iterator[Site]:
        from starl.web.options import Options
        from tests.web.conftest import run

        place = Site("", tmp_path)
        options = Options(place.location, tmp_path, clock=place.clock, share=True)
        server, thread, place.address = run(options)
        yield place
        server.should_exit = True
        thread.join(10)

    def _link(self, site: Site, client: Browserless, **fields: Any) -> str:
        with site.store() as store:
            save(store, new_record(store, "The Acme migration"), STORY)
        slug = "the-acme-migration"
        page = client.get(f"/stories/{slug}/share").text
        assert "I skipped the test" in page
        seen = page.partition('name="seen" value="')[2].partition('"')[0]
        made = client.submit(f"/stories/{slug}/share/link", revision=1, seen=seen, **fields).text
        found = re.search(r"/shared/[\w-]+", made)
        assert found
        return found[0]

    def test_only_what_was_shown_goes_out(self, site: Site, client: Browserless) -> None:
        self._link(site, client)
        answer = client.submit("/stories/the-acme-migration/share/file", revision=1, seen="0")
        assert answer.status_code == 422
        assert "Look at it as it now is" in answer.text

    def test_a_replacement_of_ones_own_goes_through_story_and_title(
        self, site: Site, client: Browserless
    ) -> None:
        with site.store() as store:
            save(store, new_record(store, "The Acme migration"), STORY)
        asked = "/stories/the-acme-migration/share"
        own: dict[str, Any] = {"words": ["Acme"], "what": ["own"]}
        refused = client.submit(asked, revision=1, other=["Maria's bank"], **own)
        assert refused.status_code == 422 and "would give “Maria” away; choose other words" in refused.text
        for where in ("file", "link"):
            again = client.submit(f"{asked}/{where}", revision=1, other=["Maria's bank"], seen="0", **own)
            assert again.status_code == 422 and "would give “Maria” away" in again.text
        shown = client.submit(asked, revision=1, other=["a payments company"], **own).text
        assert "The payments company migration" in shown and "At a payments company we were" in shown
        seen = shown.partition('name="seen" value="')[2].partition('"')[0]
        client.submit(f"{asked}/file", revision=1, other=["a payments company"], seen=seen, **own)
        assert 'value="a payments company"' in client.get(asked).text

    def test_it_is_read_reviewed_noted_and_taken_back(
        self, site: Site, client: Browserless, chromium: Any
    ) -> None:
        path = self._link(site, client, passphrase="open it", note="Ben")
        with site.store() as store:
            (link,) = store.share_links.select()
            assert path.rpartition("/")[2] not in repr(link)
        page = chromium.new_context().new_page()
        page.goto(site.address + path)
        page.fill("[name=passphrase]", "wrong")
        page.click("button")
        page.fill("[name=passphrase]", "open it")
        page.click("button")
        page.wait_for_selector("#words")
        assert "Acme" not in page.content()
        page.check("[name=authenticity][value='4']")
        page.check("[name=learning][value='2']")
        page.fill("[name=reviewer]", "Ben")
        page.click("#send")
        page.wait_for_selector("#done:has-text('with the author')")
        page.fill("[name=summary]", "I read it once more")
        page.click("#send")
        page.wait_for_selector("#done:has-text('replaces the one that you sent before')")
        page.context.close()
        assert "Ben" in client.get("/stories/the-acme-migration/reviews").text
        with site.store() as store:
            said = [visit.access.name for visit in store.share_visits.select()]
            assert said == ["REVIEWED", "REVIEWED", "READ", "WRONG", "ASKED"]
            assert [item.summary for item in store.feedback.select()] == ["I read it once more"]
            client.submit("/stories/the-acme-migration/share/revoke", link=link.id)
            assert client.get(path).status_code == 410
            assert store.share_visits.select()[0].access.name == "REVOKED"

    def test_an_unknown_or_late_token_leads_nowhere(self, site: Site, client: Browserless) -> None:
        import datetime as dt

        path = self._link(site, client, days=1)
        assert client.get("/shared/nothing").status_code == 404
        assert client.get(path).status_code == 200
        site.clock.now += dt.timedelta(days=2)
        assert client.get(path).status_code == 410
        answer = client.post(f"{path}/review", content=b"{}")
        assert answer.status_code == 410
