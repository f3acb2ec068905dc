"""What the rules about vagueness share: hedges, vague things, and whether an answer was spoken."""

from __future__ import annotations

from starl.coach.document import Document, Sentence
from starl.coach.rule import Match
from starl.text.lazy import lazy

_FILLER = lazy(r"\b(?:um+|uh+|erm?|hmm+|you know|i mean|yeah|okay so|ok so|like,|or whatever)\b|, like,")


def spoken(document: Document) -> bool:
    """Whether this reads as a transcript, where "kind of" and "I think" fill pauses and hedge nothing."""
    first = document.text.lstrip()[:1]
    if first.islower():
        return True
    fillers = _FILLER.findall(document.plain)
    return len(fillers) >= 2 or (len(fillers) == 1 and document.words < 80)


def has_filler(sentence: Sentence) -> bool:
    """Whether somebody pauses aloud in this sentence."""
    return _FILLER.search(sentence.plain) is not None


SPECIES = lazy(r"\b(?:an?|the|this|that|these|those|some|any|what|which|every|one|same|other|another|new) $")
"""Before a kind, or a sort, of something, which is no hedge."""


def shortly_before(match: Match) -> str:
    """The last words before a match, within its sentence."""
    end = match.span.start - match.sentence.span.start
    return match.sentence.plain[max(0, end - 20) : end]


def shortly_after(match: Match) -> str:
    """The words that follow a match within its sentence, as far as one remembers them."""
    start = match.span.end - match.sentence.span.start
    return match.sentence.plain[start : start + 300]


SOFT = (
    r"(?:kind of|sort of|kinda|sorta|somewhat|in a way|in some ways|in some sense|in a sense|to some (?:extent|degree)|to a certain "
    r"(?:extent|degree)|more or less|technically|theoretically|arguably|perhaps|maybe|possibly|probably|partly|partially|"
    r"slightly|a bit|a little|a little bit|at least partly|at least partially|at least in part|in part|you could say|"
    r"one could say|one might say|you might say|it could be argued(?: that)?|i guess|i suppose)"
)
"""What makes a claim softer."""

OWN = r"(?:responsible|at fault|to blame|guilty|accountable|involved|wrong|careless|negligent)"
"""What somebody who failed says that they were."""

FAULT = r"(?:my (?:own )?(?:fault|mistake|error|responsibility|bad|oversight|doing|failure)|a mistake|an error|on me)"
"""What such a person says that it was."""

HEDGE = (
    r"(?:perhaps|maybe|possibly|probably|presumably|supposedly|apparently|arguably|somewhat|seemingly|potentially|"
    r"to some (?:extent|degree)|to a certain (?:extent|degree)|more or less|in a (?:way|sense)|in some (?:ways|sense)|"
    r"(?:it|this|that|there) (?:seems|seemed|appears|appeared)|"
    r"i (?:guess|suppose|would say|would guess|think|believe)|as far as i (?:know|remember|can tell)|"
    r"(?:may|might) (?:not )?(?:have|be)|could (?:perhaps|possibly|maybe|potentially)|tend(?:s|ed)? to|"
    r"one (?:could|might) (?:say|argue)|kind of|sort of|a little bit|so to speak|generally speaking|if (?:anything|you will))"
)
"""A word of caution, harmless alone."""
