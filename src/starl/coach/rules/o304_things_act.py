"""A thing is the one who did it: the deadline slipped, the script decided."""

from __future__ import annotations

from collections.abc import Iterable

from starl.coach.document import Document
from starl.coach.nearby import before
from starl.coach.own_fault import own_fault
from starl.coach.rule import Hit, Match, Rule
from starl.model.report import Severity
from starl.model.story import Section
from starl.text.lazy import lazy

_SOFT = r"(?:(?:just|simply|also|then|unfortunately|somehow|really|suddenly|slowly|quietly|gradually|kind of|sort of|basically|apparently|eventually|always|again|all|probably|obviously|must have|had|have|has|would|kept) )*"
_THING = (
    r"(?:script|code|system|migration|pipeline|database|server|job|cron ?job|query|tool|deploy(?:ment)?|build|program|algorithm|software|app|application|model|service|"
    r"cache|scheduler|framework|library|compiler|machine|computer|robot|function|loop|api|config|configuration|release|automation|workflow|process|update|plugin|parser|import|"
    r"cluster|queue|bot|firewall|ci|merge|git|website|page|orm|macro|spreadsheet|device|firmware|sensor)"
)
_BUG = r"(?:bugs?|errors?|mistakes?|typos?|regressions?|defects?|problems?|issues?|flaws?|inconsistenc(?:y|ies)|vulnerabilit(?:y|ies)|omissions?|slip|slips|oversights?|wrong (?:value|number|figure|file|version|flag)s?)"
_DATE = r"(?:deadlines?|dates?|schedule|timeline|release(?: date)?|launch(?: date)?|milestones?|go-live|project|delivery|estimate|estimates|scope|budget|costs|sprint|planning)"
_CHECK = r"(?:tests?|testing|reviews?|code reviews?|documentation|docs|monitoring|communication|planning|quality|the process|process|check-?list|backups?|clean-?up|security)"

_CONDITION = lazy(
    r"\b(?:if|when|whenever|whether|unless|until|so that|in case|that no|no|how|why|see|before) (?:[\w'-]+ ){0,3}$"
)


def check(document: Document, matches: list[Match]) -> Iterable[Hit]:
    for match in matches:
        sentence = match.sentence
        if sentence.section in (Section.LEARNING, Section.TASK, Section.SITUATION):
            continue
        if _CONDITION.search(before(document, match)):
            continue
        if not any(own_fault(near.plain) for near in document.around(sentence, 1, 1)):
            yield Hit(match.span)


RULE = Rule(
    code="O304",
    name="things-act",
    severity=Severity.INFO,
    message="Here a thing acts, where perhaps a person did.",
    question="Who moved it, wrote it or let it happen?",
    patterns=(
        rf"\b(?:(?:the|our|my|that|this|its|whole) (?:[\w-]+ ){{0,2}}{_DATE} {_SOFT}(?:slipped|slipping|drifted|crept|creeping|got away|ran away|moved itself|slid|shifted|exploded|ballooned|grew and grew|grew out of|ran over|overran|ran out of|went off the rails|derailed|got out of|spiral+ed|fell behind|fell apart|came and went|flew by|passed by|snuck up|sneaked up|caught up with))\b",
        rf"\b(?:the|our|my|that|this|some|a) (?:[\w-]+ ){{0,2}}{_THING} {_SOFT}(?:(?:decided|chose to|thought|wanted to|insisted|believed|felt like|refused|preferred|saw fit|took it upon itself|went and|had other (?:plans|ideas)|had a mind of its own|didn't (?:like|want|feel like|care)|betrayed|let (?:us|me) down|failed (?:us|me)|got confused|went (?:rogue|crazy|haywire|wild|mad|nuts|wrong|sideways|berserk|south)|misbehaved|acted up|played up|(?:broke|changed|deleted|deployed|dropped|overwrote|merged|turned|switched|updated|wiped|started) (?:itself|by itself|on its own|all by itself)|broke down on its own)|(?:decided|ate|swallowed))\b",
        rf"\b(?:(?:a|the|this|that|some|an|one|two|several|few|another|these) )?(?:[\w-]+ )?{_BUG} {_SOFT}(?:found (?:its|their) way|made (?:its|their) way|(?:crept|creeps|sneaked|snuck|slipped|got|came|went|worked (?:its|their) way|crawled|leaked|fell) (?:in|into|through|past|by|out|under)|were introduced|was introduced|introduced (?:itself|themselves)|appeared out of)|(?:mistakes?|an error|errors|oversights?|slips?) (?:happened|happen|occurred|arose|emerged)\b",
        rf"\b(?:(?:it|things|that|this|something|everything|one|some|a few|details?|steps?|{_CHECK})(?: of (?:it|them|these|those))? {_SOFT}(?:fell|slipped|went|slip|fall) (?:through (?:the|our) (?:cracks|net|gaps?|fingers)|by the wayside|under the (?:table|radar)|between (?:two|the) (?:stools|chairs|cracks)|off the (?:radar|list|table|rails)|out of (?:sight|hand|control)|(?:my|our) (?:mind|attention))|"
        rf"(?:fell|slipped|fall|fallen|falling) (?:through (?:the|our) (?:cracks|net|gaps?)|by the wayside|between (?:two|the) (?:stools|chairs|cracks))|things (?:{_SOFT})(?:went wrong|went south|went sideways|got (?:out of hand|messy|lost|mixed up|forgotten)|happened|slipped|piled up|escalated)|one thing led to another|communication (?:{_SOFT})(?:broke down|failed|fell apart|suffered|was lost|got lost|went wrong)|{_CHECK} (?:{_SOFT})(?:suffered|fell short|took a back ?seat|fell behind|didn't happen|did not happen|never happened|got lost)|the ball (?:dropped|fell)|"
        r"(?:it|that|this) just (?:kind of |sort of |somehow )*(?:happened|broke|stopped|went|slipped|grew|exploded|crashed)|(?:it|this|that) (?:somehow |kind of |just )*(?:emerged|resulted|followed) from the|time (?:just )?(?:ran away|got away|flew|slipped)|events overtook|the situation (?:got|developed|escalated|spiral+ed|deteriorated)|life got in the way)\b",
    ),
    check=check,
)
