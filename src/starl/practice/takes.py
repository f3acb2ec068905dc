"""Keeps a rehearsal as a take, and reads it again as it would be measured today."""

from __future__ import annotations

from typing import NamedTuple

from starl.model.take import Take, TakeSource, Transcript
from starl.practice.rehearsal import Rehearsal, rehearse, summary
from starl.practice.spoken import heard, spoken_of, typed
from starl.store.store import Store


class Sound(NamedTuple):
    """A recording that is to be kept."""

    data: bytes
    ending: str
    """Of its name, such as `.wav`."""


def keep_typed(
    store: Store,
    text: str,
    *,
    story: str | None = None,
    question: str | None = None,
    took: float | None = None,
    told_in: float | None = None,
) -> tuple[Take, Rehearsal]:
    """Keeps what was typed. took: seconds of typing. told_in: seconds of telling, where it was said aloud as well.

    Raises StarlError where the journal cannot take it.
    """
    rehearsal = rehearse(typed(text, told_in), _written(store, story))
    take = Take(
        id=store.new_id(),
        created=store.now(),
        story=story,
        question=question,
        source=TakeSource.TYPED,
        text=text,
        seconds=told_in if told_in is not None else took,
        words=(),
        engine="",
        audio=None,
        metrics=summary(rehearsal),
    )
    return store.takes.add(take), rehearsal


def keep_spoken(
    store: Store,
    transcript: Transcript,
    source: TakeSource,
    *,
    story: str | None = None,
    question: str | None = None,
    sound: Sound | None = None,
) -> tuple[Take, Rehearsal]:
    """Keeps what was heard, and the recording where it is given.

    Raises StarlError where the journal or the recording cannot be written; then neither is kept.
    """
    rehearsal = rehearse(heard(transcript), _written(store, story))
    identifier = store.new_id()
    take = Take(
        id=identifier,
        created=store.now(),
        story=story,
        question=question,
        source=source,
        text=transcript.text,
        seconds=transcript.seconds,
        words=transcript.words,
        engine=transcript.engine,
        audio=f"{identifier}{sound.ending.lower()}" if sound else None,
        metrics=summary(rehearsal),
    )
    return store.takes.add(take, sound.data if sound else None), rehearsal


def again(store: Store, take: Take) -> Rehearsal:
    """A kept take beside the story as it is written now."""
    return rehearse(spoken_of(take), _written(store, take.story))


def _written(store: Store, story: str | None) -> str:
    """The story's newest text; empty where it has none, or is gone."""
    return store.stories.text(story) if story is not None else ""
