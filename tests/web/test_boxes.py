"""The notes of the editor: which box each belongs to, and whether it is about the words of the note before it."""

from __future__ import annotations

import itertools

from starl.coach.engine import check
from starl.web.pages.boxes import boxes, notes

STORY = (
    "## Situation\n\nI ran the import of a shop.\n\n## Task\n\nI had to move the orders by Friday.\n\n"
    "## Action\n\nThe requirements kept changing and the frontend team was not communicating well.\n\n"
    "## Result\n\nWe missed the date by two weeks.\n\n## Learning\n\nI learned that communication is key.\n"
)


def test_two_findings_on_the_same_words_quote_them_once() -> None:
    shown, aside = notes(check(STORY), boxes(STORY), [])
    assert not aside
    quoted: dict[str, list[str]] = {}
    for note in shown:
        if not note.again:
            quoted.setdefault(note.box, []).append(note.words)
    assert any(note.again for note in shown)
    for box, words in quoted.items():
        assert all(one != other for one, other in itertools.pairwise(words)), box
    for before, note in itertools.pairwise(shown):
        if note.again and before.box == note.box:
            assert before.words == note.words
