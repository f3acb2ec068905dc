"""Circumstances as the cause: time, people, requirements, old code, fate."""

from __future__ import annotations

from collections.abc import Iterable

from starl.coach.document import Document
from starl.coach.nearby import after, around, before
from starl.coach.own_fault import owned_anywhere, owned_near
from starl.coach.rule import Hit, Match, Rule
from starl.model.report import Severity
from starl.model.story import Section
from starl.text.lazy import lazy

_TOO = r"(?:(?:just|simply|really|so|way|far|also|of course|basically|clearly|literally|honestly|completely|totally|very|pretty|quite|a bit|much) )*"
_LITTLE = r"(?:no|not enough|too little|so little|very little|hardly any|barely any|barely enough|insufficient|no real|zero|never enough|never any|limited)"
_HAD = r"(?:there(?: was| were|'s| is)|(?:we|i|they|the team)(?: only| simply| just)*(?: had| have| got| were given| was given)|because of|due to|given|with)"
_HAD_NOT = (
    r"(?:there (?:wasn't|weren't|was not|were not)|(?:we|i|they|the team)(?: simply| just| really)* (?:didn't(?: really| even)? have|did not have|never had|hadn't(?: got)?|lacked|never got|"
    r"weren't given|didn't get|did not get)|(?:for |the |a )?lack of|for want of)"
)
_FEW = r"(?:(?:the|a|an|any|enough|more|real|proper|dedicated|much|sufficient|adequate|extra|single|good|decent|actual|kind of|sort of) )*"
_RESOURCES = (
    r"(?:time|resources|budget|money|people|staff|manpower|headcount|head count|hands|testers?|qa|documentation|docs|support|tests|test (?:budget|data|environment|system|device|devices|"
    r"rig|coverage|infrastructure|servers?)|staging(?: environment| system| server)?|hardware|training|handover|monitoring|tooling|tools|senior|seniors|mentor|guidance|specs?|"
    r"specification|requirements|clear requirements|clear spec|clear specs|written spec)"
)
_HARD = r"(?:impossible|unrealistic|insane|crazy|ridiculous|absurd|too tight|too short|way too tight|way too short|very tight|super tight|extremely tight|brutal|unreasonable|unachievable|arbitrary|aggressive|much too short|mad)"
_DATE = r"(?:deadlines?|timelines?|schedule|time ?frame|dates?|time pressure|timeline|plan|estimate|target|goal|sprint)"
_SPEC = r"(?:requirements?|specs?|specifications?|scope|priorities|goalposts|goal posts|brief|user stories|tickets?|documentation|docs|acceptance criteria|api)"
_UNCLEAR = (
    r"(?:unclear|vague|incomplete|contradictory|conflicting|confusing|ambiguous|missing|all over the place|a mess|a joke|terrible|awful|bad|useless|non-existent|nonexistent|"
    r"outdated|wrong|a moving target|changing|constantly changing|always changing|never clear|not clear|not complete|not there)"
)
_CODE = r"(?:code ?base|code|system|software|architecture|monolith|repository|project|app|application|platform|database|schema|framework|library|environment|test suite)"
_MESSY = (
    r"(?:a (?:total |complete |huge |real |big |giant )?(?:mess|nightmare|disaster|joke|jungle|minefield|time bomb|bomb|monster|house of cards)|horrible|terrible|awful|garbage|spaghetti|legacy|"
    r"unmaintainable|untestable|unreadable|ancient|rotten|a black box|full of (?:bugs|hacks|technical debt|tech debt|landmines)|undocumented|untested|fragile|brittle)"
)
_TIME, _LACK, _SPECS, _LEGACY, _FATE, _LUCK, _NATURE = range(7)
_BETTER = lazy(r" (?:better|differently|to|about|so|more|instead|next)\b")

_CONDITION = lazy(
    r"\b(?:if|whenever|unless|until|say so|says? when|speak up|even (?:if|when|with)|(?:tell|told|telling) \w+|excuse|pretend\w*|claimed|argued|said|saying) (?:[\w']+ ){0,3}$"
)
_NOT_EXCUSE = lazy(
    r"\b(?:no excuse|not an excuse|isn't an excuse|is no excuse|excuse|that's not why|but that's on me|but i)\b"
)
_CAUSE = lazy(r"\b(?:because|due to|since|as|so|given|with|cause|reason|thanks to|that's why|therefore)\b")


def check(document: Document, matches: list[Match]) -> Iterable[Hit]:
    owned: bool | None = None
    for match in matches:
        sentence = match.sentence
        setting = sentence.section in (Section.SITUATION, Section.TASK, Section.LEARNING)
        if (
            match.pattern != _FATE
            and setting
            and (not document.inferred or sentence.section is Section.LEARNING)
        ):
            continue
        if match.pattern == _FATE and _BETTER.match(after(document, match)):
            continue
        if (
            _CONDITION.search(before(document, match))
            or _NOT_EXCUSE.search(around(document, match))
            or owned_near(document, sentence)
        ):
            continue
        if owned is None:
            owned = owned_anywhere(document)
        doubtful = (
            owned
            or setting
            or (match.pattern in (_LEGACY, _LUCK, _NATURE) and not _CAUSE.search(before(document, match)))
        )
        yield Hit(match.span, severity=Severity.INFO if doubtful else None)


RULE = Rule(
    code="B203",
    name="excuses",
    severity=Severity.WARNING,
    message="This gives the circumstances as the reason, with no choice of yours near it.",
    question="Others had the same circumstances: what did you decide within them?",
    patterns=(
        rf"\b(?:{_HARD} {_DATE}|{_DATE}(?: (?:we|i|they)(?:'d| had| were| was)? (?:got|had|given|set|gave us)| for (?:this|that|it))?(?: was| were| is| are) {_TOO}{_HARD}|r(?:an|un) out of time|running out of time|"
        rf"(?:under|with) (?:a lot of|so much|huge|enormous|immense|heavy|constant|such|extreme|massive|great|too much|insane|a huge amount of|that much) (?:time |deadline |schedule )?(?:pressure|stress)|"
        rf"too (?:busy|much (?:work|on my plate|to do)|many (?:projects|tasks|things|tickets|meetings|balls))|no one could (?:have )?(?:done|made|finished|met|shipped) (?:it|this|that) in (?:that|the|this|such)|"
        rf"overworked|overloaded with|stretched (?:too )?thin|nowhere near enough time|time was (?:{_TOO})(?:short|tight|too short|against us|limited|running out)|pressed for time|pushed for time)\b",
        rf"\b(?:(?:{_HAD} {_TOO}{_LITTLE}|{_HAD_NOT}) {_FEW}{_RESOURCES}|(?:no|not enough|too few|too little|zero) (?:\w+ )?{_RESOURCES} (?:was|were|available|for|to|until|at all|left|and no|or)|under-?staffed|short-?staffed|under-?resourced|under-?funded|"
        rf"short (?:of|on) (?:people|staff|hands|time|money|developers|engineers|testers)|(?:too few|not enough) (?:people|developers|engineers|testers|hands|devs|staff))\b",
        rf"\b(?:{_UNCLEAR} {_SPEC}|{_SPEC}(?: (?:i|we) (?:got|had|received|was given|were given|inherited))?(?: (?:was|were|is|are)(?: (?:also|always|all|constantly))*| kept| keep) {_TOO}(?:{_UNCLEAR}|changing|moving|shifting|growing)|"
        rf"{_SPEC} (?:(?:always|constantly|never|just) )?(?:changed|kept changing|shifted|moved|grew|exploded)(?: (?:every|all the time|constantly|daily|weekly|again|several|multiple|three|four|five|so|on us|halfway|mid))|scope creep|moving target|goalposts)\b",
        rf"\b(?:legacy (?:code|system|codebase|code base|software|app|application|stuff|database|mess)|spaghetti(?: code)?|(?:technical|tech) debt|{_CODE}(?: (?:i|we) (?:got|had|inherited))?(?: was| is|'s) {_TOO}{_MESSY}|inherited (?:a|this|the|that) (?:\w+ )?(?:mess|nightmare|disaster)|"
        r"there (?:was|were|is|are) (?:absolutely |basically |literally |just |practically |almost )*(?:no|zero|hardly any|barely any) (?:docs|documentation|tests?|comments|handover|test coverage|specs?))\b",
        r"\b(?:(?:nothing|not (?:really )?(?:much|anything|a lot)|n't (?:really )?(?:much|anything|a lot)|little|not much else) (?:that )?(?:i|we|you|anyone|anybody|one|a person|a developer|a human)(?:'d)? (?:could|can|could've|would) (?:really |even |possibly |ever )?(?:have )?(?:do|done|did|change|changed)|"
        r"(?:was|were|is|completely|totally|entirely|simply) (?:out of|outside|outside of|beyond|not in|not under|not within) (?:my|our|anyone's) (?:hands|control|power|influence)|(?:out of|beyond|outside) (?:my|our) control|"
        r"(?:i|we|you|one|nobody|no one|anyone|anybody)(?: simply| just| really)? (?:couldn't|could not|can't|could never|couldn't possibly|could)(?: possibly| really| ever| even)* (?:have )(?:known|foreseen|predicted|prevented|seen (?:it|that|this) coming|expected that|anticipated|avoided it|avoided that|seen from)|"
        r"no way (?:to know|of knowing|for (?:me|us|anyone) to|(?:i|we|anyone) (?:could|would))|how (?:would|could|should|was|were|am|is|are) (?:i|we|anyone|one|you) (?:have |to |supposed to |even |ever )*(?:know|known|foreseen|foresee|concentrate|guess|notice|see|test|check|prevent)|what(?:'s| is| was| could| can| should| would) (?:a (?:guy|person|man|woman|developer|girl|dev)|i|we|you|one)(?: have)? (?:to |supposed to |meant to )?(?:do|done)\b|(?:i'm|i am|we're|we are) not (?:a |an )?(?:wizards?|magicians?|mind[- ]?readers?|prophets?|fortune[- ]tellers?|clairvoyant|psychic|superhuman|superman)|crystal ball|as fate would have it|(?:was|were|is) (?:in effect |practically |basically |more or less |simply |pretty much )?(?:inevitable|unavoidable|bound to (?:fail|happen|break|go wrong)|waiting to happen|just a matter of time|only a matter of time)|accident waiting to happen|"
        r"(?:any(?:one|body)|every(?:one|body)|any (?:developer|engineer|team|person|human))(?: else)? (?:in (?:my|our) (?:place|position|shoes|situation) )?would(?:'ve| have)? (?:have )?(?:done|made|built|failed|got|missed|had)|"
        r"(?:(?:i|we) )?(?:had|was|were|there was|left (?:me|us)|have) (?:really |simply |with |basically )*no (?:other )?(?:choice|option|alternative|say)\b|through no fault|no fault of (?:my|our)|no other outcome|can't win|could(?:n't| not) have (?:won|succeeded|worked)|"
        r"(?:nobody|no one|no team|no developer|no developer|n't believe any \w+) could(?: possibly)? have (?:launched|delivered|shipped|built|done|made|finished|succeeded)|(?:with|under|in) (?:normal|ordinary|other|better|usual|different) (?:conditions|circumstances|weather|year)|in a normal (?:year|company|team|world)|"
        r"conditions were not|(?:doomed|set up to fail|destined to fail) from the (?:start|beginning)|was never going to work|(?:little|nothing) (?:that )?(?:a|any) (?:developer|engineer|person|team|human) (?:can|could)|with the resources (?:available|we had|i had|given)|would have failed (?:anyway|regardless|no matter)|it is what it is|these things happen|that's (?:just )?(?:life|how it goes|software for you))\b",
        r"\b(?:(?:pure |just |plain |simply |sheer |a lot of |really |was |very )?bad (?:luck|timing)|unlucky|force majeure|act of god|perfect storm|murphy's law|murphy|adverse circumstances|difficult circumstances|unfortunate circumstances|due to (?:the )?(?:circumstances|the situation|covid|the pandemic|politics)|"
        r"because of (?:the )?(?:circumstances|situation|covid|the pandemic|pandemic|politics|bureaucracy|the weather|strike)|company politics|office politics|political climate|unforeseen (?:circumstances|issues|problems|events)|unforeseeable|external factors|factors (?:outside|beyond)|lockdown)\b",
        r"\b(?:(?:the|a|an|there was a|there were|our|their|then) (?:[\w-]+ ){0,2}(?:rains?|storms?|thunderstorms?|squall|winds?|weather|heat|strikes?|snow|blizzard|lightning|power (?:cut|outage)|wi-?fi|mobile network|forecast|pandemic|elections?|shortage|flu|"
        r"data ?cent(?:er|re)|hosting|cloud provider|internet) (?:(?:just|simply|then|also|suddenly|had|has) )*(?:came|went|gave up|gave out|hit|broke|swung|closed|knocked|failed|died|dropped|collapsed|struck|got us|was (?:early|down|gone|wrong|out|unavailable|closed|against us|terrible|bad)|were (?:early|down|wrong)|went (?:dark|down)))\b",
    ),
    check=check,
)
