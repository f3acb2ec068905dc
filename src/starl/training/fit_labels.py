"""The labels of corpus/fit.toml: which story answers which question, and how well."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import NamedTuple

from starl.coach.engine import check
from starl.coach.fit import Fit, FitLevel, fit
from starl.coach.story_features import StoryFeatures
from starl.practice.question_file import shipped
from starl.training.corpus import CORPUS, split


class Labelled(NamedTuple):
    """One pair, labelled by hand."""

    story: str
    question: str
    level: FitLevel
    found: Fit
    """What the coach says of it."""

    @property
    def distance(self) -> int:
        """How many levels lie between the label and what was found."""
        order = list(FitLevel)
        return abs(order.index(self.level) - order.index(self.found.level))


def labelled(name: str, corpus: Path = CORPUS) -> list[Labelled]:
    """The pairs of a set, `tune` or `test`, with what the coach says of each."""
    answers = {answer.id: answer.text for those in split(corpus).values() for answer in those}
    questions = {question.id: question for question in shipped()}
    tables = tomllib.loads((corpus / "fit.toml").read_text(encoding="utf-8"))[name]
    pairs = []
    for table in tables:
        story = table.get("answer") or table["example"]
        text = answers.get(story) or (corpus.parent / "examples" / story).read_text(encoding="utf-8")
        features = StoryFeatures.of(text, check(text))
        for level in FitLevel:
            pairs += [
                Labelled(story, question, level, fit(questions[question], features))
                for question in table.get(level.value, [])
            ]
    return pairs
