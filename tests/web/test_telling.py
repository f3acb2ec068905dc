"""What a page shows of a take: places on the timeline, marks, bars."""

from __future__ import annotations

from itertools import pairwise

import pytest

from starl.model.take import SpokenWord, Take, TakeSource, Transcript
from starl.practice.measure import Measure
from starl.practice.rehearsal import rehearse
from starl.practice.spoken import heard, typed
from starl.web.sounds import UNKNOWN, ending_of
from starl.web.telling import Telling, bar, telling

from .conftest import NOW, SOUND
from .scripted import TOLD, transcript


def of_words(made: Transcript) -> Telling:
    """What is shown of a recording."""
    take = Take(
        "x", NOW, None, None, TakeSource.RECORDED, made.text, made.seconds, made.words, "e", None, None
    )
    return telling(take, rehearse(heard(made), SOUND))


def test_pieces_follow_one_another_and_have_all_words() -> None:
    made = transcript(TOLD + " um", pause_before=("On", "I"))
    shown = of_words(made)
    assert [word.number for piece in shown.pieces for word in piece.words] == list(range(len(made.words)))
    assert all(abs(one.left + one.wide - next_.left) < 0.02 for one, next_ in pairwise(shown.pieces))
    assert 0 < shown.pieces[0].left < 3
    assert shown.pieces[-1].left + shown.pieces[-1].wide < 100
    assert len({piece.section for piece in shown.pieces}) >= 4


def test_marks_stand_where_they_were_heard() -> None:
    """I looked for words in the middle, and stopped before the result."""
    shown = of_words(transcript(pause_before=("four", "On"), pause=1.5))
    seconds = transcript(pause_before=("four", "On"), pause=1.5).seconds
    (um,) = shown.of("filler")
    assert um.said == "um, before a number"
    assert um.left == pytest.approx(100 * (um.at or 0) / seconds, abs=0.01)
    (pause,) = shown.of("pause")
    assert pause.said == "1.5 s of silence in the middle of a sentence"
    assert pause.wide == pytest.approx(100 * 1.54 / seconds, abs=0.05)
    (weight,) = shown.of("weight")
    assert weight.said == "1.5 s of silence before the result"
    words = {word.number: word for piece in shown.pieces for word in piece.words}
    assert (words[pause.number].text, words[weight.number].text) == ("four", "On")
    assert words[um.number].kinds == "is-filler"
    assert "1 filler, 2 marked pauses" in shown.said


def test_a_filler_belongs_to_what_goes_on_behind_it() -> None:
    shown = of_words(transcript(TOLD.replace("I had believed", "um, I had believed")))
    assert shown.pieces[-1].words[0].text == "um,"
    assert not shown.pieces[-2].words[-1].kinds


def test_typed_has_no_times() -> None:
    take = Take("x", NOW, None, None, TakeSource.TYPED, TOLD, None, (), "", None, None)
    shown = telling(take, rehearse(typed(TOLD), SOUND))
    assert shown.ticks == ()
    assert shown.pieces[0].left == 0
    assert round(shown.pieces[-1].left + shown.pieces[-1].wide) == 100
    assert {word.start for piece in shown.pieces for word in piece.words} == {None}
    assert shown.length.endswith(" words")


@pytest.mark.parametrize(
    "words", [(), (SpokenWord("um", 0.0, 0.0, 1.0, True),), (SpokenWord("Hm.", 5.0, 4.0),)]
)
def test_hardly_anything_was_heard(words: tuple[SpokenWord, ...]) -> None:
    shown = of_words(Transcript(words, 0.0, "en", "e"))
    assert all(0 <= mark.left <= 100 for mark in shown.marks)


@pytest.mark.parametrize(
    ("value", "low", "high", "needle", "good"),
    [(0, None, 5, 0, (0, 66.7)), (130, 120, 145, 59.8, (55.2, 66.7)), (290, 120, 145, 90.9, (37.6, 45.5)),
     (3, 10, None, 20, (66.7, 100)), (0, None, 0, 0, (0, 0)),
     (-2.4, None, 8, 0, (0, 66.7))],
)  # fmt: skip
def test_bars(
    value: float, low: float | None, high: float | None, needle: float, good: tuple[float, float]
) -> None:
    made = bar(Measure("pace", value, "", low, high, "", ""))
    assert (made.needle, (made.low, made.high)) == (needle, good)


def test_kinds_of_sound() -> None:
    assert ending_of(b"\0\0\0\x20ftypM4A \0\0\0\0", "x.wav") == ".m4a"
    assert ending_of(b"\xff\xfb\x90d" + bytes(12)) == ".mp3"
    assert ending_of(b"fLaC" + bytes(12)) == ".flac"
    assert ending_of(b"\xff", "a.opus") == UNKNOWN
