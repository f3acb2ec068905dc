"""Small insertions into a story: a section that is missing, and a comment that silences a rule."""

from __future__ import annotations

from typing import NamedTuple

from starl.model.story import Part, Section, Story
from starl.text.writer import QUESTIONS

REASON = "say why here"
"""What stands where the person's reason belongs."""


class Insertion(NamedTuple):
    """Text that goes in at a place of the story; nothing else changes."""

    offset: int
    text: str


def missing_section(story: Story, section: Section) -> Insertion | None:
    """The heading of a section with its question in a comment, where it belongs in the order of the five.

    None where the section is there, in a template, and where prose stands under no heading: a heading in it would
    cut the story apart.
    """
    if not _markdown(story) or (not story.has_headings and _has_prose(story)):
        return None
    present = [part for part in story.parts if part.section is not None]
    if any(part.section is section for part in present):
        return None
    order = list(Section)
    later = [part for part in present if order.index(part.section or section) > order.index(section)]
    if later:
        offset = _heading_before(story, later[0])
        return Insertion(offset, _with_gap(story, offset, _block(story, section) + _newline(story)))
    return Insertion(len(story.text), _with_gap(story, len(story.text), _block(story, section)))


def skeleton(story: Story) -> Insertion | None:
    """All five sections with their questions, for a story that has no text yet. None for any other."""
    if not _markdown(story) or story.has_headings or _has_prose(story):
        return None
    blocks = _newline(story).join(_block(story, section) for section in Section)
    return Insertion(len(story.text), _with_gap(story, len(story.text), blocks))


def ignore_comment(story: Story, code: str, section: Section | None) -> Insertion | None:
    """A comment that silences a rule in the section, or in the whole story where the section has no heading.

    None in a template, where no comment would be read.
    """
    if not _markdown(story):
        return None
    newline = _newline(story)
    comment = f"<!-- starl: ignore {code} {REASON} -->{newline}"
    part = next((part for part in story.parts if section is not None and part.section is section), None)
    if part is None:
        return Insertion(_body_start(story), comment)
    offset = part.span.start
    if offset and story.text[offset - 1] != "\n":
        end = story.text.find("\n", offset)
        offset = len(story.text) if end < 0 else end + 1
        if end < 0:
            comment = newline + comment
    return Insertion(offset, comment)


def _block(story: Story, section: Section) -> str:
    newline = _newline(story)
    return f"## {section.value.capitalize()}{newline}<!-- {QUESTIONS[section]} -->{newline}"


def _with_gap(story: Story, offset: int, block: str) -> str:
    """The block with a blank line before it, as far as there is none."""
    before, newline = story.text[:offset].replace("\r\n", "\n"), _newline(story)
    if not before.strip("\ufeff") or before.endswith("\n\n"):
        return block
    return newline * (1 if before.endswith("\n") else 2) + block


def _heading_before(story: Story, part: Part) -> int:
    """Where the line of a part's heading begins."""
    start = max((span.start for span in story.headings if span.end <= part.span.start), default=0)
    return max(story.text.rfind("\n", 0, start) + 1, _body_start(story))


def _body_start(story: Story) -> int:
    """Behind the front matter, or the byte order mark."""
    front = story.hidden[0].end if story.hidden and story.hidden[0].start == 0 else 0
    return front if story.text.lstrip("\ufeff").startswith("---") else int(story.text.startswith("\ufeff"))


def _markdown(story: Story) -> bool:
    """Not the specification's template: there every part has a section and no heading."""
    return bool(story.headings) or not story.has_headings


def _has_prose(story: Story) -> bool:
    text = story.text
    at = 0
    for span in sorted(story.hidden):
        if span.start > at and text[at : span.start].strip():
            return True
        at = max(at, span.end)
    return bool(text[at:].strip())


def _newline(story: Story) -> str:
    return "\r\n" if "\r\n" in story.text else "\n"
