"""Bytes to text, with an error that says what to do."""

from __future__ import annotations

import codecs

from starl.errors import StarlError

MAX_BYTES = 20_000_000
"""A story is a few kilobytes; what is larger than this was given by mistake."""

_BOMS = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}


def decode(data: bytes) -> str:
    """The text of a UTF-8 file, a byte order mark and CRLF kept as they are.

    Raises StarlError for text that is too long, in another encoding, or not text at all.
    """
    if len(data) > MAX_BYTES:
        raise StarlError(
            f"is {len(data) / 1e6:.0f} MB; a story is at most {MAX_BYTES // 1_000_000} MB. Is this the right file?"
        )
    for bom, encoding in _BOMS.items():
        if data.startswith(bom):
            raise StarlError(f"is in {encoding}; save it as UTF-8 and try again")
    at = data.find(b"\0")
    if at >= 0:
        even_or_odd = data[:400]
        if even_or_odd.count(0) > len(even_or_odd) // 4:
            raise StarlError("looks like UTF-16 or a binary file, not UTF-8 text; save it as UTF-8 and try again")
        raise StarlError(f"is not text: it has a NUL byte at byte {at}")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise StarlError(
            f"is not UTF-8: byte {error.start} (line {line}) is 0x{data[error.start]:02x}; save it as UTF-8 and try again"
        ) from None
