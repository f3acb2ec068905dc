"""From paths to texts: folders are searched for stories, every bad file gets its own error."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from starl.errors import StarlError
from starl.text.decode import MAX_BYTES, decode
from starl.text.template import parse_template

SUFFIXES = (".md", ".markdown", ".txt")
STDIN = "-"


class Source(NamedTuple):
    """A text to check, or why there is none."""

    path: str
    text: str | None
    error: str | None


def find_files(paths: tuple[str, ...]) -> Iterator[tuple[str, str | None]]:
    """Every file to read, in a stable order, each with an error where it cannot be one. No file comes twice."""
    seen: set[Path] = set()
    for name in paths:
        path = Path(name)
        if name == STDIN:
            yield STDIN, None
        elif path.is_dir():
            found = [file for file in _stories(path) if file.resolve() not in seen]
            seen.update(file.resolve() for file in found)
            yield from ((str(file), None) for file in found)
            if not found:
                yield name, f"has no stories in it (files that end in {', '.join(SUFFIXES)})"
        elif not path.exists():
            yield name, "does not exist; `starl new TITLE` starts one"
        elif path.resolve() not in seen:
            seen.add(path.resolve())
            yield name, None


def _stories(folder: Path) -> list[Path]:
    """The stories of a folder and its sub-folders; hidden ones and a README are left alone."""
    return sorted(
        file
        for file in folder.rglob("*")
        if (file.suffix.lower() in SUFFIXES or _is_template(file))
        and file.stem.lower() != "readme"
        and not any(part.startswith(".") for part in file.relative_to(folder).parts)
        and file.is_file()
    )


def _is_template(file: Path) -> bool:
    """Whether a JSON file is a story: most are something else."""
    if file.suffix.lower() != ".json" or not file.is_file() or file.stat().st_size > MAX_BYTES // 10:
        return False
    try:
        return parse_template(decode(file.read_bytes())) is not None
    except (OSError, StarlError):
        return False


def read_source(path: str) -> Source:
    """The text of one file or of standard input. Never raises for a bad file: the error is in the answer."""
    try:
        return Source(path, decode(_bytes(path)), None)
    except StarlError as error:
        return Source(path, None, str(error))
    except OSError as error:
        return Source(path, None, _why(error))


def _bytes(path: str) -> bytes:
    if path == STDIN:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    file = Path(path)
    if not file.is_file():
        raise StarlError(
            "is not a regular file; give a story file, a folder of them, or - for standard input"
        )
    size = file.stat().st_size
    if size > MAX_BYTES:
        raise StarlError(
            f"is {size / 1e6:.0f} MB; a story is at most {MAX_BYTES // 1_000_000} MB. Is this the right file?"
        )
    return file.read_bytes()


def _why(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "may not be read by you; change its permissions (chmod u+r) and try again"
    return f"cannot be read: {error.strerror or error}"
