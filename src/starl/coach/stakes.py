"""What tells that something was at stake, or that others paid for it."""

from __future__ import annotations

from starl.coach.document import Document
from starl.text.lazy import lazy

_COST = lazy(
    r"\b(?:customers?|clients?|users|patients?|passengers|players|students|farmers|subscribers|guests|readers) \w*\s?(?:\w+ )?"
    r"(?:lost|couldn't|could not|were|got|had|complained|left|called|waited|saw|received|paid|cancelled|went)|"
    r"\d[\d,.]{0,12}\s?(?:k|%|percent|hours?|days?|weeks?|months?|euros?|dollars|pounds|thousand|million|orders|customers|users|"
    r"people|records|invoices|emails|rows|tickets|requests|machines|devices|units|bookings|payments)\b|[$€£]\s?\d|"
    r"\b(?:an|two|three|four|five|six|eight|ten|several|many|half an?) (?:hours?|days|weeks|months)\b|took \w+ \w* ?down|"
    r"\b(?:hours|days|weeks|months) (?:of|late|behind|down|lost)\b|outage|went down|was down|were down|refund\w*|"
    r"complain\w*|lost (?:the|a|our|their|all|data|money|trust|two|three|four|five|half)|cost (?:us|the|them|him|her|me)|"
    r"angry|furious|cancelled|delayed|slipped|rolled back|roll back|roll it back|corrupted|leaked|crash\w*|injur\w*|hurt|"
    r"contract|apologi[sz]\w*|overtime|weekend|penalt\w*|fined?\b|lawyers?|auditors?|stood still|stopped the line|scrapped|"
    r"missed (?:the|a|our) (?:deadline|launch|release|date|flight)|on call|oncall|emergency|incident|production"
)
_LATE_OTHERS = lazy(
    r"\b(?:team|colleagues?|others|everyone|everybody|people|customers?|clients?|users|they|boss|manager|she|he|we|us|our)\b"
)


def cost_told(document: Document) -> bool:
    """Whether the story names a harm, a loss or somebody who had to bear it."""
    return _COST.search(document.plain) is not None


def others_paid(document: Document) -> bool:
    """Whether a harm is told in a sentence that has somebody other than the speaker in it."""
    return any(_COST.search(s.plain) and _LATE_OTHERS.search(s.plain) for s in document.sentences)
