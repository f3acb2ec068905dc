"""A text with names and secrets taken out, to be shown to somebody else, and the way back to the person's own words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from starl.coach.reader import read
from starl.coach.redaction_kinds import Found, Kind, patterned
from starl.coach.redaction_names import Names
from starl.coach.registry import all_rules
from starl.coach.scan import scan
from starl.model.story import Span
from starl.text.visible import visible

_RULES = {"P001": Kind.EMAIL, "P002": Kind.SECRET, "P003": Kind.PHONE, "P004": Kind.NAME, "P005": Kind.HOST}
"""The coach's rules about what is confidential, and what their findings are."""
_PIECES = {
    Kind.SECRET, Kind.EMAIL, Kind.LINK, Kind.HOST, Kind.PATH, Kind.PHONE, Kind.TICKET, Kind.HANDLE,
}  # fmt: skip
"""Kinds that are replaced wherever the same characters stand, whatever the word around them."""


_LONG = 4
"""Characters of a word of the person's own from which on it also counts inside of longer words."""


class Replacement(NamedTuple):
    """One thing that was taken out."""

    label: str
    """What stands in its place, such as `Person A`."""
    kind: Kind
    words: tuple[str, ...]
    """What was there, in each of its spellings, as they first came."""


class Piece(NamedTuple):
    """A place where something was taken out."""

    span: Span
    """In the original."""
    label: str


@dataclass(frozen=True, slots=True)
class Redaction:
    """A text as others may see it. Every character of it leads back to the original."""

    original: str
    text: str
    table: tuple[Replacement, ...]
    """All replacements of this text and of those that were redacted with it, in the order of their labels."""
    pieces: tuple[Piece, ...]
    """Every place of this text that was replaced, in order."""
    _starts: tuple[int, ...] = field(repr=False)
    """For each character of `text`, where the original of it begins."""
    _ends: tuple[int, ...] = field(repr=False)

    def source(self, span: Span) -> Span:
        """Where in the original a stretch of `text` comes from; a label that is cut counts as the whole."""
        return Span(self._starts[span.start], self._ends[span.end - 1])

    def own_words(self, span: Span) -> str:
        """A stretch of `text` as the person wrote it."""
        start, end = self.source(span)
        return self.original[start:end]

    def restore(self, said: str) -> str:
        """A text of somebody who saw only the labels, with the person's words in their place."""
        by_label = {item.label.casefold(): item.words[0] for item in self.table}
        if not by_label:
            return said
        labels = "|".join(re.escape(label) for label in sorted(by_label, key=len, reverse=True))
        return re.sub(
            rf"\b(?:{labels})\b", lambda match: by_label[match[0].casefold()], said, flags=re.IGNORECASE
        )


def redact(text: str, words: Iterable[str] = (), *, leave_out: Sequence[Span] = ()) -> Redaction:
    """The text without names and secrets. See `redact_all`."""
    return redact_all([text], words, leave_out=leave_out)[0]


def redact_all(
    texts: Sequence[str], words: Iterable[str] = (), *, leave_out: Sequence[Span] = ()
) -> list[Redaction]:
    """Texts that are shown together, redacted with the same labels. A pure function.

    Taken out are people, companies and other names, e-mail addresses, links, hosts, paths, tickets, telephone numbers,
    amounts of money, keys and passwords, and `words`, the person's own list. Where it is not clear whether a word with
    a capital letter is a name, it counts as one. What cannot be seen (control characters, zero-width signs) goes too.

    leave_out: stretches of the first text that are not shown at all.
    """
    own = sorted(
        {" ".join(word.split()) for word in words if word.strip()}, key=lambda word: (-len(word), word)
    )
    seen = [visible(text) for text in texts]
    found = [[*_own_words(one.text, own), *_by_rules(one.text), *patterned(one.text)] for one in seen]
    names = Names([one.text for one in seen], found)
    for spans, more in zip(found, names.found, strict=True):
        spans += more
    exact = {
        (one.text[item.span.start : item.span.end].casefold(), item.kind)
        for one, spans in zip(seen, found, strict=True)
        for item in spans
        if item.kind in _PIECES
    }
    for one, spans in zip(seen, found, strict=True):
        spans += _again(one.text, exact)
    merged = [_merged(one.text, spans) for one, spans in zip(seen, found, strict=True)]
    labels = _Labels([one.text for one in seen], names.same)
    for one, spans in zip(seen, merged, strict=True):
        for item in spans:
            labels.add(one.text[item.span.start : item.span.end], item.kind)
    table = labels.table()
    out = []
    for number, (text, one, spans) in enumerate(zip(texts, seen, merged, strict=True)):
        gone = leave_out if number == 0 else ()
        out.append(_built(text, one.text, one.starts, spans, gone, labels.of, table))
    return out


def _own_words(text: str, words: Sequence[str]) -> Iterable[Found]:
    for word in words:
        inner = r"\s+".join(map(re.escape, word.split()))
        pattern = rf"\w*{inner}\w*" if len(word) >= _LONG else rf"(?<!\w){inner}(?!\w)"
        for match in re.finditer(pattern, text, re.IGNORECASE):
            yield Found(Span(*match.span()), Kind.WORD)


def _by_rules(text: str) -> Iterable[Found]:
    """What the coach's rules about confidential things point at, whether the story silences them or not."""
    document = read(text)
    matches = scan(document)
    for rule in all_rules():
        if rule.code in _RULES:
            for hit in rule.check(document, matches.get(rule.code, [])):
                if hit.span.end > hit.span.start:
                    yield Found(hit.span, _RULES[rule.code])


def _again(text: str, exact: Iterable[tuple[str, Kind]]) -> Iterable[Found]:
    low = text.casefold()
    if len(low) != len(text):
        low = "".join(char.casefold() if len(char.casefold()) == 1 else char for char in text)
    for words, kind in exact:
        at = low.find(words)
        while at >= 0 and words:
            yield Found(Span(at, at + len(words)), kind)
            at = low.find(words, at + len(words))


def _merged(text: str, spans: Iterable[Found]) -> list[Found]:
    """The spans in order, those that overlap as one; the kind that tells the least wins."""
    out: list[Found] = []
    for item in sorted(spans, key=lambda item: (item.span.start, -item.span.end)):
        if out and item.span.start < out[-1].span.end:
            last = out[-1]
            kind = min(last.kind, item.kind, key=lambda kind: list(Kind).index(kind))
            out[-1] = Found(Span(last.span.start, max(last.span.end, item.span.end)), kind)
        else:
            out.append(item)
    return out


class _Labels:
    """Gives every thing its label, the same each time."""

    def __init__(self, texts: Sequence[str], same: Callable[[str], str]) -> None:
        self._whole = "\n".join(texts).casefold()
        self._same = same
        self._given: dict[str, str] = {}
        self._words: dict[str, dict[str, None]] = {}
        self._kinds: dict[str, Kind] = {}
        self._next: dict[str, int] = {}

    def add(self, words: str, kind: Kind) -> None:
        """Takes note of words that are replaced."""
        key = self._key(words, kind)
        if key not in self._given:
            self._given[key] = self._fresh(kind.value)
            self._kinds[self._given[key]] = kind
        self._words.setdefault(self._given[key], {}).setdefault(" ".join(words.split()))

    def of(self, words: str, kind: Kind) -> str:
        """The label of words that were noted."""
        return self._given[self._key(words, kind)]

    def table(self) -> tuple[Replacement, ...]:
        """Every label with what it stands for."""
        return tuple(
            Replacement(label, self._kinds[label], tuple(words)) for label, words in self._words.items()
        )

    def _key(self, words: str, kind: Kind) -> str:
        plain = " ".join(words.split())
        if kind in (Kind.PERSON, Kind.COMPANY, Kind.NAME):
            return self._same(plain)
        return f"{kind.value}:{plain.casefold()}"

    def _fresh(self, name: str) -> str:
        """The next label that does not stand in the texts already."""
        while True:
            number = self._next.get(name, 0)
            self._next[name] = number + 1
            label = f"{name} {_letters(number)}"
            if label.casefold() not in self._whole:
                return label


def _letters(number: int) -> str:
    """A, B, ... Z, AA, AB, ... for 0, 1, ...

    >>> _letters(0), _letters(25), _letters(26)
    ('A', 'Z', 'AA')
    """
    out = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        out = chr(65 + rest) + out
    return out


def _built(
    original: str,
    text: str,
    where: Sequence[int],
    spans: Sequence[Found],
    gone: Sequence[Span],
    label: Callable[[str, Kind], str],
    table: tuple[Replacement, ...],
) -> Redaction:
    """Puts the labels in. where: for each character of `text`, and its end, the place in the original."""
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    pieces: list[Piece] = []

    def put(said: str, start: int, end: int) -> None:
        out.append(said)
        starts.extend([start] * len(said))
        ends.extend([end] * len(said))

    at = 0
    for item in [*spans, None]:
        stop = item.span.start if item else len(text)
        for place in range(at, stop):
            if not any(cut.start <= where[place] < cut.end for cut in gone):
                put(text[place], where[place], where[place + 1])
        if item is None:
            break
        start, end = item.span
        if not any(cut.start <= where[start] < cut.end for cut in gone):
            said = label(text[start:end], item.kind)
            put(said, where[start], where[end])
            pieces.append(Piece(Span(where[start], where[end]), said))
        at = end
    return Redaction(original, "".join(out), table, tuple(pieces), tuple(starts), tuple(ends))
