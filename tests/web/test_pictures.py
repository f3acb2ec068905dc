"""The pictures of the documentation. STARL_UPDATE_SNAPSHOTS=1 takes them anew.

Fonts differ from machine to machine, so what is compared is their size, and that each page shows what it is there to show.
"""

from __future__ import annotations

import io
import os
import struct
import wave
from collections.abc import Callable
from dataclasses import replace
from math import sin
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from starl.capture.stories import new_record, save
from starl.model.take import TakeSource, Transcript
from starl.practice.takes import Sound, keep_spoken
from starl.store.store import Store
from tests.practice.interviews import BLAMES

from .conftest import SOUND, Browserless, Tab
from .scripted import transcript
from .test_interview import a_done_one, a_session

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs/pictures"
WIDE, HIGH = 1240, 820


class Picture(NamedTuple):
    """What a picture shows."""

    address: Callable[[Store], str]
    shows: str
    """A selector that must be there."""
    aim: str = ""
    """What is moved to the top of the window."""
    phone: bool = False


def _slug(store: Store, title: str) -> str:
    return next(story.slug for story in store.stories.select() if story.title == title)


SHOWN = {
    "home": Picture(lambda store: "/", ".next-up"),
    "editor": Picture(lambda store: f"/stories/{_slug(store, 'The billing jobs')}", "li.note", "#label-action"),
    "phone": Picture(lambda store: f"/stories/{_slug(store, 'The billing jobs')}", "li.note", "#label-action", True),
    "take": Picture(lambda store: f"/takes/{store.takes.select()[0].id}", ".timeline"),
    "interview": Picture(lambda store: f"/interview/{store.mocks.select(finished=False)[0].id}", "#answer"),
    "debrief": Picture(lambda store: f"/interview/{store.mocks.select(finished=True)[0].id}", ".debriefs"),
    "portfolio": Picture(lambda store: "/portfolio", "table"),
    "insights": Picture(lambda store: "/insights", ".uplot"),
}  # fmt: skip


def _voice(heard: Transcript) -> bytes:
    """A tone where each word is, as a file."""
    rate = 8000
    samples = [0] * int(heard.seconds * rate)
    for number, word in enumerate(heard.words):
        start, end = int(word.start * rate), int(word.end * rate)
        for at in range(start, end):
            swell = sin((at - start) / (end - start) * 3.14)
            samples[at] = int(20_000 * swell * sin(at / 9) * (0.4 + 0.6 * abs(sin(number * 1.7))))
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(rate)
        sound.writeframes(struct.pack(f"<{len(samples)}h", *samples))
    return file.getvalue()


@pytest.fixture
def full(client: Browserless, store: Store) -> Store:
    """The sample journal with a rough story, a take, and two mock interviews."""
    client.submit("/sample/load")
    save(
        store,
        new_record(store, "The billing jobs"),
        (ROOT / "docs/stories/first-draft.md").read_text("utf-8"),
    )
    story = save(store, new_record(store, "The statements"), f"# The statements\n{SOUND}")
    heard = replace(transcript(), engine="faster-whisper base int8")
    keep_spoken(store, heard, TakeSource.RECORDED, story=story.id, sound=Sound(_voice(heard), ".wav"))
    a_done_one(store, BLAMES)
    a_session(store, number=5)
    return store


def _size(picture: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


def test_the_pictures(tab: Tab, full: Store) -> None:
    for name, picture in SHOWN.items():
        taken = _taken(tab, picture, picture.address(full))
        path = PICTURES / f"{name}.png"
        if os.environ.get("STARL_UPDATE_SNAPSHOTS"):
            path.write_bytes(taken)
        assert _size(path.read_bytes()) == _size(taken), name
    assert {path.stem for path in PICTURES.glob("*.png")} >= SHOWN.keys()


def _taken(tab: Tab, picture: Picture, address: str) -> bytes:
    page: Any = tab.page
    width, height = (390, 780) if picture.phone else (WIDE, HIGH)
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme="dark" if picture.phone else "light")
    tab.go(address)
    page.wait_for_selector(picture.shows)
    page.wait_for_load_state("networkidle")
    if picture.aim:
        page.locator(picture.aim).first.evaluate(
            "(part) => window.scrollTo(0, part.getBoundingClientRect().top + scrollY - 90)"
        )
    return bytes(page.screenshot(animations="disabled"))


def test_every_picture_is_shown_somewhere() -> None:
    pages = "".join(path.read_text("utf-8") for path in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")))
    assert [path.name for path in PICTURES.glob("*.png") if f"pictures/{path.name}" not in pages] == []
