"""The scenarios: their schema, how many and for whom, and finding one."""

from __future__ import annotations

import re
import tomllib

import pytest

from starl.content import content_path
from starl.errors import StarlError
from starl.model.report import Level
from starl.practice.scenarios import Scenario, scenario, scenarios

KEYS = {"id", "role", "level", "text", "seeds", "example"}


def test_schema() -> None:
    for path in content_path("scenarios").glob("*.toml"):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        assert set(data) == {"scenario"}
        assert all(set(one) == KEYS for one in data["scenario"]), path


def test_the_specifications_three_come_first_and_there_are_many_more() -> None:
    every = scenarios()
    assert [one.id for one in every[:3]] == ["major-bug", "missed-deadline", "did-not-scale"]
    assert len(every) == len({one.id for one in every}) >= 45
    assert len({one.role for one in every}) >= 25
    assert {one.level for one in every} == set(Level)


@pytest.mark.parametrize("one", scenarios(), ids=lambda one: one.id)
def test_each_is_short_concrete_and_spoken_to_you(one: Scenario) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", one.id)
    sentences = re.split(r"(?<=[.?!])\s+(?=[A-Z0-9])", one.text)
    assert 2 <= len(sentences) <= 4, sentences
    assert re.search(r"\b[Yy]ours?\b|\b[Yy]ou\b", one.text)
    number = r"\d|\b(?:two|three|four|five|six|seven|eight|nine|eleven|twelve|third)\b"
    assert re.search(number, one.text)
    assert 1 <= len(one.seeds) <= 3 and all(seed.endswith("?") for seed in one.seeds)
    assert 80 <= len(one.example.split()) <= 140
    assert re.search(r"\bI\b", one.example)


def test_finding_one() -> None:
    assert scenario("mobile-battery").role == "mobile developer"
    with pytest.raises(StarlError, match="no scenario 'mobile-batery'; did you mean 'mobile-battery'"):
        scenario("mobile-batery")
