"""Fragments of patterns about others: as an object, as somebody whose duty it was, as the speaker's excuse."""

from __future__ import annotations

ROLE = (
    r"(?:teams?|team ?mates?|colleagues?|co-?workers?|(?:project |product |engineering |line |account )?managers?|boss|bosses|"
    r"chef|(?:team |tech |project )?leads?|leaders?|cto|ceo|cfo|vp|directors?|vendors?|suppliers?|contractors?|freelancers?|"
    r"consultants?|clients?|partners?|guys?|bloke|fellow|lads?|girls?|gentleman|lady|woman|man|folks|people|persons?|devs?|"
    r"developers?|engineers?|programmers?|coders?|testers?|dbas?|admins?|sysadmins?|interns?|trainees?|juniors?|seniors?|"
    r"reviewers?|architects?|designers?|analysts?|pms?|pos?|product owner|owner|company|organi[sz]ation|agency|provider|host|"
    r"operators?|stakeholders?|professor|teacher|tutor|instructor|supervisor|mentor|predecessor|departments?|committee|"
    r"board|bank|university|school|technicians?|installers?|maintainers?|upstream|management|leadership|qa|ops|devops|"
    r"marketing|sales|legal|hr|finance|purchasing|procurement|infra|security|support|customers?|users?)"
)
"""The word for somebody else, without article and adjectives."""

THEM = (
    r"(?:them|him|her|anyone else|anybody else|someone else|somebody else|other people|others|people|"
    rf"(?:the|my|our|his|her|their|that|this|those|these|a|an|some) (?:[\w'-]+ ){{0,2}}{ROLE}|"
    r"(?:their|his|her) (?:\w+ )?(?:word|estimates?|promises?|dates?|numbers|judge?ment|documentation|assurances?)|"
    rf"the (?:word|estimates?|promises?|dates?|numbers|judge?ment|documentation|assurances?) (?:of|from) (?:the|my|our|his|her|their|that|a) (?:\w+ )?{ROLE}|"
    r"qa|ops|management|colleagues|vendors|contractors|juniors|freelancers|marketing|sales|management)"
)
"""Somebody other than the speaker, as an object."""

_DUTY = (
    r"(?:(?:actually|really|even|be able to|properly|at least|know how to) )*(?:do|does|did|know|knew|test|tested|read|"
    r"check|checked|tell|understand|understood|deliver|listen|care|keep|follow|finish|review|handle|manage|write|look|"
    r"competent|capable|professional|professionals|good|reliable|honest|done|behave|work|act|help|warn)"
)
_TRUST = r"(?:trust|rely on|rely upon|depend on|count on|believe|believe in|listen to|hire|delegate to|leave it to)"
_TRUSTING = (
    r"(?:trust(?:ing|ed)|rel(?:ying|ied) (?:up)?on|depend(?:ing|ed) on|count(?:ing|ed) on|believ(?:ing|ed)(?: in)?|"
    r"listen(?:ing|ed) to|hir(?:ing|ed)|delegat(?:ing|ed)(?: \w+)? to|leaving (?:it|that|this|things) (?:to|with)|"
    r"having (?:faith|trust|confidence) in|putting (?:my |too much )?(?:trust|faith) in|working with|waiting for)"
)
_TOO_GOOD = r"too (?:nice|trusting|patient|kind|soft|lenient|loyal|forgiving|polite|good-natured|generous)"
_PART = (
    r"(?:my|the) (?:(?:only|one|real|biggest|main|sole|own|first|single|big) )*(?:mistakes?|fault|failure|error|failing|sin|"
    r"crime|flaw|oversight|part)(?: here| there| in (?:all )?(?:this|that|it)| really| i (?:guess|think|suppose|made|can see))*"
    r" (?:was|is|would be|has been)(?: maybe| perhaps| probably| just| only| really| simply| that i| i| in| to)*,?"
)

FORMULA = (
    rf"\b(?:{_PART} (?:(?:{_TRUSTING}|{_TRUST}) {THEM}|"
    rf"(?:being|was|am|i'm|i am|i was) (?:maybe |perhaps )?(?:{_TOO_GOOD}|patient)|"
    r"(?:think(?:ing)?|thought|assum(?:e|ing|ed)|expect(?:ing|ed)?|believ(?:ing|ed)|hop(?:ing|ed)) (?:that )?"
    r"(?:(?:they|he|she|someone (?:else|with)|somebody|everyone|everybody|"
    rf"{THEM})(?: [\w'-]+){{0,3}}(?: (?:would|could|can|to|had|were|was|knew|will)|'d) {_DUTY}|a grown (?:man|woman)|adults|grown-ups))"
    r"|i(?: really| probably| just| maybe| definitely| guess i| suppose i)* (?:(?:should(?:'ve| have| of)? (?:never|not)"
    r"(?: have)?|shouldn't(?: have|'ve)) (?:trusted|relied (?:up)?on|believed|depended on|counted on|hired|listened to|"
    rf"delegated (?:it )?to|left (?:it|that|this) (?:to|with)|given (?:it|that|this) to|let|waited for) {THEM}|"
    rf"should(?:'ve| have| of)? (?:trusted {THEM} less|known better than to (?:{_TRUST}|expect|let|leave|wait)|"
    rf"(?:fired|replaced|sacked|micromanaged) {THEM}|(?:just )?done (?:everything|it all|all of it|their (?:job|work))"
    rf" (?:all )?myself|known (?:that )?(?:he|she|{THEM}|they) (?:(?:wouldn't|couldn't|can't|would never) {_DUTY}|"
    r"couldn't be trusted|would (?:let|mess|screw|drop|forget)|(?:wasn't|weren't) up to)|seen through (?:them|him|her)))"
    rf"|i was (?:too |so |a bit |very |maybe |just )*(?:naive|stupid|foolish|silly|crazy|wrong)(?: enough)? to (?:{_TRUST}|think|expect)(?: that)? (?:they|he|she|{THEM})"
    rf"|i (?:\w+ ){{0,2}}(?:trusted|believed in) {THEM} (?:a (?:bit|little) )?too much|"
    rf"i(?:'m| am| was)(?: a bit| maybe| perhaps| just| simply| probably| always)* {_TOO_GOOD}|"
    rf"i (?:put|had|placed) too much (?:trust|faith|confidence) in {THEM}|i gave {THEM} too much (?:credit|freedom|trust)|"
    rf"i let (?:them|him|her) get away with|i expected too much (?:of|from) {THEM})\b"
)
"""An own part that only names what others did. Too large for the set of all patterns."""
FORMULA_BEGINS = (
    r"\b(?:(?:my|the) (?:(?:only|one|real|biggest|main|sole|own|first|single|big) )*(?:mistakes?|fault|failure|error|failing|sin|crime|flaw|oversight|part)|"
    r"i(?:'m|'d)?(?: (?:was|am|really|probably|just|maybe|perhaps|definitely|guess|suppose|think|i|simply|always|a|bit|so|very|also|clearly|have|had|put|placed|only|kind|of|obviously|then))*"
    r" (?:should|shouldn't|should've|trusted|believed|too|naive|stupid|foolish|silly|crazy|wrong|gave|let|expected))\b"
)
"""How it begins, for RE2."""
