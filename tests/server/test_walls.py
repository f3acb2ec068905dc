"""One person's journal is closed to everybody else: every route with each id of hers, and nothing of hers changes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from starl.capture.stories import new_record, save
from starl.model.hearing import Wish
from starl.model.take import TakeSource
from starl.practice.mocks import Focus, start
from starl.practice.takes import keep_spoken
from tests.store.records import entry, experience, improvement
from tests.web.conftest import SOUND
from tests.web.scripted import transcript

from .alone import Place, place, schema

__all__ = ["place", "schema"]
WORD = "Xylophonquagga"
"""Stands in everything that is Ann's."""


def _routes(app: Any) -> list[tuple[str, str]]:
    """Every method and path that the server answers."""
    found = [
        (method, route.path)
        for route in app.routes
        for method in sorted(getattr(route, "methods", None) or set())
        if method not in ("HEAD", "OPTIONS")
    ]
    assert len(found) > 150
    return found


_SEEN = ("/stories", "/journal", "/interview", "/inventory", "/api/v1/stories")
_PARTS = {"stories": "story", "takes": "take", "journal": "entry", "entries": "entry", "interview": "mock",
          "interviews": "mock", "experiences": "experience", "inventory": "experience", "improvements": "improvement",
          "portfolio": "story", "hearings": "hearing"}  # fmt: skip
"""What the parameter of an address is called after, where that is plain; elsewhere every id is tried."""


def _hers(place: Place) -> dict[str, list[str]]:
    """What Ann has, and how each of it is called in addresses."""
    ann = place.account("ann")
    store = place.store(ann)
    with place.hosted.engine.connected():
        story = save(store, new_record(store, f"The {WORD}"), f"# The {WORD}\n{SOUND}")
        take, _ = keep_spoken(store, transcript(f"{WORD} broke."), TakeSource.RECORDED, story=story.id)
        mock = start(store, Focus(), number=1, seed="a")
        noted = store.entries.add(entry(store, f"{WORD} again"))
        found = store.experiences.add(experience(store, WORD))
        better = store.improvements.add(improvement(store, change=WORD))
        heard = place.hosted.hearings.add(ann.id, f"{WORD}.wav", ".wav", Wish(story=story.id), 4, [b"RIFF"])
    return {"hearing": [heard.id], "story": [story.id, story.slug], "take": [take.id], "mock": [mock.id], "entry": [noted.id],
            "experience": [found.id], "improvement": [better.id], "account": [ann.id]}  # fmt: skip


def _addresses(path: str, hers: dict[str, list[str]]) -> Iterator[str]:
    kind = _PARTS.get(path.removeprefix("/api/v1").split("/")[1])
    ids = hers[kind] if kind else [one for some in hers.values() for one in some]
    names = re.findall(r"\{(\w+)(?::\w+)?\}", path)
    for some in ids if names else [""]:
        address = path
        for number, name in enumerate(names):
            address = re.sub(rf"\{{{name}(?::\w+)?\}}", "1" if number else some, address)
        yield address


def _said(
    place: Place, client: Any, hers: dict[str, list[str]], token: str, only: tuple[str, ...] = ()
) -> Iterator[tuple[str, int, str]]:
    for method, path in _routes(place.app):
        if only and (method != "GET" or not path.startswith(only)):
            continue
        for address in _addresses(path, hers):
            if address in ("/logout", "/account/erase"):
                continue
            fields = {"_csrf": token} if method != "GET" and not address.startswith("/api/") else None
            answer = client.request(
                method, address, data=fields, headers={"X-CSRF-Token": token}, follow_redirects=False
            )
            yield f"{method} {address}", answer.status_code, answer.text


def test_she_herself_sees_it(place: Place) -> None:
    hers = _hers(place)
    client = place.enter("ann")
    seen = {
        asked.split("/")[1]
        for asked, _, text in _said(place, client, hers, client.token(), _SEEN)
        if WORD in text
    }
    assert {"stories", "journal", "api"} <= seen


def test_another_person_sees_nothing_of_hers_and_changes_nothing(place: Place) -> None:
    hers = _hers(place)
    place.account("bob")
    client = place.enter("bob")
    before = _everything(place)
    shown = [
        (asked, status)
        for asked, status, text in _said(place, client, hers, client.token())
        if status >= 500 or WORD in text
    ]
    assert shown == []
    assert _everything(place) == before


def _everything(place: Place) -> list[tuple[Any, ...]]:
    """All rows of Ann's."""
    rows: list[tuple[Any, ...]] = []
    with place.hosted.engine.connected():
        ann = place.hosted.accounts.by_email("ann@example.org")
        assert ann
        store = place.store(ann)
        rows += [("story", s.slug, s.revision, store.stories.text(s.id)) for s in store.stories.select()]
        rows += [("entry", e.id, e.text) for e in store.entries.select()]
        rows += [("experience", e.id, e.status) for e in store.experiences.select()]
        rows += [("improvement", i.id, i.change, i.outcome) for i in store.improvements.select()]
        rows += [("take", t.id) for t in store.takes.select()]
        rows += [("hearing", h.id, h.state) for h in place.hosted.hearings.of(ann.id)]
        rows += [("mock", m.id, str(m.state)) for m in store.mocks.select()]
    return rows
