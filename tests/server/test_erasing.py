"""Somebody erases themself: of what was theirs no row and no file is left, and nobody else loses anything."""

from __future__ import annotations

from starl.capture.stories import new_record, save
from starl.web.pages.settings import ERASE
from tests.store.records import entry
from tests.web.conftest import SOUND

from .alone import PASSWORD, Place, place, schema

__all__ = ["place", "schema"]
WORD = "zanzibarquux"


def everything(place: Place) -> str:
    """All text of all tables."""
    with place.hosted.engine.connected():
        names = place.hosted.engine.run(
            "SELECT quote_ident(table_name) FROM information_schema.tables WHERE table_schema = current_schema()"
        )
        return "\n".join(str(place.hosted.engine.run(f"SELECT * FROM {name}")) for (name,) in names)


def test_nothing_is_left(place: Place) -> None:
    ann, bob = place.account("ann"), place.account("bob")
    with place.hosted.engine.connected():
        for account, word in ((ann, WORD), (bob, "untouched")):
            store = place.store(account)
            save(store, new_record(store, f"The {word}"), f"# The {word}\n{SOUND}")
            store.entries.add(entry(store, f"{word} again"))
    client = place.enter("ann")
    kept = place.app.state.options.home / "accounts" / ann.id / "take.webm"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"voice")
    said = client.submit("/account/erase", "/account", words="erase", old=PASSWORD)
    assert "Nothing was removed" in said.text and WORD in everything(place)
    wrong = client.submit("/account/erase", "/account", words=ERASE, old="not the one at all")
    assert wrong.status_code == 403 and WORD in everything(place)
    done = client.submit("/account/erase", "/account", words=ERASE, old=PASSWORD)
    assert done.url.path == "/login"
    left = everything(place)
    for gone in (WORD, "ann@example.org", ann.id):
        assert gone not in left
    assert "untouched" in left and bob.id in left
    assert not kept.exists()
    assert client.get("/stories").url.path == "/login"
