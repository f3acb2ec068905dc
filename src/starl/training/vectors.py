"""`./dev vectors FOLDER`: makes corpus/vectors.npz, a vector for each word, from a sentence encoder.

The encoder is all-MiniLM-L6-v2 (Wang et al., "MiniLM", 2020; Reimers and Gurevych, "Sentence-BERT", 2019; Apache-2.0):
FOLDER holds its `model.safetensors` and `tokenizer.json`. A word is encoded alone, as a sentence of one word. Its 384
numbers are cut to 128 along the directions in which words differ most, and stored as bytes.

The words are those of the encoder's vocabulary and of the training answers; no other answer is read.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from scipy.special import erf

from starl.coach.document import word_list
from starl.training.corpus import CORPUS, split
from starl.training.lanes import unit_words

WIDTH = 128
_HEADS = 12
_LAYERS = 6
_BATCH = 512

Arrays = dict[str, Any]


def vocabulary(tokenizer: Any) -> list[str]:
    """The words to make vectors for, sorted."""
    pieces = {piece for piece in tokenizer.get_vocab() if word_list(piece) == [piece]}
    times = Counter(
        word for answer in split()["train"] for unit in answer.units for word in unit_words(unit.text)
    )
    return sorted(pieces | set(times))


def _normal(x: Any, weights: Arrays, name: str) -> Any:
    x = x - x.mean(-1, keepdims=True)
    x = x / np.sqrt((x * x).mean(-1, keepdims=True) + 1e-12)
    return x * weights[f"{name}.weight"] + weights[f"{name}.bias"]


def _dense(x: Any, weights: Arrays, name: str) -> Any:
    return x @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]


def encode(ids: Any, mask: Any, weights: Arrays) -> Any:
    """Unit vectors of texts. ids and mask: texts by tokens; gives texts by 384."""
    count, length = ids.shape
    x = weights["embeddings.word_embeddings.weight"][ids]
    x = x + weights["embeddings.position_embeddings.weight"][:length]
    x = x + weights["embeddings.token_type_embeddings.weight"][0]
    x = _normal(x, weights, "embeddings.LayerNorm")
    away = np.where(mask[:, None, None, :] == 1, 0.0, -1e9)

    def heads(y: Any) -> Any:
        return y.reshape(count, length, _HEADS, -1).transpose(0, 2, 1, 3)

    for number in range(_LAYERS):
        layer = f"encoder.layer.{number}"
        query, key, value = (
            heads(_dense(x, weights, f"{layer}.attention.self.{part}")) for part in ("query", "key", "value")
        )
        scores = query @ key.transpose(0, 1, 3, 2) / np.sqrt(query.shape[-1]) + away
        scores = np.exp(scores - scores.max(-1, keepdims=True))
        scores /= scores.sum(-1, keepdims=True)
        mixed = (scores @ value).transpose(0, 2, 1, 3).reshape(count, length, -1)
        mixed = _dense(mixed, weights, f"{layer}.attention.output.dense")
        x = _normal(x + mixed, weights, f"{layer}.attention.output.LayerNorm")
        inner = _dense(x, weights, f"{layer}.intermediate.dense")
        inner = inner * 0.5 * (1 + erf(inner / np.sqrt(2)))
        x = _normal(x + _dense(inner, weights, f"{layer}.output.dense"), weights, f"{layer}.output.LayerNorm")
    mean = (x * mask[:, :, None]).sum(1) / mask.sum(1, keepdims=True)
    return mean / np.linalg.norm(mean, axis=1, keepdims=True)


def main() -> None:
    """Writes the file."""
    from safetensors.numpy import load_file
    from tokenizers import Tokenizer

    if len(sys.argv) != 2:
        sys.exit(
            "usage: ./dev vectors FOLDER    (with model.safetensors and tokenizer.json of all-MiniLM-L6-v2)"
        )
    folder = Path(sys.argv[1])
    weights = load_file(folder / "model.safetensors")
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    words = vocabulary(tokenizer)
    vectors = np.zeros((len(words), 384), np.float32)
    tokens = [encoding.ids for encoding in tokenizer.encode_batch(words)]
    order = sorted(range(len(words)), key=lambda at: len(tokens[at]))
    for start in range(0, len(order), _BATCH):
        batch = order[start : start + _BATCH]
        ids = np.zeros((len(batch), len(tokens[batch[-1]])), int)
        for row, at in enumerate(batch):
            ids[row, : len(tokens[at])] = tokens[at]
        mask = np.array([[1] * len(tokens[at]) + [0] * (ids.shape[1] - len(tokens[at])) for at in batch])
        vectors[batch] = encode(ids, mask, weights)
    vectors -= vectors.mean(0)
    _, _, directions = np.linalg.svd(vectors, full_matrices=False)
    cut = vectors @ directions[:WIDTH].T
    scale = float(np.percentile(np.abs(cut), 99.9) / 127)
    np.savez_compressed(
        CORPUS / "vectors.npz",
        words=np.frombuffer("\n".join(words).encode(), np.uint8),
        vectors=np.rint(cut / scale).clip(-127, 127).astype(np.int8),
        scale=np.float32(scale * np.sqrt(cut.size / np.square(cut).sum())),
    )
    print(f"{len(words)} words in {CORPUS / 'vectors.npz'}", file=sys.stderr)


if __name__ == "__main__":
    main()
