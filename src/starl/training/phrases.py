"""The labelled phrases: reading `corpus/phrases/` and its split."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import NamedTuple

from starl.errors import StarlError
from starl.model.story import Section
from starl.training.corpus import CORPUS

SETS = ("train", "test")
_FRAME = {
    Section.SITUATION: "In March 2024 I was on the billing team at a small insurer, four of us, with 30,000 customers on the old system.",
    Section.TASK: "I was to move the monthly statements to the new renderer by the end of the quarter.",
    Section.ACTION: "I wrote the converter in a week, tried it on twelve statements and ran it on the last day of March.",
    Section.RESULT: "On the first of April 2,100 customers got a statement with the wrong balance, and 40 of them called. We sent corrections within two days.",
    Section.LEARNING: "Twelve statements do not stand for an archive. Since then I run every converter over the whole archive and compare the totals before anything is sent.",
}
"""A story that admits little, around the section in which a phrase stands."""
_LINE = re.compile(r"([A-Z]\d{3}) ([+-]) (\w+) \| (\S.*)$")


class Phrase(NamedTuple):
    """What somebody might say in a section of a story. See corpus/GUIDE.md."""

    author: str
    code: str
    """The rule that it is written for."""
    fires: bool
    """Whether the rule should speak; False for a near miss."""
    section: Section
    text: str
    """One to three sentences."""

    @property
    def story(self) -> str:
        """A whole story that has the phrase as its section."""
        parts = {**_FRAME, self.section: self.text}
        return "\n".join(f"## {section.value.capitalize()}\n{text}\n" for section, text in parts.items())


def read_phrases(path: Path) -> list[Phrase]:
    """The phrases of one author's file. Raises StarlError for a line that breaks the format."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        match = _LINE.match(line.strip())
        if match is None or match[3] not in set(Section):
            raise StarlError(f"{path}:{number}: not `CODE + section | text`")
        found.append(Phrase(path.stem, match[1], match[2] == "+", Section(match[3]), match[4]))
    return found


def split_phrases(corpus: Path = CORPUS) -> dict[str, list[Phrase]]:
    """The phrases of `train` and `test`, as corpus/splits.toml gives the authors to them."""
    table = tomllib.loads((corpus / "splits.toml").read_text(encoding="utf-8"))["phrases"]
    return {
        name: [
            phrase for author in table[name] for phrase in read_phrases(corpus / "phrases" / f"{author}.txt")
        ]
        for name in SETS
    }
