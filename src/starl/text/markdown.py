"""The story format of starl: Markdown with five headings, read leniently and without loss."""

from __future__ import annotations

import re

from starl.model.story import Fact, Ignore, Part, Section, Span, Story
from starl.text.headings import LABEL, LETTER, Heading, heading_at, section_of
from starl.text.lazy import lazy
from starl.text.template import parse_template

FACT_KEYS = {
    Section.SITUATION: ("project", "team", "timeline", "context"),
    Section.TASK: ("responsibility", "requirements", "deadline"),
    Section.ACTION: ("approach", "mistake", "oversight"),
    Section.RESULT: ("outcome", "impact"),
    Section.LEARNING: ("technical", "process", "personal", "application"),
}
MAX_META = 65_536
"""Longest front matter that is read, in code points."""

_FACT = lazy(r"[ \t]*[-*+][ \t]+(?:\*\*|__)?([A-Za-z]+)(?:\*\*|__)?:(?:\*\*|__)?[ \t]*(.*)")
_FENCE = lazy(r"[ ]{0,3}(```+|~~~+)")
_UNDERLINE = lazy(r"[ ]{0,3}(=+|-+)[ \t]*$")
_IGNORE = lazy(r"<!--\s*starl:\s*ignore\s+([A-Z]\d{3}(?:\s*,\s*[A-Z]\d{3})*)")
_LINE = lazy(r"[^\n]*\n|[^\n]+")


_WORDS = r"[A-Za-z][\w .'/()-]{0,200}"
SOUND = (
    rf"(?:[A-Za-z]\w{{0,40}}: +(?:{_WORDS}|[12]\d{{3}}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])"
    rf"|\[(?:{_WORDS}(?:, {_WORDS})*)?\])\r?\n)*+"
)
"""Front matter that YAML surely reads; ASCII only."""
_SOUND = lazy(SOUND, re.ASCII)


def parse(text: str, *, meta: bool = True) -> Story:
    """Takes a text apart. Never raises: what is not understood is prose.

    meta: whether title, themes and the rest of the front matter are wanted. YAML takes 15 ms to load, so without
    them it only looks at front matter that may be wrong.
    """
    template = parse_template(text)
    if template is not None:
        return template
    front, body_start, error = _front_matter(text, meta)
    body_start = body_start or int(text.startswith("\ufeff"))
    reader = _Reader(text, body_start)
    reader.read()
    title = front.get("title")
    themes = front.get("themes")
    return Story(
        text=text,
        title=str(title) if title is not None else reader.title,
        meta=front,
        themes=tuple(str(theme) for theme in themes) if isinstance(themes, list) else (),
        parts=tuple(reader.parts),
        headings=tuple(reader.headings),
        facts=tuple(reader.facts),
        ignores=tuple(reader.ignores),
        hidden=((Span(0, body_start),) if body_start else ()) + tuple(reader.hidden),
        error=error,
    )


def _front_matter(text: str, wanted: bool) -> tuple[dict[str, object], int, str | None]:
    """The YAML between the first two `---` lines; how far it reaches; what is wrong with it."""
    start = 1 if text.startswith("\ufeff") else 0
    if not text.startswith(("---\n", "---\r\n"), start):
        return {}, 0, None
    match = lazy(r"^---[ \t]*(?:\r?\n|\Z)", re.MULTILINE).search(text, start + 4, start + MAX_META)
    if match is None:
        return {}, 0, None
    if not wanted and _SOUND.fullmatch(text, text.index("\n", start) + 1, match.start()):
        return {}, match.end(), None
    import yaml

    try:
        data = yaml.safe_load(text[start + 4 : match.start()])
    except (yaml.YAMLError, ValueError, RecursionError) as problem:
        mark = getattr(problem, "problem_mark", None)
        where = f"line {mark.line + 2}: " if mark else ""
        what = getattr(problem, "problem", None) or "it cannot be read"
        return {}, match.end(), f"the front matter is not YAML ({where}{what})"
    if data is None:
        return {}, match.end(), None
    if not isinstance(data, dict):
        return {}, match.end(), "the front matter is not a list of `key: value` lines"
    return {str(key): value for key, value in data.items()}, match.end(), None


def _trusted(lines: list[str]) -> set[int]:
    """Which kinds of label are headings here.

    `Result:` is one where another section is marked too; `S:` where two other letters are.
    """
    marked: dict[int, set[Section | None]] = {LABEL: set(), LETTER: set()}
    for line in lines:
        if line[:1] not in "\n\r":
            heading = heading_at(line.rstrip("\r\n"))
            if heading is not None and heading.section is not None:
                marked[max(LABEL, heading.level)].add(heading.section)
    return {level for level, least in ((LABEL, 2), (LETTER, 3)) if len(marked[level]) >= least}


class _Reader:
    """One pass over the lines of the body."""

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.start = start
        self.title: str | None = None
        self.parts: list[Part] = []
        self.headings: list[Span] = []
        self.facts: list[Fact] = []
        self.ignores: list[Ignore] = []
        self.hidden: list[Span] = []
        self._section: Section | None = None
        self._level = 7
        self._from = start

    def read(self) -> None:
        lines = list(_LINE.finditer(self.text, self.start))
        trusted = _trusted([line[0] for line in lines])
        fence = ""
        comment_until = -1
        skip = False
        for index, match in enumerate(lines):
            at = match.start()
            line = match[0].rstrip("\r\n")
            if skip:
                skip = False
                continue
            if at < comment_until:
                continue
            opening = _FENCE.match(line)
            if fence or opening:
                self._hide(at, match.end())
                if not fence and opening:
                    fence = opening[1]
                elif opening and opening[1].startswith(fence) and not line.strip().strip(fence[0]):
                    fence = ""
                continue
            if "<!--" in line:
                comment_until = self._comments(at, match.end())
                if line.lstrip().startswith("<!--"):
                    continue
            following = lines[index + 1][0].rstrip("\r\n") if index + 1 < len(lines) else ""
            heading = self._heading(line, following, trusted)
            if heading is not None:
                setext = heading.level in (1, 2) and not line.lstrip().startswith("#")
                end = lines[index + 1].end() if setext else min(at + heading.end, match.end())
                if heading.end >= len(line) and not setext:
                    end = match.end()
                self._open(heading, at, end)
                skip = setext
            elif self._section and line.lstrip()[:1] in ("-", "*", "+"):
                self._fact(line, at)
        self._close(len(self.text))

    def _heading(self, line: str, following: str, trusted: set[int]) -> Heading | None:
        if not line or (len(line) > 20_000 and line[0] not in "#*_ \t"):
            return heading_at(line[:200]) and None
        if (
            following
            and len(line) <= 120
            and line.strip()
            and _UNDERLINE.match(following)
            and len(following.strip()) > 2
        ):
            level = 1 if "=" in following else 2
            return Heading(section_of(line), level, len(line), line.strip())
        heading = heading_at(line)
        return heading if heading is None or heading.level < LABEL or heading.level in trusted else None

    def _open(self, heading: Heading, at: int, end: int) -> None:
        if heading.section is None:
            if self.title is None and heading.level == 1 and self._section is None and not self.parts:
                self.title = heading.title or None
            if self._section is None or heading.level > self._level:
                self._hide(at, end)
                return
        self._close(at)
        self.headings.append(Span(at, end))
        self._hide(at, end)
        self._section, self._level, self._from = heading.section, heading.level, end

    def _close(self, end: int) -> None:
        if self._section is not None or self.text[self._from : end].strip():
            self.parts.append(Part(self._section, Span(self._from, end)))

    def _hide(self, start: int, end: int) -> None:
        self.hidden.append(Span(start, end))

    def _comments(self, start: int, end: int) -> int:
        """Hides the comments that begin in this line; gives where the last of them ends."""
        last = -1
        at = self.text.find("<!--", start, end)
        while at >= 0:
            close = self.text.find("-->", at)
            if close < 0:
                break
            last = close + 3
            self._hide(at, last)
            ignore = _IGNORE.match(self.text, at, last)
            if ignore:
                self.ignores += [Ignore(code.strip(), self._section) for code in ignore[1].split(",")]
            at = self.text.find("<!--", last, end)
        return last

    def _fact(self, line: str, at: int) -> None:
        match = _FACT.match(line[:400])
        if match is None or self._section is None or match[1].lower() not in FACT_KEYS[self._section]:
            return
        value = Span(at + match.start(2), at + len(line))
        self.facts.append(
            Fact(self._section, match[1].lower(), self.text[value.start : value.end].strip(), value)
        )
        self._hide(at, value.start)
