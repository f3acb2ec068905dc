"""A story as five boxes to write in: what of the file each box holds, and the file with a box changed."""

from __future__ import annotations

from collections.abc import Mapping

from starl.model.story import Section, Span
from starl.text.lazy import lazy
from starl.text.markdown import parse
from starl.text.writer import replace_section

_PROMPTS = lazy(r"(?:\s*<!--(?:(?!-->)[\s\S])*-->)*\s*")
"""Questions in comments, as `starl new` writes them, and the space around them."""
_ASKED = lazy(r"(?:\s*<!--(?:(?!-->)[\s\S])*-->[ \t]*(?:\r?\n)?)*")
"""The same, without the blank lines that follow."""
_COMMENT = lazy(r"<!--((?:(?!-->)[\s\S])*)-->")


def fields(text: str) -> dict[Section, Span] | None:
    """Where in the text the words of each section are, without the questions in comments before them.

    None for a story that five boxes cannot hold: without headings, with prose under none of them, or with a section
    in two parts. A section that is missing has no span.
    """
    story = parse(text, meta=False)
    if not story.has_headings:
        return None
    found: dict[Section, Span] = {}
    hidden = [span for span in story.hidden if span.end > span.start]
    for part in story.parts:
        if part.section is None:
            if _prose(text, part.span, hidden):
                return None
            continue
        if part.section in found:
            return None
        lead = _PROMPTS.match(text, part.span.start, part.span.end)
        start = lead.end() if lead else part.span.start
        end = start + len(text[start : part.span.end].rstrip())
        if start == end:
            asked = _ASKED.match(text, part.span.start, part.span.end)
            start = end = asked.end() if asked else part.span.start
        found[part.section] = Span(start, end)
    return found


def asked(text: str) -> dict[Section, tuple[str, ...]]:
    """The comments before the words of each section: questions, and what a story was started from."""
    story = parse(text, meta=False)
    found: dict[Section, tuple[str, ...]] = {}
    for part in story.parts:
        lead = _ASKED.match(text, part.span.start, part.span.end) if part.section else None
        if part.section and lead:
            found.setdefault(part.section, tuple(said.strip() for said in _COMMENT.findall(lead[0])))
    return found


def with_fields(text: str, said: Mapping[Section, str]) -> str:
    """The text with the words of these sections replaced, and nothing else changed.

    Line breaks become those of the text. A missing section is added at the end where something is said in it.
    Raises ValueError for a text that five boxes cannot hold.
    """
    spans = fields(text)
    if spans is None:
        raise ValueError("this story is not in five sections")
    newline = "\r\n" if "\r\n" in text else "\n"
    bodies = {
        section: said[section].replace("\r\n", "\n").strip().replace("\n", newline)
        for section in Section
        if section in said
    }
    for section, span in sorted(spans.items(), key=lambda item: item[1], reverse=True):
        body = bodies.get(section)
        if body is None or text[span.start : span.end] == body:
            continue
        if span.start == span.end:
            lead = "" if text[: span.start].endswith("\n") else newline
            body = lead + body + newline
        text = text[: span.start] + body + text[span.end :]
    for section, body in bodies.items():
        if body and section not in spans:
            text = replace_section(text, section, body)
    return text


def _prose(text: str, span: Span, hidden: list[Span]) -> bool:
    """Whether something in the span is shown to a reader."""
    at = span.start
    for gone in hidden:
        if gone.end <= at or gone.start >= span.end:
            continue
        if text[at : max(at, gone.start)].strip():
            return True
        at = max(at, gone.end)
    return bool(text[at : span.end].strip())
