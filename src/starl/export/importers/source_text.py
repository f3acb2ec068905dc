"""Files of other programs as text, whatever encoding they have, a piece at a time."""

from __future__ import annotations

import codecs
import io
from typing import IO, TextIO

from starl.errors import StarlError

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHUNK = 1 << 20
_START = 4096
_UNREADABLE = "is in no encoding that starl reads; save it as UTF-8 and try again"


def as_text(file: IO[bytes], newline: str | None = None) -> TextIO:
    """The text of a file that can be rewound, which is closed with it. cp1252 in `.encoding`: it is not Unicode.

    newline: as for `open`. Raises StarlError for what is no text.
    """
    return io.TextIOWrapper(file, encoding=_encoding(file), newline=newline)


def decoded(data: bytes) -> tuple[str, str]:
    """The text of a small file, and its encoding. Raises as `as_text`."""
    for name in _candidates(data[:_START]):
        try:
            return data.decode(name), name
        except UnicodeDecodeError:
            continue
    raise StarlError(_UNREADABLE)


def _encoding(file: IO[bytes]) -> str:
    for name in _candidates(file.read(_START)):
        file.seek(0)
        decoder = codecs.getincrementaldecoder(name)()
        try:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        file.seek(0)
        return name
    raise StarlError(_UNREADABLE)


def _candidates(start: bytes) -> tuple[str, ...]:
    """The encodings that a file which begins so may have, the likeliest first."""
    for bom, name in _BOMS:
        if start.startswith(bom):
            return (name,)
    if b"\0" in start:
        raise StarlError("is not text: it has NUL bytes")
    return ("utf-8-sig", "cp1252")
