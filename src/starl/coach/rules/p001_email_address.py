"""An e-mail address in the story, typed or spelled out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from starl.coach.document import Document
from starl.coach.raw import raw
from starl.coach.rule import Hit, Match, Rule
from starl.model.report import Severity
from starl.model.story import Span
from starl.text.lazy import lazy, lazy2

_ADDRESS = lazy2(r"[a-zA-Z0-9._%+'\-À-ɏ]+@[a-zA-Z0-9À-ɏ][a-zA-Z0-9.\-À-ɏ]*\.[a-zA-ZÀ-ɏ]{2,}")
_SPELLED = lazy2(
    r"\b[a-z0-9]+(?:(?:\.|\s+(?:dot|underscore|dash)\s+)[a-z0-9]+)*(?:\s+at\s+|\s*[(\[]at[)\]]\s*)"
    r"[a-z0-9-]+(?:\s+dot\s+|\s*[(\[]dot[)\]]\s*)(?:com|org|net|edu|io|co|de|fr|in|uk|gov|dev)\b"
)
_TALK = lazy(
    r"(?:look|looks|looking|looked|be|is|was|work|worked|working|people|i|we|me|us|job|engineer|developer|available|"
    r"hosted|project|it|that|team|found|live|lives|started|arrived|time|here|there)\s+at\b"
)
_NO_DOMAIN_TEXT = """
    png jpg jpeg svg gif webp service timer socket target mount py js ts java sh md json yaml yml css html
"""
_NO_DOMAIN = frozenset(_NO_DOMAIN_TEXT.split())
_RESERVED = lazy(r"[@.](?:example\.(?:com|org|net|edu)|[\w-]+\.(?:example|test|invalid))$")
_ROBOT = lazy(
    r"(?:no-?reply|do-?not-?reply|postmaster|mailer-daemon|root|admin|info|support|contact|hello|sales|office|help(?:desk)?)@"
)
_STRIPPED = ".-%+'"


def check(document: Document, _: list[Match]) -> Iterable[Hit]:
    if "@" in document.text:
        yield from _typed(raw(document))
    if "dot" in document.plain:
        for match in _SPELLED.finditer(document.plain):
            if not _TALK.match(match[0]):
                yield Hit(Span(*match.span()))


def _typed(text: str) -> Iterator[Hit]:
    for match in _ADDRESS.finditer(text):
        start, end = match.span()
        while start < end and text[start] in _STRIPPED:
            start += 1
        found = text[start:end].lower()
        if found[0] == "@" or found.startswith("git@") or found.rpartition(".")[2] in _NO_DOMAIN:
            continue
        if not _RESERVED.search(found) and not _in_address(text, start):
            yield Hit(Span(start, end), severity=Severity.INFO if _ROBOT.match(found) else None)


def _in_address(text: str, start: int) -> bool:
    """Whether this is the user and the host of an address such as `ssh://deploy@host`."""
    near = text[max(0, start - 80) : start].split()
    return bool(near) and not text[start - 1].isspace() and "://" in near[-1]


RULE = Rule(
    code="P001",
    name="email-address",
    severity=Severity.WARNING,
    message="This is an e-mail address, and whoever reads the story can write to it.",
    question="Does the story need this address, or is “a colleague” enough?",
    check=check,
    sections=False,
)
