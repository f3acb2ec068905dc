"""Something that speaks about integrity: lying, hiding, faking."""

from __future__ import annotations

from collections.abc import Iterable

from starl.coach.document import Document
from starl.coach.rule import Hit, Match, Rule
from starl.model.report import Severity
from starl.text.lazy import lazy

_CONFESSED = lazy(
    r"\b(?:i (?:\w+ )?(?:told|admitted|confessed|owned up|came clean|reported|disclosed|apologi[sz]ed|went to|called))\b|came clean|owned up"
)
_REACH = 60
"""Characters behind a match in which the thing is looked for."""
_OF_A_THING = lazy(
    r"(?:hid the(?: [\w'-]+){0,3} (?:buttons?|fields?|columns?|panels?|filters?|counters?|menus?|settings?|options?|links?|toggles?|forms?|tabs?|icons?|"
    r"shop|widgets?|features?|banners?|pages?|dialogs?|boxes|box)\b"
    r"|covered up (?:the|a|my) (?:[\w-]+ )?(?:connectors?|cables?|cameras?|wires?|holes?|sensors?|lens)\b"
    r"|faked (?:the|a|my) (?:[\w'-]+ ){0,3}(?:in (?:the|my|our) (?:[\w-]+ )?(?:tests|emulator|simulator|simulation|load test)|with a (?:[\w-]+ )*(?:mock|stub|generator)))"
)
"""What is hidden on a screen, covered against dust or stood in for by a mock."""
_UNTOLD = 3
"""Which of the patterns is about what was not told."""
_NO_HELP = lazy(
    r"\b(?:stuck|overwhelmed|overloaded|struggl\w+|drowning|too much|too many|behind|untouched|unfinished|prove (?:myself|that|to)|"
    r"not (?:started|ready|done|finished)|(?:need|needed) help|ask(?:ed|ing)? for help|can do it|could do it|can't (?:code|do it))\b"
)
"""Who tells nobody that it is too much for them has hidden no mistake; asking for help late is another failure."""


def check(document: Document, matches: list[Match]) -> Iterable[Hit]:
    for match in matches:
        if _OF_A_THING.search(document.plain, match.span.start, match.span.end + _REACH):
            continue
        if match.pattern == _UNTOLD and _NO_HELP.search(match.sentence.plain):
            continue
        after = document.sentences[match.sentence.number : match.sentence.number + 4]
        confessed = any(_CONFESSED.search(sentence.plain) for sentence in after)
        yield Hit(match.span, (), Severity.INFO if confessed else None)


RULE = Rule(
    code="C501",
    name="integrity",
    severity=Severity.WARNING,
    message="This may be heard as a matter of integrity, not as a mistake.",
    question="Is it the failure that you want to be known for, and did you put it right in the open?",
    patterns=(
        r"\bi (?:just |simply |then |also |even |had |basically |kind of )?(?:lied|hid (?:it|that|this|the|my|what)|covered (?:it|this|that|my tracks|everything) up|covered up|faked|forged|fabricated|made up (?:the|some|a few|numbers|results|data)|falsified|fudged|doctored|cheated|stole)\b",
        r"\bi (?:just |simply |then |also |quietly |quickly )?(?:deleted|erased|wiped|edited|removed|cleared|altered|backdated|rewrote) (?:the |my |all |all the |some |those )?(?:logs|evidence|log files?|audit \w+|history|traces?|messages|emails|e-mails|tickets?|timestamps?)(?: so | to (?:hide|cover)|[,.]| and |$)",
        r"\bi (?:just |simply )?(?:pretended|acted as if|acted like|made it look like|let (?:everyone|everybody|them|him|her|my (?:boss|manager|lead)|the (?:team|client|customer)|people) (?:think|believe))\b",
        r"\bi (?:just |simply |never |had never )?(?:didn't|did not|never|hadn't) (?:tell|told|say anything to|mention it to|report it to|admit it to) (?:anyone|anybody|a soul|my (?:boss|manager|lead|team)|the (?:client|customer|team))\b",
        r"\b(?:kept|keep|keeping) (?:it|that|this) (?:quiet|secret|to myself|hidden|from (?:them|him|her|my|the))\b|\bi said nothing (?:to|about|for)\b|\bkept my mouth shut\b",
        r"\bi (?:just |then |knowingly |simply )?(?:blamed (?:it on|the|a|my|him|her|them)|put the blame on|pinned it on|told (?:them|him|her|everyone|my (?:boss|manager)) (?:that )?it was (?:the|a|my|our) (?:intern|junior|vendor|network|hardware|other))\b",
        r"\bi (?:signed off|ticked|checked off|signed|marked) (?:\w+ ){0,6}(?:without (?:ever )?(?:running|doing|reading|testing|looking)|although i had(?:n't| not)|that i never (?:ran|did))\b|\bclaimed (?:that )?i had\b",
    ),
    check=check,
)
