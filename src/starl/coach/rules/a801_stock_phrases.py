"""A phrase that stands in so many answers that it says nothing of this one."""

from __future__ import annotations

from collections.abc import Iterable

from starl.coach.document import Document
from starl.coach.raw import MOST
from starl.coach.rule import Hit, Match, Rule
from starl.model.report import Severity
from starl.model.story import Span
from starl.text.lazy import lazy

_NOUN = r"(?:experience|incident|failure|project|situation|challenge|setback|mistake|episode|journey|event|moment|ordeal|process|lesson|story)"
_ADJECTIVE = r"(?:stark|powerful|sobering|humbling|valuable|important|constant|painful|poignant|timely|harsh|strong|crucial|critical)"
_ME = r"(?:me|us|my team|the team|our team|the whole team)"

STALE = (
    # The office poster.
    r"think(?:ing)? outside (?:of )?the box|(?:hit|hits|hitting) the ground running|"
    r"(?:in )?(?:today's|this|our|the modern|an?) (?:(?:increasingly|modern|competitive|digital|dynamic) )?"
    r"(?:fast[- ]paced|ever[- ]changing|ever[- ]evolving|rapidly (?:changing|evolving)) (?:digital |tech |technological |modern |business |software |it )?"
    r"(?:world|landscape|environment|industry|era|age|market)|ever[- ](?:changing|evolving) (?:landscape|world|field)|"
    r"giv(?:e|es|ing|en) (?:it )?(?:my |our )?(?:110|120|150|200)(?: )?(?:%|percent)|giv(?:e|es|ing|en) (?:it )?a hundred and (?:ten|twenty) percent|"
    r"(?:go|goes|going|went) (?:above and beyond|the extra mile)|(?:take|took|taking) (?:it|things|this|my \w+) to the next level|"
    r"every cloud has a silver lining|blessing in disguise|failing forward|fail(?:ed|ing)? forward|"
    r"what doesn't kill you makes you stronger|when life gives you lemons|rome wasn't built in a day|"
    r"(?:results|goal|detail)[- ](?:driven|oriented) (?:person|professional|engineer|developer|individual|team player)|"
    r"(?:proven|strong) track record of|synerg(?:y|ies|istic|ize)|"
    r"(?:i'm|i am|i was|i've always been|as) (?:a |an )?(?:very |true |real |natural |born )?(?:go-getter|self-starter|team player|rock ?star|people person)|"
    # Phrases of generated prose.
    rf"taught {_ME} (?:all about |a lot about |much about )?the (?:true |real |critical |crucial |utmost |vital |immense )?(?:importance|value|significance|power|necessity) of|"
    rf"taught {_ME} (?:an? )?(?:\w+ and )?(?:invaluable|priceless|profound) (?:\w+ )?lessons?|"
    r"(?:invaluable|priceless|profound) (?:life |professional |personal )?(?:lessons?|experience|insights?|learnings?)|"
    r"(?:a|as|true|real|living) testament to|stands? as a (?:\w+ )?(?:testament|reminder)|"
    rf"(?:served|serves|acted|stood|was|were) (?:to me )?(?:as )?an? (?:\w+ )?{_ADJECTIVE} reminder|"
    r"delv(?:e|ed|es|ing) (?:deep |deeper |deeply )?into|"
    r"(?:underscored|underlined|highlighted|reinforced|cemented|crystalli[sz]ed|solidified|instilled in me|illuminated|drove home) (?:for (?:me|us) |to (?:me|us) )?(?:just )?"
    r"(?:the|my belief in the) (?:true |real |critical |crucial |vital |paramount )?(?:importance|value|significance|power|necessity|need for)(?: of)?|"
    r"(?:foster|fosters|fostered|fostering|cultivate|cultivated|cultivating) an? (?:\w+ ){0,2}(?:culture|environment|mindset|spirit) of|"
    r"navigat(?:e|ed|ing) (?:the |these |such )?(?:\w+ )?(?:complexities|challenges|intricacies|waters)|"
    r"(?:rich |intricate )tapestry|(?:in|within) the realm of|(?:a|the|my) (?:transformative|pivotal) (?:moment|experience|journey|lesson|turning point)|"
    r"shap(?:ed|es|ing) (?:me into )?(?:who i am|the (?:\w+ )?(?:engineer|developer|professional|leader|person|programmer) i am)|"
    r"ma(?:de|kes) me (?:who i am|the (?:\w+ )?(?:engineer|developer|professional|leader|person|programmer) i am)|"
    r"(?:a |my |this )?journey of (?:growth|self-discovery|learning|continuous improvement)|embrac(?:e|ed|ing) (?:failure|challenges|change|every challenge|the unknown)|"
    r"failure is not the (?:end|opposite)|(?:a |as )?stepping[- ]stones? (?:to|toward|towards) (?:success|growth|greatness)|"
    rf"growing (?:both )?(?:personally and professionally|professionally and personally)|(?:this|that|the) {_NOUN} (?:has )?(?:truly |really )?(?:opened my eyes|was (?:truly )?(?:eye-opening|an eye-opener))"
)
MILD = (
    r"at the end of the day,? (?:it's|it is|it was|we're all|we are all|we all|what matters|it comes|it all|that's what|this is what|you have to|you've got to|"
    r"you need|i'm|i am|i think|i believe|i feel|the customer|the user|people|everyone|nobody|code is|software is|there's|there is)\b|"
    r"at the end of the day[,.!]|(?:moving|going) forward(?:[.,!]| (?:i|i'll|i'd|i've|we|we'll|my|our|every|always|with every)\b)|"
    r"(?:truly |deeply |very |really |so |always been |extremely )?passionate (?:about|in|for)|(?:am|being|a|highly) passionate (?:\w+ )?(?:person|engineer|developer|programmer|individual|professional|coder)|"
    r"(?:a |an |some |many |very )(?:valuable|precious|hard-earned|powerful|humbling) (?:lessons?|learning|learnings|insights?)|"
    r"(?:thrive|excel|perform well) (?:under|in) (?:pressure|(?:a )?(?:fast-paced|dynamic) environments?)|(?:wear|wore|wearing) (?:many|multiple|a lot of) hats|"
    r"fast[- ]paced (?:environment|startup|start-up|company|team)|(?:a|my|the|true|have a|with a) growth mindset|out of my comfort zone|game[- ]changer|paradigm shift|"
    r"move the needle|low-hanging fruit|win-win|push(?:ed|ing)? the envelope|best of breed|"
    r"(?:huge|great|big|real|true|amazing|incredible) learning (?:experience|opportunity|curve)|turn(?:ed|ing)? (?:this |that |the |my )?(?:setback|failure|negative|challenge|lemons)s? into (?:an? )?(?:opportunit(?:y|ies)|success|strengths?|positive|lemonade)|"
    r"(?:continuous|lifelong) (?:learner|learning|improvement) (?:is|has been|mindset|and growth)|(?:grew|grow|grown) as an? (?:person|professional|engineer|developer|individual|leader)"
)

_FILLER = lazy(r"at the end of the day|(?:moving|going) forward")
_OPENING = lazy(r"(?:^|[,:;]|\b(?:and|so|but|then|look|because|well|like|that|know)) *$")
_CLOSING = lazy(
    r"\b(?:this|it|that|them|differently|better|changes?|again|mistakes?|projects?|work|process|practice|approach|careful|sure) $"
)
_LITERAL = lazy(r"\b(?:by|until|on|due|every|each|only|again|run|runs|ran) *$")


def check(_: Document, matches: list[Match]) -> Iterable[Hit]:
    for match in matches[:MOST]:
        before, after = match.before, match.after
        found = match.sentence.plain[len(before) : len(match.sentence.plain) - len(after)]
        filler = _FILLER.match(found) if match.pattern else None
        if filler is None:
            yield Hit(match.span, severity=Severity.INFO if match.pattern else None)
        elif _is_filler(filler[0], before[-40:], found[filler.end() :]):
            yield Hit(Span(match.span.start, match.span.start + filler.end()), severity=Severity.INFO)


def _is_filler(phrase: str, before: str, after: str) -> bool:
    """Whether these words only fill the pause: `going forward, I`, not `kept it going forward`."""
    if phrase.startswith("at"):
        return not _LITERAL.search(before) and (after[:1] in " ," or not before.endswith(("d ", "t ")))
    if after[:1] in ",.!" and _CLOSING.search(before):
        return True
    return after[:1] != "." and _OPENING.search(before) is not None


RULE = Rule(
    code="A801",
    name="stock-phrases",
    severity=Severity.WARNING,
    message="An interviewer has heard this in many answers, so it says little about yours.",
    question="How would you say this to a friend who was not there?",
    patterns=(rf"\b(?:{STALE})\b", rf"\b(?:{MILD})"),
    check=check,
)
