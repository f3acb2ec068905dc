"""Whether a remark says something that a text lacks: a number, a name, a date, a tool. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from starl.coach.dates import MONTHS
from starl.coach.figures import NUMBER, value
from starl.coach.people import AMBIGUOUS, FIRST_NAMES
from starl.coach.redaction_words import ordinary, technical
from starl.text.lazy import lazy

_NUMBER = lazy(rf"\b{NUMBER}")
_DIGITS = lazy(r"\d+")
_WORD = lazy(r"[^\W_]+(?:['’\-][^\W_]+)*")
_SHARES_TEXT = """
    half halves third thirds quarter quarters double doubled triple tripled twice thrice percent percentage majority
    dozens hundreds thousands millions billions
"""
_SHARES = frozenset(_SHARES_TEXT.split())
_DAYS_TEXT = "monday tuesday wednesday thursday friday saturday sunday yesterday"
_DATES = frozenset([*_DAYS_TEXT.split(), *(month for month in MONTHS if month not in ("march", "may"))])
_STARTS = lazy(r"(?:^|[.!?:] )[\"'“‘(]*$")


class Known:
    """What a text holds. labels: what stands in it for names, and may be said of it."""

    def __init__(self, text: str, labels: Iterable[str] = ()) -> None:
        self._words = frozenset(match[0].lower() for match in _WORD.finditer(text))
        self._pieces = frozenset(piece for word in self._words for piece in re.split(r"['’\-]", word))
        self._numbers = frozenset(_numbers(text))
        self._digits = frozenset(_DIGITS.findall(text))
        here = [label for label in labels if re.search(rf"\b{re.escape(label)}\b", text)]
        self._labels = lazy(rf"\b(?:{'|'.join(map(re.escape, here))})\b") if here else None

    def lacks(self, said: str) -> str | None:
        """The first word of a remark that the text gives no ground for; None where there is none."""
        if self._labels is not None:
            said = self._labels.sub("they", said)
        for digits in _DIGITS.findall(said):
            if digits not in self._digits:
                return str(digits)
        for number in _numbers(said):
            if number not in self._numbers:
                return f"{number:g}"
        for match in _WORD.finditer(said):
            word = match[0].removesuffix("'s").removesuffix("’s")
            low = word.lower()
            if low in self._words or low in self._pieces:
                continue
            if low in _SHARES or low in _DATES or technical(low):
                return word
            if low in FIRST_NAMES and low not in AMBIGUOUS:
                return word
            if any(char.isupper() for char in word) and not self._opens(said, match.start(), low):
                return word
        return None

    @staticmethod
    def _opens(said: str, start: int, low: str) -> bool:
        """Whether this is an ordinary word with the capital letter of its sentence."""
        plain = low.split("-")
        return bool(_STARTS.search(said[:start])) and all(ordinary(piece) for piece in plain if piece)


def _numbers(text: str) -> Iterator[float]:
    for match in _NUMBER.finditer(text.lower()):
        number = value(match[0])
        if number is not None:
            yield number
