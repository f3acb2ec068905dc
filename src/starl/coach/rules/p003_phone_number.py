"""A telephone number in the story, in digits or spoken."""

from __future__ import annotations

import re
from collections.abc import Iterable

from starl.coach.document import Document
from starl.coach.raw import MOST
from starl.coach.rule import Hit, Match, Rule
from starl.model.report import Severity
from starl.model.story import Span
from starl.text.lazy import lazy

_DIGIT = r"(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple)"
INTERNATIONAL = r"(?:\+|\b00)[1-9]\d{0,2}[ .\-/]?(?:\(0\)[ .\-]?)?(?:\(?\d{1,5}\)?[ .\-/]?){1,5}\d{2,}"
GROUPED = r"(?:\b1[ .\-])?(?:\b\d{3}\)(?: )?|\b\d{3}[.\-])\d{3}[ .\-]\d{4}\b|\b\d{3} \d{3} \d{4}\b"
NATIONAL = r"\b0\d{1,4}\)?(?: |[\-/])(?:(?: )?\d{2,8}[ \-]?){1,4}\b"
BARE = r"\b0?[1-9]\d{4}(?: )?\d{5}\b|\b\d{3}-\d{4}\b"
SPOKEN = rf"\b{_DIGIT}(?:,? {_DIGIT}){{6,14}}\b"

_CUE = lazy(
    r"\b(?:phones?|phoned|mobile|cell|call|called|calls|calling|rang|ring|dial(?:led|ed)?|whatsapp|sms|texted|text me|hotline|landline|tel|telephone|contact|reach|extension|on-call number|his number|her number|my number)\b"
)
_OTHER = lazy(
    r"\b(?:orders?|invoices?|tickets?|ids?|isbn|accounts?|version|build|serial|ean|sku|barcode|part number|iban|card|rows?|records?|lines?|timestamps?|epoch|ip|error|code|customer number|case|commit)(?: (?:number|no|nr|id|numbers|was|of))?[ :#.]*$"
)
_COUNTED = lazy(
    r"^ ?(?:users|customers|rows|records|orders|requests|people|bytes|lines|euros|dollars|ms|events|invoices|%)"
)
_GROUPING = lazy(r"^\+?\d{1,3}(?:[ .]\d{3})+$")


def check(document: Document, matches: list[Match]) -> Iterable[Hit]:
    text = document.plain
    for match in matches[:MOST]:
        start, end = match.span
        while end > start and not (text[end - 1].isalnum()):
            end -= 1
        if start and text[start - 1] == "(" and ")" in text[start:end]:
            start -= 1
        if _is_phone(match, text[start:end], text[end : end + 20]):
            yield Hit(Span(start, end))


def _is_phone(match: Match, found: str, after: str) -> bool:
    before = match.before[-40:]
    if _OTHER.search(before) or _COUNTED.match(after) or before.endswith(("#", ".", "-", "/", "_", ":")):
        return False
    if re.match(r"[.\-/:_]\w|[a-z]", after):
        return False
    digits = sum(char.isdigit() for char in found)
    cue = _CUE.search(match.sentence.plain) is not None
    if match.pattern == 0:
        return (
            8 <= digits <= 15
            and not (_GROUPING.match(found) and found.endswith("000"))
            and (found[0] == "+" or cue)
        )
    if match.pattern == 1:
        return cue or " " not in found.replace(") ", ")")
    if match.pattern == 2:
        return 8 <= digits <= 13 and (cue or digits >= 10) and re.search(r"[ /)\-]\d{2}", found) is not None
    return cue


RULE = Rule(
    code="P003",
    name="phone-number",
    severity=Severity.WARNING,
    message="This looks like a telephone number.",
    question="Whose number is it, and does the story need it?",
    patterns=(INTERNATIONAL, GROUPED, NATIONAL, BARE, SPOKEN),
    check=check,
    sections=False,
)
