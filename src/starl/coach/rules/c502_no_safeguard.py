"""Great loss with no backup and no remedy."""

from __future__ import annotations

from collections.abc import Iterable

from starl.coach.document import Document
from starl.coach.rule import Hit, Match, Rule
from starl.model.report import Severity
from starl.text.lazy import lazy

_REMEDY = lazy(
    r"\b(?:restored|restoring|recovered (?:it|them|most|the|all|from)|rebuilt|re-?created|re-?entered|typed (?:it|them) in again|rolled back|got (?:it|them|most) back|"
    r"since then|now (?:we|i|every|there|the)|every (?:night|week|month|day)|introduced|set up|wrote a|added|made (?:it|sure)|"
    r"from then on|ever since|nowadays|these days|test(?:ed|s)? (?:the|a|our) (?:restore|backup)s?)\b"
)


def check(document: Document, matches: list[Match]) -> Iterable[Hit]:
    for match in matches:
        after = document.sentences[match.sentence.number :]
        if not any(_REMEDY.search(sentence.plain) for sentence in after):
            yield Hit(match.span)


RULE = Rule(
    code="C502",
    name="no-safeguard",
    severity=Severity.WARNING,
    message="A great loss, and nothing is told that made it good or keeps it from happening again.",
    question="What was done about it, and what stands in the way of the next time?",
    patterns=(
        r"\b(?:there (?:was|were)|we had|i had|had) (?:no|never any|not a single) (?:working |recent |usable |real |proper |good )?backups?\b|\bwithout (?:a |any )(?:working )?backups?\b|\bno backups?\b|\bbackups? (?:was|were|had been) (?:empty|broken|corrupt(?:ed)?|never|gone|switched off|disabled)\b",
        r"\b(?:everything|all (?:of )?(?:the |our |their |that |my )?(?:data|records|photos|files|orders|customers|work|history|documents)) (?:was|were|is|had been|just) (?:gone|lost|wiped|destroyed|deleted)(?: for (?:good|ever))?\b",
        r"\b(?:gone|lost|destroyed) (?:for good|forever|for ever|permanently)\b|\b(?:never|could not be|couldn't be|were not|weren't) (?:be )?(?:recovered|restored|got back)\b",
        r"\bthe (?:company|startup|business|shop|practice|firm) (?:went (?:bankrupt|under|out of business)|never recovered|had to close|closed (?:down )?because)\b",
        r"\b(?:somebody|someone|a (?:patient|worker|man|woman|person|driver)|people) (?:died|was (?:seriously |badly )?(?:injured|hurt)|were (?:injured|killed)|was killed|lost (?:a|his|her) (?:hand|finger|life))\b",
    ),
    check=check,
)
