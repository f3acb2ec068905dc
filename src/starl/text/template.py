"""The specification's template as JSON, or as the JavaScript objects in which it is printed."""

from __future__ import annotations

import re

from starl.model.story import Fact, Part, Section, Span, Story
from starl.text.lazy import lazy

_START = lazy(r"\s*\ufeff?\s*(?:\{|(?://[^\n]*\n\s*)*(?:export\s+)?(?:const|let|var)\s+\w+\s*=\s*\{)")
_SECTION = lazy(r"[\"'`]?\b(?:situation|task|action|result|learning)\b[\"'`]?\s*[:=]", re.IGNORECASE)
_TOKEN = lazy(
    r"(?P<space>\s+)|(?P<comment>//[^\n]*)|(?P<word>[A-Za-z_$][\w$]*)|(?P<number>[\d.]+)|(?P<open>[{\[])"
    r"|(?P<close>[}\]])|(?P<quote>[\"'`])|(?P<other>.)",
    re.DOTALL,
)
_CLOSING = {quote: lazy(rf"(?:[^{quote}\\]|\\.)*+{quote}", re.DOTALL) for quote in "\"'`"}
_KEYS = {section.value: section for section in Section}


def parse_template(text: str) -> Story | None:
    """The story in a template, or None where the text is something else.

    Offsets stay those of the text as pasted: every value is a part of its section.
    """
    if not _START.match(text[:2000]) or not _SECTION.search(text):
        return None
    parts, facts, kept = _read(text)
    if not parts:
        return None
    hidden, at = [], 0
    for span in kept:
        if span.start > at:
            hidden.append(Span(at, span.start))
        at = span.end
    if at < len(text):
        hidden.append(Span(at, len(text)))
    return Story(text, None, {}, parts=tuple(parts), facts=tuple(facts), hidden=tuple(hidden))


def _read(text: str) -> tuple[list[Part], list[Fact], list[Span]]:
    """Every string value under a section's key. A string that never closes ends the reading."""
    parts: list[Part] = []
    facts: list[Fact] = []
    kept: list[Span] = []
    section: Section | None = None
    key: str | None = None
    name: str | None = None
    depth = section_depth = 0
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            break
        at = match.end()
        kind = match.lastgroup
        if kind == "word":
            name = match[0]
        elif kind == "quote":
            closing = _CLOSING[match[0]].match(text, at)
            if closing is None:
                break
            value = Span(at, closing.end() - 1)
            at = closing.end()
            if text[at : at + 20].lstrip().startswith(":"):
                name = text[value.start : value.end]
            elif section is not None and value.end > value.start:
                parts.append(Part(section, value))
                kept.append(value)
                if key is not None:
                    facts.append(Fact(section, key, text[value.start : value.end], value))
                if depth == section_depth - 1:
                    section = None
        elif kind == "other" and match[0] in ":=" and name is not None:
            if name.lower() in _KEYS:
                section, key, section_depth = _KEYS[name.lower()], None, depth + 1
            elif section is not None:
                key = name.lower()
            name = None
        elif kind == "open":
            depth += 1
        elif kind == "close":
            depth -= 1
            if depth < section_depth:
                section, key = None, None
    return parts, facts, kept
