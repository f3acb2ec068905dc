"""Blame that names nobody: what was done to the speaker, or not done for them."""

from __future__ import annotations

from collections.abc import Iterable

from starl.coach.document import Document
from starl.coach.nearby import after, before
from starl.coach.own_fault import owned_anywhere, owned_near
from starl.coach.rule import Hit, Match, Rule
from starl.model.report import Severity
from starl.model.story import Section
from starl.text.lazy import lazy

_SOFT = r"(?:(?:really|just|simply|ever|even|actually|properly|fully|always|basically|only|also|being|been|totally|completely|once|sort of|kind of|clearly) )*"
_ME = r"(?:i|we)"
_WAS = r"(?: was| were|'d been| had been| have been|'ve been| got| was being| were being| am| felt)"
_WAS_NOT = r"(?: was never| were never| was not| were not| wasn't| weren't| had never been|'d never been| hadn't been| had not been| never got| never was| have never been| have not been| has not been| haven't been| didn't get| did not get)"
_BAD = (
    r"(?:wrong|bad|broken|incomplete|outdated|out-of-date|old|false|misleading|incorrect|faulty|poor|unclear|vague|contradictory|conflicting|"
    r"inaccurate|insufficient|half|garbage|rubbish|crap|useless|unusable|impossible|unrealistic|no|zero|little|too little|too few|almost no|"
    r"hardly any|barely any|not enough|only (?:two|three|one|a|half)|just (?:two|three|one|a|half))"
)
_SPEC = (
    r"(?:specs?|specifications?|requirements?|documentation|docs|tickets?|brief(?:ing)?|instructions|manual|interface|contract|stories|"
    r"acceptance criteria|project|scope|task|timeline|deadline|plan|api|codebase|code|system|architecture|database|runbook|handover|process|"
    r"information|info|data)"
)
_POORLY = (
    r"(?:badly|poorly|sloppily|carelessly|terribly|horribly|insufficiently|wrongly|incorrectly|barely|hardly|not (?:properly |well |clearly |correctly |really )?|"
    r"never (?:properly |really |clearly |fully )?|half-|under-?)"
)

_HARMLESS = lazy(r"\b(?:so i asked|i asked|i went and asked|so i (?:wrote|called|built|checked))\b")
_CONDITION = lazy(
    r"\b(?:if|when|whenever|whether|unless|until|make sure|what|as if|once|before|because i (?:asked|wanted)) (?:\w+ ){0,2}$"
)


def check(document: Document, matches: list[Match]) -> Iterable[Hit]:
    owned: bool | None = None
    for match in matches:
        sentence = match.sentence
        if (
            _CONDITION.search(before(document, match))
            or _HARMLESS.search(after(document, match))
            or owned_near(document, sentence)
        ):
            continue
        if owned is None:
            owned = owned_anywhere(document)
        doubtful = owned or sentence.section in (Section.LEARNING, Section.SITUATION)
        yield Hit(match.span, severity=Severity.INFO if doubtful else None)


RULE = Rule(
    code="B202",
    name="blame-in-passive",
    severity=Severity.WARNING,
    message="This tells what was done to you, or not done for you, as the cause.",
    question="What could you have asked, checked or refused at that moment?",
    patterns=(
        rf"\b{_ME}{_WAS_NOT} {_SOFT}(?:told|informed|notified|warned|briefed|trained|shown|consulted|asked|given|handed|involved|included|invited|"
        r"supported|listened to|heard|looped in|copied in|copied|onboarded|made aware|kept (?:informed|in the loop|up to date)|provided with|"
        r"supplied with|prepared for|allowed|taken seriously|introduced)\b",
        rf"\b{_ME}{_WAS} {_SOFT}(?:(?:given|handed|fed|sent|supplied with|provided with|told|shown|promised|left with|stuck with) (?:(?:the|a|an|some|very|completely|totally|with) )*{_BAD}\b|"
        r"told (?:that )?(?:it|that|this|they|everything|the \w+|all \w+) (?:was|were|had|would|is|will)\b|misled|misinformed|lied to|kept in the dark|left (?:alone|in the dark|hanging|to (?:fend|figure))|"
        r"thrown (?:under|into|in at)|set up (?:to fail|for failure)|let down|pressured|pushed (?:to|into)|rushed into|forced (?:to|into)|hurried|overruled|ignored|excluded|"
        r"not allowed|talked into|dragged into|made to|blamed|dumped (?:on|into)|assigned (?:too|an impossible)|put under (?:pressure|so much))",
        rf"\b{_SPEC}(?: (?:i|we) (?:got|had|received|was given|were given|inherited))?(?: was| were| is| are|'d been| had been)(?: just| simply| also| very| all| completely)* {_POORLY} ?(?:written|defined|documented|specified|described|"
        r"maintained|communicated|explained|designed|planned|handed over|thought through|thought out|prepared|managed|structured|organi[sz]ed|estimated|tested|agreed)\b",
        r"\b(?:handed (?:over|to (?:me|us)|down)|passed (?:on|over|to (?:me|us))|dumped on (?:me|us)|given to (?:me|us)|delivered|thrown over the (?:wall|fence)|dropped on (?:me|us|my desk|our desks?)|landed on my desk)(?: to (?:me|us))? (?:with(?:out)? (?:any|a|proper|much|zero|no|the) ?|with hardly any |with barely any |without )(?:\w+ ){0,2}"
        r"(?:documentation|docs|tests?|notice|warning|explanation|handover|hand-over|context|information|training|briefing|instructions|specs?|comments)\b",
        r"\b(?:(?:was|were|had been|has been|'d been|is|are)(?:n't| not| never)|(?:never|hadn't been|not)(?: been| was| got)?|got never) (?:really |ever |properly |even |clearly |fully |yet )*(?:communicated|told|explained|mentioned|disclosed|shared|passed on|handed over|made clear|"
        r"documented|escalated|flagged|announced|given|forwarded|provided|shown|made available|available|clear|reported|said)(?: anywhere)? (?:to|with|for) (?:me|us|my team|our team|our side|the developers|development|software)\b",
        r"\b(?:(?:information|news|info|message|change|email|memo|note|word|requirement|decision|update|detail|fact|warning) (?:(?:just|simply|somehow|unfortunately) )*(?:(?:did not|didn't|never|has never|had never|has not) (?:really |quite |even )?"
        r"(?:come|came|reach|reached|get|got|gotten|make it|made it|arrive|arrived|trickled?|travell?ed)(?: down| over| through| back| as far as)?(?: to| at)?|(?:was|were|got) (?:kept|hidden|withheld) from) (?:me|us|software|my (?:team|desk|inbox)|our (?:team|side|desks?|inbox)|development)|"
        r"(?:had been|was|were) (?:kept|hidden|withheld) from (?:me|us))\b",
        r"\b(?:on the basis of|based on|with|by) (?:the )?(?:wrong|bad|false|incomplete|poor|misleading|faulty) (?:information|data|requirements|specs?|inputs?|instructions|numbers|assumptions) (?:that )?(?:i|we) (?:was|were|had been|got|received)"
        r"|\bwith (?:inputs|requirements|specs|data|tools|code|a team|people|colleagues|management|a boss|a manager|a client|clients) like (?:this|that|these|those|him|her|them)\b"
        r"|\b(?:i|we) (?:only |just |simply )?(?:loaded|coded|built|implemented|did|delivered|followed|used|worked with|developed|made|wrote) (?:exactly |just |only )?what (?:i|we|they|he|she|the \w+)(?: was| were|'d been| had been| had| have)? (?:given|told|asked|ordered|specified|wanted|handed|got|been told|said|written|signed)\b",
        r"\b(?:i|we) (?:only |just |simply )(?:did|followed|was following|were following|executed|carried out) (?:(?:the|my|our) )?(?:what (?:i|we) was told|orders|instructions|my orders|the process|the procedure|the spec|the plan|the ticket)\b",
        r"\b(?:(?:poor|bad|no|little|terrible|lack of|missing|zero) communication (?:from|between|by|across|among|within|on the part of)|communication (?:from|between|with|within|across|among) (?:[\w-]+ ){1,4}(?:was|were) (?:\w+ly |very |so |really |not )*(?:poor|bad|terrible|lacking|"
        r"non-existent|nonexistent|missing|weak|good|slow|broken)|(?:there (?:was|were)|we had|it had|with) (?:just |simply |basically |absolutely )*(?:no|a lack of|poor|little|zero|bad|hardly any|never any) (?:(?:clear|real|proper|good|strong) )*(?:ownership|communication|coordination|leadership|direction|guidance|process|accountability|"
        r"support from|alignment|structure|mentoring|onboarding|planning))\b",
    ),
    check=check,
)
