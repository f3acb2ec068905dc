"""A failure that is denied before it is told: never failed, none comes to mind, not to be called one."""

from __future__ import annotations

from collections.abc import Iterable

from starl.coach.document import Document
from starl.coach.nearby import after
from starl.coach.rule import Hit, Match, Rule
from starl.model.report import Severity

_NEVER, _NONE, _RENAMED = range(3)
_GOES_ON = {
    _NONE: (" that", " which", " i", " more", " worse", " like", " as "),
    _RENAMED: (" of ",),
}
"""What follows where a failure is compared (`I can't think of a mistake that hurt more`), or given to somebody."""
_SURELY = r"(?:honestly |really |actually |truly |ever |quite |exactly |necessarily |just )*"


def check(document: Document, matches: list[Match]) -> Iterable[Hit]:
    for match in matches:
        if after(document, match, 8).startswith(_GOES_ON.get(match.pattern, ())):
            continue
        yield Hit(match.span, (), None if match.pattern in (_NEVER, _NONE) else Severity.INFO)


RULE = Rule(
    code="H704",
    name="denied-failure",
    severity=Severity.WARNING,
    message="This says that there was no failure, where one is asked for.",
    question="Which decision of yours would you take back, and who had to live with it?",
    patterns=(
        rf"\bi(?:'ve| have)? {_SURELY}never {_SURELY}(?:failed(?: at (?:anything|work)| in (?:anything|my (?:life|career|job)))?|"
        r"(?:had|made) (?:a|any) (?:real |big |major |serious |significant )?(?:failure|mistake)s?)(?: before| yet| so far| in my (?:life|career|job))?[.,;!]",
        rf"\bi (?:can't|cannot|can not|don't|do not|am not able to|struggle to) {_SURELY}(?:think of|recall|remember|come up with) "
        r"(?:a|any|one|a single|many|having) (?:real |big |major |single |good |specific |serious |significant |professional |recent |particular )?(?:failures?|mistakes?|failed|(?:time|situation|example|moment|case|project)s? "
        rf"(?:when |where |that |in which )?(?:i {_SURELY}(?:failed|made a mistake)|of (?:a )?failure))\b",
        rf"\b(?:i (?:don't|do not|never) {_SURELY}(?:believe in|see (?:it|this|that|them) as|call (?:it|this|that|them)|consider (?:it|this|that)|think of (?:it|this|that) as|like (?:to call it|the word))|"
        rf"(?:not|never) a believer in|(?:wouldn't|would not) {_SURELY}(?:call|consider) (?:it|this|that)) (?:a |an |the word |as a )?(?:real |true |complete |total )?(?:failures?|mistakes?|failing)\b",
        r"\bno such thing as (?:a )?(?:failures?|mistakes?|failing)\b",
    ),
    check=check,
)
