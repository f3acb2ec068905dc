"""Kinds of recordings: told apart by their first bytes, served under their proper names."""

from __future__ import annotations

from typing import IO

from starl.errors import StarlError

TYPES = {
    ".wav": "audio/wav",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".webm": "audio/webm",
    ".ogg": "audio/ogg",
    ".flac": "audio/flac",
}
"""What a browser is told of a recording, by its ending."""
UNKNOWN = ".sound"
"""The ending of what is of no known kind; whether it can be heard, the recogniser says."""


def sent_as(file: IO[bytes], name: str) -> str:
    """The ending that fits a recording that was sent; the file is at its beginning then. Raises StarlError where it is empty."""
    file.seek(0)
    head = file.read(16)
    file.seek(0)
    if not head:
        raise StarlError("the recording is empty; record it again, or choose another file")
    return ending_of(head, name)


def ending_of(head: bytes, name: str = "") -> str:
    """The ending that fits a recording, from its first 16 bytes; its name counts only where these say nothing.

    >>> ending_of(b"RIFF....WAVEfmt ", "talk.mp3"), ending_of(b"?", "Talk.MP3"), ending_of(b"?", "notes.txt")
    ('.wav', '.mp3', '.sound')
    """
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return ".wav"
    for start, ending in (
        (b"fLaC", ".flac"),
        (b"OggS", ".ogg"),
        (b"\x1a\x45\xdf\xa3", ".webm"),
        (b"ID3", ".mp3"),
    ):
        if head.startswith(start):
            return ending
    if head[4:8] == b"ftyp":
        return ".m4a"
    if len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2:
        return ".mp3"
    given = "." + name.rpartition(".")[2].lower()
    return given if given in TYPES else UNKNOWN
