"""Dates or durations that cannot both be true, and dates that no calendar has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from starl.coach.dates import DATE, MONTH, YEAR, month_number, when
from starl.coach.document import Document
from starl.coach.figures import NUMBER, value
from starl.coach.raw import MOST
from starl.coach.rule import Hit, Match, Rule
from starl.model.report import Severity
from starl.model.story import Section, Span
from starl.text.lazy import lazy, lazy2

_ABOUT = r"(?:(?:about|around|roughly|nearly|almost|over|only|maybe|like|already|some|just|perhaps) ){0,2}"
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_PLACE = r"(?:there|here|at (?:the|that|this) (?:company|firm|job|place|bank|agency|startup|start-up)|in (?:the|that|this) (?:company|firm|team|job|role)|with (?:the company|the firm|them)|on (?:the|that|this) (?:team|job))"
_BEGAN = r"(?:started|began|kicked off|opened|launched)"
_ENDED = r"(?:ended|finished|was over|closed|completed|was completed|stopped|was stopped|wrapped up)"

RANGE = rf"\b(?:from|between) {DATE} (?:to|until|till|through|and|up to) {DATE}\b|\({DATE} (?:-|–|—|to) {DATE}\)|\({YEAR}[-–—]{YEAR}\)|\b{_BEGAN} (?:[a-z]+ ){{0,2}}in {DATE}\b[^.\n]{{0,60}}\b{_ENDED} (?:[a-z]+ ){{0,2}}in {DATE}\b"
BACK = rf"\b(?:which|that|this|it|all this|all of this|all that) (?:was|happened|took place|all happened|all was) (?:back |around |about |only |all )?in {DATE}\b"
LATER = rf"\b(?:since then|after that|afterwards?|later that year|(?:a|one|{NUMBER}) (?:years?|months?|weeks?) (?:later|after that|after)|the (?:next|following) (?:year|month)),?(?: [a-z']+){{0,3}} (?:in|by|since) {DATE}\b"
NEW = r"\bmy (?:very )?first (?:day|week|month)\b|\bi(?:'d| had)? (?:only )?just (?:joined|started (?:there|at|my job|the job|in the company))\b"
OLD = rf"\b(?:i'd|i had|i've|i have) (?:already )?(?:been|worked|spent) (?:{_PLACE} )?(?:for )?{_ABOUT}{NUMBER} years\b(?: {_PLACE}\b)?|\bafter {_ABOUT}{NUMBER} years (?:of working )?{_PLACE}\b"
CALENDAR = (
    rf"\b(?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:february|feb|april|june|september|november)\b(?:,? {YEAR}\b)?|\b(?:february|feb|april|june|september|november) \d{{1,2}}(?:st|nd|rd|th)?\b(?:,? {YEAR}\b)?|"
    rf"\b(?:{'|'.join(_DAYS)}),?(?: the)? (?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTH}|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?),? {YEAR}\b"
)
AGO = rf"\b(?:this|it|that|all this) (?:was|happened) (?:{_ABOUT}(?:an?|{NUMBER}) (?:years?|months?|weeks?) ago|last (?:year|month|week))\b"

_DATE = lazy2(rf"\b{DATE}\b")
_NUMBER = lazy2(rf"\b{NUMBER}\b")
_VERSION = lazy(
    r"\b(?:server|studio|office|windows|exchange|sql|edition|version|excel|oracle|sharepoint|downgrad\w*|roll(?:ed|ing)? back|backfill\w*|"
    r"backwards?|back to|sort\w*|descending|model|release|spec|standard)\b"
)
_ELSEWHERE = lazy(
    r"\b(?:before|earlier|until|old|older|original(?:ly)?|previous(?:ly)?|used to|last time|first time|another|other|second|again|built|since|later|from)\b"
)
_NOT_THE_JOB = lazy(
    r"^ (?:on[- ]call|of (?!work\b|my\b|the job\b)|on (?:the )?(?:project|team|rotation)|as |back\b|after|with(?:out)?|in (?:the )?(?:new|charge)|on (?:this|that|the) (?:project|team|rota|product)|leading|alone|doing|being|in (?:production|the (?:new|role|post|team|project)))"
)
_INVALID = lazy(
    r"\b(?:invalid|validat\w*|calendar|leap|birthdays?|born|pars\w+|formats?|fields?|tests?|inputs?|entered|typed|bug|impossible|exist\w*|dates?|edge case|no such)\b"
)
_NOT_A_DAY = lazy(r"^ (?:users|customers|people|records|orders|invoices|%|percent|tickets|release)")
_AGO_DAYS = {"week": (3, 14), "month": (5, 62), "year": (30, 730)}
_UNIT_DAYS = {"week": 7, "month": 30, "year": 365}


def check(document: Document, matches: list[Match]) -> Iterable[Hit]:
    parts: list[list[Match]] = [[] for _ in RULE.patterns]
    for match in matches[:MOST]:
        parts[match.pattern].append(match)
    ranges, backs, laters, new, old, days, agos = parts
    for match in ranges:
        yield from _range(match)
    for match in backs:
        yield from _back(document, match)
    for match in laters:
        yield from _later(document, match)
    yield from _first_week(new, old)
    for match in days:
        yield from _calendar(match)
    yield from _ago(agos)


def _text(match: Match) -> str:
    start = match.sentence.span.start
    return match.sentence.plain[match.span.start - start : match.span.end - start]


def _range(match: Match) -> Iterator[Hit]:
    """From a later date to an earlier one."""
    text = _text(match)
    found = [item[0] for item in _DATE.finditer(text)]
    first, last = (when(found[0]), when(found[-1])) if len(found) > 1 else (None, None)
    if first and last and last.before(first) and not _VERSION.search(match.sentence.plain):
        yield Hit(match.span, (f"{found[0]}” comes after “{found[-1]}",))


def _back(document: Document, match: Match) -> Iterator[Hit]:
    """`which was in 2022`, of something that was just dated otherwise."""
    text = _text(match)
    mine = when(text)
    relative = text.startswith("which")
    start = match.sentence.span.start
    scope = document.plain[start : match.span.start]
    near = _DATE.search(scope) is not None
    if not near:
        first = 0 if relative else max(0, match.sentence.number - 1)
        scope = document.plain[document.sentences[first].span.start : match.span.start]
    found = [item[0] for item in _DATE.finditer(scope)]
    if not mine or not found or match.after.startswith((" that", " when", " and again")):
        return
    other = when(found[-1])
    if other is None or not (mine.before(other) or other.before(mine)) or (not near and len(found) > 1):
        return
    if _ELSEWHERE.search(match.before if near else match.before + " " + scope[-200:]) or _VERSION.search(
        scope[-200:]
    ):
        return
    yield Hit(match.span, (f"{found[-1]}” and “{text}",), None if near and relative else Severity.INFO)


def _later(document: Document, match: Match) -> Iterator[Hit]:
    """`a year later, in 2022`, behind a date of 2024."""
    text = _text(match)
    mine = when(text)
    found = [
        item[0]
        for item in _DATE.finditer(document.plain[: match.span.start])
        if not re.search(
            r"\b(?:until|till|by|expires?|expired|before|to) $",
            document.plain[max(0, item.start() - 12) : item.start()],
        )
    ]
    other = when(found[-1]) if found else None
    if mine and other and mine.before(other) and not _VERSION.search(match.sentence.plain):
        yield Hit(match.span, (f"{found[-1]}” and “{text}",))


def _first_week(new: list[Match], old: list[Match]) -> Iterator[Hit]:
    """The first week in a job, and years in it."""
    new = [
        match
        for match in new
        if match.sentence.section is not Section.LEARNING and not _NOT_THE_JOB.match(match.after)
    ]
    for late in old:
        amount = _NUMBER.search(_text(late))
        if late.sentence.section is Section.LEARNING or amount is None or (value(amount[0]) or 0) < 2:
            continue
        if re.search(
            r"\b(?:now|since|today|later|by now|as an?|programming|coding|in the industry)\b",
            late.sentence.plain,
        ):
            continue
        for early in new:
            if abs(early.sentence.number - late.sentence.number) <= 8:
                later, earlier = (late, early) if late.span > early.span else (early, late)
                yield Hit(
                    later.span,
                    (f"{_text(earlier)}” and “{_text(later)}",),
                    Severity.INFO if " there" not in _text(late) else None,
                )
                return


def _calendar(match: Match) -> Iterator[Hit]:
    """A day that its month does not have, or that was another weekday."""
    import calendar  # Takes longer to come than all else here, and few stories name a whole date.

    text = _text(match)
    named = re.search(rf"\b{MONTH}\b", text)
    year = re.search(rf"\b{YEAR}\b", text)
    day = re.search(r"\b(\d{1,2})(?:st|nd|rd|th)?\b", text)
    if not named or not day or _INVALID.search(match.sentence.plain) or _NOT_A_DAY.match(match.after):
        return
    month, number = month_number(named[0]), int(day[1])
    longest = calendar.monthrange(int(year[0]) if year else 2024, month)[1]
    if longest < number <= 31:
        yield Hit(match.span, (f"{text}” and “{calendar.month_name[month]} has {longest} days",))
    elif year and 0 < number <= longest:
        weekday = text.split()[0].rstrip(",")
        real = _DAYS[calendar.weekday(int(year[0]), month, number)]
        if weekday in _DAYS and weekday != real:
            yield Hit(match.span, (f"{text}” and “a {real.capitalize()} in the calendar",), Severity.INFO)


def _ago(agos: list[Match]) -> Iterator[Hit]:
    """Twice how long ago it was, and not the same."""
    told: list[tuple[float, float, Match]] = []
    for match in agos:
        if match.sentence.section is Section.LEARNING or _ELSEWHERE.search(match.sentence.plain):
            continue
        text = _text(match)
        unit = re.search(r"\b(week|month|year)s?\b", text)
        if unit is None:
            continue
        if "last " in text:
            told.append((*_AGO_DAYS[unit[1]], match))
        else:
            amount = _NUMBER.search(text)
            days = ((value(amount[0]) or 1) if amount else 1) * _UNIT_DAYS[unit[1]]
            told.append((days * 0.6, days * 1.6, match))
    for low, high, match in told[1:]:
        if low > told[0][1] or high < told[0][0]:
            yield Hit(Span(*match.span), (f"{_text(told[0][2])}” and “{_text(match)}",), Severity.INFO)


RULE = Rule(
    code="A805",
    name="date-contradiction",
    severity=Severity.WARNING,
    message="These times do not fit together: “{}”.",
    question="When was it really, and what came first?",
    patterns=(RANGE, BACK, LATER, NEW, OLD, CALENDAR, AGO),
    check=check,
)
