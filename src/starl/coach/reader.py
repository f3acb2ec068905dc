"""Text to document: the sections of the headings, or the coach's own where there are none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from starl.coach.document import Document, Sentence, split
from starl.coach.model import Reading, Scores, shipped
from starl.coach.openings import opening
from starl.coach.roles import decode
from starl.coach.settings import shipped_settings
from starl.text.markdown import parse


class Reader(Protocol):
    """What reads sentences: the lanes of the default tier, or the encoder of the deep one."""

    def read(self, sentences: Sequence[Sentence]) -> Reading:
        """Roles and tags of the sentences of a text, and its topics."""


def read(text: str) -> Document:
    """The document that the rules are given. A pure function of the text."""
    document, _ = read_with(text, shipped(), shipped_settings().moves)
    return document


def _opened(sentence: Sentence, scores: Scores) -> Scores:
    """The scores, those of the roles raised for which the beginning of the sentence speaks."""
    told = opening(sentence.plain)
    if not told:
        return scores
    roles = list(scores.roles)
    for role, odds in told:
        roles[role] += odds
    return scores._replace(roles=roles)


def read_with(text: str, model: Reader, moves: dict[str, list[float]]) -> tuple[Document, Reading]:
    """The document and what the model says of it."""
    story = parse(text, meta=False)
    plain, sentences = split(story)
    reading = model.read(sentences)
    if story.has_headings:
        return Document(story, plain, sentences, inferred=False), reading
    sections = decode([_opened(s, score) for s, score in zip(sentences, reading.scores, strict=True)], moves)
    placed = [
        sentence._replace(section=section) for sentence, section in zip(sentences, sections, strict=True)
    ]
    return Document(story, plain, placed, inferred=True), reading
