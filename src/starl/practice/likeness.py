"""How much of one sentence is said in another: words by their stems, the rare ones counting more."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence

_STOP = frozenset(
    "a an the and or but so then than that this these those there here it its it's i'm i've i'd i me my mine we us our ours "
    "you your he him his she her they them their is are was were be been being am do does did done have has had having "
    "will would could should can may might must shall to of in on at by for with from into onto about as if when while "
    "which who whom whose what where why how not no nor only just very too also even still again all any some each every "
    "both few more most other such own same up down out off over under because since until before after between through "
    "during without one ones well really actually basically like kind sort um uh er hm know mean yeah okay ok thing things "
    "get got getting go went going come came make made making said say says told tell lot bit much many quite rather".split()
)
_ENDINGS = (
    "ational", "fulness", "iveness", "ations", "ements", "ation", "ement", "ingly", "edly", "ness", "ments", "ment", "ings",
    "ing", "ions", "ion", "ers", "ies", "ied", "ed", "er", "es", "ly", "s", "e",
)  # fmt: skip
_ALIKE = (
    "mistake error fault bug defect",
    "customer client user",
    "outage downtime down offline unavailable",
    "break broke broken fail failed failure crash crashed",
    "rollback roll rolled back revert reverted undo",
    "deploy deployed deployment release released ship shipped rollout",
    "fix fixed repair repaired solve solved patch",
    "team colleague colleagues coworker coworkers",
    "manager boss lead supervisor",
    "write wrote written",
    "learn learned learnt lesson",
    "test tested testing tests",
    "production prod live",
    "delete deleted remove removed drop dropped wipe wiped",
    "lose lost losing loss",
    "notice noticed spot spotted see saw seen find found discover discovered",
    "skip skipped omit omitted",
    "deadline date due",
    "late delay delayed delays",
    "job responsibility responsible task charge",
    "check checked verify verified checks",
    "plan planned planning",
    "big large huge",
    "quick quickly fast rapid",
    "angry annoyed frustrated frustration upset",
    "database db",
    "begin began started start",
    "money cost costs paid pay revenue",
    "week weekly weeks",
    "now today nowadays",
)
_GROUPS = {word: f"={number}" for number, words in enumerate(_ALIKE) for word in words.split()}
_LEAST = 3
"""Letters that a stem keeps."""


def stem(word: str) -> str:
    """A word without its ending, or the group of words that mean the same in such stories.

    >>> stem("migrations") == stem("migrated"), stem("bug") == stem("mistake"), stem("bus") == stem("bug")
    (True, True, False)
    """
    if word in _GROUPS:
        return _GROUPS[word]
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
            short = word.removesuffix(ending)
            if short in _GROUPS:
                return _GROUPS[short]
            word = short[:-1] if len(short) > _LEAST and short[-1] == short[-2] else short
            break
    return word.removesuffix("at") if len(word) > _LEAST + 2 else word


def stems(words: Iterable[str]) -> frozenset[str]:
    """The stems of the words that carry meaning."""
    parts = (part for word in words for part in word.replace("/", "-").split("-"))
    return frozenset(stem(part.removesuffix("'s")) for part in parts if part not in _STOP and len(part) > 1)


class Weights:
    """How much each stem counts: the fewer of the sentences have it, the more."""

    def __init__(self, sentences: Sequence[frozenset[str]]) -> None:
        """sentences: all that will be asked for."""
        often = Counter(item for sentence in sentences for item in sentence)
        one_more = len(sentences) + 1
        self._weights = {item: math.log(1 + one_more / (number + 0.5)) for item, number in often.items()}

    def of(self, sentence: Iterable[str]) -> float:
        """The weight of a sentence: the sum over its stems, 0 for none."""
        return sum(self._weights[item] for item in sentence)

    def said(self, point: frozenset[str], told: frozenset[str]) -> float:
        """0..1: how much of a point is said in what was told. 0 for a point without meaning."""
        whole = self.of(point)
        return self.of(point & told) / whole if whole else 0.0
