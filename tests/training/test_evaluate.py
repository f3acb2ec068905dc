"""Measuring answers of one's own, which need not be in the corpus."""

from __future__ import annotations

from pathlib import Path

import pytest

from starl.training.evaluate import main

ANSWERS = """\
@ mine-001 | mid | web | written | no_learning | 0 0 0 0
S | I was the only developer of a shop for bicycles.
A own | I deleted the table with the orders because I had two windows open.
R | Forty customers had to be called.
"""


def test_it_measures_the_answers_of_a_file(tmp_path: Path) -> None:
    file = tmp_path / "mine.txt"
    file.write_text(ANSWERS, encoding="utf-8")
    said: list[str] = []
    main(["--answers", str(file)], said.append)
    assert said[0].startswith("\nmine.txt, tier default: 1 answers, 3 sentences, 1 author\n")
    assert "| no_learning (1) |" in said[0]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "cannot be read as labelled answers"),
        ("@ mine-001 | mid\n", "a header has six cells"),
        ("@ a-1 | mid | web | written | nonsense | 0 0 0 0\nS | It broke.\n", "cannot be read"),
        ("@ a-1 | mid | web | written | none | 0 0\nS | It broke.\n", "cannot be read"),
        ("", "has no answer that is a failure story"),
    ],
)
def test_a_file_that_is_none_is_refused(tmp_path: Path, content: str | None, message: str) -> None:
    file = tmp_path / "mine.txt"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    with pytest.raises(SystemExit, match=message):
        main(["--answers", str(file)])


def test_the_file_has_to_be_named() -> None:
    with pytest.raises(SystemExit, match="no file named"):
        main(["--answers"])
