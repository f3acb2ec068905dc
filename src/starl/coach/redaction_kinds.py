"""What redaction takes out, and the patterns of what has a form of its own: addresses, hosts, amounts, keys."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from starl.coach.figures import NUMBER
from starl.coach.rules.p002_secret import entropy
from starl.coach.rules.p003_phone_number import GROUPED, INTERNATIONAL
from starl.model.story import Span
from starl.text.lazy import lazy, lazy2


class Kind(StrEnum):
    """What is taken out; the value begins its labels. Of two that overlap, the one that stands first here wins."""

    SECRET = "Secret"  # noqa: S105
    WORD = "Word"
    EMAIL = "Email"
    LINK = "Link"
    PATH = "Path"
    TICKET = "Ticket"
    HOST = "Host"
    PHONE = "Phone"
    HANDLE = "Handle"
    AMOUNT = "Amount"
    PERSON = "Person"
    COMPANY = "Company"
    NAME = "Name"


class Found(NamedTuple):
    """A stretch of a text that is to be taken out."""

    span: Span
    kind: Kind


_EMAIL = lazy2(r"[\pL\pN._%+'\-]+@[\pL\pN](?:[\pL\pN.\-]*[\pL\pN])?")
_LINK = lazy2(r"(?i)\b(?:[a-z][a-z0-9+.\-]{1,20}://|www\.)[^\s<>\"'`)\]}|]+")
_DOMAIN = lazy2(
    r"(?i)\b[\pL\pN](?:[\pL\pN\-]*\.)+(?:com|org|net|edu|gov|mil|int|io|ai|app|dev|co|info|biz|cloud|tech|online|shop|site|xyz|me|tv|eu|"
    r"uk|de|fr|nl|be|ch|at|it|es|pt|pl|cz|se|no|dk|fi|ie|in|us|ca|au|nz|za|br|mx|jp|cn|kr|sg|ru|ua|tr|il|ng|ke|"
    r"internal|corp|local|lan|intranet|intern|localdomain|private|svc|cluster)\b(?::\d{2,5})?(?:/[^\s<>\"'`)\]}|]*)?"
)
_NO_DOMAIN_TEXT = "asp.net vb.net ado.net ml.net socket.io node.io system.in std.in i.e.in"
_NO_DOMAIN = frozenset(_NO_DOMAIN_TEXT.split())
_IP = lazy2(r"\b\d{1,3}(?:\.\d{1,3}){3}\b(?:/\d{1,2}\b|:\d{2,5}\b)?")
_IP6 = lazy2(
    r"(?i)\b[0-9a-f]{1,4}(?::[0-9a-f]{0,4}){4,7}\b|\b[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){1,5}::[0-9a-f:]*"
)
_HOST = lazy2(r"(?i)\b[a-z][a-z0-9]*(?:[\-_][a-z0-9]+)*[\-_][a-z]{0,6}\d{1,4}[a-z]?\b")
_NUMBERED_TEXT = """
    top mid early late pre post phase level tier step part day week month year version covid utf iso sha gpt base log4j
    http tls ssl ipv sev prio priority plan option type class figure table article round sprint number no under over
    half page chapter windows python java php es q v x p s t c d m md ad cd non age f1 formula big series under step-by
"""
_NUMBERED = frozenset(_NUMBERED_TEXT.split())
"""What a number is joined to in plain words: `mid-2022`, `phase-2`, `utf-8`."""
_PATH = lazy2(r"(?:^|[\s\"'`(=])((?:~|/[\w.\-]+)(?:/[\w.\-@]+)+/?)")
_DRIVE = lazy2(r"(?i)\b[a-z]:\\[^\s\"'<>|]+|\\\\[a-z][\w.\-]+\\[^\s\"'<>|]+")
_TICKET = lazy2(r"\b[A-Z][A-Z0-9]{1,9}-\d{1,6}\b")
_NO_TICKET_TEXT = "UTF ISO SHA CVE CWE COVID SARS GPT PEP RFC HTTP TLS IEEE MD AES RSA DIN EN IEC ES CP WINDOWS Q FY Y2K SEV P"
_NO_TICKET = frozenset(_NO_TICKET_TEXT.split())
_HANDLE = lazy2(r"(?:^|[^\w@./])(@[A-Za-z0-9_][\w.\-]*\w)")
_PHONES = (lazy2(INTERNATIONAL), lazy2(GROUPED))

_CODES = r"(?:usd|eur|gbp|chf|inr|sek|nok|dkk|pln|czk|huf|jpy|cny|aud|cad|nzd|sgd|brl|ngn|zar|kes)"
_SCALE = r"(?:k|m|mn|mio|bn|thousand|million|billion|lakhs?|crores?)"
_COIN = (
    rf"(?:[$€£¥₹₦₽]|{_CODES}\b|(?:us |canadian |australian |swiss )?(?:euros?|dollars?|pounds?(?: sterling)?|bucks|quid|grand|"
    r"francs?|rupees?|yen|yuan|kron(?:or|er|a|e)|zloty|naira|rand|reais|pesos?|cents?)\b)"
)
_SIGNED = rf"(?:(?:us|a|c|au|ca|nz|s|hk|r)?[$€£¥₹₦₽]|\b{_CODES}) ?\d(?:[\d,.' ]*\d)?(?:[ -]?{_SCALE}\b)?(?:[-–]\d[\d,.]*(?:[ -]?{_SCALE}\b)?)?"
_NAMED = rf"\b(?:{NUMBER}|\d(?:[\d,.']*\d)?)(?:[ -]?(?:to|or|[-–]) ?{NUMBER})?(?:[ -]?{_SCALE}\b)?(?: and a half)?(?: {_SCALE}\b)?(?: of)?[ -]?{_COIN}"
_ROUND = (
    rf"\b(?:(?:a few|several|some|many|half a|a couple of|tens of|hundreds of|dozens of|a|one) )?"
    rf"(?:thousands?|hundreds?|millions?|billions?|lakhs?|crores?)(?: of)?(?: (?:the )?{_COIN})"
)
_FIGURES = r"\b(?:four|five|six|seven|eight|nine)[- ]figures?\b"
_AMOUNT = lazy2(rf"(?i){_SIGNED}|{_NAMED}|{_ROUND}|{_FIGURES}")

_TOKEN = lazy2(r"[A-Za-z0-9+/_\-=.~]{16,}")
_HEX = lazy2(r"(?i)\b(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{10,128})\b")
_ACCOUNT = lazy2(
    r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b|\b\d{4}(?:[ \-]\d{4}){2,4}\b|\b\d{9,}\b"
)
_TAIL = ".,;:!?'\"…"


def patterned(text: str) -> Iterator[Found]:
    """What has a form of its own, in the order of the patterns; stretches may overlap."""
    if not text.isascii():
        text = text.encode("utf-8", "replace").decode()
    yield from _secrets(text)
    for match in _EMAIL.finditer(text):
        yield Found(Span(*match.span()), Kind.EMAIL)
    for match in _LINK.finditer(text):
        yield Found(_trimmed(text, *match.span()), Kind.LINK)
    for match in _DOMAIN.finditer(text):
        if match[0].lower() not in _NO_DOMAIN:
            yield Found(_trimmed(text, *match.span()), Kind.LINK)
    yield from _hosts(text)
    for pattern, group in ((_PATH, 1), (_DRIVE, 0)):
        for match in pattern.finditer(text):
            yield Found(_trimmed(text, *match.span(group)), Kind.PATH)
    for match in _TICKET.finditer(text):
        if match[0].partition("-")[0] not in _NO_TICKET:
            yield Found(Span(*match.span()), Kind.TICKET)
    for match in _HANDLE.finditer(text):
        yield Found(Span(*match.span(1)), Kind.HANDLE)
    yield from _phones(text)
    for match in _AMOUNT.finditer(text):
        yield Found(_trimmed(text, *match.span()), Kind.AMOUNT)


def _trimmed(text: str, start: int, end: int) -> Span:
    """Without the punctuation of the sentence around it."""
    while end > start + 1 and (text[end - 1] in _TAIL or text[end - 1].isspace()):
        end -= 1
    return Span(start, end)


def _secrets(text: str) -> Iterable[Found]:
    for match in _TOKEN.finditer(text):
        said = match[0].rstrip(".-=")
        digits = sum(char.isdigit() for char in said)
        letters = sum(char.isalpha() for char in said)
        if digits >= 3 and letters >= 3 and entropy(said) > 3.2 and "." not in said[1:-1]:
            yield Found(Span(match.start(), match.start() + len(said)), Kind.SECRET)
    for match in _HEX.finditer(text):
        if any(char.isdigit() for char in match[0]) and any(char.isalpha() for char in match[0]):
            yield Found(Span(*match.span()), Kind.SECRET)
    for match in _ACCOUNT.finditer(text):
        yield Found(Span(*match.span()), Kind.SECRET)


def _hosts(text: str) -> Iterable[Found]:
    for pattern in (_IP, _IP6):
        for match in pattern.finditer(text):
            yield Found(Span(*match.span()), Kind.HOST)
    for match in _HOST.finditer(text):
        *pieces, last = re.split(r"[\-_]", match[0].lower())
        plain = all(piece in _NUMBERED for piece in pieces) and last.isdigit()
        if not plain and match[0].partition("-")[0] not in _NO_TICKET:
            yield Found(Span(*match.span()), Kind.HOST)


_DAY = lazy(r"\d{4}-\d\d-\d\d")


def _phones(text: str) -> Iterable[Found]:
    for pattern in _PHONES:
        for match in pattern.finditer(text):
            digits = sum(char.isdigit() for char in match[0])
            if 8 <= digits <= 15 and not _DAY.match(match[0]):
                yield Found(_trimmed(text, *match.span()), Kind.PHONE)
