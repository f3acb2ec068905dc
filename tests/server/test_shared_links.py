"""A link to one story on a shared server: no account is needed, its owner sees each use, and nobody else can touch it."""

from __future__ import annotations

import json
import re

import httpx

from starl.capture.stories import new_record, save
from starl.model.sharing import Share
from starl.store.store import Store
from tests.sharing.test_sharing import STORY, review

from .alone import Person, Place


def shared(place: Place, name: str, **more: str) -> tuple[Person, Store, str]:
    """Somebody with a story, and the path of a link to it that they made on its page."""
    account = place.account(name)
    store = Store(place.hosted.engine, account.id)
    with place.hosted.engine.connected():
        save(store, new_record(store, "The Acme migration"), STORY)
    person = place.person(name)
    page = person.get("/stories/the-acme-migration/share").text
    seal = re.search(r'name="seen" value="(\w+)"', page)
    assert seal
    made = person.submit(
        "/stories/the-acme-migration/share/link",
        "/stories/the-acme-migration/share",
        revision="1", days="14", seen=seal[1], **more,
    )  # fmt: skip
    link = re.search(r'value="(https?://[^"]+/shared/[^"]+)"', made.text)
    assert link and link[1].startswith(place.hosted.environment.url)
    return person, store, "/shared/" + link[1].rpartition("/")[2]


def what_was_shared(place: Place, store: Store) -> Share:
    with place.hosted.engine.connected():
        return store.shares.select()[0]


def test_whoever_has_it_reads_and_reviews(place: Place) -> None:
    owner, store, path = shared(place, "lena")
    reader = place.anybody()
    page = reader.get(path)
    assert page.status_code == 200 and "twelve statements" in page.text
    assert "Acme" not in page.text and "Maria" not in page.text
    assert page.headers["referrer-policy"] == "no-referrer"
    said = json.dumps(review(what_was_shared(place, store), "twelve statements"))
    assert reader.post(f"{path}/review", content=said).status_code == 200
    reviews = owner.get("/stories/the-acme-migration/reviews").text
    assert "Ben" in reviews and "sent a review" in reviews
    assert reader.get("/stories/the-acme-migration").headers["location"].startswith("/login")
    assert reader.get(f"{path}/../../stories/the-acme-migration").status_code in (303, 404)


def test_a_passphrase_is_asked_for_and_guessing_is_slowed(place: Place) -> None:
    owner, _, path = shared(place, "mila", passphrase="tram violet")
    reader = place.anybody()
    asked = reader.get(path)
    assert "twelve statements" not in asked.text and "assphrase" in asked.text
    tries = [reader.post(f"{path}/open", data={"passphrase": f"guess {n}"}).status_code for n in range(12)]
    assert set(tries[:10]) == {403} and tries[-1] == 429
    other = place.anybody()
    assert other.post(f"{path}/open", data={"passphrase": "tram violet"}).status_code == 429
    assert "gave a wrong passphrase" in owner.get("/stories/the-acme-migration/reviews").text
    place.app.state.limiter.storage.reset()
    opened = other.post(f"{path}/open", data={"passphrase": "tram violet"})
    assert opened.status_code == 303
    assert "twelve statements" in other.get(path).text
    assert "twelve statements" not in reader.get(path).text


def test_only_its_owner_takes_it_back(place: Place) -> None:
    owner, store, path = shared(place, "nora")
    with place.hosted.engine.connected():
        link = store.share_links.select()[0].id
    thief, _, _ = shared(place, "otto")
    refused = thief.submit(
        "/stories/the-acme-migration/share/revoke", "/stories/the-acme-migration/share", link=link
    )
    assert refused.status_code >= 400
    assert place.anybody().get(path).status_code == 200
    done = owner.submit(
        "/stories/the-acme-migration/share/revoke", "/stories/the-acme-migration/share", link=link
    )
    assert done.status_code == 303
    closed = place.anybody().get(path)
    assert closed.status_code == 410 and "taken this link back" in closed.text
    assert place.anybody().post(f"{path}/review", content="{}").status_code == 410


def test_what_is_sent_is_looked_at(place: Place) -> None:
    _, store, path = shared(place, "pia")
    reader = place.anybody()
    share = what_was_shared(place, store)
    for said, status in (
        ("no review", 400),
        (json.dumps(review(share, "twelve") | {"digest": "0"}), 400),
        (json.dumps(review(share, "twelve") | {"share": "another"}), 400),
        ("x" * (5 << 20), 413),
    ):
        answer: httpx.Response = reader.post(f"{path}/review", content=said)
        assert answer.status_code == status, said[:60]
    with place.hosted.engine.connected():
        assert store.feedback.select() == []
