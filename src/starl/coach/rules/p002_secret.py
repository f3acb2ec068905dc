"""A key, a token or a password in the story."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from starl.coach.document import Document
from starl.coach.raw import raw
from starl.coach.rule import Hit, Match, Rule
from starl.model.report import Severity
from starl.model.story import Span
from starl.text.lazy import lazy, lazy2

_ISSUED = (
    r"\b(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{12,}\b|\bgh[pousr]_[A-Za-z0-9]{12,}|\bgithub_pat_[A-Za-z0-9_]{12,}|\bgl(?:pat|dt|rt)-[A-Za-z0-9_\-]{12,}|"
    r"\b[srp]k_(?:live|test)_[A-Za-z0-9]{8,}|\bxox[abeprs]-[A-Za-z0-9\-]{8,}|\bAIza[A-Za-z0-9_\-]{20,}|\bya29\.[A-Za-z0-9_\-]{16,}|\bGOCSPX-[A-Za-z0-9_\-]{16,}|"
    r"\beyJ[A-Za-z0-9_\-]{6,}\.eyJ[A-Za-z0-9_\-]{6,}(?:\.[A-Za-z0-9_\-]*)?|\beyJ[A-Za-z0-9_\-]{10,}\.[A-Za-z0-9_\-]{10,}\.[A-Za-z0-9_\-]{10,}|"
    r"\bnpm_[A-Za-z0-9]{24,}|\bpypi-[A-Za-z0-9_\-]{24,}|\bhf_[A-Za-z0-9]{24,}|\bdop_v1_[a-f0-9]{24,}|\bSG\.[A-Za-z0-9_\-]{16,}\.[A-Za-z0-9_\-]{16,}|"
    r"\bshp(?:at|ss|ca|pa)_[a-fA-F0-9]{24,}|\bhooks\.slack\.com/services/T[A-Z0-9]+/B[A-Z0-9]+/[A-Za-z0-9]+"
)
_OPENAI = r"\bsk-[A-Za-z0-9_\-]{12,}"
_BLOCK = r"-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----"
_LOGIN = r"\b[A-Za-z][A-Za-z0-9+.\-]{1,20}://[^\s:/@\"'<>]*:([^\s@/\"'<>]+)@[^\s@]"
_NAMED = (
    r"(?i:\b(?:[a-z0-9]+[_\-.])*(?:password|passwd|passphrase|passcode|pwd|pass|secret|token|api[_\- ]?key|access[_\- ]?key(?:[_\- ]?id)?|auth[_\- ]?key|private[_\- ]?key|"
    r"secret[_\- ]?key|encryption[_\- ]?key|signing[_\- ]?key|accountkey|sharedaccesskey|client[_\- ]?secret|credentials?|bearer)(?:[_\-][a-z0-9]+)*)"
    r"[\"'`]?(?:\s{0,3}(?::=|=>|==|=|:)\s{0,3}|\s)[\"'`]?([^\s\"'`,;&<>()]{4,})"
)
_HEADER = r"(?i:\b(?:bearer|basic) )([A-Za-z0-9+/_.=\-]{16,})"
_SAID = r"(?i:\bpass(?:word|phrase|code)\b[^.\n]{0,24}?\s(?:was|is|to|being)\s+(?:just\s+|set\s+to\s+|literally\s+)?)[\"'“`]?([^\s\"'”`,;<>()]{4,})"

_SIGNS = (
    "pass", "pwd", "secret", "token", "key", "credential", "bearer", "basic ", "akia", "asia", "aroa", "aida", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat", "glpat",
    "sk-", "k_live", "k_test", "xox", "aiza", "ya29", "gocspx", "eyj", "npm_", "pypi-", "hf_", "dop_v1", "sg.", "shp", "slack",
    "-----begin", "://",
)  # fmt: skip
"""Every secret that the patterns know has one of these in it; most stories have none."""
_ANY = lazy2("|".join((_ISSUED, _OPENAI, _BLOCK, _LOGIN, _NAMED, _HEADER, _SAID)))
_FOUND = {
    kind: lazy2(pattern)
    for kind, pattern in {
        "issued": _ISSUED,
        "openai": _OPENAI,
        "block": _BLOCK,
        "login": _LOGIN,
        "named": _NAMED,
        "header": _HEADER,
        "said": _SAID,
    }.items()
}
_END_OF_BLOCK = lazy(r"-----END [A-Z0-9 ]{0,40}-----")
_NOT_SECRET = lazy(
    r"^(?:[*•x.…_#?-]+|[$%{<\[\\].*|(?:your|my|the|some|new|old)[_\-]?.*|.*(?:getenv|environ|process\.env|os\.|vault|config\.|settings\.|secrets\.|\$\{).*|"
    r"password|passwd|pass|pwd|secret|token|key|apikey|api_key|changeme|change_me|redacted|hidden|masked|removed|none|null|nil|true|false|undefined|empty|example|placeholder|required|optional|string|str|bytes|input|value|self|env|localhost)[.,:;!?]*$",
    re.IGNORECASE,
)
_QUOTES = "\"'`“"
_CALL = lazy(r"^[A-Za-z_][\w.]*\($|^[a-z_]+\.[a-z_.]+$")


LONGEST = 200
"""Code points of a secret that are looked at."""


def check(document: Document, _: list[Match]) -> Iterable[Hit]:
    text = raw(document)
    low = text.lower()
    if not any(sign in low for sign in _SIGNS) or _ANY.search(text) is None:
        return
    for kind, pattern in _FOUND.items():
        for match in pattern.finditer(text):
            span = _span(kind, text, match)
            severity = _severity(
                kind, text[match.start() : span.start], text[span.start : span.end][:LONGEST]
            )
            if severity is not None:
                yield Hit(span, severity=severity)


def _span(kind: str, text: str, match: Any) -> Span:
    """The secret alone, without its name, and without the full stop of its sentence."""
    if kind == "block":
        closing = _END_OF_BLOCK.search(text, match.end(), match.end() + 10_000)
        return Span(match.start(), closing.end() if closing else match.end())
    start, end = match.span(1) if kind in ("login", "named", "header", "said") else match.span()
    behind = text[end : end + 2]
    if not behind or behind[0].isspace():
        ends = not behind or "\n" in behind or behind[1:].isupper()
        end = start + len(text[start:end].rstrip(".,:;!?)'\"`" if ends else ".,:;)"))
    return Span(start, end)


def _severity(kind: str, lead: str, secret: str) -> Severity | None:
    """How sure it is that this is a secret; None where it is none.

    lead: the name and what joins it to the secret.
    """
    if kind in ("issued", "block"):
        return Severity.ERROR
    if _NOT_SECRET.match(secret) or _CALL.match(secret):
        return None
    if kind == "login":
        return Severity.ERROR
    mixed = _mixed(secret)
    if kind == "said":
        return Severity.ERROR if mixed else Severity.INFO if lead[-1] in _QUOTES else None
    if kind == "named":
        return Severity.ERROR if _assigned(lead, secret, mixed) else None
    return Severity.ERROR if mixed and entropy(secret) > 2.8 else None


def _assigned(lead: str, secret: str, mixed: bool) -> bool:
    """Whether what stands behind a name such as `token` is its value, and no word of a sentence."""
    if not re.search(r"[=:]", lead):
        return mixed and len(secret) >= 16 and entropy(secret) > 3.2
    if re.search(r"pass|pwd", lead, re.IGNORECASE):
        return mixed or lead[-1] == "=" or lead[-1] in _QUOTES
    if mixed:
        return len(secret) >= 8 and entropy(secret) > 2.5
    return len(secret) >= 20 and entropy(secret) > 3.5 and "_" not in secret and "-" not in secret


def _mixed(secret: str) -> bool:
    """Letters with digits or signs among them, as no word of a sentence has."""
    letters = any(char.isalpha() for char in secret)
    return letters and any(char.isdigit() or char in "!@#$%^&*+=~" for char in secret)


def entropy(text: str) -> float:
    """Shannon's entropy in bits a character.

    >>> round(entropy("abab"), 1)
    1.0
    """
    counts = Counter(text)
    return -sum(count / len(text) * math.log2(count / len(text)) for count in counts.values())


RULE = Rule(
    code="P002",
    name="secret",
    severity=Severity.ERROR,
    message="This looks like a key, a token or a password. Take it out, and have it changed if it was ever in use.",
    question="Is this still valid somewhere, and who has to know that it stood here?",
    check=check,
    sections=False,
)
