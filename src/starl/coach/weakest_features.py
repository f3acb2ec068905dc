"""A spoken answer as numbers, for the model that says which weakness weighs most in it.

For each third of the answer and for its last sentence: what the coach's model takes the sentences for, and how often
words of some kinds occur. Then what the detectors say of the whole. Pure; the order of the numbers is the model's.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence

from starl.coach import told_words as words
from starl.coach.damage import harms
from starl.coach.document import Sentence
from starl.coach.figures import NUMBER
from starl.coach.learning_words import (
    concrete_lesson,
    for_others_at,
    intention_at,
    marks_change,
    platitude_at,
    tells_change,
)
from starl.coach.model import TAGS, Scores
from starl.coach.replies import acts, admits, learns, placed
from starl.model.report import Report
from starl.text.lazy import lazy

_I = lazy(r"\bi(?:'d|'ve|'m)?\b")
_WE = lazy(r"\b(?:we|we'd|we've|we're|us|our)\b")
_NUMBER = lazy(rf"\b(?:{NUMBER})")
_PASSIVE = lazy(
    r"\b(?:was|were|been|be|is|are) (?:\w+ly |not |never )?\w+(?:ed|en|wn|ut|st|ne|pt|ld|nt|ft|ad)\b"
)
_KINDS = (
    # praise and good ends
    r"best|better|great|good|well|won|award|prize|praised?|loved?|happy|thank(?:ed|s|ful)?|success\w*|fast(?:er|est)?|strong(?:er|est)?|"
    r"popular|proud|liked?|positive|perfect\w*|improv\w+|lucky|luckily|fortunately|in the end|looking back|blessing|opportunity|grew|growth|"
    r"record|promot\w+|quality",
    # what makes damage small
    r"a bit|bit of|a little|somewhat|not ideal|wasn't ideal|a moment|for a moment|short|hiccups?|bumps?|bumpy|turbulen\w+|teething|"
    r"explaining to do|not so smooth|stir|excitement|lively|interesting|challenging|suboptimal|issues?|some problems?|let's say|so to speak",
    # damage
    r"lost|lose|losing|cost|angry|furious|complain\w*|cancel\w*|wrong|refund\w*|down|fail\w*|missed|late|without|quit|left|resign\w*|hospital|"
    r"hurt|cried|penalt\w+|fine|fined|sued|lawyer\w*|destroyed|gone|broke\w*|crash\w*|outage|blocked|stuck|damage\w*|delay\w*|double|twice|"
    r"overtime|weekend|apolog\w+",
    # who bears it
    r"customers?|clients?|users?|patients?|passengers?|people|members?|readers?|drivers?|students?|pupils?|parents?|families|teachers?|nurses?|"
    r"doctors?|guests?|subscribers?|farmers?|colleagues?|children|shops?|hospitals?|schools?|companies|households?|riders?|visitors?|employees|"
    r"buyers?",
    # others
    r"they|he|she|them|his|her|their|nobody|management|vendor|consultants?",
    # what is done now
    r"now|today|since|these days|nowadays|always|every|each|never",
    # what is meant to be done
    r"will|would|should|i'd|i'll|plan to|want to|going to|intend|hope|next time|in future|in the future|going forward|must|next role",
    # learning, in general words
    r"learn\w*|lesson|taught|showed me|takeaway|take away|experience|realis\w+|realiz\w+|value|importance|important|key|believe\w*|grow|mistakes|"
    r"communication|teamwork|attitude|journey|ownership|leadership|humble|humility",
    # mishaps
    r"nobody (?:noticed|said|saw)|laughed|joke\w*|smil\w+|minutes?|seconds?|no one|once|nothing happened|typo|slide|meeting room|alarm|colou?r|"
    r"name|coffee|plant|mug|chair|font",
)
_WORDS = tuple(lazy(rf"\b(?:{kind})\b") for kind in _KINDS)
_AT_END: tuple[Callable[[str], object], ...] = (
    marks_change,
    tells_change,
    platitude_at,
    intention_at,
    concrete_lesson,
    for_others_at,
)
_ANYWHERE: tuple[Callable[[str], object], ...] = (admits, acts, placed, learns)
_PATTERNS = (
    words.OTHERS_FAULT,
    words.PASSIVE,
    words.MANY,
    words.HARM,
    words.STRONG,
    words.INTENDS,
    words.REPAIR,
    words.TIME,
    words.PLACE,
    words.GOOD_END,
    words.YEAR,
)
_LAST = 3
"""Sentences at the end in which the learning is looked for."""


def features(sentences: Sequence[Sentence], scores: Sequence[Scores], report: Report) -> list[float]:
    """The numbers of an answer with at least one sentence."""
    count = len(sentences)
    third, rest = count // 3, 2 * count // 3
    parts = [(0, max(1, third)), (third, max(third + 1, rest)), (rest, count), (count - 1, count)]
    found: list[float] = []
    for start, end in parts:
        found += _scored(scores[start:end])
        found += _rates(_plain(sentences[start:end]), (_I, _WE, _NUMBER, _PASSIVE))
    for start, end in parts[:3]:
        found += _rates(_plain(sentences[start:end]), _WORDS)
    whole = _plain(sentences)
    found += _rates(whole, _WORDS)
    found += [pitfall.score for pitfall in report.pitfalls.values()]
    found += [min(most, len(pattern.findall(whole))) for pattern, most in ((_I, 3), (_WE, 3), (_NUMBER, 4))]
    every = [one.plain for one in sentences]
    found += [_any(says, every[-_LAST:]) for says in _AT_END]
    found += [_any(says, every) for says in _ANYWHERE]
    found += [_any(pattern.search, every) for pattern in _PATTERNS]
    damage = list(harms(sentences))
    return [*found, float(len(damage)), float(any(harm.measured for harm in damage))]


def _plain(sentences: Iterable[Sentence]) -> str:
    return " ".join(one.plain for one in sentences)


def _any(says: Callable[[str], object], sentences: Iterable[str]) -> float:
    return float(any(bool(says(one)) for one in sentences))


def _rates(text: str, patterns: Iterable[object]) -> Iterator[float]:
    """How often each pattern occurs, in ten words."""
    size = max(1, len(text.split()))
    for pattern in patterns:
        yield len(pattern.findall(text)) / size * 10  # type: ignore[attr-defined]


def _scored(scores: Sequence[Scores]) -> list[float]:
    """The mean and the most of each role and each tag."""
    columns = [list(column) for column in zip(*(_chances(one.roles) for one in scores), strict=True)]
    columns += [[one.tags[tag] for one in scores] for tag in TAGS]
    return [number for column in columns for number in (math.fsum(column) / len(column), max(column))]


def _chances(roles: Sequence[float]) -> list[float]:
    most = max(roles)
    powers = [math.exp(role - most) for role in roles]
    total = math.fsum(powers)
    return [power / total for power in powers]
