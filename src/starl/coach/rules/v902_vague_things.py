"""A word that could stand for anything, where the story needs the thing itself."""

from __future__ import annotations

from collections.abc import Iterable

from starl.coach.document import Document
from starl.coach.rule import Hit, Match, Rule
from starl.coach.vague_words import shortly_after, shortly_before
from starl.model.report import Severity
from starl.model.story import Section
from starl.text.lazy import lazy

_SOME = (
    r"(?:some|certain|various|several|a few|a number of|a couple of|a bunch of|multiple|numerous|all (?:sorts|kinds) of|"
    r"some (?:kind|sort) of|a lot of|lots of|many|countless|a variety of|a range of|a series of|a whole host of|quite a few|a ton of|"
    r"unexpected|unforeseen)"
)
_KIND = (
    r"(?:(?:technical|other|unexpected|unforeseen|minor|major|small|big|serious|different|internal|external|key|important|"
    r"relevant|critical|complex|organi[sz]ational|personal|new|additional|further|related|necessary|appropriate|little|"
    r"communication|performance|quality|difficult|tricky|hidden) )*"
)
_THINGS = (
    r"(?:issues?|problems?|things?|stuff|challenges?|difficult(?:y|ies)|factors?|reasons|circumstances?|complications?|obstacles?|"
    r"aspects?|stakeholders?|part(?:y|ies)|measures|improvements|actions|areas|elements|concerns?|considerations|"
    r"complexities|inconsistencies|shortcomings|hurdles|setbacks|troubles?|matters|topics|optimi[sz]ations|errors and (?:issues|problems)|"
    r"mistakes|trouble)"
)
_ITS_TOPIC = lazy(
    r",? (?:with|of|about|that|which|who|where|when|why|because|in (?:the|our|my|a)|to (?:do|say|learn|the|our)|for (?:the|our|which|not)|"
    r"i (?:\w+)|we (?:\w+)|like|such as|including|from|on (?:the|our|my)|between|around|caused)\b"
)
_TOLD = lazy(r"[:(]|, (?:for example|for instance|such as|like|namely|mainly|mostly|one of)|\d| [-–—] ")
_GOES_ON = lazy(
    r"(?:first|firstly|one |one,|for example|for instance|the first|the main|mainly|namely|like |such as|they were|these were|"
    r"among|\W*(?:the )?(?:biggest|worst))"
)
_UNREAL = lazy(
    r"\b(?:if|when|whenever|unless|until|in case|case|time|times|where|once|how|what|could|would|can|may|might) $"
)
"""Before a thing that may happen, or that the question asked for."""
_SETUP = (Section.SITUATION, Section.TASK, None)


def check(document: Document, matches: list[Match]) -> Iterable[Hit]:
    for match in matches:
        after = shortly_after(match)
        if _UNREAL.search(shortly_before(match)) or _TOLD.search(after) or _explained(document, match):
            continue
        doubtful = match.sentence.section in _SETUP or (
            match.pattern == 0 and _ITS_TOPIC.match(after) is not None
        )
        yield Hit(match.span, severity=Severity.INFO if doubtful or document.inferred else None)


def _explained(document: Document, match: Match) -> bool:
    following = document.sentences[match.sentence.number + 1 : match.sentence.number + 2]
    return any(
        _GOES_ON.match(sentence.plain) and (document.inferred or sentence.section is match.sentence.section)
        for sentence in following
    )


RULE = Rule(
    code="V902",
    name="vague-things",
    severity=Severity.WARNING,
    message="This could mean anything; a listener sees nothing before them.",
    question="What exactly was it, in the words that you would use to a colleague who was there?",
    patterns=(
        rf"\b{_SOME} {_KIND}{_THINGS}\b",
        r"\b(?:(?:some|a few|several|many|a lot of|certain|various|lots of|all sorts of|a couple of) )?(?:things?|stuff|something|everything|"
        r"a lot|a few things|it all) (?:(?:then|just|really|also|kind of|sort of|had|have|has|all|still|somehow|eventually) )*(?:went|gone|going|"
        r"goes|go) (?:\w+ )?(?:wrong|sideways|south|badly|bad|off the rails|haywire|downhill)\b"
        r"|\b(?:things|stuff|everything) (?:didn't|did not|don't) (?:really |quite |exactly |all )?(?:go|work|turn|pan) (?:out )?(?:as|like|the way|well|right|smoothly|so well|that well|to plan|according)\b"
        r"|\bthings (?:(?:then|just|quickly|really|soon) )?(?:got|became|turned) (?:\w+ )?(?:complicated|difficult|messy|ugly|bad|out of (?:hand|control)|tricky|hard|worse)\b"
        r"|\b(?:for|due to|because of|owing to) (?:various|certain|some|several|a number of|different|many|other) (?:\w+ )?(?:reasons|factors|circumstances)\b"
        r"|\b(?:due to|because of|owing to) (?:unforeseen|unexpected|the|external|special|difficult) (?:circumstances|factors|developments|situation)\b"
        r"|\bone thing led to another\b|\bmistakes were made\b|\b(?:and|or) (?:stuff|things|everything) like that\b|\band so on and so forth\b",
    ),
    check=check,
)
