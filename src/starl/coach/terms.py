"""Acronyms and technical terms of a text, and the word lists that say which of them are common."""

from __future__ import annotations

import re
from functools import cache

from starl.coach.document import Document, Sentence
from starl.content import content_text
from starl.model.story import Span
from starl.text.lazy import lazy

_CAPITALS = lazy(r"[A-Z]{2,6}s?")
_MOST_ASKED = 12
"""Acronyms that are looked at in one text."""

_TECHNICAL = lazy(
    r"\b(?:[A-Z]{2,6}s?|[a-z]+[A-Z]\w*|[A-Z][a-z]+[A-Z]\w*|[A-Za-z]\w*_\w+|[a-z]{1,4}\d{1,3}[a-z]{0,3}|[A-Za-z]+\.(?:js|py|net|io))\b"
)
_COMMON_IN_TALK = lazy(r"(?:OK|US|UK|EU|USA|TV|PC|IT|HR|CEO|CTO|AM|PM|ID|FAQ|PDF|SMS|QA|VP)")
"""Acronyms that are no technical terms."""


@cache
def _listed(name: str) -> frozenset[str]:
    """The words of one of our word lists, without its comments."""
    text = content_text(name)
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def acronyms(document: Document) -> list[Span]:
    """Where an acronym stands that not every programmer knows, each only where it comes first.

    Words in capitals next to each other are shouting, or a name from code, and no acronyms.
    """
    text = document.text
    common = _listed("acronyms.txt")
    found: dict[str, Span] = {}
    for match in _CAPITALS.finditer(text):
        start, end = match.span()
        name = match[0].removesuffix("s")
        if (
            name in found
            or document.plain[start].isspace()
            or not _stands_alone(text, start, end)
            or name in common
        ):
            continue
        found[name] = Span(start, start + len(name))
        if len(found) == _MOST_ASKED:
            break
    return list(found.values())


def expanded(document: Document, name: str) -> bool:
    """Whether the text says in words what this acronym means."""
    if f"({name}" in document.text:
        return True
    meaning = (
        r"(?: (?:\w+ )?\([a-z]|, (?:which|that|i mean|meaning|so|the|our|an?|short)\b"
        r"|,? (?:stands|is short|means)\b| (?:is|was) (?:the|our|an?)\b| ?[-–—] )"
    )
    if re.search(rf"\b{name.lower()}s?{meaning}", document.plain):
        return True
    if len(name) < 3:
        return False
    initials = "".join(word[0] for sentence in document.sentences for word in sentence.words)
    return name.lower() in initials


def jargon(document: Document, sentence: Sentence) -> frozenset[str]:
    """The technical terms of a sentence, in lower case. Cheap where there are few."""
    listed = _listed("jargon.txt").intersection(sentence.words)
    if len(listed) < 2:
        return listed
    words = document.text[sentence.span.start : sentence.span.end]
    return listed | {
        match[0].lower() for match in _TECHNICAL.finditer(words) if not _COMMON_IN_TALK.fullmatch(match[0])
    }


def _stands_alone(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 12) : start], text[end : end + 12]
    if before[-1:].isalnum() or before[-1:] in {"_", "-", "/", ".", "'", "$", "&", "@", "#"}:
        return False
    if (
        after[:1].isalnum()
        or after[:1] in {"_", "-", "/", "&", "("}
        or (after[:1] == "." and after[1:2].isalnum())
    ):
        return False
    neighbours = (*before.split()[-1:], *after.split()[:1])
    return not any(len(word) > 1 and word.isupper() for word in neighbours)
