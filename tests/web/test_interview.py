"""The mock interview in the browser: by keyboard to the debrief, after a kill, in two windows, without JavaScript."""

from __future__ import annotations

import datetime as dt
import re
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from starl.capture.stories import new_record, save
from starl.model.interview import Use, Went
from starl.model.mock import Said, Stage, Strictness
from starl.model.report import Dimension
from starl.practice.mock_steps import answered, assessed, half_said, place
from starl.practice.mocks import Focus, Kept, find, sessions, start
from starl.store.store import Store, open_store
from starl.web.options import Options
from tests.practice.interviews import BLAMES, OUTAGE, WHOLE

from .conftest import NOW, SOUND, Browserless, Site, Tab, eventually, run, sound
from .scripted import Scripted, transcript
from .test_killed import LATE, serve
from .test_takes import PRETEND

HOSTILE = "</textarea><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }} \u202e\u200b"
CONFLICT = "Failed to load resource: the server responded with a status of 409 (Conflict)"
REPLY = "I had not asked them before the release, and that was mine to do. Since then I ring them two days before."


def a_session(store: Store, number: int = 2, **more: Any) -> Kept:
    more = {"strictness": Strictness.GENTLE, "seed": "a", **more}
    return start(store, Focus(), number=number, **more)


def a_done_one(store: Store, text: str = WHOLE) -> Kept:
    kept = a_session(store, number=1)
    while place(kept.mock) != "assessing":
        kept = answered(store, kept.id, place(kept.mock), Said(text, 60.0))
    return assessed(store, kept.id, {Dimension.LEARNING: 2})


def press_to(page: Any, name: str) -> None:
    """Tab until the button or link of this name has the focus."""
    for _ in range(60):
        focused = page.evaluate("() => document.activeElement.textContent.trim()")
        if focused == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {name}")


def test_five_questions_by_keyboard_to_the_debrief(tab: Tab, store: Store) -> None:
    save(store, new_record(store, "The statements"), SOUND)
    page = tab.go("/exercises")
    press_to(page, "Be interviewed")
    page.keyboard.press("Enter")
    page.locator("[name=number]").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("5")
    sound(page)
    press_to(page, "Begin")
    page.keyboard.press("Enter")
    page.wait_for_selector("#answer:focus")
    kept = sessions(store)[0]
    walked, checked = [], False
    while page.locator("#answer").count():
        now = place(find(store, kept.id).mock)
        walked.append(now)
        assert page.locator("#room").get_attribute("data-place") == now
        if "f" in now and not checked:
            assert BLAMES in (page.locator(".said-so-far .said").text_content() or "")
            sound(page)
            checked = True
        text = REPLY if "f" in now else {"q1": BLAMES, "q2": OUTAGE}.get(now, WHOLE)
        if now == "q4":
            press_to(page, "Pass")
            page.keyboard.press("Enter")
        else:
            page.keyboard.insert_text(text)
            page.keyboard.press("Control+Enter")
        page.wait_for_selector(f".room:not([data-place={now}])")
        if page.locator("#answer").count():
            page.wait_for_selector("#answer:focus")
    assert checked and [one for one in walked if "f" not in one] == ["q1", "q2", "q3", "q4", "q5"]
    assert "of 4" not in page.locator("main").inner_text()
    sound(page)
    page.locator("[name=self_awareness][value='1']").focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    press_to(page, "Show the debrief")
    page.keyboard.press("Enter")
    page.wait_for_selector(".debriefs")
    sound(page)
    mock = find(store, kept.id).mock
    assert mock.stage is Stage.DONE and mock.debrief
    assert mock.assessment == {Dimension.SELF_AWARENESS: 2}
    assert mock.rounds[0].answer and mock.rounds[0].answer.seconds is not None
    assert mock.rounds[3].text == ""
    row = page.locator(".views tr", has_text="Self-awareness")
    assert row.locator("td.number").all_text_contents() == [
        "2",
        f"{mock.debrief.scores[Dimension.SELF_AWARENESS]:g}",
    ]
    assert page.locator(".debriefs > li").count() == 5
    assert page.locator("#drills + ul > li").count() == 3
    assert all(line in page.locator("main").inner_text() for line in mock.debrief.said)
    document = page.request.get(page.url + ".md")
    assert "attachment" in document.headers["content-disposition"]
    assert document.text().startswith("# Mock interview of 2026-05-04")
    page.locator("#drills + ul a").first.click()
    page.wait_for_selector("#drill")


def end(server: subprocess.Popen[str]) -> None:
    """Kills a server."""
    server.send_signal(signal.SIGKILL)
    server.wait()
    assert server.stdout
    server.stdout.close()


def test_after_a_kill_at_most_a_second_is_lost(chromium: Any, tmp_path: Path) -> None:
    server, address = serve(tmp_path)
    began = httpx.post(f"{address}/api/v1/interviews", json={"number": 1, "strictness": "gentle"}).json()
    page = chromium.new_page()
    page.set_default_timeout(10_000)
    try:
        page.goto(f"{address}/interview/{began['id']}")
        moments = []
        for letter in WHOLE[:80]:
            page.keyboard.type(letter)
            moments.append(time.monotonic())
            page.wait_for_timeout(15)
    finally:
        end(server)
        killed = time.monotonic()
    page.keyboard.insert_text(WHOLE[80:])
    page.keyboard.press("Control+Enter")
    page.locator("#trouble", has_text="does not answer").wait_for()
    with open_store(tmp_path / "journal.sqlite") as store:
        assert store.engine.check() == []
        half = half_said(store, find(store, began["id"])).text
    assert len(half) > 10 and WHOLE.startswith(half)
    assert len(half) >= 80 or killed - moments[len(half)] < LATE
    server, address = serve(tmp_path, int(address.rpartition(":")[2]))
    try:
        page.locator("#trouble", has_text="does not answer").wait_for(state="hidden", timeout=40_000)
        with chromium.new_context() as another:
            other = another.new_page()
            other.goto(f"{address}/interview")
            other.get_by_role("link", name="Go on").click()
            assert other.locator("#answer").input_value() == WHOLE
        page.keyboard.press("Control+Enter")
        page.wait_for_selector("text=How did you come across?")
    finally:
        end(server)
        page.close()
    with open_store(tmp_path / "journal.sqlite") as store:
        answer = find(store, began["id"]).mock.rounds[0].answer
    assert answer and answer.text == WHOLE


SLOWLY_REFUSED = """() => {
  const real = window.fetch;
  window.fetch = (path, ...rest) => String(path).endsWith("/answer")
    ? new Promise((_, refuse) => setTimeout(() => refuse(new TypeError("gone")), 1200))
    : real(path, ...rest);
}"""


def test_words_are_kept_though_the_answer_found_no_server(tab: Tab, store: Store) -> None:
    """The half answer falls due while the whole one is on its way, and that takes its time to fail."""
    kept = a_session(store)
    page = tab.go(f"/interview/{kept.id}")
    page.evaluate(SLOWLY_REFUSED)
    page.keyboard.insert_text(WHOLE)
    page.keyboard.press("Control+Enter")
    page.locator("#trouble", has_text="does not answer").wait_for()
    page.locator("#trouble").wait_for(state="hidden")
    said = half_said(store, find(store, kept.id))
    assert said and said.text == WHOLE


def test_two_windows(tab: Tab, store: Store) -> None:
    tab.expected = (CONFLICT,)
    kept = a_session(store)
    page = tab.go(f"/interview/{kept.id}")
    other = page.context.new_page()
    other.goto(page.url)
    other.keyboard.insert_text(WHOLE)
    other.keyboard.press("Control+Enter")
    other.wait_for_selector("[data-place=q2] #answer:focus")
    page.keyboard.insert_text("Words of the window that is behind.")
    page.locator("#trouble", has_text="it is at question 2 now").wait_for()
    page.get_by_role("link", name="Show where it is").click()
    page.wait_for_selector("[data-place=q2] #answer:focus")
    assert page.locator("#answer").input_value() == ""
    other.keyboard.insert_text(OUTAGE)
    other.keyboard.press("Control+Enter")
    other.wait_for_selector("text=How did you come across?")
    page.evaluate("() => { document.getElementById('answer').value = 'Never seen by the server.'; }")
    page.keyboard.press("Control+Enter")
    page.locator(".banner", has_text="it is at your own view now").wait_for()
    assert "Never seen by the server." in page.locator(".banner").inner_text()
    assert [one.text for one in find(store, kept.id).mock.rounds] == [WHOLE, OUTAGE]


def test_ending_early_and_throwing_away(tab: Tab, store: Store) -> None:
    kept = a_session(store, number=3)
    page = tab.go(f"/interview/{kept.id}")
    assert page.locator("text=End early").count() == 0
    page.keyboard.press("Control+Enter")
    page.locator("#trouble", has_text="nothing in the box").wait_for()
    page.keyboard.insert_text(WHOLE)
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("[data-place=q2] #answer:focus")
    asked: list[str] = []

    def agree(dialog: Any) -> None:
        asked.append(dialog.message)
        dialog.accept()

    page.on("dialog", agree)
    page.keyboard.insert_text("Half of")
    page.get_by_role("button", name="End early").click()
    page.get_by_role("button", name="Show the debrief").click()
    tab.arrive(".debriefs")
    assert len(find(store, kept.id).mock.rounds) == 1
    page.get_by_role("button", name="Remove").click()
    page.locator(".flash", has_text="thrown away").wait_for()
    assert ("not handed in" in asked[0], len(asked)) == (True, 2)
    assert sessions(store) == []


def test_the_clock_runs_over_and_waits_while_a_voice_reads(tab: Tab, store: Store) -> None:
    kept = a_session(store, minutes=0.5)
    tab.page.add_init_script("""
        const said = [];
        const local = { name: "Here", lang: "en-GB", localService: true, default: true };
        const far = { name: "Far", lang: "en-US", localService: false, default: false };
        window.said = said;
        window.SpeechSynthesisUtterance = function (text) { this.text = text; };
        Object.defineProperty(window, "speechSynthesis", { value: {
          speaking: false, getVoices: () => [far, local], cancel() {}, addEventListener() {},
          speak(one) { said.push([one.text, one.voice.name]); },
        } });
    """)
    tab.page.clock.install(time=NOW)
    tab.page.clock.pause_at(NOW + dt.timedelta(minutes=1))
    page = tab.go(f"/interview/{kept.id}")
    question = find(store, kept.id).mock.rounds[0].question.text
    page.clock.run_for(5_000)
    assert page.locator("#time").inner_text() == "0:25"
    page.evaluate("() => { speechSynthesis.speaking = true; }")
    page.clock.run_for(20_000)
    page.evaluate("() => { speechSynthesis.speaking = false; }")
    page.clock.run_for(32_000)
    assert page.locator("#time").inner_text() == "+0:07"
    assert page.locator("#told").text_content() == "The time is over. Go on as long as you need."
    assert page.locator("#hand-in").is_enabled()
    page.get_by_role("button", name="Say it aloud").click()
    assert page.evaluate("() => said") == [[question, "Here"]]
    page.get_by_label("Say every question aloud").check()
    page.reload()
    assert page.evaluate("() => said") == [[question, "Here"]]
    assert page.locator("#time").inner_text() == "+0:07"


def test_answered_by_voice(chromium: Any, tmp_path: Path) -> None:
    site = Site("", tmp_path)
    listener = Scripted()
    server, thread, site.address = run(Options(site.location, tmp_path, clock=site.clock), listener)
    with site.store() as store:
        kept = a_session(store)
    context = chromium.new_context()
    context.set_default_timeout(10_000)
    window = Tab(context.new_page(), site.address)
    window.page.add_init_script(f"({PRETEND})()")
    page = window.go(f"/interview/{kept.id}")
    page.get_by_text("Answer by voice").first.click()
    page.get_by_role("button", name="Answer by voice").click()
    page.wait_for_selector("[data-state=recording]")
    page.wait_for_timeout(1200)
    page.locator("#hand-in").click()
    page.locator("#trouble", has_text="still recording").wait_for()
    page.get_by_role("button", name="Stop", exact=True).click()
    eventually(lambda: len(listener.paths) == 1)
    page.locator("#hearing", has_text="Waiting").wait_for()
    page.locator("#hand-in").click()
    page.locator("#trouble", has_text="still being listened to").wait_for()
    page.reload()
    listener.hear(transcript("In March eye broke the import."))
    page.locator("#hearing", has_text="stands in the box").wait_for()
    assert page.locator("#answer").input_value() == "In March eye broke the import."
    eventually(lambda: not list((tmp_path / "hearings").glob("*")))
    page.locator("#answer").fill(WHOLE)
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("[data-place=q2] #answer:focus")
    page.get_by_text("Answer by voice").first.click()
    page.get_by_role("button", name="Answer by voice").click()
    page.wait_for_selector("[data-state=recording]")
    page.wait_for_timeout(600)
    page.get_by_role("button", name="Stop", exact=True).click()
    eventually(lambda: len(listener.paths) == 2)
    page.get_by_role("button", name="Stop listening").click()
    page.locator("#hearing", has_text="Stopped").wait_for()
    eventually(lambda: not list((tmp_path / "hearings").glob("*")))
    page.get_by_role("button", name="Record again").click()
    page.wait_for_selector("[data-state=recording]")
    page.wait_for_timeout(600)
    page.get_by_role("button", name="Stop", exact=True).click()
    eventually(lambda: len(listener.paths) == 3)
    listener.fail("nobody speaks in it")
    page.locator("#hearing.bad", has_text="nobody speaks in it").wait_for()
    page = window.go("/drills/opening")
    page.get_by_text("Say it", exact=True).click()
    page.get_by_role("button", name="Answer by voice").click()
    page.wait_for_selector("[data-state=recording]")
    page.wait_for_timeout(600)
    page.get_by_role("button", name="Stop", exact=True).click()
    eventually(lambda: len(listener.paths) == 4)
    listener.hear(transcript("In March I broke the import of 300 orders."))
    page.locator("#count", has_text="9 words so far").wait_for()
    page.get_by_role("button", name="See how it holds").click()
    assert "broke the import" in page.locator("blockquote").inner_text()
    context.close()
    server.should_exit = True
    thread.join(10)
    assert window.complaints == []
    with site.store() as store:
        said = find(store, kept.id).mock.rounds[0].answer
    assert said and said.text == WHOLE and said.take is None
    assert said.seconds is not None and 1 <= said.seconds <= 3


def test_without_speech_one_line_says_how_to_get_it(tmp_path: Path) -> None:
    site = Site("", tmp_path)
    missing = "listening to a recording needs the part for speech: pip install 'starl[speech]'"
    server, thread, site.address = run(Options(site.location, tmp_path, clock=site.clock), Scripted(missing))
    with site.store() as store, site.client() as client:
        kept = a_session(store)
        for path in (f"/interview/{kept.id}", "/drills/opening"):
            page = client.get(path).text
            assert page.count("pip install &#39;starl[speech]&#39;. Then you can") == 1
            assert 'id="voice"' not in page
    server.should_exit = True
    thread.join(10)


def test_without_a_voice_nothing_is_said_of_it(tab: Tab, store: Store) -> None:
    tab.page.add_init_script("delete window.speechSynthesis;")
    page = tab.go(f"/interview/{a_session(store).id}")
    assert page.locator("#aloud").is_hidden()


def test_without_javascript(client: Browserless, store: Store) -> None:
    page = client.submit(
        "/interview", "/interview", by="theme", theme="outage", number="1", strictness="usual", minutes="1.5"
    )
    (kept,) = sessions(store)
    here = f"/interview/{kept.id}"
    assert page.url.path == here
    assert kept.mock.focus == "theme: outage"
    assert "About 1.5 minutes" in page.text
    nothing = client.submit(f"{here}/answer", here, place="q1", do="answer", text=" ")
    assert (nothing.status_code, "nothing in the box yet" in nothing.text) == (400, True)
    stopped = client.submit(f"{here}/answer", here, place="q1", do="stop", text="In March I", seconds="")
    assert "Stopped at question 1. It waits for you." in stopped.text
    assert "begun today, at question 1 of 1" in stopped.text
    assert "A mock interview waits for you" not in client.get("/").text  # the welcome page
    assert "In March I</textarea>" in client.get(here).text
    page = client.submit(f"{here}/answer", here, place="q1", text=BLAMES)
    follow = find(store, kept.id).mock.follow_up
    assert follow and follow.text in page.text
    stale = client.submit(f"{here}/answer", here, place="q1", text="Too late.")
    assert stale.status_code == 409
    assert "it is at a follow-up to question 1 now" in stale.text and "Too late." in stale.text
    while (now := place(find(store, kept.id).mock)) != "assessing":
        page = client.submit(f"{here}/answer", here, place=now, do="pass", text="dropped")
    assert "How did you come across?" in page.text
    assert "/4" not in page.text
    wrong = client.submit(f"{here}/assess", here, humility="5")
    assert wrong.status_code == 422
    page = client.submit(f"{here}/assess", here, humility="3", learning="0", self_awareness="", resilience="")
    mock = find(store, kept.id).mock
    assert mock.assessment == {Dimension.HUMILITY: 3, Dimension.LEARNING: 0}
    assert "Answer by answer" in page.text and "dropped" not in page.text
    written = client.submit("/stories/new", here, interview=kept.id, answer="0")
    assert "Make a story of these words" in page.text
    assert BLAMES.split(". ")[0] in written.text.replace("&#39;", "'")
    assert client.submit("/stories/new", here, interview=kept.id, answer="7").status_code == 404
    again = client.submit(f"{here}/assess", here, humility="1")
    assert (again.status_code, "it is at the debrief now" in again.text) == (409, True)
    assert client.get("/interview").text.count(" of 4</span>") == 1
    client.submit(f"{here}/remove", here)
    assert client.get(here).status_code == 404


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"by": "role", "role": ""}, "The role has no name"),
        ({"by": "value", "value": "  "}, "The value has no name"),
        ({"by": "role", "role": "astronaut <b>"}, "astronaut &lt;b&gt;"),
    ],
)
def test_what_cannot_be_asked_for_is_said_beside_the_form(
    client: Browserless, store: Store, fields: dict[str, str], said: str
) -> None:
    page = client.submit("/interview", "/interview", number="4", **fields)
    assert page.status_code == 400
    assert said in page.text
    assert 'name="number" min="1" max="10" value="4"' in page.text
    assert sessions(store) == []


def test_the_weakest_and_a_company_s_value(client: Browserless, store: Store) -> None:
    client.submit("/interview", "/interview", by="weakest")
    page = client.submit("/interview", "/interview", by="value", value=HOSTILE[:60])
    newest, before = sessions(store)
    assert before.mock.focus == "where you are weakest"
    assert len(before.mock.rounds) == 3
    assert "<script>alert" not in page.text and "&lt;script&gt;alert" in page.text
    assert newest.mock.focus.startswith("value: </textarea>")


def test_hostile_words_stay_words(tab: Tab, store: Store) -> None:
    kept = a_session(store, number=1)
    page = tab.go(f"/interview/{kept.id}")
    page.keyboard.insert_text(f"{BLAMES} {HOSTILE}")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("[data-place=q1f1] #answer:focus")
    assert "<script>alert(1)</script>" in (page.locator(".said-so-far .said").text_content() or "")
    page.keyboard.insert_text(f"\n{HOSTILE}")
    page.locator("#kept", has_text="Kept").wait_for()
    page.reload()
    assert page.locator("#answer").input_value() == f"\n{HOSTILE}"
    page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="Show the debrief").click()
    page.wait_for_selector(".debriefs")
    assert "{{ 7*7 }}" in (page.locator(".debriefs").text_content() or "")
    assert page.locator("main script, main img").count() == 0


def test_real_interviews_beside_practice(tab: Tab, store: Store) -> None:
    record = save(store, new_record(store, "The statements"), SOUND)
    page = tab.go("/interview/outcomes")
    assert "No real interview is noted yet" in page.locator("main").inner_text()
    for _ in range(2):
        a_done_one(store, SOUND)
    page = tab.go("/questions")
    page.locator(".asked h3 a").first.click()
    told = page.locator("#told")
    told.get_by_label("Where").fill(HOSTILE[:60])
    told.get_by_label("How it went").select_option("mixed")
    told.get_by_label("What they said").fill("They asked twice what it cost.")
    address = page.url
    told.get_by_role("button", name="Note it").click()
    page.locator(".flash", has_text="Noted").wait_for()
    assert page.url == address
    assert "They asked twice" in page.locator("#told").inner_text()
    (use,) = store.uses.select()
    assert (use.story, use.went, use.question) == (record.id, Went.MIXED, address.rpartition("/")[2])
    store.uses.add(
        Use(id=store.new_id(), created=store.now(), story=record.id, date=NOW.date(), went=Went.BADLY)
    )
    page = tab.go("/interview/outcomes")
    row = page.locator("tbody tr", has_text="2026-05")
    debrief = sessions(store)[0].mock.debrief
    assert debrief
    score = sum(debrief.scores.values()) / 4
    assert row.locator("td").all_text_contents() == ["2", f"{score:.1f}", "0", "1", "1"]
    assert page.locator(".months .mixed").count() == page.locator(".months .badly").count() == 1
    assert "2 real tellings of practised stories" in page.locator("main").inner_text()
    sound(page)


def test_the_api(site: Site) -> None:
    with httpx.Client(base_url=f"{site.address}/api/v1") as client:
        began = client.post("/interviews", json={"theme": "deadline", "number": 1, "strictness": "tough"})
        assert began.status_code == 201
        one = began.json()
        here = f"/interviews/{one['id']}"
        assert (one["place"], one["stage"], one["focus"]) == ("q1", "asking", "theme: deadline")
        assert client.put(f"{here}/half", json={"place": "q1", "text": "In March"}).status_code == 204
        assert client.get(here).json()["half_said"] == "In March"
        after = client.post(f"{here}/answer", json={"place": "q1", "text": WHOLE, "seconds": 70.5}).json()
        assert after["place"] == "q1f1" and after["question"] != one["question"]
        stale = client.post(f"{here}/answer", json={"place": "q1", "text": WHOLE})
        assert (stale.status_code, stale.json()["place"]) == (409, "q1f1")
        assert client.put(f"{here}/half", json={"place": "q1", "text": "x"}).status_code == 409
        assert client.post(f"{here}/assess", json={"scores": {}}).status_code == 409
        assert client.post(f"{here}/end", json={"place": "q1f1"}).json()["stage"] == "assessing"
        whole = client.post(f"{here}/assess", json={"scores": {"humility": 4}}).json()
        assert whole["assessment"] == {"humility": 4} and whole["debrief"]["rounds"][0]["told"] is None
        assert whole["rounds"][0]["answer"]["seconds"] == 70.5
        assert [each["id"] for each in client.get("/interviews?finished=true").json()] == [one["id"]]
        assert client.delete(here).status_code == 204
        assert client.get(here).status_code == 404
        two = client.post("/interviews", json={"theme": "deadline", "weakest": True})
        assert (two.status_code, "two of them" in two.json()["detail"]) == (400, True)


def test_a_session_that_was_stopped_in_the_terminal_goes_on(client: Browserless, store: Store) -> None:
    kept = a_session(store)
    save(store, new_record(store, "The statements"), SOUND)
    assert kept.mock.stage is Stage.ASKING
    assert "A mock interview waits for you" in client.get("/").text
    assert re.search(r"1 interview so far; one waits for you", client.get("/exercises").text)
    here = f"/interview/{kept.id}"
    client.submit(f"{here}/answer", here, place="q1", text=WHOLE)
    assert find(store, kept.id).mock.rounds[0].text == WHOLE
