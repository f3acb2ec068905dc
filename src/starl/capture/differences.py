"""What changed between two texts, word by word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

from starl.text.lazy import lazy

_PIECES = lazy(r"\w+|\s+|[^\w\s]")
_ALIKE = 0.4
"""The least likeness (0..1) of two lines that are shown as one line that changed."""
_NEAR = 12
"""A line is looked for among so many that came in its place."""
_LONGEST = 3000
"""Lines with more pieces than this are not compared word by word: the time grows with the square."""


class Mark(StrEnum):
    """What became of a piece."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


class Piece(NamedTuple):
    """A stretch of a line."""

    mark: Mark
    text: str


Line = tuple[Piece, ...]


def differences(old: str, new: str) -> list[Line]:
    """All lines of both texts, in order, each as what stayed, went and came. Without the line breaks."""
    before, after = old.splitlines(), new.splitlines()
    found: list[Line] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            found += [_whole(Mark.SAME, line) for line in before[a:b]]
        else:
            found += _changed(before[a:b], after[c:d])
    return found


def changed(line: Line) -> bool:
    """Whether anything in a line went or came."""
    return any(piece.mark is not Mark.SAME for piece in line)


def _whole(mark: Mark, line: str) -> Line:
    return (Piece(mark, line),)


def _changed(before: Sequence[str], after: Sequence[str]) -> Iterator[Line]:
    """Pairs lines that are alike, in order; the others went or came as a whole."""
    at = 0
    for line in before:
        near = range(at, min(at + _NEAR, len(after)))
        match = next((n for n in near if _alike(line, after[n])), None)
        if match is None:
            yield _whole(Mark.GONE, line)
            continue
        yield from (_whole(Mark.NEW, other) for other in after[at:match])
        yield _words(line, after[match])
        at = match + 1
    yield from (_whole(Mark.NEW, other) for other in after[at:])


def _alike(one: str, other: str) -> bool:
    a, b = _PIECES.findall(one), _PIECES.findall(other)
    if len(a) > _LONGEST or len(b) > _LONGEST or not (one.strip() and other.strip()):
        return False
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _words(one: str, other: str) -> Line:
    a, b = _PIECES.findall(one), _PIECES.findall(other)
    pieces: list[Piece] = []
    for kind, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece(Mark.SAME, "".join(a[i:j])))
        else:
            pieces += [
                Piece(mark, "".join(part)) for mark, part in ((Mark.GONE, a[i:j]), (Mark.NEW, b[k:m])) if part
            ]
    return tuple(pieces)
