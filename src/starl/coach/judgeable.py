"""Whether a text is a failure story in English at all. What is not is never accused of anything."""

from __future__ import annotations

from collections.abc import Mapping

from starl.coach.document import Document
from starl.coach.model import sigmoid
from starl.coach.settings import Profile, Settings
from starl.text.lazy import lazy

FEWEST_WORDS = 6
_EVEN = 0.5
_UNCLEAR = 0.2
"""From here on the coach asks what failed, in a text that is long enough."""
_TOLD = 60
"""Words after which a listener expects to have heard what failed."""
_SAMPLE = 25
"""Sentences, and words of each, by which the language is told."""
FUNCTION_WORDS = frozenset(
    [
        "the",
        "a",
        "an",
        "and",
        "or",
        "but",
        "of",
        "to",
        "in",
        "on",
        "at",
        "for",
        "with",
        "from",
        "by",
        "as",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "it",
        "its",
        "this",
        "that",
        "these",
        "those",
        "i",
        "we",
        "you",
        "they",
        "he",
        "she",
        "my",
        "our",
        "your",
        "their",
        "his",
        "her",
        "not",
        "no",
        "so",
        "if",
        "when",
        "then",
        "than",
        "because",
        "which",
        "who",
        "what",
        "there",
        "had",
        "have",
        "has",
        "did",
        "do",
        "does",
        "didn't",
        "don't",
        "wasn't",
        "couldn't",
        "would",
        "could",
        "should",
        "will",
        "can",
        "just",
        "about",
        "into",
        "up",
        "out",
        "after",
        "before",
        "me",
        "us",
        "them",
        "it's",
        "i'm",
        "i'd",
        "i've",
        "that's",
        "all",
        "one",
        "some",
        "any",
        "more",
        "only",
        "also",
        "very",
        "how",
        "where",
        "while",
        "over",
        "again",
        "still",
        "own",
        "same",
    ]
)
_FOREIGN = frozenset(
    [
        "der",
        "die",
        "das",
        "und",
        "ich",
        "nicht",
        "ein",
        "eine",
        "ist",
        "war",
        "wir",
        "haben",
        "hatte",
        "mit",
        "auf",
        "für",
        "den",
        "dem",
        "von",
        "zu",
        "el",
        "la",
        "los",
        "las",
        "que",
        "de",
        "y",
        "en",
        "un",
        "una",
        "es",
        "era",
        "con",
        "por",
        "para",
        "no",
        "se",
        "lo",
        "le",
        "les",
        "et",
        "je",
        "nous",
        "un",
        "une",
        "dans",
        "pour",
        "pas",
        "est",
        "était",
        "avec",
        "sur",
        "il",
        "elle",
        "che",
        "non",
        "di",
        "il",
        "per",
        "sono",
        "era",
        "del",
        "ho",
        "abbiamo",
        "não",
        "uma",
        "com",
        "foi",
        "eu",
        "meu",
        "ik",
        "het",
        "een",
        "niet",
        "van",
        "was",
        "wij",
        "hebben",
        "jag",
        "och",
        "att",
        "det",
        "som",
        "inte",
        "en",
        "på",
        "är",
        "nie",
        "się",
        "jest",
        "było",
        "i",
        "w",
        "na",
        "że",
    ]
).difference(FUNCTION_WORDS)
_CODE_LINE = lazy(
    r"^\s*(?:(?:def|class|import|from|return|if|for|while|else|elif|try|except|with|func|fn|let|const|var|public|private|"
    r"static|void|int|package|use|#include|SELECT|INSERT|UPDATE|DELETE|CREATE)\b.*[(){}:;=]|[\w.\[\]]+\s*[-+*]?=\s*\S+.*|"
    r"[})\]];?\s*$|</?\w+[^>]*>\s*$|.*[;{]\s*$|\$ \S+|@\w+)"
)
_WEAKNESS = lazy(r"\bweakness(?:es)?\b")
"""Who tells a weakness answers the same question."""


def why_not_readable(document: Document) -> str | None:
    """The reason why a text cannot be judged at all, whatever it tells; or None."""
    words = [word for sentence in document.sentences[:_SAMPLE] for word in sentence.words[:_SAMPLE]]
    if not words:
        return "there is no text in it yet"
    if len(words) < FEWEST_WORDS:
        return f"{len(words)} words are too few to judge"
    if document.story.has_headings or document.story.facts:
        return _language(words)
    return _code(document.text) or _language(words)


def _language(words: list[str]) -> str | None:
    if len(words) < 12:
        return None
    english = sum(map(FUNCTION_WORDS.__contains__, words)) / len(words)
    foreign = sum(map(_FOREIGN.__contains__, words)) / len(words)
    if foreign > 0.12 and foreign > english:
        return "it does not seem to be in English, the only language that the coach reads"
    letters = sum(map(str.isascii, words)) / len(words)
    if english < 0.08 and letters < 0.6:
        return "it does not seem to be in English, the only language that the coach reads"
    return None


def _code(text: str) -> str | None:
    lines = [line for line in text[:20_000].splitlines() if line.strip()]
    code = sum(_CODE_LINE.match(line[:300]) is not None for line in lines)
    if lines and len(lines) >= 3 and code / len(lines) > 0.5:
        return "it looks like code or configuration, not like a story"
    return None


def no_failure(document: Document, profile: Profile, settings: Settings) -> float:
    """How likely it is, 0 to 1, that a readable text tells of no failure. One with headings is taken at its word: 0."""
    if document.story.has_headings or document.story.facts:
        return 0.0
    return sigmoid(settings.verdicts["offtopic"].of(profile))


def why_no_failure(document: Document, doubt: float, flags: Mapping[str, float]) -> str | None:
    """The reason why a readable text is no failure story, or None. doubt: what `no_failure` gives."""
    if doubt < max(flags["offtopic"], _EVEN) or _WEAKNESS.search(document.plain):
        return None
    return "nobody tells in it of something that failed"


def accused_of_nothing(doubt: float) -> bool:
    """Whether a failure is too much in doubt even for questions about single words."""
    return doubt >= _EVEN


def failure_unclear(document: Document, doubt: float) -> bool:
    """Whether to ask what failed."""
    return doubt >= _UNCLEAR and document.words >= _TOLD
