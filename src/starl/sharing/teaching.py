"""What makes a review a good one: the ratings in words, and examples."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from starl.content import content_text
from starl.model.peer_review import HIGHEST, LOWEST
from starl.practice.samples import sample
from starl.text.markdown import parse

_TRIAL = "search-outage"
"""A short one that is good in parts: most can be learned on it."""


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


class Trial(NamedTuple):
    """A sample story to try one's ear on, and how a careful reader rated it."""

    passages: tuple[tuple[str, str], ...]
    """Heading and text of each section."""
    ratings: tuple[tuple[Question, int], ...]
    summary: str
    comments: tuple[tuple[str, str], ...]
    """Some of its words, and what was asked about them."""


@cache
def trial() -> Trial:
    """The sample that goes along with a shared story."""
    one = sample(_TRIAL)
    passages = tuple(
        (part.section.value.capitalize(), " ".join(one.text[part.span.start : part.span.end].split()))
        for part in parse(one.text).parts
        if part.section is not None
    )
    review = one.reference
    ratings = tuple(zip(teaching().rated, (review.authenticity, review.learning), strict=True))
    comments = tuple((remark.quote, remark.comment) for remark in review.strengthen)
    return Trial(passages, ratings, review.summary, comments)


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
