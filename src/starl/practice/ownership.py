"""Whether an answer tells the person's own part, or points at others and circumstances; as the coach reads it."""

from __future__ import annotations

from starl.coach.document import Document, split
from starl.coach.features import CLASS_OF
from starl.coach.findings import find
from starl.coach.own_fault import owned_anywhere
from starl.text.markdown import parse

_BLAME = "B"
_NOBODY_ACTS = ("O301", "O304")
_I = frozenset(["i", "i'd", "i've", "i'm", "i'll", "myself"])


def points_away(answer: str) -> bool:
    """Whether an answer names others or circumstances and not what the person did.

    >>> points_away("The vendor changed the API without telling us")
    True
    >>> points_away("I assumed the encodings were the same")
    False
    """
    story = parse(f"## Action\n{answer}")
    plain, sentences = split(story)
    document = Document(story, plain, sentences, inferred=False)
    if owned_anywhere(document):
        return False
    words = {word for sentence in sentences for word in sentence.words}
    if not words & _I and any(CLASS_OF.get(word) == "=OTHER" for word in words):
        return True
    return any(item.code[0] == _BLAME or item.code in _NOBODY_ACTS for item in find(document))
