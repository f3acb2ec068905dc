"""The Result tells the repair or the happy end, or plays the damage down, and never names the damage."""

from __future__ import annotations

from collections.abc import Iterable

from starl.coach.document import Document
from starl.coach.outcome import by_sentence, harm_elsewhere, rest, result_of, tells_damage
from starl.coach.rule import Hit, Match, Rule
from starl.coach.vague_words import shortly_after
from starl.model.report import Severity

_SMALL = r"(?:small|minor|little|tiny|slight|minimal|negligible|limited|temporary|brief|short|trivial|manageable|mild)"
_SOME = r"(?:(?:a|an|some|a few|a couple of|one or two|several|only|just|just a|a handful of|the usual|the odd|very|a bit of a|rather|relatively|fairly) )*"
_TROUBLE = (
    r"(?:impacts?|effects?|delays?|issues?|problems?|complaints?|disruptions?|downtime|interruptions?|inconveniences?|setbacks?|"
    r"errors?|bugs?|failures?|outages?|incidents?|damage|consequences|confusion|defects?|regressions?|mistakes?|losses)"
)
_CUTE = (
    r"(?:hiccups?|glitch(?:es)?|blips?|wrinkles?|snags?|bumps?(?: (?:in|on|along) the (?:road|way))?|speed bumps?|"
    r"teething (?:problems|issues|troubles|pains)|growing pains|hurdles?|turbulence|friction|rough edges|rough patch(?:es)?|"
    r"loose ends|kinks?|wobbles?|stumbles?|bumpy (?:start|launch|ride|rollout))"
)
_FINE = r"(?:fine|ok|okay|well|great|good|alright|all right|nicely|for the best|perfectly|perfect)"
_GOT = r"(?:(?:identified and|found and|then|eventually|finally|quickly|soon|later|luckily|fortunately|thankfully|still|immediately|all|just|also|now|pretty|very|really|quite|successfully|somehow|ultimately) )*"
_THING = (
    r"(?:it|that|this|everything|things|all|the (?:\w+ )?(?:issue|issues|bug|bugs|problem|problems|system|site|website|service|"
    r"services|app|application|release|project|launch|feature|migration|deployment|pipeline|server|database|product|situation|"
    r"incident|code|integration|platform|rollout|demo|data|api|page|dashboard))"
)
_REPAIRED = (
    r"(?:fixed|resolved|solved|sorted(?: out)?|patched|corrected|recovered|restored|repaired|mitigated|handled|addressed|"
    r"contained|cleared up|ironed out|cleaned up|stabili[sz]ed|dealt with)"
)
_DONE = (
    r"(?:delivered|shipped|launched|released|finished|completed|deployed|done|live|out the door|up and running|"
    r"(?:back )?(?:up|online)(?: again)?|back (?:on track|to normal)|out|stable|working(?: again| fine| well| perfectly| as expected)?|running smoothly)"
)
_GLAD = (
    r"(?:happy|satisfied|pleased|impressed|delighted|thrilled|glad|grateful|thankful|understanding|very positive|ok with it|"
    r"okay with it|fine with it|supportive)"
)
_PEOPLE = (
    r"(?:(?:the|our|my|all|all the|most|every|each|his|her|their) )?(?:clients?|customers?|users?|managers?|boss|stakeholders?|team|"
    r"teams|product owner|cto|ceo|leadership|management|everyone|everybody|they|people|business|lead|director|recruiters?)"
)
_END = (
    r"(?:project|launch|migration|release|rollout|feature|product|presentation|demo|event|sprint|deployment|result|outcome|app|"
    r"whole thing|second (?:attempt|try|version|release|launch)|new version|new system)"
)


_WHEN = (
    r"(?:,? (?:with)?in (?:just |only |about |under |less than |around )?(?:\d+|an?|one|two|three|four|five|ten|twenty|thirty|"
    r"a few|a couple of|half an|no) (?:minutes?|hours?|days?|hour|weeks?|time)|,? (?:on )?(?:the )?(?:very )?(?:same|next) "
    r"(?:day|morning|evening|night|afternoon|week)|,? within (?:minutes|hours|days)|,? before (?:anyone|anybody) noticed)?"
)


_DETAIL = (":", "(")
"""What stands before the details of something that was first called small."""


def check(document: Document, matches: list[Match]) -> Iterable[Hit]:
    told = result_of(document)
    found = by_sentence(matches, told)
    if not found:
        return
    if any(tells_damage(rest(sentence, found.get(sentence.number, ()))) for sentence in told):
        return
    elsewhere = harm_elsewhere(document, told)
    if document.inferred and elsewhere:
        return
    if any(shortly_after(match).lstrip()[:1] in _DETAIL for inside in found.values() for match in inside):
        return
    softened = [match for inside in found.values() for match in inside if match.pattern == 0]
    severity = Severity.INFO if elsewhere or document.inferred else None
    if softened:
        yield from (Hit(match.span, severity=severity) for match in softened)
    elif len(found) == len(told):
        yield Hit(found[told[0].number][0].span, severity=severity)


RULE = Rule(
    code="S121",
    name="result-hides-damage",
    severity=Severity.WARNING,
    message="This tells how it ended well, or how small it was; the damage itself is not in the Result.",
    question="Before it was mended, who noticed, and what did it cost them in hours, money or trust?",
    patterns=(
        r"\b(?:"
        rf"{_SOME}{_SMALL} (?:\w+ )?(?:{_TROUBLE}|{_CUTE})"
        rf"|(?:a|an|some|a few|a couple of|several|the usual|one or two|a bit of|a little|a little bit of|there (?:was|were)|hit|had) {_CUTE}"
        rf"|(?:no|little|not (?:much|any)|hardly any|without (?:any|much)) (?:(?:real|major|lasting|significant|serious|big|great|permanent|noticeable|long-term|actual|measurable|visible) )?{_TROUBLE}"
        rf"|(?:wasn't|was not|isn't|nothing|not|hardly) (?:such |that |too |really |so )?(?:a |that |too )?(?:big (?:of )?(?:a )?(?:deal|problem|issue|thing)|much of (?:a|an) (?:issue|problem|impact)|(?:serious|major|bad|dramatic|critical)(?: (?:issue|problem))?|the end of the world)"
        r"|(?:no|not much|without|without any) (?:real )?harm(?: was)?(?: done)?|nothing (?:too |really |very |that )?(?:serious|bad|major|dramatic|terrible|critical)(?: happened)?"
        r"|(?:could|might) (?:have|'ve) (?:been|gone) (?:\w+ )?worse|could've been (?:\w+ )?worse"
        r"|(?:less than|not|not quite|not exactly|far from|not so|wasn't|weren't|isn't|wasn't exactly|wasn't quite|was not|was not quite) (?:ideal|optimal|perfect)|sub-?optimal"
        r"|(?:not|\w+n't) (?:quite |exactly |entirely |fully )?(?:go |went |going |gone )?(?:quite |exactly |entirely |fully )?(?:as|like|the way) (?:we |i )?(?:planned|expected|hoped|intended|wanted|smoothly as \w+)"
        r"|(?:fell|falling|came|was|were) (?:a bit|slightly|a little|somewhat|just) short|room for improvement|did not (?:quite|fully) meet|didn't (?:quite|fully) meet"
        r"|(?:not|\w+n't) (?:\w+ ){0,2}as (?:smooth|smoothly|well|good|fast|quickly|successful|successfully) as (?:\w+ ){0,2}(?:planned|expected|hoped|intended|wanted)"
        r"|(?:slightly|somewhat|a bit|a little|briefly|temporarily|mildly|minimally) (?:affected|delayed|impacted|degraded|slower|slow|disrupted|late|inconvenienced|unavailable|unhappy|annoyed|disappointed|frustrated|off)"
        r"|for a (?:short|brief|little|limited) (?:period|time|while|moment)(?: of time)?"
        r"|(?:nobody|no one|hardly (?:anyone|anybody)|almost nobody|no (?:customers?|users?|clients?)|none of the (?:customers|users|clients)) (?:really |even |ever |else |actually )?(?:noticed|complained|minded|cared|(?:was|were) (?:hurt|affected|harmed|impacted|bothered))"
        r"|(?:good |great |valuable |real )?learning (?:opportunity|experience|moment)"
        rf"|{_THING} (?:\w+ )?(?:(?:worked|sorted) (?:itself )?out(?: (?:\w+ )?{_FINE})?|(?:turned|came) out (?:to be )?(?:\w+ )?{_FINE})(?: in the end)?"
        rf"|(?:all|it|that)(?:'s| is| was) well that ends well|all ended well|(?:all|everything|it|things|it all) (?:\w+ )?(?:ended|ends) (?:up )?(?:\w+ )?{_FINE}"
        r"|some (?:minor |small )?(?:challenges|inconveniences?|confusion|disruptions?|discomfort|degradation|noise)"
        r")\b",
        r"\b(?:"
        rf"(?:i|we|they|the team|our team|my team|my colleagues?|the devs?|developers|the engineers?|ops) {_GOT}(?:(?:(?:were|was) able to|managed to|could|got to|ended up|did|have|had|were|was) )?{_GOT}(?:fix(?:ed|ing)?|resolv(?:e|ed|ing)|solv(?:e|ed|ing)|sort(?:ed|ing)?|patch(?:ed|ing)?|recover(?:ed|ing)?|repair(?:ed|ing)?|correct(?:ed|ing)?|mitigat(?:e|ed|ing)|deliver(?:ed|ing)?|ship(?:ped|ping)?|launch(?:ed|ing)?|releas(?:e|ed|ing)|finish(?:ed|ing)?|complet(?:e|ed|ing)|deploy(?:ed|ing)?|succeed(?:ed|ing)?|got (?:it|everything|the \w+) (?:fixed|working|done|live|running|out|sorted)|get(?:ting)? (?:it|everything|the \w+) (?:fixed|working|done|live|running|out|sorted)|made it work|make it work|pulled it off|pull it off)"
        rf"|{_THING} (?:was|were|is|are|got|went|has been|have been|had been|came|ran|runs|works|worked) {_GOT}(?:{_REPAIRED}|{_DONE}|smooth(?:ly)?|{_FINE}|flawless(?:ly)?|on time|(?:a )?(?:big |great |huge |total |complete )?success(?:ful)?)"
        rf"|{_PEOPLE} (?:was|were|is|are|seemed|ended up|ended up being|felt|turned out) {_GOT}{_GLAD}"
        rf"|{_PEOPLE} (?:\w+ )?(?:loved|liked|appreciated|praised|thanked|accepted|understood)"
        rf"|the {_END} (?:\w+ )?(?:was|is|turned out(?: to be)?|ended up(?: being)?|became) {_GOT}(?:a )?(?:(?:big|great|huge|total|complete|real|very|quite|overall) )?(?:success|successful|well received|well-received|flawless|smooth|good|great|better)"
        r"|(?:received|got|had|with) (?:\w+ )?(?:positive|good|great|excellent) (?:feedback|reviews|results|ratings)|(?:in the end|overall|ultimately|eventually)[,]? (?:it was |we had |it's )?(?:a )?(?:success|happy end(?:ing)?)"
        r"|delivered (?:it |everything )?(?:successfully|on time)|on (?:time|schedule) (?:in the end|anyway|after all)"
        r"|(?:i|we|they) (?:\w+ )?(?:rolled (?:it |that |everything |the \w+ )?back|reverted|(?:deployed|pushed|shipped|released) (?:a|the) (?:quick )?(?:hot-?fix|fix|patch)|turned (?:it|things|everything|the \w+) around)"
        rf")(?: (?:it|them|the|this|that|these|all|all the|every|our|my)(?: \w+)?(?: (?:{_TROUBLE}))?)?(?: and moved on)?{_WHEN}\b",
    ),
    check=check,
)
