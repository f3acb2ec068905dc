"""The items of one array in a large JSON file, one at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, TextIO

from starl.errors import StarlError

_CHUNK = 1 << 18
_LONGEST = 1 << 26
"""Longest single value, in code points."""
_NEAR = 64
"""An error this close to what was read so far may only mean that more is to be read."""
_NUMBERS = (int, float)
_AFTER = " \t\r\n,]}"
"""What ends a number; where it is something else, more of the number may come."""
_SPACE = " \t\r\n"
_DECODER = json.JSONDecoder(strict=False)


def items(file: TextIO, name: str) -> Iterator[tuple[int, Any]]:
    """What is in the array `name` of the object in a file, each with the line where it begins.

    Raises StarlError, its text beginning with the line, where the file is no such JSON.
    """
    reader = _Reader(file)
    reader.expect("{")
    found = False
    while reader.peek() != "}":
        key = reader.value()
        reader.expect(":")
        if key == name and reader.peek() == "[":
            found = True
            yield from _array(reader)
        else:
            reader.value()
        if reader.peek() != "}":
            reader.expect(",")
    if not found:
        raise StarlError(f"has no list '{name}'")


def _array(reader: _Reader) -> Iterator[tuple[int, Any]]:
    reader.expect("[")
    while reader.peek() != "]":
        line = reader.line()
        yield line, reader.value()
        if reader.peek() != "]":
            reader.expect(",")
    reader.expect("]")


class _Reader:
    """What of the file was read and is not used yet."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._text = ""
        self._at = 0
        self._counted = 0
        self._line = 1
        self._ended = False

    def peek(self) -> str:
        """The next character that is no space, not yet used; empty at the end of the file."""
        while True:
            while self._at < len(self._text) and self._text[self._at] in _SPACE:
                self._at += 1
            if self._at < len(self._text) or self._ended:
                return self._text[self._at : self._at + 1]
            self._more()

    def expect(self, char: str) -> None:
        """Uses this character."""
        there = self.peek()
        if there != char:
            what = f"'{there}'" if there else "the end of the file"
            raise StarlError(f"line {self.line()}: here should be '{char}', not {what}; it is no whole JSON")
        self._at += 1

    def value(self) -> Any:
        """Uses one value."""
        self.peek()
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                open_string = error.msg.startswith("Unterminated string")
                cut = open_string or error.pos >= len(self._text) - _NEAR
                if self._ended or not cut or len(self._text) > _LONGEST:
                    self._at = error.pos
                    raise StarlError(f"line {self.line()}: {error.msg}; it is no whole JSON") from None
            except RecursionError:
                raise StarlError(f"line {self.line()}: is nested too deeply") from None
            else:
                whole = end < len(self._text) and (type(value) not in _NUMBERS or self._text[end] in _AFTER)
                if whole or self._ended:
                    self._at = end
                    return value
            self._more()

    def line(self) -> int:
        """The line of what comes next, from 1."""
        self._line += self._text.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._line

    def _more(self) -> None:
        self.line()
        rest = self._text[self._at :]
        read = self._file.read(max(_CHUNK, len(rest)))
        self._ended = not read
        self._text, self._at, self._counted = rest + read, 0, 0
