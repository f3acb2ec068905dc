"""Ids sort by time and are made of nothing but what is passed in."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from starl.model.ids import LENGTH, is_id, make_id, moment_of

NOON = dt.datetime(2025, 3, 14, 12, tzinfo=dt.UTC)
MOMENTS = st.datetimes(dt.datetime(1970, 1, 1), dt.datetime(9999, 1, 1), timezones=st.just(dt.UTC))
ENTROPY = st.binary(min_size=10, max_size=10)


@given(MOMENTS, ENTROPY)
def test_an_id_tells_its_moment(moment: dt.datetime, entropy: bytes) -> None:
    made = make_id(moment, entropy)
    assert is_id(made)
    assert len(made) == LENGTH
    assert made == made.lower() == make_id(moment, entropy)
    assert dt.timedelta(0) <= moment - moment_of(made) < dt.timedelta(milliseconds=1)


@given(MOMENTS, MOMENTS, ENTROPY, ENTROPY)
def test_later_ids_sort_later(one: dt.datetime, two: dt.datetime, first: bytes, second: bytes) -> None:
    a = make_id(one, first)
    b = make_id(two, second, after=a)
    assert a != b
    assert (a < b) == (moment_of(a) <= moment_of(b))


def test_a_known_value() -> None:
    assert make_id(NOON, bytes(10)) == "01jpa8d2g00000000000000000"
    assert make_id(NOON, bytes(10), after="01jpa8d2g00000000000000009") == "01jpa8d2g0000000000000000a"


@pytest.mark.parametrize(
    "wrong", ["", "01jpa", "01JPA8D2G00000000000000000", "81jpa8d2g00000000000000000", "u" * 26]
)
def test_what_is_no_id(wrong: str) -> None:
    assert not is_id(wrong)
    with pytest.raises(ValueError, match="is not an id"):
        moment_of(wrong)


def test_wrong_input() -> None:
    with pytest.raises(ValueError, match="10 random bytes"):
        make_id(NOON, b"1")
    with pytest.raises(ValueError, match="no id can be made"):
        make_id(dt.datetime(1969, 1, 1, tzinfo=dt.UTC), bytes(10))
