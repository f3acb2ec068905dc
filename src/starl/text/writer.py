"""Writing stories: a new file with questions in it, and one section changed with all else untouched."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from starl.model.story import Section
from starl.text.markdown import parse

QUESTIONS = {
    Section.SITUATION: "Where and when was this? Which project, which team, who depended on it?",
    Section.TASK: "What was yours to do? What did you promise, and by when?",
    Section.ACTION: "What did you do, step by step? Which choice of yours went wrong, and why did it seem right then?",
    Section.RESULT: "What broke, for whom, for how long, in numbers? What did you do about it?",
    Section.LEARNING: "What do you know now that you did not know then? What did you change, and where did you use it since?",
}


def new_story(
    title: str,
    *,
    themes: Iterable[str] = (),
    date: dt.date | None = None,
    said: Mapping[Section, str] = MappingProxyType({}),
) -> str:
    """A story file in the format of starl, each question in a comment.

    said: what stands below the question of a section already, as it is to stand there.
    """
    return front_matter(title, themes, date) + "".join(
        f"\n## {section.value.capitalize()}\n<!-- {ask} -->\n"
        + (f"{said[section]}\n" if said.get(section) else "")
        for section, ask in QUESTIONS.items()
    )


def front_matter(title: str, themes: Iterable[str] = (), date: dt.date | None = None) -> str:
    """The lines before a story's first heading."""
    head = f"---\ntitle: {_quoted(title)}\nthemes: [{', '.join(map(_quoted, themes))}]\n"
    return head + (f"date: {date}\n---\n" if date else "---\n")


def _quoted(text: str) -> str:
    """A string of YAML on one line; JSON's are that too."""
    return json.dumps(text, ensure_ascii=False)


def replace_section(text: str, section: Section, body: str) -> str:
    """The story with the text under a section's heading replaced; where the section is missing it is added.

    Nothing else changes. A section that is split in two keeps its later parts.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    body = body.strip()
    for part in parse(text).parts:
        if part.section is section:
            old = text[part.span.start : part.span.end]
            lead = old[: len(old) - len(old.lstrip())] or newline
            tail = old[len(old.rstrip()) :] or newline if old.strip() else newline
            return text[: part.span.start] + lead + body + tail + text[part.span.end :]
    gap = "" if not text or text.endswith("\n") else newline
    return f"{text}{gap}{newline}## {section.value.capitalize()}{newline}{body}{newline}"
