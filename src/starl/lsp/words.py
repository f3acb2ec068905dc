"""What the editor shows in Markdown: words of ours as they are, words of the story escaped."""

from __future__ import annotations

import re

from starl.model.report import Finding
from starl.model.story import Section
from starl.text.writer import QUESTIONS

_MARKS = re.compile(r"([\\`*_{}\[\]()#+\-|~$@:/=]|(?<=\d)\.|\.(?=\S)|!(?=\[))")
"""What Markdown may take for a mark. A full stop at the end of a sentence is none, and some editors show the backslash."""


def escaped(text: str) -> str:
    r"""Text that came from the story, so that it looks as it was written and makes no link, picture or tag.

    >>> escaped("<b> [x](y)")
    '&lt;b&gt; \\[x\\]\\(y\\)'
    """
    plain = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    plain = plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MARKS.sub(r"\\\1", plain)


def about_finding(item: Finding, why: str) -> str:
    """A finding with its rationale and its question, in Markdown."""
    return (
        f"**{item.code} {item.name}** ({item.severity.value})\n\n{escaped(item.message)}\n\n{why}\n\n"
        f"*Ask yourself:* {escaped(item.question)}"
    )


def about_section(section: Section, words: int, seconds: int) -> str:
    """What belongs into a section, and how long it is."""
    return f"**{section.value.capitalize()}**: {length(words, seconds)}\n\n{QUESTIONS[section]}"


def length(words: int, seconds: int) -> str:
    """How long something is, read and spoken.

    >>> length(1, 0), length(140, 60)
    ('1 word, 0 s', '140 words, 60 s')
    """
    return f"{words} word{'' if words == 1 else 's'}, {seconds} s"
