"""A misstep in the passive, without saying whose it was."""

from __future__ import annotations

from collections.abc import Iterable

from starl.coach.document import Document
from starl.coach.nearby import after, around, before
from starl.coach.own_fault import own_fault
from starl.coach.rule import Hit, Match, Rule
from starl.model.report import Severity
from starl.model.story import Section, Span
from starl.text.lazy import lazy

_SOFT = r"(?:(?:just|simply|also|then|unfortunately|accidentally|mistakenly|wrongly|incorrectly|somehow|apparently|really|ever|even|actually|properly|fully|completely|totally|always|only|all|both|often|basically|inadvertently|prematurely|erroneously|been|being|kind of|sort of|at all|yet|initially|originally|thoroughly|carefully|adequately|sufficiently|correctly|entirely|largely|again) )*"
_WAS = r"(?:was|were|had been|has been|have been|got|'d been|is being|was being|were being|ended up|ended up being)"
_WAS_NOT = r"(?:wasn't|weren't|was not|were not|was never|were never|hadn't been|had not been|had never been|hasn't been|has not been|'d never been|never got|never been|never was|never were|was hardly|was barely|were barely|were hardly|not been)"
_FAULT = (
    r"(?:missed|forgotten|overlooked|skipped|ignored|neglected|underestimated|misjudged|misunderstood|misread|misconfigured|mishandled|mismanaged|miscalculated|"
    r"miscommunicated|misinterpreted|misused|mislabell?ed|botched|omitted|bypassed|rushed|hard-?coded|cut short|left (?:out|open|on|unchecked|untested|undone|unfinished|in|behind|unattended|unanswered|"
    r"too late|until|to the last)|lost sight of|swept under|taken for granted|put off|overwritten|mixed up|"
    r"confused|dropped from (?:the )?(?:plan|scope|list)|taken lightly|done (?:wrong|wrongly|in a hurry|too late|badly|incorrectly|poorly)|set up wrong(?:ly)?|set (?:wrong|wrongly|incorrectly)|chosen (?:wrong|poorly|badly)|planned (?:badly|poorly)|"
    r"estimated (?:too|badly|wrong)|tested (?:too little|too late|only|poorly|insufficiently)|communicated (?:too late|badly|poorly|late)|noticed too late|started too late|raised too late|"
    r"escalated (?:too late|late)|discovered (?:too )?late|over-?engineered|not (?:done|tested|checked|run|reviewed|verified|read|followed|updated|documented|communicated|considered|written|planned|asked|told|informed|validated|monitored))"
)
_DUTY = (
    r"(?:understood|recogni[sz]ed|tested|run|checked|reviewed|verified|validated|updated|written|done|followed|read|asked|informed|told|communicated|documented|considered|"
    r"taken into account|taken into consideration|taken seriously|set|configured|renewed|rotated|backed up|monitored|planned|measured|thought (?:of|through|out|about)|questioned|enabled|added|executed|performed|carried out|"
    r"escalated|raised|cleaned up|tried|tried out|defined|agreed|agreed upon|scheduled|discussed|clarified|implemented|handled|caught|prepared|involved|consulted|warned|notified|investigated|tracked|addressed|respected|met|signed off|rehearsed|"
    r"synchroni[sz]ed|copied|included|covered|removed|shared|passed on|put in place|built in|brought up|closed|logged|reported|double-checked|estimated)"
)
_DEED = r"(?:deleted|dropped|wiped|truncated|merged|deployed|pushed|released|shipped|committed|disabled|turned off|switched off|removed|exposed|leaked|broken|changed|rolled out|launched|sent out|published|executed|run|approved|signed off|uploaded|overridden|migrated|renamed)"
_WRONG = r"(?:the |a |an |some |two |our |my )?(?:wrong|incorrect|outdated|untested|faulty|broken|incomplete|buggy) (?:\w+ ){1,3}"

_MISTAKES, _DECIDED, _FAULTS, _NOT_DONE, _DEEDS = range(5)

_CONDITION = lazy(
    r"\b(?:if|when|whenever|whether|unless|until|before|make sure|made sure|makes sure|ensure|ensures|so that|in case|nothing|check(?:s|ed)? that|that nothing|anything|after|once|while|why|see what|no|without|as if|list of what|asks? what|what|how) (?:[\w'-]+ ){0,4}$"
)
_AGENT = lazy(
    r"^(?: [\w-]+){0,2} (?:by|through) (?:me|us|myself|mistake of mine|my|our|the|a|an|\w+'s)\b|^ because i\b"
)
_SUBJECT = lazy(r"(?:\b(?:the|a|an|our|my|this|that|these|all|some|no) )?([\w'-]+) $")
_PEOPLE = frozenset(
    [
        "i",
        "we",
        "they",
        "he",
        "she",
        "you",
        "nobody",
        "who",
        "one",
        "everyone",
        "everybody",
        "people",
        "somebody",
        "someone",
    ]
)
_OUTCOME = lazy(r"\b(?:postponed|delayed|put off|rushed|confused|left|overwritten|mixed up)\b")
"""What may be the harm and no misstep, where a Result says it."""
_BY_ME = lazy(r"\bi(?:'d| had)? (?:(?!was\b|were\b|think\b|mean\b|guess\b|am\b)[\w']+)|\b(?:my|mine|me)\b")


def check(document: Document, matches: list[Match]) -> Iterable[Hit]:
    for match in matches:
        sentence = match.sentence
        named = match.pattern in (_MISTAKES, _DECIDED)
        if sentence.section in (Section.LEARNING, Section.TASK) or (
            sentence.section is Section.SITUATION and match.pattern != _MISTAKES
        ):
            continue
        span = match.span if named else _with_subject(document, match)
        if span is None or _AGENT.search(after(document, match)) or own_fault(sentence.plain):
            continue
        near = any(own_fault(other.plain) for other in document.around(sentence, 1, 1))
        told = _BY_ME.search(around(document, match)) is not None
        if match.pattern != _MISTAKES and near:
            continue
        if match.pattern == _DEEDS and (told or sentence.section is not Section.ACTION):
            continue
        plainly = named or (sentence.section is Section.ACTION and match.pattern != _DEEDS)
        yield Hit(span, severity=None if plainly and not told and not near else Severity.INFO)


def _with_subject(document: Document, match: Match) -> Span | None:
    """The passive with the noun before it; None where that is a person, or all is only a condition."""
    ahead = before(document, match)
    base = match.span.start - len(ahead)
    if document.plain[match.span.start] == "'":
        ahead += " "
    subject = _SUBJECT.search(ahead)
    start = base + subject.start() if subject else match.span.start
    clause = ahead[: subject.start()] if subject else ahead
    word = subject[1] if subject else ""
    if word in _PEOPLE or _CONDITION.search(clause):
        return None
    if match.sentence.section is Section.RESULT and _OUTCOME.search(document.plain, *match.span):
        return None
    return Span(start, match.span.end)


RULE = Rule(
    code="O301",
    name="agentless-passive",
    severity=Severity.WARNING,
    message="Something went wrong here, and nobody did it.",
    question='Who did it, or left it undone? If it was you, how does the sentence sound with "I"?',
    patterns=(
        r"\b(?:(?:some |several |a few |many |certain |a number of |two |big |serious |a lot of )?(?:mistakes?|errors?|missteps|misjudge?ments|oversights|bad (?:decisions|choices|calls)|wrong (?:decisions|choices|calls|assumptions)|assumptions|compromises|shortcuts|poor (?:decisions|choices)) (?:was|were|have been|had been|got|has been) (?:\w+ ){0,1}(?:made|taken|done|committed)|"
        r"corners (?:were|got|had been|have been) cut|the ball (?:was|got) dropped|balls (?:were|got) dropped|there (?:was|were|has been|had been) (?:(?:a|an|some|clearly|also|obviously|definitely|several|certain|kind of|sort of|bit of|little|lot of) )*(?:failure to|failures? (?:in|of) (?:communication|planning|process)|oversights?|misunderstandings?|"
        r"miscommunications?|mix-?up|slip-?ups?|lapses?|lack of (?:testing|communication|planning|review|oversight|attention|coordination|ownership|care|diligence|monitoring|documentation)|breakdown (?:in|of) communication|gaps? in (?:communication|testing|the process)))\b",
        rf"\b(?:it(?: was| had been|'d been| got| has been) {_SOFT}(?:decided|assumed|thought|felt|believed|considered|determined|concluded|judged|deemed|expected|overlooked|forgotten|supposed|taken for granted)(?: (?:that|to|not|it|the|we|this|unnecessary|safe|fine|best|better|enough|acceptable|sufficient|low|on|in|by everyone|at some point|somewhere)\b|,)|"
        r"(?:the|a|that) (?:\w+ )?(?:decision|choice|call|assumption|judgement|judgment) (?:was|had been|got|has been|'d been) (?:\w+ ){0,1}(?:made|taken)(?: (?:to|that|not|on|in|at|without|early|late|too))?)\b",
        rf"\b(?:{_WAS} {_SOFT}{_FAULT}|{_WRONG}{_WAS} {_SOFT}(?:chosen|used|sent|deployed|selected|picked|installed|uploaded|set|configured|entered|applied|merged|released|taken|pushed|loaded|shipped|run|given|copied|published|delivered|dropped|deleted|wiped|overwritten|restarted|turned off|changed|removed)|"
        rf"(?:insufficient|inadequate|not enough|too little|hardly any|no) (?:proper |real |further |additional )?(?:[\w-]+ ){{1,2}}{_WAS} {_SOFT}(?:done|performed|carried out|run|paid|written|conducted|put into|taken into account|set up))\b",
        rf"(?:\b{_WAS_NOT}|'d never been) {_SOFT}{_DUTY}\b",
        rf"\b{_WAS} {_SOFT}{_DEED}(?: (?:to (?:production|prod|live|main|master|everyone|all customers)|on (?:a )?friday|late|at night|without|before|directly|straight|too early|in a hurry|instead|by accident|by mistake|accidentally|prematurely))\b",
    ),
    check=check,
)
