"""Fits where a sentence begins in speech that nobody punctuated, from the labelled sentences."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from scipy import sparse
from sklearn.linear_model import LogisticRegression

from starl.text.boundaries import TOKEN, clues
from starl.text.plain import lower
from starl.training.corpus import Answer

_STOP = re.compile(r"[.!?…;:]+[\"')]*(?=\s|$)")
_LEAST = 3


def fit_boundaries(answers: list[Answer]) -> dict[str, float]:
    """The log odds that each clue adds; `#` is where they start from."""
    bags: list[tuple[str, ...]] = []
    labels: list[bool] = []
    for answer in answers:
        tokens: list[str] = []
        starts = set()
        for unit in answer.units:
            starts.add(len(tokens))
            tokens += TOKEN.findall(lower(_STOP.sub(" ", unit.text.replace("’", "'"))))
        for at in range(1, len(tokens)):
            if tokens[at] != ",":
                bags.append(clues(tokens, at))
                labels.append(at in starts)
    count = Counter(clue for bag in bags for clue in bag)
    names = sorted(name for name, times in count.items() if times >= _LEAST)
    column = {name: i for i, name in enumerate(names)}
    pairs = [(row, column[clue]) for row, bag in enumerate(bags) for clue in bag if clue in column]
    matrix = sparse.csr_matrix(
        ([1.0] * len(pairs), tuple(zip(*pairs, strict=True))), shape=(len(bags), len(names))
    )
    model: Any = LogisticRegression(C=0.5, max_iter=400).fit(matrix, labels)
    weights = {name: round(float(weight), 2) for name, weight in zip(names, model.coef_[0], strict=True)}
    return {"#": round(float(model.intercept_[0]), 2)} | {
        name: w for name, w in weights.items() if abs(w) >= 0.1
    }
