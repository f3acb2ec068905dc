"""Tellings as data: words with times, made from a script."""

from __future__ import annotations

from starl.model.take import SpokenWord, Transcript

WORD = 0.25
"""Seconds that a word takes in a script."""
GAP = 0.1
"""Seconds between two words."""


def script(text: str, *, begin: float = 0.5, word: float = WORD, gap: float = GAP) -> Transcript:
    """A transcript of evenly spoken words. `[1.5]` in the text is a silence of so many seconds in the gap's place."""
    words: list[SpokenWord] = []
    at, silence = begin, 0.0
    for piece in text.split():
        if piece.startswith("["):
            silence = float(piece.strip("[]"))
            continue
        if words:
            at = words[-1].end + (silence or gap)
        words.append(SpokenWord(piece, round(at, 3), round(at + word, 3), 0.9))
        silence = 0.0
    return Transcript(tuple(words), (words[-1].end if words else 0.0) + 1, "en", "a script")
