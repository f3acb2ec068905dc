"""Numbers and dates as people write them, and texts made to be slow."""

from __future__ import annotations

import time

import pytest

from starl.coach.dates import When, when
from starl.coach.figures import value
from starl.coach.findings import find
from starl.coach.reader import read


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("nine hundred and fifty", 950),
        ("12k", 12_000),
        ("2,100", 2_100),
        ("forty-two", 42),
        ("two dozen", 24),
        ("three hundred thousand", 300_000),
        ("1.5 million", 1_500_000),
        ("a hundred", 100),
        ("banana", None),
    ],
)
def test_value(written: str, expected: float | None) -> None:
    assert value(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("late march 2024", When(2024, 3)),
        ("2022", When(2022, None)),
        ("3rd of dec 2021", When(2021, 12)),
        ("march", None),
    ],
)
def test_when(written: str, expected: When | None) -> None:
    assert when(written) == expected


def test_before_needs_certainty() -> None:
    assert When(2021, None).before(When(2022, 1))
    assert not When(2022, None).before(When(2022, 5))


@pytest.mark.parametrize(
    "text",
    [
        "[company] " * 5_000,
        "password=a1" + "!" * 100_000,
        "dave broke " * 10_000,
        "which was in 2022 in march 2024 " * 4_000,
        "a." * 50_000 + "internal",
        "team of four the six of us " * 4_000,
    ],
    ids=["places", "password", "names", "dates", "hosts", "teams"],
)
def test_no_text_makes_a_rule_slow(text: str) -> None:
    start = time.perf_counter()
    find(read(text))
    assert time.perf_counter() - start < 5


def test_half_a_character_is_no_trouble() -> None:
    text = "\ud800 mail a.b@kelp.org, [company] and 10.0.0.7"
    found = {finding.code: finding.evidence for finding in find(read(text))}
    assert found["P001"] == "a.b@kelp.org"
    assert found["A802"] == "[company]"
    assert found["P005"] == "10.0.0.7"
