"""Fits the linear model: every lane a logistic regression on words, word pairs, classes and word vectors.

The word vectors (corpus/vectors.npz, from the encoder all-MiniLM-L6-v2) only shape the training: since both the
sum of vectors and the regression are linear, they fold into one weight a word, also for words that no answer has.
"""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Mapping
from functools import cache
from math import sqrt
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from starl.coach.document import word_list
from starl.coach.features import features, place
from starl.coach.hints import HINTS, hints
from starl.coach.model import (
    BIAS,
    LANES,
    NEAR,
    ROLES,
    SCALE,
    STEPS,
    TAGS,
    TOPICS,
    Model,
    feature_key,
    text_weight,
    times_weight,
)
from starl.text.plain import lower
from starl.training.corpus import CORPUS, Answer
from starl.training.disorder import disordered

VECTOR_WEIGHT = 0.05
PLACE_WEIGHT = 0.5
"""How much its place and its hints count for a sentence."""
NEAR_WEIGHT = 0.15
"""How much the words of the sentence before it, and of the next one, count for a sentence's role, beside its own."""
DISORDERED = 2
"""So many disordered copies of each answer, for one in order, teach the roles."""
NEVER_ASIDE = ("own", "catastrophe")
"""Tags that no sentence of a text without a failure has, whatever else it says."""
LEAST = 2
"""A pair of words counts when at least so many sentences have it."""


@cache
def _vectors() -> tuple[dict[str, int], Any]:
    data = np.load(CORPUS / "vectors.npz")
    words = bytes(data["words"]).decode().split("\n")
    return {word: i for i, word in enumerate(words)}, data["vectors"].astype(np.float32) * float(
        data["scale"]
    )


def unit_words(text: str) -> list[str]:
    """The words of a labelled sentence, as the coach sees them."""
    return word_list(unit_plain(text)) or ["-"]


def unit_plain(text: str) -> str:
    """A labelled sentence in lower case, as the coach sees it."""
    return lower(text.replace("’", "'"))


def _counted(times: int, whole: bool) -> float:
    """What a feature counts that is there so many times, in a sentence or in a whole text."""
    return times_weight(times) / STEPS if whole else times


class Space:
    """The columns of the design matrix."""

    def __init__(self, bags: list[list[str]]) -> None:
        count = Counter(name for bag in bags for name in set(bag))
        self.names = sorted(name for name, times in count.items() if times >= LEAST)
        self.column = {name: i for i, name in enumerate(self.names)}
        self.places = sorted(
            {name for i in range(40) for n in (1, 2, 3, 40) for name in place(min(i, n - 1), n)} | {*HINTS}
        )
        self.place_column = {name: i for i, name in enumerate(self.places)}

    def matrix(self, bags: list[list[str]], words: list[list[str]], places: list[list[str]] | None) -> Any:
        """One row a text: normalised bag, word vectors, place."""
        index, vectors = _vectors()
        rows, columns, values = [], [], []
        dense = np.zeros((len(bags), vectors.shape[1]), np.float32)
        for row, (bag, some) in enumerate(zip(bags, words, strict=True)):
            weight = text_weight(len(some)) if places is None else 1 / sqrt(max(1, len(some)))
            for name, times in Counter(bag).items():
                if name in self.column:
                    rows.append(row)
                    columns.append(self.column[name])
                    values.append(weight * _counted(times, places is None))
            for word, times in Counter(some).items():
                if word in index:
                    dense[row] += vectors[index[word]] * weight * _counted(times, places is None)
        matrix = sparse.csr_matrix((values, (rows, columns)), shape=(len(bags), len(self.names)))
        blocks = [matrix, sparse.csr_matrix(dense * VECTOR_WEIGHT)]
        if places is not None:
            place_rows = np.repeat(np.arange(len(places)), [len(names) for names in places])
            place_columns = [self.place_column[name] for names in places for name in names]
            ones = np.full(len(place_columns), PLACE_WEIGHT)
            shape = (len(bags), len(self.places))
            blocks.append(sparse.csr_matrix((ones, (place_rows, place_columns)), shape=shape))
        return sparse.hstack(blocks).tocsr()


def fit_lanes(answers: list[Answer], strength: float = 1.0) -> bytes:
    """The model's file, from labelled answers."""
    stories = [answer for answer in answers if not answer.offtopic]
    told = [*stories, *disordered(stories, DISORDERED)]
    units = [(answer, unit) for answer in told for unit in answer.units]
    ordered = sum(len(answer.units) for answer in stories)
    words = [unit_words(unit.text) for _, unit in units]
    bags = [features(some) for some in words]
    places = _places(told)
    space = Space(bags[:ordered])
    alone = space.matrix(bags, words, places)
    wide = alone.shape[1] - len(space.places)
    near = [block * NEAR_WEIGHT for block in _beside(alone[:, :wide], [answer.id for answer, _ in units])]
    weights = np.zeros((len(LANES), alone.shape[1]))
    starts = np.zeros(len(LANES))
    role_model = LogisticRegression(C=2 * strength, max_iter=120).fit(
        sparse.hstack([alone, *near]).tocsr(), [unit.role for _, unit in units]
    )
    for i, role in enumerate(ROLES):
        at = list(role_model.classes_).index(role)
        own, *beside = np.split(role_model.coef_[at], [alone.shape[1], alone.shape[1] + wide])
        weights[i], starts[i] = own, role_model.intercept_[at]
        for name, part in zip(NEAR[i :: len(ROLES)], beside, strict=True):
            weights[LANES.index(name), :wide] = part * NEAR_WEIGHT
    alone, units = alone[:ordered], units[:ordered]
    others = [answer for answer in answers if answer.offtopic]
    other_words = [unit_words(unit.text) for answer in others for unit in answer.units]
    other_rows = space.matrix([features(some) for some in other_words], other_words, _places(others))
    with_others = sparse.vstack([alone, other_rows]).tocsr()
    none = [False] * len(other_words)
    all_words = [[word for unit in answer.units for word in unit_words(unit.text)] for answer in answers]
    all_bags = [[f for unit in answer.units for f in features(unit_words(unit.text))] for answer in answers]
    texts = space.matrix(all_bags, all_words, None)
    for i, tag in enumerate(TAGS):
        labels = [tag in unit.tags for _, unit in units]
        known = (with_others, labels + none) if tag in NEVER_ASIDE else (alone, labels)
        model = LogisticRegression(C=strength, max_iter=400).fit(*known)
        weights[len(ROLES) + i], starts[len(ROLES) + i] = model.coef_[0], model.intercept_[0]
    for i, topic in enumerate(TOPICS):
        labels = [
            answer.offtopic if topic == "is_offtopic" else topic[3:] in {p.value for p in answer.pitfalls}
            for answer in answers
        ]
        kept = [k for k, answer in enumerate(answers) if topic == "is_offtopic" or not answer.offtopic]
        model = LogisticRegression(C=5 * strength, max_iter=400).fit(texts[kept], [labels[k] for k in kept])
        lane = len(ROLES) + len(TAGS) + i
        weights[lane, :wide], starts[lane] = model.coef_[0], model.intercept_[0]
    return weights_file(space, weights, starts)


def _places(answers: list[Answer]) -> list[list[str]]:
    """Where each sentence stands in its answer, and what patterns know of it."""
    return [
        [*place(i, len(answer.units)), *hints(unit_plain(unit.text))]
        for answer in answers
        for i, unit in enumerate(answer.units)
    ]


def _beside(rows: Any, texts: list[str]) -> tuple[Any, Any]:
    """For each sentence the row of the one before it, and of the next one, in the same text; empty where there is none."""
    count = len(texts)
    with_nothing = sparse.vstack([rows, sparse.csr_matrix((1, rows.shape[1]))]).tocsr()
    before = [i - 1 if i and texts[i - 1] == texts[i] else count for i in range(count)]
    after = [i + 1 if i + 1 < count and texts[i + 1] == texts[i] else count for i in range(count)]
    return with_nothing[before], with_nothing[after]


def weights_file(
    space: Space, weights: Any, starts: Any, more: Mapping[int, Any] | None = None, least: float = 0.02
) -> bytes:
    """The file that `model.Rows` reads.

    weights: a row for each lane, in the columns of the space's matrix. more: what is added to the weights of features, by their keys.
    least: a feature whose weights are all smaller is left out.
    """
    index, vectors = _vectors()
    bag, size = len(space.names), vectors.shape[1]
    folded = (vectors * VECTOR_WEIGHT) @ weights[:, bag : bag + size].T
    rows = {word: folded[i] for word, i in index.items() if np.abs(folded[i]).max() >= 0.05}
    for i, name in enumerate(space.names):
        rows[name] = rows.get(name, 0) + weights[:, i]
    if "0" not in rows:
        raise ValueError("no number in the corpus")
    placed = {name: weights[:, bag + size + i] * PLACE_WEIGHT for i, name in enumerate(space.places)}
    by_key = {
        feature_key(name): row
        for name, row in sorted((rows | placed).items(), key=lambda item: np.abs(item[1]).max())
    }
    for key, row in (more or {}).items():
        by_key[key] = by_key.get(key, 0) + row
    by_key = {key: row for key, row in by_key.items() if np.abs(row).max() >= least}
    by_key[feature_key("#")] = starts
    keys = np.array(sorted(by_key), dtype="<u4")
    table = np.rint(np.array([by_key[key] for key in keys.tolist()]) * SCALE).clip(1 - BIAS, BIAS - 1) + BIAS
    return struct.pack("<I", len(keys)) + bytes(keys.tobytes()) + bytes(table.astype("<u2").tobytes())


def stored_rows(data: bytes, lanes: int) -> dict[int, Any]:
    """The weights of each feature in such a file, by its key."""
    (count,) = struct.unpack_from("<I", data)
    keys = np.frombuffer(data, "<u4", count, 4)
    table = np.frombuffer(data, "<u2", count * lanes, 4 + 4 * count).reshape(count, lanes)
    return dict(zip(keys.tolist(), (table.astype(float) - BIAS) / SCALE, strict=True))


def fit_model(answers: list[Answer]) -> Model:
    """The model from these answers alone."""
    return Model(fit_lanes(answers))
