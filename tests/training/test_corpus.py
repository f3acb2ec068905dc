"""The corpus: enough of it, well labelled, and no text on both sides of the split."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations

import pytest

from starl.errors import StarlError
from starl.model.report import Pitfall
from starl.training.corpus import CORPUS, read_answers, split
from starl.training.evaluate import Rates, quadratic_kappa

SETS = split()
EVERY = [answer for answers in SETS.values() for answer in answers]


def test_it_is_large_enough() -> None:
    assert len(EVERY) >= 400
    assert sum(len(answer.units) for answer in EVERY) >= 2500
    for name in ("train", "test"):
        count = Counter(pitfall for answer in SETS[name] for pitfall in answer.pitfalls)
        assert all(count[pitfall] >= 15 for pitfall in Pitfall), (name, count)
    clean = sum(not answer.pitfalls and not answer.offtopic for answer in EVERY)
    assert 0.35 < clean / len(EVERY) < 0.6


def test_every_file_is_in_one_set() -> None:
    files = {path.stem for path in (CORPUS / "answers").glob("*.txt")}
    authors = [{answer.author for answer in answers} for answers in SETS.values()]
    assert set().union(*authors) == files
    assert sum(map(len, authors)) == len(files)


def test_labels_agree_with_the_guide() -> None:
    for answer in EVERY:
        if not answer.offtopic:
            tags = set().union(*(unit.tags for unit in answer.units))
            assert (Pitfall.NO_LEARNING in answer.pitfalls) == (not tags & {"lesson", "applied"}), answer.id


def shingles(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z']+", text.lower())
    return {tuple(words[i : i + 5]) for i in range(max(1, len(words) - 4))}


def test_no_near_duplicate_crosses_the_split() -> None:
    every = {answer.id: (name, shingles(answer.text)) for name, answers in SETS.items() for answer in answers}
    having: dict[tuple[str, ...], list[str]] = {}
    for answer, (_, mine) in every.items():
        for shingle in mine:
            having.setdefault(shingle, []).append(answer)
    shared = Counter(
        pair
        for some in having.values()
        for pair in combinations(some, 2)
        if every[pair[0]][0] != every[pair[1]][0]
    )
    assert shared, "answers of two sets have five words in a row in common somewhere"
    for (left, right), count in shared.items():
        assert count / min(len(every[left][1]), len(every[right][1])) < 0.2, (left, right, count)


def test_no_sentence_is_on_both_sides() -> None:
    seen: dict[str, str] = {}
    for name, answers in SETS.items():
        for answer in answers:
            for unit in answer.units:
                key = " ".join(re.findall(r"\w+", unit.text.lower()))
                if len(key.split()) >= 8:
                    assert seen.setdefault(key, name) == name, unit.text


def test_a_broken_line_is_named(tmp_path: object) -> None:
    path = tmp_path / "x.txt"  # type: ignore[operator]
    path.write_text("@ x-001 | mid | web | terse | none | 1 1 1 1\nQ | what\n")
    with pytest.raises(StarlError, match=r"x\.txt:2"):
        read_answers(path)


def test_kappa_and_rates() -> None:
    assert quadratic_kappa([0, 1, 2, 3, 4], [0, 1, 2, 3, 4]) == 1
    assert quadratic_kappa([0, 0, 4, 4], [4, 4, 0, 0]) < 0
    rates = Rates([True, True, False, False], [True, False, True, False])
    assert (rates.precision, rates.recall, rates.f1) == (0.5, 0.5, 0.5)
