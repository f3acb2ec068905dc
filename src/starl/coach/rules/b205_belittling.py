"""Somebody is run down: called lazy, clueless, not up to it."""

from __future__ import annotations

from collections.abc import Iterable

from starl.coach.blame_words import ROLE
from starl.coach.document import Document
from starl.coach.nearby import after, around, before
from starl.coach.own_fault import own_fault, owned_anywhere
from starl.coach.rule import Hit, Match, Rule
from starl.coach.subjects import Kind, subject_before
from starl.model.report import Severity
from starl.model.story import Span
from starl.text.lazy import lazy

_BAD = (
    r"(?:incompetent|clueless|lazy|stupid|useless|dumb|ignorant|unprofessional|mediocre|amateurish|inept|hopeless|brainless|moronic|idiotic|spineless|"
    r"second-rate|third-rate|third-class|worthless|arrogant|lousy|sloppy|careless|negligent|unqualified|untrained|unskilled|underqualified|incapable|unreliable|toxic|"
    r"disorgani[sz]ed|inexperienced|braindead|brain-dead|paranoid|stubborn|ridiculous|pathetic|terrible|awful)"
)
_VERY = r"(?:(?:just|simply|really|so|too|very|completely|totally|utterly|quite|pretty|a bit|rather|frankly|honestly|basically|clearly|obviously|always|plain|kind of|sort of|a|an|all|both|notoriously|absolutely|, how shall i say,) )*"
_NAMES = r"(?:idiots?|morons?|clowns?|amateurs?|imbeciles?|muppets?|cowboys?|fools?|monkeys?|noobs?|dummies|halfwits?|bozos?|jokers?|lazybones|slackers?|code monkeys?|egomaniac|narcissist|diva|divas|prima donna|psychopath|dictator|control freak)"
_BE = r"(?:\b(?:was|were|is|are|had been|seemed|seems|turned out(?: to be)?|proved(?: to be)?|looked|can be|could be)|'s|'re)"

_SUBJECT, _EPITHET, _UNABLE, _SCORN = range(4)
_TAKEN_BACK = lazy(
    r"\b(?:i (?:thought|called|considered|believed|assumed|decided|took|judged|figured|had called|had thought|found|used to (?:think|call|say))|unfair|wrongly|turned out|not because (?:he|she|they)|"
    r"(?:isn't|wasn't|aren't|weren't|not|never) (?:\w+ ){0,3}(?:incompetent|clueless|lazy|stupid|useless|dumb|ignorant|careless|sloppy|negligent|unprofessional|idiots?|fools?)|"
    r"felt|feel|feeling|like an? (?:idiot|fool|clown|amateur|moron|noob|diva)|call(?:ed|s)? me|thinks? i|thought i|angry (?:at|with|about)|furious (?:at|with))\b"
)
_MOVE = lazy(r" (?:move|thing|mistake|way|switch|idea|decision|bug|error|question|code|script)")
_OF_THINGS = lazy(r"\b(?:lazy[- ](?:load|eval|init|fetch)|my|mine|i|i'm|myself|me|we)\b")


def check(document: Document, matches: list[Match]) -> Iterable[Hit]:
    owned: bool | None = None
    for match in matches:
        sentence = match.sentence
        if _TAKEN_BACK.search(around(document, match)):
            continue
        start = match.span.start
        if match.pattern in (_SUBJECT, _UNABLE):
            subject = subject_before(document, sentence, start)
            if subject is None or subject.kind is Kind.NOBODY:
                continue
            if match.pattern == _UNABLE and subject.kind is Kind.PRONOUN and own_fault(sentence.plain):
                continue
            start = subject.start
        elif _OF_THINGS.search(before(document, match, 14)) or _MOVE.match(after(document, match)):
            continue
        if owned is None:
            owned = owned_anywhere(document)
        yield Hit(Span(start, match.span.end), severity=Severity.INFO if owned else None)


RULE = Rule(
    code="B205",
    name="belittling",
    severity=Severity.WARNING,
    message="This runs somebody down. An interviewer hears how you speak of the people you work with.",
    question="What did they see, know or need at the time, and what could you have given them?",
    patterns=(
        rf"{_BE} {_VERY}(?:{_BAD}|{_NAMES})\b",
        rf"\b(?:{_BAD} (?:(?:old|young|junior|senior|new|little|offshore|remote|external|and|,) )*(?:{_BAD} )?{ROLE}|(?:the|those|these|that|some|a bunch of|a group of|a couple of|total|complete|such|bunch of) (?:\w+ )?{_NAMES}|so-called (?:\w+ )?(?:{ROLE}|experts?|professionals?|specialists?|rockstars?)|"
        r"(?:cheap|cheapest) (?:\w+ )?(?:developers?|team|contractors?|freelancers?|guys|coders?)|b-players?|b players?|dead weight|deadwood|dead wood|bad apples?|weak(?:est)? link|weakest (?:member|developer|person|one)|"
        r"(?:junior|intern|trainee|guy|girl|newbie|developer|dev|tester|colleague|someone|person|people|lad|kid) who (?:just |really |simply |clearly |obviously )*(?:didn't|did not|doesn't|couldn't|could not|can't|never|had no|has no|barely|hardly) (?:even |really |quite )*(?:get it|got it|understand|understood|know|knew|"
        r"care|cared|have a clue|clue|idea|code|program|write|read|think|follow|listen))\b",
        r"\b(?:(?:had|has|have|having|with|without|didn't have|did not have|don't have|doesn't have) (?:absolutely |really |simply |literally |just |even )*(?:no|a|any|the slightest|the faintest|zero|not the slightest|not a) (?:clue|idea (?:what (?:he|she|they) (?:was|were|is|are) doing|about (?:programming|coding|software|testing|anything|it|technology|databases|security))|talent|brain|brains|backbone|common sense)|"
        r"(?:couldn't|could not|can't|cannot|can hardly|could hardly|could barely|can barely) (?:even |really |properly |actually )*(?:code|program|write (?:a (?:\w+ )?|clean |decent |proper |good )?(?:code|query|test|tests|sql|loop|class|sentence)|read (?:a|the) (?:spec|manual|log)|use (?:git|a computer)|spell|count|think|be trusted|cope|keep up|follow (?:me|us|it)|maintain it|do (?:his|her|their) (?:own )?job)|"
        r"(?:wasn't|was not|weren't|were not|isn't|aren't) (?:exactly |really |quite |just |even |simply |necessarily |always )*(?:the (?:brightest|sharpest|smartest|fastest|best|most \w+)|a genius|geniuses|rocket scientists?|up to (?:it|the job|the task|my|our)|good enough|smart enough|bright enough|able to follow|capable|qualified|competent|professional|"
        r"interested in (?:quality|working)|serious|used to working at (?:my|our))|doesn't (?:even )?(?:get|understand) (?:technology|tech|software|programming|anything|it)|(?:did|do|does) (?:not )?speak (?:bad|poor|terrible|broken|no|proper|any) english|didn't (?:really |even |seem to )*(?:get it|care|give a (?:damn|shit|toss))|couldn't care less|never cared|only cared about|too (?:slow|stupid|dumb|lazy|junior|proud|mean|arrogant|cheap) to)\b",
        r"\b(?:bless them|what (?:can|do|did) you expect(?: from)?|you get what you pay for|typical for (?:them|him|her)|typical of (?:them|him|her)|a grown (?:man|woman)|any (?:first[- ]year|student|beginner|child|five-year-old|half-decent \w+|decent \w+|sane \w+|competent \w+) (?:\w+ )?(?:could|would|can|knows|should)|"
        r"(?:would have|would've|'d have) (?:rejected|failed|fired) (?:at|in|it|him|her|them)\b|(?:someone|somebody|anyone|a person|you'd think \w+) with a (?:degree|brain|pulse)|with half a brain|an ounce of (?:sense|competence)|nobody (?:in|at|over) (?:qa|ops|there|marketing) (?:owns|knows|understands|has)|"
        r"who are these people|couldn't organi[sz]e a|babysit(?:ting)?|hand-?holding|spoon-?feed(?:ing)?|dumb it down|dumbed down|like (?:talking to )?(?:children|kids|a child|a wall)|like a kindergarten|circus|(?:was|were|'d been) wasted on (?:them|him|her)|out of spite|too mean to)\b",
    ),
    check=check,
)
