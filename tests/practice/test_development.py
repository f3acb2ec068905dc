"""Story development: the plan of the 15 minutes, and attempts side by side."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from starl.content import content_text
from starl.errors import StarlError
from starl.model.report import Dimension, Pitfall
from starl.model.story import Section
from starl.model.story_record import VerdictSnapshot
from starl.practice.development import SECONDS, Attempt, at_second, attempt, compare, steps
from starl.practice.samples import sample


def test_schema() -> None:
    data = tomllib.loads(content_text("development.toml"))
    assert set(data) == {"step"}
    assert all(set(one) == {"section", "minutes", "pause", "prompt", "seeds"} for one in data["step"])
    assert [step.section for step in steps()] == list(Section)
    assert sum(step.seconds + step.pause for step in steps()) == SECONDS == 900
    assert all(
        2 <= len(step.seeds) <= 5 and all(seed.endswith("?") for seed in step.seeds) for step in steps()
    )
    assert "What did you believe then that was wrong?" in steps()[2].seeds


@pytest.mark.parametrize(
    ("second", "section", "pausing", "left", "seed"),
    [
        (0, Section.SITUATION, False, 120, 0),
        (119.9, Section.SITUATION, False, 1, 2),
        (120, Section.TASK, True, 10, 0),
        (130, Section.TASK, False, 90, 0),
        (230, Section.ACTION, False, 240, 0),
        (230 + 125, Section.ACTION, False, 115, 2),
        (470, Section.RESULT, True, 20, 0),
        (660, Section.LEARNING, False, 240, 0),
        (899, Section.LEARNING, False, 1, 3),
    ],
)
def test_what_is_on(second: float, section: Section, pausing: bool, left: int, seed: int) -> None:
    now = at_second(second)
    assert now is not None
    assert (now.step.section, now.pausing, now.left) == (section, pausing, left)
    assert now.seed == now.step.seeds[seed]


def test_before_and_after() -> None:
    assert at_second(900) is None
    with pytest.raises(StarlError, match="before the start"):
        at_second(-1)


@given(st.integers(0, SECONDS - 1))
def test_the_time_left_counts_down(second: int) -> None:
    now, later = at_second(second), at_second(second + 1)
    assert now is not None
    if now.left > 1:
        assert later is not None and later.left == now.left - 1 and later.step == now.step
    elif second < SECONDS - 1:
        assert later is not None and later.left > 1


def verdict(score: int, learning: int, *pitfalls: Pitfall) -> VerdictSnapshot:
    rubric = dict.fromkeys(Dimension, 2) | {Dimension.LEARNING: learning}
    return VerdictSnapshot(score, score >= 60, pitfalls, rubric, "1")


def test_the_first_attempt_has_nothing_beside_it() -> None:
    found = compare(Attempt(90, verdict(50, 2)), [])
    assert (found.earlier, found.score, found.words, found.rubric, found.best) == (0, None, None, {}, True)


def test_what_got_better_and_worse() -> None:
    earlier = [
        Attempt(100, verdict(70, 3)),
        Attempt(120, verdict(40, 1, Pitfall.BLAME, Pitfall.NO_LEARNING)),
        Attempt(10, None),
    ]
    found = compare(Attempt(150, verdict(65, 3, Pitfall.BLAME, Pitfall.TRIVIAL)), earlier)
    assert (found.earlier, found.score, found.words, found.best) == (3, 25, 140, False)
    assert found.rubric == {Dimension.LEARNING: 2}
    assert (found.gone, found.new) == ((Pitfall.NO_LEARNING,), (Pitfall.TRIVIAL,))
    assert compare(Attempt(150, verdict(70, 3)), earlier).best


def test_real_texts() -> None:
    weak, good, none = (
        attempt(sample("search-outage").text),
        attempt(sample("label-printer").text),
        attempt("Hm."),
    )
    assert none.verdict is None
    found = compare(good, [none, weak])
    assert found.score is not None and found.score > 50 and found.gone == (Pitfall.NO_LEARNING,)
    assert compare(none, [good]).score is None
