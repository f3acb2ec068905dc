"""Damage in a spoken answer: which sentences tell it, and whether they say how much.

Words for damage are many; so its place counts as well: what others did or had, in the result, is damage until the words
say otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from starl.coach import outcome
from starl.coach import told_words as words
from starl.coach.document import Sentence
from starl.model.story import Section
from starl.text.lazy import lazy

_CLAUSE_WORDS = 3
"""From so many words on a clause says something."""
_CLAUSE = lazy(r"[;:]|, | and | but | so | because | which | that is")
_THEY_HAD = lazy(
    r"\s*(?:um,? |so |and |then |well )*(?:the |some |our |many |most )?(?:customers|clients|users|patients|passengers|people|members|readers|drivers|"
    r"students|pupils|parents|families|teachers|nurses|doctors|guests|subscribers|farmers|growers?|colleagues|others|translators|agents|shops) "
    r"(?!who\b|use\b|are\b|do\b|work\b|need\b)\w+"
)
"""What others had, did or had to do."""
_TEAM_DEED = lazy(r"\s*(?:um,? |so |and |then |well )*(?:we|my|our|it was|there (?:is|are|was|were))\b")
_DEED = lazy(r"\bi(?:'d|'ve)? (?!lost\b|was (?:late|fined)|(?:was )?\w+ weeks|had lost\b)")
_GOES_ON = lazy(
    r"\s*(?:then |also |just |only |even )*(?:\w{2,}ed|sent|put|left|went|ran|took|gave|made|told|got|let|wrote|did(?: not|n't))\b"
)
"""A deed whose subject was named before."""
_TEAM = lazy(r"\s*(?:um,? |so |and |then |well )*we(?:'d|'ve)? (?!lost\b|had to\b|were\b)")


class Harm(NamedTuple):
    """A sentence that tells damage."""

    sentence: Sentence
    measured: bool
    """Whether it says how much, how many or how long."""


def harms(told: Iterable[Sentence]) -> Iterator[Harm]:
    """The damage in the sentences before the learning."""
    for one in told:
        clauses = list(_others_part(one))
        has_amount = any(map(measured, clauses))
        if words.GOOD_END.search(one.plain) and not has_amount:
            continue
        if any(_harmful(clause, one, has_amount) for clause in clauses):
            yield Harm(one, has_amount)


def _harmful(clause: str, one: Sentence, has_amount: bool) -> bool:
    """Whether a clause tells damage: by its words, or by its place and how many it reached."""
    if words.GOOD_END.search(clause):
        return False
    harm = words.HARM.search(clause) is not None or not outcome.HARM.isdisjoint(clause.split())
    if harm and (_who(one.plain) or (has_amount and words.STRONG.search(clause) is not None)):
        return True
    if one.section is Section.RESULT:
        return len(clause.split()) >= _CLAUSE_WORDS
    if one.number > 0 and _THEY_HAD.match(clause):
        return True
    return one.number > 0 and measured(clause) and _who(clause) and _TEAM_DEED.match(clause) is None


def bears(plain: str) -> bool:
    """Whether a lower-case sentence says, for itself, that somebody had to bear something.

    >>> bears("three customers lost their orders"), bears("i lost my patience")
    (True, False)
    """
    parts = _CLAUSE.split(plain)
    return _who(plain) and any(words.HARM.search(part) and not _deed(part, None) for part in parts)


def measured(plain: str) -> bool:
    """Whether lower-case text says how much, how many or how long; a date does not.

    >>> measured("four hundred people waited"), measured("people waited in 2021")
    (True, False)
    """
    return words.AMOUNT.search(undated(plain)) is not None


def undated(plain: str) -> str:
    """The text without its dates."""
    cut: str = words.YEAR.sub(" ", plain)
    return cut


def _who(plain: str) -> bool:
    return words.WHO.search(plain) is not None


def _others_part(one: Sentence) -> Iterator[str]:
    """The clauses of a sentence in which neither the person nor the team acts."""
    acts = False
    for clause in _CLAUSE.split(one.plain):
        acts = _deed(clause, one.section) or (acts and _GOES_ON.match(clause) is not None)
        if not acts:
            yield clause


def _deed(clause: str, section: Section | None) -> bool:
    """Whether a clause tells what the person or the team did; its words then name no damage."""
    return _DEED.search(clause) is not None or (
        section is not Section.RESULT and _TEAM.match(clause) is not None
    )
