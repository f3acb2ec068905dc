"""A telling from all sides, as a take, and takes over time."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from starl.errors import StarlError
from starl.model.report import Pitfall
from starl.model.take import Take, TakeSource
from starl.practice.plan_state import gather
from starl.practice.rehearsal import rehearse, summary
from starl.practice.spoken import heard, typed
from starl.practice.take_progress import compare, progress
from starl.practice.takes import Sound, again, keep_spoken, keep_typed
from starl.store.store import Store
from tests.store.records import MORNING, story, take

from .tellings import script

WRITTEN = """## Situation
Last year I ran the booking system of a ferry line with two colleagues.
## Task
I was responsible for moving it to a new server in one night.
## Action
I wrote the script alone and skipped the test on the full data, because I was in a hurry.
## Result
The script failed, 300 passengers lost their booking, and we paid back 9,000 euros.
## Learning
I learned that a small copy proves little. Since then I rehearse each move on all data, and in May that found a broken key.
"""
TOLD = (
    "Last year I ran the booking system of a ferry line with two colleagues. I was responsible for moving it to a new server "
    "in one night. I wrote the script alone and I skipped the test on the full data because I was in a hurry. The script "
    "failed, four hundred passengers lost their booking, and we paid back nine thousand euros. I learned that a small copy "
    "proves little."
)


def test_a_changed_number_comes_first() -> None:
    found = rehearse(heard(script(TOLD)), WRITTEN)
    assert found.coverage is not None
    assert [(item.written, item.told) for item in found.coverage.changed] == [
        ("300 passengers", "four hundred passengers")
    ]
    assert len(found.tries) <= 3
    assert "“300 passengers” and told “four hundred passengers”" in found.tries[0]
    assert "Since then I rehearse" in found.tries[1]


def test_what_is_blurted_out() -> None:
    blamed = (
        "Last year I ran the booking system of a ferry line. The vendor broke the script, and my colleague was too lazy to "
        "test it, and my manager forced us to ship it. It was their fault that passengers lost their booking. They never listen."
    )
    found = rehearse(heard(script(blamed)), WRITTEN)
    assert found.blurted is not None and found.blurted.judged
    assert Pitfall.BLAME in found.blurted.only_told
    assert any("What was your part?" in text for text in found.tries)


def test_without_a_written_story_the_rest_is_there() -> None:
    found = rehearse(typed(TOLD, 60))
    assert found.coverage is None
    assert found.blurted is None
    assert summary(found)["coverage"] is None
    assert rehearse(typed(" ")).tries == ("Nothing was heard. Is the microphone on, and near enough?",)


def test_a_summary_is_json() -> None:
    found = summary(rehearse(heard(script(TOLD)), WRITTEN))
    assert json.loads(json.dumps(found)) == found
    assert found["coverage"] == {
        "points": 6,
        "told": 5,
        "new": 0,
        "changed": [["300 passengers", "four hundred passengers"]],
    }
    assert found["told_in"] == pytest.approx(found["measures"]["duration"], abs=0.01)
    assert sum(found["sections"].values()) <= found["words"]


def test_a_take_is_kept_and_read_again(store: Store) -> None:
    told = store.stories.save(story(store), WRITTEN)
    spoken, first = keep_spoken(
        store, script(TOLD), TakeSource.RECORDED, story=told.id, sound=Sound(b"RIFF", ".WAV")
    )
    path = store.takes.recording(spoken)
    assert path is not None and path.read_bytes() == b"RIFF"
    assert path.suffix == ".wav"
    assert store.takes.get(spoken.id) == spoken
    assert again(store, spoken) == first
    by_hand, second = keep_typed(store, TOLD, story=told.id, took=80.0)
    assert (by_hand.seconds, second.delivery.seconds) == (80.0, None)
    assert again(store, by_hand) == second
    aloud, third = keep_typed(store, TOLD, story=told.id, took=80.0, told_in=30.0)
    assert (aloud.seconds, third.delivery.seconds) == (30.0, 30.0)
    assert again(store, aloud) == third
    store.stories.purge(told.id)
    assert store.takes.count() == 0


def test_a_take_of_a_story_without_text(store: Store) -> None:
    told = store.stories.add(story(store))
    kept, found = keep_spoken(store, script(TOLD), TakeSource.FILE, story=told.id, question="failure")
    assert (kept.question, kept.audio, found.coverage) == ("failure", None, None)


def test_a_recording_with_an_ending_of_no_file_is_refused(store: Store) -> None:
    with pytest.raises(StarlError, match="no name of a recording"):
        keep_spoken(store, script(TOLD), TakeSource.FILE, sound=Sound(b"x", ".a/b"))
    assert store.takes.count() == 0


def test_the_plan_counts_takes(store: Store) -> None:
    told = store.stories.save(story(store), WRITTEN)
    keep_typed(store, TOLD, story=told.id)
    keep_typed(store, TOLD, story=told.id)
    keep_typed(store, TOLD)
    (state,) = gather(store, MORNING).stories
    assert (state.told, state.last_told) == (2, MORNING.date())
    (given,) = gather(store, MORNING, takes={}).stories
    assert given.told == 0


def _with(store: Store, days: int, **measures: float) -> Take:
    made = take(
        store, metrics={"measures": measures, "coverage": {"told": int(measures.get("pace", 0)) // 50}}
    )
    return replace(made, created=MORNING + timedelta(days=days))


def test_two_takes_side_by_side(store: Store) -> None:
    late = _with(store, 3, pace=150, fillers=2, hedges=9, restarts=1)
    early = _with(store, 1, pace=190, fillers=8, hedges=3, longest_pause=2)
    found = compare(late, early)
    assert (found.before, found.after) == (early, late)
    assert [(item.name, item.towards) for item in found.changes] == [
        ("pace", 1),
        ("fillers", 1),
        ("hedges", -1),
    ]
    assert found.told == (3, 3)
    assert compare(early, replace(late, metrics=None)).changes == ()
    assert compare(early, replace(late, metrics=None)).told is None


@pytest.mark.parametrize(
    "metrics", [None, {}, {"measures": 7}, {"measures": {"pace": "x", "mood": 3, "fillers": True}}]
)
def test_a_take_without_measures_is_left_out(store: Store, metrics: dict[str, object] | None) -> None:
    assert progress([replace(_with(store, 0, pace=1), metrics=metrics)]) == ()


def test_progress_is_in_the_order_of_time(store: Store) -> None:
    takes = [_with(store, day, pace=pace) for day, pace in ((5, 140), (1, 180), (3, 160))]
    (trend,) = progress(takes)
    assert trend.values == (180, 160, 140)
    assert (trend.name, trend.low, trend.high) == ("pace", 120, 145)
