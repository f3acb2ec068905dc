"""What makes a review a good one: the ratings in words, and examples."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from starl.content import content_text
from starl.model.peer_review import HIGHEST, LOWEST


class Question(NamedTuple):
    """One of the two questions that are rated."""

    name: str
    """`authenticity` or `learning`."""
    text: str
    anchors: tuple[str, ...]
    """What each rating means, from the lowest on."""


class Example(NamedTuple):
    """Feedback on some words, as it hurts or helps nobody, and as it helps."""

    words: str
    weak: str
    better: str
    why: str


@dataclass(frozen=True, slots=True)
class Teaching:
    """All of it."""

    rated: tuple[Question, ...]
    strengthen: str
    hint: str
    examples: tuple[Example, ...]


@cache
def teaching() -> Teaching:
    """What is in content/feedback.toml."""
    data = tomllib.loads(content_text("feedback.toml"))
    rated = tuple(
        Question(
            name,
            data[name]["question"],
            tuple(data[name][str(rating)] for rating in range(LOWEST, HIGHEST + 1)),
        )
        for name in ("authenticity", "learning")
    )
    strengthen = data["strengthen"]
    examples = tuple(Example(**each) for each in data["example"])
    return Teaching(rated, strengthen["question"], strengthen["hint"], examples)
