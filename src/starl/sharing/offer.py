"""What of a story would be shared, and what would be replaced in it: offered one by one. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from starl.coach.people import FIRST_NAMES
from starl.coach.redaction import Redaction, redact_all
from starl.coach.redaction_kinds import Kind
from starl.coach.redaction_names import name_parts
from starl.coach.redaction_words import ordinary
from starl.errors import StarlError
from starl.model.sharing import Origin, SharedPart, Swap
from starl.model.story import Section, Span
from starl.sharing.writer import Writer
from starl.text.markdown import parse
from starl.text.visible import visible

LONGEST = 20_000
"""Characters of a story that is shared."""
LONGEST_REPLACEMENT = 100
_COMMENT = re.compile(r"<!--(?:(?!-->)[\s\S])*(?:-->|\Z)")
_BREAK = re.compile(r"\n[ \t]*\n")
_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s")

Choices = Mapping[str, str | None]
"""By words in lower case: what stands in their place, None where they stay."""


class Offer(NamedTuple):
    """One thing that is replaced unless the author says otherwise."""

    label: str
    """What is proposed, such as `Person A`."""
    kind: Kind
    words: tuple[str, ...]
    """What stands in the story, in each of its spellings."""
    shown: str | None
    """What will stand there; None where the words stay."""
    times: int
    """How often it stands in what is shared."""


class Refused(NamedTuple):
    """A replacement that would give away what is to be hidden; the proposal stands in its place."""

    words: tuple[str, ...]
    """What was to be replaced, in each of its spellings."""
    said: str
    """The replacement."""
    leak: str
    """What of the hidden words stands in it."""

    def __str__(self) -> str:
        return (
            f"“{self.said}” in place of “{self.words[0]}” would give “{self.leak}” away; choose other words"
        )


@dataclass(frozen=True, slots=True)
class Draft:
    """What would be shared, to the character."""

    title: str
    text: str
    parts: tuple[SharedPart, ...]
    origins: tuple[Origin, ...]
    offers: tuple[Offer, ...]
    refused: tuple[Refused, ...] = ()

    @property
    def swaps(self) -> tuple[Swap, ...]:
        """What was replaced."""
        return tuple(Swap(offer.words, offer.shown) for offer in self.offers if offer.shown is not None)


def key(words: str) -> str:
    """Words as choices know them: in lower case, with single spaces."""
    return " ".join(words.split()).casefold()


def draft(text: str, title: str, words: Sequence[str] = (), choices: Choices | None = None) -> Draft:
    """What would be shared of a story: its prose, without front matter, facts, comments and code.

    words: the author's own list of what is always taken out. choices: what the author decided, by `key`; a replacement
    that has hidden words in it is not followed, and is among `refused`.
    Raises StarlError for a story that has no prose, or is too long.
    """
    choices = choices or {}
    hidden = _hidden(text)
    stretches = list(_stretches(text, hidden))
    if not stretches:
        raise StarlError("there is nothing in this story to share yet; write a sentence first")
    if sum(span.end - span.start for _, span in stretches) > LONGEST:
        raise StarlError(f"the story is too long to be shared; {LONGEST:,} characters are the most")
    shown_spans = [span for _, span in stretches]
    body, head = redact_all([text, title], words)
    offers = _offers(body, head, shown_spans, choices)
    named = {each for offer in offers for each in map(key, offer.words)}
    if missed := [word for word, said in choices.items() if said is not None and word not in named]:
        body, head = redact_all([text, title], [*words, *missed])
        offers = _offers(body, head, shown_spans, choices)
    offers, refused = _without_leaks(offers, words)
    shown = {offer.label: offer.shown for offer in offers}
    writer = Writer(body, shown)
    parts = []
    for section, span in stretches:
        start = writer.begin()
        writer.copy(span)
        if writer.size > start:
            parts.append(SharedPart(section, start, writer.size))
    plain = Writer(head, shown)
    plain.copy(Span(0, len(title)))
    return Draft(
        " ".join(plain.text.split()) or "A story",
        writer.text,
        tuple(parts),
        tuple(writer.origins),
        tuple(offers),
        tuple(refused),
    )


def checked(replacement: str) -> str:
    """A replacement as it is kept. Raises StarlError for one that is empty or too long."""
    said = " ".join(visible(replacement).text.split())
    if not 1 <= len(said) <= LONGEST_REPLACEMENT:
        raise StarlError(
            f"a replacement has 1 to {LONGEST_REPLACEMENT} characters, such as 'a payments company'"
        )
    return said


def _hidden(text: str) -> list[Span]:
    story = parse(text)
    found = [*story.hidden, *(Span(*match.span()) for match in _COMMENT.finditer(text))]
    for fact in story.facts:
        start = text.rfind("\n", 0, fact.span.start) + 1
        end = text.find("\n", fact.span.end)
        found.append(Span(start, len(text) if end < 0 else end))
    return sorted(found)


def _stretches(text: str, hidden: Sequence[Span]) -> Iterable[tuple[Section | None, Span]]:
    """The paragraphs that are shown, one after the other; a list item is a paragraph of its own."""
    for part in parse(text).parts:
        at = part.span.start
        cuts = [span for span in hidden if span.end > part.span.start and span.start < part.span.end]
        for cut in [*cuts, Span(part.span.end, part.span.end)]:
            if cut.start > at:
                for span in _paragraphs(text, Span(at, cut.start)):
                    yield part.section, span
            at = max(at, cut.end)


def _paragraphs(text: str, span: Span) -> Iterable[Span]:
    starts = [span.start]
    for match in re.finditer(r"\n", text[span.start : span.end]):
        at = span.start + match.end()
        rest = text[at : span.end]
        if _ITEM.match(rest) or not rest.partition("\n")[0].strip():
            starts.append(at)
    for start, end in zip(starts, [*starts[1:], span.end], strict=True):
        said = text[start:end]
        if said.strip():
            yield Span(start + len(said) - len(said.lstrip()), start + len(said.rstrip()))


def _offers(body: Redaction, head: Redaction, shown: Sequence[Span], choices: Choices) -> list[Offer]:
    """What stands in the shown stretches or the title, in the order in which it comes."""
    spellings: dict[str, dict[str, int]] = {}
    for one, within in ((head, [Span(0, len(head.original))]), (body, shown)):
        for span, label in one.marks:
            if any(span.start < part.end and part.start < span.end for part in within):
                said = " ".join(one.original[span.start : span.end].split())
                counts = spellings.setdefault(label, {})
                counts[said] = counts.get(said, 0) + 1
    kinds = {item.label: item.kind for item in body.table}
    offers = []
    for label, counts in spellings.items():
        replacement = _decided(list(map(key, counts)), choices, label)
        offers.append(Offer(label, kinds[label], tuple(counts), replacement, sum(counts.values())))
    return offers


def _decided(spellings: Sequence[str], choices: Choices, label: str) -> str | None:
    """What was decided about a thing: by one of its spellings, or by a replacement of a part of one."""
    for each in spellings:
        if each in choices:
            return choices[each]
    for word, said in choices.items():
        part = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
        if said is not None and any(map(part.search, spellings)):
            return said
    return label


_NAMES = {Kind.PERSON, Kind.COMPANY, Kind.NAME}
_LONG = 4
"""Characters of a hidden word from which on it also gives itself away inside of a longer one, unless it is an ordinary word."""


def _without_leaks(offers: Sequence[Offer], words: Sequence[str]) -> tuple[list[Offer], list[Refused]]:
    """The offers with the proposal where a replacement has words in it that are to be hidden, and those replacements."""
    hidden = dict.fromkeys(words, re.IGNORECASE)
    for offer in offers:
        if offer.shown is not None:
            hidden |= _telling(offer)
    out, refused = [], []
    for offer in offers:
        leak = None
        if offer.shown is not None and offer.shown != offer.label:
            found = (_stands_in(offer.shown, word, case) for word, case in hidden.items())
            leak = next(filter(None, found), None)
        if leak and offer.shown:
            refused.append(Refused(offer.words, offer.shown, leak))
            offer = offer._replace(shown=offer.label)
        out.append(offer)
    return out, refused


def _telling(offer: Offer) -> dict[str, re.RegexFlag]:
    """What would tell a thing: its spellings; of a name also the parts that are no ordinary words, and first names."""
    found = dict.fromkeys(offer.words, re.IGNORECASE)
    if offer.kind in _NAMES:
        for part in (part for spelling in offer.words for part in name_parts(spelling) if len(part) > 1):
            if not ordinary(part):
                found[part] = re.IGNORECASE
            elif part in FIRST_NAMES:
                found[part.capitalize()] = re.NOFLAG
    return found


def _stands_in(said: str, word: str, case: re.RegexFlag) -> str | None:
    inner = r"\s+".join(map(re.escape, word.split()))
    inside = len(word) >= _LONG and not ordinary(word.casefold())
    match = re.search(inner if inside else rf"(?<!\w){inner}(?!\w)", said, case)
    return match and match[0]
