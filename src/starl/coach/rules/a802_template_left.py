"""A place that was to be filled in: `[company]`, TODO, a prompt of the template."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from starl.coach.document import Document
from starl.coach.raw import hidden, line_at, quoted, raw
from starl.coach.rule import Hit, Match, Rule
from starl.model.report import Severity
from starl.model.story import Section, Span
from starl.text.lazy import lazy, lazy2

_THING = (
    r"(?:(?:the |my |our |your |an? |some |previous |current )?(?:company|employer|organi[sz]ation|team|project|product|client|customer|manager|"
    r"colleague|co-?worker|system|service|tool|technology|tech|framework|language|feature|app|application|role|position|"
    r"job|title|industry|number|amount|percentage|percent|date|month|year|quarter|time ?frame|timeline|duration|name|"
    r"first ?name|last ?name|location|city|country|metric|metrics|result|outcome|problem|issue|mistake|lesson|skill|topic|details?|specifics?|person|"
    r"example)(?:'s)?(?:[ _-](?:names?|here|size|title|type|[a-z]|\d))?)"
)
_ORDER = r"(?:insert|enter|add|fill|describe|explain|specify|include|write|give|state|mention|your|name of|number of|amount of|type of|placeholder|tbd|tbc|todo|to be (?:added|filled|done)|tk)\b"
_WH = r"(?:what|who|whom|when|where|why|how|which)\b"
_COUNTED = r"(?:users|customers|people|clients|hours|days|weeks|months|years|minutes|engineers|developers|records|requests)"

BRACKET = rf"\[ ?(?:{_THING}|{_ORDER}[^\[\]\n]*|{_WH}[^\[\]\n]*\?|x{{2,4}}%?|(?-i:[XN])|[xn]%|[xny] {_COUNTED}|_+) ?\]"
ANGLE = rf"<(?:{_THING}|{_ORDER}[^<>\n]*|x{{1,4}}%?)>"
BRACE = rf"\{{{{1,2}} ?(?:{_THING}|{_ORDER}[^{{}}\n]*) ?\}}{{1,2}}"
BLANK = r"_{3,}"
MARK = r"(?-i:\b(?:TODO|TBD|TBC|FIXME|TKTK?)\b)"
LOREM = r"\blorem ipsum\b"
HERE = (
    r"\byour (?:own )?(?:text|story|answer|content|name|company|project|situation|task|action|result|lesson|learning|response|description|title)(?: name)? (?:goes |go )?here\b|"
    r"\b(?:text|content|details|story|answer|description|example|name|paragraph|summary) goes here\b|"
    r"\b(?:type|write|enter|paste|put|add|insert|fill in) your [a-z ]{2,30} here\b|"
    r"^[ \t>*_-]*insert (?:your |the |a )?[a-z ]{2,30} here\b"
)
NAME = (
    r"\b(?:at|for|with|in|called|named|company|client|customer|project|team|joined|employer|from) (?:the )?(?-i:XYZ|XXX+|ABC|XYZ[A-Z]*)\b|"
    r"(?-i:\b(?:XYZ|ABC|XXX+)\b) (?:company|corp|corporation|inc|ltd|limited|pvt|team|project|system|client|customer|technologies|tech|solutions|bank|product|tool)\b"
)
NUMBER = rf"(?-i:\bX{{1,3}}%|\$X{{1,3}}\b|\bX{{2,3}}\b) ?(?:{_COUNTED}\b)?"
PROMPT = (
    r"^[ \t>*_-]*\((?:what|who|whom|when|where|why|how|which|describe|explain|set the|share|tell|state|summari[sz]e|briefly|mention|list|include)\b[^()\n]*(?:\([^()\n]*\)[^()\n]*)?\)|"
    rf"^[ \t]*(?:>|[*_]{{1,2}}) ?{_WH}[^\n]*\b(?:you|your)\b[^\n]*\?[*_]{{0,2}}[ \t\r]*$"
)

_KINDS = {
    "bracket": BRACKET,
    "angle": ANGLE,
    "brace": BRACE,
    "blank": BLANK,
    "mark": MARK,
    "lorem": LOREM,
    "here": HERE,
    "name": NAME,
    "number": NUMBER,
    "prompt": PROMPT,
}
_EACH = {kind: lazy2("(?im)" + pattern) for kind, pattern in _KINDS.items()}
_SIGNS = {
    "bracket": ("[",),
    "angle": ("<",),
    "brace": ("{",),
    "blank": ("___",),
    "mark": ("todo", "tbd", "tbc", "fixme", "tk"),
    "lorem": ("lorem",),
    "here": ("here",),
    "name": ("xyz", "xxx", "abc"),
    "number": ("x%", "$x", "xx"),
    "prompt": ("(", ">", "*", "_"),
}
"""Of these, one at least is in a place of the kind, in lower case; where none is in the text it is not looked for."""

_MARKUP = lazy(
    r"\b(?:tags?|elements?|xml|html|pom|nodes?|attributes?|generics?|brackets?|variables?|merge fields?)\b"
)
_GREETING = lazy(r"\b(?:hello|hi|dear|hey|said|says|showed|saying|literally|subject)[ :,]*$", re.IGNORECASE)
_MARK_NOUN = lazy(
    r"[ -]*(?:comments?|lists?|items?|apps?|notes?|markers?|tickets?|entries|in the code)\b", re.IGNORECASE
)
_AXES = lazy(
    r"[ -]*(?:coordinates?|ax[ei]s|space|files?|domains?|planes?|positions?|table|tests?)\b", re.IGNORECASE
)
_KEY = lazy(r"<(?:enter|insert)>", re.IGNORECASE)
"""A key of a keyboard."""
_SELF = lazy(r"\b(?:i|i'm|i'd|we|my|us|me|our)\b", re.IGNORECASE)
_LETTER = lazy(r"[A-Za-z]")


def check(document: Document, _: list[Match]) -> Iterable[Hit]:
    yield from _empty_facts(document)
    text = raw(document)
    lowered = text.lower()
    for kind, pattern in _EACH.items():
        if not any(sign in lowered for sign in _SIGNS[kind]):
            continue
        for match in pattern.finditer(text):
            span = _trimmed(text, *match.span())
            if not hidden(document, span.start) and _is_left(kind, text, span):
                severity = Severity.INFO if kind == "number" and text[span.end - 1] == "%" else None
                severity = Severity.WARNING if kind == "name" else severity
                yield Hit(
                    _name_only(text, span) if kind == "name" else span,
                    (text[span.start : span.end][:60],),
                    severity,
                )


def _empty_facts(document: Document) -> Iterator[Hit]:
    """A key of the template with nothing behind it. Requirements may follow as a list of their own."""
    for fact in document.story.facts:
        if not fact.value and fact.section is not Section.TASK:
            line = line_at(document.text, fact.span.start - 1)
            span = _trimmed(document.text, line.start, max(line.start + 1, fact.span.start))
            yield Hit(span, (document.text[span.start : span.end],), Severity.INFO)


def _trimmed(text: str, start: int, end: int) -> Span:
    """The stretch without the white space and the list marks around it."""
    while start < end - 1 and text[start] in " \t\r\n>*-":
        start += 1
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _name_only(text: str, span: Span) -> Span:
    """`XYZ` of `at XYZ`; all of `ABC Corp`."""
    start = span.start
    while start < span.end and text[start : start + 3] not in ("XYZ", "XXX", "ABC"):
        start += 1
    return Span(start, span.end)


def _is_left(kind: str, text: str, span: Span) -> bool:
    line = line_at(text, span.start)
    before, after = text[line.start : span.start], text[span.end : line.end]
    if kind not in ("blank", "prompt") and (quoted(text, span) or _GREETING.search(before)):
        return False
    if kind == "angle" and _KEY.fullmatch(text, span.start, span.end):
        return False
    if kind == "bracket" and not before.strip(" \t>*-+0123456789."):
        return span.end - span.start > 3
    if kind in ("bracket", "angle", "brace"):
        if (
            before[-1:].isalnum()
            or before[-1:] in ("/", "=", "$", "#", "_", ".")
            or after[:1] in ("(", "[", "{")
            or after.startswith(": http")
        ):
            return False
        return not (kind == "angle" and (_MARKUP.search((before + after).lower()) or "</" in after))
    if kind == "blank":
        if before[-1:].isalnum() or after[:1].isalnum() or after[:1] == "*" or before[-1:] in ("*", "/", "."):
            return False
        return _LETTER.search(before + after) is not None
    if kind == "mark":
        opens = not before.strip(" \t>*_-+0123456789.[]x") or before.rstrip()[-1:] in (
            ".",
            "!",
            "?",
            "(",
            "[",
            ":",
        )
        return opens and not _MARK_NOUN.match(after) and not after.startswith("s")
    if kind == "lorem":
        return after[:6].lower() == " dolor" or (not before.strip(" \t>*_-") and not after.strip(" .…"))
    if kind == "name":
        return not _AXES.match(after)
    if kind == "prompt":
        return _is_prompt(text[span.start : span.end], after)
    return True


def _is_prompt(found: str, after: str) -> bool:
    """A question to the writer, not one that the writer asks of themselves."""
    inner = found.strip("()>*_ \t").lower()
    if _SELF.search(inner):
        return False
    yours = re.search(r"\b(?:you|your)\b", inner) is not None
    if yours:
        return True
    if after.strip(" .*_\r"):
        return False
    return inner.endswith("?") or not inner.startswith(("when", "where", "why", "how", "which"))


RULE = Rule(
    code="A802",
    name="template-left",
    severity=Severity.ERROR,
    message="“{}” looks like a place that was still to be filled in.",
    question="What belongs here, in your own case?",
    check=check,
)
