"""The tier `deep`: a small encoder that reads each sentence among the others. Needs `pip install 'starl[deep]'`.

The encoder is all-MiniLM-L6-v2, fine-tuned on corpus/ by `./dev deep` and shipped as int8 ONNX (see NOTICE). It gives
what the default tier's lanes give: roles and tags of sentences, topics of the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from starl.coach.document import Sentence
from starl.coach.model import TAGS, TOPICS, Model, Reading, Scores, shipped, sigmoid
from starl.content import content_path
from starl.errors import StarlError

FOLDER = "deep"
"""In starl.content: `model.onnx`, `tokenizer.json`, `coach.json`."""
WINDOW = 400
"""Tokens that are read at once; sentences are not cut."""
_LONGEST = 200
"""Tokens of a sentence that are looked at."""
_MOST_WINDOWS = 24
"""What comes after so many windows is left to the default tier: no story is that long."""
_BESIDE = 0.3
"""How much the default tier's log odds of a role count beside the encoder's; chosen on dev, rough and aside."""
_CLS, _SEP = 101, 102


class Window(NamedTuple):
    """Some sentences as the encoder sees them."""

    ids: list[int]
    """Tokens, with the encoder's marks at both ends."""
    spans: list[tuple[int, int]]
    """Where each sentence stands in them."""


Run = Callable[[Window], tuple[Any, Any, Any]]
"""Log odds of the roles and of the tags (one row a sentence), and of the topics."""


def windows(tokens: Sequence[list[int]]) -> Iterator[Window]:
    """The sentences of a text, given as tokens, in order and as many at once as fit."""
    ids: list[int] = [_CLS]
    spans: list[tuple[int, int]] = []
    for sentence in tokens:
        some = sentence[:_LONGEST] or [_SEP]
        if spans and len(ids) + len(some) >= WINDOW:
            yield Window([*ids, _SEP], spans)
            ids, spans = [_CLS], []
        spans.append((len(ids), len(ids) + len(some)))
        ids += some
    if spans:
        yield Window([*ids, _SEP], spans)


class DeepModel:
    """The encoder, beside the lanes of the default tier."""

    def __init__(self, run: Run, tokenizer: Any, lanes: Model) -> None:
        self._run = run
        self._tokenizer = tokenizer
        self._lanes = lanes

    def read(self, sentences: Sequence[Sentence]) -> Reading:
        """Roles of the sentences as both tiers see them, tags as the encoder does, topics of both for the text."""
        scores, topics = self._lanes.read(sentences)
        encoded = self._tokenizer.encode_batch([s.plain for s in sentences], add_special_tokens=False)
        weights = dict.fromkeys(TOPICS, 0.0)
        at = seen = 0
        for number, window in enumerate(windows([one.ids for one in encoded])):
            if number == _MOST_WINDOWS:
                break
            roles, tags, whole = self._run(window)
            for role, tag in zip(roles, tags, strict=True):
                known = dict(zip(TAGS, (sigmoid(float(x)) for x in tag), strict=True))
                odds = [float(x) + _BESIDE * other for x, other in zip(role, scores[at].roles, strict=True)]
                scores[at] = Scores(odds, known)
                at += 1
            seen += len(window.ids)
            for topic, value in zip(TOPICS, whole, strict=True):
                weights[topic] += float(value) * len(window.ids)
        return Reading(
            scores, topics | {f"deep.{name}": value / max(1, seen) for name, value in weights.items()}
        )


def pooling(window: Window) -> Any:
    """The matrix that takes the mean of each sentence's tokens: sentences by tokens."""
    import numpy as np

    matrix = np.zeros((len(window.spans), len(window.ids)), np.float32)
    for row, (start, end) in enumerate(window.spans):
        matrix[row, start:end] = 1 / (end - start)
    return matrix


def available() -> bool:
    """Whether what the tier needs is installed."""
    from importlib.util import find_spec

    return all(find_spec(name) is not None for name in ("onnxruntime", "tokenizers"))


@cache
def shipped_deep() -> DeepModel:
    """The encoder that comes with starl, loaded once. Raises StarlError where what it needs is not installed."""
    if not available():
        raise StarlError("the tier deep needs more than is installed; get it with: pip install 'starl[deep]'")
    import numpy as np
    import onnxruntime
    from tokenizers import Tokenizer

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    folder = content_path(FOLDER)
    session = onnxruntime.InferenceSession(
        str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
    )

    def run(window: Window) -> tuple[Any, Any, Any]:
        roles, tags, topics = session.run(
            None, {"ids": np.array([window.ids], np.int64), "pool": pooling(window)}
        )
        return roles, tags, topics[0]

    return DeepModel(run, Tokenizer.from_file(str(folder / "tokenizer.json")), shipped())
