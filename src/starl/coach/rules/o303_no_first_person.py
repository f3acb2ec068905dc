"""An Action in which the speaker does not occur."""

from __future__ import annotations

from collections.abc import Iterable

from starl.coach.document import Document
from starl.coach.own_fault import owned_anywhere
from starl.coach.rule import Hit, Match, Rule
from starl.coach.subjects import FIRST_SINGULAR
from starl.model.report import Severity
from starl.model.story import Section
from starl.text.lazy import lazy

SHORTEST = 12
"""Words of an Action; a shorter one may be a fragment of the coach's own guess."""
_OURS = frozenset(["my", "mine", "me", "myself", "im", "ive"])
_WE = frozenset(["we", "we'd", "we've", "we're", "we'll"])
_MANY_WE = 3
"""From here on the rule on `we` speaks."""
_NOTE = lazy(
    r"(?:^|[.;,:!?] |\b(?:and|then|but|so|just|also|or|instead) )[\"'*\-•– ]*(?:(?:then|just|also|only|never|simply|even|instead|first|later|finally|quickly|manually|accidentally|still|again) )*"
    r"(?:(?!need|indeed|speed|feed|hundred|based|related|supposed|embed|shared|red|bed|used|caused|led|armed|united|advanced|detailed|limited)[a-z-]{2,}ed|wrote|put|took|left|built|ran|sent|made|thought|went|let|chose|set|kept|told|gave|picked|forgot|"
    r"did|didn't|did not|hadn't|had|got|broke|found|cut|read|hid|fell back|drove|came|began|overwrote|rewrote|understood|misread|misunderstood|"
    r"said|saw|spent|bought|brought|held|lost|paid|knew|was (?:sure|too|certain|lazy|tired|wrong|in a)|wasn't|couldn't|wanted) "
)
"""A verb whose subject is left out, as in notes: `Skipped the review, shipped it`."""


def check(document: Document, _: list[Match]) -> Iterable[Hit]:
    action = document.of(Section.ACTION)
    words = [word for sentence in action for word in sentence.words]
    if len(words) < SHORTEST or any(word in FIRST_SINGULAR or word in _OURS for word in words):
        return
    if sum(word in _WE for word in words) >= _MANY_WE or any(
        _NOTE.match(sentence.plain) for sentence in action
    ):
        return
    if document.inferred and (owned_anywhere(document) or len(action) < 2):
        return
    yield Hit(action[0].span, severity=Severity.INFO if document.inferred else None)


RULE = Rule(
    code="O303",
    name="no-first-person",
    severity=Severity.WARNING,
    message="You do not occur in your own action: nothing in it says what you did.",
    question="What did you do in this part, with your own hands or your own word?",
    check=check,
)
