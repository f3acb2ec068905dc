"""A paper: headings, paragraphs and lists in order. Every format is made of the same one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class Style(StrEnum):
    """How a run of words is set."""

    PLAIN = "plain"
    STRONG = "strong"
    EM = "em"
    CODE = "code"


class Kind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    TEXT = "text"
    ITEM = "item"
    TERM = "term"
    """A label with what belongs to it, such as a section and its line."""
    CODE = "code"
    """Lines that are kept as they are."""
    NOTE = "note"
    """A remark of starl on the paper itself."""


class Run(NamedTuple):
    """Words in one style."""

    text: str
    style: Style = Style.PLAIN


class Block(NamedTuple):
    """One block."""

    kind: Kind
    runs: tuple[Run, ...]
    level: int = 0
    """Of a heading: 1 for a story, 2 for its parts, 3 to 6 below. Of an item: 1 for the outermost list."""
    label: str = ""
    """Of a term."""

    @property
    def text(self) -> str:
        """Its words without their styles."""
        return "".join(run.text for run in self.runs)


class Paper(NamedTuple):
    """All that is on it."""

    title: str
    subtitle: str
    blocks: tuple[Block, ...]
    sheet: bool = False
    """Whether it must fit on one page."""
    keywords: tuple[str, ...] = ()

    @property
    def body(self) -> tuple[Block, ...]:
        """The blocks below the title."""
        return self.blocks if self.below else self.blocks[1:]

    @property
    def stepped(self) -> Iterator[Block]:
        """The same, each heading at most one level below the one before, as a screen reader wants it; the title has 1."""
        last = 1
        for one in self.body:
            if one.kind is Kind.HEADING:
                last = min(one.level + self.below, last + 1, 6)
                yield one._replace(level=last)
            else:
                yield one

    @property
    def below(self) -> int:
        """How far headings stand below their own level: 1 under a title of the paper's, 0 where a story's is it."""
        return 0 if self.blocks and self.blocks[0].level == 1 and self.blocks[0].text == self.title else 1


def block(kind: Kind, text: str, level: int = 0, label: str = "") -> Block:
    """A block of plain words."""
    return Block(kind, (Run(clean(text)),), level, clean(label))


def clean(text: str) -> str:
    """The text with each character that XML cannot hold as U+FFFD, so that every format can take it.

    >>> clean("a\\x1b[31mb")
    'a�[31mb'
    """
    return _NOT_XML.sub("\ufffd", text)
