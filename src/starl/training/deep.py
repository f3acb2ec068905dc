"""`./dev deep FOLDER`: fine-tunes the encoder of the tier `deep` on corpus/, and fits its verdicts. Half an hour.

FOLDER holds all-MiniLM-L6-v2 (`config.json`, `model.safetensors`, `tokenizer.json`). Verdicts are fitted on the answers of half
of the authors, as an encoder of the other half reads them; then an encoder learns from all.
What is done is kept in build/deep, so a run that was stopped goes on.
"""

from __future__ import annotations

import json
import random
import shutil
import sys
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn
from transformers import BertModel

from starl.coach.deep import FOLDER, DeepModel, Window, pooling, windows
from starl.coach.model import ROLES, TAGS, TOPICS, Model
from starl.text.plain import lower
from starl.training.corpus import Answer, split
from starl.training.disorder import disordered
from starl.training.fit import CONTENT, fit_verdicts, moves_of, profiles
from starl.training.lanes import fit_lanes

EPOCHS = 2
BATCH = 16
TOLD = 3
"""Beside all answers, one in so many disordered copies is read in each epoch."""
RATE = 1.5e-4
HEAD_RATE = 2e-3
_BUILD = CONTENT.parents[2] / "build" / "deep"


class Encoder(nn.Module):
    """The encoder with three heads: roles and tags of each sentence, topics of the text."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(folder, attn_implementation="eager")
        width = self.bert.config.hidden_size
        self.roles, self.tags = nn.Linear(width, len(ROLES)), nn.Linear(width, len(TAGS))
        self.topics = nn.Linear(2 * width, len(TOPICS))
        self.drop = nn.Dropout(0.1)
        for weight in self.bert.embeddings.parameters():
            weight.requires_grad = False

    def forward(self, ids: Any, mask: Any, pool: Any) -> tuple[Any, Any, Any]:
        """ids, mask: texts by tokens. pool: texts by sentences by tokens, rows that take a mean."""
        hidden = self.bert(input_ids=ids, attention_mask=mask).last_hidden_state
        sentences = self.drop(pool @ hidden)
        share = (mask / mask.sum(1, keepdim=True)).unsqueeze(1).to(hidden.dtype)
        text = torch.cat([hidden[:, 0], (share @ hidden)[:, 0]], 1)
        return self.roles(sentences), self.tags(sentences), self.topics(self.drop(text))


class _Example:
    """A window of an answer with its labels. whole: whether those of the answer hold for it."""

    def __init__(self, window: Window, answer: Answer, first: int, whole: bool) -> None:
        self.window = window
        units = answer.units[first : first + len(window.spans)]
        self.roles = [ROLES.index(unit.role) for unit in units]
        self.tags = [[float(tag in unit.tags) for tag in TAGS] for unit in units]
        mistakes = {f"is_{pitfall.value}" for pitfall in answer.pitfalls}
        mistakes |= {"is_offtopic"} if answer.offtopic else set()
        self.topics = [float(topic in mistakes) for topic in TOPICS]
        self.story = not answer.offtopic
        self.whole = whole


def _examples(answers: list[Answer], tokenizer: Any, whole: bool = True) -> list[_Example]:
    found = []
    for answer in answers:
        texts = [lower(unit.text.replace("’", "'")) for unit in answer.units]
        encoded = tokenizer.encode_batch(texts, add_special_tokens=False)
        first = 0
        for window in windows([one.ids for one in encoded]):
            found.append(_Example(window, answer, first, whole))
            first += len(window.spans)
    return found


def _loss(model: Encoder, batch: list[_Example]) -> Any:
    longest = max(len(one.window.ids) for one in batch)
    most = max(len(one.window.spans) for one in batch)
    ids, mask = np.zeros((len(batch), longest), np.int64), np.zeros((len(batch), longest), np.int64)
    pool = np.zeros((len(batch), most, longest), np.float32)
    for row, one in enumerate(batch):
        size = len(one.window.ids)
        ids[row, :size], mask[row, :size] = one.window.ids, 1
        pool[row, : len(one.window.spans), :size] = pooling(one.window)
    roles, tags, topics = model(*map(torch.from_numpy, (ids, mask, pool)))
    there = [(row, at) for row, one in enumerate(batch) if one.story for at in range(len(one.roles))]
    rows, places = (torch.tensor(column) for column in zip(*there, strict=True))
    known_roles = torch.tensor([role for one in batch if one.story for role in one.roles])
    known_tags = torch.tensor([tag for one in batch if one.story for tag in one.tags])
    known_topics = torch.tensor([one.topics for one in batch])
    whole = torch.tensor([[float(one.whole)] for one in batch]).expand_as(known_topics)
    soft = nn.functional.binary_cross_entropy_with_logits
    return (
        nn.functional.cross_entropy(roles[rows, places], known_roles)
        + 4 * soft(tags[rows, places], known_tags)
        + 4 * soft(topics, known_topics, weight=whole)
    )


def train(answers: list[Answer], folder: Path, tokenizer: Any, name: str) -> Encoder:
    """An encoder that has learned from these answers."""
    torch.manual_seed(0)
    chance = random.Random(0)
    model = Encoder(folder)
    ordered = _examples(answers, tokenizer)
    stories = [answer for answer in answers if not answer.offtopic]
    told = _examples(disordered(stories, 1), tokenizer, whole=False)
    steps = EPOCHS * -(-(len(ordered) + len(told) // TOLD) // BATCH)
    heads = [*model.roles.parameters(), *model.tags.parameters(), *model.topics.parameters()]
    inner = model.bert.encoder.parameters()
    optimizer = torch.optim.AdamW(
        [{"params": inner, "lr": RATE}, {"params": heads, "lr": HEAD_RATE}], weight_decay=0.01
    )
    rates = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, step / 60) * max(0.02, 1 - step / steps)
    )
    done = 0
    for _ in range(EPOCHS):
        examples = [*ordered, *chance.sample(told, len(told) // TOLD)]
        order = sorted(examples, key=lambda one: (len(one.window.ids) // 40, chance.random()))
        batches = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
        chance.shuffle(batches)
        for batch in batches:
            if not any(one.story for one in batch):
                continue
            loss = _loss(model, batch)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            rates.step()
            done += 1
            if done % 25 == 0:
                print(
                    f"  {name}: step {done} of {steps}, loss {loss.item():.2f}", file=sys.stderr, flush=True
                )
    model.eval()
    return model


def reader(model: Encoder, tokenizer: Any, lanes: Model) -> DeepModel:
    """The encoder as the coach uses it."""

    def run(window: Window) -> tuple[Any, Any, Any]:
        ids = torch.tensor([window.ids])
        with torch.no_grad():
            roles, tags, topics = model(ids, torch.ones_like(ids), torch.from_numpy(pooling(window))[None])
        return roles[0].numpy(), tags[0].numpy(), topics[0].numpy()

    return DeepModel(run, tokenizer, lanes)


def _held_out(
    answers: list[Answer], folder: Path, tokenizer: Any
) -> tuple[list[Answer], list[dict[str, float]]]:
    """The answers of half of the authors, and their profiles from an encoder of the other half."""
    authors = sorted({answer.author for answer in answers})
    mine = [answer for answer in answers if authors.index(answer.author) % 2 == 0]
    file = _BUILD / "half.json"
    if not file.exists():
        rest = [answer for answer in answers if authors.index(answer.author) % 2 == 1]
        model = reader(train(rest, folder, tokenizer, "half"), tokenizer, Model(fit_lanes(rest)))
        file.write_text(json.dumps(profiles(mine, model, moves_of(rest))), encoding="utf-8")
    return mine, json.loads(file.read_text("utf-8"))


def export(model: Encoder, to: Path) -> None:
    """Writes the encoder as ONNX with 8-bit weights: ids [1, tokens] and pool [sentences, tokens] go in.

    Weights keep to 7 of the 8 bits: with all 8, sums overflow on processors without the instructions for them.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    class _One(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, ids: Any, pool: Any) -> tuple[Any, Any, Any]:
            roles, tags, topics = self.model(ids, torch.ones_like(ids), pool[None])
            return roles[0], tags[0], topics

    full = _BUILD / "full.onnx"
    tokens, sentences = (
        torch.export.Dim("tokens", min=4, max=510),
        torch.export.Dim("sentences", min=2, max=500),
    )
    torch.onnx.export(
        _One().eval(),
        (torch.randint(5, 999, (1, 30)), torch.rand(4, 30)),
        str(full),
        input_names=["ids", "pool"],
        output_names=["roles", "tags", "topics"],
        dynamic_shapes={"ids": {1: tokens}, "pool": {0: sentences, 1: tokens}},
        dynamo=True,
        external_data=False,
    )
    quantize_dynamic(str(full), str(to), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)


def _forget_where_it_was_made(file: Path) -> None:
    """Takes out what the exporter notes of this machine: stack traces with paths, for each node."""
    import onnx

    model = onnx.load(file)
    graph = model.graph
    for part in (
        model,
        graph,
        *graph.node,
        *graph.input,
        *graph.output,
        *graph.value_info,
        *graph.initializer,
    ):
        part.ClearField("metadata_props")
        part.ClearField("doc_string")
    onnx.save(model, file)


def main() -> None:
    """Trains, exports, fits."""
    if len(sys.argv) != 2:
        sys.exit("usage: ./dev deep FOLDER    (with all-MiniLM-L6-v2)")
    folder = Path(sys.argv[1])
    _BUILD.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    answers = split()["train"]
    mine, rows = _held_out(answers, folder, tokenizer)
    target = CONTENT / FOLDER
    target.mkdir(exist_ok=True)
    saved = _BUILD / "final.pt"
    if saved.exists():
        model = Encoder(folder)
        model.load_state_dict(torch.load(saved))
        model.eval()
    else:
        model = train(answers, folder, tokenizer, "all")
        torch.save(model.state_dict(), saved)
    export(model, target / "model.onnx")
    _forget_where_it_was_made(target / "model.onnx")
    tokenizer.save(str(target / "tokenizer.json"))
    settings = {"moves": moves_of(answers), **fit_verdicts(mine, rows)}
    (target / "coach.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")
    shutil.rmtree(_BUILD)


if __name__ == "__main__":
    main()
