"""Data, not code: weights, word lists, scenarios, stories and pages to read."""

from __future__ import annotations

import mmap
from pathlib import Path

_HERE = Path(__file__).parent


def content_bytes(name: str) -> bytes:
    """A data file of this folder."""
    return (_HERE / name).read_bytes()


def content_mapped(name: str) -> memoryview:
    """A data file of this folder, of which only the parts are read that are looked at; processes share them."""
    with (_HERE / name).open("rb") as file:
        return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


def content_text(name: str) -> str:
    """A data file of this folder, as text."""
    return (_HERE / name).read_text(encoding="utf-8")


def content_path(name: str) -> Path:
    """Where a data file or a folder of them is."""
    return _HERE / name
