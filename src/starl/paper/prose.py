"""A story's Markdown as blocks. Nothing of it is code for any format: HTML in it is text like any other."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from starl.model.story import Section, Story
from starl.paper.blocks import Block, Kind, Run, Style, block, clean
from starl.text.lazy import lazy
from starl.text.template import parse_template

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_COMMENT = lazy(r"(?s)<!--.*?-->")
_STYLES = {"strong_open": Style.STRONG, "em_open": Style.EM}
_DEEPEST = 6


def story_blocks(story: Story) -> Iterator[Block]:
    """The sections under their headings, in the order in which they are told; what stands under none comes first.

    A section that is split in two is one on paper.
    """
    if parse_template(story.text) is not None:
        yield from _of_template(story)
        return
    for section in (None, *Section):
        bodies = [
            story.text[part.span.start : part.span.end] for part in story.parts if part.section is section
        ]
        found = list(prose("\n\n".join(bodies)))
        if section and bodies:
            yield block(Kind.HEADING, section.value.capitalize(), 2)
        yield from found


def prose(text: str) -> Iterator[Block]:
    """The blocks of a Markdown text; comments are left out."""
    depth = 0
    kind, level = Kind.TEXT, 0
    for token in _reader().parse(_COMMENT.sub("", text)):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            depth += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            depth -= 1
        elif token.type == "list_item_open":
            kind, level = Kind.ITEM, depth
        elif token.type == "heading_open":
            kind, level = Kind.HEADING, min(max(3, int(token.tag[1])), _DEEPEST)
        elif token.type == "inline":
            runs = tuple(_runs(token.children or []))
            if any(run.text.strip() for run in runs):
                yield Block(kind, runs, level)
            kind, level = Kind.TEXT, 0
        elif token.type in ("fence", "code_block"):
            yield block(Kind.CODE, token.content.rstrip("\n"))


def _of_template(story: Story) -> Iterator[Block]:
    keys = {fact.span: fact.key for fact in story.facts}
    for section in Section:
        parts = [part.span for part in story.parts if part.section is section]
        if parts:
            yield block(Kind.HEADING, section.value.capitalize(), 2)
        for span in parts:
            words = story.text[span.start : span.end]
            yield block(Kind.ITEM, f"{keys[span]}: {words}", 1) if span in keys else block(Kind.TEXT, words)


def _runs(tokens: list[Token]) -> Iterator[Run]:
    open_styles: list[Style] = []
    found: list[Run] = []
    for token in tokens:
        style = open_styles[-1] if open_styles else Style.PLAIN
        text = token.content
        if token.type in _STYLES:
            open_styles.append(_STYLES[token.type])
        elif token.type in ("strong_close", "em_close"):
            open_styles.pop()
        elif token.type == "softbreak":
            text = " "
        elif token.type == "hardbreak":
            text = "\n"
        elif token.type == "code_inline":
            style = Style.CODE
        if not text:
            continue
        if found and found[-1].style is style:
            text = found.pop().text + text
        found.append(Run(clean(text), style))
    yield from found


@cache
def _reader() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).disable(["link", "image", "autolink", "reference"])
