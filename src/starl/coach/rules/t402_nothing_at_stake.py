"""The story itself says that nothing came of it."""

from __future__ import annotations

from collections.abc import Iterable

from starl.coach.document import Document
from starl.coach.rule import Hit, Match, Rule
from starl.coach.stakes import cost_told
from starl.model.report import Severity
from starl.text.lazy import lazy

_LASTED = lazy(
    r"(?: (?:it|this|that|anything))?(?: \w+){0,2}? (?:for|during|until|till) (?:[\w-]+ ){0,4}"
    r"(?:hours?|days?|nights?|weeks?|months?|years?|quarters?|sprints?|releases?|it|we|i|they|she|he|somebody|someone|finance|support)\b"
)
"""Nobody noticed for so long: that is the harm, and no comfort."""


def check(document: Document, matches: list[Match]) -> Iterable[Hit]:
    sure = None if not cost_told(document) else Severity.INFO
    yield from (Hit(match.span, (), sure) for match in matches if not _LASTED.match(match.after))


RULE = Rule(
    code="T402",
    name="nothing-at-stake",
    severity=Severity.WARNING,
    message="This says that nothing was at stake.",
    question="Then what made it a failure for you?",
    patterns=(
        r"\b(?:nobody|no one|no-one|none of them|no customer|no user|not a soul) (?:even |ever |really |actually |else )?(?:noticed|saw it|saw anything|cared|complained|minded|was affected|got hurt|was harmed|found out)\b",
        r"\b(?:no (?:real |actual |lasting |big |serious )?(?:harm|damage)(?: was| were)? done|there (?:was|were) no (?:real |actual |lasting )?(?:harm|damage|consequences?|impact)|without (?:any )?(?:real |lasting )?(?:harm|damage|consequences))\b",
        r"\b(?:it )?(?:was not|wasn't|isn't|not|was no) (?:really |actually |exactly |such |that )?(?:a )?big (?:of a )?deal\b|\bnothing (?:(?:really |bad |serious |terrible )happened|came of it|was lost)\b|\bso nothing happened\b",
        r"\b(?:we|they|everyone|everybody|all of us|both) (?:all |just |both )?(?:had a (?:good )?laugh|laughed (?:about|it off))\b",
        r"\bfixed (?:it|that|this) in (?:about |under |less than )?(?:a|one|two|three|five|ten|\d+|a few|a couple of) (?:minutes?|seconds?)\b",
        r"\bbefore (?:anyone|anybody|any (?:customer|user)|a single (?:customer|user)) (?:even |ever |had |could )?(?:saw|noticed|knew|see|notice|seen|noticed it)\b",
        r"\b(?:luckily|fortunately|thankfully) (?:it |that |this )?(?:was|had|there was) (?:only|just|no|never)\b|\bonly (?:in|on) (?:the )?(?:staging|test|dev|my own|my local)(?: environment| machine| server| branch)?\b",
    ),
    check=check,
)
