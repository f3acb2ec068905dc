"""Where sentences begin and end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from starl.text.decode import decode
from starl.text.plain import lower
from starl.text.sentences import sentences


def split(text: str) -> list[str]:
    plain = lower(text)
    return [text[start:end] for start, end in sentences(plain, 0, len(plain))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("We ran v1.2.3. It broke.", ["We ran v1.2.3.", "It broke."]),
        ("Some things, e.g. the cache, i.e. all of it, vs. none. Right.", None),
        ("It went on... and on. Then it stopped.", ["It went on... and on.", "Then it stopped."]),
        ("I waited… Nothing came.", None),
        ("we typed rm. it was gone.", ["we typed rm.", "it was gone."]),
        (
            "Dr. Li asked Mr. Wu at 3 p.m. about it. He knew.",
            ["Dr. Li asked Mr. Wu at 3 p.m. about it.", "He knew."],
        ),
        ("- first\n- second. third\n\nfourth", ["first", "second.", "third", "fourth"]),
        ("1. First\n2. Second", ["First", "Second"]),
        ('He said "stop." I did not.', ['He said "stop."', "I did not."]),
        ("A line\nthat wraps. Next.", ["A line\nthat wraps.", "Next."]),
        ("", []),
        (" \n\t ", []),
    ],
)
def test_punctuated(text: str, expected: list[str] | None) -> None:
    if expected is None:
        assert len(split(text)) <= 2
    else:
        assert split(text) == expected


def test_speech_without_full_stops_is_cut() -> None:
    text = (
        "so yeah we had this app and i was the one who did the deploys and i thought it was fine so i pushed it on "
        "friday and then the whole checkout went down and we lost like four hours of orders and my boss called me and "
        "i had to roll back but i did not know how because nobody wrote it down and now i always write the rollback first"
    )
    found = split(text)
    assert 3 <= len(found) <= 12
    assert " ".join(found) == text


def test_a_long_sentence_that_commas_part_stays_whole() -> None:
    text = (
        "I had two of the three servers on the new certificate by noon, the third one stands in a room that I did not want to "
        "cross in the rain, so I told myself that I would do it the next morning, when the shop was closed."
    )
    assert split(text) == [text]
    assert len(split(text.replace(",", "") + " It was not.")) > 2


@given(st.text(max_size=400))
def test_sentences_are_in_order_and_lose_no_word(text: str) -> None:
    at = 0
    plain = lower(text)
    kept = []
    for start, end in sentences(plain, 0, len(plain)):
        assert at <= start < end <= len(text)
        kept.append(plain[start:end])
        at = end
    assert sum(map(str.isalpha, "".join(kept))) == sum(map(str.isalpha, plain))


@given(st.text(max_size=200))
def test_lower_keeps_the_length(text: str) -> None:
    assert len(lower(text)) == len(text)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=200))
def test_decoding_is_lossless(text: str) -> None:
    data = text.encode()
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        assert decode(data).encode() == data
