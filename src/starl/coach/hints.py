"""What patterns know of a sentence that its words alone do not show the model: features beside them.

The model learns what each of them is worth. They generalise to words that no answer of the corpus has.
"""

from __future__ import annotations

from functools import lru_cache

from starl.coach.learning_words import (
    concrete_lesson,
    for_others_at,
    intention_at,
    platitude_at,
    tells_change,
)
from starl.coach.lexicon import own_part

HINTS = ("~change", "~lesson", "~platitude", "~others", "~intention", "~own")


@lru_cache(maxsize=1024)
def hints(plain: str) -> tuple[str, ...]:
    """Those of HINTS that hold for a lower-case sentence.

    >>> hints("since then i run every migration on a copy first")
    ('~change', '~lesson')
    >>> hints("i forgot the backup")
    ('~own',)
    """
    told = (
        tells_change(plain),
        concrete_lesson(plain),
        platitude_at(plain) is not None,
        for_others_at(plain) is not None,
        intention_at(plain) is not None,
        own_part(plain),
    )
    return tuple(name for name, holds in zip(HINTS, told, strict=True) if holds)
