"""What a model answered, held to the person's own words: what does not pass is dropped and counted. Pure."""

from __future__ import annotations

import json
import re
from collections import Counter
from enum import StrEnum
from typing import Any, NamedTuple

from starl.errors import StarlError
from starl.model.story import Span
from starl.opinion.facts import Known
from starl.opinion.request import Request

MOST = 5
"""Claims that are shown."""
_MOST_READ = 50
_QUOTE_WORDS = (3, 60)
_LONGEST = 240
"""Characters of a remark or a question."""
_ALIKE = 0.7
"""Share of words from which on two questions are the same."""


class Reason(StrEnum):
    """Why a claim was dropped, in words for the person."""

    SHAPE = "not in the form that was asked for"
    QUOTE = "does not quote you word for word"
    FACT = "states something that you did not write"
    MARKUP = "has code, links or markup in it"
    VOICE = "writes in your place"
    QUESTION = "asks no plain question"
    LEADING = "asks for one answer"
    AGAIN = "was said or asked already"
    MANY = "more than was asked for"


class Claim(NamedTuple):
    """A claim that passed every test, in the person's own words again."""

    quote: str
    """The person's words, to the character."""
    span: Span
    """Where they stand in the text."""
    says: str
    """How they may sound; empty for a mere question."""
    ask: str


class Judged(NamedTuple):
    """What is left of an answer."""

    claims: tuple[Claim, ...]
    dropped: dict[Reason, int]

    @property
    def dropped_count(self) -> int:
        """How many claims were dropped."""
        return sum(self.dropped.values())


def judge(reply: str, request: Request) -> Judged:
    """The claims of a reply that quote the text and add no fact to it.

    Raises StarlError where the reply is not the JSON that was asked for.
    """
    known = Known(request.known, [item.label for item in request.about.table])
    kept: list[Claim] = []
    dropped: Counter[Reason] = Counter()
    seen = [_words(asked) for asked in request.asked]
    items = _items(reply)
    for item in items[:_MOST_READ]:
        claim = _claim(item, request, known)
        if isinstance(claim, Reason):
            dropped[claim] += 1
            continue
        words = _words(item["ask"])
        if any(_alike(words, other) for other in seen):
            dropped[Reason.AGAIN] += 1
        elif len(kept) == MOST:
            dropped[Reason.MANY] += 1
        else:
            seen.append(words)
            kept.append(claim)
    if len(items) > _MOST_READ:
        dropped[Reason.MANY] += len(items) - _MOST_READ
    return Judged(tuple(kept), dict(dropped))


def _items(reply: str) -> list[Any]:
    """The list of claims in a reply; words and a code fence around the JSON are let pass."""
    decoder = json.JSONDecoder()
    for match in list(re.finditer(r"[{\[]", reply))[:20]:
        try:
            data, _ = decoder.raw_decode(reply, match.start())
        except (ValueError, RecursionError):
            continue
        items = data.get("claims") if isinstance(data, dict) else data
        if isinstance(items, list):
            return items
    raise StarlError(
        "the model's answer is not in the form that it was asked for, so nothing of it is used; "
        "try again, or another model"
    )


def _claim(item: Any, request: Request, known: Known) -> Claim | Reason:
    wanted = ("quote", "says", "ask") if request.needs_remark else ("quote", "ask")
    if not isinstance(item, dict) or not all(isinstance(item.get(name), str) for name in wanted):
        return Reason.SHAPE
    says, ask = (" ".join(item[name].split()) if name in wanted else "" for name in ("says", "ask"))
    if max(len(says), len(ask)) > _LONGEST or not ask or (request.needs_remark and not says):
        return Reason.SHAPE
    span = _find(item["quote"], request.about.text)
    if span is None:
        return Reason.QUOTE
    for said in (says, ask):
        if reason := _unfit(said, known):
            return reason
    if reason := _no_question(ask):
        return reason
    about = request.about
    return Claim(about.own_words(span), about.source(span), about.restore(says), about.restore(ask))


_SAME = str.maketrans("’‘“”–—\u00a0", "''\"\"-- ")
_QUOTES = " \t\n\"'“”‘’…"


def _find(quote: str, text: str) -> Span | None:
    """Where the quote stands, whole words only; white space and the shape of quotation marks may differ."""
    words = quote.translate(_SAME).strip(_QUOTES).split()
    low, high = _QUOTE_WORDS
    if not low <= len(words) <= high or sum(any(map(str.isalnum, word)) for word in words) < low:
        return None
    pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, words)) + r"(?!\w)"
    match = re.search(pattern, text.translate(_SAME))
    return Span(*match.span()) if match else None


_MARKUP = re.compile(
    r"[<>{}`\\|@\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|://|www\.|\*\*|__|\]\(|&\w+;|^#|\$\("
)
_VOICE = re.compile(
    r"\b(?:I|I'm|I've|I'd|I'll|[Mm]e|[Mm]y|[Mm]ine|[Mm]yself|[Ww]e|[Ww]e're|[Oo]ur|[Oo]urs|[Uu]s)\b"
)


def _unfit(said: str, known: Known) -> Reason | None:
    if _MARKUP.search(said) or not said.isprintable():
        return Reason.MARKUP
    if _VOICE.search(re.sub(r"[\"“][^\"”]*[\"”]", "", said)):
        return Reason.VOICE
    return Reason.FACT if said and known.lacks(said) else None


_ASKS = re.compile(
    r"\b(?:what|how|who|whom|whose|which|when|where|why|did|do|does|was|were|is|are|could|can|would|will|should|have|had|has)\b",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"\b(?:is|was|do|did|does|are|were|would|should|could|wo|ca|have|had|has)n['’]t (?:it|you|that|this|they|he|she|there|the|your|right)\b|"
    r"\b(?:right|correct|surely|obviously|of course)\b|\byou (?:mean|meant) to say\b|\bwould you agree\b|\bdo you admit\b",
    re.IGNORECASE,
)


def _no_question(ask: str) -> Reason | None:
    if not ask.endswith("?") or ask.count("?") != 1 or re.search(r"[.!;:]\s", ask):
        return Reason.QUESTION
    if _LEADS.search(ask):
        return Reason.LEADING
    return None if _ASKS.search(ask) else Reason.QUESTION


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.lower()))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= _ALIKE * len(one | other)
