"""Which lines are headings of the five sections, in all the ways that people write them."""

from __future__ import annotations

import re
from typing import NamedTuple

from starl.model.story import Section

_NAMES = {
    Section.SITUATION: "situation|background|context|setting|the situation",
    Section.TASK: "task|tasks|goal|objective|responsibility|my task|my role|the task",
    Section.ACTION: "action|actions|what i did|my actions|actions taken|the action",
    Section.RESULT: "result|results|outcome|outcomes|what happened|the result|the outcome",
    Section.LEARNING: (
        "learning|learnings|lesson|lessons|lesson learned|lessons learned|lesson learnt|lessons learnt|"
        "takeaway|takeaways|key takeaways|take-away|take-aways|reflection|what i learned|what i learnt|"
        "what did i learn|the learning"
    ),
}
NAMES = {name: section for section, names in _NAMES.items() for name in names.split("|")}
_LETTERS = dict(zip("starl", Section, strict=True))
_INLINE = "|".join(sorted(map(re.escape, NAMES), key=len, reverse=True))

_ATX = re.compile(r"[ ]{0,3}(#{1,6})[ \t]+([^\r\n]*?)[ \t#]*$")
_NUMBER = re.compile(r"^(?:\(?\d{1,2}[.):]\s*|[-–—]\s*)")
_LABEL = re.compile(
    rf"[ \t]{{0,3}}(?:\d{{1,2}}[.)][ \t]+|>[ \t]?)?(?:(?P<bold>\*\*|__)[ \t]*)?\(?(?P<name>{_INLINE})\)?"
    r"[ \t]*(?P<after>[^\w\s]*)(?P<gap>[ \t]*)",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[ \t]{0,3}(?P<bold>\*\*|__)?\(?(?P<name>[STARLstarl])\)?[ \t]*(?P<after>[^\w\s]*)(?P<gap>[ \t]*)")
_OPENINGS = {":", "-", "–", "—", "**", "**:", ":**", "__", "__:", ":__", "**-", "-**", "** -", ""}


class Heading(NamedTuple):
    """A line, or the beginning of one, that opens a section."""

    section: Section | None
    """None: a heading that is none of ours."""
    level: int
    """1..6 as in Markdown; 7 for a label such as `Situation:`."""
    end: int
    """Where in the line the heading ends and text may begin."""
    title: str


def section_of(title: str) -> Section | None:
    """The section that a heading's text names, if any.

    >>> section_of("1. Lessons learned:")
    <Section.LEARNING: 'learning'>
    """
    plain = title.replace("’", "'").strip().strip("*_`").strip()
    plain = _NUMBER.sub("", plain).strip(" :.-–—*_()?!").lower()
    if plain in NAMES:
        return NAMES[plain]
    first = re.split(r"[:(–—/&]| - | and ", plain, maxsplit=1)[0].strip()
    return NAMES.get(first)


def heading_at(line: str) -> Heading | None:
    """The heading that this line (without its line break) is or begins with."""
    head = line.lstrip(" ")[:1]
    if head == "#":
        match = _ATX.match(line[:300])
        if match and len(line) <= 300:
            return Heading(section_of(match[2]), len(match[1]), len(line), match[2].strip())
        return None
    match = _LABEL.match(line[:120])
    if match:
        return _label(line, match, NAMES[match["name"].lower()])
    match = _LETTER.match(line[:24])
    if match and ":" in match["after"] and match["name"].lower() in _LETTERS:
        return Heading(_LETTERS[match["name"].lower()], 8, match.end(), match["name"])
    return None


def _label(line: str, match: re.Match[str], section: Section) -> Heading | None:
    after, rest = match["after"], line[match.end() :]
    name = match["name"]
    if after not in _OPENINGS:
        return None
    if match["bold"] and match["bold"] not in after:
        return None
    if not rest.strip():
        # A line of its own: a name in lower case without any mark is more likely a word of the text.
        if after or match["bold"] or name[0].isupper():
            return Heading(section, 7, match.end(), name)
        return None
    colon = ":" in after
    dash = after in {"-", "–", "—"} and match["gap"] and line[match.end("name") : match.end()].startswith((" ", "\t"))
    if colon or (dash and name[0].isupper()):
        return Heading(section, 7, match.end(), name)
    return None
