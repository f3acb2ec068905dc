"""A story prepared for the rules: sentences with their words and their section."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import NamedTuple

from starl.model.story import Section, Span, Story
from starl.text.lazy import lazy
from starl.text.plain import analysis_copy
from starl.text.sentences import sentences

_WORD = lazy(r"[^\W_]+(?:['’.\-/][^\W_]+)*")
WORDS_A_MINUTE = 140
"""Speed at which an answer is spoken, as the specification of starl sets it."""


class Sentence(NamedTuple):
    """One sentence of the story."""

    number: int
    """Its place in `Document.sentences`."""
    span: Span
    section: Section | None
    plain: str
    """Its text in the analysis copy: lower case, plain quotes."""
    words: list[str]
    """The words of `plain`, without punctuation."""


class Document:
    """What a rule is given.

    plain: the analysis copy of the whole text; offsets as in `story.text`. inferred: whether the sections were found by
    the coach, not given by headings.
    """

    __slots__ = ("_lines", "_starts", "inferred", "plain", "sentences", "story")

    def __init__(self, story: Story, plain: str, sentences: list[Sentence], *, inferred: bool) -> None:
        self.story = story
        self.plain = plain
        self.sentences = sentences
        self.inferred = inferred
        self._starts = [sentence.span.start for sentence in sentences]
        self._lines: list[int] | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Document) and (self.story, self.sentences, self.inferred) == (
            other.story,
            other.sentences,
            other.inferred,
        )

    __hash__ = None  # type: ignore[assignment]

    @property
    def text(self) -> str:
        """The user's text as it was read."""
        return self.story.text

    @property
    def words(self) -> int:
        """The number of words of prose."""
        return sum(len(sentence.words) for sentence in self.sentences)

    def of(self, *sections: Section) -> list[Sentence]:
        """The sentences of these sections, in the order of the text."""
        return [sentence for sentence in self.sentences if sentence.section in sections]

    def words_of(self, *sections: Section) -> int:
        """The number of words in these sections."""
        return sum(len(sentence.words) for sentence in self.sentences if sentence.section in sections)

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence in which this code point stands, or the one before it; None in an empty text."""
        index = bisect_right(self._starts, offset) - 1
        return self.sentences[index] if index >= 0 else None

    def around(self, sentence: Sentence, before: int = 1, after: int = 1) -> list[Sentence]:
        """This sentence with its neighbours, as many as there are."""
        return self.sentences[max(0, sentence.number - before) : sentence.number + after + 1]

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """Line and column of a code point, both from 1."""
        if self._lines is None:
            self._lines = [0, *accumulate(len(line) + 1 for line in self.text.split("\n"))]
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1


def word_list(plain: str) -> list[str]:
    """The words of lower-case text, as the model and the counts see them."""
    return _WORD.findall(plain)


def split(story: Story) -> tuple[str, list[Sentence]]:
    """The analysis copy and its sentences, each with the section of its heading."""
    plain = analysis_copy(story)
    parts = story.parts or ()
    found: list[Sentence] = []
    for part in parts:
        for span in sentences(plain, part.span.start, part.span.end):
            piece = plain[span.start : span.end]
            words = word_list(piece)
            if words:
                found.append(Sentence(len(found), span, part.section, piece, words))
    return plain, found
