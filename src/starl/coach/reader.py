"""Text to document: the sections of the headings, or the coach's own where there are none."""

from __future__ import annotations

from starl.coach.document import Document, split
from starl.coach.model import Model, Scores, shipped
from starl.coach.roles import decode
from starl.coach.settings import shipped_settings
from starl.text.markdown import parse


def read(text: str) -> Document:
    """The document that the rules are given. A pure function of the text."""
    document, _ = read_with(text, shipped(), shipped_settings().moves)
    return document


def read_with(text: str, model: Model, moves: dict[str, list[float]]) -> tuple[Document, list[Scores]]:
    """The document and the model's scores of each of its sentences."""
    story = parse(text, meta=False)
    plain, sentences = split(story)
    scores = model.read([sentence.words for sentence in sentences])
    if story.has_headings:
        return Document(story, plain, sentences, inferred=False), scores
    sections = decode(scores, moves)
    placed = [
        sentence._replace(section=section) for sentence, section in zip(sentences, sections, strict=True)
    ]
    return Document(story, plain, placed, inferred=True), scores
