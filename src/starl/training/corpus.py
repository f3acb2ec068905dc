"""The labelled answers: reading `corpus/` and its split."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from starl.errors import StarlError
from starl.model.report import Dimension, Level, Pitfall
from starl.model.story import Section, Span

SETS = ("train", "dev", "test", "plain", "rough", "aside")
CORPUS = Path(__file__).resolve().parents[3] / "corpus"
TAGS = ("own", "blame", "lesson", "applied", "platitude", "trivial", "catastrophe", "brag")
ROLES = {
    "S": Section.SITUATION,
    "T": Section.TASK,
    "A": Section.ACTION,
    "R": Section.RESULT,
    "L": Section.LEARNING,
    "X": None,
}
_LINE = re.compile(r"([STARLX])((?: [a-z]+)*) \| (\S.*)$")


@dataclass(frozen=True, slots=True)
class Unit:
    """One labelled sentence of an answer."""

    text: str
    role: str
    tags: frozenset[str]


@dataclass(frozen=True, slots=True)
class Answer:
    """One labelled answer. See corpus/GUIDE.md."""

    id: str
    level: Level
    domain: str
    style: str
    pitfalls: frozenset[Pitfall]
    offtopic: bool
    rubric: dict[Dimension, int]
    units: tuple[Unit, ...]

    @property
    def author(self) -> str:
        return self.id.rpartition("-")[0]

    @property
    def text(self) -> str:
        """The whole answer, without headings."""
        return " ".join(unit.text for unit in self.units)

    def spans(self) -> list[Span]:
        """Where each unit stands in `text`."""
        found, at = [], 0
        for unit in self.units:
            found.append(Span(at, at + len(unit.text)))
            at += len(unit.text) + 1
        return found


def read_answers(path: Path) -> list[Answer]:
    """The answers of one author's file. Raises StarlError for a line that breaks the format."""
    answers: list[Answer] = []
    head: list[str] = []
    units: list[Unit] = []

    def end() -> None:
        if head:
            answers.append(_answer(head, units))
            units.clear()

    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("@"):
            end()
            head = [cell.strip() for cell in line[1:].split("|")]
            if len(head) != 6:
                raise StarlError(f"{path}:{number}: a header has six cells")
        elif line.strip():
            match = _LINE.match(line)
            if match is None or not set(match[2].split()) <= set(TAGS):
                raise StarlError(f"{path}:{number}: not `ROLE tags | text`")
            units.append(Unit(match[3].strip(), match[1], frozenset(match[2].split())))
    end()
    return answers


def _answer(head: list[str], units: list[Unit]) -> Answer:
    name, level, domain, style, pitfalls, rubric = head
    names = {item.strip() for item in pitfalls.split(",")}
    return Answer(
        id=name,
        level=Level(level),
        domain=domain,
        style=style,
        pitfalls=frozenset(Pitfall(item) for item in names - {"none", "offtopic"}),
        offtopic="offtopic" in names,
        rubric=dict(zip(Dimension, map(int, rubric.split()), strict=True)),
        units=tuple(units),
    )


def split(corpus: Path = CORPUS) -> dict[str, list[Answer]]:
    """The answers of each of SETS, as corpus/splits.toml gives the authors to them."""
    table = tomllib.loads((corpus / "splits.toml").read_text(encoding="utf-8"))
    return {
        name: [
            answer for author in table[name] for answer in read_answers(corpus / "answers" / f"{author}.txt")
        ]
        for name in SETS
    }


def shaped_authors(corpus: Path = CORPUS) -> frozenset[str]:
    """The authors in `train` who wrote as strangers do: in the shape of their texts, or in their ordinary words."""
    table = tomllib.loads((corpus / "splits.toml").read_text(encoding="utf-8"))
    return frozenset(table["shaped"])
