"""What a sentence of a spoken answer gives, and whether a reply gives what was asked for."""

from __future__ import annotations

from collections.abc import Callable

from starl.coach import told_words as words
from starl.coach.damage import bears, measured
from starl.coach.learning_words import marks_change, platitude_at, tells_change
from starl.coach.model import shipped
from starl.coach.own_fault import own_fault
from starl.coach.reader import read_with
from starl.coach.settings import shipped_settings
from starl.model.mock import Weakness
from starl.text.lazy import lazy

FEWEST_WORDS = 20
"""With fewer, an answer is no story yet."""
_SINCE = ("since then", "these days", "nowadays", "now ", "today ")
"""How a sentence begins that can only tell what is done otherwise."""
_TELLS_LEARNING = lazy(
    r"\b(?:learned|learnt|lesson|taught|takeaway|since then|these days|nowadays|next time|what i (?:do|took|take)|from (?:that|it|this) i|from now on|"
    r"today (?:i|we|they|he|she|it|each|every|a|the)\b|now each|(?:is|are) now\b|now (?:i|a|there|the|we)\b|realised|understood that|stayed with me|i(?:'m| am) going to|"
    r"if it happens again)"
)
_CAUSE = lazy(r"(?:,| mainly| only| just| simply| partly) since (?!then|that|i (?:have|do))")
_WENT_WRONG = lazy(
    r"\bi(?:'d|'ve)? (?!got\b|was\b|had been\b|received\b)\w+[^,;]* (?:wrong|wrongly|by mistake|without (?!a problem)\w+)\b"
)
_ACTED = lazy(
    r"\bi(?:'d|'ve)? (?:had |have |also |just |only |never |then |did(?:n't| not) )*(?!was\b|were\b|had\b|think\b|guess\b|know\b|"
    r"knew\b|mean\b|feel\b|felt\b|suppose\b|don't\b|can't\b|would\b|will\b)\w+"
)
_LATELY = lazy(
    rf"{words.TIME.pattern}|\b(?:in (?:may|march)|yesterday|last \w+|this (?:morning|week|month|spring|summer|autumn|winter)|"
    r"(?:two|three|four|five|six|\d+) (?:days|weeks|months|times)|since|again|now|every|each)\b"
)


def admits(plain: str) -> bool:
    """Whether a lower-case sentence says plainly what the speaker did wrong or left undone.

    >>> admits("i joined the tables on the wrong key"), admits("the vendor sent the wrong key")
    (True, False)
    """
    return own_fault(plain) or _WENT_WRONG.search(plain) is not None


def acts(plain: str) -> bool:
    """Whether a lower-case sentence tells something that the speaker did."""
    return _ACTED.search(plain) is not None


def placed(plain: str) -> bool:
    """Whether a lower-case sentence says when or where it was, or what it was about."""
    return words.TIME.search(plain) is not None or words.PLACE.search(plain) is not None


def learns(plain: str) -> bool:
    """Whether a lower-case sentence begins to tell what was learned, or what is done since."""
    if words.GOOD_END.search(plain) and not plain.startswith(_SINCE):
        return False
    changes = marks_change(_CAUSE.sub(", because ", plain))
    return _TELLS_LEARNING.search(plain) is not None or changes or platitude_at(plain) is not None


def settles(kind: Weakness, reply: str) -> bool:
    """Whether a reply, read for itself, gives what this weakness lacks. An empty one settles nothing."""
    plain = " ".join(reply.lower().replace("’", "'").split())
    said = [one.plain for one in read_with(reply, shipped(), shipped_settings().moves)[0].sentences]
    return any(_GIVES[kind](part) for part in [plain, *said]) if plain else False


def _own_deed(plain: str) -> bool:
    return admits(plain) or acts(plain)


def _used(plain: str) -> bool:
    return tells_change(plain) or (acts(plain) and _LATELY.search(plain) is not None)


_GIVES: dict[Weakness, Callable[[str], bool]] = {
    Weakness.MORE: lambda plain: len(plain.split()) >= FEWEST_WORDS,
    Weakness.HUMBLEBRAG: bears,
    Weakness.CATASTROPHIC: lambda plain: words.REPAIR.search(plain) is not None,
    Weakness.BLAME: admits,
    Weakness.WE: _own_deed,
    Weakness.PASSIVE: _own_deed,
    Weakness.TRIVIAL: lambda plain: bears(plain) and measured(plain),
    Weakness.NO_RESULT: bears,
    Weakness.HIDES_DAMAGE: bears,
    Weakness.PART: _own_deed,
    Weakness.NO_LEARNING: _used,
    Weakness.PLATITUDE: _used,
    Weakness.OTHERS_LESSON: _used,
    Weakness.NOT_APPLIED: _used,
    Weakness.NO_SCALE: measured,
    Weakness.NO_SETTING: placed,
    Weakness.NO_REPAIR: lambda plain: words.REPAIR.search(plain) is not None,
    Weakness.TODAY: lambda plain: words.TODAY.search(plain) is not None,
    Weakness.DISAGREED: lambda plain: words.DISAGREED.search(plain) is not None,
}
"""For each weakness, what in a reply gives what it lacks."""
