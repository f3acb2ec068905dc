"""The phrases for single rules: enough of them, and no text on both sides of the split."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from starl.coach.asks import ASKED
from starl.coach.registry import all_rules
from starl.errors import StarlError
from starl.training.corpus import CORPUS
from starl.training.corpus import split as split_answers
from starl.training.phrases import read_phrases, split_phrases

from .test_corpus import shingles

SETS = split_phrases()


def test_every_file_is_in_one_set() -> None:
    files = {path.stem for path in (CORPUS / "phrases").glob("*.txt")}
    authors = [{phrase.author for phrase in phrases} for phrases in SETS.values()]
    assert set().union(*authors) == files
    assert sum(map(len, authors)) == len(files)
    assert not files & {answer.author for answers in split_answers().values() for answer in answers}


def test_each_rule_that_asks_has_enough_of_both() -> None:
    assert {phrase.code for phrases in SETS.values() for phrase in phrases} <= {
        rule.code for rule in all_rules()
    }
    for name, least in (("train", 80), ("test", 14)):
        count = Counter((phrase.code, phrase.fires) for phrase in SETS[name])
        assert all(count[code, fires] >= least for code in ASKED for fires in (True, False))


def test_no_near_duplicate_crosses_the_split() -> None:
    known = {shingle for phrase in SETS["train"] for shingle in shingles(phrase.text)}
    texts = {" ".join(re.findall(r"\w+", phrase.text.lower())) for phrase in SETS["train"]}
    for phrase in SETS["test"]:
        mine = shingles(phrase.text)
        assert len(mine & known) <= max(1, len(mine) / 3), phrase.text
        assert " ".join(re.findall(r"\w+", phrase.text.lower())) not in texts, phrase.text


@pytest.mark.parametrize(
    "line", ["B201 + nowhere | Text", "B201 action | Text", "B201 + action | ", "so what"]
)
def test_a_line_that_breaks_the_format_is_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / "ann.txt"
    file.write_text(f"B201 + action | They broke it.\n\n{line}\n", encoding="utf-8")
    with pytest.raises(StarlError, match=re.escape(f"{file}:3")):
        read_phrases(file)
