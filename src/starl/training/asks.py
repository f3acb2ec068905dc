"""`./dev asks`: makes content/asks.bin, what `coach/asks.py` hears. For each rule a logistic regression on phrases that mean it and
near misses of them (corpus/phrases/).

The sentences of the answers count as near misses too, except where a rule of the same group finds something or a tag says that it may be meant. A lane's
intercept has its threshold taken off: what is above 0 is heard. The threshold is the lowest that keeps to `PRECISION`, `STRAYS` and
`ALARMS` on authors that the regression did not see.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from itertools import pairwise, repeat
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from starl.coach.asks import ASKED, LANES
from starl.coach.document import split
from starl.coach.features import features
from starl.coach.findings import find
from starl.coach.hints import hints
from starl.coach.model import COUNT, TAGS, Rows
from starl.coach.reader import read
from starl.content import content_bytes, content_mapped
from starl.model.story import Section
from starl.text.markdown import parse
from starl.training import corpus
from starl.training.corpus import ROLES, Answer
from starl.training.lanes import Space, stored_rows, unit_plain, unit_words, weights_file
from starl.training.phrases import Phrase, split_phrases

FILE = Path(__file__).resolve().parents[1] / "content" / "asks.bin"
FOLDS = 5
PRECISION = 0.85
"""Of a rule's own phrases that are heard, so many are no near misses."""
STRAYS = 0.02
"""Of the phrases for other groups, no more are heard."""
ALARMS, GRAVE_ALARMS = 0.0005, 0.0003
"""The same of the sentences of answers; fewer where the question is of integrity or dismissal."""
STRENGTH = 1.0
LEAST = 0.05
"""A feature whose weights are all smaller is left out."""
TAGS_END = len(ROLES) + len(TAGS)
"""The lanes of the sentence model that are read: roles and tags."""
OTHER_WEIGHT = 0.5
"""What a phrase that is written for another rule counts as a near miss, beside the rule's own."""
PROSE_WEIGHT = 0.6
"""The same of a sentence of an answer. Near misses alone do not show what ordinary prose is."""
TAG_WEIGHT = 0.3
"""What the tags of the sentence model count beside the words: they were learned from far more sentences."""
_MEANS = {"blame": "BO", "brag": "HA", "catastrophe": "CH", "trivial": "T", "platitude": "LA"}
"""The groups of rules that a sentence of an answer may mean, by its tags."""


class Said(NamedTuple):
    """A phrase, or a sentence of an answer."""

    author: str
    section: Section
    code: str
    """The rule that it is written for; empty for a sentence of an answer."""
    fires: bool
    found: frozenset[str]
    """The groups of rules that find something in it."""
    sentences: tuple[str, ...]
    """Its sentences in lower case."""
    whole: str


def of_phrase(phrase: Phrase) -> Said:
    """A phrase as its author labelled it."""
    _, sentences = split(parse(phrase.text, meta=False))
    parts = tuple(sentence.plain for sentence in sentences)
    plain = unit_plain(phrase.text)
    return Said(phrase.author, phrase.section, phrase.code, phrase.fires, frozenset(), parts, plain)


def of_answer(answer: Answer) -> list[Said]:
    """The sentences of an answer."""
    spans = answer.spans()
    found: list[set[str]] = [set() for _ in spans]
    for item in find(read(answer.text)):
        for groups, span in zip(found, spans, strict=True):
            if span.start <= item.span.start < span.end:
                groups.add(item.code[0])
    said = []
    for unit, groups in zip(answer.units, found, strict=True):
        groups |= {group for tag, named in _MEANS.items() if tag in unit.tags for group in named}
        section, plain = ROLES[unit.role], unit_plain(unit.text)
        if section is not None:
            said.append(Said(answer.author, section, "", False, frozenset(groups), (plain,), plain))
    return said


class Table:
    """What was said as a matrix: a row for each whole text, then one for each sentence."""

    def __init__(self, said: Sequence[Said]) -> None:
        self.said = said
        texts = [one.whole for one in said] + [text for one in said for text in one.sentences]
        ends = np.cumsum([len(said), *(len(one.sentences) for one in said)])
        self.parts = [slice(start, end) for start, end in pairwise(ends.tolist())]
        words = [unit_words(text) for text in texts]
        bags = [features(some) for some in words]
        self.space = Space(bags[: len(said)])
        alone = self.space.matrix(bags, words, [[*hints(text)] for text in texts])
        tags = np.array([_tags(some, hints(text)) for some, text in zip(words, texts, strict=True)])
        self.mean, self.spread = tags.mean(0), tags.std(0) / TAG_WEIGHT
        self.matrix = sparse.hstack([alone, sparse.csr_matrix((tags - self.mean) / self.spread)]).tocsr()
        self.authors = np.array([one.author for one in said])

    def fit(self, code: str, known: Any) -> Any:
        """The regression of one lane, on the rows of `known`."""
        weights = self.weights(code)
        rows = np.flatnonzero(known & (weights > 0))
        labels = np.array([one.fires and one.code == code for one in self.said])
        model = LogisticRegression(C=STRENGTH, max_iter=400)
        return model.fit(self.matrix[rows], labels[rows], sample_weight=weights[rows])

    def weights(self, code: str) -> Any:
        """What each row counts for a lane; 0 where it may mean the same."""
        return np.array([_weight(one, code) for one in self.said])

    def scores(self, model: Any) -> Any:
        """How sure each is, as the coach reads it: the surest of its sentences."""
        odds = model.decision_function(self.matrix)
        return np.array([odds[part].max() for part in self.parts])


def _tags(words: list[str], told: Sequence[str]) -> list[float]:
    """The log odds of roles and tags that the sentence model sees in some words."""
    return _rows().odds(features(words), told, len(words))[:TAGS_END]


@cache
def _rows() -> Rows:
    return Rows(content_mapped("weights.bin"), COUNT)


def _weight(one: Said, code: str) -> float:
    if one.code == code:
        return 1.0
    if one.code:
        return 0.0 if one.fires and one.code[0] == code[0] else OTHER_WEIGHT
    return 0.0 if code[0] in one.found else PROSE_WEIGHT


def _unseen(code: str, table: Table) -> Any:
    """The scores of a lane, each from a regression that did not see the author."""
    authors = sorted(set(table.authors))
    scores = np.zeros(len(table.said))
    for fold in range(FOLDS):
        held = np.isin(table.authors, authors[fold::FOLDS])
        scores[held] = table.scores(table.fit(code, ~held))[held]
    return scores


def threshold(code: str, said: Sequence[Said], scores: Any) -> float:
    """The log odds from which on a lane speaks; infinite where none will do."""
    counted = np.array([_weight(one, code) > 0 and one.section in ASKED[code] for one in said])
    mine = np.array([one.code == code for one in said])
    meant = mine & np.array([one.fires for one in said])
    phrase = np.array([bool(one.code) for one in said])
    strays, prose = counted & phrase & ~mine, counted & ~phrase
    alarms = GRAVE_ALARMS if code[0] == "C" else ALARMS
    for flag in np.sort(scores[meant]):
        heard = scores >= flag
        if (
            (heard & meant).sum() >= PRECISION * (heard & mine).sum()
            and (heard & strays).sum() <= STRAYS * strays.sum()
            and (heard & prose).sum() <= alarms * prose.sum()
        ):
            return float(flag)
    return float("inf")


def _lane(code: str, table: Table) -> tuple[Any, float, str]:
    flag = threshold(code, table.said, scores := _unseen(code, table))
    model = table.fit(code, np.ones(len(table.said), bool))
    meant = np.array([one.code == code and one.fires for one in table.said])
    heard = (scores[meant] >= flag).mean()
    return (
        model.coef_[0],
        float(model.intercept_[0]) - flag,
        f"  {code} from {flag:5.2f} on: {heard:.2f} of unseen authors' phrases heard",
    )


def fit_asks(phrases: Sequence[Phrase], answers: Sequence[Answer]) -> bytes:
    """The file, from labelled phrases and answers."""
    table = Table([*map(of_phrase, phrases), *(one for answer in answers for one in of_answer(answer))])
    with ProcessPoolExecutor() as pool:
        lanes = list(pool.map(_lane, LANES, repeat(table)))
    for _, _, line in lanes:
        print(line, file=sys.stderr)
    weights = np.stack([weights for weights, _, _ in lanes])
    starts = np.array([start for _, start, _ in lanes])
    own, of_tags = weights[:, :-TAGS_END], weights[:, -TAGS_END:] / table.spread
    more = {
        key: of_tags @ row[:TAGS_END] for key, row in stored_rows(content_bytes("weights.bin"), COUNT).items()
    }
    return weights_file(table.space, own, starts - of_tags @ table.mean, more, LEAST)


def main() -> None:
    """Fits on the phrases and answers of `train`."""
    FILE.write_bytes(fit_asks(split_phrases()["train"], corpus.split()["train"]))


if __name__ == "__main__":
    main()
