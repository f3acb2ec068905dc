"""Text to document: the sections of the headings, or the coach's own where there are none."""

from __future__ import annotations

from starl.coach.document import Document, split
from starl.text.markdown import parse


def read(text: str) -> Document:
    """The document that the rules are given. A pure function of the text."""
    story = parse(text)
    plain, sentences = split(story)
    return Document(story, plain, sentences, inferred=False)
