"""An address or a ticket number from inside a company."""

from __future__ import annotations

import re
from collections.abc import Iterable

from starl.coach.document import Document
from starl.coach.raw import raw
from starl.coach.rule import Hit, Match, Rule
from starl.model.report import Severity
from starl.model.story import Span
from starl.text.lazy import lazy, lazy2

_OCTET = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"
_IP = (
    rf"\b(?:10\.{_OCTET}|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.{_OCTET}\.{_OCTET}(?:/\d{{1,2}}|:\d{{2,5}})?\b"
)
_HOST = r"(?i:\b[a-z0-9][a-z0-9\-]*(?:\.[a-z0-9\-]+)*\.(?:internal|corp|local|lan|intranet|intern|localdomain|private)\b(?::\d{2,5}\b)?)"
_SHORT_HOST = r"(?i:\bhttps?://[a-z][a-z0-9\-]*(?::\d{2,5})?\b)"
_SHARE = r"\\\\[A-Za-z][A-Za-z0-9\-]+\\[A-Za-z0-9$_\-]+"
_TOOL_HOST = r"(?i:\b(?:jira|jenkins|confluence|grafana|vpn|intranet|nexus|artifactory|sonar|kibana|bitbucket)\.[a-z0-9\-]+\.[a-z]{2,10}\b)"
_TICKET = r"\b[A-Z][A-Z0-9]{1,9}-\d{2,6}\b"

_FOUND = {
    kind: lazy2(pattern)
    for kind, pattern in {
        "ip": _IP,
        "host": _HOST,
        "short": _SHORT_HOST,
        "share": _SHARE,
        "tool": _TOOL_HOST,
        "ticket": _TICKET,
    }.items()
}
_ANY = lazy2("|".join((_IP, _HOST, _SHORT_HOST, _SHARE, _TOOL_HOST, _TICKET)))

_NO_TICKET_TEXT = """
    CVE CWE ISO UTF SHA AES RSA RFC HTTP HTTPS TLS SSL MD COVID SARS GPT IEEE PEP JSR JEP ES ECMA DO CP
    WINDOWS KOI8 BASE MIL DIN EN IEC IBM X F A B FY Q Q1 Q2 Q3 Q4 Y2K EC US EU AP PS RS USB HDMI DDR LTE
    GSM UN BS AS NIST FIPS PCI ANSI ASCII ICD HL7 ARM X86 WIN MS KB VT GMT UTC MP MPEG H I II III IV V8
    CAT TOP AB OC STS LC DSM COBOL FORTRAN ADR SOC OWASP AZ SC CKA AI EIP ERC BIP LOG4J DB SQL PH R2 XP
"""
_NO_TICKET = frozenset(_NO_TICKET_TEXT.split())
_VERSION = lazy(
    r"(?:\bv|\bversions?|\brelease|\bbuild|\bwindows|\bios|\bmacos|\bupdated? (?:from|to)|\bupgraded? (?:from|to)|\b\d to)\s*$",
    re.IGNORECASE,
)
_GENERIC = lazy(
    r"^(?:(?:host|gateway)\.docker\.internal|(?:rc|env|config|settings|compose|application|docker-compose|gradle|overrides?|www|launch|thread|usr|php|nginx|metadata\.google|svc\.cluster|cluster)\.(?:local|internal|private)|"
    r"(?:com|org|net|io|sun|java|javax|jdk|scala|kotlin|system|microsoft)\..*)$",
    re.IGNORECASE,
)


def check(document: Document, _: list[Match]) -> Iterable[Hit]:
    text = raw(document)
    if _ANY.search(text) is None:
        return
    for kind, pattern in _FOUND.items():
        for match in pattern.finditer(text):
            span = Span(*match.span())
            if _is_internal(kind, text, span):
                yield Hit(span, severity=Severity.INFO if kind in ("ticket", "tool") else None)


def _is_internal(kind: str, text: str, span: Span) -> bool:
    found = text[span.start : span.end]
    before, after = text[max(0, span.start - 24) : span.start], text[span.end : span.end + 12]
    if kind == "ip":
        return (
            not _VERSION.search(before) and not before.endswith((".", "-")) and not re.match(r"\.\d", after)
        )
    if kind == "host":
        joined = before[-1:] in (".", "@", "_", "$") or re.match(r"[.(][A-Za-z]|_|\(", after) is not None
        return not joined and not _GENERIC.match(found.partition(":")[0])
    if kind == "short":
        return "localhost" not in found.lower() and not re.match(r"\.\w|:\w|[\w@{<\-]", after)
    if kind == "tool":
        return not re.search(r"\.(?:atlassian|apache|example|io)\b", found.lower()) and before[-1:] != "."
    if kind == "ticket":
        return (
            found.partition("-")[0] not in _NO_TICKET
            and not after.startswith("-")
            and before[-1:] not in ("-", "_", "/")
        )
    return True


RULE = Rule(
    code="P005",
    name="internal-address",
    severity=Severity.WARNING,
    message="This name or number comes from inside a company and means nothing outside it.",
    question="What would you call this for somebody who never worked there?",
    check=check,
    sections=False,
)
