"""Words said twice, words broken off, and sentences begun again."""

from __future__ import annotations

from typing import NamedTuple

from starl.practice.pauses import SHORTEST
from starl.practice.spoken import Said, Spoken
from starl.practice.told_numbers import is_number_word

_LONGEST = 4
"""Words that are looked for twice in a row, at most."""
_DOUBLED = "very really so no yes many much more again bye had that far long never"
_MEANT = frozenset(_DOUBLED.split())
"""Words that people double on purpose, or that grammar doubles."""
_SMALL = "i we he she it they you the a an my our this that there and so but"
_BEGINNINGS = frozenset(_SMALL.split())
_REPAIRS = (
    ("let", "me", "start", "again"),
    ("let", "me", "rephrase"),
    ("no", "wait"),
    ("scratch", "that"),
    ("sorry", "i"),
    ("sorry", "we"),
)
_BROKEN = ("-", "–", "—", "…", "...")


class Restart(NamedTuple):
    """One of them."""

    text: str
    """The words, as they were heard."""
    number: int
    """The place of its first word among all words of the telling."""
    start: float | None
    """Seconds; None where the words have no times."""


def restarts(spoken: Spoken) -> tuple[Restart, ...]:
    """The restarts in order; none overlaps another."""
    said, found, at = spoken.said, [], 0
    while at < len(said):
        length = _repeated(said, at) or _begun_again(spoken, at) or _repaired(said, at) or _broken(spoken, at)
        if length:
            first, last = said[at].number, said[at + length - 1].number
            text = " ".join(word.text.strip() for word in spoken.words[first : last + 1])
            found.append(Restart(text, first, spoken.start(first)))
        at += length or 1
    return tuple(found)


def _repeated(said: tuple[Said, ...], at: int) -> int:
    """How many words a repetition takes that begins here, both times together; 0 for none."""
    for length in range(min(_LONGEST, (len(said) - at) // 2), 0, -1):
        first = [word.plain for word in said[at : at + length]]
        if first != [word.plain for word in said[at + length : at + 2 * length]]:
            continue
        alone = length == 1 and (first[0] in _MEANT or is_number_word(first[0]))
        if not alone and said[at].sentence == said[at + 2 * length - 1].sentence:
            return 2 * length
    return 0


def _begun_again(spoken: Spoken, at: int) -> int:
    """A beginning such as "I was, um, I had": the same small word again, with a break between."""
    said = spoken.said
    if said[at].plain not in _BEGINNINGS:
        return 0
    for again in range(at + 2, min(at + 4, len(said))):
        if said[again].plain == said[at].plain and _break_before(spoken, again):
            return again - at + 1
    return 0


def _break_before(spoken: Spoken, at: int) -> bool:
    """Whether a filler, a dash, or a silence without a comma stands right before a word within its sentence."""
    here, before = spoken.said[at], spoken.said[at - 1]
    if here.sentence != before.sentence:
        return False
    if here.number > before.number + 1 or spoken.words[before.number].text.strip().endswith(_BROKEN):
        return True
    if not spoken.timed or spoken.words[before.number].text.strip().endswith(","):
        return False
    return spoken.words[here.number].start - spoken.words[before.number].end > SHORTEST


def _repaired(said: tuple[Said, ...], at: int) -> int:
    return next(
        (
            len(words)
            for words in _REPAIRS
            if tuple(word.plain for word in said[at : at + len(words)]) == words
        ),
        0,
    )


def _broken(spoken: Spoken, at: int) -> int:
    """A word broken off, as recognisers write it: `mi-`."""
    text = spoken.words[spoken.said[at].number].text.strip().rstrip(",.")
    return int(len(text) > 1 and text.endswith("-"))
