"""Ums and uhs among words, and two passes made one."""

from __future__ import annotations

import pytest

from starl.speech.activity import Stretch, windows
from starl.speech.fillers import joined, kind
from starl.speech.place import Heard, placed


def said(text: str, *, start: float = 0.0, each: float = 0.4) -> list[Heard]:
    """Words at an even pace; a star before one marks a filler."""
    return [
        Heard(word.lstrip("*"), start + each * number, start + each * (number + 1), 0.9, word.startswith("*"))
        for number, word in enumerate(text.split())
    ]


def shown(words: list[Heard]) -> str:
    """The reverse."""
    return " ".join(("*" if word.filler else "") + word.text for word in words)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Um,", "um"), ("ummm...", "um"), ("uhm", "um"), ("erm", "um"), ("Uhhh.", "uh"), ("uh", "uh"), ("er,", "er"),
        ("hmm", "hm"), ("mm", "hm"), ("ah,", "ah"),
        ("am", None), ("error", None), ("hum", None), ("a", None), ("oh", None), ("her", None), ("umbrella", None),
        ("m", None), ("", None), ("—", None),
    ],
)  # fmt: skip
def test_what_is_a_filler(word: str, expected: str | None) -> None:
    assert kind(word) == expected


@pytest.mark.parametrize(
    ("clean", "hesitant", "expected"),
    [
        ("we moved it", "we um moved it", "we *um moved it"),
        ("we moved it", "Um, we moved it", "*Um, we moved it"),
        ("we moved it", "we moved it uh", "we moved it *uh"),
        ("we uh moved it", "we um, moved it", "we *uh moved it"),
        (
            "we moved the tables by hand",
            "we moved um all cables by hand uh",
            "we moved *um the tables by hand *uh",
        ),
        ("we moved it", "we uh uh uh uh uh uh moved it", "we moved it"),
        ("we moved it", "", "we moved it"),
        ("", "um", "*um"),
        ("um", "", "*um"),
    ],
)
def test_the_other_pass_adds_its_fillers_and_nothing_else(clean: str, hesitant: str, expected: str) -> None:
    assert shown(joined(said(clean), said(hesitant))) == expected


def test_words_take_the_ends_of_the_sound_in_which_they_were_said() -> None:
    words = said("we moved the tables by hand")
    islands = [Stretch(0.1, 1.5), Stretch(2.4, 3.1)]
    loose = [word._replace(start=word.start + 0.2, end=word.end + 0.3) for word in words]
    result, empty = placed(loose, islands)
    assert empty == []
    assert result[0].start == 0.1
    assert result[-1].end == 3.1
    ends = [word.end for word in result]
    starts = [word.start for word in result]
    assert all(start < end for start, end in zip(starts, ends, strict=True))
    assert all(end <= start for end, start in zip(ends, starts[1:], strict=False))
    assert (1.5, 2.4) in list(zip(ends, starts[1:], strict=False))


def test_a_filler_gets_the_sound_that_stands_alone() -> None:
    words = [*said("we moved *um"), *said("the tables", start=2.0)]
    result, empty = placed(words, [Stretch(0.0, 0.8), Stretch(1.1, 1.6), Stretch(2.0, 2.8)])
    assert empty == []
    assert [(word.start, word.end) for word in result if word.filler] == [(1.1, 1.6)]


def test_sound_that_no_word_explains_is_left_over() -> None:
    words = [*said("we moved"), *said("the tables", start=2.0)]
    _, empty = placed(words, [Stretch(0.0, 0.8), Stretch(1.1, 1.6), Stretch(2.0, 2.8)])
    assert empty == [Stretch(1.1, 1.6)]


def test_windows_are_parted_at_the_longest_silence_of_their_last_third() -> None:
    found = [Stretch(float(n), n + 0.8) for n in range(20)] + [
        Stretch(n + 0.5, n + 1.3) for n in range(20, 50)
    ]
    parts = windows(found)
    assert [part[0].start for part in parts] == [0.0, 20.5, 48.5]
    assert [item for part in parts for item in part] == found
    assert all(part[-1].end - part[0].start <= 28 for part in parts)
    assert windows([Stretch(0, 100)]) == [[Stretch(0, 100)]]
