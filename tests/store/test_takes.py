"""Takes with their recordings, and mock interviews."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from starl.errors import StarlError
from starl.model.take import SpokenWord, Take, Transcript
from starl.store.store import Store

from .records import MORNING, mock, story, take

SOUND = b"RIFF a recording"


def _recorded(store: Store, told: str | None = None) -> Take:
    made = take(store, told)
    return store.takes.add(replace(made, audio=f"{made.id}.wav"), SOUND)


def _files(store: Store, of: str = "") -> list[str]:
    folder = store.engine.home / "takes" / of
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_a_transcript_as_prose() -> None:
    words = (SpokenWord(" So,", 0, 1), SpokenWord(" ", 1, 1), SpokenWord("um", 1, 2, filler=True))
    assert Transcript(words, 2.0, "en", "by hand").text == "So, um"


def test_takes(store: Store) -> None:
    one, two = (store.stories.save(story(store), text) for text in ("a", "b"))
    first = store.takes.add(take(store, one.id))
    again = store.takes.add(take(store, one.id, words=(), seconds=None, metrics=None))
    other = store.takes.add(take(store, two.id))
    loose = store.takes.add(take(store, question="failure"))
    assert store.takes.select() == [loose, other, again, first]
    assert store.takes.select(story=one.id) == [again, first]
    assert store.takes.select(limit=1) == [loose]
    noted = store.takes.update(replace(first, note="slower"))
    assert store.takes.get(first.id) == noted
    assert store.takes.find(first.id) == noted
    store.takes.remove(other.id)
    assert store.takes.count() == 3
    with pytest.raises(StarlError, match="no take with the id"):
        store.takes.remove(other.id)
    with pytest.raises(StarlError, match="no name of a recording"):
        store.takes.add(take(store, audio="../journal.sqlite"))


def test_days_are_those_of_the_person(store: Store) -> None:
    told = store.stories.save(story(store), "a")
    late = dt.datetime(2025, 3, 14, 23, 30, tzinfo=dt.UTC)
    store.takes.add(take(store))
    for moment in (late, late - dt.timedelta(days=3), late):
        store.takes.add(replace(take(store, told.id), created=moment))
    there = dt.timezone(dt.timedelta(hours=2))
    assert store.takes.days_by_story() == {told.id: [dt.date(2025, 3, day) for day in (11, 14, 14)]}
    assert store.takes.days_by_story(there) == {told.id: [dt.date(2025, 3, day) for day in (12, 15, 15)]}


def test_the_one_before(store: Store) -> None:
    told, other = (store.stories.save(story(store), text) for text in ("a", "b"))
    late = dt.datetime(2025, 3, 14, 22, 30, tzinfo=dt.UTC)
    first, same, second = (
        store.takes.add(replace(take(store, told.id), created=late - dt.timedelta(days=days)))
        for days in (3, 1, 1)
    )
    store.takes.add(replace(take(store, other.id), created=late - dt.timedelta(days=2)))
    loose = store.takes.add(replace(take(store, None), created=late))
    before = [store.takes.before(one) for one in (second, same, first, loose)]
    assert before == [same, first, None, None]


def test_a_recording_goes_with_its_take(store: Store) -> None:
    kept, gone, muted = (_recorded(store) for _ in range(3))
    path = store.takes.recording(kept)
    assert path is not None and path.read_bytes() == SOUND
    assert path.stat().st_mode & 0o077 == 0
    store.takes.remove(gone.id)
    assert store.takes.remove_audio(muted.id) == replace(muted, audio=None)
    assert _files(store) == [kept.audio]
    path.unlink()
    assert store.takes.recording(kept) is None
    store.takes.remove(kept.id)
    assert _files(store) == []


class _TakenBackError(Exception):
    pass


def test_what_is_taken_back_leaves_the_files_as_they_were(store: Store) -> None:
    kept = _recorded(store)
    with pytest.raises(_TakenBackError), store.transaction():
        _recorded(store)
        store.takes.remove(kept.id)
        raise _TakenBackError
    assert _files(store) == [kept.audio]
    with store.transaction():
        with pytest.raises(_TakenBackError), store.transaction():
            store.takes.remove(kept.id)
            raise _TakenBackError
        _recorded(store)
    assert len(_files(store)) == 2
    assert store.takes.count() == 2
    with pytest.raises(StarlError, match="already"):
        store.takes.add(kept, b"another")
    assert (store.engine.home / "takes" / str(kept.audio)).read_bytes() == SOUND


def test_a_recording_that_cannot_be_written_keeps_nothing(store: Store) -> None:
    (store.engine.home / "takes").write_text("no folder", encoding="utf-8")
    with pytest.raises(StarlError, match="the recording cannot be kept"):
        _recorded(store)
    assert store.takes.count() == 0


def test_the_takes_of_a_story_go_with_it(store: Store) -> None:
    gone, stays = (store.stories.save(story(store), "text") for _ in range(2))
    _recorded(store, gone.id)
    kept, loose = _recorded(store, stays.id), _recorded(store)
    store.stories.purge(gone.id)
    assert store.takes.select() == [loose, kept]
    assert _files(store) == [kept.audio, loose.audio]


def test_recordings_are_erased_only_of_their_owner(store: Store) -> None:
    other = Store(store.engine, "ann", clock=store.now)
    _recorded(store)
    kept = _recorded(other)
    store.erase()
    assert _files(store) == ["ann"]
    assert _files(store, "ann") == [kept.audio]


def test_mock_interviews(store: Store) -> None:
    first, second = (store.mocks.add(mock(store)) for _ in range(2))
    done = store.mocks.update(replace(first, finished=MORNING, state={"score": [1, None, "é"]}))
    assert done.updated > first.updated
    assert store.mocks.get(first.id) == done
    assert store.mocks.select() == [second, done]
    assert store.mocks.select(finished=False) == [second]
    assert store.mocks.select(finished=True, limit=1) == [done]
    store.mocks.remove(second.id)
    assert store.mocks.select() == [done]


def test_where_recordings_of_a_database_lie(store: Store, tmp_path: Path) -> None:
    assert store.engine.home == tmp_path


def test_recordings_have_so_much_room(store: Store) -> None:
    store.engine.room = 2 * len(SOUND)
    kept = [_recorded(store), _recorded(store)]
    with pytest.raises(StarlError, match="remove some of them first"):
        _recorded(store)
    assert store.takes.recorded_bytes() == store.engine.room
    assert store.takes.count() == 2
    store.takes.remove_audio(kept[0].id)
    assert _recorded(store).audio
    assert store.takes.recorded_bytes() == store.engine.room
