"""A strength that is handed over as a failure."""

from __future__ import annotations

from collections.abc import Iterable

from starl.coach.document import Document
from starl.coach.rule import Hit, Match, Rule
from starl.coach.stakes import others_paid
from starl.model.report import Severity


def check(document: Document, matches: list[Match]) -> Iterable[Hit]:
    paid = others_paid(document)
    yield from (Hit(match.span, (), Severity.INFO if paid else None) for match in matches)


RULE = Rule(
    code="H701",
    name="strength-as-failure",
    severity=Severity.WARNING,
    message="This sounds like a strength dressed up as a failure.",
    question="What did it cost somebody other than you?",
    patterns=(
        r"\b(?:i'm|i am|i was|i've always been|i have always been|being|such|i can be|i tend to be) (?:\w+ ){0,5}(?:perfectionist|workaholic|overachiever|over-achiever|people pleaser)\b|\bmy perfectionism\b",
        r"\bi (?:just |simply |probably |honestly |maybe |really |always |sometimes |tend to |can |might |guess i )*(?:care|cared|caring|give|gave|work|worked|try|tried|think|thought|demand|demanded|push|pushed|help|helped) (?:\w+ )?(?:too (?:much|hard|deeply)|so (?:much|hard|deeply)|way too (?:much|hard))\b",
        r"\b(?:too|so|overly|almost too|a bit too|a little too) (?:dedicated|committed|passionate|hard-?working|driven|ambitious|thorough|helpful|loyal|conscientious|detail-?oriented|generous|invested|enthusiastic|honest|motivated|responsible|meticulous|modest)\b",
        r"\bmy (?:own )?(?:high |very high |impossibly high |exacting )?(?:standards|expectations|work ethic|attention to detail)(?: of| for)?(?: myself| others| everyone)? (?:are|is|was|were|can be) (?:\w+ )?(?:too high|so high|very high|higher|exceptionally|extremely|unusually)\b|\bhold myself to (?:\w+ ){0,3}standards?\b",
        r"\bi (?:just |simply )?(?:can't|cannot|couldn't|can not|find it hard to|have trouble|struggle to) (?:stand|accept|tolerate|deliver|ship|hand in|settle for|leave|let go of) (?:anything |something |work |code )?(?:\w+ )?(?:less than|mediocre|imperfect|second best|until it(?:'s| is| was) perfect|average)\b",
        r"\b(?:worked|working) (?:myself )?(?:\w+ )?(?:so hard|too hard|nights and weekends|around the clock|into the ground|to exhaustion|eighty hours|80 hours)(?: that| because| and|,|\.|$)",
        r"\b(?:couldn't|can't|never|find it hard to|trouble) say(?:ing)? no (?:because|since|to (?:anyone|anybody|people who|helping))\b|\bwanted to help everyone\b|\btook on (?:too much|everyone(?:'s| else's)|everybody(?:'s| else's))\b",
    ),
    check=check,
)
