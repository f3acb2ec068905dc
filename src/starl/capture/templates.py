"""Templates of entries: those that come with starl, and the person's own Markdown files."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from starl.content import content_text
from starl.errors import StarlError
from starl.text.decode import decode
from starl.text.lazy import lazy

FOLDER = "templates"
"""The folder of a person's own templates, in the journal's folder."""
STANDARD = "mistake"
_BUILT_IN = (STANDARD, "incident", "weekly")
_COMMENT = lazy(r"<!--(.*?)-->", re.DOTALL)
_HEADING = lazy(r"(#{1,6})[ \t]")
_GONE = "\0"


class Template(NamedTuple):
    """What an entry starts from, in the format of `entry_file`."""

    name: str
    text: str
    path: Path | None = None
    """Where it is kept; None for one that comes with starl."""

    @property
    def about(self) -> str:
        """Its first comment, or its first words."""
        comment = _COMMENT.search(self.text)
        return " ".join((comment[1] if comment else self.text).split())


def templates(folder: Path) -> dict[str, Template]:
    """All templates by name; one in `folder` takes the place of one of the same name that comes with starl.

    Raises StarlError for a file that cannot be read.
    """
    found = {name: Template(name, content_text(f"templates/{name}.md")) for name in _BUILT_IN}
    for path in sorted(folder.glob("*.md")):
        try:
            found[path.stem] = Template(path.stem, decode(path.read_bytes()), path)
        except StarlError as error:
            raise StarlError(f"{path}: {error}") from None
        except OSError as error:
            raise StarlError(f"{path}: cannot be read: {error.strerror or error}") from error
    return found


def template(name: str, folder: Path) -> Template:
    """The template of this name. Raises StarlError where there is none."""
    known = templates(folder)
    if name not in known:
        raise StarlError(
            f"there is no template '{name}'; there are {', '.join(known)}. Your own are files in {folder}"
        )
    return known[name]


def without_prompts(text: str, offered: str) -> str:
    """The text without the comments that a template offered, and without its headings that nothing was written under."""
    if not text.strip():
        return ""
    for comment in _COMMENT.finditer(offered):
        text = text.replace(comment[0], _GONE, 1)
    asked = {line for line in offered.split("\n") if _HEADING.match(line)}
    lines = text.split("\n")
    kept: list[str] = []
    gap = False
    for at, line in enumerate(lines):
        bare = line.replace(_GONE, "")
        taken = (line in asked and not _answered(line, lines[at + 1 :])) or (
            bare != line and not bare.strip()
        )
        if taken or (gap and not bare.strip() and not (kept and kept[-1].strip())):
            gap = True
        else:
            gap = gap and not bare.strip()
            kept.append(bare)
    return "\n".join(kept).strip()


def _answered(heading: str, below: list[str]) -> bool:
    """Whether anything but headings of a lower level is written under a heading."""
    level = _level(heading)
    for line in below:
        other = _level(line)
        if other and other <= level:
            return False
        if not other and line.replace(_GONE, "").strip():
            return True
    return False


def _level(line: str) -> int:
    """1..6 for a heading, 0 for another line."""
    match = _HEADING.match(line)
    return len(match[1]) if match else 0
