"""Every route, asked by somebody whose it is not: 403 or 404, and never a word of Ann's. A new route must be listed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from starl.model.account import Part, Role
from starl.model.attempt import Attempt, Exercise
from starl.model.hearing import Wish
from starl.model.journal import Entry
from starl.model.story_record import StoryRecord
from starl.store.store import Store

from .alone import Person, Place

MARK = "zanzibarquux"
"""Stands in everything that is Ann's, and nowhere else."""
LISTED = Path(__file__).with_name("routes.txt")
OTHERS = ("bob", "rita", "carl")
"""Another user of the same cohort, a reviewer of another story, the coach of another cohort."""
TEXT = f"## Situation\nIn the {MARK} project I was alone.\n## Task\nI was to ship.\n## Action\nI skipped the test.\n"


def routes(app: Any) -> Iterator[tuple[str, str]]:
    """Method and path of every route."""
    for route in app.routes:
        yield from ((method, route.path) for method in sorted(getattr(route, "methods", None) or ()))


@dataclass
class World:
    """Ann with all that she has, and the others."""

    place: Place
    ids: dict[str, str]
    people: dict[str, Person]

    def filled(self, path: str) -> str:
        """The path with Ann's records in it."""
        section = path.split("/")[3 if path.startswith("/api/") else 1]

        def value(found: re.Match[str]) -> str:
            name, before = found[1].partition(":")[0], path[: found.start()].split("/")[-2]
            keys = (f"{before}.{name}", f"{section}.{name}", name)
            return next((self.ids[key] for key in keys if key in self.ids), "nothing")

        return re.sub(r"\{([^}]+)\}", value, path)


@pytest.fixture(scope="module")
def world(place: Place) -> Iterator[World]:
    hosted = place.hosted
    roles = {"rita": Role.REVIEWER, "carl": Role.COACH, "dora": Role.COACH, "root": Role.ADMIN}
    accounts = {
        name: place.account(name, roles.get(name, Role.LEARNER))
        for name in ("ann", "bob", "rita", "carl", "dora", "root")
    }
    cohort, other = hosted.cohorts.add("First"), hosted.cohorts.add("Second")
    for name, where, part in (
        ("ann", cohort, Part.LEARNER),
        ("bob", cohort, Part.LEARNER),
        ("dora", cohort, Part.COACH),
        ("bob", other, Part.LEARNER),
        ("rita", other, Part.LEARNER),
        ("carl", other, Part.COACH),
    ):
        hosted.cohorts.join(where, accounts[name].id, part)
    day = dt.date(2099, 1, 1)
    task = hosted.exchange.assign(cohort, Exercise.PEER_REVIEW, "Task", "", day, 7, True)
    theirs = hosted.exchange.assign(other, Exercise.PEER_REVIEW, "Other", "", day, 7, True)
    ann = Store(hosted.engine, accounts["ann"].id)
    now = ann.now()
    story = ann.stories.add(StoryRecord(ann.new_id(), now, now, MARK, MARK.capitalize()))
    ann.stories.save(story, TEXT)
    entry = ann.entries.add(Entry(ann.new_id(), now, now, now.date(), f"The {MARK} broke"))
    attempt = ann.attempts.add(Attempt(ann.new_id(), now, Exercise.REFRAMING, "x", MARK))
    submission = hosted.exchange.hand_in(task, accounts["ann"].id, MARK, TEXT)
    bobs = hosted.exchange.hand_in(theirs, accounts["bob"].id, "Bob's", "## Situation\nMine.\n")
    hosted.exchange.pair([(accounts["rita"].id, bobs)], day)
    hosted.exchange.show(cohort, accounts["ann"].id, story.id, MARK, TEXT)
    (shown,) = hosted.exchange.shown_by(accounts["ann"].id)
    export = hosted.work.ask_export(accounts["ann"].id)
    hosted.work.keep_export(export, len(MARK), [MARK.encode()])
    hearing = hosted.hearings.add(
        accounts["ann"].id, f"{MARK}.wav", ".wav", Wish(story=story.id), len(MARK), [MARK.encode()]
    )
    ids = {
        "slug": MARK,
        "story": MARK,
        "cohort": cohort,
        "assignment": task,
        "shown": shown.id,
        "submission": submission,
        "account": accounts["ann"].id,
        "identifier": attempt.id,
        "journal.identifier": entry.id,
        "entries.identifier": entry.id,
        "account.identifier": export,
        "hearings.identifier": hearing.id,
        "recordings.identifier": hearing.id,
        "number": "1",
        "form": "html",
    }
    people = {name: place.person(name) for name in accounts} | {"anonymous": place.anybody()}
    yield World(place, ids, people)
    for person in people.values():
        person.close()


def listed() -> dict[tuple[str, str], str]:
    """What routes.txt says: by method and path, `open`, `own`, `public`, `object`, `admin`, `cohort`: of one of its people,
    or `link`: of whoever has it.
    """
    lines = [line.split() for line in LISTED.read_text().splitlines() if line]
    return {(method, path): kind for kind, method, path in lines}


def test_every_route_is_listed(place: Place) -> None:
    assert set(routes(place.app)) == set(listed())


def test_a_visitor_sees_nothing(world: World) -> None:
    client = world.people["anonymous"]
    token = client.token("/login")
    for (method, path), kind in listed().items():
        if kind == "open":
            continue
        answer = client.request(method, world.filled(path), headers={"X-CSRF-Token": token})
        if kind == "link":
            assert answer.status_code == 404, (method, path)
            continue
        sent = answer.status_code == 303 and answer.headers["location"].startswith("/login")
        assert sent or answer.status_code == 401, (method, path, answer.status_code)


@pytest.mark.parametrize("who", OTHERS)
def test_others_get_nothing_of_anns(world: World, who: str) -> None:
    """A valid token is sent with it, so that only whose it is can be the reason."""
    client = world.people[who]
    token = client.token("/account")
    for (method, path), kind in listed().items():
        if kind == "open" or path == "/logout" or path.startswith("/account/erase"):
            continue
        answer = client.request(method, world.filled(path), headers={"X-CSRF-Token": token}, data=BODY)
        assert answer.status_code < 500, (method, path, answer.text)
        said = answer.text.replace(world.filled(path), "")
        for quotes in ("'", "&#39;"):
            said = said.replace(f"{quotes}{MARK}{quotes}", "")  # what was asked for, said back
        assert MARK not in said, (method, path)
        if kind in ("object", "admin", "link") or (kind == "cohort" and who != "bob"):
            allowed = (403, 404) if method == "GET" else (403, 404, 422)
            assert answer.status_code in allowed, (who, method, path, answer.status_code)


BODY = {
    "story": MARK,
    "account": "nobody",
    "title": "x",
    "name": "x",
    "text": "x",
    "do": "drop",
    "disabled": "true",
}


def test_ann_has_all_of_it(world: World) -> None:
    """Otherwise the others' 404 would show nothing."""
    client = world.people["ann"]
    for path in (
        f"/stories/{MARK}",
        f"/journal/{world.ids['journal.identifier']}",
        f"/api/v1/stories/{MARK}",
        f"/hearings/{world.ids['hearings.identifier']}",
        f"/api/v1/hearings/{world.ids['hearings.identifier']}",
        "/account/jobs",
    ):
        assert MARK in client.get(path).text.lower()
    assert MARK in client.get(f"/reviews/mine/{world.ids['submission']}").text
    assert MARK.encode() in client.get(f"/account/export/{world.ids['account.identifier']}").content
    coach = world.people["dora"]
    assert MARK in coach.get(f"/coach/{world.ids['cohort']}/shown/{world.ids['shown']}").text
