"""Two places of the story that give different figures for the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from starl.coach.document import Document, Sentence
from starl.coach.figures import NUMBER, value
from starl.coach.raw import MOST
from starl.coach.rule import Hit, Match, Rule
from starl.model.report import Severity
from starl.model.story import Section
from starl.text.lazy import lazy, lazy2

_CREW = r"(?:person|people|man|engineers?|developers?|devs?|programmers?)"
_ABOUT = r"(?:(?:about|around|roughly|some|nearly|almost|over|only|just|maybe|approximately|like|a good|more than) ){0,2}"
_UNIT = r"(?:minutes?|hours?|days?)"

TEAM = rf"\b(?:team|crew|group|squad) of {_ABOUT}{NUMBER}\b|\b{NUMBER}[- ]{_CREW} team\b"
US = rf"\b(?:the|all|all the) {NUMBER} of us\b"
DEFINITE = (
    rf"\b(?:all|all the|all of the|all of our|all our|those|these|all of those|all of these|the) {NUMBER} (?:(?:[a-z'-]+ )?[a-z]{{3,}}s|children)\b|"
    rf"\bwe (?:had|served) {_ABOUT}{NUMBER} (?:customers|users|clients|employees|developers|engineers|servers|shops|stores|schools|tenants|subscribers|members)\b"
)
OUTAGE = (
    rf"\b(?:down|offline|unavailable|out) for {_ABOUT}{NUMBER} {_UNIT}\b|\b{NUMBER} {_UNIT} of (?:downtime|outage)\b|"
    rf"\b{NUMBER}[- ]{_UNIT} (?:outage|downtime)\b|\b(?:outage|downtime) (?:lasted|of|was) {_ABOUT}{NUMBER} {_UNIT}\b"
)
SHARE = (
    rf"\b{NUMBER} (?:out )?of (?:the |our |my |all )?{NUMBER}\b|"
    r"\b(?:10[1-9]|1[1-9]\d|[2-9]\d\d)(?:\.\d+)?(?: )?(?:%|percent) of (?:all )?(?:the |our |all )?(?:users|customers|orders|clients|records|accounts|patients|invoices|shops|devices)\b"
)

_FIGURE = lazy2(rf"\b{NUMBER}\b")
_NOUN = lazy(r"[a-z]+$")
_WORD = lazy(r"[a-z'-]+")
_YEAR = lazy(r"(?:19|20)\d\d")
_UNITS_TEXT = """
    minutes hours days weeks months years seconds percent times things ways words lines steps points
    others guys kids euros dollars pounds quarters nights sprints rounds cents miles metres meters sides
    halves grams degrees is was has does parts pieces cases
"""
_UNITS = frozenset(_UNITS_TEXT.split())
_MORE_TO_COME_TEXT = """
    in on of that who which whose we i they it he she you with from for at under behind using where left
    already still my our affected without whom into about between i'd we'd they'd i've
"""
_MORE_TO_COME = frozenset(_MORE_TO_COME_TEXT.split())
_CHANGED = lazy(
    r"\b(?:now|today|later|since|next|again|another|other|grew|grown|became|by then|meanwhile|new|more|extra|second|planned|plan|expected|should|"
    r"would|allowed|window|up to|budget|estimated?|estimate|promised|usually|normally|used to|average|per|every|instead|first|total|partly|before|remaining|most|some)\b"
)
_GREW = lazy(
    r"\b(?:now|today|later|since|next|another|grew|grown|became|new|joined|together with|with the|plus|including)\b"
)
_MEASURE = lazy(
    r"^(?:[-/:.%]|st\b|nd\b|rd\b|th\b|'s|,\d| ?(?:gb|mb|kb|tb|ms|cores?|bytes?|bits?|percent|inch|am|pm|x)\b|,? 20\d\d)"
)
_CLOCK = lazy(r"\b(?:at|for|to|about|around|by|from|until|till) $")
_MINUTES = {"m": 1.0, "h": 60.0, "d": 1440.0}


class _Figure(NamedTuple):
    """A number with the words behind it."""

    amount: float
    start: int
    words: list[str]


def check(document: Document, matches: list[Match]) -> Iterable[Hit]:
    matches = matches[:MOST]
    teams = [match for match in matches if match.pattern == 0]
    yield from _teams(teams, [match for match in matches if match.pattern == 1])
    yield from _outages([match for match in matches if match.pattern == 3])
    figures: list[_Figure] | None = None
    for match in matches:
        if match.pattern == 4:
            yield from _share(match)
        elif match.pattern == 2 and not _apart(match.sentence):
            figures = _figures(document) if figures is None else figures
            yield from _definite(match, figures)


def _apart(sentence: Sentence) -> bool:
    """Whether the sentence may well speak of another time or of another group."""
    return sentence.section is Section.LEARNING or _CHANGED.search(sentence.plain) is not None


def _amount(match: Match) -> float:
    """The first figure within a match; 0 where it cannot be read."""
    found = _FIGURE.search(_text(match))
    return (value(found[0]) or 0) if found else 0


def _text(match: Match) -> str:
    start = match.sentence.span.start
    return match.sentence.plain[match.span.start - start : match.span.end - start]


def _teams(teams: list[Match], of_us: list[Match]) -> Iterator[Hit]:
    teams = [team for team in teams if not _apart(team.sentence) and _amount(team)]
    if not teams:
        return
    first = _amount(teams[0])
    for team in teams[1:]:
        if _amount(team) != first:
            yield Hit(team.span, (_text(teams[0]), _text(team)), Severity.INFO)
    largest = max(map(_amount, teams))
    for us in of_us:
        if _amount(us) > largest + 1 and not _GREW.search(us.sentence.plain):
            yield Hit(us.span, (_text(teams[0]), _text(us)))


def _outages(outages: list[Match]) -> Iterator[Hit]:
    timed = []
    for outage in outages:
        unit = re.search(r"\b(m|h|d)(?:inutes?|ours?|ays?)\b", _text(outage))
        if unit and not _apart(outage.sentence):
            timed.append((_amount(outage) * _MINUTES[unit[1]], outage))
    for length, outage in timed[1:]:
        shorter, longer = sorted((length, timed[0][0]))
        if longer > shorter * 1.5:
            yield Hit(outage.span, (_text(timed[0][1]), _text(outage)), Severity.INFO)


def _share(match: Match) -> Iterator[Hit]:
    text = _text(match)
    if "%" in text or "percent" in text:
        if not _CHANGED.search(match.after[:40]):
            yield Hit(match.span, ("all of them", text))
        return
    part, _, whole = text.partition(" of ")
    found = _FIGURE.search(whole)
    one, all_of_them = value(part.removesuffix(" out")), value(found[0]) if found else None
    if (
        not found
        or one is None
        or all_of_them is None
        or _MEASURE.match(match.after)
        or _YEAR.fullmatch(found[0])
    ):
        return
    if (
        one > all_of_them
        and not (one <= 12 and _CLOCK.search(match.before[-20:]))
        and not match.before.endswith((".", ",", "-", "/"))
    ):
        yield Hit(match.span, (whole, part))


def _figures(document: Document) -> list[_Figure]:
    plain = document.plain
    found = []
    for match in _FIGURE.finditer(plain):
        amount = value(match[0])
        if amount is not None and not _YEAR.fullmatch(match[0]):
            found.append(_Figure(amount, match.start(), _counted(plain[match.end() : match.end() + 40])))
    return found


def _counted(behind: str) -> list[str]:
    """The words that a number may count: up to three, as far as the phrase goes."""
    words = []
    for piece in behind.split()[:3]:
        word = _WORD.match(piece)
        if word is None or piece in _MORE_TO_COME or piece in ("and", "or", "to") or _FIGURE.fullmatch(piece):
            break
        words.append(word[0])
        if word[0] != piece:
            break
    return words


def _definite(match: Match, figures: list[_Figure]) -> Iterator[Hit]:
    """`the six servers`, where every figure for servers before this was smaller."""
    text = _text(match)
    noun_match = _NOUN.search(text)
    noun = noun_match[0] if noun_match else ""
    amount = _amount(match)
    if not noun or noun in _UNITS or amount < 2:
        return
    behind = _WORD.findall(match.after[:24])
    if behind and not match.after.startswith((",", ".", ";", ":", ")")) and behind[0] in _MORE_TO_COME:
        return
    earlier = [
        figure.amount for figure in figures if figure.start < match.span.start and noun in figure.words
    ]
    if not earlier or _explained(amount, earlier):
        return
    pointing = text.startswith(("those", "these"))
    if amount > max(earlier) or pointing:
        first = f"{max(earlier):,} {noun}"
        sure = text.startswith("all") and amount > max(earlier)
        yield Hit(match.span, (first, text), None if sure else Severity.INFO)


def _explained(amount: float, earlier: list[float]) -> bool:
    """Whether the figure is one of the earlier ones, nearly, or follows from two of them."""
    if any(abs(amount - other) <= 0.1 * max(amount, other) for other in earlier):
        return True
    if amount == sum(earlier):
        return True
    few = earlier[:12]
    return any(amount in (one + other, abs(one - other)) for one in few for other in few)


RULE = Rule(
    code="A804",
    name="number-contradiction",
    severity=Severity.WARNING,
    message="The numbers do not fit together: “{}” and “{}”.",
    question="Which of the two figures is right, or what happened between them?",
    patterns=(TEAM, US, DEFINITE, OUTAGE, SHARE),
    check=check,
)
