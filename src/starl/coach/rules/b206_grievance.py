"""A grievance: how the speaker was treated stands where the cause should."""

from __future__ import annotations

from collections.abc import Iterable

from starl.coach.document import Document
from starl.coach.nearby import after, before
from starl.coach.own_fault import owned_anywhere, owned_near
from starl.coach.rule import Hit, Match, Rule
from starl.model.report import Severity
from starl.model.story import Section
from starl.text.lazy import lazy

_ME = r"(?:me|us)"
_SOFT = r"(?:(?:just|simply|really|only|not only|always|basically|practically|literally|constantly|completely|totally|ever|even|once|openly|publicly|repeatedly|all) )*"
_OTHERS = (
    r"(?:they|he|she|the others|the rest(?: of (?:them|the team|the group))?|my (?:own )?(?:team|team ?mates?|colleagues?|co-?workers?|partners?|co-?founders?|manager|boss|lead|supervisor)|"
    r"the (?:other team|team|manager|boss|lead|managers|bosses|seniors|management)|management|nobody else|no one else|everyone else|everybody else)"
)
_NOBODY = r"(?:nobody|no one|not one of (?:them|the others|my colleagues))"
_IDEAS = r"my (?:\w+ )?(?:ideas?|proposals?|suggestions?|concerns?|objections?|opinions?|input|arguments?|warnings?)"
_NOTHING = r"(?:absolutely |almost |next to |practically |close to )?(?:nothing|zero)"

_ALONE = 4
"""The pattern of what says little by itself."""
_OF_A_THING = lazy(
    r"\b(?:it|that|this|which|(?:the|my|a|this|that) (?:[\w-]+ )?(?:mistake|bug|failure|error|question|outage|incident|mess|rejection|exam|code|result)s?)(?: \w+ly)? $"
)
"""What makes somebody feel stupid, and is nobody."""
_BY_ME = lazy(r"\b(?:i|i'd|i've|we|we'd)(?: (?!(?:was|were|got|been|am|being)\b)\w+){0,2} $")
_MEANT_WELL = lazy(
    r"\b(?:rightly|and (?:he|she|they) (?:was|were|had been) right|with (?:good )?reason|deserved|fair enough|fairly|quite right|had every right|wrong|unless|my (?:own )?(?:fault|doing))\b"
)
_CONDITION = lazy(
    r"\b(?:if|when|whenever|unless|so that|as if|as though|afraid|feared|worried|thought|expected|not|never|without) (?:\w+ ){0,3}$"
)
"""What was feared or imagined, or did not happen."""


def check(document: Document, matches: list[Match]) -> Iterable[Hit]:
    owned: bool | None = None
    for match in matches:
        preceding = before(document, match)
        if (
            _OF_A_THING.search(preceding)
            or _BY_ME.search(preceding)
            or _CONDITION.search(preceding)
            or _MEANT_WELL.search(after(document, match))
            or _MEANT_WELL.search(preceding)
            or owned_near(document, match.sentence)
        ):
            continue
        if owned is None:
            owned = owned_anywhere(document)
        if owned and match.pattern == _ALONE:
            continue
        doubtful = owned or match.pattern == _ALONE or match.sentence.section is Section.LEARNING
        yield Hit(match.span, severity=Severity.INFO if doubtful else None)


RULE = Rule(
    code="B206",
    name="grievance",
    severity=Severity.WARNING,
    message="This tells how you were treated; what you did, or left undone, is not told near it.",
    question="What did you do about it at the time, and what would you do sooner?",
    patterns=(
        # Hostility.
        rf"\b(?:had it in for {_ME}|(?:was|were|is|are) {_SOFT}(?:out to get|against) {_ME}|ganged up on {_ME}|turned (?:everyone|everybody|people|the (?:whole )?team|the others|them all) against {_ME}|"
        rf"{_SOFT}(?:bullied|harassed|belittled|humiliated|berated|ridiculed|undermined|sabotaged|scapegoated|sidelined|backstabbed|badmouthed|bad-mouthed|micro-?managed|stonewalled) {_ME}|"
        rf"treated {_ME} (?:like|as if|as though|badly|poorly|unfairly|terribly|with contempt|without respect))\b",
        # Pushed out, or made to pay.
        rf"\b(?:(?:froze|iced|edged|squeezed|pushed|forced|shut) {_ME} out|(?:was|were|got|been) (?:slowly |finally |simply )?(?:pushed|forced|squeezed|edged|frozen) out by|(?:get|got|getting) rid of me|wanted me (?:gone|out)|"
        rf"(?:i was|made me|made us|used me as|needed) (?:the|a|their|his|her) (?:convenient |perfect |easy )?(?:scapegoat|fall guy|punching bag|whipping boy)|set {_ME} up (?:to fail|for failure)|threw {_ME} under (?:the|a) bus|threw {_ME} in at the deep end)\b",
        # Not heard, made small.
        rf"\b(?:made {_ME} feel (?:so |very |like |as if i was |that i was |completely |totally |constantly )*(?:stupid|dumb|small|useless|worthless|incompetent|inferior|unwelcome|an idiot|a fool|a nobody|nothing)\b|"
        rf"cut {_ME} off in\b|put {_ME} down(?: in front| in (?:every|all)| every| whenever| again| on any|[.,;:!]|$)|talked over {_ME}\b|(?:shot|shut) {_ME} down\b|"
        rf"{_IDEAS}(?: was| were| got| had been| always got)? {_SOFT}(?:shot down|brushed (?:off|aside)|dismissed|ignored|laughed at|swept aside|overruled|never heard|never wanted|not wanted|not (?:heard|taken seriously|listened to|welcome))\b|"
        rf"nothing (?:that )?(?:i|we) (?:said|did|suggested|proposed|tried) (?:was|were|would be|had been) {_SOFT}(?:listened to|heard|taken seriously|good enough|appreciated|enough for)\b|never (?:good )?enough for (?:them|him|her)\b|"
        rf"{_OTHERS} {_SOFT}(?:did not|didn't|couldn't|could not|never|failed to) {_SOFT}(?:see|saw|appreciate|appreciated|share|shared|grasp|grasped) (?:the|my|our) (?:vision|value|potential|genius|effort|efforts|work)\b)",
        # Held back, left alone, passed over.
        rf"\b(?:{_OTHERS} {_SOFT}(?:slowed|held|dragged|brought|pulled) {_ME} (?:down|back)|"
        rf"{_NOBODY} (?:else )?{_SOFT}(?:lifted a finger|had my back|backed me|stood (?:up for|by|behind) {_ME}|supported {_ME}|took my side|was on my side)|never {_SOFT}(?:had my back|backed {_ME}|stood (?:up for|by|behind) {_ME}|supported {_ME}|took my side)|"
        rf"(?:gave|give) {_ME} (?:no|not even a|never a) (?:fair |real |proper )?(?:chance|hearing)|(?:took|stole|claimed|hogged|grabbed|got) (?:all )?(?:the |my |our )credit for (?:my|our|what i|everything i|it all)|"
        r"(?:played|plays|playing|had) (?:his |her |their )?favou?rites|favou?ritism|nepotism|(?:moved|moving|changed|changing|shifted|shifting) the goal ?posts)\b",
        # Often told of one's own failure, too.
        rf"\b(?:{_OTHERS} {_SOFT}(?:did|gave|contributed|brought|added|offered) {_NOTHING}|i (?:had to|was left to|was forced to|ended up having to) (?:do|handle|carry|build|fix|write|finish|save) "
        rf"(?:it all|everything|all of it|the whole (?:thing|project|lot|work)|all the work)(?: (?:all )?(?:by )?(?:myself|alone|on my own))?|(?:office|company|internal) politics|"
        rf"(?:toxic|hostile|poisonous) (?:environment|atmosphere|culture|workplace|place|company)|(?:yelled|shouted|screamed|swore|snapped) at {_ME})\b",
    ),
    check=check,
)
