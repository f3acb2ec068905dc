"""Rehearsing in the browser: recorded with a microphone, sent as a file, typed; heard, shown, compared, removed."""

from __future__ import annotations

import http.client
import io
import re
import shutil
import subprocess
import wave
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from starl.capture.stories import new_record, save
from starl.model.story_record import StoryRecord
from starl.model.take import TakeSource
from starl.practice.plan_state import Place, Target
from starl.practice.plan_tasks import TaskKind
from starl.practice.takes import Sound, keep_spoken, keep_typed
from starl.store.store import Store
from starl.web.app import create_app
from starl.web.hearings import FOLDER
from starl.web.options import Options
from starl.web.targets import address

from .conftest import CHROMIUM, FLAGS, LOOKS, SOUND, Browserless, Site, Tab, eventually, run, violations
from .scripted import TOLD, Scripted, transcript

HOSTILE = '"><script>alert(1)</script>'
SPOKEN = "I skipped the test on the full archive. Two thousand customers got a wrong balance."
NO_SPEECH = "listening to a recording needs the part for speech: pip install 'starl[speech]'"


def a_wav(seconds: float = 1.0, rate: int = 8000) -> bytes:
    """Silence as a file."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(rate)
        sound.writeframes(b"\0\0" * int(seconds * rate))
    return file.getvalue()


def a_story(store: Store, title: str = "The statements") -> StoryRecord:
    """A sound story."""
    return save(store, new_record(store, title), f"# {title}\n{SOUND}")


@dataclass
class Heard:
    """A server whose recogniser the test has in its hand."""

    site: Site
    listener: Scripted
    client: Browserless
    store: Store
    story: StoryRecord

    @property
    def folder(self) -> Path:
        return self.site.home / FOLDER

    @property
    def path(self) -> str:
        return f"/stories/{self.story.slug}/rehearse"

    def send(self, name: str = "talk.wav", data: bytes = b"", keep: bool = True) -> httpx.Response:
        """Sends a file as the page's form does."""
        fields = {"_csrf": self.client.token(), **({"keep": "true"} if keep else {})}
        return self.client.post(self.path, data=fields, files={"audio": (name, data or a_wav())})

    def ask(self, **fields: str) -> dict[str, Any]:
        """Sends a recording to the API, as a program does."""
        answer = httpx.post(
            f"{self.site.address}/api/v1/hearings", data=fields, files={"audio": ("talk.wav", a_wav())}
        )
        assert answer.status_code == 201, answer.text
        return dict(answer.json())

    def state(self, identifier: str) -> dict[str, Any]:
        return dict(httpx.get(f"{self.site.address}/api/v1/hearings/{identifier}").json())

    def files(self) -> list[str]:
        """The endings of what lies there."""
        return sorted(path.suffix for path in self.folder.glob("*")) if self.folder.is_dir() else []


@pytest.fixture
def heard(tmp_path: Path) -> Iterator[Heard]:
    """A story at a server with a scripted recogniser."""
    site = Site("", tmp_path)
    listener = Scripted()
    server, thread, site.address = run(Options(site.location, tmp_path, clock=site.clock), listener)
    site.app = server.config.app
    with site.client() as client, site.store() as store:
        yield Heard(site, listener, client, store, a_story(store))
    server.should_exit = True
    thread.join(10)


def the_tab(browser: Any, heard: Heard, **more: Any) -> Tab:
    """A window at a scripted server."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce", **more)
    context.set_default_timeout(10_000)
    return Tab(context.new_page(), heard.site.address)


# Typed


def test_typed_without_javascript(client: Browserless, store: Store) -> None:
    story = a_story(store)
    path = f"/stories/{story.slug}/rehearse"
    page = client.submit(path, text=TOLD + HOSTILE, minutes="0", seconds="40")
    assert re.search(r"/takes/[0-9a-z]{26}$", str(page.url))
    assert "You wrote “2,100 customers” and told “3,000 customers”" in page.text
    assert "words a minute" in page.text
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert" in page.text
    assert "<audio" not in page.text
    take = store.takes.select()[0]
    assert (take.source, take.story, take.seconds, take.audio) == (TakeSource.TYPED, story.id, 40, None)


def test_what_cannot_be_measured(client: Browserless, store: Store) -> None:
    path = f"/stories/{a_story(store).slug}/rehearse"
    for fields, said in (
        ({"text": " \n "}, "Nothing was told yet"),
        ({"text": "I broke it.", "minutes": "99"}, "More than an hour?"),
        ({"text": "I broke it.", "seconds": "-3"}, "seconds: "),
    ):
        page = client.submit(path, **fields)
        assert (page.status_code, said in page.text) == (422, True), fields
        assert "minutes" not in fields or "I broke it.</textarea>" in page.text
    assert store.takes.select() == []


# Sent as a file


def test_a_file_without_javascript(heard: Heard) -> None:
    first = heard.ask(purpose="text")
    page = heard.send("My talk.MP3")
    assert "My talk.MP3" in page.text
    assert '<noscript><meta http-equiv="refresh"' in page.text
    mine = str(page.url).rpartition("/")[2]
    assert (heard.state(first["id"])["ahead"], heard.state(mine)["ahead"]) == (0, 1)
    heard.listener.hear()
    heard.listener.listen(0.4)
    assert heard.state(mine)["share"] == 0.4
    heard.listener.hear()
    page = heard.client.get(f"/hearings/{mine}")
    take = heard.store.takes.select()[0]
    assert str(page.url).endswith(f"/takes/{take.id}")
    assert "Pause that gives weight" in page.text
    assert (take.source, take.audio) == (TakeSource.FILE, f"{take.id}.wav")
    kept = heard.store.takes.recording(take)
    assert kept
    assert kept.read_bytes() == a_wav()
    assert kept.stat().st_mode & 0o77 == 0
    assert heard.files() == [".json"]  # Only the text that nobody fetched yet.


def test_a_recording_that_is_not_to_be_kept(heard: Heard) -> None:
    heard.send(keep=False)
    assert [path.stat().st_mode & 0o77 for path in heard.folder.iterdir()] == [0, 0]
    heard.listener.hear()
    take = heard.store.takes.select()[0]
    assert take.audio is None
    assert heard.files() == []
    assert not list((heard.site.home / "takes").glob("*"))
    page = heard.client.get(f"/takes/{take.id}").text
    assert "<audio" not in page
    assert "3,000 customers" in page
    assert 'id="keep-recorded"' in (page := heard.client.get(heard.path).text)
    assert "checked" not in page


def test_the_recording_is_served_in_parts(heard: Heard) -> None:
    heard.send()
    heard.listener.hear()
    take = heard.store.takes.select()[0]
    whole = heard.client.get(f"/takes/{take.id}/audio")
    assert (whole.headers["content-type"], whole.headers["cache-control"]) == ("audio/wav", "no-store")
    part = heard.client.get(f"/takes/{take.id}/audio", headers={"Range": "bytes=4-43"})
    assert (part.status_code, part.content) == (206, a_wav()[4:44])
    beyond = heard.client.get(f"/takes/{take.id}/audio", headers={"Range": "bytes=999999-"})
    assert beyond.status_code == 416
    typed, _ = keep_typed(heard.store, "I broke it.")
    assert heard.client.get(f"/takes/{typed.id}/audio").status_code == 404
    for odd in ("..%2f..%2fjournal", "%2e%2e", take.audio, "0" * 26, take.id.upper()):
        assert heard.client.get(f"/takes/{odd}/audio").status_code in (404, 422), odd


def test_hostile_names_and_the_content_says_what_it_is(heard: Heard) -> None:
    for name, shown, data, ending in (
        ("../../../etc/cron.d/x.wav", "x.wav", a_wav(), ".wav"),
        ("C:\\talks\\mine.mp3", "mine.mp3", b"ID3" + b"x" * 20, ".mp3"),
        ("<script>alert(1)</script>.wav", "script_.wav", b"OggS" + b"x" * 20, ".ogg"),
        ("a" * 400 + ".wav", "a.wav", b"\x1a\x45\xdf\xa3" + b"x" * 20, ".webm"),
        ("..", "file", b"nothing that is known", ".sound"),
    ):
        page = heard.send(name, data)
        assert (page.status_code, shown in page.text) == (200, True), name
        assert "<script>alert" not in page.text
        assert heard.files() == sorted([".json", ending])
        assert all(re.fullmatch(r"[0-9a-f]{32}\.[a-z0-9]+", path.name) for path in heard.folder.iterdir())
        heard.client.submit(f"/hearings/{str(page.url).rpartition('/')[2]}", do="drop")
    fields = {"_csrf": heard.client.token()}
    page = heard.client.post(heard.path, data=fields, files={"audio": ("empty.wav", b"")})
    assert (page.status_code, "the recording is empty" in page.text) == (400, True)
    assert heard.files() == []


def test_what_cannot_be_heard_is_said_and_kept(heard: Heard) -> None:
    page = heard.send("notes.wav", b"these are no sounds")
    hearing = str(page.url).rpartition("/")[2]
    path = heard.listener.paths[0]
    heard.listener.fail(f"{path.name}: this is no recording that can be read")
    page = heard.client.get(f"/hearings/{hearing}")
    assert "notes.wav: this is no recording that can be read" in page.text
    assert path.read_bytes() == b"these are no sounds"
    assert "notes.wav: this is no recording" in heard.client.get("/takes").text
    heard.client.submit(f"/hearings/{hearing}", do="again")
    assert heard.listener.paths == [path, path]
    heard.listener.hear()
    assert len(heard.store.takes.select()) == 1


def test_too_large_a_file_is_refused_before_it_is_read(site: Site) -> None:
    sizes = (("/stories/x/rehearse", 200), ("/api/v1/hearings", 200), ("/takes", 2), ("/stories/x", 2))
    for path, most in sizes:
        connection = http.client.HTTPConnection(site.address.removeprefix("http://"), timeout=10)
        connection.putrequest("POST", path)
        connection.putheader("Content-Length", str((most << 20) + 1))
        connection.endheaders()
        answer = connection.getresponse()
        assert (answer.status, f"more than {most} MB" in answer.read().decode()) == (413, True), path
        connection.close()


def test_stopped_and_thrown_away(heard: Heard) -> None:
    hearing = str(heard.send().url).rpartition("/")[2]
    page = heard.client.submit(f"/hearings/{hearing}", do="stop")
    assert "You stopped the listening" in page.text
    assert heard.files() == [".json", ".wav"]
    page = heard.client.submit(f"/hearings/{hearing}", do="drop")
    assert "talk.wav was thrown away" in page.text
    assert heard.files() == []
    assert heard.client.get(f"/hearings/{hearing}").status_code == 404


def test_thrown_away_while_it_is_heard(heard: Heard) -> None:
    hearing = str(heard.send().url).rpartition("/")[2]
    heard.listener.listen(0.9)
    heard.client.submit("/settings/erase", words="delete everything")
    assert (heard.files(), heard.state(hearing)["detail"][:14]) == ([], "This recording")
    assert heard.store.takes.select() == []


def test_after_a_crash_it_is_offered_again(heard: Heard) -> None:
    hearing = str(heard.send().url).rpartition("/")[2]
    text = heard.ask(purpose="text")["id"]
    heard.listener.hear()
    heard.listener.hear(transcript("I broke it."))
    heard.send("second.wav")
    (heard.folder / "0.json").write_text("{cut o", "utf-8")
    listener = Scripted()
    options = Options(heard.site.location, heard.site.home, clock=heard.site.clock)
    server, thread, there = run(options, listener)
    with Browserless(there) as client:
        page = client.get("/takes").text
        assert "Was not heard before starl ended." in page
        assert "second.wav" in page
        assert client.get(f"/api/v1/hearings/{hearing}").status_code == 404
        assert client.get(f"/api/v1/hearings/{text}").json()["text"] == "I broke it."
        left = client.get("/api/v1/hearings").json()
        assert [(one["name"], one["state"]) for one in left] == [("second.wav", "unheard")]
        assert "I broke it." in client.get(f"/hearings/{text}").text
        client.submit(f"/hearings/{left[0]['id']}", do="again")
        listener.hear()
        assert len(heard.store.takes.select(story=heard.story.id)) == 2
    server.should_exit = True
    thread.join(10)


def test_only_the_text(heard: Heard) -> None:
    asked = heard.ask(purpose="text")
    assert (asked["state"], asked["text"]) == ("waiting", None)
    heard.listener.hear(transcript("Um, I broke it."))
    told = heard.state(asked["id"])
    assert (told["state"], told["text"], told["take"]) == ("done", "Um, I broke it.", None)
    assert told["words"][1] == {"text": "I", "start": 0.9, "end": 1.26, "probability": 0.9, "filler": False}
    assert heard.store.takes.select() == []
    assert httpx.delete(f"{heard.site.address}/api/v1/hearings/{asked['id']}").status_code == 204
    assert heard.files() == []


def test_a_page_elsewhere_cannot_send(heard: Heard) -> None:
    files = {"audio": ("a.wav", a_wav())}
    for origin in ("https://elsewhere.example", heard.site.address):
        answer = httpx.post(
            f"{heard.site.address}/api/v1/hearings", files=files, headers={"Origin": origin}, timeout=30
        )
        assert answer.status_code == 403


def test_without_speech_it_says_what_is_missing(heard: Heard) -> None:
    heard.listener.missing = NO_SPEECH
    page = heard.client.get(heard.path).text
    assert NO_SPEECH.replace("'", "&#39;") in page
    assert 'id="recorder"' not in page
    assert 'type="file"' not in page
    answer = httpx.post(f"{heard.site.address}/api/v1/hearings", files={"audio": ("a.wav", a_wav())})
    assert (answer.status_code, answer.json()["detail"]) == (400, NO_SPEECH)
    assert httpx.get(f"{heard.site.address}/api/v1/speech").json() == {"ready": False, "said": NO_SPEECH}
    assert heard.client.submit(heard.path, text="I broke it and I told them.").status_code == 200


# The pages


def three(store: Store, story: StoryRecord) -> list[str]:
    """Ids of three takes of a story, the earliest first; the last one with its recording."""
    typed, _ = keep_typed(store, TOLD, story=story.id, told_in=35)
    fast, _ = keep_spoken(store, transcript(TOLD[:200]), TakeSource.FILE, story=story.id)
    sound = Sound(a_wav(40.0), ".wav")
    good, _ = keep_spoken(store, transcript(), TakeSource.RECORDED, story=story.id, sound=sound)
    return [typed.id, fast.id, good.id]


def test_lists_and_comparison(client: Browserless, store: Store) -> None:
    story = a_story(store, f"The statements {HOSTILE}")
    a_story(store, "Another one")
    assert "Choose a story" in client.get("/takes").text
    one, two, last = three(store, story)
    page = client.get("/takes").text
    assert "<script>alert" not in page
    assert "Not told yet" in page
    assert f"/takes/compare?a={two}&amp;b={last}" in page
    page = client.get(f"/takes?story={story.slug}").text
    assert "<b>" not in page or "The takes" in page
    assert page.count("<tr>") > 6
    page = client.get(f"/takes/compare?a={last}&b={two}").text
    assert page.index(two) < page.index(last)
    assert "Points told" in page
    assert "▲" in page
    assert client.get(f"/takes/compare?a={one}&b={one}").status_code == 422
    assert client.get(f"/takes/compare?a={one}&b={'0' * 26}").status_code == 404
    trends = client.get(f"/api/v1/takes/progress?story={story.slug}").json()
    assert {len(trend["values"]) for trend in trends if trend["name"] == "pace"} == {3}
    assert [take["id"] for take in client.get("/api/v1/takes").json()] == [last, two, one]
    whole = client.get(f"/api/v1/takes/{last}").json()
    assert (whole["recorded"], whole["delivery"]["fillers"][0]["kind"]) == (True, "um")
    assert whole["coverage"]["changed"][0]["told"] == "3,000 customers"


def test_a_take_goes_with_its_recording(client: Browserless, store: Store) -> None:
    story = a_story(store)
    typed, _, spoken = three(store, story)
    path = store.takes.recording(store.takes.get(spoken))  # type: ignore[arg-type]
    assert path
    assert "The recording is gone" in client.submit(f"/takes/{spoken}/delete", only="audio").text
    assert not path.exists()
    assert store.takes.get(spoken)
    assert "The take is gone" in client.submit(f"/takes/{spoken}/delete").text
    assert client.get(f"/takes/{spoken}").status_code == 404
    assert client.post(f"/takes/{typed}/delete").status_code == 403
    headers = {"X-CSRF-Token": client.token()}
    assert client.delete(f"/api/v1/takes/{typed}", headers=headers).status_code == 204
    assert len(store.takes.select()) == 1


def test_a_story_leads_here(client: Browserless, store: Store) -> None:
    story = a_story(store)
    assert f"/stories/{story.slug}/rehearse" in client.get(f"/stories/{story.slug}").text
    assert address(Target(Place.STORY, story.id), TaskKind.TAKE) == f"/stories/{story.id}/rehearse"
    assert client.get(f"/stories/{story.id}/rehearse").status_code == 200
    assert client.get("/stories/none/rehearse").status_code == 404


def test_nothing_heard_is_said(client: Browserless, store: Store) -> None:
    story = a_story(store)
    take, _ = keep_spoken(store, transcript(""), TakeSource.RECORDED, story=story.id)
    page = client.get(f"/takes/{take.id}").text
    assert "Nothing was heard. Is the microphone on, and near enough?" in page
    assert client.get(f"/takes?story={story.slug}").status_code == 200


# In the browser


def test_it_looks_and_reads_well(tab: Tab, store: Store) -> None:
    story = a_story(store)
    _, two, last = three(store, story)
    found = []
    for path in (f"/takes/{last}", f"/stories/{story.slug}/rehearse", f"/takes?story={story.slug}",
                 f"/takes/compare?a={two}&b={last}"):  # fmt: skip
        page = tab.go(path)
        for width, scheme in LOOKS.values():
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 900})
            wide = page.evaluate("() => document.documentElement.scrollWidth > innerWidth")
            found += [(path, scheme, one) for one in violations(page)] + (
                [(path, "too wide")] if wide else []
            )
    assert found == []
    page.goto(f"{tab.address}/takes?story={story.slug}")
    page.wait_for_selector(".figures[data-drawn]")
    page.locator("[data-plot=pace] .u-over").hover()
    eventually(lambda: "words a minute" in page.locator("[data-readout=pace]").inner_text())


def test_each_word_and_mark_can_be_heard(tab: Tab, store: Store) -> None:
    page = tab.go(f"/takes/{three(store, a_story(store))[-1]}")
    page.wait_for_selector(".timeline[data-drawn]")
    assert page.locator(".wave path").count() >= 4
    at: Callable[[], float] = lambda: page.evaluate("() => document.getElementById('audio').currentTime")  # noqa: E731
    word = page.locator(".word", has_text="renderer").first
    word.click()
    start = float(word.get_attribute("data-start"))
    eventually(lambda: start - 0.1 <= at() < start + 5)
    eventually(lambda: page.locator(".word.is-now").count() == 1)
    page.keyboard.press("ArrowRight")
    page.keyboard.press(" ")
    assert page.evaluate("() => document.getElementById('audio').paused")
    assert page.evaluate("() => document.activeElement.textContent") == "by"
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    last = float(page.locator("#transcript .word").last.get_attribute("data-start"))
    eventually(lambda: at() >= last - 0.1)
    page.locator(".marks-of summary").click()
    mark = page.locator(".spot.is-filler").first
    mark.focus()
    page.keyboard.press("Enter")
    eventually(lambda: at() < last - 5)
    box = page.locator("#timeline").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + 50)
    eventually(lambda: abs(at() - 16) < 3)


def told_and_sent(page: Any) -> Any:
    """Records a second on the page that is open and has it heard; gives where it says how far that is."""
    page.evaluate(PRETEND)
    page.get_by_role("button", name="Record", exact=True).click()
    page.wait_for_selector("[data-state=recording]")
    page.wait_for_timeout(1200)
    page.get_by_role("button", name="Stop").click()
    page.locator("#hear").click()
    return page.locator("#hearing-said")


def test_the_queue_the_stop_and_another_try(chromium: Any, heard: Heard) -> None:
    heard.ask(purpose="text")
    window = the_tab(chromium, heard)
    page = window.go(heard.path)
    said = told_and_sent(page)
    eventually(lambda: said.inner_text() == "One recording is before yours.")
    heard.listener.hear()
    heard.listener.listen(0.5)
    eventually(lambda: said.inner_text() == "Listening, 50 %")
    assert violations(page) == []
    page.locator("#hearing-stop").click()
    eventually(lambda: said.inner_text() == "Stopped. Your recording is still here.")
    eventually(lambda: ".webm" not in heard.files())
    again = page.get_by_role("button", name="Try again")
    again.click()
    eventually(lambda: len(heard.listener.paths) == 3)
    heard.listener.fail("this is too loud to be understood")
    eventually(lambda: said.inner_text() == "this is too loud to be understood")
    page.locator("#keep-recorded").uncheck()
    again.click()
    eventually(lambda: len(heard.listener.paths) == 4)
    heard.listener.hear()
    page.wait_for_url("**/takes/*")
    take = heard.store.takes.select()[0]
    assert (take.source, take.audio) == (TakeSource.RECORDED, None)
    page.context.close()
    assert window.complaints == []


PRETEND = """() => {
  navigator.mediaDevices.getUserMedia = async () => {
    const context = new AudioContext();
    const sound = context.createOscillator();
    const out = context.createMediaStreamDestination();
    sound.connect(out);
    sound.start();
    return out.stream;
  };
}"""
"""A tone instead of a microphone."""
LACKS = {
    "NotAllowedError": "The microphone was not allowed.",
    "NotFoundError": "There is no microphone.",
    "NotReadableError": "another program may have it",
}


def test_no_microphone_is_said(chromium: Any, heard: Heard) -> None:
    window = the_tab(chromium, heard)
    page = window.go(heard.path)
    record = page.get_by_role("button", name="Record", exact=True)
    for name, said in LACKS.items():
        page.evaluate(
            "(name) => { navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', name)); }",
            name,
        )
        record.click()
        eventually(lambda said=said: said in page.locator(".recorder .status").inner_text())  # type: ignore[misc]
        assert record.is_enabled()
    page.add_init_script("delete window.MediaRecorder")
    page.reload()
    assert "This browser cannot record" in page.locator(".recorder .status").inner_text()
    assert record.is_disabled()
    page.context.close()
    assert window.complaints == []


@pytest.fixture(scope="session")
def speech(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Somebody who speaks, as a file for the browser's microphone."""
    if shutil.which("espeak-ng") is None:
        pytest.skip("espeak-ng is not installed (on Debian: apt install espeak-ng)")
    path = tmp_path_factory.mktemp("speech") / "speech.wav"
    subprocess.run(["espeak-ng", "-v", "en-us", "-s", "150", "-w", str(path), SPOKEN], check=True)
    return path


def test_recorded_with_a_microphone_and_heard(speech: Path, chromium: Any, site: Site, store: Store) -> None:
    """Real Chromium, its fake microphone, and the real recogniser."""
    story = a_story(store)
    flags = [
        *FLAGS,
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-audio-capture={speech}%noloop",
    ]
    browser = chromium.browser_type.launch(executable_path=CHROMIUM, args=flags)
    window = Tab(browser.new_page(), site.address)
    page = window.go(f"/stories/{story.slug}/rehearse")
    page.get_by_role("button", name="Record", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-state=recording]")
    page.wait_for_timeout(2500)
    page.get_by_role("button", name="Pause").click()
    waits = page.locator(".recorder .time").inner_text()
    page.wait_for_timeout(1100)
    assert page.locator(".recorder .time").inner_text() == waits
    page.get_by_role("button", name="Go on").click()
    page.wait_for_timeout(1500)
    page.get_by_role("button", name="Stop").click()
    page.wait_for_selector(".recorder audio[data-whole]")
    seconds = page.evaluate("() => document.querySelector('.recorder audio').duration")
    assert 3.5 < seconds < 5.5
    page.evaluate("() => document.querySelector('.recorder audio').play()")
    eventually(lambda: page.evaluate("() => document.querySelector('.recorder audio').currentTime") > 0.2)
    assert page.evaluate("() => document.activeElement.id") == "hear"
    page.keyboard.press("Enter")
    page.wait_for_url("**/takes/*", timeout=60_000)
    take = store.takes.select()[0]
    assert "the full archive" in take.text.lower()
    assert take.engine.startswith("faster-whisper")
    assert take.audio == f"{take.id}.webm"
    assert abs((take.seconds or 0) - seconds) < 0.5
    page.wait_for_selector(".timeline[data-drawn]")
    page.locator(".word", has_text="archive").first.click()
    eventually(lambda: page.locator(".word.is-now").count() == 1)
    browser.close()
    assert window.complaints == []


def test_real_files_that_are_no_speech(client: Browserless, store: Store, site: Site) -> None:
    """The real recogniser's words for them, and nothing lost."""
    story = a_story(store)
    for name, data, said in (
        (
            "notes.mp3",
            b"Dear diary, these are only words.",
            "notes.mp3: this is no recording that can be read",
        ),
        ("short.wav", a_wav(0.1), "short.wav: there is hardly any sound in it"),
    ):
        fields = {"_csrf": client.token(), "keep": "true"}
        page = client.post(f"/stories/{story.slug}/rehearse", data=fields, files={"audio": (name, data)})
        where = str(page.url)
        eventually(lambda where=where: "It could not be heard" in client.get(where).text, 30)  # type: ignore[misc]
        assert said in client.get(where).text
    assert len(list((site.home / FOLDER).glob("*.json"))) == 2
    assert store.takes.select() == []


def test_the_app_needs_no_recogniser_to_start(tmp_path: Path) -> None:
    app = create_app(Options(str(tmp_path / "journal.sqlite"), tmp_path))
    assert app.state.hearings.unfinished() == []
