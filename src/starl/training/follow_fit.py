"""Makes content/weakest.json: `python -m starl.training.follow_fit`. Needs scikit-learn (requirements/train.txt).

From the answers of corpus/planted.toml that are tuned on; with less weight, from those in which the missing part was
filled with a sentence of corpus/slots.toml; and with little weight from those of the coach's own training authors: answers
labelled with one pitfall, sound ones, and sound ones whose learning was cut off.
"""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

from starl.coach.engine import check
from starl.coach.model import shipped
from starl.coach.reader import read_with
from starl.coach.settings import shipped_settings
from starl.coach.weakest import FILE, WHOLE
from starl.coach.weakest_features import features
from starl.coach.weaknesses import learning_begins
from starl.content import content_path
from starl.model.mock import Weakness
from starl.model.report import Pitfall
from starl.training.corpus import CORPUS, Answer, split
from starl.training.follow_eval import Planted, planted

WEIGHT = 0.05
"""Of an answer of another author, at most."""
WEIGHT_OF_KIND = 8.0
"""Of all answers of other authors of one kind together, at most."""
WEIGHT_FILLED = 0.2
"""Of an answer that was filled."""
STRENGTH = 0.1
"""Inverse of the penalty on large weights."""
_NARROW = 0.05
"""The least spread that a feature counts with."""
_SIZES = (30, 260)
"""Words of the answers that are taken."""
_DIGITS = 6
_PITFALLS = {
    Pitfall.BLAME: Weakness.BLAME,
    Pitfall.HUMBLEBRAG: Weakness.HUMBLEBRAG,
    Pitfall.TRIVIAL: Weakness.TRIVIAL,
}


def others(name: str = "train") -> Iterator[tuple[str, str]]:
    """Kind and text of the answers by the authors of a set."""
    for one in split()[name]:
        if one.offtopic or not _SIZES[0] <= len(one.text.split()) <= _SIZES[1]:
            continue
        if len(one.pitfalls) == 1:
            kind = _kind(one)
            if kind is not None:
                yield kind.value, one.text
        elif not one.pitfalls:
            yield from _sound(one)


def _kind(one: Answer) -> Weakness | None:
    (pitfall,) = one.pitfalls
    if pitfall is not Pitfall.NO_LEARNING:
        return _PITFALLS.get(pitfall)
    if any("platitude" in unit.tags for unit in one.units):
        return Weakness.PLATITUDE
    return None if any(unit.role == "L" for unit in one.units) else Weakness.NO_LEARNING


def _sound(one: Answer) -> Iterator[tuple[str, str]]:
    if any("applied" in unit.tags for unit in one.units):
        yield WHOLE, one.text
    told = [unit for unit in one.units if unit.role != "L"]
    if len(told) < len(one.units) and not any("applied" in unit.tags for unit in told):
        text = ". ".join(unit.text.rstrip(".") for unit in told) + "."
        if len(text.split()) >= _SIZES[0]:
            yield Weakness.NO_LEARNING.value, text


FILLS = {
    "no_result": (("hides_damage", "happy", 3), ("no_scale", "vague", 1), (WHOLE, "measured", 1)),
    "no_learning": (("platitude", "platitude", 2), ("not_applied", "intention", 2), (WHOLE, "applied", 1)),
}
"""For each kind that lacks a part: what it becomes, by which sentences, and how often."""


def filled(answers: Iterable[Planted], corpus: Path = CORPUS) -> Iterator[tuple[str, str]]:
    """Kind and text of the answers without a result, or without a learning, with a sentence put in for it."""
    slots = tomllib.loads((corpus / "slots.toml").read_text(encoding="utf-8"))
    supply = {
        (slot, low): cycle([said for said in sentences if said[0].islower() == low])
        for slot, sentences in slots.items()
        for low in (True, False)
    }
    for one in answers:
        at = len(one.text) if one.kind == "no_learning" else learning_begins(one.text)
        low = one.text[0].islower()
        for kind, slot, times in FILLS.get(one.kind, ()):
            for _ in range(times if at is not None else 0):
                yield kind, _put(one.text, at or 0, next(supply[slot, low]))


def _put(text: str, at: int, said: str) -> str:
    joint = " and " if said[0].islower() and not said.startswith("and ") else " "
    return f"{text[:at].rstrip()}{joint}{said} {text[at:]}".strip()


def numbers(text: str) -> list[float]:
    """The features of an answer."""
    document, reading = read_with(text, shipped(), shipped_settings().moves)
    return features(document.sentences, reading.scores, check(text))


def main() -> None:
    """Fits and writes."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    answers = planted("tune")
    rows = [(one.kind, one.text, 1.0) for one in answers]
    rows += [(kind, text, WEIGHT_FILLED) for kind, text in filled(answers)]
    more = list(others())
    number = Counter(kind for kind, _ in more)
    rows += [(kind, text, min(WEIGHT, WEIGHT_OF_KIND / number[kind])) for kind, text in more]
    kinds = [kind for kind, _, _ in rows]
    table: Any = np.array([numbers(text) for _, text, _ in rows])
    weight = np.array([weight for _, _, weight in rows])
    mean = np.average(table, axis=0, weights=weight)
    spread = np.maximum(np.sqrt(np.average((table - mean) ** 2, axis=0, weights=weight)), _NARROW)
    model = LogisticRegression(C=STRENGTH, max_iter=4000).fit((table - mean) / spread, kinds, weight)
    weights = model.coef_ / spread
    bias = model.intercept_ - weights @ mean
    data = {
        "kinds": [str(kind) for kind in model.classes_],
        "bias": [_short(number) for number in bias],
        "weights": [[_short(number) for number in row] for row in weights],
    }
    content_path(FILE).write_text(json.dumps(data, separators=(",", ":")) + "\n", encoding="utf-8")


def _short(number: float) -> float:
    return float(f"{number:.{_DIGITS}g}")


if __name__ == "__main__":
    main()
