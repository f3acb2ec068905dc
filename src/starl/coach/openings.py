"""How people begin a sentence of a section in ordinary words, whatever the words after it tell.

The lanes learn from a corpus in which these openings are rarer than in life.
"""

from __future__ import annotations

from functools import lru_cache

from starl.coach.learning_words import opens_learning
from starl.coach.model import ROLES
from starl.text.lazy import Phrases

_HEAD = r"^(?:(?:so|and|but|also|well|however|anyway|then|okay|um|uh),? )*"
_I = r"i (?:also |then |simply |just |really |completely |badly |seriously )*"
_OPENINGS = (
    (
        "T",
        r"my (?:\w+ )?(?:task|goal|job|responsibility|assignment|objective|target|mission)(?: \w+){0,6} was |"
        r"i (?:also |really )?needed to |(?:the|our) goal was |"
        r"we (?:only )?had (?:about |around |roughly )?\w+ (?:weeks|months|days) to ",
        2.0,
    ),
    # Who was responsible for it is as often the setting of a story as its task.
    (
        "T",
        r"i was (?:also )?(?:responsible for|in charge of|tasked with|asked to|expected to|supposed to)\b",
        0.7,
    ),
    (
        "R",
        r"as an? (?:\w+ )?(?:result|consequence),? (?:of \w+ )?(?:the|our|we|it|they|some|most|many|all|about|half|several|two|three)\b|"
        r"(?:this|that|which)(?: \w+){0,2} (?:led to|caused|resulted in|meant that|cost us|delayed)\b|"
        r"the (?:client|customer)s? (?:was|were|complained|noticed|lost|pointed)\b|"
        r"we ended up |in short,? we |(?:it|this) took us ",
        2.0,
    ),
    (
        "A",
        rf"{_I}(?:underestimated|overestimated|assumed|failed to|didn't|did not|forgot to|skipped|ignored|neglected|rushed|waited too long)\b|"
        r"(?:initially|at first),? i |(?:i|we) (?:immediately|quickly) |"
        r"i (?:informed|apologi[sz]ed|called|reverted|rolled|restored|rushed|explained|arranged|decided)\b",
        1.5,
    ),
    (
        "L",
        r"(?:this|the|that) (?:whole )?(?:experience|approach|failure)(?: has| also| since)* (?:taught|helped|showed|made)\b|"
        r"(?:it|that|this)(?:'s| has) (?:made|helped) me |it (?:taught|helped) me |"
        r"from (?:this|that)(?: \w+)?,? i (?:have )?(?:learned|learnt)\b|(?:moving|going) forward,? ",
        2.0,
    ),
)
"""Role, words, and the log odds that they are worth."""
_PHRASES = tuple((ROLES.index(role), Phrases(f"{_HEAD}(?:{words})"), odds) for role, words, odds in _OPENINGS)
_LEARNING = (ROLES.index("L"), 3.0)
"""What a beginning that `opens_learning` knows is worth. Of 997 such sentences of the training set, 976 are of the learning."""
_READ = 200
"""Characters of a sentence that are looked at."""


@lru_cache(maxsize=256)
def opening(plain: str) -> tuple[tuple[int, float], ...]:
    """The roles that the beginning of a sentence speaks for: their places in ROLES, and by how much (log odds).

    >>> opening("as a result, the launch slipped by three weeks")
    ((3, 2.0),)
    >>> opening("my task was to renew the certificates")
    ((1, 2.0),)
    >>> opening("the printer is next to the door")
    ()
    """
    line = plain[:_READ]
    found = [_LEARNING] if opens_learning(plain) else []
    found += [(role, odds) for role, phrases, odds in _PHRASES if phrases.begin(line)]
    return tuple(found)
